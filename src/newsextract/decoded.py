"""The text of pattern files → what they say, and where: each fault is told with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import regex


class File(NamedTuple):
    """A decoded file: what messages call it, its lines, what it says, and the lines that begin a rule."""

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

    def word(self, name: str, word: str) -> str:
        """Point at the line of a word of a list; where it is not found, at the list."""
        begins = regex.compile(rf"\s*(?:\[\s*words\s*\.\s*|words\s*\.\s*)?[\"']?{regex.escape(name)}[\"']?\s*[]=]")
        called = regex.compile(rf"(?:^|[{{,])\s*[\"']?{regex.escape(word)}[\"']?\s*=")
        inside = first = False
        for n, line in enumerate(self.lines, 1):
            first = begins.match(line) is not None
            inside = first or (inside and not line.lstrip().startswith("["))
            if word and inside and called.search(line):
                return f"{self.where}:{n}"
        return self.key(name)


def decoded(layer: Iterable[tuple[str, str]], faults: list[str]) -> Iterator[File]:
    """Decode files, each told by what messages call it and its text; ``faults`` grows by one for what is no TOML."""
    import tomllib

    for where, text in layer:
        try:
            data = tomllib.loads(text)
        except ValueError as error:
            at = regex.search(r"line (\d+)", str(error))
            cure = "name it once" if "overwrite" in str(error) else "put patterns between single quotes"
            faults.append(f"{where}:{at.group(1) if at else 1}: is not TOML: {error}; {cure}")
            continue
        lines = tuple(text.splitlines())
        rules = tuple(n for n, line in enumerate(lines, 1) if line.lstrip().startswith("[[rule]]"))
        _join(data)
        yield File(where, lines, data, rules)


def _join(data: dict[str, Any]) -> None:
    """Make one pattern of each that is written as the list of its alternatives, one on a line with its comment."""
    parts, rules = data.get("parts"), data.get("rule")
    tables = [data, parts, *(rules if isinstance(rules, list) else ())]
    for table in (table for table in tables if isinstance(table, dict)):
        for key in table if table is parts else ("anchor", "pattern", "sketch"):
            it = table.get(key)
            if isinstance(it, list) and it and all(isinstance(one, str) for one in it):
                table[key] = "|".join(it)
