"""The MkDocs plugin: it puts finished pages where MkDocs looks for them. What stands on them is decided in publish/."""

from __future__ import annotations

import os
from datetime import date
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from sapat.commands.publication import Publication, Refusal, publication
from sapat.model.days import day
from sapat.model.errors import SapatError
from sapat.model.findings import Verdict
from sapat.read.repository import find_repository
from sapat.report.checks import as_text
from sapat.write.frames import Frames, SitePage, site_file

_LOG = get_plugin_logger("sapat")
# Parts of the theme that nothing on our pages asks for: 2.2 of its 2.6 MB (findings: site-prototype §1.1).
_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/images/")


class SapatConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its class hooks untyped
    """Options in mkdocs.yml."""

    draft = config_options.Type(bool, default=False)


class SapatPlugin(BasePlugin[SapatConfig]):  # type: ignore[no-untyped-call]  # the same
    """The site of what is in force, inside `mkdocs build`, `mkdocs serve` and `sapat build`."""

    def __init__(self) -> None:
        self._given: Publication | None = None
        self._made: Publication | None = None
        self._frames: Frames | None = None
        self._serving = False
        self._epoch: str | None = None

    def hand_over(self, made: Publication) -> None:
        """A publication made by the caller: `sapat build` reads the repository itself."""
        self._given = made

    @property
    def made(self) -> Publication:
        assert self._made is not None
        return self._made

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._made = self._given or self._read(config)
        theme = Path(str(package_files("sapat").joinpath("theme")))
        own = [config.theme.custom_dir] if config.theme.custom_dir else []
        config.theme.dirs[len(own) : len(own)] = [str(theme)]
        config.theme["language"] = self.made.plan.lang
        config.theme["font"] = False
        config.theme["palette"] = [
            {"scheme": one, "primary": "custom", "accent": "custom"} for one in ("default", "slate")
        ]
        config.use_directory_urls = False
        config.extra["generator"] = False
        config.site_url = config.site_url or self.made.plan.at.settings.site_url or None
        self._epoch = os.environ.get("SOURCE_DATE_EPOCH")
        os.environ["SOURCE_DATE_EPOCH"] = str(int(self.made.moment.timestamp()))  # MkDocs dates files by it
        return config

    def _read(self, config: MkDocsConfig) -> Publication:
        told = os.environ.get("SAPAT_TODAY", "")
        today: date | None = day(told)
        if told and today is None:
            raise PluginError(f"SAPAT_TODAY={told!r} is no day: write YYYY-MM-DD")
        draft = self.config.draft or bool(os.environ.get("SAPAT_DRAFT"))
        try:
            repository = find_repository(Path(config.config_file_path or ".").parent)
            made = publication(repository, today=today, draft=draft)
        except SapatError as error:
            raise PluginError(str(error)) from None
        if isinstance(made, Refusal):
            lines = as_text(Verdict(made.findings, {}, (), 0), "en", today or date.today(), lambda path, line: "")
            raise PluginError(f"the site was not built:\n{lines}")
        for one in made.unprinted.findings:
            told = f"{one.where.path}:{one.where.line}: {one.rule} {one.message.say('en', one.args)}"
            _LOG.warning("%s → %s", told, one.do.say("en", one.args))
        self._watch(config, repository.root, made)
        return made

    @staticmethod
    def _watch(config: MkDocsConfig, root: Path, made: Publication) -> None:
        """What `mkdocs serve` rebuilds on: a commit, and in a draft preview every text and fact."""
        watched = [root / ".git" / "logs" / "HEAD"]
        if made.plan.draft:
            watched += [root / folder for folder in (*made.plan.at.settings.controlled, "registers", "sapat.toml")]
        config.watch.extend(str(path) for path in watched if path.exists())

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in list(files):
            unused = file.src_uri.startswith(_UNUSED) or file.src_uri.endswith((".map", "/wordcut.js"))
            if unused or file.src_uri.startswith("sapat/") or file.src_dir == config.docs_dir:
                files.remove(file)
        for made in self.made.pages:
            files.append(site_file(made, config))
        for url, data in self.made.files.items():
            files.append(File.generated(config, url, content=data, inclusion=InclusionLevel.INCLUDED))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        self._frames = Frames(env, self.made.plan, self.made.navigation, serving=self._serving)
        return env

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """The sitemap names only what search engines should know; the error page has a frame of its own."""
        assert self._frames is not None
        context["pages"] = [f for f in context["pages"] if isinstance(f.page, SitePage) and f.page.made.indexed]
        title = self._frames.told({})["words"]
        context["sapat"] = self._frames.told({"title": title["not_found"] if isinstance(title, dict) else ""})
        return context

    def on_page_context(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> Any:
        assert self._frames is not None and isinstance(page, SitePage)
        context["whole"] = self._frames.whole(page, context)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._restore()

    def on_build_error(self, *, error: Exception) -> None:
        self._restore()

    def _restore(self) -> None:
        if self._epoch is None:
            os.environ.pop("SOURCE_DATE_EPOCH", None)
        else:
            os.environ["SOURCE_DATE_EPOCH"] = self._epoch
