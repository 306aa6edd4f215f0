#!/bin/sh
# Check DOCUMENTS and build their site, by the checker in VENV. usage: check.sh BASE DOCUMENTS VENV SITE
# A pull request answers for what it brings (--base), the main line for all of it. The day is that of the last commit.
# comment.md is the answer for people: the summary of the job, and a file that a forge may post. Nothing here may write anywhere.
set -eu
base=$(git -C "$1" rev-parse HEAD)
bin=$(cd "$3/bin" && pwd)
site=$(pwd)/$4
comment=$(pwd)/comment.md
cd "$2"
day=$(TZ=Asia/Bishkek git log -1 --date=format-local:%Y-%m-%d --format=%cd)
range="--base $base"
if [ "$(git rev-parse HEAD)" = "$base" ]; then range=; fi
# its settings are not taken, but what they would loosen is told
if git rev-parse --quiet --verify refs/sapat/proposed > /dev/null; then range="$range --proposed refs/sapat/proposed"; fi
# shellcheck disable=SC2086  # no range is no argument
"$bin/sapat" --today "$day" check $range --format markdown > "$comment" || [ $? -eq 1 ]
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$comment" >> "$GITHUB_STEP_SUMMARY"; fi
# shellcheck disable=SC2086
"$bin/sapat" --today "$day" check $range --format github
"$bin/sapat" --today "$day" build -o "$site"
