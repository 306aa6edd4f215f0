"""What people call the values the product computes; the names of values that stand in files are in the schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sapat.model.words import Words, pick

STATUSES: Final[Mapping[str, Words]] = {
    "draft": Words("Долбоор", "Проект", "Draft"),
    "review": Words("Текшерүүдө", "На проверке", "Under check"),
    "agreement": Words("Макулдашууда", "На согласовании", "In agreement"),
    "approved": Words("Бекитилген", "Утверждён", "Approved"),
    "in-force": Words("Күчүндө", "Действует", "In force"),
    "revision": Words("Кайра каралууда", "На пересмотре", "Being revised"),
    "suspended": Words("Токтотулган", "Приостановлен", "Suspended"),
    "expired": Words("Мөөнөтү өткөн", "Срок истёк", "Expired"),
    "superseded": Words("Алмаштырылган", "Заменён", "Superseded"),
    "withdrawn": Words("Күчүн жоготкон", "Утратил силу", "Withdrawn"),
}
EVIDENCE: Final[Mapping[str, Words]] = {
    "signed": Words("электрондук кол тамга", "электронная подпись", "signed"),
    "paper": Words("кагазда", "на бумаге", "on paper"),
    "none": Words("далил жок", "нет", "none"),
}
DEADLINES: Final[Mapping[str, Words]] = {
    "review": Words("Кайра кароо", "Пересмотр", "Review"),
    "light-check": Words("Актуалдуулукту текшерүү", "Проверка актуальности", "Currency check"),
    "act-by": Words("Кайра кароонун тапшырмасы", "Исполнение решения пересмотра", "Outcome of the review"),
    "expiry": Words("Колдонуу мөөнөтүнүн бүтүшү", "Окончание срока действия", "End of validity"),
    "kept-edition": Words(
        "Улантылган мурунку версиянын бүтүшү", "Окончание оставленной версии", "End of a kept edition"
    ),
    "ratification": Words("Кеңештин ырастоосу", "Утверждение советом", "Ratification by the council"),
    "recall": Words("Нускаларды кайтарып алуу", "Изъятие экземпляров", "Recall of copies"),
    "external-check": Words(
        "Сырткы документти текшерүү", "Проверка внешнего документа", "Check of the external document"
    ),
}
STATES: Final[Mapping[str, Words]] = {
    "ok": Words("Мөөнөтүндө", "В срок", "On time"),
    "due": Words("Жакындап калды", "Скоро", "Due soon"),
    "overdue": Words("Мөөнөтү өткөн", "Просрочено", "Overdue"),
}


def value_name(schema: Mapping[str, Any], key: str, value: str, lang: str) -> str:
    """What a schema's `x-names` call a value of a field; the value itself where they do not name it."""
    field = schema.get("properties", {}).get(key, {})
    names = field.get("x-names") if isinstance(field, Mapping) else None
    named = names.get(value) if isinstance(names, Mapping) else None
    return (pick(named, lang) if isinstance(named, Mapping) else "") or value


def label(schema: Mapping[str, Any], key: str, lang: str) -> str:
    """The label of a field in *lang*; its key where the schema has none."""
    field = schema.get("properties", {}).get(key, {})
    told = field.get("x-label") if isinstance(field, Mapping) else None
    return (pick(told, lang) if isinstance(told, Mapping) else "") or key
