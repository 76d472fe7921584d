"""The words that every match of a pattern begins with, where that can be told from the pattern.

A search tries a pattern at each character; where the words are looked up anyway, it is tried where one of them stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsextract.compiled import compiled
from newsextract.paste import Words, alternatives

_CALL = compiled(r"\(\?&(?<part>\w+)\)")
_LIST = compiled(r"\\L<(?<list>\w+)>")
_PLAIN = compiled(r"[^\\\[\](){}.^$|?*+]+")
_CLASS = compiled(r"\[(?!\^)(?<letters>[^\\\[\]-]+)\]")  # no range, nothing escaped, nothing left out
_AHEAD, _NO_WIDTH = ("(?=",), ("(?<=", "(?<!", "(?!", "^")
_GROUP = compiled(r"\((?:\?:|\?<\w+>)")
_OPTIONAL = compiled(r"(?:[?*]|\{0?,\d*\})[?+]?")
_BRACKETS = compiled(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]")


def beginnings(pattern: str, parts: Mapping[str, str], words: Mapping[str, Words]) -> tuple[str, ...]:
    r"""Give words of which each match of a pattern begins with one; none where that cannot be told.

    ``parts`` and ``words`` are what the pattern calls, as for ``paste``.

    >>> beginnings(r"(?<=厂)(?:\L<told>|正在?)[^。]*", {}, {"told": {"开工": "", "投产": ""}})
    ('开工', '投产', '正')
    >>> beginnings(r"(?:已)?开工", {}, {}), beginnings(r"开工|\d+", {}, {})
    (('已', '开工'), ())
    """
    found: list[str] = []
    for way in alternatives(pattern):
        begun = list(_begun(way, parts, words))
        if not all(begun) or not begun:
            return ()
        found += begun
    return tuple(dict.fromkeys(found))


def _begun(way: str, parts: Mapping[str, str], words: Mapping[str, Words]) -> Iterator[str]:
    """The words that one of the ways of a pattern begins with; an empty one, or none, where it cannot be told."""
    while way.startswith(_NO_WIDTH):
        way = way[1:] if way[0] == "^" else way[_closing(way) :]
    if way.startswith(_AHEAD):
        yield from beginnings(way[len(_AHEAD[0]) : _closing(way) - 1], parts, words)
    elif called := _CALL.match(way) or _LIST.match(way) or _CLASS.match(way):
        named = called.groupdict()
        if "part" in named:
            yield from beginnings(parts.get(named["part"], ""), parts, words) or ("",)
        else:
            yield from words.get(named["list"], ()) if "list" in named else named["letters"]
        yield from _behind(way, called.end(), parts, words)
    elif group := _GROUP.match(way):
        end = _closing(way)
        yield from beginnings(way[group.end() : end - 1], parts, words) or ("",)
        yield from _behind(way, end, parts, words)
    elif plain := _PLAIN.match(way):
        word, end = plain.group(), plain.end()
        if not _OPTIONAL.match(way, end):
            yield word
        elif len(word) > 1:
            yield word[:-1]
        else:
            yield word
            yield from _behind(way, end, parts, words)
    else:
        yield ""


def _behind(way: str, at: int, parts: Mapping[str, str], words: Mapping[str, Words]) -> Iterator[str]:
    """What may begin a match in the place of what ends there, if that may be left out."""
    if optional := _OPTIONAL.match(way, at):
        yield from beginnings(way[optional.end() :], parts, words) or ("",)


def _closing(way: str) -> int:
    """Where the bracket that a pattern begins with ends."""
    depth = 0
    for bracket in _BRACKETS.finditer(way):
        depth += (bracket[0] == "(") - (bracket[0] == ")")
        if not depth:
            return bracket.end()
    return len(way)
