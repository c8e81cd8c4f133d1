#!/usr/bin/env bash
# Replaces the comment of the last run, or adds a new one. It finds the old comment by its first line and by its author,
# because anyone can write that line.
set -euo pipefail

marker=$(head -n 1 "$REPORT")
comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
# The author of comments with the token of a workflow.
author="${COMMENT_AUTHOR:-github-actions[bot]}"

MARKER="$marker" AUTHOR="$author" gh api --paginate "$comments" \
  --jq '.[] | select(.user.login == env.AUTHOR and (.body | startswith(env.MARKER))) | .id' > "$RUNNER_TEMP/comment-ids"
id=$(tail -n 1 "$RUNNER_TEMP/comment-ids")

if [ -n "$id" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$REPORT"
else
  gh api --silent --method POST "$comments" --field "body=@$REPORT"
fi
