"""Random changes of a repository of documents: lawful and unlawful, as people, programs and attackers make them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.support.repo import Dossier, agreement, digest, git, markdown, write

Step = Callable[["Changes"], str]


class Changes:
    """A work tree and the random hand that changes it."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.random = root, Random(seed)
        self.made = 0

    # choosing

    def paths(self, pattern: str) -> list[str]:
        found = [p.relative_to(self.root).as_posix() for p in sorted(self.root.rglob("*")) if p.is_file()]
        return [p for p in found if re.fullmatch(pattern, p) and not p.startswith(".git/")]

    def any(self, pattern: str) -> str:
        found = self.paths(pattern)
        return self.random.choice(found) if found else ""

    def document(self) -> str:
        return self.any(r"(procedures|regulations|policies)/.*\.md")

    def record(self) -> str:
        return self.any(r"registers/changes/.*/record\.yaml")

    def text(self, path: str) -> str:
        return (self.root / path).read_bytes().decode(errors="replace")

    def put(self, path: str, text: str) -> str:
        write(self.root, {path: text})
        return path

    def drop(self, path: str) -> str:
        (self.root / path).unlink()
        return f"- {path}"

    def number(self) -> int:
        self.made += 1
        return self.made

    def code(self) -> str:
        """A code that some document has, or had, or nearly has."""
        codes = re.findall(r"ҮМУ-СМС-[^\s,\]}\"#]+", "".join(self.text(p) for p in self.paths(r".*/record\.yaml")[:30]))
        codes += ["ҮМУ-СМС-СД-1", "ҮМУ-СМС-ОД-9.9", "ҮМУ-СМС-ДП-2.3", "YMУ-СМС-ОД-1.1", "ҮМУ-СМС-ДП-2.17-Ф01"]
        return self.random.choice(codes)

    def role(self) -> str:
        return self.random.choice(["qa-head", "lawyer", "rector", "qa-specialist", "dean", "nobody"])

    def act(self) -> str:
        path = self.any(r"registers/acts/[^.]+\.yaml")
        return path.rpartition("/")[2].removesuffix(".yaml") if path else "council-1"

    def step(self) -> str:
        chosen = self.random.choice(STEPS)
        return f"{chosen.__name__.strip('_')}: {chosen(self)}"


def _line(at: Changes) -> str:
    path = at.document()
    if not path:
        return ""
    other = at.document()
    line = at.random.choice(
        [
            "Дагы бир сүйлөм.",
            "## Жаңы бөлүм",
            f"[[{at.code()}]]",
            f"[[{at.code()}#1-максаты]]",
            f"[x](/{other})",
            f"[x](../{other}#6-жазуулар)",
            f"[x]({other.rpartition('/')[2]}#жок)",
            "![сүрөт](pic.png)",
            "[бет](../docs/page.md)",
            "<script>x</script>",
            "мaкала",
            "[x](../registers/acts/council-1.yaml)",
        ]
    )
    return at.put(path, f"{at.text(path)}\n{line}\n") + " " + line


def _lose_line(at: Changes) -> str:
    path = at.document()
    if not path:
        return ""
    lines = at.text(path).split("\n")
    del lines[at.random.randrange(len(lines))]
    return at.put(path, "\n".join(lines))


_FRONT = {
    "owner": ["lawyer", "dean", "nobody"],
    "process": ['["1.2"]', '["1.3"]', '["9.9"]'],
    "type": ["ДП", "ОД", "ПЛ", "ХХ", "САЯ"],
    "version": ['"1.0"', '"1.1"', '"2.0"', "1.0"],
    "access": ["internal", "restricted", "secret"],
    "review_months": ["1", "6", "x"],
    "basis": ["[ҮМУ-СМС-СД-1]", "[ҮМУ-СМС-СД-2]"],
    "compilers": ["[qa-head]", "[qa-haed]"],
    "original_language": ["ru", "[ky, ru]"],
    "parts": ["[a.md]", "[a.md, b.md]"],
    "held": ["{where: x, keeper: qa-head}"],
}


def _front(at: Changes) -> str:
    path = at.document()
    if not path:
        return ""
    key = at.random.choice([*_FRONT, "code", "title"])
    value = at.code() if key == "code" else "{ky: Башка}" if key == "title" else at.random.choice(_FRONT[key])
    return set_(at, path, key, value)


def set_(at: Changes, path: str, key: str, value: str) -> str:
    text = at.text(path)
    line = f"{key}: {value}\n"
    if re.search(rf"^{key}: .*\n", text, re.MULTILINE):
        text = re.sub(
            rf"^{key}: .*\n", lambda _: line if at.random.random() < 0.9 else "", text, count=1, flags=re.MULTILINE
        )
    elif text.startswith("---\n"):
        text = text.replace("---\n", "---\n" + line, 1)
    else:
        text = line + text
    return at.put(path, text) + f" {key}={value}"


def _break(at: Changes) -> str:
    path = at.any(r"(procedures|regulations|policies|registers)/.*\.(md|yaml)")
    text = at.text(path)
    text = at.random.choice(
        ["---\ncode: [\n---\n", "", text.replace(":", "", 1), text + "\x00", text.replace("\n", "\r\n"), "﻿" + text]
    )
    return at.put(path, text)


def _new(at: Changes) -> str:
    number = at.number()
    code = at.random.choice([f"ҮМУ-СМС-ОД-{number % 5 + 1}.{number}", f"ҮМУ-СМС-ДП-2.{number % 20}", at.code()])
    slug = code.lower().replace("үму-смс-", "umu-sms-").replace("од", "od").replace("дп", "dp")
    folder = at.random.choice(["procedures", "regulations", f"regulations/od-{number % 3 + 1}"])
    path = at.random.choice([f"{folder}/{slug}.md", f"{folder}/n{number}.md", f"{folder}/f{number}/index.md"])
    return at.put(path, markdown(code)) + f" {code}"


def _remove(at: Changes) -> str:
    path = at.any(r"(procedures|regulations|policies|registers|docs)/.*")
    return at.drop(path) if path else ""


def _remove_dossier(at: Changes) -> str:
    path = at.record()
    if not path:
        return ""
    folder = path.removesuffix("/record.yaml")
    for one in at.paths(re.escape(folder) + "/.*"):
        at.drop(one)
    return f"- {folder}"


def _move(at: Changes) -> str:
    path = at.document() if at.random.random() < 0.7 else at.any("registers/.*")
    if not path:
        return ""
    stem = path.removesuffix(".md")
    to = at.random.choice(
        [f"regulations/m{at.number()}.md", f"{stem}/index.md", f"{stem}.ru.md", path.upper(), f"{path}.yaml"]
    )
    if (at.root / to).exists() or any((at.root / one).is_file() for one in Path(to).parents):
        return ""
    text = at.text(path)
    at.drop(path)
    return at.put(to, text) + f" from {path}"


def _attach(at: Changes) -> str:
    path = at.document()
    if not path:
        return ""
    stem = path.removesuffix("/index.md").removesuffix(".md")
    name = at.random.choice(["pic.png", "a.md", "b.md", "index.md", "Deep/x.pdf", "pic.PNG"])
    to = f"{stem}/{name}"
    if any((at.root / one).is_file() for one in Path(to).parents) or (at.root / to).is_dir():
        return ""
    return at.put(to, markdown("ҮМУ-СМС-ОД-7.7") if at.random.random() < 0.3 else "# x\n\n[[ҮМУ-СМС-ДП-2.17]]\n")


def _translate(at: Changes) -> str:
    path = at.document()
    return (
        at.put(path.removesuffix(".md") + at.random.choice([".ru.md", ".en.md", ".ky.md"]), "# Перевод\n\n[x](a.md)\n")
        if path
        else ""
    )


def _act(at: Changes) -> str:
    number = at.number()
    kind = at.random.choice(["decision", "order"])
    body = at.random.choice(["body: academic-council\n", "body: nobody\n", ""])
    items = ", ".join(at.code() for _ in range(at.random.randrange(1, 4)))
    told = (
        f'schema: act/1\nkind: {kind}\n{body}number: "{number}"\ndate: 2026-0{number % 9 + 1}-05\n'
        f"result: {at.random.choice(['approved', 'returned', 'with-amendments'])}\nsigned_by: {at.role()}\n"
        f'items: {{"3": [{items}]}}\n'
    )
    return at.put(f"registers/acts/act-{number}.yaml", told)


def _edit(at: Changes) -> str:
    """Another word in some fact."""
    path = at.any(r"registers/.*\.yaml")
    if not path:
        return ""
    text = at.text(path)
    swaps = [
        ("rector", at.role()),
        ("qa-head", at.role()),
        ("2026", "2025"),
        ("yes", "no"),
        ("approved", "returned"),
        ("1.0", "1.1"),
    ]
    swaps += [("2020-01-01", "2026-10-01"), ("in-force", "lost-force"), ("academic-council", "senate"), ("1.2", "1.3")]
    swaps += [(f"council-{n}", at.act()) for n in (1, 2)] + [("2026-0", "2027-0"), ("bbsb", "lab")]
    fit = [one for one in swaps if one[0] in text]
    old, new = at.random.choice(fit or [("e", "э")])
    return at.put(path, text.replace(old, new, at.random.choice([1, -1]))) + f" {old}>{new}"


def _entry(at: Changes) -> str:
    """A new entry of a small register, or an old one gone."""
    number, role = at.number(), at.role()
    told = {
        f"registers/people/roles/{role}.yaml": f"schema: role/1\ntitle: {{ky: {role}, ru: Роль {number}, en: {role}}}\nunit: bbsb\n",
        f"registers/people/appointments/{role}-{number}.yaml": f"schema: appointment/1\nrole: {role}\nkind: acting\nfrom: 2026-0{number % 9 + 1}-01\n",
        f"registers/units/u{number % 3}.yaml": "schema: unit/1\ntitle: {ky: У, ru: У, en: U}\nabbreviation: {ky: У, ru: У, en: U}\nhead: dean\n",
        f"registers/processes/1.{number % 3 + 1}.yaml": f'schema: process/1\nnumber: "1.{number % 3 + 1}"\ngroup: management\ntitle: {{ky: Б, ru: У, en: M}}\nowner: {role}\n',
        f"registers/external/umu-sms-sd-{number % 3}.yaml": f'schema: external/1\ncode: ҮМУ-СМС-СД-{number % 3}\ntitle: {{ky: И, ru: И, en: I}}\nissuer: {{ky: И, ru: И, en: I}}\nnumber: "x"\nstate: in-force\nregistered: 2026-01-05\nowner: {role}\n',
        "registers/bodies/senate.yaml": "schema: body/1\ntitle: {ky: С, ru: С, en: S}\nchair: rector\n",
    }
    path = at.random.choice(list(told))
    return at.put(path, told[path])


def _addendum(at: Changes) -> str:
    path = at.any(r"registers/.*\.yaml")
    if not path or re.search(r"\.a\d+\.yaml|/a\d+\.yaml|agreements", path):
        return ""
    sha = digest((at.root / path).read_bytes())
    record = path.endswith("/record.yaml")
    number = at.random.choice([1, 1, 1, 2])
    to = (
        path.removesuffix("record.yaml") + f"a{number}.yaml"
        if record
        else path.removesuffix(".yaml") + f".a{number}.yaml"
    )
    kinds = (
        ["administrative", "correction", "recode", "suspension", "resumption", "postponement"]
        if record
        else ["event", "correction"]
    )
    kind = at.random.choice(kinds)
    sets = {
        "administrative": "{owner: lawyer}",
        "recode": f"{{code: {at.code()}}}",
        "postponement": "{effective: 2026-10-25}",
    }.get(kind) or at.random.choice(
        [
            "{ended: 2026-05-05}",
            "{title: {ky: Жаңы, ru: Новый, en: New}}",
            "{state: lost-force}",
            "{signed_by: dean}",
            f"{{decision: {at.act()}#3}}",
            f"{{ends: [{at.code()}]}}",
        ]
    )
    told = (
        f"schema: addendum/1\nto: {{path: {path}, sha256: {sha}}}\nprevious: {sha}\nkind: {kind}\nfrom: 2026-09-01\nset: {sets}\n"
        f"why: Себеби\nby: {{role: {at.role()}}}\nrecorded: 2026-0{at.random.randrange(1, 10)}-02T10:00:00+06:00\n"
    )
    return at.put(to, told) + f" {kind} {sets}"


def _open(at: Changes) -> str:
    """An open record, with or without its text changed."""
    path = at.record()
    if not path:
        return ""
    slug, code = path.split("/")[2], re.search(r"^document: (.*)$", at.text(path), re.MULTILINE)
    version = at.random.choice(["1.1", "1.2", "2.0", "1.0", "0.x"])
    extra = at.random.choice(
        ["", f"ends: [{at.code()}]\n", "urgent: true\n", 'keeps: [{version: "1.0", until: 2027-01-01}]\n']
    )
    told = (
        f'schema: change/1\ndocument: {code[1] if code else at.code()}\nversion: "{version}"\nkind: '
        f"{at.random.choice(['change', 'withdrawal', 'editorial', 'new-edition'])}\nsummary: С\nbasis: Б\neffective: 2026-12-01\n"
        f"decision: {at.act()}#3\n{extra}"
    )
    return at.put(f"registers/changes/{slug}/{version}/record.yaml", told) + f" {version} {extra.strip()}"


def _answer(at: Changes) -> str:
    path = at.record()
    if not path:
        return ""
    role = at.role()
    told = agreement(
        role,
        at.random.choice(["check", "agree"]),
        "0" * 64,
        f"2026-0{at.number() % 9 + 1}-03",
        at.random.choice(["yes", "no"]),
    )
    return at.put(path.replace("record.yaml", f"agreements/{role}.yaml"), told)


def _seal(at: Changes) -> str:
    """The next version of a document, or its end, sealed by hand."""
    path = at.record()
    if not path:
        return ""
    slug = path.split("/")[2]
    code = re.search(r"^document: (.*)$", at.text(path), re.MULTILINE)
    number = at.number()
    kind = at.random.choice(["change", "change", "withdrawal"])
    text = (
        {}
        if kind == "withdrawal"
        else {f"{slug}.md": markdown(code[1] if code else "ҮМУ-СМС-ДП-2.17", "1.1", body=f"# {number}\n")}
    )
    made = Dossier(
        slug=slug,
        version=at.random.choice(["1.1", "1.2"]),
        code=code[1] if code else "",
        text=text,
        kind=kind,
        suffix=f"s{number}",
        previous=digest((at.root / path).read_bytes()),
        effective=at.random.choice(["2026-10-01", "2026-10-31", "2026-12-01"]),
        extra=at.random.choice(["", f"ends: [{at.code()}]\n"]),
    )
    write(at.root, {**made.files()})
    return f"{slug} {made.version} {kind} {made.extra.strip()}"


def _review(at: Changes) -> str:
    path = at.record()
    slug = path.split("/")[2] if path and at.random.random() < 0.8 else "umu-sms-od-9.9"
    told = (
        f'schema: review/1\nversion: "1.0"\ntext: {"0" * 64}\nverdict: {at.random.choice(["unchanged", "change"])}\n'
        f"date: 2026-0{at.number() % 9 + 1}-04\nby: {{role: qa-head}}\n"
    )
    return at.put(f"registers/reviews/{slug}/2026-0{at.made % 9 + 1}-04.yaml", told)


def _plain(at: Changes) -> str:
    path = at.random.choice(
        [
            "README.md",
            "docs/page.md",
            "docs/Page.md",
            "procedures.md",
            "registers/x.txt",
            "CHANGELOG.md",
            "policies/pic.png",
        ]
    )
    if (at.root / path).exists() and at.random.random() < 0.5:
        return at.drop(path)
    return at.put(path, f"{at.number()}\n")


def _law(at: Changes) -> str:
    if at.random.random() < 0.7:
        return ""
    text = at.text("sapat.toml")
    waiver = f'\n[[waivers]]\nrule = "SAP2{at.random.randrange(10):02}"\ndocument = "{at.code()}"\nreason = "Убактылуу себеп"\nuntil = 2026-12-01\n'
    return (
        at.put("sapat.toml", text + waiver)
        if "waivers" not in text
        else at.put("sapat.toml", text[: text.index("\n[[waivers]]")])
    )


def _back(at: Changes) -> str:
    """Part of the tree as it was committed."""
    path = at.random.choice(
        ["procedures", "regulations", "registers/changes", "registers/people", "registers/acts", "sapat.toml"]
    )
    git(at.root, "checkout", "-q", "HEAD", "--", path, check=False)
    return path


def _clean(at: Changes) -> str:
    git(at.root, "checkout", "-q", "HEAD", "--", ".")
    git(at.root, "clean", "-fdq")
    return ""


def _commit(at: Changes) -> str:
    git(at.root, "add", "-A")
    git(at.root, "commit", "-q", "--allow-empty", "-m", f"{at.number()}", day="2026-11-01T09:00:00+06:00")
    return ""


def _stage(at: Changes) -> str:
    git(at.root, "add", "-A")
    return ""


STEPS: list[Step] = [
    *[_line] * 4, _lose_line, *[_front] * 4, _break, *[_new] * 2, *[_remove] * 2, _remove_dossier, *[_move] * 2, *[_attach] * 2,
    _translate, *[_act] * 2, *[_edit] * 5, *[_entry] * 3, *[_addendum] * 4, *[_open] * 3, *[_answer] * 2, *[_seal] * 3, *[_review] * 2,
    _plain, _law, *[_back] * 2, _clean, _commit, _stage,
]  # fmt: skip
