#!/usr/bin/env bash
# Stops if an input has a value that the other steps don't know. They would silently take another word for false, and the
# checker would name its own flag instead of the input. An empty value, as from a variable that isn't set, means the
# default.
set -euo pipefail

status=0

# Takes the name of an input, the expected values, the received one, and the remedy.
refuse() {
  # GitHub reads the line as a command, in which these characters are escaped.
  local received="${3//'%'/%25}"
  received="${received//$'\r'/%0D}"
  received="${received//$'\n'/%0A}"
  echo "::error::$1: expected $2, got \"$received\"; $4"
  status=2
}

expect_boolean() {
  case "$2" in true | false | '') return ;; esac
  refuse "$1" 'true or false' "$2" "write $1: true or $1: false"
}

# Accepts the values of the flag --fail-on. A test compares both.
expect_fail_on() {
  local severity='(error|warning|info|never)' space='[[:space:]]*'
  local both="$severity$space,${space}not-judged|not-judged$space,$space$severity"
  if [[ -z "$2" || "$2" =~ ^$space($severity|not-judged|$both)$space$ ]]; then return; fi
  local expected='error, warning, info, never, not-judged or a pair such as warning,not-judged'
  refuse "$1" "$expected" "$2" "write $1: error or $1: warning,not-judged"
}

expect_fail_on fail-on "$INPUT_FAIL_ON"
expect_boolean strict "$INPUT_STRICT"
expect_boolean comment "$INPUT_COMMENT"
exit "$status"
