"""The rules as data: ``patterns/*.toml`` → ``RuleSet``.

A pattern file names its kind, its word lists, its parts and its rules (patterns/README.md); ``rulefiles`` reads it.
Every fault of every file is collected before an error is raised, each with its line and its cure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from newsextract.compiled import made
from newsextract.errors import PatternError, UsageError
from newsextract.needs import Anchor, Anchored, Entry, Index, Needs
from newsextract.paste import Words, paste
from newsextract.resources import package_folder
from newsextract.rulefiles import DETAILS, FACTS, MARKS, ROOMS, RoomTable, RuleTable, read_folder, tables

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from newsextract.settings import Settings

__all__ = ["CELL", "DETAILS", "FACTS", "ROOMS", "TAIWAN", "Example", "Room", "Rule", "RuleSet", "load", "shipped"]

CELL, TAIWAN = "cell", "taiwan"
"""What rules ``read`` that are for the cells of tables, or for pages from Taiwan, and are tried nowhere else."""


class Example(NamedTuple):
    """A text with its records marked ``<<so>>``, and what the first of them must say."""

    marked: str
    expected: Mapping[str, Any]
    published: str | None
    why: str = ""

    @property
    def text(self) -> str:
        """The text without the marks."""
        return MARKS.sub(r"\1", self.marked)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The half-open spans of the marks in ``text``."""
        spans, removed = [], 0
        for match in MARKS.finditer(self.marked):
            start = match.start() - removed
            spans.append((start, start + len(match.group(1))))
            removed += 4
        return spans


class Bits(NamedTuple):
    """Where a rule stands in the index of words: the bits of all that it needs, of what is rarest of that, and of the
    words that its sketch begins with.
    """

    needed: int = 0
    key: int = 0
    begins: int = 0


_NONE = Bits()


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule of one kind; ``where`` is its file and line.

    ``needs`` says what must stand in every sentence that holds a record of the rule: one word of each. ``sketch``
    is a pattern that must match there, too, and begins with one of the words of ``begins``, if there are any.
    """

    kind: str
    id: str
    why: str
    source: str
    constants: Settings
    examples: tuple[Example, ...]
    never: tuple[str, ...]
    gaps: tuple[Example, ...]
    where: str
    needs: Needs = ()
    sketch: str = ""
    begins: Entry = ()
    bits: Bits = _NONE

    @property
    def name(self) -> str:
        """The name in records, errors and traces: ``money/range``."""
        return f"{self.kind}/{self.id}"

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The compiled pattern, parts and words pasted in."""
        return made(self.source)

    @cached_property
    def sketched(self) -> regex.Pattern[str] | None:
        """The compiled sketch, if there is one."""
        return made(self.sketch) if self.sketch else None


@dataclass(frozen=True, eq=False)
class Room:
    """The rules of one kind, with the word lists that its module reads values from."""

    kind: str
    doc: str
    anchor: str
    start: str
    rules: tuple[Rule, ...]
    words: Mapping[str, Words]
    parts: Mapping[str, str]
    begins: Mapping[str, Entry]  # words that matches of some parts begin with
    pasted: dict[str, str]  # parts and lists, as far as they are pasted
    index: Index  # of the words that the rules of all kinds need

    @cached_property
    def anchored(self) -> Anchored:
        """Says whether the anchor is in a sentence, or in the characters ahead of it."""
        anchor = Anchor(self.anchor, self.words)
        return anchor.looker(self.index, self.compile(anchor.rest) if anchor.rest else None)

    def tried(self, standing: Sequence[int]) -> list[tuple[int, list[Rule]]]:
        """Give the numbers of the sentences that any rule may match in, and these rules.

        ``standing`` says which needs stand in each sentence, as ``index`` numbers them. A rule that needs what is not
        there is neither compiled nor tried.
        """
        keys, rules_of = self._keys, self._tried
        return [(n, rules) for n, stands in enumerate(standing) if (rules := rules_of(stands, stands & keys))]

    def reading(self, what: str) -> list[Rule]:
        """The rules that say that they read this: cells, sums, stages."""
        return self._reading.get(what, [])

    @cached_property
    def _reading(self) -> dict[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            if what := rule.constants.get("reads"):
                found.setdefault(what, []).append(rule)
        return found

    def _tried(self, stands: int, keys: int) -> list[Rule]:
        """The rules whose needs stand, in the order of the file; ``keys`` are the bits that a rule is found by."""
        found = self._needless.copy()
        while keys:
            key = keys & -keys
            keys ^= key
            found += [asked for asked in self._by_key[key] if asked[1] & stands == asked[1]]
        found.sort()
        return [asked[2] for asked in found]

    @cached_property
    def _by_key(self) -> dict[int, list[tuple[int, int, Rule]]]:
        """The rules with their numbers and needs, by the bit of the need that is rarest."""
        found: dict[int, list[tuple[int, int, Rule]]] = {}
        for n, rule in enumerate(self.rules):
            if rule.constants.get("reads") not in (CELL, TAIWAN):
                found.setdefault(rule.bits.key, []).append((n, rule.bits.needed, rule))
        return found

    @cached_property
    def _needless(self) -> list[tuple[int, int, Rule]]:
        return self._by_key.get(0, [])

    @cached_property
    def _keys(self) -> int:
        return sum(self._by_key)

    @cached_property
    def has_needless(self) -> bool:
        """Whether some rule needs nothing, and has only the anchor to say where it may match."""
        return not all(rule.needs for rule in self.rules)

    def compile(self, pattern: str) -> regex.Pattern[str]:
        """Compile a pattern that calls this room's parts and word lists, once."""
        if pattern not in self._compiled:
            self._compiled[pattern] = made(paste(pattern, self.parts, self.words, self.pasted))
        return self._compiled[pattern]

    @cached_property
    def _compiled(self) -> dict[str, regex.Pattern[str]]:
        return {}


@dataclass(frozen=True, eq=False)
class RuleSet:
    """All rooms, in the order of ``ROOMS``: one for each kind of record, and what is said of projects."""

    rooms: Mapping[str, Room] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Rule]:
        for room in self.rooms.values():
            yield from room.rules


def shipped() -> Traversable:
    """Give the folder of the shipped pattern files."""
    return package_folder("newsextract.patterns")


@cache
def load(folder: Path | None = None) -> RuleSet:
    """Load the shipped rules, and over them those of a user's ``folder``.

    A user's rule with a shipped rule's id takes its place, any other is added; word lists and anchors grow; parts are
    replaced.
    Raises ``PatternError`` with every fault of every file.
    """
    faults: list[str] = []
    layers = [read_folder(shipped(), "patterns", faults)]
    if folder is not None:
        if not folder.is_dir():
            raise UsageError(str(folder), "is no folder of pattern files", "name a folder that holds *.toml")
        layers.append(read_folder(folder, str(folder), faults))
        if not layers[1] and not faults:
            raise UsageError(str(folder), "holds no *.toml", "add money.toml, percent.toml, date.toml or project.toml")
    said = tables(layers, faults)
    index = Index.of(said["index"])
    rules = RuleSet({kind: _room(kind, table, index) for kind, table in said["rooms"].items()})
    if folder is not None:  # the shipped rules are compiled when a page needs them: that keeps a cold start short
        faults += compile_all(rules) or unread(rules, load())
    if faults:
        raise PatternError(faults)
    return rules


def compile_all(rules: RuleSet) -> list[str]:
    """Compile every pattern now; give one line for each that does not compile."""
    from newsextract.settings import PATTERNS

    faults = []
    for rule in rules:
        try:
            if made(rule.source).match(""):
                faults.append(f"{rule.where}: pattern of rule {rule.id!r} matches empty text; let it need a character")
            made(rule.sketch)
        except regex.error as error:
            faults.append(
                f"{rule.where}: pattern of rule {rule.id!r} does not compile: {_fault_of(error)}; mend it there"
            )
    for rule in rules:
        for key, asked in ((key, source) for key, source in rule.constants.items() if key in PATTERNS):
            said = f"{rule.where}: {key} of rule {rule.id!r}"
            try:
                rules.rooms[rule.kind].compile(str(asked))
            except KeyError as error:
                faults.append(f"{said} calls {error.args[0]}, which is not defined; use a part or list of that kind")
            except regex.error as error:
                faults.append(f"{said} does not compile: {_fault_of(error)}; mend it there")
    for room in rules.rooms.values():
        for key, source in (("anchor", room.anchor), ("start", room.start)):
            try:
                room.compile(source)
            except KeyError as error:
                faults.append(f"{room.kind}: {key} calls {error.args[0]}, which is not defined; define it in that file")
            except regex.error as error:
                faults.append(
                    f"{room.kind}: {key} does not compile: {_fault_of(error)}; mend it in the file of that kind"
                )
    return faults


def _fault_of(error: regex.error) -> str:
    """What is wrong with a pattern, without a place: it would be that in the text with all parts pasted in."""
    return str(error).partition(" at position")[0]


def unread(rules: RuleSet, known: RuleSet) -> list[str]:
    """Give one line for each group that no module reads, for none of the known rules has it, or that a rule lacks.

    A value would be lost without a word: of ``小(?<amnt>…)亿元`` no amount is read. A group that the pattern itself
    calls begins with ``_``.
    """
    from newsextract.settings import lacking

    faults = []
    for kind, room in rules.rooms.items():
        others = known.rooms[kind].rules
        groups = {group for other in others for group in other.pattern.groupindex}
        for rule in room.rules:
            said, own = f"{rule.where}: rule {rule.id!r}", rule.pattern.groupindex
            unknown = [group for group in own if group not in groups and not group.startswith("_")]
            faults += [
                f"{said} names a group {group!r}, which is not read; use one of {', '.join(sorted(groups))}"
                for group in unknown
            ]
            if not unknown:  # it may be one of those that it lacks
                faults += [f"{rule.where}: {fault}" for fault in lacking(kind, rule.id, rule.constants, own)]
    return faults


def _room(kind: str, table: RoomTable, index: Index) -> Room:
    rules = tuple(_rule(kind, rule) for rule in table["rules"])
    return Room(
        kind,
        table["doc"],
        table["anchor"],
        table["start"],
        rules,
        table["words"],
        table["parts"],
        table["begins"],
        table["pasted"],
        index,
    )


def _rule(kind: str, table: RuleTable) -> Rule:
    return Rule(
        kind,
        table["id"],
        table["why"],
        table["source"],
        table["constants"],
        tuple(_example(e) for e in table["examples"]),
        tuple(table["never"]),
        tuple(_example(e) for e in table["gaps"]),
        table["where"],
        table["needs"],
        table["sketch"],
        table["begins"],
        Bits(*table["bits"]),
    )


def _example(table: dict[str, Any]) -> Example:
    rest = {k: v for k, v in table.items() if k not in {"text", "published", "why"}}
    return Example(table["text"], rest, table.get("published"), table.get("why", ""))
