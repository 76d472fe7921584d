"""Pages as one HTML file that needs nothing else: ``report.html`` with ``report.css`` and ``report.js`` put into it.

The same pages give the same bytes. The file's security policy lets it load nothing and run nothing but that script.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from newsextract.render.report import lists
from newsextract.render.report.inspected import page_data
from newsextract.render.report.items import ReportPage
from newsextract.render.report.markup import Markup, data, escaped, joined, tag
from newsextract.render.report.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsextract.records import Document

_FROM = {"option": "given", "name": "from the file's name", "page": "as the page prints"}


def render(pages: list[ReportPage], why: Mapping[str, str], *, version: str, by_gold: bool) -> str:
    """Write a report; ``why`` says what each rule is there for, ``by_gold`` whether it opens in the view of gold."""
    style, script = _part("report.css"), _part("report.js")
    titles = [_title(page.parsed.document) for page in pages]
    used = {r.rule for page in pages for r in (*page.parsed.document.records, *page.parsed.document.rejects)}
    used |= {fact.rule for page in pages for fact in page.parsed.document.facts}
    shared: dict[str, Any] = {
        "why": {name: said for name, said in sorted(why.items()) if name in used},
        "byGold": by_gold,
    }
    several = len(pages) > 1
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'"
    return Template(_part("report.html")).substitute(
        policy=escaped(f"{policy}; form-action 'none'"),
        title=escaped(titles[0] if len(pages) == 1 else f"{len(pages)} pages"),
        style=style,
        index=_index(pages, titles) if several else "",
        pages=joined(_page(page, number, titles[number - 1], several) for number, page in enumerate(pages, 1)),
        data=joined([data("shared", shared), *(data(f"d{n}", page_data(page)) for n, page in enumerate(pages, 1))]),
        version=escaped(version),
        script=script,
    )


def _part(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _title(document: Document) -> str:
    return document.source.name


def _index(pages: list[ReportPage], titles: list[str]) -> Markup:
    head = tag("header", tag("h2", f"{len(pages)} pages"), class_="masthead")
    return tag("section", head, lists.index(pages, titles), id="index", class_="index", aria_label="Pages")


def _page(page: ReportPage, number: int, title: str, several: bool) -> Markup:
    prefix = f"p{number}"
    gold = page.compared is not None
    tables = [lists.gold_tables(page), lists.projects_table(page), lists.rejects_table(page), lists.records_table(page)]
    return tag(
        "section",
        _masthead(page, title),
        tag("div", _view() if gold else Markup(), lists.legend(page), class_="legend"),
        tag("article", sheet(page, prefix), class_="sheet", lang=_language(page), aria_label="The page"),
        tag("div", *tables, class_="tables"),
        class_="page",
        id=prefix,
        data_page=number,
        data_gold=gold,
        hidden=several,
        aria_label=title,
    )


def _view() -> Markup:
    choices = (("type", "Types"), ("gold", "Gold"))
    buttons = [tag("button", said, type="button", data_view=view, aria_pressed="false") for view, said in choices]
    return tag("div", tag("span", "Colour by"), *buttons, class_="view", role="group", aria_label="Colour by")


def _masthead(page: ReportPage, title: str) -> Markup:
    document = page.parsed.document
    head = document.masthead
    paper = head.newspaper if head is not None else None
    facts = [tag("span", f"{document.published}, {_FROM[document.published_from or 'option']}")]
    if document.published is None:
        facts = [tag("span", "no publication date")]
    if head is not None and head.page:
        facts.append(tag("span", f"page {head.page}"))
    facts += [tag("span", f"{document.source.characters:,} characters"), tag("span", document.source.encoding or "")]
    if document.source.replaced:
        facts.append(tag("span", f"{document.source.replaced} damaged"))
    if page.compared is not None:
        facts.append(tag("span", f"gold: {page.compared.gold}"))
    named = tag("p", paper, class_="paper", lang="zh-Hans") if paper else Markup()
    return tag("header", named, tag("h2", title, lang="zh-Hans"), tag("p", *facts, class_="facts"), class_="masthead")


def _language(page: ReportPage) -> str:
    return "zh-Hant" if page.parsed.document.source.encoding == "big5" else "zh-Hans"
