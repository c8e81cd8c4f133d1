#!/usr/bin/env bash
# Takes each release that is due one stage forward, and aborts each release whose gate fails. Every step is a pull request,
# and the release moves when a person or auto-merge merges it. Run this script on a schedule, in a clone with full history.
#
#   RELEASES     the folder with the release files (default: releases)
#   DIST         the folder that is synthesized and committed (default: dist)
#   TARGET       the branch that is applied to the cluster (default: main)
#   AFTER        the time that a stage must have been on that branch (default: 30m)
#   SYNTH        the command that synthesizes (default: npx cdk8s synth)
#   GATE         the command that fails if the new version has problems (default: none)
#   AT_REST      the command that fails while the last stage is still rolling out (default: none)
#   PUSH         the command that pushes a branch (default: git push --quiet --force origin "HEAD:refs/heads/$BRANCH")
#   PICTURE_URL  the URL of the status picture, with $BRANCH and $PICTURE, its path in the repository (default: none)
#   OPEN         the command that opens or updates a pull request once its branch is pushed (default: none)
#
# GATE and AT_REST get the environment variables RELEASE_FILE (releases/prod/shop.yaml) and RELEASE (prod/shop). PUSH and OPEN
# also get BRANCH, TARGET, TITLE and BODY, which is a Markdown file.
set -euo pipefail

: "${RELEASES:=releases}" "${DIST:=dist}" "${TARGET:=main}" "${AFTER:=30m}" "${SYNTH:=npx cdk8s synth}"
: "${GATE:=true}" "${AT_REST:=true}" "${OPEN:=true}"
: "${PUSH:=git push --quiet --force origin \"HEAD:refs/heads/\$BRANCH\"}"
export TARGET

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BODY="$work/body.md"

rollouts() { npx --no-install cdk8s-rollouts "$@"; }

exists() { git rev-parse --quiet --verify "refs/remotes/origin/$1" > /dev/null; }

# Closes a pull request whose step is no longer the right one.
remove() { if exists "$1"; then git push --quiet origin --delete "$1"; fi; }

# Until somebody merges or closes an abort, leave the release alone.
abort_waits() {
  exists "$1" || return 1
  if git merge-base --is-ancestor "origin/$1" "origin/$TARGET" || git diff --quiet "origin/$TARGET" "origin/$1" -- "$2"; then
    remove "$1"
    return 1
  fi
}

# Writes the commit message of the step to a file. Its exit code is 3 if nothing is due.
step() {
  if ! bash -c "$GATE"; then
    kind=abort
    rollouts release abort "$RELEASE_FILE" --reason 'the gate failed' > "$work/message"
  elif ! bash -c "$AT_REST"; then
    echo "$RELEASE: the last stage is still rolling out"
    return 3
  else
    kind=next
    rollouts release next "$RELEASE_FILE" --after "$AFTER" > "$work/message"
  fi
}

# Writes the text for reviewers: the message, the picture, the stage of the release, and the effects of the step.
describe() {
  sed 1,2d "$work/message"
  if [ -n "${PICTURE_URL:-}" ]; then printf '\n![%s](%s)\n' "$RELEASE" "$(bash -c "echo \"$PICTURE_URL\"")"; fi
  printf '\n'
  rollouts release status "$RELEASE_FILE" --format markdown
  printf '\n'
  local status=0
  rollouts check "$DIST" --against "refs/remotes/origin/$TARGET" --format markdown || status=$?
  # Ignore exit code 1 (findings), because the check of the pull request reports them. 2 means that there is no result.
  [ "$status" -le 1 ]
}

walk() {
  git checkout --quiet --force --detach "origin/$TARGET"
  if abort_waits "release-abort/$RELEASE" "$RELEASE_FILE"; then
    echo "$RELEASE: its abort waits to be merged"
    return
  fi
  local status=0 kind=
  step || status=$?
  if [ "$status" -eq 3 ]; then
    remove "release/$RELEASE"
    return
  elif [ "$status" -ne 0 ]; then
    return "$status"
  fi
  if [ "$kind" = abort ]; then
    remove "release/$RELEASE"
    BRANCH="release-abort/$RELEASE"
  else
    BRANCH="release/$RELEASE"
  fi
  TITLE=$(head -n 1 "$work/message")
  export BRANCH TITLE
  bash -c "$SYNTH"
  rollouts release status "$RELEASE_FILE" --format svg > "$PICTURE"
  git add --all -- "$RELEASES" "$DIST"
  git commit --quiet --file "$work/message"
  describe > "$BODY"
  # Don't push the same step again, because that would restart the checks of the pull request.
  if ! exists "$BRANCH" || ! git diff --quiet "origin/$BRANCH" HEAD || ! git merge-base --is-ancestor "origin/$TARGET" "origin/$BRANCH"; then
    bash -c "$PUSH"
  fi
  echo "$TITLE"
  bash -c "$OPEN"
}

git fetch --quiet --prune origin
git checkout --quiet --force --detach "origin/$TARGET"
under_way=$(rollouts release status "$RELEASES" --only under-way --format files)
rollouts release status "$RELEASES"

# Close the pull requests of releases that were held, aborted or finished by hand in the meantime.
names=$(sed "s|^$RELEASES/||; s|\\.[a-z]*$||" <<< "$under_way")
for branch in $(git for-each-ref --format '%(refname:lstrip=3)' refs/remotes/origin/release); do
  grep --quiet --line-regexp --fixed-strings -e "${branch#release/}" <<< "$names" || remove "$branch"
done

failed=0
while IFS= read -r RELEASE_FILE; do
  [ -n "$RELEASE_FILE" ] || continue
  RELEASE=${RELEASE_FILE#"$RELEASES"/}
  RELEASE=${RELEASE%.*}
  PICTURE=${RELEASE_FILE%.*}.svg
  export RELEASE_FILE RELEASE PICTURE
  # An error in one release must not stop the others.
  set +e
  (
    set -e
    walk
  ) < /dev/null
  status=$?
  set -e
  if [ "$status" -ne 0 ]; then
    echo "$RELEASE: failed" >&2
    failed=1
  fi
done <<< "$under_way"
exit "$failed"
