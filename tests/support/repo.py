"""Real repositories for tests, written by hand from the specification: an independent maker of dossiers and seals."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

SETTINGS = """\
controlled = ["policies", "procedures", "regulations"]
timezone = "Asia/Bishkek"
readers = "public"
people = "posts"

[institution]
org = "ҮМУ"
system = "СМС"
name = {ky = "Үлгү университети", ru = "Образцовый университет", en = "Model University"}

[registrar]
role = "qa-head"

[codes]
form_type = "ФР"
external_type = "СД"

[types."САЯ"]
label = {ky = "Саясат", ru = "Политика", en = "Policy"}
level = 1
folders = ["policies"]
review_months = 12

[types."ДП"]
label = {ky = "Процедура", ru = "Процедура", en = "Procedure"}
level = 2
folders = ["procedures"]
number = '2\\.(1[0-8]|[1-9])'
review_months = 36
light_check_months = 12

[types."ЖБ"]
label = {ky = "Жобо", ru = "Положение", en = "Regulation"}
level = 3
folders = ["regulations"]
number = '3\\.[0-9]{1,2}'
unit = "required"
review_months = 36

[types."ПЛ"]
label = {ky = "План", ru = "План", en = "Plan"}
level = 3
folders = ["regulations"]
review_months = 12
expires = true

[types."ФР"]
label = {ky = "Форма", ru = "Форма", en = "Form"}
level = 4
folders = ["procedures"]

[types."СД"]
label = {ky = "Сырткы документ", ru = "Внешний документ", en = "External document"}
level = 0
folders = []

[routes.council]
types = ["САЯ", "ЖБ"]
check = ["qa-specialist"]
agree = ["lawyer"]
acts = [{kind = "decision", bodies = ["academic-council"]}, {kind = "order", signed_by = ["rector"]}]
evidence = "paper"
signatories = ["rector"]

[routes.urgent]
types = ["ДП"]
kinds = ["change"]
urgent = true
check = ["qa-specialist"]
agree = []
acts = [{kind = "order", signed_by = ["rector"]}]
evidence = "paper"
ratify_days = 60

[routes.procedure]
types = ["ДП", "ПЛ", "ФР"]
check = ["qa-specialist"]
agree = ["lawyer"]
acts = [{kind = "decision", bodies = ["academic-council"]}, {kind = "order", signed_by = ["rector"]}]
evidence = "paper"
signatories = ["rector"]
"""

ROLES = ("rector", "qa-head", "qa-specialist", "lawyer")
SEALED = "2026-03-10T10:15:00+06:00"
SCAN = "5ca" * 21 + "0"  # of the signed paper: evidence is complete in a sound repository


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def text_digest(files: dict[str, bytes]) -> str:
    """The text digest of files in document order, made from the words of the specification."""
    return digest("".join(f"{digest(data)}  {path}\n" for path, data in files.items()).encode())


def people() -> dict[str, str]:
    """Roles held since 2020, a unit, a body, a process and an external document."""
    told = {
        f"registers/people/roles/{role}.yaml": f"schema: role/1\ntitle: {{ky: {role}, ru: {role}, en: {role}}}\nunit: bbsb\n"
        for role in ROLES
    }
    told |= {
        f"registers/people/appointments/{role}-1.yaml": f"schema: appointment/1\nrole: {role}\nkind: permanent\nfrom: 2020-01-01\n"
        for role in ROLES
    }
    told["registers/units/bbsb.yaml"] = (
        "schema: unit/1\ntitle: {ky: Сапат бөлүмү, ru: Отдел качества, en: Quality office}\n"
        "abbreviation: {ky: ББСБ, ru: ББСБ, en: BBSB}\nhead: qa-head\n"
    )
    told["registers/bodies/academic-council.yaml"] = (
        "schema: body/1\ntitle: {ky: Окумуштуулар кеңеши, ru: Учёный совет, en: Academic council}\nchair: rector\n"
    )
    told["registers/processes/1.2.yaml"] = (
        'schema: process/1\nnumber: "1.2"\ngroup: management\ntitle: {ky: Башкаруу, ru: Управление, en: Management}\nowner: qa-head\n'
    )
    told["registers/external/umu-sms-sd-1.yaml"] = (
        "schema: external/1\ncode: ҮМУ-СМС-СД-1\ntitle: {ky: ИСО 9001, ru: ИСО 9001, en: ISO 9001}\n"
        'issuer: {ky: ИСО, ru: ИСО, en: ISO}\nnumber: "ISO 9001:2015"\nstate: in-force\nregistered: 2026-01-05\nowner: qa-head\n'
    )
    return told


def markdown(code: str = "ҮМУ-СМС-ДП-2.17", version: str = "1.0", body: str = "", **front: str) -> str:
    """A document; *front* overrides or adds keys, each as YAML text; an empty text leaves the key out."""
    kind = code.split("-")[2]
    keys = {
        "code": code,
        "title": "{ky: Иш кагаздарды башкаруу, ru: Управление документацией, en: Document control}",
        "type": "ФР" if "-Ф0" in code else kind,
        "version": f'"{version}"',
        "original_language": "ky",
        "process": '["1.2"]',
        "owner": "qa-head",
        "access": "public",
    } | front
    told = "".join(f"{key}: {value}\n" for key, value in keys.items() if value)
    return f"---\n{told}---\n{body or f'# Иш кагаздарды башкаруу{chr(10)}{chr(10)}## 1. Максаты{chr(10)}{chr(10)}Бул процедура документтерди көзөмөлдөйт.{chr(10)}'}"


def agreement(role: str, meaning: str, text: str, day: str, result: str = "yes", number: int = 1) -> str:
    return (
        f"schema: agreement/1\nrole: {role}\nround: {number}\nmeaning: {meaning}\nresult: {result}\ntext: {text}\n"
        f"date: {day}\nby: {{role: {role}}}\nevidence: paper\nsha256: {SCAN}\n"
    )


def acts(
    codes: list[str], decision: str = "2026-03-05", order: str = "2026-03-09", suffix: str = "1"
) -> dict[str, str]:
    """A decision and an order that name *codes* in item 3."""
    told = ", ".join(codes)
    return {
        f"registers/acts/council-{suffix}.yaml": f'schema: act/1\nkind: decision\nbody: academic-council\nnumber: "{suffix}"\n'
        f'date: {decision}\nresult: approved\nsigned_by: rector\nitems:\n  "3": [{told}]\ncopy: {{sha256: {SCAN}}}\n',
        f"registers/acts/order-{suffix}.yaml": f'schema: act/1\nkind: order\nnumber: "{suffix}/0"\ndate: {order}\n'
        f'result: approved\nsigned_by: rector\nitems:\n  "1": [{told}]\ncopy: {{sha256: {SCAN}}}\n',
    }


@dataclass
class Dossier:
    """The files of one version, sealed by hand."""

    slug: str
    version: str
    code: str
    text: dict[str, str]  # relative path -> content, in document order
    kind: str = "introduction"
    effective: str = "2026-03-15"
    previous: str = "first"
    suffix: str = "1"
    sealed: str = SEALED
    agreed: str = "2026-03-02"
    extra: str = ""
    with_acts: bool = True
    act_codes: tuple[str, ...] = ()  # every document the two acts name; empty: this one
    decided: str = "2026-03-05"
    ordered: str = "2026-03-09"
    agreements: dict[str, str] = field(default_factory=dict)  # file name -> content; empty: a check and an agreement

    def files(self, *, seal: bool = True) -> dict[str, str]:
        folder = f"registers/changes/{self.slug}/{self.version}"
        files = {path: content.encode() for path, content in self.text.items()}
        text = text_digest(files)
        told = self.agreements or {
            "qa-specialist.yaml": agreement("qa-specialist", "check", text, self.agreed),
            "lawyer.yaml": agreement("lawyer", "agree", text, self.agreed),
        }
        made = {f"{folder}/agreements/{name}": content for name, content in told.items()}
        facts = (
            f'schema: change/1\ndocument: {self.code}\nversion: "{self.version}"\nkind: {self.kind}\n'
            "summary: Биринчи текст\nbasis: ИСО 9001 талабы\nanalysis: Таасири каралды\n"
        )
        if self.with_acts:
            facts += f"decision: council-{self.suffix}#3\norder: order-{self.suffix}#1\n"
        facts += f"effective: {self.effective}\n{self.extra}"
        if not seal:
            return made | {f"{folder}/record.yaml": facts}
        made |= {f"{folder}/copy/{path}": content for path, content in self.text.items()}
        block = f"seal:\n  facts: {digest(facts.encode())}\n  text: {text}\n  files:"
        block += "".join(f"\n    - {{path: {path}, sha256: {digest(data)}}}" for path, data in files.items()) or " []"
        block += "\n  agreements:" + "".join(
            f"\n    - {{path: agreements/{name}, sha256: {digest(content.encode())}}}" for name, content in told.items()
        )
        codes = list(self.act_codes or (self.code,))
        both = acts(codes, self.decided, self.ordered, self.suffix) if self.with_acts else {}
        block += "\n  acts:" + (
            "".join(f"\n    - {{path: {path}, sha256: {digest(content.encode())}}}" for path, content in both.items())
            or " []"
        )
        block += f"\n  previous: {self.previous}\n  sealed: {self.sealed}\n  by: {{role: qa-head}}\n"
        return made | both | {f"{folder}/record.yaml": facts + block}

    @property
    def record_sha256(self) -> str:
        return digest(self.files()[f"registers/changes/{self.slug}/{self.version}/record.yaml"].encode())


def sound() -> dict[str, str]:
    """The smallest repository without a finding: one procedure, in force since 2026-03-15."""
    text = markdown()
    dossier = Dossier("umu-sms-dp-2.17", "1.0", "ҮМУ-СМС-ДП-2.17", {"umu-sms-dp-2.17.md": text})
    return {
        "sapat.toml": SETTINGS,
        ".gitattributes": "* text=auto eol=lf\n",
        "procedures/umu-sms-dp-2.17.md": text,
        **people(),
        **dossier.files(),
    }


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below *root*."""
    for path, content in files.items():
        whole = root / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def git(root: Path, *args: str, day: str = "2026-03-10T12:00:00+06:00", check: bool = True) -> str:
    """Run git as a tester with nobody's configuration; *day* is the commit date."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Tester",
        "GIT_AUTHOR_EMAIL": "tester@example.org",
        "GIT_COMMITTER_NAME": "Tester",
        "GIT_COMMITTER_EMAIL": "tester@example.org",
        "GIT_AUTHOR_DATE": day,
        "GIT_COMMITTER_DATE": day,
    }
    done = subprocess.run(["git", "-C", str(root), *args], env=env, capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise AssertionError(f"git {args}: {done.stderr}")
    return done.stdout


def repository(
    root: Path, files: dict[str, str | bytes] | None = None, *, day: str = "2026-03-10T12:00:00+06:00"
) -> Path:
    """A Git repository with one commit of *files* (default: `sound()`)."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    write(root, files if files is not None else dict(sound()))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Documents", day=day)
    return root


def findings(root: Path, *rules: str, today: str = "2026-04-01", base: str = "") -> list[dict[str, Any]]:
    """What `sapat check --format json` finds, run as a user would but in this process."""
    return checked(root, *rules, today=today, base=base)["findings"]


def checked(root: Path, *rules: str, today: str = "2026-04-01", base: str = "") -> dict[str, Any]:
    """The whole answer of `sapat check --format json`."""
    import json

    code, out, err = sapat(
        root,
        "check",
        "--format",
        "json",
        *(f"--rule={r}" for r in rules),
        *(["--base", base] if base else []),
        today=today,
    )
    assert code in (0, 1), err
    return json.loads(out)  # type: ignore[no-any-return]


def sapat(
    root: Path, *args: str, today: str = "2026-04-01", lang: str = "en", epoch: int | None = None
) -> tuple[int, str, str]:
    """(exit code, stdout, stderr) of a command, in this process."""
    import contextlib
    import io

    from sapat.cli import main

    out, err = io.StringIO(), io.StringIO()
    former = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(["--repo", str(root), "--today", today, "--lang", lang, *args])
    finally:
        if epoch is not None:
            if former is None:
                del os.environ["SOURCE_DATE_EPOCH"]
            else:
                os.environ["SOURCE_DATE_EPOCH"] = former
    return code, out.getvalue(), err.getvalue()
