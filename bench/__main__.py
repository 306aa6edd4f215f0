"""`python -m bench [GROUP…] [--runs N]`: every group of cases, or those whose name begins so, such as `check`."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

from bench.cases import GROUPS
from bench.measure import compare, row


def main() -> None:
    args = sys.argv[1:]
    runs = int(args.pop(args.index("--runs") + 1)) if "--runs" in args else 5
    words = [one for one in args if one != "--runs"]
    version = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}, {version}")
    print(f"CPU seconds of the process and its children: median of {runs} (least-most), in turn with the other side\n")
    print(f"{'case':38} {'sapat':26} {'against':20} {'':26} {'ratio':8} {'target':20} load")
    for name, group in GROUPS.items():
        if not words or name.startswith(tuple(words)):
            for case in group():
                print(row(case, *compare(case, runs)), flush=True)


main()
