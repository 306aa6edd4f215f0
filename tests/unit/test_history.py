"""The stream of `git log --raw -z`, and from parents to the main line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sapat.read.history import Change, History, Log

A, B, C, D, E = (letter * 40 for letter in "abcde")
ZERO = "0" * 40
PATH = "procedures/umu-sms-dp-2.17.md"
RECORD = "registers/changes/umu-sms-dp-2.17/1.0/record.yaml"


def header(id_: str, *parents: str, author: str = "Айгүл") -> bytes:
    return f"\x01{id_}\n{' '.join(parents)}\n{author}\n2026-03-01T10:00:00+06:00\n2026-03-02T10:00:00+06:00".encode()


def entry(path: str, old: str = ZERO, new: str = "f" * 40, *, first: bool = False) -> bytes:
    line = f":100644 100644 {old} {new} M".encode()
    return (b"\n" if first else b"") + line + b"\0" + path.encode()


def key(path: str) -> str:
    return "umu-sms-dp-2.17" if "umu-sms-dp-2.17" in path else ""


def read(stream: bytes, size: int = 10_000) -> Log:
    log = Log()
    log.read(_cut(stream, size), key)
    return log


def _cut(stream: bytes, size: int) -> Iterator[bytes]:
    yield from (stream[place : place + size] for place in range(0, len(stream), size))


STREAM = b"\0".join(
    [
        header(C, B, A),
        header(B, A, author="Ниязбек"),
        entry("README.md", first=True),
        entry(PATH, "1" * 40, "2" * 40),
        header(A),
        entry(PATH, new="1" * 40, first=True),
        b"",
    ]
)


@pytest.mark.parametrize("size", [1, 2, 7, 64, 10_000])
def test_the_stream_may_be_cut_anywhere(size: int) -> None:
    log = read(STREAM, size)
    assert [one.id.decode() for one in log.heads] == [C, B, A]
    assert log.heads[0].parents.decode() == f"{B} {A}"
    assert log.heads[1].commit.author == "Ниязбек"
    assert [(one.commit, one.path, one.new.decode()[0]) for one in log.changes if one.slug] == [
        (1, PATH, "2"),
        (2, PATH, "1"),
    ]


def test_a_merge_without_changes_of_its_own_and_a_commit_at_the_end_are_whole() -> None:
    log = read(b"\0".join([header(B, A), header(A)]))
    assert [one.id.decode() for one in log.heads] == [B, A]
    assert log.heads[1].committed == b"2026-03-02T10:00:00+06:00"


@pytest.mark.parametrize(
    "path",
    [
        "procedures/umu-sms-dp-2.17/сүрөт\nэки сап.md",
        "procedures/umu-sms-dp-2.17/:100644 100644.md",
        "procedures/umu-sms-dp-2.17/\x01.md",
    ],
)
def test_no_path_is_taken_for_anything_else(path: str) -> None:
    log = read(b"\0".join([header(B, A), entry(path, first=True), header(A), b""]), 3)
    assert [one.path for one in log.changes] == [path]
    assert len(log.heads) == 2


def test_a_combined_line_of_a_merge_gives_the_bytes_that_came_out() -> None:
    told = f"::100644 100644 100644 {A} {B} {C} MM".encode()
    log = read(b"\0".join([header(D, A, B), b"", told, PATH.encode(), b""]))
    assert log.changes == [Change(0, "umu-sms-dp-2.17", PATH, B.encode(), C.encode())]


def history(*graph: tuple[str, str], written: dict[str, str], main: tuple[str, ...]) -> History:
    """*graph* newest first: (commit, its parents); *written*: commit -> blob of the record it wrote."""
    stream: list[bytes] = []
    for id_, parents in graph:
        stream.append(header(id_, *parents.split()))
        if id_ in written:
            stream.append(entry(RECORD, new=written[id_], first=True))
    log = read(b"\0".join([*stream, b""]))
    return History(log.heads, log.changes, main)


def reached(told: History, blob: str) -> str:
    found = told.reached(RECORD, blob)
    return found.id if found else ""


SEALED = "9" * 40


def test_a_commit_of_the_main_line_brings_what_it_wrote() -> None:
    told = history((B, A), (A, ""), written={B: SEALED}, main=(B,))
    assert reached(told, SEALED) == B
    assert reached(told, ZERO) == ""


def test_a_merge_brings_what_its_branch_wrote_and_no_later_merge_does() -> None:
    told = history((E, f"{D} {B}"), (D, f"{C} {B}"), (C, A), (B, A), (A, ""), written={B: SEALED}, main=(E,))
    assert reached(told, SEALED) == D


def test_the_first_of_two_branches_that_wrote_the_same_bytes_brought_them() -> None:
    told = history((E, f"{D} {B}"), (D, f"{A} {C}"), (C, A), (B, A), (A, ""), written={B: SEALED, C: SEALED}, main=(E,))
    assert reached(told, SEALED) == D


def test_a_branch_not_merged_brought_nothing() -> None:
    told = history((C, A), (B, A), (A, ""), written={C: SEALED}, main=(B,))
    assert reached(told, SEALED) == ""


def test_a_main_line_ahead_where_it_was_last_fetched_counts_too() -> None:
    told = history((C, B), (B, A), (A, ""), written={C: SEALED}, main=(A, C))
    assert reached(told, SEALED) == C


def test_a_commit_that_stands_before_its_child_in_the_log_changes_nothing() -> None:
    told = history((D, f"{C} {B}"), (A, ""), (B, A), (C, A), written={B: SEALED}, main=(D,))
    assert reached(told, SEALED) == D
