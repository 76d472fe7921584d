"""What a room may know besides its match, and what it makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from newsextract.find import Match, Page
from newsextract.rules import Room

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """The arguments of a page that are the same for all its matches.

    ``taken`` are the clean spans of the records of other kinds that are settled already.
    """

    page: Page
    room: Room
    published: date | None
    taken: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


class Reading(NamedTuple):
    """A match that a room could read: the values of its record and the clean span that they are said in."""

    match: Match
    start: int
    end: int
    fields: Fields


class Refusal(NamedTuple):
    """A match that a room refuses, and why."""

    match: Match
    reason: str


Outcome = Reading | Refusal
