"""Which short name stands for which full one: 澄梧公路 for 澄川至梧陵二级公路, 宏宇项目 for 宏宇铜业高精铜箔项目."""

from __future__ import annotations

from collections.abc import Iterable

from newsextract.compiled import compiled

_CLOSING = compiled(r"(?:建设)?(?:项目|工程)$")
_PHASE = compiled(r"[一二三四五首]期(?:工程|项目)?$")


def full_names(names: Iterable[str]) -> dict[str, str]:
    """Give each name the full one that it stands for on the same page, or itself.

    >>> full_names(["宏宇铜业高精铜箔项目", "宏宇项目", "启明产业园", "启明产业园二期"])["宏宇项目"]
    '宏宇铜业高精铜箔项目'
    >>> full_names(["启明产业园", "启明产业园二期"])["启明产业园"]
    '启明产业园'
    """
    unique = list(dict.fromkeys(names))
    full = {}
    for name in unique:
        longer = [other for other in unique if len(other) > len(name) and stands_for(name, other)]
        full[name] = max(longer, key=len) if longer else name
    return full


def stands_for(short: str, name: str) -> bool:
    """Whether a short name says in fewer characters what a full one says.

    Both end in the same head, or the short one is a firm or place with 项目; a phase is a project of its own.
    """
    if _PHASE.search(name) and not _PHASE.search(short):
        return False
    core, whole = _CLOSING.sub("", short), _CLOSING.sub("", name)
    if core == whole:
        return True
    if len(core) < 2 or not _subsequence(core, whole):
        return False
    if short.endswith("项目") and core[:2] == whole[:2]:
        return True
    return core[-2:] == whole[-2:] and (whole.endswith(core) or core[0] == whole[0])


def _subsequence(short: str, name: str) -> bool:
    rest = iter(name)
    return all(c in rest for c in short)
