"""`make faults`: all of it, and a table of what came of it. `python -m tests.faults --help`.

strikes   every write of every verb and of a push killed and torn, every Git child killed, errors at every Nth point
clones    two clones approve fifty documents each at once through one server
tamper    every way to tamper, forty places each
clean     a hundred clean repositories
stateful  a hundred lives drawn anew, forty steps each
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.faults.harness import CHILD, FROM, KILL, ONCE, TORN, compiler, harness, scratch
from tests.faults.scenarios import SCENARIOS
from tests.faults.strikes import Ring, blows

COLUMNS = ("points", "killed", "torn", "child", "errors", "half", "stuck", "locks")
PARTS = ("strikes", "clones", "tamper", "clean", "stateful")


def struck(number: int, seed: int, every: int, stride: int) -> tuple[str, Counter[str], list[str]]:
    """All blows at one scenario."""
    scenario, count, wrong = SCENARIOS[number], Counter[str](), list[str]()
    with harness() as striker, tempfile.TemporaryDirectory(prefix="faults-", dir=scratch()) as folder:
        ring = Ring(striker, scenario, Path(folder))
        count["points"] = ring.points
        for blow in blows(ring.points, seed, every=every, stride=stride):
            outcome = ring.strike(blow)
            if not outcome.struck:
                continue
            count[{KILL: "killed", TORN: "torn", CHILD: "child", ONCE: "errors", FROM: "errors"}[blow.mode]] += 1
            count["half"] += bool(outcome.half)
            count["stuck"] += bool(outcome.stuck)
            count["locks"] += outcome.locks > 0
            if outcome.half or outcome.stuck:
                wrong.append(str(outcome))
    return scenario.name, count, wrong


def strikes(pool: ProcessPoolExecutor, asked: argparse.Namespace) -> list[str]:
    chosen = [n for n, one in enumerate(SCENARIOS) if not asked.only or one.name in asked.only]
    total, wrong, many = Counter[str](), list[str](), len(chosen)
    print(f"{'':32}" + "".join(f"{name:>9}" for name in COLUMNS), flush=True)
    for name, count, found in pool.map(
        struck, chosen, *([one] * many for one in (asked.seed, asked.every, asked.stride))
    ):
        print(f"{name:32}" + "".join(f"{count[one]:>9}" for one in COLUMNS), flush=True)
        print("".join(f"  wrong: {one}\n" for one in found), end="", flush=True)
        total += count
        wrong += found
    print(f"{'all':32}" + "".join(f"{total[one]:>9}" for one in COLUMNS))
    tried = sum(total[one] for one in ("killed", "torn", "child", "errors"))
    print(f"blows {tried}; half-registered {total['half']}; not completed by the same command again {total['stuck']}")
    return wrong


def clones(_: ProcessPoolExecutor, asked: argparse.Namespace) -> list[str]:
    from tests.faults.clones import faults, race

    with tempfile.TemporaryDirectory(prefix="clones-", dir=scratch()) as name:
        bare, reports = race(Path(name), 50, 10)
        wrong = faults(Path(name), bare, reports)
    for number, one in enumerate(reports):
        told = f"approved {len(one.pushed)}, given up aloud {len(one.yielded)}, pushes repeated {one.retries}"
        print(f"clone {number}: {told}, {one.seconds:.0f} s")
    return wrong


def tampered(seed: int) -> tuple[int, list[str]]:
    """Every way once at each of ten places, in a repository of its own."""
    from tests.faults.tamper import WAYS
    from tests.faults.test_tampering import made, unfound

    with tempfile.TemporaryDirectory(prefix="tamper-", dir=scratch()) as name:
        base, found, count = made(Path(name), seed), list[str](), 0
        for way in WAYS:
            for place in range(10):
                with tempfile.TemporaryDirectory(dir=name) as spare:
                    count += 1
                    if told := unfound(base, Path(spare), way, seed * 100 + place):
                        found.append(told)
        return count, found


def tamper(pool: ProcessPoolExecutor, asked: argparse.Namespace) -> list[str]:
    from tests.faults.tamper import WAYS

    told = list(pool.map(tampered, range(asked.seed, asked.seed + 4)))
    wrong = [one for _, found in told for one in found]
    tried = sum(count for count, _ in told)
    print(f"ways {len(WAYS)}; tamperings {tried}; found in the right words {tried - len(wrong)}")
    return wrong


def cleaned(seed: int) -> list[str]:
    from tests.faults.test_tampering import clean

    with tempfile.TemporaryDirectory(prefix="clean-", dir=scratch()) as name:
        return [f"seed {seed}: {one}" for one in clean(Path(name), seed)]


def clean(pool: ProcessPoolExecutor, asked: argparse.Namespace) -> list[str]:
    wrong = [one for found in pool.map(cleaned, range(asked.seed, asked.seed + 100)) for one in found]
    print(f"clean repositories 100, each with a full and a shallow clone; false alarms {len(wrong)}")
    return wrong


def stateful(_: ProcessPoolExecutor, asked: argparse.Namespace) -> list[str]:
    from hypothesis import HealthCheck, Phase, seed, settings
    from hypothesis.stateful import run_state_machine_as_test

    from tests.faults.stateful import Institution

    told = settings(
        max_examples=asked.lives, stateful_step_count=40, database=None, deadline=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        run_state_machine_as_test(seed(asked.seed)(Institution), settings=told)
    except Exception as error:
        return [repr(error), *getattr(error, "__notes__", ())]
    print(f"lives {asked.lives}, steps up to 40 each: every invariant held")
    return []


def main() -> int:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("parts", nargs="*", help="default: all")
    told.add_argument("--every", type=int, default=1)
    told.add_argument("--stride", type=int, default=1, help="only every so manyth point")
    told.add_argument("--lives", type=int, default=100)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--only", action="append", default=[], help="a scenario of strikes")
    asked = told.parse_args()
    if compiler() is None:
        print("not run: there is no C compiler (apt-get install gcc libc6-dev)", file=sys.stderr)
        return 1
    run: dict[str, Callable[[ProcessPoolExecutor, argparse.Namespace], Iterable[str]]]
    run = {"strikes": strikes, "clones": clones, "tamper": tamper, "clean": clean, "stateful": stateful}
    bad = 0
    print(f"seed {asked.seed}; every {asked.stride}. point; errors at every {asked.every}.", flush=True)
    with ProcessPoolExecutor(2) as pool:
        for name in asked.parts or PARTS:
            began, wrong = time.time(), []
            print(f"\n{name}", flush=True)
            for one in run[name](pool, asked):
                wrong.append(one)
                print(f"  wrong: {one}", flush=True)
            bad += len(wrong)
            print(f"{name}: wrong {len(wrong)}; {time.time() - began:.0f} s", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
