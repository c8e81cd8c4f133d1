#!/usr/bin/env bash
# Checks the manifests, and leaves the result in the log, in the summary of the job, and in two files.
set -euo pipefail

main="$RUNNER_TEMP/cdk8s-rollouts/node_modules/cdk8s-rollouts/lib/cli/main.js"
markdown="$RUNNER_TEMP/release-check.md"
report="$RUNNER_TEMP/release-check.html"

read -r -d '' -a paths <<< "$INPUT_PATHS" || true
options=(--against "$INPUT_AGAINST" --fail-on "$INPUT_FAIL_ON")
if [ "$INPUT_STRICT" = true ]; then options+=(--strict); fi
# Three reports of one check: the lines of the log become annotations.
options+=(--format github --output "markdown=$markdown" --output "html=$report")

status=0
node "$main" check "${options[@]}" -- "${paths[@]}" || status=$?
# 2: there is no answer, such as for YAML that can't be read. It stands in the log, and nothing is commented.
if [ "$status" -gt 1 ]; then exit "$status"; fi

run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
printf '\n<sub>The full report is the artifact `release-check` of [this run](%s).</sub>\n' "$run" >> "$markdown"
cat "$markdown" >> "$GITHUB_STEP_SUMMARY"
{
  echo "status=$status"
  echo "markdown=$markdown"
  echo "report=$report"
} >> "$GITHUB_OUTPUT"
