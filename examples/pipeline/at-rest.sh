#!/usr/bin/env bash
# Fails while the cluster does not run what is committed, or has not come to rest with it. Set AT_REST of walk-releases.sh to
# "bash scripts/at-rest.sh" where the job may read from the cluster.
#
#   DIST   the folder with the committed manifests (default: dist)
set -euo pipefail

: "${DIST:=dist}"

# Of each object in the manifests: what runs now, with its status. What is not there yet counts as new, and so as a change.
live() { kubectl get --recursive -f "$DIST" --ignore-not-found --output yaml; }

report=$(live | npx --no-install cdk8s-rollouts check "$DIST" --against - --strict --severity not-at-rest=error) || {
  echo "$report"
  exit 1
}
# Only Services that change, or of which something was found, are shown.
if ! grep --quiet --fixed-strings '(0 shown, ' <<< "$report"; then
  echo "$report"
  exit 1
fi
