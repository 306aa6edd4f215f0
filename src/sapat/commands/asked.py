"""Which text of a document `sapat pdf` is asked for, and whether it may be printed as that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sapat.commands.context import Context
from sapat.commands.renditions import Renditions
from sapat.commands.stops import stops
from sapat.model.approval import answers_missing, text_missing
from sapat.model.errors import KNOWN, SapatError
from sapat.model.findings import Where
from sapat.model.lacks import Lack
from sapat.model.records import Dossier
from sapat.model.routing import route_of, text_of_open
from sapat.model.snapshot import Snapshot
from sapat.model.status import code_on, open_record, standing
from sapat.model.translations import held, registered_translation, unlike
from sapat.model.words import LANGUAGES, Words
from sapat.publish.plan import Plan
from sapat.render.rendition import Rendition

_NOT_READY: Final = Words(
    "{code} {version} бекитүүгө даяр эмес: {lacks}",
    "{code} {version} не готов к утверждению: {lacks}",
    "{code} {version} is not ready for approval: {lacks}",
)
_USE_DRAFT: Final = Words(
    "долбоорду басыңыз: sapat pdf {code} --draft",
    "напечатайте проект: sapat pdf {code} --draft",
    "print the draft: sapat pdf {code} --draft",
)
_USE_VERSION: Final = Words(
    "катталган версиясын басыңыз: sapat pdf {code} --version …",
    "напечатайте зарегистрированную версию: sapat pdf {code} --version …",
    "print a registered version: sapat pdf {code} --version …",
)
_NO_TRANSLATION: Final = Words(
    "{slug}: «{lang}» тилине котормо жок", "{slug}: нет перевода на «{lang}»", "{slug} has no translation into {lang!r}"
)
_TRANSLATE: Final = Words(
    "файлын документтин жанына коюп ({slug}.{lang}.md), каттаңыз: sapat amend {code} --kind translation --lang {lang}",
    "положите файл рядом с документом ({slug}.{lang}.md) и зарегистрируйте: sapat amend {code} --kind translation --lang {lang}",
    "put its file beside the document ({slug}.{lang}.md) and register it: sapat amend {code} --kind translation --lang {lang}",
)
_UNREGISTERED: Final = Words(
    "{code}: «{lang}» тилине котормо мындай абалда катталган эмес: {files}",
    "{code}: перевод на «{lang}» в таком виде не зарегистрирован: {files}",
    "{code}: the translation into {lang!r} is not registered as it stands: {files}",
)
_REGISTER: Final = Words(
    "текшерилсе, каттаңыз: sapat amend {code} --kind translation --lang {lang}; долбоорун басуу: --draft",
    "если он проверен, зарегистрируйте: sapat amend {code} --kind translation --lang {lang}; напечатать проект: --draft",
    "if it was checked, register it: sapat amend {code} --kind translation --lang {lang}; to print a draft: --draft",
)


class Asked:
    """Which text of a document a person means."""

    def __init__(self, context: Context, at: Snapshot, purpose: str, version: str | None, lang: str = "") -> None:
        self._context, self._at, self._purpose, self._version = context, at, purpose, version
        self.barred = 0  # texts in force that may not be printed as such
        self._into = lang  # of a translation; of the original itself, nothing
        self._made = Renditions(at)
        self._barred = {one.where.path: one for one in stops(at)} if purpose == "version" else {}

    def one(self, slug: str) -> Rendition:
        """Raises SapatError when there is no such text, or it may not be printed."""
        if self._into:
            return self._translation(slug)
        if self._purpose == "draft":
            return self._draft(slug)
        if self._purpose == "signature":
            return self._for_signature(slug)
        return self._registered(slug, self._named(slug))

    def all(self) -> Iterator[Rendition]:
        """Every text there is of this purpose; a document not ready to be signed is named and left out."""
        at = self._at
        if self._into:
            yield from self._translations()
            return
        if self._purpose == "version":
            yield from self._in_force()
            return
        for slug in at.slugs:
            found = at.versions(slug)
            if self._purpose == "draft" and slug in at.by_slug and at.by_slug[slug].readable:
                yield self._draft(slug)
            elif self._purpose == "signature" and open_record(found) is not None:
                try:
                    yield self._for_signature(slug)
                except SapatError as error:
                    self._context.tell(error.say(self._lang))

    def _in_force(self) -> Iterator[Rendition]:
        """Every text in force; one that does not fit its seal is named and left out, and the others are printed."""
        for one in self._made.in_force():
            try:
                if one.record:
                    yield self._registered(one.edition.slug, one.record)
            except SapatError as error:
                self._context.tell(error.say(self._lang))
                self.barred += 1

    @property
    def _plan(self) -> Plan:
        return self._made.plan(self._at.settings.languages[0])

    @property
    def _lang(self) -> str:
        return self._context.asked_lang or self._at.settings.languages[0]

    def _named(self, slug: str) -> Dossier:
        texts = {str(one.version): one for one in self._at.versions(slug) if one.is_sealed and one.copy}
        if self._version is not None:
            record = texts.get(self._version)
        else:
            record = _in_force(self._at, slug) or next(reversed(texts.values()), None)
        if record is None:
            raise SapatError(
                Words(
                    "{slug}: катталган {version} текст жок",
                    "{slug}: нет зарегистрированного текста {version}",
                    "{slug} has no registered text {version}",
                ),
                do=KNOWN if texts else _USE_DRAFT,
                slug=slug,
                code=code_on(self._at, slug) or slug,
                version=self._version or "",
                known=", ".join(texts),
            )
        return record

    def _registered(self, slug: str, record: Dossier) -> Rendition:
        """The control copy: bytes that do not fit their seal are not printed as if they were approved."""
        barred = next((one for path, one in self._barred.items() if path.startswith(f"{record.folder}/")), None)
        if barred is not None:
            told = {lang: barred.message.say(lang, barred.args) for lang in LANGUAGES}
            cure = {lang: barred.do.say(lang, barred.args) for lang in LANGUAGES}
            raise SapatError(
                Words(*["{code} {version} ({rule}): {why}"] * 3),
                do=Words(*["{cure}"] * 3),
                code=record.code,
                version=record.version,
                rule=barred.rule,
                why=Words(**told),
                cure=Words(**cure),
            )
        return self._made.registered(slug, record)

    def _draft(self, slug: str) -> Rendition:
        doc = self._at.by_slug.get(slug)
        if doc is None or doc.is_card:
            raise SapatError(
                Words("{slug}: жумушчу текст жок", "{slug}: рабочего текста нет", "{slug} has no working text"),
                do=_USE_VERSION,
                slug=slug,
                code=code_on(self._at, slug) or slug,
            )
        return self._made.of(
            self._purpose, self._plan.working_text(doc), open_record(self._at.versions(slug)), doc.digest
        )

    def _translations(self) -> Iterator[Rendition]:
        """Every translation there is; one that is not what was registered is named and left out."""
        for doc in self._at.documents:
            if self._into not in doc.translations or doc.is_card:
                continue
            try:
                yield self._translation(doc.slug)
            except SapatError as error:
                self._context.tell(error.say(self._lang))

    def _translation(self, slug: str) -> Rendition:
        """A translation as it was registered, with the version it is of; as a draft, what stands in its files."""
        at, lang = self._at, self._into
        doc = at.by_slug.get(slug)
        if doc is None or lang not in doc.translations:
            raise SapatError(_NO_TRANSLATION, do=_TRANSLATE, slug=slug, code=code_on(at, slug) or slug, lang=lang)
        if self._purpose == "draft":
            record = open_record(at.versions(slug))
            return self._made.translation("draft", self._plan.working_text(doc), record, lang)
        found = registered_translation(at, slug, lang)
        wrong = unlike(at, doc, found[1]) if found else tuple(held(doc, lang))
        if found is None or wrong:
            raise SapatError(_UNREGISTERED, do=_REGISTER, code=doc.code, lang=lang, files=", ".join(wrong))
        original = self._registered(slug, found[0])
        return self._made.translation("version", original.edition, found[0], lang)

    def _for_signature(self, slug: str) -> Rendition:
        """The open version, when all that the route asks before the signature is given to exactly this text."""
        at = self._at
        record = open_record(at.versions(slug))
        doc = at.by_slug.get(slug)
        if record is None or doc is None or record.is_withdrawal:
            raise SapatError(
                Words("{slug}: ачык версия жок", "{slug}: нет открытой версии", "{slug} has no open version"),
                do=Words(
                    "ачыңыз: sapat revise {code}", "откройте: sapat revise {code}", "open one: sapat revise {code}"
                ),
                slug=slug,
                code=code_on(self._at, slug) or slug,
            )
        lacks = _lacks(at, slug, record)
        if lacks:
            told = {lang: "; ".join(one.words.say(lang, one.args) for one in lacks) for lang in LANGUAGES}
            raise SapatError(
                _NOT_READY,
                do=Words(
                    "жетпегенин жазыңыз: sapat agree {code}; абалы: sapat show {code}",
                    "запишите недостающее: sapat agree {code}; состояние: sapat show {code}",
                    "write down what is lacking: sapat agree {code}; see sapat show {code}",
                ),
                code=record.code,
                version=record.version,
                lacks=Words(**told),
            )
        return self._made.of(self._purpose, self._plan.working_text(doc), record, text_of_open(at, slug, record))


def _in_force(at: Snapshot, slug: str) -> Dossier | None:
    found = standing(at, slug)
    return found.in_force if found else None


def _lacks(at: Snapshot, slug: str, record: Dossier) -> list[Lack]:
    """What the route asks before a signature: checks and agreements to exactly this text. Acts come after it."""
    route = route_of(at, slug, record)
    found = list(text_missing(at, slug, record))
    if route is None:
        return [*found, Lack("route", "", Where(record.path), {"type": "", "kind": record.kind})]
    for meaning in ("check", "agree"):
        found += answers_missing(at, slug, record, route, meaning)
    return found
