"""Gold × the marks that went out × the marks that came back → gold as the people corrected it.

What nobody touched stays as it is, to the last field. What is new or has moved is read anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from newsextract.annotation.rereading import Rereader
from newsextract.annotation.tasks import FIELDS, IGNORE, Json, Mark
from newsextract.records import KINDS


@dataclass(frozen=True, slots=True)
class Revision:
    """Corrected gold, and what was done to it."""

    document: Json
    added: int
    changed: int
    removed: int
    unread: tuple[str, ...]  # the ids of records that a person has to give their values


def revise(document: Json, sent: Sequence[Mark], came: Sequence[Mark], reader: Rereader) -> Revision:
    """Bring corrections home.

    ``sent`` are the marks of the document's records and of what it ignores, in their order, as they would have come
    back untouched; ``came`` those that did. Both count in offsets of the page.
    """
    items: list[Json] = [*document["records"], *({**one, "type": IGNORE} for one in document.get("ignore") or ())]
    pairs = _pairs(sent, came)
    new_ids = _new_ids(items)
    kept: dict[int, Json] = {}
    added: list[Json] = []
    changes = 0
    for at, mark in enumerate(came):
        n = pairs.get(at)
        if n is not None and _same(sent[n], mark):
            kept[n] = items[n]
            continue
        fresh = reader.record(mark.type, (mark.start, mark.end)) | _values(mark, sent[n] if n is not None else None)
        if n is None:
            added.append(fresh if mark.type == IGNORE else {"id": next(new_ids[mark.type]), **fresh})
        else:
            changes += 1
            kept[n] = fresh if mark.type == IGNORE else {"id": items[n].get("id"), **fresh, **_beside(items[n])}
    ordered = [kept[n] for n in sorted(kept)] + added
    if changes or added:
        ordered.sort(key=lambda item: (list(item["span"]), KINDS.index(item["type"]) if item["type"] in KINDS else 0))
    records = [item for item in ordered if item["type"] != IGNORE]
    ids = {record.get("id") for record in records}
    revised: Json = {**document, "records": [_pointing(record, ids) for record in records]}
    ignored = [{k: v for k, v in item.items() if k != "type"} for item in ordered if item["type"] == IGNORE]
    if ignored or document.get("ignore") is not None:
        revised["ignore"] = ignored
    gone = len(items) - len(kept)
    if changes or gone:
        revised["facts"] = list(_facts(document, {r["id"]: r for r in records if r.get("id")}))
    unread = tuple(str(r.get("id")) for r in records if FIELDS[r["type"]] and not r.keys() & FIELDS[r["type"]])
    return Revision(revised, len(added), changes, gone, unread)


def _same(one: Mark, other: Mark) -> bool:
    return _key(one) == _key(other) and (one.fields or {}) == (other.fields or {})


def _key(mark: Mark) -> tuple[str, int, int]:
    return mark.type, mark.start, mark.end


def _pairs(sent: Sequence[Mark], came: Sequence[Mark]) -> dict[int, int]:
    """Which mark that came is which that went: the same, by its id, or the one of its type that it overlaps most."""
    left = dict(enumerate(sent))
    pairs: dict[int, int] = {}
    for ways in (_same, lambda a, b: _key(a) == _key(b), lambda a, b: bool(a.id) and (a.type, a.id) == (b.type, b.id)):
        where: dict[Any, list[int]] = {}
        for n, mark in left.items():
            where.setdefault(mark.type, []).append(n)
        for at, mark in enumerate(came):
            if at in pairs:
                continue
            hit = next((n for n in where.get(mark.type, ()) if n in left and ways(left[n], mark)), None)
            if hit is not None:
                pairs[at] = hit
                del left[hit]
    shared = sorted(
        (max(a.start, b.start) - min(a.end, b.end), at, n)
        for at, a in enumerate(came)
        if at not in pairs
        for n, b in left.items()
        if a.type == b.type and a.start < b.end and b.start < a.end
    )
    for _, at, n in shared:
        if at not in pairs and n in left:
            pairs[at] = n
            del left[n]
    return pairs


def _values(mark: Mark, before: Mark | None) -> Json:
    """What a person has written of the record in the tool; nothing where it is what went out with another span."""
    written = mark.fields or {}
    if not written or (before is not None and written == before.fields):
        return {}
    values: Json = {name: written.get(name) for name in FIELDS[mark.type] if name != "precision" or name in written}
    if mark.type == "money":
        values["modifier"] = written.get("modifier", "exact")
    return values


def _beside(record: Json) -> Json:
    """What a record says that its own span does not: who builds a project, and where."""
    return {name: record[name] for name in ("owner", "place", "mentions") if name in record}


def _pointing(record: Json, ids: set[Any]) -> Json:
    """A record whose mentions point at none that is gone."""
    mentions = record.get("mentions")
    if not mentions or all(mention.get("record") in ids | {None} for mention in mentions):
        return record
    return {**record, "mentions": [m if m.get("record") in ids else {**m, "record": None} for m in mentions]}


def _new_ids(items: Iterable[Json]) -> dict[str, Iterator[str]]:
    taken = {item.get("id") for item in items}
    return {kind: _numbered(kind, taken) for kind in KINDS}


def _numbered(kind: str, taken: set[Any]) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        if f"{kind}-{number}" not in taken:
            yield f"{kind}-{number}"


def _facts(document: Json, records: dict[str, Json]) -> Iterator[Json]:
    """The facts with the names and the values that their records have now; a record that is gone is no evidence."""
    before = {record["id"]: record for record in document["records"] if record.get("id")}
    names = _renamed(before, records)
    for fact in document.get("facts") or ():
        new = {**fact, "project": names.get(fact["project"], fact["project"])}
        for name in ("record", "evidence"):
            if isinstance(fact.get(name), str) and fact[name] not in records:
                new[name] = None
        proof = fact.get("evidence")
        if isinstance(proof, str) and proof in records and fact["value"] == _value(before.get(proof, {})):
            new["value"] = _value(records[proof]) or fact["value"]
        yield new


def _renamed(before: dict[str, Json], now: dict[str, Json]) -> dict[str, str]:
    """The names of projects that no record has any more, each with the name that its first record has now."""
    still = {record.get("name") for record in now.values() if record["type"] == "project"}
    names: dict[str, str] = {}
    for own, record in before.items():
        name = record.get("name")
        if record["type"] == "project" and name is not None and name not in still and own in now:
            names.setdefault(name, now[own]["name"])
    return names


def _value(record: Json) -> str | None:
    """What a fact takes from the record that is its evidence."""
    if record.get("type") == "money":
        return record.get("amount")
    if record.get("type") == "date" and record.get("start"):
        return f"{record['start']}/{record['end']}"
    return None


def trimmed(mark: Mark, text: str) -> Mark:
    """A mark without the white space that was drawn into its ends."""
    inner = text[mark.start : mark.end]
    start = mark.start + len(inner) - len(inner.lstrip())
    return replace(mark, start=start, end=start + len(inner.strip()))
