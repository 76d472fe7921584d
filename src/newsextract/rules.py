"""The rules as data: ``patterns/*.toml`` → ``RuleSet``.

A pattern file names its kind, its word lists, its parts and its rules (patterns/README.md). Parts and word lists are
pasted into the patterns here, once. Every fault of every file is collected before an error is raised, each with its
line and its cure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, reduce
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import or_
from pathlib import Path
from typing import Any

import regex

from newsextract.compiled import compiled, parsed
from newsextract.errors import PatternError, UsageError
from newsextract.needs import Anchor, Index, Needs, needed
from newsextract.paste import Words, paste
from newsextract.records import KINDS
from newsextract.shape import shape_faults

SHARED = "shared"
FACTS, DETAILS = "facts", "details"
ROOMS = (*KINDS, FACTS, DETAILS)
_FILE_KEYS = {"kind", "doc", "anchor", "start", "words", "parts", "rule"}
_RULE_KEYS = {"id", "why", "pattern", "needs", "sketch", "is", "examples", "never", "gaps"}
_ID = compiled(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBERED = compiled(r"\((?!\?)")
_NO_GROUP = compiled(r"\\.|\[(?:\\.|[^\]\\])*\]")
_SENTENCES = 4096  # sentences whose rules are kept in mind
_MARKS = compiled(r"(?s)<<(.*?)>>")


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its records marked ``<<so>>``, and what the first of them must say."""

    marked: str
    expected: Mapping[str, Any]
    published: str | None
    why: str = ""

    @property
    def text(self) -> str:
        """The text without the marks."""
        return _MARKS.sub(r"\1", self.marked)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The half-open spans of the marks in ``text``."""
        spans, removed = [], 0
        for match in _MARKS.finditer(self.marked):
            start = match.start() - removed
            spans.append((start, start + len(match.group(1))))
            removed += 4
        return spans


@dataclass(frozen=True)
class Rule:
    """One rule of one kind; ``where`` is its file and line.

    ``needs`` says what must stand in every sentence that holds a record of the rule: one word of each. ``sketch``
    is a pattern that must match there, too.
    """

    kind: str
    id: str
    why: str
    source: str
    constants: Mapping[str, str]
    examples: tuple[Example, ...]
    never: tuple[str, ...]
    gaps: tuple[Example, ...]
    where: str
    needs: Needs = ()
    sketch: str = ""

    @property
    def name(self) -> str:
        """The name in records, errors and traces: ``money/range``."""
        return f"{self.kind}/{self.id}"

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The compiled pattern, parts and words pasted in."""
        return compiled(self.source)

    def looks_like(self, sentence: str) -> bool:
        """Say whether the sketch matches in a sentence, or there is none."""
        return not self.sketch or self._sketch.search(sentence) is not None

    @cached_property
    def _sketch(self) -> regex.Pattern[str]:
        return compiled(self.sketch)


@dataclass(frozen=True)
class Room:
    """The rules of one kind, with the word lists that its module reads values from."""

    kind: str
    doc: str
    anchor: str
    start: str
    rules: tuple[Rule, ...]
    words: Mapping[str, Words]
    parts: Mapping[str, str]
    index: Index  # of the words that the rules of all kinds need

    def anchored(self, standing: int, text: str, start: int, end: int, ahead: int = 0) -> bool:
        """Say whether the anchor is in a sentence where these needs stand, or in the characters ``ahead`` of it."""
        bit, words, rest = self._anchored
        if standing & bit or (ahead and words.standing(text[end : end + ahead])):
            return True
        return rest is not None and rest.search(text, start, end + ahead) is not None

    @cached_property
    def _anchored(self) -> tuple[int, Index, regex.Pattern[str] | None]:
        """The bit of the anchor's words in ``index``, an index of them alone, and what is left of it."""
        anchor = Anchor(self.anchor, self.words)
        words = Index()
        words.add([(anchor.words,)])
        return self.index.asked((anchor.words,)), words, self.compile(anchor.rest) if anchor.rest else None

    def tried(self, standing: Sequence[int]) -> list[tuple[int, list[Rule]]]:
        """Give the numbers of the sentences that any rule may match in, and these rules.

        ``standing`` says which needs stand in each sentence, as ``index`` numbers them. A rule that needs what is not
        there is neither compiled nor tried.
        """
        needs, rules_of = self._needs, self._tried
        return [(n, rules) for n, stands in enumerate(standing) if (rules := rules_of(stands & needs))]

    @cached_property
    def _tried(self) -> Callable[[int], list[Rule]]:
        """Most sentences hold what others held."""
        asked = [(rule, self.index.asked(rule.needs)) for rule in self.rules]
        return lru_cache(_SENTENCES)(lambda stands: [rule for rule, needs in asked if needs & stands == needs])

    @cached_property
    def has_needless(self) -> bool:
        """Whether some rule needs nothing, and has only the anchor to say where it may match."""
        return not all(rule.needs for rule in self.rules)

    @cached_property
    def _needs(self) -> int:
        """The needs of all rules."""
        return reduce(or_, (self.index.asked(rule.needs) for rule in self.rules), 0)

    def compile(self, pattern: str) -> regex.Pattern[str]:
        """Compile a pattern that calls this room's parts and word lists, once."""
        if pattern not in self._compiled:
            self._compiled[pattern] = compiled(paste(pattern, self.parts, self.words))
        return self._compiled[pattern]

    @cached_property
    def _compiled(self) -> dict[str, regex.Pattern[str]]:
        return {}

    def __hash__(self) -> int:
        return id(self)


@dataclass(frozen=True)
class RuleSet:
    """All rooms, in the order of ``ROOMS``: one for each kind of record, and what is said of projects."""

    rooms: Mapping[str, Room] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Rule]:
        for room in self.rooms.values():
            yield from room.rules

    def __hash__(self) -> int:
        return id(self)


def shipped() -> Traversable:
    """Give the folder of the shipped pattern files."""
    return files("newsextract.patterns")


@cache
def load(folder: Path | None = None) -> RuleSet:
    """Load the shipped rules, and over them those of a user's ``folder``.

    A user's rule with a shipped rule's id takes its place, any other is added; word lists and anchors grow; parts are
    replaced.
    Raises ``PatternError`` with every fault of every file.
    """
    faults: list[str] = []
    layers = [_read_folder(shipped(), "patterns", faults)]
    if folder is not None:
        if not folder.is_dir():
            raise UsageError(str(folder), "is no folder of pattern files", "name a folder that holds *.toml")
        layers.append(_read_folder(folder, str(folder), faults))
        if not layers[1] and not faults:
            raise UsageError(str(folder), "holds no *.toml", "add money.toml, percent.toml, date.toml or project.toml")
    rooms = _build(layers, faults)
    if folder is not None:  # the shipped rules are compiled when a page needs them: that keeps a cold start short
        faults += compile_all(RuleSet(rooms))
    if faults:
        raise PatternError(faults)
    return RuleSet(rooms)


def compile_all(rules: RuleSet) -> list[str]:
    """Compile every pattern now; give one line for each that does not compile."""
    faults = []
    for rule in rules:
        try:
            if compiled(rule.source).match(""):
                faults.append(f"{rule.where}: pattern of rule {rule.id!r} matches empty text; let it need a character")
            compiled(rule.sketch)
        except regex.error as error:
            faults.append(f"{rule.where}: pattern of rule {rule.id!r} does not compile: {error}; mend it there")
    for room in rules.rooms.values():
        for key, source in (("anchor", room.anchor), ("start", room.start)):
            try:
                room.compile(source)
            except KeyError as error:
                faults.append(f"{room.kind}: {key} calls {error.args[0]}, which is not defined; define it in that file")
            except regex.error as error:
                faults.append(f"{room.kind}: {key} does not compile: {error}; mend it in the file of that kind")
    return faults


@dataclass(frozen=True, slots=True)
class _File:
    where: str
    lines: tuple[str, ...]
    data: dict[str, Any]
    rules: tuple[int, ...]  # the numbers of the lines that begin one

    def rule(self, nth: int) -> str:
        """Point at the line that begins the ``nth`` rule."""
        return f"{self.where}:{self.rules[nth] if nth < len(self.rules) else 1}"

    def line(self, wanted: str, nth: int = 0) -> str:
        """Point at the line that begins with ``wanted``."""
        hits = [n for n, line in enumerate(self.lines, 1) if regex.match(rf"\s*{wanted}", line)]
        return f"{self.where}:{hits[min(nth, len(hits) - 1)] if hits else 1}"

    def key(self, name: str, nth: int = 0) -> str:
        """Point at the ``nth`` line that gives a key, be it ``name = …``, ``[name]`` or ``[words.name]``."""
        return self.line(rf"\[*(?:\w+\.)*{regex.escape(name)}\b", nth)


def _read_folder(folder: Traversable | Path, shown: str, faults: list[str]) -> list[_File]:
    found = []
    for entry in sorted((e for e in folder.iterdir() if e.name.endswith(".toml")), key=lambda e: e.name):
        where = f"{shown}/{entry.name}"
        try:
            text = entry.read_text(encoding="utf-8")
            lines = tuple(text.splitlines())
            rules = tuple(n for n, line in enumerate(lines, 1) if line.lstrip().startswith("[[rule]]"))
            found.append(_File(where, lines, parsed(text), rules))
        except UnicodeDecodeError as error:
            faults.append(f"{where}:1: is not UTF-8 (byte {error.start}); save it as UTF-8")
        except ValueError as error:
            at = regex.search(r"line (\d+)", str(error))
            faults.append(
                f"{where}:{at.group(1) if at else 1}: is not TOML: {error}; put patterns between single quotes"
            )
        except OSError as error:
            faults.append(f"{where}: cannot be read: {error.strerror}; mend it or give it another name")
    return found


def _build(layers: list[list[_File]], faults: list[str]) -> dict[str, Room]:
    words: dict[str, dict[str, dict[str, str]]] = {kind: {} for kind in (SHARED, *ROOMS)}
    parts: dict[str, dict[str, str]] = {kind: {} for kind in (SHARED, *ROOMS)}
    drafts: dict[str, dict[str, tuple[_File, int, dict[str, Any]]]] = {kind: {} for kind in ROOMS}
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
        for key in ("doc", "start"):
            heads[kind][key] = file.data.get(key, heads[kind][key])
        anchors = heads[kind]["anchor"], file.data.get("anchor", "")
        heads[kind]["anchor"] = "|".join(filter(None, anchors))  # one more thing to look at, none less
        for name, given in file.data.get("words", {}).items():
            words[kind].setdefault(name, {}).update(_table(given))
        parts[kind] |= file.data.get("parts", {})
        seen: set[str] = set()
        for n, draft in enumerate(file.data.get("rule", [])):
            if _check_draft(file, n, draft, seen, faults) and kind != SHARED:
                drafts[kind][draft["id"]] = (file, n, draft)
    rooms = {}
    index = Index()
    for kind in ROOMS:
        room_words = words[SHARED] | words[kind]
        room_parts = parts[SHARED] | parts[kind]
        head = heads[kind]
        done: dict[str, str] = {}
        rules = tuple(
            rule
            for file, n, draft in drafts[kind].values()
            if (rule := _rule(kind, file, n, _begun(draft, head["start"]), room_parts, room_words, done, faults))
            is not None
        )
        index.add(rule.needs for rule in rules)
        with suppress(KeyError):  # a list that is not there is a fault of the anchor, which ``compile_all`` tells
            index.add([(Anchor(head["anchor"], room_words).words,)])
        rooms[kind] = Room(kind, head["doc"], head["anchor"], head["start"], rules, room_words, room_parts, index)
    return rooms


def _begun(draft: dict[str, Any], start: str) -> dict[str, Any]:
    """Put what must hold where any rule of the kind begins before the pattern of one."""
    return draft | {"pattern": f"{start}(?:{draft['pattern']})"} if start else draft


def _table(given: dict[str, str] | list[str] | str) -> dict[str, str]:
    """A word list may be a table, a list, or one text of words parted by blanks."""
    if isinstance(given, dict):
        return given
    return {word: word for word in (given.split() if isinstance(given, str) else given)}


def _check_draft(file: _File, n: int, draft: dict[str, Any], seen: set[str], faults: list[str]) -> bool:
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
            if not isinstance(text, str) or not _MARKS.search(text):
                faults.append(f"{where}: {key} of rule {name!r} must be tables with a text that marks a record <<so>>")
    return len(faults) == before


def _rule(
    kind: str,
    file: _File,
    n: int,
    draft: dict[str, Any],
    parts: Mapping[str, str],
    words: Mapping[str, Words],
    done: dict[str, str],
    faults: list[str],
) -> Rule | None:
    where = file.rule(n)
    try:
        source = paste(draft["pattern"], parts, words, done)
        needs = tuple(needed(given, words) for given in draft.get("needs", []))
        sketch = paste(draft.get("sketch", ""), parts, words, done)
    except KeyError as error:
        known = sorted({*parts, *words})
        faults.append(
            f"{where}: rule {draft['id']!r} calls {error.args[0]}, which is not defined; use one of: {', '.join(known)}"
        )
        return None
    if _NUMBERED.search(_NO_GROUP.sub("", source)):
        faults.append(f"{where}: rule {draft['id']!r} has a numbered group; name it (?<name>…) or write (?:…)")
        return None
    return Rule(
        kind,
        draft["id"],
        draft["why"],
        source,
        draft.get("is", {}),
        tuple(_example(e) for e in draft["examples"]),
        tuple(draft["never"]),
        tuple(_example(e) for e in draft.get("gaps", [])),
        where,
        needs,
        sketch,
    )


def _example(table: dict[str, Any]) -> Example:
    rest = {k: v for k, v in table.items() if k not in {"text", "published", "why"}}
    return Example(table["text"], rest, table.get("published"), table.get("why", ""))
