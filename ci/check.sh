#!/bin/sh
# Check DOCUMENTS and build their site, by the checker in VENV. usage: check.sh BASE DOCUMENTS VENV SITE
# A pull request answers for what it brings (--base), the main line for all of it. The day is that of the last commit.
set -eu
base=$(git -C "$1" rev-parse HEAD)
bin=$(cd "$3/bin" && pwd)
site=$(pwd)/$4
cd "$2"
day=$(TZ=Asia/Bishkek git log -1 --date=format-local:%Y-%m-%d --format=%cd)
if [ "$(git rev-parse HEAD)" = "$base" ]; then
  "$bin/sapat" --today "$day" check --format github
else
  "$bin/sapat" --today "$day" check --base "$base" --format github
fi
"$bin/sapat" --today "$day" build -o "$site"
