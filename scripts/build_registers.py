"""The document register and the change sheets as CSV in build/registers/. Arguments go to both, such as --as-of DAY."""

import sys
from contextlib import redirect_stdout
from pathlib import Path

from sapat.cli import main

Path("build/registers").mkdir(parents=True, exist_ok=True)
for name in ("documents", "changes"):
    with Path(f"build/registers/{name}.csv").open("w", encoding="utf-8", newline="") as out, redirect_stdout(out):
        if code := main(["register", name, "--format", "csv", *sys.argv[1:]]):
            sys.exit(code)
    print(out.name)
