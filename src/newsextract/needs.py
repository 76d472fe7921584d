"""What must stand in a sentence before a rule is tried there: some words of each entry of its ``needs``.

To look words up costs a fraction of matching, let alone compiling, the pattern that holds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cache

from newsextract.paste import LIST, Words

Needs = tuple[tuple[str, ...], ...]


def needed(given: str, words: Mapping[str, Words]) -> tuple[str, ...]:
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
    known = frozenset(found)
    return tuple(word for word in dict.fromkeys(found) if known.isdisjoint(_inside(word)))


def _inside(word: str) -> list[str]:
    """The shorter words that a word could hold."""
    size = len(word)
    return [word[a:b] for a in range(size) for b in range(a + 1, size + 1) if b - a < size]


def stand(needs: Needs, text: str, signs: str = "") -> bool:
    """Say whether a word of every entry stands in a text, or among the signs that stand in it unprinted.

    >>> stand((("元", "镑"), ("至",)), "3至5元"), stand((("元", "镑"), ("至",)), "5元")
    (True, False)
    """
    for words in needs:
        for word in words:
            if word in text or word in signs:
                break
        else:
            return False
    return True


def _pairs(text: str) -> set[int]:
    """Each two characters that stand side by side, as one number: a quarter of the cost of cutting strings."""
    data = text.encode("utf-32-le", "surrogatepass")
    even, odd = len(text) // 2 * 8, max(0, len(text) - 1) // 2 * 8 + 4
    return {*memoryview(data[:even]).cast("Q"), *memoryview(data[4:odd]).cast("Q")}


class Need:
    """One entry of a rule's needs: ``words``, one of which must stand.

    Equal entries are one object, for to hash a thousand words costs more than to look them up.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        """Take the words; ``need`` gives the one object for them."""
        self.words = words
        self.single = frozenset(word for word in words if len(word) == 1)
        self.longer: dict[int, list[str]] = {}
        for word in words:
            for pair in _pairs(word[:2]):
                self.longer.setdefault(pair, []).append(word)
        self.pairs = frozenset(self.longer)


need = cache(Need)


class Standing:
    """Which of the needed words stand in a text; rules that need the same words ask once."""

    def __init__(self, text: str) -> None:
        """Take the text; its characters and each two of them side by side are noted once."""
        self._text, self._characters, self._pairs = text, frozenset(text), _pairs(text)
        self._found: dict[Need, tuple[str, ...]] = {}

    def among(self, signs: str) -> Standing:
        """Give the same, with signs that stand in the text unprinted."""
        wider = copy(self)
        wider._text, wider._characters, wider._found = self._text + signs, self._characters.union(signs), {}
        return wider

    def narrow(self, needs: tuple[Need, ...]) -> Needs | None:
        """Give the words of every entry that stand in the text; None where an entry has none.

        >>> Standing("3至5元").narrow((need(("元", "镑")), need(("至",))))
        (('元',), ('至',))
        """
        narrowed = []
        for entry in needs:
            found = self._found.get(entry)
            if found is None:
                longer = [w for pair in entry.pairs & self._pairs for w in entry.longer[pair] if w in self._text]
                found = self._found[entry] = tuple(sorted((*(entry.single & self._characters), *longer)))
            if not found:
                return None
            narrowed.append(found)
        return tuple(narrowed)
