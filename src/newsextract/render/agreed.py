"""The agreement of two annotators, as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsextract.records import KINDS
from newsextract.render.misses import in_line, line_of, words
from newsextract.render.visible import visible

if TYPE_CHECKING:
    from newsextract.quality.agreement import Agreement
    from newsextract.quality.scoring import Tally

_SCORES = ("span", "value", "strict", "attributes")


def table(agreement: Agreement, most: int) -> Iterator[str]:
    """Write what they disagree on, A above B, ``most`` places of it (0: all), and how far they agree."""
    shown = agreement.misses[:most] if most else agreement.misses
    for gold, miss in shown:
        yield f"{visible(str(gold.page))}:{line_of(gold, miss)}: {miss.type}: {words(miss)}\n"
        yield f"    A   {visible(miss.expected or '–')}\n"
        yield f"    B   {visible(miss.found or '–')}\n"
        yield f"    in  {in_line(gold, miss)}\n"
    if len(agreement.misses) > len(shown):
        yield f"… and {len(agreement.misses) - len(shown)} more (--show 0 shows all)\n"
    if shown:
        yield "\n"
    heads = " ".join(f"{head:>6}" for head in ("span", "value", "strict", "attr.", "kappa"))
    yield f"{'type':8} {'A':>5} {'B':>5} {'both':>5}  {heads}\n"
    for kind in KINDS:
        tally = agreement.tallies[f"{kind}.span"]
        figures = " ".join(_f1(agreement.tallies.get(f"{kind}.{score}")) for score in _SCORES)
        kappa = agreement.kappas[kind]
        agreed = "–" if kappa is None else f"{kappa:.3f}"
        counts = f"{tally.gold:5} {tally.found:5} {tally.hits:5}"
        yield f"{kind:8} {counts}  {figures} {agreed:>6}\n"
    for name in ("facts.value", "articles.extent"):
        if name in agreement.tallies:
            tally = agreement.tallies[name]
            yield f"{name.partition('.')[0]:8} {tally.gold:5} {tally.found:5} {tally.hits:5}  {'':6} {tally.f1:6.3f}\n"


def _f1(tally: Tally | None) -> str:
    """An F1, or a dash where neither has anything of the kind."""
    return f"{tally.f1:6.3f}" if tally and (tally.gold or tally.found) else f"{'–':>6}"


def as_json(agreement: Agreement) -> str:
    """Write the same for programs."""
    data = {
        "scores": {
            name: {"a": tally.gold, "b": tally.found, "both": tally.hits, "f1": tally.f1}
            for name, tally in agreement.tallies.items()
        },
        "kappa": agreement.kappas,
        "disagreements": [
            {
                "page": str(gold.page),
                "line": line_of(gold, miss),
                "type": miss.type,
                "span": miss.span,
                "text": miss.text,
                "a": miss.expected,
                "b": miss.found,
            }
            for gold, miss in agreement.misses
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
