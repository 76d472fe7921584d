"""What a tool carries along unread, and the types of what it says itself: checked before anything uses it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict

from newsextract.quality.goldshape import wrong_shape


def _gold(document: dict[str, Any]) -> dict[str, Any]:
    if wrong := wrong_shape(document):
        raise ValueError(f"is no gold document: {wrong}")
    return document


class Given(BaseModel):
    """What we read of JSON that a tool wrote; what else it holds is the tool's."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class Carried(Given):
    """The gold that went out, its name and its page; a page that a team brought itself has none of them."""

    name: str | None = None
    page: str | None = None
    document: Annotated[dict[str, Any], AfterValidator(_gold)] | None = None
