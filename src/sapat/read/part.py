"""A part of a tree: what changed since the world that is kept, how far that reaches, and the files to judge it by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from sapat.model.fabric import Fabric, group_of, is_small, limits, traits_of
from sapat.model.files import EXECUTABLE, REGULAR, Facts, File
from sapat.model.groups import (
    DOSSIERS,
    ENTRY,
    LOOKS,
    MANY,
    TEXT,
    Heads,
    Traits,
    folder_below,
    is_law,
    is_name,
    language_of,
)
from sapat.model.mainline import Mainline
from sapat.model.reach import Change, TooFar, reach
from sapat.model.references import MANY_NAMES
from sapat.model.settings import Settings
from sapat.model.snapshot import Origin, Snapshot
from sapat.read.git import Git
from sapat.read.load import Laws, assembled, facts_of, laws
from sapat.read.source import Source, Tracked
from sapat.read.world import World

_MOST: Final = 1000  # paths
_PEOPLE: Final = "registers/people/"
_MARGIN: Final = 50  # names by which the number where near ones are no longer looked for may be missed
Delta = dict[str, File | None]


class Blobs:
    """The files of a tree that was, by their ids."""

    def __init__(self, git: Git) -> None:
        self._git = git

    def origin(self) -> Origin:
        return Origin("commit")

    def listing(self) -> list[File]:
        return []

    def read(self, files: Sequence[File]) -> Iterator[tuple[File, bytes]]:
        told = self._git.blobs(file.blob for file in files)
        yield from zip(files, (data for _, data in told), strict=True)


@dataclass(slots=True)
class Tree:
    """One of the trees that are looked at: its source, and how it differs from the world."""

    source: Tracked
    origin: Origin
    now: datetime  # the earliest moment a rule may hold its facts against
    overlay: Delta  # against the commit of the world
    delta: Delta  # against the world
    facts: dict[str, Facts] = field(default_factory=dict)  # of the files in *delta*


class Part:
    """The world, and one or two trees that differ a little from it. Raises TooFar where they differ too much."""

    def __init__(
        self,
        git: Git,
        world: World,
        sources: Sequence[Tracked],
        now: datetime,
        today: date | None,
        walked: Callable[[Laws], Mainline | None] | None = None,
    ) -> None:
        self.world = world
        self._git, self._former, self._now = git, Blobs(git), now
        self.trees = [self._tree(source) for source in sources]
        self._files = world.files(world.small)
        lawful = {file.path: file for files in self._files.values() for file in files if is_law(file.path)}
        self.laws: Laws = laws(sources[0], git, lawful)
        self._facts: dict[str, Facts] = {}
        self._traits: dict[str, Traits] = {}
        self.today = today or now.astimezone(ZoneInfo(self.settings.timezone)).date()
        if self.today != world.kept.today:
            raise TooFar
        for tree in self.trees:
            tree.facts = facts_of(tree.source, [file for file in tree.delta.values() if file], self.laws)
        self._heads = [self._heads_of(tree) for tree in self.trees]
        self.changes = self._changes()
        self.history = walked(self.laws) if walked else None
        earliest = min(world.kept.now, *(tree.now for tree in self.trees))
        also = world.ahead(*limits(earliest, self.settings))  # what a rule that asks the clock may see otherwise
        also |= {world.group_of(one.path) for one in self.history.rewrites} - {""} if self.history else set()
        if any(one.renamed for one in self.changes):
            also |= self._near()
        self.reach = reach(self, self.changes, also)

    @property
    def settings(self) -> Settings:
        return self.laws.settings

    @property
    def _rooted(self) -> bool:
        """Whether a trust statement speaks of the whole people register: every signature stands or falls with it."""
        return any(group.startswith(ENTRY + _PEOPLE + "trust/") for group in self.world.small)

    # how the trees differ from the world

    def _tree(self, source: Tracked) -> Tree:
        place = self.world.place
        overlay = source.since(place.commit)
        if overlay is None or len(overlay) + len(place.overlay) > _MOST:
            raise TooFar
        files = _committed(self._git, place.commit, place.overlay.keys() - overlay.keys()) | overlay
        held = self.world.files({self.world.group_of(path) for path in files})
        known = {file.path: file for all_ in held.values() for file in all_}
        delta = {
            path: file
            for path, file in files.items()
            if (file is None and path in known) or (file and not file.same(known.get(path)))
        }
        if any(map(is_law, delta)) or (self._rooted and any(path.startswith(_PEOPLE) for path in delta)):
            raise TooFar
        origin = source.origin()
        return Tree(source, origin, min(origin.moment or self._now, self._now), overlay, delta)

    def _heads_of(self, tree: Tree) -> Heads:
        controls = self.settings.controls

        def exists(path: str) -> bool:
            if not controls(path):
                return False
            file = tree.delta[path] if path in tree.delta else self._held(path)
            return file is not None and file.mode in (REGULAR, EXECUTABLE)

        def fenced(path: str) -> bool:
            return (tree.facts[path] if path in tree.delta else self._read([self._held(path)])[path]).fenced

        return Heads(exists, fenced, controls)

    def _held(self, path: str) -> File | None:
        """A file of the world."""
        group = self.world.group_of(path)
        return next((file for file in self._of([group])[group] if file.path == path), None) if group else None

    def _changes(self) -> list[Change]:
        groups: set[str] = set()
        for tree, heads in zip(self.trees, self._heads, strict=True):
            for path, file in tree.delta.items():
                self._owning(tree, path, file)
                groups |= {self.world.group_of(path), group_of(file, self.settings, heads) if file else ""}
        groups.discard("")
        held = self._of(groups)
        self._read(file for files in held.values() for file in files)
        return [self._change(group, held[group]) for group in sorted(groups)]

    def _change(self, group: str, files: Sequence[File]) -> Change:
        others = []
        for number, tree in enumerate(self.trees):
            facts = {**self._facts, **tree.facts}
            others.append(traits_of(group, self.files_now(group, number), facts, self.settings, outlined=True))
        if not is_small(group):
            strange = {token for one in others for token in one.own if token[:2] != LOOKS and not is_name(token)}
            if strange:
                raise TooFar
        return Change(group, traits_of(group, files, self._facts, self.settings, outlined=True), tuple(others))

    def files_now(self, group: str, number: int) -> list[File]:
        """The files of a group as they are in one of the trees."""
        tree, heads = self.trees[number], self._heads[number]
        found = [file for file in self._of([group])[group] if file.path not in tree.delta]
        found += [f for f in tree.delta.values() if f and group_of(f, self.settings, heads) == group]
        return sorted(found, key=lambda file: file.path)

    def _owning(self, tree: Tree, path: str, file: File | None) -> None:
        """Raises TooFar where other files may come to belong to another document than they did."""
        was = self._held(path)
        if not path.endswith(".md") or not self.settings.controls(path) or language_of(path):
            return
        if file and was and (file.mode == was.mode):
            fenced = [one[path].fenced for one in (self._read([was]), tree.facts) if path in one]
            if not path.endswith("/index.md") or len(set(fenced)) == 1:
                return
        stem = path.removesuffix(".md")
        others = [*self.world.below(folder_below(path)), *(f"{stem}.{lang}.md" for lang in ("ky", "ru", "en"))]
        if any(one not in tree.delta and one != path and self._held(one) for one in others):
            raise TooFar

    def _near(self) -> set[str]:
        """The groups of findings that propose a near name: another one may be nearer now."""
        found = self.world.near()
        if found and 0 in self._beyond().values():
            raise TooFar
        return found

    def _beyond(self) -> dict[str, int]:
        """How many names there are of each kind; 0 where a few more or less would change whether near ones are sought."""
        told = self.world.kept.names
        return {kind: many if abs(many - MANY_NAMES) > _MARGIN else 0 for kind, many in told.items()}

    # the web of names, as `reach` asks for it

    @property
    def small(self) -> frozenset[str]:
        return self.world.small

    def owners(self, tokens: Iterable[str]) -> set[str]:
        return self.world.owners(tokens)

    def namers(self, tokens: Iterable[str]) -> set[str]:
        return self.world.namers(tokens)

    def traits(self, groups: Iterable[str]) -> Mapping[str, Traits]:
        asked = set(groups)
        held = self._of(asked - self._traits.keys())
        facts = self._read(file for files in held.values() for file in files)
        for group, files in held.items():
            self._traits[group] = traits_of(group, files, facts, self.settings)
        return {group: self._traits[group] for group in asked}

    def _of(self, groups: Iterable[str]) -> dict[str, list[File]]:
        """The files of groups of the world."""
        asked = list(groups)
        if missing := [group for group in asked if group not in self._files]:
            self._files |= {group: list[File]() for group in missing} | self.world.files(missing)
        return {group: self._files[group] for group in asked}

    def _read(self, files: Iterable[File | None]) -> Mapping[str, Facts]:
        """The facts of files of the world, with all those read before."""
        missing = [file for file in files if file is not None and file.path not in self._facts]
        if missing:
            self._facts |= facts_of(self._former, missing, self.laws)
        return self._facts

    # the parts to judge by

    def snapshot(self, number: int) -> Snapshot:
        """The part of one of the trees."""
        tree = self.trees[number]
        files = {path: file for path, file in self._world_files().items() if path not in tree.delta}
        files |= {path: file for path, file in tree.delta.items() if file is not None}
        return self._assembled(tree.source, tree.origin, files, self._now)

    def known(self) -> Snapshot:
        """The same part of the world."""
        return self._assembled(self._former, self._former.origin(), self._world_files(), self._now)

    def _world_files(self) -> dict[str, File]:
        held = self._of(self.reach.loaded)
        return {file.path: file for files in held.values() for file in files}

    def _assembled(self, source: Source, origin: Origin, files: Mapping[str, File], now: datetime) -> Snapshot:
        ordered = dict(sorted(files.items()))
        at = assembled(source, ordered, self.laws, origin, today=self.today, now=now).snapshot
        if any(one.fault == "bytes" and one.path.startswith(MANY) for all_ in at.signatures.values() for one in all_):
            raise TooFar  # which of their neighbours they are of is asked of all of them
        return replace(at, beyond=self._beyond(), within=self._within)

    def _within(self, path: str) -> bool:
        """Whether a part holds a file, or would if it were there."""
        return any(path in tree.delta for tree in self.trees) or self.world.group_of(path) in self.reach.loaded

    def codes(self) -> set[str]:
        """Every code of a document that is judged anew, and its slug."""
        changed = {one.group: one.own for one in self.changes}
        texts = [group for group in self.reach.judged if group[:2] in (TEXT, DOSSIERS)]
        known = self.traits(group for group in texts if group not in changed)
        return {token for group in texts for token in (changed[group] if group in changed else known[group].own)}

    def group_now(self, path: str, number: int) -> str:
        """The group of a file in one of the trees; of one that is gone, the group it had."""
        delta = self.trees[number].delta
        if path in delta and (file := delta[path]) is not None:
            return group_of(file, self.settings, self._heads[number])
        return self.world.group_of(path)

    def mended(self, number: int) -> tuple[Fabric, set[str]]:
        """The groups of one of the trees that changed, and the paths that are no more in any."""
        made = Fabric()
        for one in self.changes:
            made.groups[one.group] = self.files_now(one.group, number)
            made.enter(one.group, one.others[number])
        return made, {path for path, file in self.trees[number].delta.items() if file is None}


def _committed(git: Git, commit: str, paths: Iterable[str]) -> Delta:
    """Some files as they are in a commit."""
    found: Delta = dict.fromkeys(paths)
    if found:
        told = git.run("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit, "--", *found)
        for row in told.decode(errors="surrogateescape").split("\0")[:-1]:
            head, path = row.split("\t", 1)
            mode, _, blob = head.split(" ")
            if path in found:
                found[path] = File(path, int(mode, 8), blob)
    return found
