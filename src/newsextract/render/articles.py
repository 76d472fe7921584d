"""The articles of a page as text: plain, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import regex

from newsextract.article_page import ArticlePage, FullArticle
from newsextract.records import Masthead
from newsextract.render import ArticleForm

_MARKUP = regex.compile(r"([\\`*_\[\]<>])|^(?=(?:[#+\-=~|]|\d+[.)]\s))")


def render(page: ArticlePage, form: ArticleForm) -> str:
    """Write the articles of a page in one form."""
    return _FORMS[form](page)


def as_text(page: ArticlePage) -> str:
    """Write headline, byline and paragraphs line by line, with an empty line between two articles.

    What the page prints of itself is left out. No paragraph is empty, so an empty line always parts two articles.
    """
    return "\n".join("\n".join([*_above(article), *_body(article)]) + "\n" for article in page.articles)


def as_json(page: ArticlePage) -> str:
    """Write the ``ArticlePage`` as it is, Chinese unescaped."""
    return page.model_dump_json(indent=2) + "\n"


def as_markdown(page: ArticlePage) -> str:
    """Write one chapter for each article: its headline, its byline in italics, its subheads one level deeper."""
    chapters = [f"# {_escaped(_of(page.masthead) or page.source.name)}"]
    for article in page.articles:
        parts = [f"## {_escaped(article.headline or f'({article.kind} {article.id[1:]})')}"]
        if article.byline:
            parts.append(f"*{_escaped(article.byline)}*")
        parts += [f"### {_escaped(p.text)}" if p.subhead else _escaped(p.text) for p in article.paragraphs]
        chapters += parts
    return "\n\n".join(chapters) + "\n"


def _above(article: FullArticle) -> Iterator[str]:
    if article.headline:
        yield article.headline
    if article.byline and not any(article.byline in paragraph.text for paragraph in article.paragraphs):
        yield article.byline


def _body(article: FullArticle) -> Iterator[str]:
    return (paragraph.text for paragraph in article.paragraphs)


def _of(masthead: Masthead | None) -> str:
    if masthead is None:
        return ""
    page = f"第{masthead.page}版" if masthead.page else None
    return " ".join(str(part) for part in (masthead.newspaper, masthead.date, masthead.weekday, page) if part)


def _escaped(text: str) -> str:
    """Keep the page's own characters from being read as markup."""
    return _MARKUP.sub(lambda match: f"\\{match.group()}", text)


_FORMS: Mapping[ArticleForm, Callable[[ArticlePage], str]] = {
    ArticleForm.TXT: as_text,
    ArticleForm.JSON: as_json,
    ArticleForm.MARKDOWN: as_markdown,
}
