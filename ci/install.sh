#!/bin/sh
# The checker into VENV: the one that lies in BASE, else the released one. usage: install.sh BASE VENV
set -eu
[ -x "$2/bin/sapat" ] && exit 0
python3 -m venv "$2"
if [ -d "$1/src/sapat" ]; then
  "$2/bin/pip" install --quiet --constraint "$1/constraints.txt" "$1[site,pdf]"
else
  "$2/bin/pip" install --quiet "sapat[site,pdf]"
fi
