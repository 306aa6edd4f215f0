"""The invariants of DESIGN 4 over random lives: here always the same few; `make faults` draws many new ones."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.stateful import Institution


def test_the_invariants_hold_whatever_people_do() -> None:
    told = settings(
        max_examples=6,
        stateful_step_count=16,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],  # the steps of a failure are printed; making them fewer takes minutes
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Institution, settings=told)
