"""Parts and word lists, pasted into the patterns that call them.

A native subpattern call of ``regex`` costs some fifty times as much.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import regex

from newsextract.compiled import compiled

_CALL = compiled(r"\(\?&(\w+)\)")
LIST = compiled(r"\\L<(\w+)>")
_LETTERS = compiled(r"\\(?<which>[BE])<(?<list>\w+)>")
_BRACKETS = compiled(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]")
_BEHIND = compiled(r"(?<=\(\?<=)\\L<\w+>(?:\|\\L<\w+>)*(?=\))")

_MANY = 8  # first characters of a list
_AT_ONCE = 32  # first characters of one class: each costs a comparison, and a way that is tried a good deal more
_END: dict[str, Any] = {"": {}}  # of a word, in a prefix tree

Words = Mapping[str, str]


def paste(
    pattern: str,
    parts: Mapping[str, str],
    words: Mapping[str, Words],
    done: dict[str, str] | None = None,
    depth: int = 0,
) -> str:
    """Paste parts for ``(?&name)``, alternations, longest word first, for ``\\L<name>``; KeyError for others.

    ``\\B<name>`` and ``\\E<name>`` stand in a character class for the first and the last characters of a list's words.
    ``done`` keeps the parts and lists that were pasted before, of the same ``parts`` and ``words``.
    """
    done = {} if done is None else done
    if depth > 12:
        raise KeyError("itself through its parts")

    def part(match: regex.Match[str]) -> str:
        if match[1] not in parts:
            raise KeyError(match[0])
        if match[1] not in done:
            done[match[1]] = f"(?:{paste(parts[match[1]], parts, words, done, depth + 1)})"
        return done[match[1]]

    def behind(match: regex.Match[str]) -> str:
        called = LIST.findall(match[0])
        if unknown := [name for name in called if name not in words]:
            raise KeyError(f"\\L<{unknown[0]}>")
        return _behind(tuple(word for name in called for word in words[name]))

    def listed(match: regex.Match[str]) -> str:
        if match[1] not in words:
            raise KeyError(match[0])
        if match[0] not in done:
            done[match[0]] = f"(?:{_alternation(tuple(words[match[1]]))})"
        return done[match[0]]

    def letters(match: regex.Match[str]) -> str:
        if match["list"] not in words:
            raise KeyError(match[0])
        place = -1 if match["which"] == "E" else 0
        return "".join(sorted({_literal(word[place]) for word in words[match["list"]]}))

    return _LETTERS.sub(letters, LIST.sub(listed, _BEHIND.sub(behind, _CALL.sub(part, pattern))))


def alternatives(pattern: str) -> list[str]:
    """Split a pattern at the bars that stand in no bracket.

    >>> alternatives(r"建设|等\\d+个|(?:开|动)工|[|、]")
    ['建设', '等\\\\d+个', '(?:开|动)工', '[|、]']
    """
    found, depth, start = [], 0, 0
    for match in _BRACKETS.finditer(pattern):
        if match[0] == "|" and not depth:
            found.append(pattern[start : match.start()])
            start = match.end()
        depth += (match[0] == "(") - (match[0] == ")")
    return [*found, pattern[start:]]


@cache
def _alternation(words: tuple[str, ...]) -> str:
    """Write a list of words as a prefix tree, longest word first, so that a miss costs one comparison.

    >>> _alternation(("港元", "港币", "元", "美元", "港", "圆"))
    '[元圆]|港(?:[元币])?|美元'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for c in word:
            node = node.setdefault(c, {})
        node |= _END
    if len(tree) < _MANY:
        return _write_tree(tree)
    first = sorted(tree)
    return "|".join(_ways_from(tree, first[n : n + _AT_ONCE]) for n in range(0, len(first), _AT_ONCE))


def _ways_from(tree: dict[str, Any], first: list[str]) -> str:
    """Write the words that begin so: one look tells that none of them begins here; without it each way is tried."""
    return f"(?=[{''.join(map(_literal, first))}])(?:{_write_tree({c: tree[c] for c in first})})"


@cache
def _behind(words: tuple[str, ...]) -> str:
    """Write what looks behind for one of these words: by last characters, for that is where a match begins there.

    >>> _behind(("大桥", "桥", "高铁", "地铁"))
    '桥|[地高]铁'
    """
    tree: dict[str, Any] = {}
    for word in sorted(words, key=len):
        node = tree
        for c in reversed(word):
            if node == _END:  # a shorter word ends this one
                break
            node = node.setdefault(c, {})
        else:
            node |= _END
    return _write_behind(tree)


def _write_behind(tree: dict[str, Any]) -> str:
    ends = [_literal(c) for c, rest in sorted(tree.items()) if rest == _END]
    ways = [(_write_behind(rest), _literal(c)) for c, rest in sorted(tree.items()) if rest != _END]
    written = [(f"(?:{before})" if "|" in before else before) + c for before, c in ways]
    if ends:
        written.insert(0, ends[0] if len(ends) == 1 else f"[{''.join(ends)}]")
    return "|".join(written)


def _write_tree(tree: dict[str, Any]) -> str:
    """Write the ways on from a node: the characters that end a word as one class, then the longer ways."""
    ends = [_literal(c) for c, rest in sorted(tree.items()) if rest == _END]
    ways = [_literal(c) + _write_rest(rest) for c, rest in sorted(tree.items()) if c and rest != _END]
    if ends:
        ways.insert(0, ends[0] if len(ends) == 1 else f"[{''.join(ends)}]")
    return "|".join(ways)


def _write_rest(tree: dict[str, Any]) -> str:
    rest = _write_tree(tree)
    if "" in tree:
        return f"(?:{rest})?"
    return rest if len(tree) == 1 else f"(?:{rest})"


def _literal(c: str) -> str:
    return c if c.isalnum() else regex.escape(c)
