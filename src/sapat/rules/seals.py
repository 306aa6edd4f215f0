"""SAP210-SAP216: a sealed dossier is, byte for byte, what was sealed."""

from __future__ import annotations

from collections.abc import Iterable

from sapat.model import integrity
from sapat.model.findings import Hit, Where
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.objects import links, sealed, seals_written
from sapat.rules.rule import ERROR, INFO, Rule

_CLAUSE = "ISO 9001:2015 7.5.3.2"
_BACK = Words(
    "катталган байттарды кайтарыңыз: git log -- {path}, git checkout <commit> -- {path}; өзгөртүү sapat revise менен гана",
    "верните зарегистрированные байты: git log -- {path}, git checkout <commit> -- {path}; изменение — только через sapat revise",
    "bring the registered bytes back: git log -- {path}, git checkout <commit> -- {path}; a change goes by sapat revise only",
)


def _unlisted(at: Snapshot, dossier: Dossier) -> Iterable[Hit]:
    """Answers of earlier rounds stay as evidence; that they did not count is said, not hidden."""
    listed = dossier.seal.agreements if dossier.seal else {}
    for one in dossier.agreements:
        if one.path[len(dossier.folder) + 1 :] not in listed:
            yield Hit(Where(one.path, line=1, column=1), "", {"version": dossier.version})


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP210",
        severity=ERROR,
        proves=True,
        title=Words(
            "Контролдук экземпляр өзгөргөн эмес",
            "Контрольный экземпляр не изменён",
            "The control copy is what was registered",
        ),
        says={
            "missing": Words(
                "контролдук экземплярда «{file}» жок ({folder}/copy)",
                "в контрольном экземпляре нет «{file}» ({folder}/copy)",
                "the control copy lacks {file!r} ({folder}/copy)",
            ),
            "changed": Words(
                "контролдук экземплярдын «{file}» файлы катталгандан кийин өзгөргөн ({folder})",
                "файл «{file}» контрольного экземпляра изменён после регистрации ({folder})",
                "{file!r} of the control copy was changed after it was registered ({folder})",
            ),
            "extra": Words(
                "контролдук экземплярда ашыкча «{file}» файлы бар ({folder}/copy)",
                "в контрольном экземпляре лишний файл «{file}» ({folder}/copy)",
                "the control copy has {file!r} that was never registered ({folder}/copy)",
            ),
            "digest": Words(
                "тексттин изи (seal.text) саналган файлдарга туура келбейт ({folder})",
                "отпечаток текста (seal.text) не соответствует перечисленным файлам ({folder})",
                "the text digest (seal.text) is not that of the files listed ({folder})",
            ),
        },
        do={
            "": _BACK,
            "extra": Words("файлды алып салыңыз: {path}", "уберите файл: {path}", "take the file away: {path}"),
        },
        source=f"{_CLAUSE}; R41, R44",
        over=sealed,
        check=lambda _, one: integrity.copy_faults(one),
        covers=seals_written,
    ),
    Rule(
        id="SAP211",
        severity=ERROR,
        proves=True,
        title=Words(
            "Катталган фактылар өзгөргөн эмес",
            "Зарегистрированные факты не изменены",
            "The facts of a record are what was registered",
        ),
        says={
            "changed": Words(
                "жазуунун фактылары катталгандан кийин өзгөргөн (seal.facts туура келбейт)",
                "факты записи изменены после регистрации (не сходится seal.facts)",
                "the facts of the record were changed after it was registered (seal.facts does not fit)",
            ),
            "behind": Words(
                "«{key}» seal блогунан кийин турат, аны эч бир из камтыбайт",
                "«{key}» стоит после блока seal, отпечаток его не охватывает",
                "{key!r} stands behind the seal, where no digest holds it",
            ),
        },
        do={
            "": Words(
                "жазууну кайтарыңыз: git log -- {path}; оңдоо толуктоо менен: sapat amend",
                "верните запись: git log -- {path}; исправление — дополнением: sapat amend",
                "bring the record back: git log -- {path}; a correction is an addendum: sapat amend",
            )
        },
        source=_CLAUSE,
        over=sealed,
        check=lambda _, one: integrity.facts_faults(one),
        covers=seals_written,
    ),
    Rule(
        id="SAP212",
        severity=ERROR,
        proves=True,
        title=Words("Жазуулардын чынжыры үзүлгөн эмес", "Цепь записей не прервана", "The chain of records is whole"),
        says={
            "unknown": Words(
                "бул биринчи жазуу, бирок previous мурунку жазууну көрсөтөт: ал жок",
                "это первая запись, но previous указывает на прежнюю: её нет",
                "this is the first record, but previous names a former one: it is gone",
            ),
            "first": Words(
                "previous: first деп турат, бирок {former} версиясы бар: чынжыр эки жолу башталган",
                "previous: first, хотя есть версия {former}: цепь начата дважды",
                "previous says first although there is version {former}: the chain begins twice",
            ),
            "forked": Words(
                "previous {other} версиясын көрсөтөт, {former} эмес: чынжыр экиге бөлүнгөн",
                "previous указывает на версию {other}, а не {former}: цепь раздвоена",
                "previous names version {other}, not {former}: the chain is forked",
            ),
            "broken": Words(
                "previous мурунку жазуунун ({former}) байттарына туура келбейт: ал өзгөргөн же алмашкан",
                "previous не соответствует байтам прежней записи ({former}): она изменена или подменена",
                "previous does not fit the bytes of the former record ({former}): it was changed or replaced",
            ),
        },
        do={
            "": Words(
                "эки бутакта тең катталган болсо, бирин жокко чыгарып, кайра каттаңыз: sapat approve; болбосо мурунку жазууну кайтарыңыз: git log -- {path}",
                "если версии зарегистрированы в двух ветках, снимите одну и зарегистрируйте снова: sapat approve; иначе верните прежнюю запись: git log -- {path}",
                "if two branches registered it, take one back and register it again: sapat approve; else bring the former record back: git log -- {path}",
            )
        },
        source=_CLAUSE,
        over=links,
        check=integrity.chain_faults,
        covers=seals_written,
    ),
    Rule(
        id="SAP213",
        severity=ERROR,
        proves=True,
        title=Words(
            "Катталган макулдашуулар ордунда",
            "Зарегистрированные согласования на месте",
            "The agreements registered are there",
        ),
        says={
            "missing": Words(
                "катталган «{file}» макулдашуусу жок",
                "нет зарегистрированного согласования «{file}»",
                "the registered agreement {file!r} is gone",
            ),
            "changed": Words(
                "«{file}» макулдашуусу катталгандан кийин өзгөргөн ({version} версиясы)",
                "согласование «{file}» изменено после регистрации (версия {version})",
                "the agreement {file!r} was changed after it was registered (version {version})",
            ),
        },
        do={"": _BACK},
        source=f"{_CLAUSE}; R40",
        over=sealed,
        check=integrity.agreement_faults,
        covers=seals_written,
    ),
    Rule(
        id="SAP214",
        severity=ERROR,
        proves=True,
        title=Words(
            "Макулдашуулар ушул текстке берилген",
            "Согласован именно этот текст",
            "The agreements are to exactly this text",
        ),
        says={
            "text": Words(
                "макулдашуу катталган текстке эмес, башка байттарга берилген ({version} версиясы)",
                "согласование дано не зарегистрированному тексту, а другим байтам (версия {version})",
                "the agreement is to other bytes than the registered text (version {version})",
            ),
            "result": Words(
                "катталган макулдашуунун жыйынтыгы «{result}», «yes» эмес ({version} версиясы)",
                "итог зарегистрированного согласования «{result}», а не «yes» (версия {version})",
                "the registered agreement says {result!r}, not 'yes' (version {version})",
            ),
        },
        do={
            "": Words(
                "бул тексттин макулдашуусун алып, кийинки версияны каттаңыз: sapat revise, sapat agree, sapat approve",
                "получите согласование этого текста и зарегистрируйте следующую версию: sapat revise, sapat agree, sapat approve",
                "get this very text agreed and register the next version: sapat revise, sapat agree, sapat approve",
            )
        },
        source="ISO 9001:2015 7.5.2 c; R40",
        over=sealed,
        check=integrity.answer_faults,
        covers=seals_written,
    ),
    Rule(
        id="SAP215",
        severity=INFO,
        title=Words("Эсепке алынбаган макулдашуулар", "Неучтённые согласования", "Agreements that did not count"),
        says={
            "": Words(
                "бул макулдашуу {version} версиясын каттоодо эсепке алынган эмес",
                "это согласование не учтено при регистрации версии {version}",
                "this agreement did not count when version {version} was registered",
            )
        },
        do={
            "": Words(
                "эч нерсе кылуунун кереги жок: ал далил катары калат",
                "делать ничего не нужно: остаётся как свидетельство",
                "nothing to do: it stays as evidence",
            )
        },
        source="ISO 9001:2015 7.5.2 c",
        over=sealed,
        check=_unlisted,
        covers=seals_written,
    ),
    Rule(
        id="SAP216",
        severity=ERROR,
        proves=True,
        title=Words(
            "Катталган актылар өзгөргөн эмес", "Зарегистрированные акты не изменены", "The acts are what was registered"
        ),
        says={
            "missing": Words(
                "{version} версиясы таянган акт жок: {act}",
                "нет акта, на который опирается версия {version}: {act}",
                "the act that version {version} rests on is gone: {act}",
            ),
            "changed": Words(
                "{version} версиясы таянган акт катталгандан кийин өзгөргөн: {act}",
                "акт, на который опирается версия {version}, изменён после регистрации: {act}",
                "the act that version {version} rests on was changed after it was registered: {act}",
            ),
            "unlisted": Words(
                "жазуу {act} актысын атайт, бирок аны менен катталган эмес ({version} версиясы)",
                "запись называет акт {act}, но он не зарегистрирован вместе с ней (версия {version})",
                "the record names the act {act}, but was not registered with it (version {version})",
            ),
        },
        do={
            "": Words(
                "актыны кайтарыңыз: git log -- {act}; оңдоо толуктоо менен: sapat amend {act}",
                "верните акт: git log -- {act}; исправление — дополнением: sapat amend {act}",
                "bring the act back: git log -- {act}; a correction is an addendum: sapat amend {act}",
            )
        },
        source=f"{_CLAUSE}; R38",
        over=sealed,
        check=integrity.act_faults,
        covers=seals_written,
    ),
)
