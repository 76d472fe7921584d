"""What the words for how far a project is mean: a stage, and the date that one says."""

from __future__ import annotations

from newsextract.rules import Room

_FIELDS = {"started": "start_date", "completed": "completion_date", "in_operation": "completion_date"}


class StageWords:
    """Reads words by ``[words]`` of ``patterns/stages.toml`` and ``patterns/facts.toml``."""

    def __init__(self, room: Room) -> None:
        """Take the words of the room."""
        kept = ("status", "progress", "milestone", "dated")
        self._status, self._progress, self._milestones, self._dated = (room.words[it] for it in kept)

    def stage(self, word: str) -> str | None:
        """The stage of a word, or that of the verb that it ends in: 全线|贯通."""
        verbs = (word[n:] for n in range(len(word) - 1))
        return next((it for verb in verbs if (it := self._status.get(verb) or self._progress.get(verb))), None)

    def milestone(self, word: str) -> str | None:
        """The field of a date that a word says; 带电投运 says what 投运 does, and 胜利竣工 what 竣工 does."""
        known = self._status.get(word) or self._progress.get(word) or ""
        if word not in self._milestones and (field := _FIELDS.get(known)):
            inside = (word[a:b] for a in range(len(word) - 1) for b in range(a + 2, len(word) + 1))
            return next((field for part in inside if self._milestones.get(part) == field), None)
        return self._milestones.get(word)

    def dated(self, word: str) -> str | None:
        """The stage that a word shows only where its day is told and over."""
        return self._dated.get(word)
