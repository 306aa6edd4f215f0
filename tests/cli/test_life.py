"""The whole life of a document with the verbs alone, on a real Git repository."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.repo import repository
from tests.support.verbs import add_acts, agree, done, edit, errors, save, tried

CODE = "ҮМУ-СМС-ДП-2.18"
PATH = "procedures/umu-sms-dp-2.18.md"


def _status(root: Path, today: str) -> str:
    _, out, _ = tried(root, "list", "--format", "json", today=today)
    return next(one["status"] for one in json.loads(out)["documents"] if one["code"] == CODE)


def test_new_edit_agree_approve_revise_review_withdraw(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "new", "ДП", "--title", "Ички аудит", "--title-ru", "Внутренний аудит", "--title-en", "Internal audit",
         "--owner", "qa-head", "--process", "1.2", "--compilers", "qa-specialist",
         "--summary", "Биринчи текст: тартип.", "--basis", "ISO 9001:2015 9.2")  # fmt: skip
    edit(
        root,
        PATH,
        "# Ички аудит\n",
        "# Ички аудит\n\n## 1. Максаты\n\nАудит пландалат.\n\n## 2. Тартиби\n\nЖылына бир.\n",
    )
    assert errors(root) == []
    agree(root, CODE)
    acts = add_acts(root, CODE)
    done(root, "approve", CODE, *acts, "--effective", "2026-04-05")
    assert errors(root) == []
    save(root)
    assert _status(root, "2026-04-01") == "approved"
    assert _status(root, "2026-04-05") == "in-force"

    done(root, "revise", CODE, "--summary", "Аудит жылына эки жолу.", "--basis", "Анализ", "--analysis", "Таасири аз",
         today="2026-05-01")  # fmt: skip
    edit(root, PATH, "Жылына бир.", "Жылына эки.")
    assert errors(root, "2026-05-01") == []
    assert _status(root, "2026-05-01") == "revision"
    agree(root, CODE, today="2026-05-02")
    acts = add_acts(root, CODE, name="3", day="2026-05-03")
    done(root, "approve", CODE, *acts, "--effective", "2026-05-03", today="2026-05-03")
    record = (root / "registers/changes/umu-sms-dp-2.18/1.1/record.yaml").read_text(encoding="utf-8")
    assert "sections: [2. Тартиби]" in record
    assert "made_by: [qa-specialist]" in record
    assert errors(root, "2026-05-03") == []
    save(root, day="2026-05-03")

    done(root, "review", CODE, "--verdict", "withdraw", "--act-by", "2026-07-01", today="2026-06-01")
    done(root, "withdraw", CODE, "--summary", "Башка документке кошулду.", "--basis", "Кароо", today="2026-06-02")
    agree(root, CODE, today="2026-06-02")
    acts = add_acts(root, CODE, name="4", day="2026-06-03")
    done(root, "approve", CODE, *acts, "--effective", "2026-06-10", today="2026-06-03")
    assert errors(root, "2026-06-03") == []
    save(root, day="2026-06-03")
    assert _status(root, "2026-06-09") == "in-force"
    assert _status(root, "2026-06-10") == "withdrawn"
    done(root, "changelog", today="2026-06-11")
    assert tried(root, "changelog", "--check")[0] == 0
    assert errors(root, "2026-06-11") == []
