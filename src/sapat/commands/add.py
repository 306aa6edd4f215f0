"""`sapat add`: an entry of a register, its fields those of the register's schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import click

from sapat.commands.context import Context
from sapat.commands.fields import Fields, checked, grow, kind_of, merged, pairs, unknown
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.codes import slug_of
from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.report.facts_text import emit

_OWN_VERBS: Final = {
    "changes": "sapat new, revise, withdraw",
    "reviews": "sapat review CODE",
    "renditions": "sapat pdf CODE --for-signature --issue",
    "signed-copies": "sapat signed CODE VERSION FILE",
}
_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_ADDED: Final = Words(
    "{register} реестрине {id} кошулду.", "В реестр {register} добавлено: {id}.", "{id} is in {register}."
)
_ACT_NEXT: Final = Words(
    "sapat approve CODE --{kind} {id} …", "sapat approve CODE --{kind} {id} …", "sapat approve CODE --{kind} {id} …"
)
_NEXT: Final = Words(
    "кийин өзгөрсө же ката чыкса: sapat amend {register}/{id} …",
    "если что-то изменится или найдётся ошибка: sapat amend {register}/{id} …",
    "should it change or prove wrong: sapat amend {register}/{id} …",
)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("register")
@click.option("--id", "entry_id", default=None, help="The id: the name of the file.")
@click.option("--set", "set_pairs", metavar="KEY=VALUE", multiple=True, help="A field, dots lead into its parts.")
@click.argument("fields", nargs=-1, type=click.UNPROCESSED, metavar="[--FIELD VALUE]...")
@writing
@click.pass_obj
def command(
    context: Context,
    /,
    register: str,
    entry_id: str | None,
    set_pairs: tuple[str, ...],
    fields: tuple[str, ...],
    asked: Asked,
) -> int:
    """Add an entry to REGISTER; every field of its schema is a flag (see `sapat register NAME --schema`)."""
    with desk(context, asked) as at_desk:
        name, folder, schema = _schema(at_desk, register)
        told = merged(asked.fields, flagged(fields, schema), pairs(set_pairs, schema))
        entry_id = entry_id or told.pop("id", None)
        if "by" in schema["properties"] and ("by" not in told or asked.by):
            told["by"] = at_desk.by()
        given = checked(told, name, at_desk.schemas, at_desk.lang)
        return at_desk.carry_out(_planned(at_desk, name, folder, entry_id or _default_id(name, given), given))


def flagged(words: tuple[str, ...], schema: Mapping[str, Any]) -> Fields:
    """`--field value` pairs by a schema: dashes for underscores, dots into parts, a list by repetition."""
    found: Fields = {}
    rest = list(words)
    while rest:
        flag = rest.pop(0)
        if not flag.startswith("--") or len(flag) < 3:
            raise SapatError(
                Words("«{flag}» талаа эмес", "«{flag}» не поле", "{flag!r} is no field"),
                do=Words(
                    "--талаа маани же --set талаа=маани деп жазыңыз",
                    "напишите --поле значение или --set поле=значение",
                    "write --field value, or --set field=value",
                ),
                flag=flag,
            )
        name, sign, value = flag[2:].partition("=")
        path = name.replace("-", "_").split(".")
        if path == ["since"] and "since" not in schema["properties"]:
            path = ["from"]  # `--from` is always a file
        if path[0] not in schema["properties"]:
            raise unknown(name, [key.replace("_", "-") for key in schema["properties"] if key != "schema"])
        if not sign:
            boolean = kind_of(schema, path) == "boolean"
            if not rest and not boolean:
                raise SapatError(
                    Words("--{name} маанисиз калды", "у --{name} нет значения", "--{name} has no value"),
                    do=Words("--{name} МААНИ деп жазыңыз", "напишите --{name} ЗНАЧЕНИЕ", "write --{name} VALUE"),
                    name=name,
                )
            value = "true" if boolean and (not rest or rest[0] not in ("true", "false")) else rest.pop(0)
        grow(found, path, value, schema)
    return found


def _schema(at_desk: Desk, register: str) -> tuple[str, str, Mapping[str, Any]]:
    """(schema name, folder, schema) of a register by its name, folder or schema name."""
    if register in _OWN_VERBS:
        raise SapatError(
            Words(
                "{register} реестринин өз буйруктары бар",
                "у реестра {register} свои команды",
                "{register} has verbs of its own",
            ),
            do=Words("колдонуңуз: {verbs}", "используйте: {verbs}", "use {verbs}"),
            register=register,
            verbs=_OWN_VERBS[register],
        )
    known: dict[str, tuple[str, str, Mapping[str, Any]]] = {}
    for name in at_desk.schemas.names():
        schema = at_desk.schemas.get(name) or {}
        kept = schema.get("x-register")
        own = f"registers/{name}/schema.json" in at_desk.at.files
        if not isinstance(kept, Mapping) and not own:
            continue
        folder = str(kept.get("folder", name)) if isinstance(kept, Mapping) else name
        title = str(kept.get("name", folder)) if isinstance(kept, Mapping) else name
        if title not in _OWN_VERBS:
            known |= dict.fromkeys((title, folder, name), (name, folder, schema))
    if register not in known:
        raise unknown(register, sorted(known))
    return known[register]


def _default_id(schema: str, given: Fields) -> str:
    """An id from what names the entry; registers without such a field ask for it."""
    if isinstance(given.get("code"), str):
        return slug_of(given["code"])
    if schema == "process" and given.get("number"):
        return str(given["number"])
    if schema == "act" and given.get("date") and given.get("number"):
        who = given.get("body") or given.get("kind")
        return re.sub(r"[^a-z0-9._-]+", "-", slug_of(f"{who}-{given['date']}-{given['number']}"))
    raise SapatError(
        Words("жазууга id керек", "записи нужен id", "the entry needs an id"),
        do=Words(
            "жазыңыз: --id NAME (кичине латын тамгалары, цифралар, - . _)",
            "укажите: --id NAME (строчные латинские буквы, цифры, - . _)",
            "give one: --id NAME (small Latin letters, digits, - . _)",
        ),
    )


def _planned(at_desk: Desk, schema: str, folder: str, entry_id: str, given: Fields) -> Plan:
    if not _ID.fullmatch(entry_id):
        raise SapatError(
            Words("«{entry_id}» id боло албайт", "«{entry_id}» не годится как id", "{entry_id!r} is no id"),
            do=Words(
                "кичине латын тамгаларын, цифраларды, - . _ колдонуңуз",
                "используйте строчные латинские буквы, цифры, - . _",
                "use small Latin letters, digits, - . _",
            ),
            entry_id=entry_id,
        )
    path = f"registers/{folder}/{entry_id}.yaml"
    if path in at_desk.at.files:
        raise SapatError(
            Words("{path} мурунтан бар", "{path} уже есть", "{path} is there already"),
            do=Words(
                "ага толуктоо кошуңуз: sapat amend {entry} …",
                "добавьте к ней: sapat amend {entry} …",
                "add to it: sapat amend {entry} …",
            ),
            path=path,
            entry=f"{folder}/{entry_id}",
        )
    ordered = (at_desk.schemas.get(schema) or {})["properties"]
    fact = {"schema": f"{schema}/1"} | {key: given[key] for key in ordered if key in given}
    plan = Plan(f"{folder}: {entry_id}")
    plan.write(path, emit(fact))
    plan.say(_ADDED, register=folder, id=entry_id)
    words = _ACT_NEXT if schema == "act" else _NEXT
    plan.say(NEXT, what=words.say(at_desk.lang, {"register": folder, "id": entry_id, "kind": given.get("kind", "")}))
    return plan
