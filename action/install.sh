#!/usr/bin/env bash
# Installs the checker in the version of this action, outside the checkout, so that the pull request can choose neither
# the registry (.npmrc) nor the code that judges it (package.json, node_modules).
set -euo pipefail

version=$(node -p 'require(process.argv[1]).version' "$GITHUB_ACTION_PATH/../package.json")
tools="$RUNNER_TEMP/cdk8s-rollouts"
mkdir -p "$tools"
cd "$tools"
# The command line doesn't need cdk8s, so the peer dependencies are not installed.
npm install --prefix "$tools" --ignore-scripts --legacy-peer-deps --no-audit --no-fund --no-save \
  "${CDK8S_ROLLOUTS_PACKAGE:-cdk8s-rollouts@$version}"
