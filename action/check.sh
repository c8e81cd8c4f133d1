#!/usr/bin/env bash
# Checks the manifests, and leaves the result in the log, in the summary of the job, and in two files.
set -euo pipefail

check() {
  node "$RUNNER_TEMP/cdk8s-rollouts/node_modules/cdk8s-rollouts/lib/cli/main.js" check "$@"
}

read -r -d '' -a paths <<< "$INPUT_PATHS" || true
options=(--against "$INPUT_AGAINST" --fail-on "$INPUT_FAIL_ON")
markdown="$RUNNER_TEMP/release-check.md"
report="$RUNNER_TEMP/release-check.html"

status=0
check "${options[@]}" --format markdown -- "${paths[@]}" > "$markdown" || status=$?
# 2: there is no answer, such as for YAML that can't be read. It stands in the log, and nothing is commented.
if [ "$status" -gt 1 ]; then exit "$status"; fi

check "${options[@]}" --format html -- "${paths[@]}" > "$report" || [ $? -eq 1 ]
check "${options[@]}" --format github -- "${paths[@]}" || [ $? -eq 1 ]

run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
printf '\n<sub>The full report is the artifact `release-check` of [this run](%s).</sub>\n' "$run" >> "$markdown"
cat "$markdown" >> "$GITHUB_STEP_SUMMARY"
{
  echo "status=$status"
  echo "markdown=$markdown"
  echo "report=$report"
} >> "$GITHUB_OUTPUT"
