"""Repositories of any size, made by `git fast-import`: N documents, M commits, the same bytes for the same seed.

Every document is sealed as the specification says, so a generated repository is clean under `sapat check`.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from posixpath import dirname, relpath
from random import Random

from tests.support.repo import SETTINGS, Dossier, git, markdown, people

TODAY = "2026-11-01"  # the day on which a generated repository is clean
SHARE = 20  # documents that one decision and one order bring into force
SECOND = 0.3  # share of the documents with a second version
_ZONE = timezone(timedelta(hours=6))
_FIRST = date(2026, 1, 12)
_SECOND = date(2026, 6, 15)

_NOUNS = """документ процедура сапат бөлүм кафедра факультет университет кызматкер студент окутуучу жетекчи кеңеш чечим
буйрук отчет көрсөткүч максат милдет укук жоопкерчилик тартип мөөнөт журнал каттоо текшерүү макулдашуу өзгөртүү талап
процесс натыйжа тобокелдик мүмкүнчүлүк аудит сунуш пландоо билим программа практика китепкана архив угуучу бүтүрүүчү
түзүм нуска көчүрмө баракча тизме маалымат база ресурс өлчөө баалоо күбөлүк келишим долбоор изилдөө конкурс""".split()
_QUALITIES = """негизги жаңы күчүндөгү түзүмдүк ички сырткы жылдык окуу илимий жооптуу тиешелүү өздүк жалпы жазуу бирдиктүү
туруктуу ачык кошумча мезгилдүү""".split()
_DEEDS = """даярдайт текшерет бекитет каттайт сактайт жөнөтөт карайт талдайт өткөрөт түзөт көрсөтөт жүргүзөт көзөмөлдөйт
үйрөтөт өзгөртөт жыйынтыктайт""".split()
_HARMONY = dict(
    zip("аяыоёуюэеиөү", ["аы", "аы", "аы", "оу", "оу", "ау", "ау", "еи", "еи", "еи", "өү", "өү"], strict=True)
)
_CASES = ["", "га", "ны", "нын", "да", "дан"]  # as after a vowel, in back unrounded letters
_SECTIONS = ["Максаты", "Колдонуу чөйрөсү", "Жоопкерчилик", "Терминдер", "Процедуранын сүрөттөлүшү", "Жазуулар"]
_OWN_TYPE = """
[types."ОД"]
label = {ky = "Окуу документациясы", ru = "Учебная документация", en = "Study documentation"}
level = 3
folders = ["regulations"]
number = '[0-9]{1,3}\\.[0-9]{1,3}'
review_months = 36

"""
SETTINGS_OF_MANY = SETTINGS.replace("\n[routes.council]", _OWN_TYPE + "[routes.council]").replace(
    'types = ["ДП", "ПЛ", "ФР"]', 'types = ["ДП", "ПЛ", "ФР", "ОД"]'
)


def with_ending(word: str, ending: str) -> str:
    """A word with a case or plural ending in the vowels and the first consonant its last letters ask for."""
    if not ending:
        return word
    open_, closed = next(_HARMONY[letter] for letter in reversed(word) if letter in _HARMONY)
    first, rest = ending[0], ending[1:].replace("а", open_).replace("ы", closed)
    if word[-1] not in _HARMONY:
        voiceless = word[-1] in "кптсшчфх"
        first = ("к" if voiceless else "г") if first == "г" else ("т" if voiceless else "д")
    return word + first + rest


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit to make: its moment, its message and the files it writes."""

    moment: datetime
    message: str
    files: dict[str, str]
    branch: str = ""  # work of a pull request, merged by the next commit without a branch


@dataclass(slots=True)
class Corpus:
    """What N documents look like, and in which order they come to be."""

    documents: int
    commits: int
    seed: int = 1
    words: int = 500
    _drafted: dict[int, str] = field(default_factory=dict)

    def code(self, number: int) -> str:
        """The first document is the procedure the process asks for; the others are many alike."""
        return f"ҮМУ-СМС-ОД-{number // 100 + 1}.{number % 100 + 1}" if number else "ҮМУ-СМС-ДП-2.17"

    def slug(self, number: int) -> str:
        return f"umu-sms-od-{number // 100 + 1}.{number % 100 + 1}" if number else "umu-sms-dp-2.17"

    def path(self, number: int) -> str:
        folder = f"regulations/od-{number // 100 + 1}" if number else "procedures"
        return f"{folder}/{self.slug(number)}.md"

    def text(self, number: int, version: str, revision: int = 0) -> str:
        """The document *number*; another *revision* has other words in one paragraph."""
        random = Random(f"{self.seed}/{number}")
        title = f"{random.choice(_QUALITIES).capitalize()} {random.choice(_NOUNS)} № {number + 1}"
        told = [f"# {title}", ""]
        for place, section in enumerate(_SECTIONS, 1):
            told += [f"## {place}. {section}", "", *self._paragraphs(random, self.words // len(_SECTIONS))]
        others = [random.randrange(self.documents) for _ in range(3)]
        told += ["## 7. Шилтемелер", "", f"- [[{self.code(others[0])}]]", f"- [[{self.code(others[1])}#1-максаты]]"]
        there = relpath(self.path(others[2]), dirname(self.path(number)))
        told += [f"- [Жазуулар]({there}#6-жазуулар)", "- [[ҮМУ-СМС-СД-1]]"]
        told += ["", "| № | Көрсөткүч | Мөөнөт |", "|---|---|---|"]
        told += [f"| {n} | {random.choice(_QUALITIES)} {random.choice(_NOUNS)} | {n * 5} күн |" for n in range(1, 6)]
        if version != "1.0" or revision:
            told += [
                "",
                "## 8. Өзгөртүү",
                "",
                *self._paragraphs(Random(f"{self.seed}/{number}/{version}/{revision}"), 80),
            ]
        title_map = f"{{ky: {title}, ru: Документ № {number + 1}, en: Document {number + 1}}}"
        return markdown(self.code(number), version, "\n".join(told) + "\n", title=title_map)

    @staticmethod
    def _paragraphs(random: Random, words: int) -> Iterator[str]:
        """Lines of sentences, *words* words in all."""
        line: list[str] = []
        while words > 0:
            nouns = random.choices(_NOUNS, k=random.randrange(4, 9))
            middle = [with_ending(with_ending(n, random.choice(["", "лар"])), random.choice(_CASES)) for n in nouns]
            told = [random.choice(_QUALITIES).capitalize(), *middle, random.choice(_DEEDS) + "."]
            words -= len(told)
            line += told
            if len(line) > 40 or words <= 0:
                yield from (" ".join(line), "")
                line = []

    def history(self) -> Iterator[Commit]:
        """Every commit in order of time: the registers, then batch by batch drafts, agreements, seals and merges."""
        batches = [list(range(at, min(at + SHARE, self.documents))) for at in range(0, self.documents, SHARE)]
        seconds = [[n for n in batch if Random(f"{self.seed}/{n}/second").random() < SECOND] for batch in batches]
        rounds = [(batch, "1.0") for batch in batches] + [(batch, "1.1") for batch in seconds if batch]
        yield Commit(_moment(_FIRST - timedelta(days=3)), "Settings and registers", self._ground())
        drafts = max(0, self.commits - 1 - 2 * len(rounds))  # each round is one sealing commit and its merge
        for place, (batch, version) in enumerate(rounds):
            start, span = (_FIRST, 120) if version == "1.0" else (_SECOND, 100)
            first = 0 if version == "1.0" else len(batches)
            many = len(batches) if version == "1.0" else len(rounds) - len(batches)
            day = start + timedelta(days=(place - first) * span // many)
            own = drafts * (place + 1) // len(rounds) - drafts * place // len(rounds)
            yield from self._round(batch, version, day, f"{place + 1}", own)

    def _round(self, batch: list[int], version: str, day: date, suffix: str, drafts: int) -> Iterator[Commit]:
        """Drafts on a branch, the seals of a batch, and the merge that brings them to the main line."""
        branch = f"change-{suffix}"
        moment = _moment(day - timedelta(days=12))
        for number in range(drafts):
            doc = batch[number % len(batch)]
            left = (drafts - 1 - number) // len(batch)
            text = self.text(doc, version, left)
            yield Commit(moment + timedelta(minutes=number), f"Draft {self.slug(doc)}", {self.path(doc): text}, branch)
        sealing: dict[str, str] = {}
        for doc in batch:
            sealing |= {self.path(doc): self.text(doc, version)} | self._sealed(
                doc, version, day, suffix, batch
            ).files()
        yield Commit(_moment(day), f"Seal {version} of {len(batch)} documents", sealing, branch)
        yield Commit(_moment(day) + timedelta(hours=1), f"Merge {branch}", {})

    def _sealed(self, doc: int, version: str, day: date, suffix: str, batch: list[int]) -> Dossier:
        later = version != "1.0"
        former = self._drafted.get(doc, "")
        made = Dossier(
            slug=self.slug(doc),
            version=version,
            code=self.code(doc),
            text={f"{self.slug(doc)}.md": self.text(doc, version)},
            kind="change" if later else "introduction",
            effective=(day + timedelta(days=5)).isoformat(),
            previous=former if later else "first",
            suffix=suffix,
            sealed=f"{day}T10:15:00+06:00",
            agreed=(day - timedelta(days=8)).isoformat(),
            decided=(day - timedelta(days=5)).isoformat(),
            ordered=(day - timedelta(days=1)).isoformat(),
            act_codes=tuple(self.code(one) for one in batch),
        )
        if not later:
            self._drafted[doc] = made.record_sha256
        return made

    @staticmethod
    def _ground() -> dict[str, str]:
        return {"sapat.toml": SETTINGS_OF_MANY, ".gitattributes": "* text=auto eol=lf\n", **people()}


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=_ZONE)


def generate(root: Path, documents: int, commits: int = 0, *, seed: int = 1, words: int = 500) -> Path:
    """A clean repository of *documents* with about *commits* commits (0: as few as its approvals need), checked out."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    with subprocess.Popen(
        ["git", "-C", str(root), "fast-import", "--quiet", "--date-format=raw"], stdin=subprocess.PIPE
    ) as importer:
        assert importer.stdin
        for block in _stream(Corpus(documents, commits, seed, words)):
            importer.stdin.write(block)
        importer.stdin.close()
        if importer.wait():
            raise AssertionError("git fast-import failed")
    git(root, "reset", "-q", "--hard", "main")
    return root


def _stream(corpus: Corpus) -> Iterator[bytes]:
    """The commands of `git fast-import`; a merge repeats its branch's files, as its tree is counted from the main line."""
    branch = ""  # the one being worked on
    brought: dict[str, str] = {}
    for one in corpus.history():
        yield f"commit refs/heads/{one.branch or 'main'}\n".encode()
        yield f"committer Tester <tester@example.org> {int(one.moment.timestamp())} +0600\n".encode() + _data(
            one.message
        )
        if one.branch and not branch:
            yield b"from refs/heads/main\n"
        if branch and not one.branch:
            yield f"merge refs/heads/{branch}\n".encode()
        brought |= one.files
        for path, content in (one.files if one.branch else brought).items():
            yield f"M 100644 inline {path}\n".encode() + _data(content)
        yield b"\n"
        branch = one.branch
        if not branch:
            brought = {}


def _data(text: str) -> bytes:
    data = text.encode()
    return b"data %d\n" % len(data) + data + b"\n"
