"""JSON that people hand in → what it holds; lists in lists without end are no JSON, whoever wrote them."""

from __future__ import annotations

import json
from typing import Any

_DEEPEST = 100  # documents and exports go down ten levels; what Python can read and not write begins at some 300


def parsed(text: str) -> Any:
    """Parse JSON; raises ``ValueError`` where it is none, or nested deeper than any document is.

    >>> parsed('{"records": []}')
    {'records': []}
    >>> parsed("[" * 500 + "]" * 500)
    Traceback (most recent call last):
    ...
    ValueError: lists in lists without end
    """
    try:
        given = json.loads(text)
    except RecursionError:
        raise ValueError("lists in lists without end") from None
    level = [given]
    for _ in range(_DEEPEST):
        if not level:
            return given
        level = [inner for one in level for inner in _within(one)]
    raise ValueError("lists in lists without end")


def _within(given: Any) -> list[Any]:
    return [*given.values()] if isinstance(given, dict) else given if isinstance(given, list) else []
