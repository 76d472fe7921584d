"""The articles of one page with their text, as ``newsextract articles`` gives them."""

from __future__ import annotations

from newsextract.articles import find_articles
from newsextract.find import Page
from newsextract.pipeline import lay_out, masthead_of, source_info
from newsextract.records import Article, Masthead, Model, SourceInfo, Span
from newsextract.source import Source


class Paragraph(Model):
    """A paragraph or subhead of an article in repaired text, with its raw span."""

    text: str
    span: Span
    subhead: bool = False


class FullArticle(Article):
    """An article with its text."""

    paragraphs: tuple[Paragraph, ...]


class ArticlePage(Model):
    """The articles of one page; offsets count as in ``Document``."""

    source: SourceInfo
    masthead: Masthead | None = None
    articles: tuple[FullArticle, ...] = ()


def articles_of(source: Source) -> ArticlePage:
    """Give the articles of one page with their text, and what the page prints of itself."""
    page = lay_out(source.text)
    return ArticlePage(source=source_info(source), masthead=masthead_of(page), articles=tuple(_full_articles(page)))


def _full_articles(page: Page) -> list[FullArticle]:
    """Give the articles of a page with their text, in page order of their bodies."""
    found = []
    for draft in find_articles(page):
        article = draft.article
        bodies = draft.spans[: len(article.pieces)]
        blocks = [block for start, end in bodies for block in page.blocks if start <= block.start and block.end <= end]
        paragraphs = [
            Paragraph(
                text=page.clean.text[block.start : block.end],
                span=page.clean.raw_span(block.start, block.end),
                subhead=block.head and article.kind == "report" and 0 < n < len(blocks) - 1,
            )
            for n, block in enumerate(blocks)
        ]
        found.append(FullArticle(**article.model_dump(), paragraphs=tuple(paragraphs)))
    return found
