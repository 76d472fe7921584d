"""What may change about a page without changing what it says: its columns, its noise, its neighbours.

The articles are those of ``samples/``: their repaired text is set anew, and the new page must name the same projects
and say the same of them.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import newsextract
from newsextract.article_page import FullArticle, articles_of
from newsextract.pipeline import lay_out
from newsextract.records import Project
from newsextract.source import read

SAMPLES = sorted((Path(__file__).resolve().parent.parent / "samples").glob("*.txt"))
COLUMNS = [path for path in SAMPLES if not lay_out(path.read_text("utf-8")).cells]  # the rows of a table are lines
every_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)

NEIGHBOUR_ABOVE = """市图书馆延长开放时间

本报讯 （记者 陆杉）从本周起，市图书馆开放时间延
长到晚上九点，周末不休。读者凭身份证就能借书。
"""
NEIGHBOUR_BELOW = """两名少年跳水救人受表彰

本报讯 （通讯员 白桦）日前，两名少年在放学路上救起
一名落水老人，学校为他们颁发了见义勇为奖状。
"""


@cache
def articles(path: Path) -> tuple[FullArticle, ...]:
    """The reports and briefs of a page that are long enough to fill a column."""
    return tuple(
        article
        for article in articles_of(read(path)).articles
        if article.kind != "caption" and sum(len(p.text) for p in article.paragraphs) > 60
    )


def wrapped(text: str, width: int, indent: str = "") -> str:
    """A paragraph in a column; Latin letters and digits break where the line ends, as OCR shows them."""
    text = indent + text
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


def in_columns(article: FullArticle, width: int) -> str:
    return "\n".join(wrapped(p.text, width, "" if p.subhead else "　　") for p in article.paragraphs)


def blanks(text: str, draw: random.Random) -> str:
    """Blanks round some numbers and marks."""
    return re.sub(r"(?<=\d)(?=[一-鿿])|(?<=[一-鿿])(?=\d)|(?<=[，。、])", lambda _: draw.choice(("", "", " ")), text)


def empty_lines(text: str, draw: random.Random) -> str:
    """Empty lines between the lines of a paragraph."""
    return re.sub(r"(?<=[^。！？”\n])\n(?=[^\n\u3000])", lambda _: draw.choice(("\n", "\n", "\n", "\n\n")), text)


def full_width(text: str, draw: random.Random) -> str:
    """Some digits and signs in full width."""
    return re.sub(r"[0-9%]+", lambda m: m[0].translate(WIDE) if draw.random() < 0.5 else m[0], text)


WIDE = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in "0123456789%"})
NOISES: tuple[Callable[[str, random.Random], str], ...] = (blanks, empty_lines, full_width)


def said(page: str, day: str) -> tuple[list[str], list[tuple[str, str, str]]]:
    """The names of a page's projects, and what it says of each."""
    document = newsextract.parse(page, published=day)
    names = [_plain(record.name) for record in document.records if isinstance(record, Project)]
    return names, sorted((_plain(fact.project), fact.field, _plain(fact.value)) for fact in document.facts)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(text.split()))


def day(path: Path) -> str:
    return path.stem[-10:]


@pytest.mark.parametrize("path", COLUMNS, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [13, 18, 24, 31])
def test_the_width_of_a_column_changes_nothing_that_is_said(path: Path, width: int) -> None:
    for article in articles(path):
        assert said(in_columns(article, width), day(path)) == said(in_columns(article, 400), day(path))


@every_sample
@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.__name__)
def test_noise_changes_nothing_that_is_said(path: Path, noise: Callable[[str, random.Random], str]) -> None:
    for number, article in enumerate(articles(path)):
        plain = in_columns(article, 22)
        assert said(noise(plain, random.Random(number)), day(path)) == said(plain, day(path))


@every_sample
def test_neighbours_change_nothing_that_an_article_says(path: Path) -> None:
    for article in articles(path):
        alone = in_columns(article, 22)
        assert said(f"{NEIGHBOUR_ABOVE}\n{alone}\n\n{NEIGHBOUR_BELOW}", day(path)) == said(alone, day(path))


def test_there_is_something_to_set_anew() -> None:
    assert sum(len(articles(path)) for path in SAMPLES) > 20
