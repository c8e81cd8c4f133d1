#!/usr/bin/env bash
# Takes each release that is due one stage on, and aborts each whose gate fails. Every step is a pull request: whoever merges
# it, a person or auto-merge, takes the release there. Run it on a schedule, on a clone with its whole history.
#
#   RELEASES     the folder with the release files (default: releases)
#   DIST         the folder that is synthesized and committed (default: dist)
#   TARGET       the branch that is applied to the cluster (default: main)
#   AFTER        how long a stage has to be on that branch (default: 30m)
#   SYNTH        the command that synthesizes (default: npx cdk8s synth)
#   GATE         the command that fails if the new version is not well (default: none)
#   AT_REST      the command that fails while the last stage is still rolling out (default: none)
#   PUSH         the command that pushes a branch (default: git push --quiet --force origin "HEAD:refs/heads/$BRANCH")
#   PICTURE_URL  where the status picture is seen, with $BRANCH and $PICTURE, its path in the repository (default: none)
#   OPEN         the command that opens or updates a pull request once its branch is pushed (default: none)
#
# GATE and AT_REST find RELEASE_FILE (releases/prod/shop.yaml) and RELEASE (prod/shop) in their environment. PUSH and OPEN find
# BRANCH, TARGET, TITLE and BODY, a file of Markdown, as well.
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

# An abort that was merged is over; until then, it is for a person to decide.
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

# What a reviewer sees: the message, the picture, where the release is, and what applying the step would do.
describe() {
  sed 1,2d "$work/message"
  if [ -n "${PICTURE_URL:-}" ]; then printf '\n![%s](%s)\n' "$RELEASE" "$(bash -c "echo \"$PICTURE_URL\"")"; fi
  printf '\n'
  rollouts release status "$RELEASE_FILE" --format markdown
  printf '\n'
  local status=0
  rollouts check "$DIST" --against "refs/remotes/origin/$TARGET" --format markdown || status=$?
  # 1 is for findings, which the check of the pull request reports; 2 is for no answer.
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
  # The same step again must not start the checks of the pull request again.
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

# Pull requests of releases that were held, aborted or finished by hand meanwhile.
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
  # One release that fails must not stop the others.
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
