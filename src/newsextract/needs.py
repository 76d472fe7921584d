"""What must stand in a sentence before a rule is tried there: some words of each entry of its ``needs``.

To look words up costs a fraction of matching, let alone compiling, the pattern that holds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cache
from operator import add

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


@cache
def _by_pair(words: tuple[str, ...]) -> tuple[frozenset[str], dict[str, list[str]], frozenset[str]]:
    """The words of one character, and the longer ones by their first two: of most lists few pairs stand in a text."""
    pairs: dict[str, list[str]] = {}
    for word in words:
        if len(word) > 1:
            pairs.setdefault(word[:2], []).append(word)
    return frozenset(word for word in words if len(word) == 1), pairs, frozenset(pairs)


class Standing:
    """Which of the needed words stand in a text; rules that need the same words ask once."""

    def __init__(self, text: str) -> None:
        """Take the text; its characters and each two that stand side by side are noted once."""
        self._text = text
        self._characters = frozenset(text)
        self._pairs = frozenset(map(add, text, text[1:]))
        self._found: dict[tuple[str, ...], tuple[str, ...]] = {}

    def among(self, signs: str) -> Standing:
        """Give the same, with signs that stand in the text unprinted."""
        wider = copy(self)
        wider._text, wider._characters, wider._found = self._text + signs, self._characters.union(signs), {}
        return wider

    def narrow(self, needs: Needs) -> Needs | None:
        """Give the words of every entry that stand in the text; None where an entry has none.

        >>> Standing("3至5元").narrow((("元", "镑"), ("至",)))
        (('元',), ('至',))
        """
        narrowed = []
        for words in needs:
            found = self._found.get(words)
            if found is None:
                single, longer, pairs = _by_pair(words)
                hits = [word for pair in pairs & self._pairs for word in longer[pair] if word in self._text]
                found = tuple(sorted((*(single & self._characters), *hits)))
                self._found[words] = found
            if not found:
                return None
            narrowed.append(found)
        return tuple(narrowed)
