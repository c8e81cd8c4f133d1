#!/usr/bin/env bash
# Fails while the cluster differs from the committed manifests, or while they are still rolling out. If the job has read
# access to the cluster, set AT_REST of walk-releases.sh to "bash scripts/at-rest.sh".
#
#   DIST   the folder with the committed manifests (default: dist)
set -euo pipefail

: "${DIST:=dist}"

# The running state of each object in the manifests, with its status. A missing object counts as new, which is a change.
live() { kubectl get --recursive -f "$DIST" --ignore-not-found --output yaml; }

report=$(live | npx --no-install cdk8s-rollouts check "$DIST" --against - --strict --severity not-at-rest=error) || {
  echo "$report"
  exit 1
}
# The output contains only Services that change or have findings.
if ! grep --quiet --fixed-strings '(0 shown, ' <<< "$report"; then
  echo "$report"
  exit 1
fi
