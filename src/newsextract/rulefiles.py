"""The text of pattern files → plain tables, parts and words pasted in: what ``rules`` makes its rooms of.

Every fault of every file is collected, with its line and its cure. To read, check and paste takes longer than a page,
so the tables of files without a fault are kept on the shelf (``compiled``), and found again by these texts and by the
text of the modules that read them: what is edited, be it a rule or the code, is read anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

import regex

from newsextract import beginnings as beginnings_module
from newsextract import needs, paste
from newsextract.beginnings import beginnings
from newsextract.compiled import compiled, shelf
from newsextract.needs import Anchor, Entry, Index, Known, Needs, commonness, needed
from newsextract.paste import Words
from newsextract.records import KINDS

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from newsextract.decoded import File
    from newsextract.settings import Settings

SHARED = "shared"
FACTS, DETAILS = "facts", "details"
ROOMS = (*KINDS, FACTS, DETAILS)
MARKS = compiled(r"(?s)<<(.*?)>>")
_FILE_KEYS = {"kind", "doc", "anchor", "start", "words", "parts", "rule"}
_RULE_KEYS = {"id", "why", "pattern", "needs", "sketch", "is", "examples", "never", "gaps"}
_ID = compiled(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBERED = compiled(r"\((?!\?)")
_NO_GROUP = compiled(r"\\.|\[(?:\\.|[^\]\\])*\]")
_MISSING = "which is not defined"
_FEW = 4  # words
_LOOKED_UP = ("cut_word",)  # parts that are tried where the words stand that they begin with
_ANEW = (
    "currencies",
    "decoded",
    "meanings",
    "settings",
    "shape",
)  # modules that are imported only where files are read anew
_READERS = (
    *(__file__, beginnings_module.__file__, needs.__file__, paste.__file__),
    *(str(Path(__file__).with_name(f"{name}.py")) for name in _ANEW),
)


class RuleTable(TypedDict):
    """A rule: its draft in the file, with parts and words pasted into its patterns, and the place of the draft."""

    id: str
    why: str
    source: str
    constants: Settings
    examples: list[dict[str, Any]]
    never: list[str]
    gaps: list[dict[str, Any]]
    where: str
    needs: Needs
    sketch: str
    begins: Entry  # words that matches of the sketch begin with, where there are too many for one look
    bits: tuple[int, int, int]  # in the index: of all needs, of the rarest of them, and of ``begins``


class RoomTable(TypedDict):
    """What the files of one kind say, those of users over the shipped ones."""

    doc: str
    anchor: str
    start: str
    rules: list[RuleTable]
    words: dict[str, Words]
    parts: dict[str, str]
    begins: dict[str, Entry]  # words that matches of a part begin with, for the parts in _LOOKED_UP
    pasted: dict[str, str]  # what ``paste`` has done so far: the parts that rules call, and all lists


class Tables(TypedDict):
    """What all files say: the rooms by kind, and what the ``Index`` of the words that their rules need knows."""

    rooms: dict[str, RoomTable]
    index: Known


class Text(NamedTuple):
    """The text of a pattern file, and what messages call the file."""

    where: str
    text: str


Layers = Sequence[Sequence[Text]]  # the files of each folder, the shipped one first


def read_folder(folder: Traversable | Path, shown: str, faults: list[str]) -> list[Text]:
    """Read the pattern files of a folder, which messages call ``shown``; one that cannot be read is a fault."""
    found = []
    for entry in sorted((e for e in folder.iterdir() if e.name.endswith(".toml")), key=lambda e: e.name):
        where = f"{shown}/{entry.name}"
        try:
            found.append(Text(where, entry.read_text(encoding="utf-8")))
        except UnicodeDecodeError as error:
            faults.append(f"{where}:1: is not UTF-8 (byte {error.start}); save it as UTF-8")
        except OSError as error:
            faults.append(f"{where}: cannot be read: {error.strerror}; mend it or give it another name")
    return found


def tables(layers: Layers, faults: list[str]) -> Tables:
    """Give what the files say, from the shelf or read anew; ``faults`` grows by a line for each of theirs.

    A file or rule with a fault is left out.
    """
    name = _name(layers)
    kept: Tables | None = shelf().recall(name) if name else None
    if kept is not None:
        return kept
    from newsextract.decoded import decoded

    unread, others = list[str](), list[str]()
    made = _build([list(decoded(layer, unread)) for layer in layers], others)
    told = unread + [fault for fault in others if not (unread and _MISSING in fault)]  # it stands in what is unread
    if name and not told:
        shelf().remember(name, made)
    faults += told
    return made


def _name(layers: Layers) -> str:
    """Name what these files say to this code; no name where the code cannot be read, as in an archive."""
    said = sha256(repr(ROOMS).encode())
    try:
        for path in _READERS:
            said.update(Path(path).read_bytes())
    except OSError:
        return ""
    for layer in layers:
        said.update(f"\0{len(layer)}".encode())
        for file in layer:
            said.update(f"\0{file.where}\0{len(file.text)}\0{file.text}".encode("utf-8", "surrogatepass"))
    return said.hexdigest()


def _build(layers: list[list[File]], faults: list[str]) -> Tables:
    from newsextract.meanings import meaning_faults
    from newsextract.settings import setting_faults
    from newsextract.shape import shape_faults

    words: dict[str, dict[str, dict[str, str]]] = {kind: {} for kind in (SHARED, *ROOMS)}
    parts: dict[str, dict[str, str]] = {kind: {} for kind in (SHARED, *ROOMS)}
    drafts: dict[str, dict[str, tuple[File, int, dict[str, Any]]]] = {kind: {} for kind in ROOMS}
    heads: dict[str, dict[str, str]] = {kind: {"anchor": "", "start": "", "doc": ""} for kind in (SHARED, *ROOMS)}
    for file in (file for layer in layers for file in layer):
        kind = file.data.get("kind")
        if wrong := list(shape_faults(file.data)):
            faults += [f"{file.key(key, nth)}: {fault}" for key, nth, fault in wrong]
            continue
        if kind not in words:
            faults.append(f"{file.line('kind')}: kind is {kind!r}; use one of {', '.join((SHARED, *ROOMS))}")
            continue
        faults += [
            f"{file.line(regex.escape(key))}: unknown key {key!r}; known: {', '.join(sorted(_FILE_KEYS))}"
            for key in sorted(file.data.keys() - _FILE_KEYS)
        ]
        lists = file.data.get("words", {})
        faults += [f"{file.word(name, word)}: {fault}" for name, word, fault in meaning_faults(kind, lists)]
        for key in ("doc", "start"):
            heads[kind][key] = file.data.get(key, heads[kind][key])
        anchors = heads[kind]["anchor"], file.data.get("anchor", "")
        heads[kind]["anchor"] = "|".join(filter(None, anchors))  # one more thing to look at, none less
        for name, given in lists.items():
            words[kind].setdefault(name, {}).update(_table(given))
        parts[kind] |= file.data.get("parts", {})
        seen: set[str] = set()
        for n, draft in enumerate(file.data.get("rule", [])):
            unfit = [f"{file.rule(n)}: {it}" for it in setting_faults(kind, draft.get("id"), draft.get("is", {}))]
            faults += unfit
            if _check_draft(file, n, draft, seen, faults) and not unfit:
                drafts[kind][draft["id"]] = (file, n, draft)
    rooms: dict[str, RoomTable] = {}
    index = Index()
    for kind in ROOMS:
        room_words: dict[str, Words] = {**words[SHARED], **words[kind]}
        room_parts = parts[SHARED] | parts[kind]
        head = heads[kind]
        done: dict[str, str] = {}
        rules = [
            rule
            for file, n, draft in drafts[kind].values()
            if (rule := _rule(file, n, _begun(draft, head["start"]), room_parts, room_words, done, faults)) is not None
        ]
        for rule in rules:
            rule["bits"] = _bits(rule, index)
        with suppress(KeyError):  # a list that is not there is a fault of the anchor, which ``compile_all`` tells
            index.add([(Anchor(head["anchor"], room_words).words,)])
        for name in room_words:  # rooms call lists in patterns of their own, too
            paste.paste(f"\\L<{name}>", room_parts, room_words, done)
        rooms[kind] = {
            "doc": head["doc"],
            "anchor": head["anchor"],
            "start": head["start"],
            "rules": rules,
            "words": room_words,
            "parts": room_parts,
            "begins": {
                part: beginnings(room_parts[part], room_parts, room_words) for part in _LOOKED_UP if part in room_parts
            },
            "pasted": done,
        }
    return {"rooms": rooms, "index": index.known()}


def _bits(rule: RuleTable, index: Index) -> tuple[int, int, int]:
    """Put what a rule needs into the index, and give its bits."""
    entries = (*rule["needs"], rule["begins"]) if rule["begins"] else rule["needs"]
    index.add([entries])
    return index.asked(entries), index.bit(min(entries, key=commonness, default=())), index.bit(rule["begins"])


def _begun(draft: dict[str, Any], start: str) -> dict[str, Any]:
    """Put what must hold where any rule of the kind begins before the pattern of one."""
    return draft | {"pattern": f"{start}(?:{draft['pattern']})"} if start else draft


def _table(given: dict[str, str] | list[str] | str) -> dict[str, str]:
    """A word list may be a table, a list, or one text of words parted by blanks."""
    if isinstance(given, dict):
        return given
    return {word: word for word in (given.split() if isinstance(given, str) else given)}


def _check_draft(file: File, n: int, draft: dict[str, Any], seen: set[str], faults: list[str]) -> bool:
    where = file.rule(n)
    before = len(faults)
    faults += [
        f"{where}: unknown key {key!r} in a rule; known: {', '.join(sorted(_RULE_KEYS))}"
        for key in sorted(draft.keys() - _RULE_KEYS)
    ]
    for key in ("id", "why", "pattern"):
        if not isinstance(draft.get(key), str) or not draft[key].strip():
            faults.append(f"{where}: the rule has no {key}; add {key} = '…'")
    name = draft.get("id")
    if isinstance(name, str) and not _ID.fullmatch(name):
        faults.append(f"{where}: id {name!r} is not kebab-case; write it like 'month-range'")
    if name in seen:
        faults.append(f"{where}: id {name!r} stands twice in this file; rename one of them")
    if isinstance(name, str):
        seen.add(name)
    if not draft.get("examples"):
        faults.append(f"{where}: rule {name!r} has no examples; add a sentence with its record <<marked>>")
    if not draft.get("never"):
        faults.append(f"{where}: rule {name!r} has no look-alikes; add never = ['…']")
    for key in ("examples", "gaps"):
        for example in draft.get(key, []):
            text = example.get("text") if isinstance(example, dict) else None
            if not isinstance(text, str) or not MARKS.search(text):
                faults.append(f"{where}: {key} of rule {name!r} must be tables with a text that marks a record <<so>>")
    return len(faults) == before


def _rule(
    file: File,
    n: int,
    draft: dict[str, Any],
    parts: Mapping[str, str],
    words: Mapping[str, Words],
    done: dict[str, str],
    faults: list[str],
) -> RuleTable | None:
    where = file.rule(n)
    try:
        source = paste.paste(draft["pattern"], parts, words, done)
        needs_of = tuple(needed(given, words) for given in draft.get("needs", []))
        sketch = paste.paste(draft.get("sketch", ""), parts, words, done)
        begins = _begins(draft, parts, words)
    except KeyError as error:
        known = sorted({*parts, *words})
        from difflib import get_close_matches  # for faults only

        called = error.args[0].removeprefix("\\L").strip("(?&<>)")
        near = get_close_matches(called, known, _FEW) or known
        names = ", ".join([*near[:_FEW], *(["…"] if len(known) > _FEW else [])])
        faults.append(f"{where}: rule {draft['id']!r} calls {error.args[0]}, {_MISSING}; use one of: {names}")
        return None
    if _NUMBERED.search(_NO_GROUP.sub("", source)):
        try:
            regex.compile(source)
        except regex.error as error:
            faults.append(f"{where}: pattern of rule {draft['id']!r} does not compile: {error}; mend it there")
            return None
        faults.append(f"{where}: rule {draft['id']!r} has a numbered group; name it (?<name>…) or write (?:…)")
        return None
    return {
        "id": draft["id"],
        "why": draft["why"],
        "source": source,
        "constants": draft.get("is", {}),
        "examples": draft["examples"],
        "never": draft["never"],
        "gaps": draft.get("gaps", []),
        "where": where,
        "needs": needs_of,
        "sketch": sketch,
        "begins": begins,
        "bits": (0, 0, 0),
    }


def _begins(draft: Mapping[str, Any], parts: Mapping[str, str], words: Mapping[str, Words]) -> Entry:
    """The words that matches of a sketch begin with; none where the sketch itself finds them as fast, being few."""
    sketch = draft.get("sketch", "")
    if not sketch or draft.get("is", {}).get("over"):  # what stands in the next sentence, too, is not looked up
        return ()
    found = beginnings(sketch, parts, words)
    return found if len(found) > _FEW or sketch.startswith("(?<") else ()
