"""`make faults`: every write of every verb and of a push struck in every way, and a table of what came of it.

`python -m tests.faults [--every N] [--seed N] [--only NAME]…`: errors at every Nth point (kills and torn writes at all).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.faults.harness import CHILD, FROM, KILL, ONCE, TORN, compiler, harness, scratch
from tests.faults.scenarios import SCENARIOS
from tests.faults.strikes import Outcome, Ring, blows

COLUMNS = ("points", "killed", "torn", "child", "errors", "half", "stuck", "locks")


def tried(number: int, seed: int, every: int) -> tuple[str, Counter[str], list[Outcome]]:
    """All blows at one scenario."""
    scenario, count, wrong = SCENARIOS[number], Counter[str](), list[Outcome]()
    with harness() as striker, tempfile.TemporaryDirectory(prefix="faults-", dir=scratch()) as folder:
        ring = Ring(striker, scenario, Path(folder))
        count["points"] = ring.points
        for blow in blows(ring.points, seed, every=every):
            outcome = ring.strike(blow)
            if not outcome.struck:
                continue
            count[{KILL: "killed", TORN: "torn", CHILD: "child", ONCE: "errors", FROM: "errors"}[blow.mode]] += 1
            count["half"] += bool(outcome.half)
            count["stuck"] += bool(outcome.stuck)
            count["locks"] += outcome.locks > 0
            if outcome.half or outcome.stuck:
                wrong.append(outcome)
                print(f"  {outcome}", file=sys.stderr, flush=True)
    return scenario.name, count, wrong


def main() -> int:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--every", type=int, default=1)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--only", action="append", default=[])
    asked = told.parse_args()
    if compiler() is None:
        print("not run: there is no C compiler (apt-get install gcc libc6-dev)", file=sys.stderr)
        return 1
    chosen = [n for n, one in enumerate(SCENARIOS) if not asked.only or one.name in asked.only]
    began, total, bad = time.time(), Counter[str](), 0
    print(f"seed {asked.seed}; errors at every {asked.every}. point")
    print(f"{'':32}" + "".join(f"{name:>9}" for name in COLUMNS), flush=True)
    with ProcessPoolExecutor(2) as pool:
        for name, count, wrong in pool.map(
            tried, chosen, *zip(*[(asked.seed, asked.every)] * len(chosen), strict=True)
        ):
            print(f"{name:32}" + "".join(f"{count[one]:>9}" for one in COLUMNS), flush=True)
            total += count
            bad += len(wrong)
    blows_tried = sum(total[one] for one in ("killed", "torn", "child", "errors"))
    print(f"{'all':32}" + "".join(f"{total[one]:>9}" for one in COLUMNS))
    print(f"blows {blows_tried}; half-registered {total['half']}; not completed by the same command again {total['stuck']}; "
          f"{time.time() - began:.0f} s")  # fmt: skip
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
