"""Ways to tamper with a repository, each at a place drawn by a seed; what each does is what an insider could do."""

from __future__ import annotations

import re
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Final

from tests.faults.lives import Life
from tests.support.repo import git, write
from tests.support.verbs import CODE

Kind = Callable[["Scene"], str]  # does it; the path or name that must be told


class Scene:
    """A repository to tamper with, and the dice."""

    def __init__(self, root: Path, day: str, seed: str) -> None:
        self.root, self.day, self.random = root, day, Random(seed)
        self.tip = git(root, "rev-parse", "HEAD").strip()
        self.spared: tuple[str, ...] = ()  # folders that may still change: nothing in them is a fact yet

    def facts(self, pattern: str) -> list[str]:
        """Committed paths that a pattern matches whole."""
        listed = git(self.root, "-c", "core.quotepath=off", "ls-files", "-z").split("\0")
        return [path for path in listed if re.fullmatch(pattern, path) and not path.startswith(self.spared)]

    def some(self, pattern: str) -> str:
        return self.random.choice(self.facts(pattern))

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def put(self, path: str, data: bytes | str | None) -> None:
        if data is None:
            (self.root / path).unlink()
        else:
            write(self.root, {path: data})

    def commit(self) -> None:
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "-m", "A small correction", day=f"{self.day}T16:00:00+06:00")

    def newest(self, pattern: str) -> str:
        return sorted(self.facts(pattern))[-1]


RECORD: Final = r"registers/changes/[^/]+/[^/]+/record\.yaml"
AGREEMENT: Final = r"registers/changes/[^/]+/[^/]+/agreements/[^/]+\.yaml"
COPY: Final = r"registers/changes/[^/]+/[^/]+/copy/.+"
ACT: Final = r"registers/acts/[^/.]+\.yaml"
ENTRY: Final = r"registers/(units|bodies|processes|people/(roles|appointments))/[^/.]+\.yaml"
ADDENDUM: Final = r"registers/.*\.a[0-9]+\.yaml"
REVIEW: Final = r"registers/reviews/.*\.yaml"
CHECKPOINT: Final = r"registers/checkpoints/[0-9]+\.yaml"
LIST: Final = r"registers/checkpoints/[0-9]+\.sha256"
TEXT: Final = r"procedures/.*\.md"
ANY: Final = rf"{RECORD}|{AGREEMENT}|{COPY}|{ACT}|{ENTRY}|{ADDENDUM}|{REVIEW}|{CHECKPOINT}|{LIST}"


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def of_fact(deed: Callable[[bytes, Random], bytes | None], pattern: str = ANY) -> Kind:
    """Another content of one fact, committed."""

    def kind(scene: Scene) -> str:
        path = scene.some(pattern)
        before = scene.read(path)
        after = deed(before, scene.random)
        assert after != before
        scene.put(path, after)
        scene.commit()
        return path

    return kind


def flipped(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(7))]) + data[at + 1 :]


def truncated(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def said_otherwise(old: str, new: str) -> Callable[[bytes, Random], bytes]:
    def deed(data: bytes, random: Random) -> bytes:
        return re.sub(old, new, data.decode(), count=1, flags=re.M).encode()

    return deed


def swapped(pattern: str) -> Kind:
    def kind(scene: Scene) -> str:
        listed = scene.facts(pattern)
        pairs = [(one, two) for one in listed for two in listed if one < two and scene.read(one) != scene.read(two)]
        one, two = scene.random.choice(pairs)
        first, second = scene.read(one), scene.read(two)
        scene.put(one, second)
        scene.put(two, first)
        scene.commit()
        return one

    return kind


def dossier_dropped(scene: Scene) -> str:
    folder = scene.some(RECORD).rpartition("/")[0]
    git(scene.root, "rm", "-rq", folder)
    scene.commit()
    return folder


def dossier_copied(scene: Scene) -> str:
    """The approval of one document stands in another's place."""
    folder = scene.some(RECORD).rpartition("/")[0]
    slugs = sorted({path.split("/")[2] for path in scene.facts(RECORD)} - {folder.split("/")[2]})
    other = f"registers/changes/{scene.random.choice(slugs)}/7.0"
    for path in scene.facts(re.escape(folder) + "/.*"):
        scene.put(path.replace(folder, other), scene.read(path))
    scene.commit()
    return other


def renumbered(scene: Scene) -> str:
    """A version gets another number, its folder and its record alike."""
    path = scene.some(RECORD)
    folder, version = path.rpartition("/")[0], path.split("/")[3]
    other = folder.rpartition("/")[0] + "/9.9"
    git(scene.root, "mv", folder, other)
    text = scene.read(f"{other}/record.yaml").decode()
    scene.put(f"{other}/record.yaml", _refacted(text.replace(f'version: "{version}"', 'version: "9.9"')))
    scene.commit()
    return folder


def _refacted(text: str) -> str:
    """A record whose seal fits its facts again."""
    facts, _, seal = text.partition("seal:\n")
    return facts + "seal:\n" + re.sub(r"facts: \w+", f"facts: {digest(facts.encode())}", seal, count=1)


def resealed(old: str, new: str) -> Kind:
    """The facts of a sealed record change, and the seal is made to fit."""

    def kind(scene: Scene) -> str:
        path = scene.random.choice(
            [one for one in scene.facts(RECORD) if re.search(old, scene.read(one).decode(), re.M)]
        )
        scene.put(path, _refacted(re.sub(old, new, scene.read(path).decode(), count=1, flags=re.M)))
        scene.commit()
        return path

    return kind


def fitted(pattern: str, old: str, new: str) -> Kind:
    """A fact that seals list changes, and every seal that lists it is made to fit."""

    def kind(scene: Scene) -> str:
        path = scene.random.choice(
            [one for one in scene.facts(pattern) if re.search(old, scene.read(one).decode(), re.M)]
        )
        before = scene.read(path)
        after = re.sub(old, new, before.decode(), count=1, flags=re.M).encode()
        assert after != before
        scene.put(path, after)
        for record in scene.facts(RECORD):
            scene.put(record, scene.read(record).replace(digest(before).encode(), digest(after).encode()))
        scene.commit()
        return path

    return kind


def text_and_copy(scene: Scene) -> str:
    """The text in force and its control copy change alike, hashes of the seal too."""
    path = scene.some(COPY)
    before = scene.read(path)
    after = before + "\nДагы бир милдет.\n".encode()
    scene.put(path, after)
    record = path.partition("/copy/")[0] + "/record.yaml"
    text = scene.read(record).decode().replace(digest(before), digest(after))
    was, now = (digest(f"{digest(data)}  {Path(path).name}\n".encode()) for data in (before, after))
    scene.put(record, text.replace(was, now))
    working = f"procedures/{Path(path).name}"
    if (scene.root / working).exists() and scene.read(working) == before:
        scene.put(working, after)
    scene.commit()
    return path


def text_alone(scene: Scene) -> str:
    path = scene.some(TEXT)
    scene.put(path, scene.read(path) + "\nДагы бир милдет.\n".encode())
    scene.commit()
    return path


def former_text(scene: Scene) -> str:
    """The working file goes back to a former approved text."""
    slug = "umu-sms-dp-2.17"
    scene.put(f"procedures/{slug}.md", scene.read(f"registers/changes/{slug}/1.0/copy/{slug}.md"))
    scene.commit()
    return f"procedures/{slug}.md"


def recoded(scene: Scene) -> str:
    path = f"procedures/{scene.random.choice(['umu-sms-dp-2.17'])}.md"
    scene.put(path, scene.read(path).replace(CODE.encode(), "ҮМУ-СМС-ДП-2.16".encode(), 1))
    scene.commit()
    return path


def stray(pattern: str, name: str) -> Kind:
    """A file more in a sealed dossier."""

    def kind(scene: Scene) -> str:
        path = scene.some(pattern)
        extra = f"{path.rpartition('/')[0]}/{name}"
        scene.put(extra, scene.read(path))
        scene.commit()
        return extra

    return kind


def moved(scene: Scene) -> str:
    path = scene.some(ENTRY)
    git(scene.root, "mv", path, path.replace(".yaml", "-2.yaml"))
    scene.commit()
    return path


def addenda_reordered(scene: Scene) -> str:
    first = scene.random.choice(
        [
            one
            for one in scene.facts(ADDENDUM)
            if one.endswith(".a1.yaml") and one.replace(".a1.", ".a2.") in scene.facts(ADDENDUM)
        ]
    )
    second = first.replace(".a1.", ".a2.")
    one, two = scene.read(first), scene.read(second)
    scene.put(first, two)
    scene.put(second, one)
    scene.commit()
    return first


def addendum_dropped(scene: Scene) -> str:
    path = scene.some(ADDENDUM)
    scene.put(path, None)
    scene.commit()
    return path


def dropped(pattern: str) -> Kind:
    def kind(scene: Scene) -> str:
        path = scene.some(pattern)
        scene.put(path, None)
        scene.commit()
        return path

    return kind


def rolled_back(scene: Scene) -> str:
    """Who holds a role is as it was before the last change: the register of people goes back."""
    path = scene.some(r"registers/people/appointments/.*\.yaml")
    scene.put(path, scene.read(path) + b"to: 2026-03-01\n")
    scene.commit()
    return path


def put_back(scene: Scene) -> str:
    """Changed in one commit and put back in the next: the tree shows nothing."""
    path = scene.some(ANY)
    before = scene.read(path)
    scene.put(path, flipped(before, scene.random))
    scene.commit()
    scene.put(path, before)
    scene.commit()
    return path


# The clone, not the tree


def replaced(scene: Scene) -> str:
    one, two = (git(scene.root, "rev-parse", f"HEAD:{scene.some(ANY)}").strip() for _ in range(2))
    if one == two:
        two = git(scene.root, "rev-parse", "HEAD:sapat.toml").strip()
    git(scene.root, "replace", one, two)
    return f"refs/replace/{one}"


def grafted(scene: Scene) -> str:
    commits = git(scene.root, "rev-list", "HEAD").split()
    write(scene.root, {".git/info/grafts": scene.random.choice(commits[:-1]) + "\n"})
    return "grafts"


def overlooked(flag: str) -> Kind:
    def kind(scene: Scene) -> str:
        path = scene.some(ANY)
        git(scene.root, "update-index", flag, path)
        scene.put(path, flipped(scene.read(path), scene.random))
        assert git(scene.root, "status", "--porcelain") == ""
        return path

    return kind


def filtered(scene: Scene) -> str:
    """A filter shows another text than is stored."""
    path = scene.some(rf"{ACT}|{ENTRY}|{RECORD}")
    write(scene.root, {".git/info/attributes": f"{path} filter=lie\n"})
    git(scene.root, "config", "filter.lie.clean", "sed 1d")
    git(scene.root, "config", "filter.lie.smudge", "sed 1i#x")
    (scene.root / path).unlink()
    git(scene.root, "checkout", "-q", "--", path)
    return path


def borrowed(scene: Scene) -> str:
    """A part of the objects lies in another repository, and that one loses them."""
    place = scene.root.parent / "elsewhere"
    blob = git(scene.root, "rev-parse", f"HEAD:{scene.some(ANY)}").strip()
    (place / "objects" / blob[:2]).mkdir(parents=True)
    _unpacked(scene)
    own = scene.root / ".git/objects" / blob[:2] / blob[2:]
    own.rename(place / "objects" / blob[:2] / blob[2:])
    write(scene.root, {".git/objects/info/alternates": f"{place}/objects\n"})
    return f"{place}/objects"


def shallow(scene: Scene) -> str:
    git(scene.root.parent, "clone", "-q", "--depth", "1", f"file://{scene.root}", "shallow")
    git(scene.root.parent, "-C", "shallow", "config", "user.name", "x")
    scene.root = scene.root.parent / "shallow"
    return "shallow"


def _unpacked(scene: Scene) -> None:
    """Every object in a file of its own."""
    packs = list((scene.root / ".git/objects/pack").glob("*.pack"))
    for pack in packs:
        spare = scene.root.parent / pack.name
        pack.rename(spare)
        for other in (scene.root / ".git/objects/pack").glob(pack.stem + ".*"):
            other.unlink()
        with spare.open("rb") as file:
            subprocess.run(["git", "-C", str(scene.root), "unpack-objects", "-q"], stdin=file, check=True)


def rotten(scene: Scene) -> str:
    """A stored object holds other bytes than its name says."""
    _unpacked(scene)
    path = scene.some(ANY)
    blob = git(scene.root, "rev-parse", f"HEAD:{path}").strip()
    place = scene.root / ".git/objects" / blob[:2] / blob[2:]
    data = zlib.decompress(place.read_bytes())
    place.chmod(0o644)
    place.write_bytes(zlib.compress(data[:-1] + bytes([data[-1] ^ 1])))
    return blob[:7]


def lost(scene: Scene) -> str:
    _unpacked(scene)
    blob = git(scene.root, "rev-parse", f"HEAD:{scene.some(ANY)}").strip()
    (scene.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    return blob[:7]


def packed(scene: Scene) -> str:
    """One byte of the pack."""
    git(scene.root, "repack", "-qad")
    (pack,) = (scene.root / ".git/objects/pack").glob("*.pack")
    data = pack.read_bytes()
    at = scene.random.randrange(12, len(data) - 20)
    pack.chmod(0o644)
    pack.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :])
    return ""


def rewritten(scene: Scene) -> str:
    """The main line below a checkpoint is made anew from the same trees."""
    tree = git(scene.root, "rev-parse", "HEAD^{tree}").strip()
    made = git(scene.root, "commit-tree", tree, "-m", "All", day=f"{scene.day}T16:00:00+06:00").strip()
    git(scene.root, "reset", "-q", "--hard", made)
    return "checkpoints"


def forced(scene: Scene) -> str:
    """The main line goes back behind a checkpoint, and other work goes on from there."""
    first = git(scene.root, "log", "--format=%H", "--diff-filter=A", "--", "registers/checkpoints/2.yaml").split()[-1]
    git(scene.root, "reset", "-q", "--hard", f"{first}~1")
    write(scene.root, {"docs/news.md": "# Башка\n"})
    scene.commit()
    return "checkpoints"


def checkpoint_forged(scene: Scene) -> str:
    """A fact changes, and the checkpoint that lists it is made to fit, with all that follow."""
    path = scene.some(ENTRY)
    before = scene.read(path)
    after = before + b"# x\n"
    scene.put(path, after)
    changes = {digest(before): digest(after)}
    for listing in sorted(scene.facts(LIST)):
        entry = listing.replace(".sha256", ".yaml")
        for name in (listing, entry):
            was = scene.read(name)
            now = was
            for old, new in changes.items():
                now = now.replace(old.encode(), new.encode())
            if now != was:
                changes[digest(was)] = digest(now)
                scene.put(name, now)
    scene.commit()
    return path


def rich(root: Path, seed: int) -> Life:
    """A life with every kind of fact: two documents of several versions, addenda, reviews, a withdrawal, checkpoints."""
    life = Life(root, seed)
    main, form, other = life.docs[0], life.draft(), life.draft()
    life.later(2)
    for doc in (form, other):
        life.agree(doc)
    life.approve(form, other)
    life.amend()
    life.later(3)
    life.checkpoint()
    life.later(3)
    life.amend()
    life.add()
    life.revise(main)
    life.agree(main)
    life.correct()
    life.later(2)
    life.approve(main)
    life.later(4)
    life.review(main)
    life.review(form)
    life.withdraw(other)
    life.agree(other)
    life.approve(other)
    life.merged(life.add)
    life.later(5)
    life.checkpoint()
    life.later(1)
    life.live(4)
    return life.close()


@dataclass(frozen=True, slots=True)
class Tampering:
    """A way to tamper, and how it must be found: by which rule of verify, in which words, by which rule of a range."""

    kind: Kind
    rules: frozenset[str]
    words: str
    base: str = "SAP230"  # the rule of `check --base` that names the same place; empty: the tree shows nothing


def _way(kind: Kind, rules: str, words: str, base: str = "SAP230") -> Tampering:
    return Tampering(kind, frozenset(rules.split()), words, base)


_CHANGED = "a fact that had been entered"
WAYS: Final[dict[str, Tampering]] = {
    "flip one bit": _way(of_fact(flipped), "SAP914", _CHANGED),
    "truncate": _way(of_fact(truncated), "SAP914", _CHANGED),
    "drop a fact": _way(dropped(ANY), "SAP914", _CHANGED),
    "drop a dossier": _way(dossier_dropped, "SAP914", _CHANGED),
    "swap two answers": _way(swapped(AGREEMENT), "SAP213", ""),
    "swap two acts": _way(swapped(ACT), "SAP914", _CHANGED),
    "swap two control copies": _way(swapped(COPY), "SAP210", "control copy"),
    "swap two records": _way(swapped(RECORD), "SAP218 SAP204", ""),
    "copy a dossier to another document": _way(dossier_copied, "SAP204 SAP219", "", "SAP204"),
    "renumber a version": _way(renumbered, "SAP914", _CHANGED),
    "re-seal another summary": _way(resealed(r"^summary: .*$", "summary: Башкача"), "SAP914", _CHANGED),
    "re-seal an earlier day": _way(resealed(r"^effective: .*$", "effective: 2026-03-01"), "SAP914", _CHANGED),
    "re-seal as editorial": _way(resealed(r"^kind: (change|introduction)$", "kind: editorial"), "SAP914", _CHANGED),
    "backdate a seal": _way(of_fact(said_otherwise(r"sealed: 2026-\d\d-\d\d", "sealed: 2026-03-01"), RECORD), "SAP914", _CHANGED),
    "a seal by another": _way(of_fact(said_otherwise(r"^  by: .*$", "  by: {role: rector}"), RECORD), "SAP914", _CHANGED),
    "edit an answer": _way(of_fact(said_otherwise("^result: .*", "result: no"), AGREEMENT), "SAP213", ""),
    "re-date an answer, the seal made to fit": _way(fitted(AGREEMENT, r"^date: .*$", "date: 2026-03-01"), "SAP914", _CHANGED),
    "relabel an answer, the seal made to fit": _way(fitted(AGREEMENT, r"role: (lawyer|qa-specialist)", "role: rector"), "SAP914", _CHANGED),
    "re-date an act, the seal made to fit": _way(fitted(ACT, r"^date: .*$", "date: 2026-03-02"), "SAP914", _CHANGED),
    "an act names another document": _way(fitted(ACT, r"СМС-ДП-2\.17", "СМС-ДП-2.16"), "SAP914", _CHANGED),
    "text, copy and seal made to fit": _way(text_and_copy, "SAP914", _CHANGED),
    "edit the text in force": _way(text_alone, "SAP202", "", "SAP202"),
    "put a former text in force": _way(former_text, "SAP202", "", "SAP233"),
    "give a document another code": _way(recoded, "", "", "SAP232"),
    "an answer more in a sealed dossier": _way(stray(AGREEMENT, "rector.yaml"), "SAP916", "it came after registration"),
    "a file more in a control copy": _way(stray(COPY, "extra.md"), "SAP210", ""),
    "move an entry": _way(moved, "SAP914", _CHANGED),
    "reorder addenda": _way(addenda_reordered, "SAP704", ""),
    "delete an addendum": _way(addendum_dropped, "SAP914", _CHANGED),
    "edit an addendum": _way(of_fact(said_otherwise("^why: .*$", "why: Башка"), ADDENDUM), "SAP914", _CHANGED),
    "remove a checkpoint": _way(dropped(CHECKPOINT), "SAP914", _CHANGED),
    "remove the list of a checkpoint": _way(dropped(LIST), "SAP922", "is missing"),
    "backdate a checkpoint": _way(of_fact(said_otherwise("^made: 2026-", "made: 2025-"), CHECKPOINT), "SAP914", _CHANGED),
    "checkpoints made to fit": _way(checkpoint_forged, "SAP926", ""),
    "roll the register of people back": _way(rolled_back, "SAP914", _CHANGED),
    "edit a review": _way(of_fact(said_otherwise("verdict: unchanged", "verdict: withdraw"), REVIEW), "SAP914", _CHANGED),
    "change and put back": _way(put_back, "SAP914", _CHANGED, ""),
    "replace an object": _way(replaced, "SAP904", "replaces an object", ""),
    "graft": _way(grafted, "SAP904", "cuts the history", ""),
    "skip-worktree": _way(overlooked("--skip-worktree"), "SAP902", "told to overlook", "SAP902"),
    "assume-unchanged": _way(overlooked("--assume-unchanged"), "SAP902", "told to overlook", "SAP902"),
    "filter": _way(filtered, "SAP903", "filter=lie", "SAP903"),
    "a rotten object": _way(rotten, "SAP928", "damaged", ""),
    "a lost object": _way(lost, "SAP928", "missing", ""),
    "a byte of a pack": _way(packed, "SAP928", "", ""),
    "rewrite the main line": _way(rewritten, "SAP926", "history was rewritten or cut off", ""),
}  # fmt: skip
NOTED: Final[
    dict[str, tuple[Kind, str]]
] = {  # nothing is false, but the clone shows less than it seems: said, not found
    "alternates": (borrowed, "lies elsewhere"),
    "shallow": (shallow, "history not examined"),
    "force-push to before a checkpoint": (forced, "loss of the newest entries cannot be seen"),
}
