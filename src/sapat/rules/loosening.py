"""SAP238-SAP239: a range that loosens the rules themselves, or changes what runs when the site is built, says so aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sapat.model.findings import Hit, Where
from sapat.model.loosening import Loosening, loosened
from sapat.model.site_settings import NAME, running
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.repository import itself
from sapat.rules.rule import WARNING, Rule

LOOSENED: Final = "SAP238"
RUNS: Final = "SAP239"
ALOUD: Final = frozenset({LOOSENED, RUNS})  # told apart from other findings, also where nothing is refused


def _loosened(at: Snapshot, _: Snapshot) -> Iterator[Hit]:
    return (_hit(one) for one in loosened(at))


def _hit(one: Loosening) -> Hit:
    return Hit(Where(one.path, one.key, line=0 if one.key else 1), one.says, one.args)


def _runs(at: Snapshot, _: Snapshot) -> Iterable[Hit]:
    """Plugins and hooks are programs: they run wherever somebody builds the site."""
    assert at.base is not None
    then, now = at.base.files.get(NAME), at.files.get(NAME)
    if now is not None and (then is None or then.blob != now.blob):
        for key in running(at.base.held(NAME) if then else b"", at.held(NAME)):
            yield Hit(Where(NAME, (key,)), "key" if key != NAME else "file", {"key": key})


RULES: tuple[Rule, ...] = (
    Rule(
        id=LOOSENED,
        afresh=True,
        severity=WARNING,
        title=Words(
            "Эрежелер билинбей бошоңдобойт",
            "Правила не ослабляют незаметно",
            "The rules are not loosened unseen",
        ),
        says={
            "check": Words(
                "«{route}» маршруту: мындан ары текшербейт: {who} ({what})",
                "маршрут «{route}»: больше не проверяет {who} ({what})",
                "the route {route!r} no longer asks for the check of {who} ({what})",
            ),
            "agree": Words(
                "«{route}» маршруту: мындан ары макулдашпайт: {who} ({what})",
                "маршрут «{route}»: больше не согласовывает {who} ({what})",
                "the route {route!r} no longer asks for the agreement of {who} ({what})",
            ),
            "act": Words(
                "«{route}» маршруту: мындан ары талап кылынбайт: {act} ({what})",
                "маршрут «{route}»: больше не требуется {act} ({what})",
                "the route {route!r} no longer asks for {act} ({what})",
            ),
            "by": Words(
                "«{route}» маршруту: {act} мындан ары {who} тарабынан да кабыл алынат ({what})",
                "маршрут «{route}»: {act} теперь может быть и от: {who} ({what})",
                "the route {route!r}: {act} may now come from {who} too ({what})",
            ),
            "evidence": Words(
                "«{route}» маршрутунун далили: {was} болчу, эми {now} ({what})",
                "маршрут «{route}»: подтверждение было «{was}», стало «{now}» ({what})",
                "the route {route!r}: its evidence was {was} and is now {now} ({what})",
            ),
            "signers": Words(
                "«{route}» маршруту: жазууга эми {who} да кол коё алат ({what})",
                "маршрут «{route}»: запись теперь может подписать и {who} ({what})",
                "the route {route!r}: {who} may now sign the record too ({what})",
            ),
            "threshold": Words(
                "«{route}» маршруту: {was} кол тамга керек болчу, эми {now} ({what})",
                "маршрут «{route}»: нужно было подписей {was}, теперь {now} ({what})",
                "the route {route!r}: signatures needed were {was} and are now {now} ({what})",
            ),
            "signatories": Words(
                "«{route}» маршруту: кагазга мындан ары кол койбойт: {who} ({what})",
                "маршрут «{route}»: бумагу больше не подписывает {who} ({what})",
                "the route {route!r}: {who} no longer signs the paper ({what})",
            ),
            "ratify": Words(
                "«{route}» маршруту: кеңеш {was} күндө ырастачу, эми {now} ({what})",
                "маршрут «{route}»: совет утверждал за {was} дн., теперь {now} ({what})",
                "the route {route!r}: the council had {was} days to ratify, and now {now} ({what})",
            ),
            "urgent": Words(
                "«{route}» шашылыш маршруту пайда болот: {what}",
                "появляется срочный маршрут «{route}»: {what}",
                "an urgent route, {route!r}, comes for {what}",
            ),
            "months": Words(
                "«{type}» түрү: {key} {was} ай болчу, эми {now}",
                "тип «{type}»: {key} было {was} мес., стало {now}",
                "the type {type!r}: {key} was {was} and is now {now}",
            ),
            "type": Words(
                "«{type}» түрү: {key} талабы алынган",
                "тип «{type}»: требование {key} снято",
                "the type {type!r}: {key} is asked for no longer",
            ),
            "sections": Words(
                "«{type}» түрү: бул бөлүмдөр милдеттүү эмес болуп калат: {sections}",
                "тип «{type}»: больше не обязательны разделы: {sections}",
                "the type {type!r} need no longer have these sections: {sections}",
            ),
            "folder": Words(
                "«{folder}» папкасы башкаруудан чыгат",
                "папка «{folder}» выходит из-под управления",
                "the folder {folder!r} is no longer under control",
            ),
            "waiver": Words(
                "{document} үчүн {rule} эрежеси {until} чейин өткөрүлөт: {reason}",
                "для {document} правило {rule} отложено до {until}: {reason}",
                "{rule} is waived for {document} until {until}: {reason}",
            ),
            "posts": Words(
                "адамдар боюнча эрежелер өчөт: people persons болчу, эми posts",
                "правила о лицах отключаются: people было persons, стало posts",
                "the rules about persons are switched off: people was persons and is now posts",
            ),
            "trust": Words(
                "ишенимди жаңыдан баштоого мындан ары {who} да буйрук бере алат",
                "приказ о новом начале доверия теперь может подписать и {who}",
                "{who} may now order that trust begins anew",
            ),
            "schema": Words(
                "{path}: мындан ары милдеттүү эмес: {fields}",
                "{path}: больше не обязательны: {fields}",
                "{path}: no longer required: {fields}",
            ),
            "appointments": Words(
                "{person} эми «{role}» катары иш-аракет кыла алат; муну түпкү адамдардын бири да ырастаган эмес",
                "{person} теперь может действовать как «{role}»; ни одно корневое лицо этого не подтвердило",
                "{person} may now act as {role!r}; no root person vouches for it",
            ),
            "keys": Words(
                "{person} үчүн жаңы кол тамга ачкычы; муну түпкү адамдардын бири да ырастаган эмес",
                "новый ключ подписи для {person}; ни одно корневое лицо этого не подтвердило",
                "a new key signs for {person}; no root person vouches for it",
            ),
            "extended": Words(
                "{path}: {person} адамынын укугу узартылат же өзгөрөт; муну түпкү адамдардын бири да ырастаган эмес",
                "{path}: полномочия {person} продлены или изменены; ни одно корневое лицо этого не подтвердило",
                "{path}: what {person} may do is extended or changed; no root person vouches for it",
            ),
        },
        do={
            "": Words(
                "ким чечкенин текшериңиз: буйрук же чечим болсо, аны коммитте атаңыз; болбосо, мурунку маанини кайтарыңыз",
                "проверьте, кто это решил: если есть приказ или решение, назовите его в коммите; если нет — верните прежнее",
                "ask who decided it: if there is an order or decision, name it in the commit; if not, bring the former value back",
            ),
            **dict.fromkeys(
                ("appointments", "keys", "extended"),
                Words(
                    "дайындоо буйругун текшериңиз; үч адамда ачкыч болгондо түпкү адамдарды бекитиңиз: sapat trust --help",
                    "сверьте с приказом о назначении; когда ключи есть у трёх лиц, назначьте корневых: sapat trust --help",
                    "hold it against the order; once three persons have keys, name the root persons: sapat trust --help",
                ),
            ),
        },
        source="ISO 9001:2015 7.5.3.2 c; R36",
        over=itself,
        check=_loosened,
        with_base=True,
    ),
    Rule(
        id=RUNS,
        afresh=True,
        severity=WARNING,
        title=Words(
            "Сайтты куруучу программа билинбей алмашпайт",
            "Программы сборки сайта не меняют незаметно",
            "What runs when the site is built is not changed unseen",
        ),
        says={
            "key": Words(
                "mkdocs.yml: «{key}» өзгөрөт: сайт курулганда башка программа иштеши мүмкүн",
                "mkdocs.yml: меняется «{key}»: при сборке сайта может выполниться другая программа",
                "mkdocs.yml: {key!r} changes: other programs may run when the site is built",
            ),
            "file": Words(
                "mkdocs.yml өзгөрөт, кайсы ачкычы экенин ажыратуу мүмкүн эмес: сайт курулганда башка программа иштеши мүмкүн",
                "mkdocs.yml меняется, и какой ключ — не различить: при сборке сайта может выполниться другая программа",
                "mkdocs.yml changes in a way that cannot be told key by key: other programs may run when the site is built",
            ),
        },
        do={
            "": Words(
                "кошуудан мурун программаны окуп чыгыңыз; өзгөртүүнү текшерүүдө эч нерсе курбаңыз",
                "прочтите программу до слияния; при проверке изменения ничего не собирайте",
                "read the program before merging; build nothing while you look at the change",
            )
        },
        source="ISO 9001:2015 7.5.3.1 b",
        over=itself,
        check=_runs,
        with_base=True,
    ),
)
