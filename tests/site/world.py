"""A repository with a document of every kind of page, and its site built once for many tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.repo import SETTINGS, Dossier, digest, git, markdown, people, repository, sapat, write

TODAY = "2026-07-01"
MANUAL = "ҮМУ-СМС-САЯ-1"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>\n'
FIRST_TEXT = (
    "# Иш кагаздарды башкаруу\n\n## 1. Максаты\n\nЭски сөз. [[ҮМУ-СМС-ДП-2.5]]\n\n"
    "[Жетектеме](../policies/manual/01-bolum.md#өлчөө)\n"
)
SECOND_TEXT = """# Иш кагаздарды башкаруу

## 1. Максаты

Жаңы сөз. [[ҮМУ-СМС-САЯ-1|жетектеме]], [[ҮМУ-СМС-САЯ-1#өлчөө]], [[ҮМУ-СМС-ДП-2.10]], [[ҮМУ-СМС-СД-1]].

Долбоор: [онунчу](umu-sms-dp-2.10.md). Сайт: [тышта](https://example.org/a?b=1&c=2). [Барак](../docs/about.md).

## 2. Өлчөө

| № | Көрсөткүч |
|--:|:-:|
| 1 | [[ҮМУ-СМС-ДП-2.3]] |
"""


def code(number: str) -> str:
    return f"ҮМУ-СМС-ДП-2.{number}"


def slug(number: str) -> str:
    return f"umu-sms-dp-2.{number}"


def procedure(number: str, version: str = "1.0", body: str = "", **front: str) -> str:
    title = front.pop("title", f"{{ky: Процедура {number}, ru: Процедура {number}, en: Procedure {number}}}")
    return markdown(code(number), version, body or f"# Процедура {number}\n\nТекст {number}.\n", title=title, **front)


def dossier(number: str, version: str, text: str, previous: str = "first", **told: Any) -> Dossier:
    files = {f"{slug(number)}.md": text} if text else {}
    given: dict[str, Any] = {"kind": "introduction" if previous == "first" else "change"} | told
    return Dossier(slug(number), version, code(number), files, previous=previous, suffix=f"{number}-{version}", **given)


def manual() -> dict[str, str]:
    """A document of three files with a picture."""
    front = {"parts": "[01-bolum.md, 02-bolum.md]", "title": "{ky: Жетектеме, ru: Руководство, en: Manual}"}
    index = markdown(MANUAL, "1.0", "# Жетектеме\n\nКириш.\n", process="", **front)
    return {
        "index.md": index,
        "01-bolum.md": "# 1. Бөлүм\n\n## Өлчөө\n\n![Схема](schema.svg)\n\n[кийинки](02-bolum.md#соңку)\n",
        "02-bolum.md": "# 2. Бөлүм\n\n## Соңку\n\nАягы. [[ҮМУ-СМС-ДП-2.17]]\n",
        "schema.svg": SVG,
    }


def files() -> dict[str, str | bytes]:
    """The whole repository."""
    made: dict[str, str | bytes] = {
        "sapat.toml": SETTINGS + '\n[publish]\nreport = "mailto:qa@umu.example?subject={code}"\n',
        ".gitattributes": "* text=auto eol=lf\n",
        "docs/about.md": "# Сайт жөнүндө\n\n[[ҮМУ-СМС-ДП-2.17]] жана ![белги](pic.svg) [реестр](../registers/processes/1.2.yaml)\n",
        "docs/pic.svg": SVG,
        **people(),
    }
    made["registers/processes/1.3.yaml"] = (
        'schema: process/1\nnumber: "1.3"\ngroup: management\ntitle: {ky: Кабардоо, ru: Оповещение, en: News}\nowner: rector\n'
    )
    for number, told in _procedures().items():
        for one in told:
            made |= one.files()
        last = next((one for one in reversed(told) if one.text), told[0])
        if number not in ("4",):
            made |= {f"procedures/{name}": content for name, content in last.text.items()}
    made["procedures/umu-sms-dp-2.10.md"] = procedure("10")
    made |= {f"policies/manual/{name}": content for name, content in manual().items()}
    made |= Dossier("umu-sms-saya-1", "1.0", MANUAL, manual(), suffix="m").files()
    return made | _addendum(made) | _review(made)


def _procedures() -> dict[str, list[Dossier]]:
    first = dossier("17", "1.0", procedure("17", body=FIRST_TEXT))
    second = dossier(
        "17",
        "1.1",
        procedure("17", "1.1", SECOND_TEXT),
        first.record_sha256,
        effective="2026-05-01",
        extra=f"ends: [{code('3')}]\n",
    )
    third = dossier(
        "17",
        "1.2",
        procedure("17", "1.2", "# Иш кагаздарды башкаруу\n\nКелечек.\n"),
        second.record_sha256,
        effective="2026-09-01",
    )
    gone = dossier("4", "1.0", procedure("4"))
    withdrawn = dossier("4", "1.1", "", gone.record_sha256, kind="withdrawal", effective="2026-04-10")
    kept = dossier("7", "1.0", procedure("7"))
    keeping = dossier(
        "7",
        "1.1",
        procedure("7", "1.1", "# Процедура 7\n\nЖаңы 7.\n"),
        kept.record_sha256,
        effective="2026-05-01",
        extra='keeps: [{version: "1.0", until: 2026-12-31, for: {ky: 2025-жылкы студенттер}}]\n',
    )
    card = procedure("8", body="\n", held="{where: 2-сейф, keeper: rector}")
    return {
        "17": [first, second, third],
        "7": [kept, keeping],
        "8": [dossier("8", "1.0", card)],
        "3": [dossier("3", "1.0", procedure("3"))],
        "4": [gone, withdrawn],
        "5": [dossier("5", "1.0", procedure("5"), effective="2026-08-01")],
        "6": [dossier("6", "1.0", procedure("6"), extra="expires: 2026-06-01\n")],
    }


def _addendum(made: dict[str, str | bytes]) -> dict[str, str]:
    """From 1 June 2.17 has another owner."""
    path = "registers/changes/umu-sms-dp-2.17/1.1/record.yaml"
    held = made[path]
    assert isinstance(held, str)
    sha = digest(held.encode())
    return {
        "registers/changes/umu-sms-dp-2.17/1.1/a1.yaml": f"schema: addendum/1\nto: {{path: {path}, sha256: {sha}}}\n"
        f"previous: {sha}\nkind: administrative\nfrom: 2026-06-01\nset: {{owner: lawyer}}\nwhy: Милдеттер бөлүштүрүлдү\n"
        "by: {role: qa-head}\nrecorded: 2026-06-01T10:00:00+06:00\n"
    }


def _review(made: dict[str, str | bytes]) -> dict[str, str]:
    text = made["registers/changes/umu-sms-saya-1/1.0/record.yaml"]
    assert isinstance(text, str)
    told = text.partition("  text: ")[2].split("\n")[0]
    return {
        "registers/reviews/umu-sms-saya-1/2026-06-10.yaml": f'schema: review/1\nversion: "1.0"\ntext: {told}\n'
        "verdict: unchanged\ndate: 2026-06-10\nnote: Өзгөртүү талап кылынбайт\nby: {role: qa-head}\n"
    }


def world(root: Path) -> Path:
    """The repository with its commit."""
    return repository(root, files(), day="2026-06-15T12:00:00+06:00")


def built(root: Path, out: Path, *flags: str, today: str = TODAY) -> dict[str, bytes]:
    """The files of the site of a repository, by address. Fails when the build does not succeed."""
    code_, said, complaint = sapat(root, "build", "-o", str(out), *flags, today=today)
    assert code_ == 0, said + complaint
    return tree(out)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by relative path."""
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def commit(root: Path, changed: dict[str, str | bytes], day: str = "2026-06-16T12:00:00+06:00") -> None:
    """Write files and commit them."""
    write(root, changed)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "More", day=day)
