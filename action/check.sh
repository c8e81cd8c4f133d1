#!/usr/bin/env bash
# Checks the manifests, and writes the result to the log, to the job summary, and to two files.
set -euo pipefail

main="$RUNNER_TEMP/cdk8s-rollouts/node_modules/cdk8s-rollouts/lib/cli/main.js"
markdown="$RUNNER_TEMP/release-check.md"
report="$RUNNER_TEMP/release-check.html"

read -r -d '' -a paths <<< "$INPUT_PATHS" || true
options=(--against "$INPUT_AGAINST")
# Flags take precedence over the settings file of the repository, so pass on only inputs that are set.
if [ -n "$INPUT_FAIL_ON" ]; then options+=(--fail-on "$INPUT_FAIL_ON"); fi
if [ "$INPUT_STRICT" = true ]; then options+=(--strict); fi
# One check writes three reports. GitHub turns the lines in the log into annotations.
options+=(--format github --output "markdown=$markdown" --output "html=$report")

status=0
# The checker names its flag or argument, but the workflow states an input. The errors pass through line by line, so that
# the log has them even if the job is stopped.
to_inputs() {
  sed -u -e 's/^error: --against: /error: against: /' \
    -e 's|^error: path: \(.*\); pass, for example, dist/$|error: paths: \1; write, for example, paths: dist|'
}
{ node "$main" check "${options[@]}" -- ${paths[@]+"${paths[@]}"} 2>&1 >&3 | to_inputs >&2; } 3>&1 || status=$?
# With 2, there is no verdict, for example because the YAML can't be read. The log has the reason, and no comment is
# written.
if [ "$status" -gt 1 ]; then exit "$status"; fi

run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
printf '\n<sub>The full report is the artifact `release-check` of [this run](%s).</sub>\n' "$run" >> "$markdown"
cat "$markdown" >> "$GITHUB_STEP_SUMMARY"
{
  echo "status=$status"
  echo "markdown=$markdown"
  echo "report=$report"
} >> "$GITHUB_OUTPUT"
