"""What must stand in a sentence before a rule is tried there: a word of each entry of its ``needs``.

To look words up costs a fraction of matching, let alone compiling, the pattern that holds them. Most words are needed
by several rules, so each sentence is looked through once for the rules of all kinds: by an Aho-Corasick automaton where
``ahocorasick_rs`` is installed, else word by word, with the same result (a test holds them equal).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property, partial
from typing import Protocol, TypedDict

import regex

try:
    import ahocorasick_rs
except ImportError:  # it comes with the extra ``fast``
    ahocorasick_rs = None  # type: ignore[assignment]

from newsextract.compiled import compiled
from newsextract.paste import LIST, Words, alternatives

Entry = tuple[str, ...]
Needs = tuple[Entry, ...]
_Hit = tuple[int, int, int]  # the number of a word, and where it stands
_Branch = tuple[str, int, list[tuple[str, int]]]  # a word with its bits, and the words that hold it with theirs

# The commonest characters of newspapers, the commonest first. A word is looked up where its rarest one stands.
_COMMON = (
    "，的一国、在中人会发了全和有年展新不作大进业为工平要合动法日建同治方化主实强上市地加出力近重推成行持共民高理家能产经体"
    "关十总是个对等以生这政开务月面部设党社现系代提区议多时领表长深各来五制好机济文量更统定坚央增我员学续保组前际科天记指"
    "性军四示交席委入通战自场两与用正二第度到们公他报资企本品后就下万元过"
)
_LETTERS = compiled(r"\[[^^\\\[\]-]+\]")
_RANK = {c: n for n, c in enumerate(_COMMON)}


def needed(given: str, words: Mapping[str, Words]) -> Entry:
    """Read one entry of ``needs``: words parted by ``|``, ``\\L<name>`` for a list of them.

    KeyError for a list that is not there. A word that holds another is left out: where it stands the other stands.

    >>> needed(r"\\L<unit>|¥", {"unit": {"元": "CNY", "美元": "USD"}})
    ('元', '¥')
    """
    found: list[str] = []
    for entry in given.split("|"):
        called = LIST.fullmatch(entry)
        if called and called[1] not in words:
            raise KeyError(entry)
        found += words[called[1]] if called else [entry]
    return _shortest(tuple(found))


@cache
def _shortest(words: Entry) -> Entry:
    known = frozenset(words)
    sizes = {len(word) for word in known}
    return tuple(word for word in dict.fromkeys(words) if known.isdisjoint(_inside(word, sizes)))


def _inside(word: str, sizes: set[int]) -> list[str]:
    """The shorter words, of these sizes, that a word could hold."""
    return [word[a : a + n] for n in sizes if n < len(word) for a in range(len(word) - n + 1)]


class Seen:
    """What an index saw in spans of a text: ``bits`` are those of the words that stand in each."""

    __slots__ = ("_firsts", "_hits", "_values", "bits")

    def __init__(
        self, bits: list[int], hits: list[_Hit] | None = None, firsts: Sequence[int] = (), values: Sequence[int] = ()
    ) -> None:
        """Take the hits, where they are known, with the number of the first of each span and the bits of the words."""
        self.bits = bits
        self._hits, self._firsts, self._values = hits, firsts, values

    def following(self, nth: int, spans: Sequence[tuple[int, int]], ahead: int) -> int:
        """Give the bits of the spans that begin in the characters ``ahead`` of one."""
        bits, stop = 0, spans[nth][1] + ahead
        for n in range(nth + 1, len(spans)):
            if spans[n][0] >= stop:
                break
            bits |= self.bits[n]
        return bits

    def starts(self, nth: int, bit: int) -> list[int] | None:
        """Give the offsets at which words of one entry begin in a span, the ends of words in order; None where only
        the bits are known.
        """
        if self._hits is None:
            return None
        values = self._values
        return [start for word, start, _ in self._hits[self._firsts[nth] : self._firsts[nth + 1]] if values[word] & bit]


class Known(TypedDict):
    """What an ``Index`` knows: the bits of entries and of words, and by which characters words are looked up."""

    bits: dict[Entry, int]
    words: dict[str, int]
    under: dict[str, tuple[int, list[_Branch]]]


class Index:
    """The words that a set of rules needs. Each entry of needs is one bit of a number, and so are those of a sentence.

    >>> index = Index()
    >>> index.add([(("元", "镑"), ("至",)), (("日元",),)])
    >>> index.standing("3至5元") == index.asked((("元", "镑"), ("至",)))
    True
    """

    def __init__(self) -> None:
        """Begin without words."""
        self._bits: dict[Entry, int] = {}
        self._words: dict[str, int] = {}

    def add(self, rules: Iterable[Needs]) -> None:
        """Take the needs of rules; an entry that several of them have is looked up once."""
        for entry in {entry for needs in rules for entry in needs} - self._bits.keys():
            bit = self._bits[entry] = 1 << len(self._bits)
            for word in entry:
                self._words[word] = self._words.get(word, 0) | bit

    def known(self) -> Known:
        """Give what is known of the words, in plain values; ``of`` takes them back, which is quicker than to add."""
        return {"bits": self._bits, "words": self._words, "under": self._under}

    @classmethod
    def of(cls, known: Known) -> Index:
        """Give an index that knows what another one did."""
        index = cls()
        index._bits, index._words, index._under = known["bits"], known["words"], known["under"]
        return index

    def asked(self, needs: Needs) -> int:
        """Give the bits of a rule's needs: it may match where all of them stand."""
        return sum({self._bits[entry] for entry in needs})

    def bit(self, entry: Entry) -> int:
        """Give the bit of one entry, or 0 for none."""
        return self._bits[entry] if entry else 0

    def standing(self, text: str) -> int:
        """Give the bits of all entries of which a word stands in a text."""
        return self.seen_in(text, [(0, len(text))]).bits[0]

    def any_stands(self, text: str) -> bool:
        """Say whether any word stands in a text, which is told sooner than which do."""
        if self._scan is not None:
            with suppress(UnicodeEncodeError):
                return bool(self._scan(text))
        return bool(self._looked_up(text))

    def seen_in(self, text: str, spans: Sequence[tuple[int, int]]) -> Seen:
        """Look through these spans of a text, which follow on one another."""
        if self._scan is not None:
            with suppress(UnicodeEncodeError):  # half a surrogate pair, as broken input may hold
                return self._sorted(self._scan(text), spans)
        return Seen([self._looked_up(text[start:end]) for start, end in spans])

    def _sorted(self, hits: list[_Hit], spans: Sequence[tuple[int, int]]) -> Seen:
        """Give each span the bits of the hits in it; they come in the order of their ends."""
        values = self._values
        found: list[int] = []
        firsts = [0]
        n, count = 0, len(hits)
        for start, end in spans:
            bits = 0
            while n < count and hits[n][2] <= end:
                word, begin, _ = hits[n]
                if begin >= start:
                    bits |= values[word]
                n += 1
            found.append(bits)
            firsts.append(n)
        return Seen(found, hits, firsts, values)

    @cached_property
    def _scan(self) -> Callable[[str], list[tuple[int, int, int]]] | None:
        """What finds all words in a text, as number, start and end."""
        if ahocorasick_rs is None:
            return None
        return partial(ahocorasick_rs.AhoCorasick(list(self._words)).find_matches_as_indexes, overlapping=True)

    @cached_property
    def _values(self) -> list[int]:
        return list(self._words.values())

    def _looked_up(self, text: str) -> int:
        bits, under = 0, self._under
        for c in self._characters.intersection(text):
            entries, words = under[c]
            bits |= entries
            for word, more, longer in words:
                if word in text:
                    bits |= more
                    for longest, most in longer:
                        if longest in text:
                            bits |= most
        return bits

    @cached_property
    def _held(self) -> dict[str, list[str]]:
        """The words by the rarest character of each, short ones first."""
        held: dict[str, list[str]] = {}
        for word in sorted(self._words, key=len):
            held.setdefault(max(word, key=_rarity), []).append(word)
        return held

    @cached_property
    def _under(self) -> dict[str, tuple[int, list[_Branch]]]:
        """By character: its bits as a word, and the words that it is the rarest one of.

        Words that hold another of them stand under that one, for they need not be looked for where it is not.
        """
        under: dict[str, tuple[int, list[_Branch]]] = {}
        for c, words in self._held.items():
            branches: list[_Branch] = []
            for word in words:
                if len(word) > 1:
                    above = next((longer for short, _, longer in branches if short in word), None)
                    if above is None:
                        branches.append((word, self._words[word], []))
                    else:
                        above.append((word, self._words[word]))
            under[c] = self._words.get(c, 0), branches
        return under

    @cached_property
    def _characters(self) -> frozenset[str]:
        return frozenset(self._under)


class Anchored(Protocol):
    """Looks for an anchor."""

    def __call__(self, standing: int, text: str, start: int, end: int, ahead: int = 0, following: int = -1) -> bool:
        """Say whether it is in a sentence where these needs stand, or in the characters ``ahead`` of it, where those
        of ``following`` stand.
        """


class Anchor:
    """A pattern of many alternatives, most of which are plain words or lists of them: whether one of them stands.

    The words are looked up with those that rules need, which takes a tenth of what it takes to try a pattern of them at
    every character.

    >>> anchor = Anchor(r"\\L<unit>|等\\d+个", {"unit": {"元": "CNY"}})
    >>> anchor.words, anchor.rest
    (('元',), '等\\\\d+个')
    """

    def __init__(self, source: str, words: Mapping[str, Words]) -> None:
        """Part words from patterns; KeyError for a list that is not there."""
        entries = alternatives(source)
        plain = [entry for entry in entries if entry.isalnum() or LIST.fullmatch(entry) or _LETTERS.fullmatch(entry)]
        entries_of = ("|".join(entry[1:-1]) if _LETTERS.fullmatch(entry) else entry for entry in plain)
        self.words = needed("|".join(entries_of), words) if plain else ()
        self.rest = "|".join(entry for entry in entries if entry not in plain)

    def looker(self, index: Index, rest: regex.Pattern[str] | None) -> Anchored:
        """Give what looks for the anchor; ``index`` holds its words among others, ``rest`` is compiled."""
        bit = index.asked((self.words,))

        def anchored(standing: int, text: str, start: int, end: int, ahead: int = 0, following: int = -1) -> bool:
            if standing & bit or (ahead and following & bit and index.standing(text[end : end + ahead]) & bit):
                return True
            return rest is not None and rest.search(text, start, end + ahead) is not None

        return anchored


def commonness(entry: Entry) -> float:
    """Say how common the words of an entry are beside those of others: their letters do, and long words are rare."""
    return sum(math.pow(1 + _rarity(max(word, key=_rarity)), -len(word)) for word in entry)


def _rarity(c: str) -> int:
    return _RANK.get(c, len(_RANK))
