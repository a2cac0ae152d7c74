"""What a framework stands on, and the entries that its forms have of their own."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from jixiao.model.parts import Identifier, Label, Part, Prose


class Reference(Part):
    """A legal or published source. ``confirmed``: what is taken from it was read in it or in a publication of it."""

    number: Label
    title: Label
    issued: Annotated[date | None, Field(strict=True)] = None
    confirmed: bool
    note: Prose = ""


class EntryField(Part):
    """A single entry of the form beside those of the cover: 财供人数, 未能完成原因.

    A ``choice`` prints its ``choices`` on one line, each with a box; one of them is ticked.
    """

    id: Identifier
    label: Label
    kind: Literal["text", "count", "choice"] = "text"
    choices: Annotated[tuple[Label, ...], Field(max_length=10)] = ()

    @model_validator(mode="after")
    def _has_choices(self) -> "EntryField":
        if (self.kind == "choice") != (len(self.choices) > 1):
            raise ValueError("选一项（choice）的应列出两个以上选项（choices），其他的不能有选项")
        return self
