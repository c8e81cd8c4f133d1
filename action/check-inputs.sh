#!/usr/bin/env bash
# Stops if an input is neither true nor false. The other steps would silently take it for false.
set -euo pipefail

status=0

# Takes the name and the value of an input. An empty value, as from a variable that isn't set, means the default.
expect_boolean() {
  case "$2" in true | false | '') return ;; esac
  # GitHub reads the line as a command, in which these characters are escaped.
  local received="${2//'%'/%25}"
  received="${received//$'\r'/%0D}"
  received="${received//$'\n'/%0A}"
  echo "::error::$1: expected true or false, got \"$received\"; write $1: true or $1: false"
  status=2
}

expect_boolean strict "$INPUT_STRICT"
expect_boolean comment "$INPUT_COMMENT"
exit "$status"
