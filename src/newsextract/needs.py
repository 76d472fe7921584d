"""What must stand in a sentence before a rule is tried there: a word of each entry of its ``needs``.

To look words up costs a fraction of matching, let alone compiling, the pattern that holds them. Most words are needed
by several rules, so each sentence is looked through once for the rules of all kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from newsextract.paste import LIST, Words, alternatives

Entry = tuple[str, ...]
Needs = tuple[Entry, ...]

# The commonest characters of newspapers, the commonest first. A word is looked up where its rarest one stands.
_COMMON = (
    "，的一国、在中人会发了全和有年展新不作大进业为工平要合动法日建同治方化主实强上市地加出力近重推成行持共民高理家能产经体"
    "关十总是个对等以生这政开务月面部设党社现系代提区议多时领表长深各来五制好机济文量更统定坚央增我员学续保组前际科天记指"
    "性军四示交席委入通战自场两与用正二第度到们公他报资企本品后就下万元过"
)
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
    return tuple(word for word in dict.fromkeys(words) if known.isdisjoint(_inside(word)))


def _inside(word: str) -> list[str]:
    """The shorter words that a word could hold."""
    size = len(word)
    return [word[a:b] for a in range(size) for b in range(a + 1, size + 1) if b - a < size]


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

    def asked(self, needs: Needs) -> int:
        """Give the bits of a rule's needs: it may match where all of them stand."""
        return sum({self._bits[entry] for entry in needs})

    def standing(self, text: str) -> int:
        """Give the bits of all entries of which a word stands in a text."""
        bits = 0
        letters, longer = self._letters, self._longer
        for c in self._characters.intersection(text):
            if c in letters:
                bits |= letters[c]
            if c in longer:
                for word, entries in longer[c]:
                    if word in text:
                        bits |= entries
        return bits

    def places(self, text: str) -> list[int]:
        """Give the offsets where words begin, in order."""
        found: set[int] = set()
        for c in self._characters.intersection(text):
            for word in (c, *(word for word, _ in self._longer.get(c, ()))):
                at = text.find(word) if word in self._words else -1
                while at >= 0:
                    found.add(at)
                    at = text.find(word, at + 1)
        return sorted(found)

    @cached_property
    def _letters(self) -> dict[str, int]:
        """The words of one character with their bits."""
        return {word: bits for word, bits in self._words.items() if len(word) == 1}

    @cached_property
    def _longer(self) -> dict[str, list[tuple[str, int]]]:
        """The other words with their bits, by the rarest character of each."""
        under: dict[str, list[tuple[str, int]]] = {}
        for word, bits in self._words.items():
            if len(word) > 1:
                under.setdefault(max(word, key=_rarity), []).append((word, bits))
        return under

    @cached_property
    def _characters(self) -> frozenset[str]:
        return frozenset((*self._letters, *self._longer))


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
        plain = [entry for entry in entries if entry.isalnum() or LIST.fullmatch(entry)]
        self.words = needed("|".join(plain), words) if plain else ()
        self.rest = "|".join(entry for entry in entries if entry not in plain)


def _rarity(c: str) -> int:
    return _RANK.get(c, len(_RANK))
