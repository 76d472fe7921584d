"""HTML that is escaped wherever something is put into it: text goes in as text, and only ``Markup`` as HTML."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from typing import Any

from newsextract.render.visible import visible


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """Give text as HTML; what is invisible or turns the reading direction round is written as an escape.

    >>> escaped('</script><b title="x">\\u202e')
    '&lt;/script&gt;&lt;b title=&quot;x&quot;&gt;\\\\u202e'
    """
    return text if isinstance(text, Markup) else Markup(html.escape(visible(text)))


def joined(children: Iterable[str]) -> Markup:
    """Put children one behind the other, those that are no ``Markup`` escaped."""
    return Markup("".join(map(escaped, children)))


def tag(name: str, *children: str, **attributes: str | int | bool | None) -> Markup:
    """Write an element; ``_`` in the name of an attribute is ``-``.

    None and False leave an attribute out, True says only its name.

    >>> tag("a", "1 < 2", href="#p1", data_x=None, class_="go", hidden=True)
    '<a href="#p1" class="go" hidden>1 &lt; 2</a>'
    """
    parts = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        called = key.rstrip("_").replace("_", "-")
        parts.append(called if value is True else f'{called}="{escaped(str(value))}"')
    return Markup(f"<{' '.join(parts)}>{joined(children)}</{name}>")


def data(name: str, given: Any) -> Markup:
    """Write data for the script: JSON in which nothing can end the element or open another.

    >>> data("d", ["</script>", "&"])
    '<script type="application/json" id="d">["\\\\u003c/script\\\\u003e","\\\\u0026"]</script>'
    """
    text = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(f'<script type="application/json" id="{escaped(name)}">{text}</script>')
