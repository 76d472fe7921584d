"""Options that are given once: files, then the environment, each over what came before → values with their origin.

In rising order: the user's file, the project's file (the nearest ``newsextract.toml``, or ``pyproject.toml`` with a
table for us, from the working folder upwards), the environment, and the command line, which is not read here.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from newsextract.errors import UsageError
from newsextract.render import ArticleForm, Form, Group

NAME = "newsextract.toml"
PYPROJECT = "pyproject.toml"
ENVIRONMENT = "NEWSEXTRACT_"
CONFIG_VARIABLE = f"{ENVIRONMENT}CONFIG"  # names the file, and is no key

Value = str | int | float | list[str]


class Kind(NamedTuple):
    """What the value of a key may be, an ``example`` of it, and the values or the ``least`` one that are allowed.

    A ``path`` in a file counts from the folder of the file.
    """

    type: type
    example: str
    choices: tuple[str, ...] = ()
    least: float | None = None
    path: bool = False

    @property
    def says(self) -> str:
        """What an error calls it."""
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        if self.path:
            return "a path"
        what = {str: "a text", int: "a whole number", float: "a number", list: "a list of texts"}[self.type]
        return what if self.least is None else f"{what} from {self.least:g}"

    def read(self, given: object) -> Value | None:
        """Take a value as TOML gives it; None where it is none of this kind."""
        if self.type is float and isinstance(given, int) and not isinstance(given, bool):
            given = float(given)
        if type(given) is not self.type:
            return None
        if isinstance(given, list):
            return given if all(isinstance(one, str) for one in given) else None
        if isinstance(given, str):
            known = not self.choices or given in self.choices
            return given if known and (given or not self.path) else None
        assert isinstance(given, int | float)
        return given if self.least is None or given >= self.least else None

    def read_text(self, text: str) -> Value | None:
        """Take a value as the environment gives it; a list has commas."""
        if self.type is list:
            return [one.strip() for one in text.split(",") if one.strip()]
        try:
            return self.read(self.type(text))
        except ValueError:
            return None


# A key is the option of the same name: of every command that has it, or of the one that its table is named for.
KEYS: dict[str, Kind] = {
    "encoding": Kind(str, '"gb18030"'),
    "patterns": Kind(str, '"my-patterns"', path=True),
    "type": Kind(list, '["money", "project"]'),
    "parse.format": Kind(str, '"csv"', choices=tuple(Form)),
    "parse.group": Kind(str, '"type"', choices=tuple(Group)),
    "articles.format": Kind(str, '"markdown"', choices=tuple(ArticleForm)),
    "batch.exclude": Kind(list, '["drafts/*"]'),
    "batch.format": Kind(str, '"parquet"', choices=("json", "jsonl", "csv", "parquet", "sqlite", "duckdb")),
    "batch.glob": Kind(list, '["*.ocr"]'),
    "batch.jobs": Kind(int, "2", least=0),
    "batch.memory": Kind(int, "2048", least=0),
    "batch.published-pattern": Kind(str, r"'(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)'"),
    "batch.timeout": Kind(float, "30", least=0.1),
    "check.baseline": Kind(str, '"baseline.txt"', path=True),
    "check.floors": Kind(str, '"newsextract-floors.toml"', path=True),
    "check.format": Kind(str, '"github"', choices=("table", "json", "junit", "github", "markdown")),
    "check.min": Kind(list, '["money.strict=0.98"]'),
    "check.show": Kind(int, "20", least=0),
}
_TABLES = frozenset(key.partition(".")[0] for key in KEYS if "." in key)
_TABLE = rb"""\btool\s*\.\s*["']?newsextract\b|^\s*\[\s*tool\s*\]"""


class Setting(NamedTuple):
    """A value, and where it was said: a file with its line, or a variable."""

    value: Value
    origin: str


Settings = Mapping[str, Setting]


def settings(
    folder: Path, environ: Mapping[str, str], *, isolated: bool = False, file: Path | None = None
) -> dict[str, Setting]:
    """Give what is set for a run that begins in ``folder``.

    ``isolated`` reads no file, ``file`` only this one. Raises ``UsageError`` where a file or a variable has a key that
    is not known or a value that cannot be.
    """
    found: dict[str, Setting] = {}
    if file is not None:
        found |= _from_file(file, folder)
    elif not isolated:
        for known in (_of_user(environ), _of_project(folder)):
            if known is not None:
                found |= _from_file(known, folder)
    return found | dict(_from_environment(environ))


def variable(key: str) -> str:
    """Name the variable of a key.

    >>> variable("batch.published-pattern")
    'NEWSEXTRACT_BATCH_PUBLISHED_PATTERN'
    """
    return ENVIRONMENT + re.sub("[.-]", "_", key).upper()


def _of_user(environ: Mapping[str, str]) -> Path | None:
    base = environ.get("APPDATA" if sys.platform == "win32" else "XDG_CONFIG_HOME", "")
    folder = Path(base)
    if not folder.is_absolute():  # as the standard says: what is not absolute is not there
        home = environ.get("HOME", "")
        if not home:
            return None
        folder = Path(home, ".config")
    path = folder / "newsextract" / "config.toml"
    return path if os.path.isfile(path) else None  # noqa: PTH113  # no error where a folder may not be looked into


def _of_project(folder: Path) -> Path | None:
    """Find the nearest file with something for us; a stat or two for each folder."""
    for place in (folder, *folder.parents):
        if os.path.isfile(path := place / NAME):  # noqa: PTH113
            return path
        if os.path.isfile(path := place / PYPROJECT) and _speaks_to_us(path):  # noqa: PTH113
            return path
    return None


def _speaks_to_us(pyproject: Path) -> bool:
    """Whether a project file has our table, be the file broken; one that does not name us is none of our business."""
    try:
        text = pyproject.read_bytes()
    except OSError:
        return False
    if not re.search(_TABLE, text, re.MULTILINE):  # to parse it takes longer than all the rest
        return False
    import tomllib

    try:
        tool = tomllib.loads(text.decode()).get("tool")
    except ValueError:
        return True  # it says so when it is read
    return isinstance(tool, dict) and "newsextract" in tool


def _from_file(path: Path, folder: Path) -> dict[str, Setting]:
    import tomllib

    shown = str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
    try:
        text = path.read_text("utf-8-sig")
        tables = tomllib.loads(text)
    except OSError as error:
        raise UsageError(shown, f"cannot be read: {error.strerror}", "check the path") from None
    except ValueError as error:  # no TOML, or no UTF-8
        raise UsageError(shown, f"is no TOML: {error}", "mend it") from None
    within = ""
    if path.name == PYPROJECT:
        tables, within = tables.get("tool", {}).get("newsextract", {}), "tool.newsextract"
        if not isinstance(tables, dict):
            raise UsageError(f"{shown}: tool.newsextract", "is no table", "write [tool.newsextract]")
    found = {}
    for key, value in _flat(tables):
        where = f"{shown}:{line}" if (line := _line(text, within, key)) else shown
        if key in _TABLES:
            raise UsageError(f"{where}: {key}", f"is {value!r}, not a table", f"write [{key}], and its keys below")
        if key not in KEYS:
            raise _unknown(key, where, (*KEYS, *_TABLES))
        kind = KEYS[key]
        taken = kind.read(value)
        if taken is None:
            raise UsageError(f"{where}: {key}", f"is {value!r}, not {kind.says}", f"as in {kind.example}")
        found[key] = Setting(str(path.parent / str(taken)) if kind.path else taken, where)
    return found


def _from_environment(environ: Mapping[str, str]) -> Iterator[tuple[str, Setting]]:
    names = {variable(key): key for key in KEYS}
    for name, text in sorted(environ.items()):
        if not name.startswith(ENVIRONMENT) or name == CONFIG_VARIABLE or not text:
            continue
        if name not in names:
            raise _unknown(name, "environment", (*names, CONFIG_VARIABLE))
        key = names[name]
        value = KEYS[key].read_text(text)
        if value is None:
            raise UsageError(name, f"is {text!r}, not {KEYS[key].says}", f"as in {KEYS[key].example}")
        yield key, Setting(value, name)


def _flat(tables: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """The keys of the file and of its tables; a table for which there are no keys stands for itself."""
    for name, value in tables.items():
        if isinstance(value, dict) and name in _TABLES:
            yield from ((f"{name}.{inner}", one) for inner, one in value.items())
        else:
            yield name, value


def _unknown(name: str, where: str, known: Iterable[str]) -> UsageError:
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1)
    fix = f"did you mean {close[0]}?" if close else "newsextract config show lists the keys"
    return UsageError(where, f"unknown key {name}", fix)


def _line(text: str, within: str, key: str) -> int | None:
    """The line where a key is written, or None where it is written in a way that a look at the lines does not find."""
    table, _, name = key.rpartition(".")
    wanted = ".".join(part for part in (within, table) if part)
    here = ""
    for n, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[\[?([^\[\]]+)\]", line):
            here = re.sub(r"[\s\"']", "", header[1])
            if here == (f"{wanted}.{name}" if wanted else name):
                return n  # a table that nobody knows
        elif written := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            said = re.sub(r"[\"']", "", written[1])
            if ".".join(part for part in (here, said) if part) == (f"{wanted}.{name}" if wanted else name):
                return n
    return None
