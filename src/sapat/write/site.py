"""Writing a site: through MkDocs in a folder of its own, or as files for another generator."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sapat.model.errors import SapatError
from sapat.model.files import EXECUTABLE, REGULAR, File
from sapat.model.words import Words
from sapat.publish.page import Page
from sapat.publish.stage import staged
from sapat.read.source import Source

CONFIG = "mkdocs.yml"
_DEFAULT = "site_name: sapat\ntheme:\n  name: material\nplugins:\n  - sapat\n"
_OURS = "assets/sapat/sapat.css"  # stands in every site we made


def guard(target: Path) -> None:
    """Raises SapatError for a folder with anything in it that is not a site of ours: MkDocs empties its target."""
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not (target / _OURS).is_file()):
        raise SapatError(
            Words(
                "{target} папкасында сайттан башка нерселер бар",
                "в {target} лежит не только сайт",
                "{target} holds other things than a site",
            ),
            do=Words(
                "бош папка атаңыз: sapat build -o DIR",
                "назовите пустую папку: sapat build -o DIR",
                "name an empty folder: sapat build -o DIR",
            ),
            target=target,
        )


def export(source: Source, into: Path) -> Path:
    """What MkDocs needs from the files of *source*: its configuration and the theme folder or hooks that names.

    Returns the path of the configuration; a repository without one gets ours.
    """
    from mkdocs.utils.yaml import yaml_load

    listed = {file.path: file for file in source.listing()}
    (into / "docs").mkdir()
    config = into / CONFIG
    if CONFIG not in listed:
        config.write_text(_DEFAULT)
        return config
    data = next(found for _, found in source.read([listed[CONFIG]]))
    config.write_bytes(data)
    told: Any = yaml_load(data.decode())
    named: list[str] = [str(one) for one in told.get("hooks") or ()] if isinstance(told, Mapping) else []
    theme = told.get("theme") if isinstance(told, Mapping) else None
    if isinstance(theme, Mapping) and theme.get("custom_dir"):
        named.append(str(theme["custom_dir"]).rstrip("/") + "/")
    _copy(source, (file for path, file in listed.items() if path.startswith(tuple(named))) if named else (), into)
    return config


def _copy(source: Source, files: Iterable[File], into: Path) -> None:
    for file, data in source.read([one for one in files if one.mode in (REGULAR, EXECUTABLE)]):
        whole = into / file.path
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(data)


def build(made: Any, source: Source, target: Path) -> None:
    """Write the site of a publication with MkDocs, configured by the files of *source* alone."""
    from mkdocs.commands.build import build as run
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="sapat-") as folder:
        config_file = export(source, Path(folder).resolve())
        try:
            docs = str(config_file.parent / "docs")
            config = load_config(config_file=str(config_file), site_dir=str(target), docs_dir=docs)
            plugin: Any = config.plugins.get("sapat")
            if plugin is None:
                raise SapatError(
                    Words(
                        "{config} sapat плагинин атабайт",
                        "{config} не называет плагин sapat",
                        "{config} does not name the plugin sapat",
                    ),
                    do=Words("жазыңыз: plugins: [sapat]", "напишите: plugins: [sapat]", "write: plugins: [sapat]"),
                    config=CONFIG,
                )
            plugin.hand_over(made)
            run(config)
        except MkDocsException as error:
            raise SapatError(
                Words("MkDocs: {why}", "MkDocs: {why}", "MkDocs: {why}"),
                do=Words("{config} файлын оңдоңуз", "исправьте {config}", "mend {config}"),
                config=CONFIG,
                why=str(error),
            ) from None


def stage(pages: Iterable[Page], files: Mapping[str, bytes], target: Path) -> int:
    """Write the pages as files for another generator; returns how many. Raises SapatError when *target* is not empty."""
    if target.exists() and (target.is_file() or any(target.iterdir())):
        raise SapatError(
            Words("{target} папкасы бош эмес", "папка {target} не пуста", "{target} is not empty"),
            do=Words(
                "бош папка атаңыз: sapat build --stage DIR",
                "назовите пустую папку: sapat build --stage DIR",
                "name an empty folder: sapat build --stage DIR",
            ),
            target=target,
        )
    count = 0
    for page in pages:
        count += 1
        path, text = staged(page)
        _put(target / path, text.encode())
    for url, data in files.items():
        _put(target / url, data)
    return count


def _put(path: Path, data: bytes) -> None:
    os.makedirs(path.parent, exist_ok=True)
    path.write_bytes(data)
