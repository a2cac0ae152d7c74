"""Small forms: what an action asks before it works. Hosts show them with their own dialogs.

Answers are texts by the key of the field: of a choice its value, of a file or folder its path, "" where the user
left a field blank.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

CONFIRMED = "confirmed"
"""The key by which a form without fields, which only asks whether to go on, is answered."""


class Kind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    FOLDER = "folder"
    OPEN_FILE = "open_file"
    SAVE_FILE = "save_file"


@dataclass(frozen=True)
class Choice:
    """One of the values that a field of choices takes, and what the user reads."""

    value: str
    caption: str


@dataclass(frozen=True)
class Field:
    """One line of a form. ``value`` stands there first; ``suffixes`` (``.xlsx``) are those of the files to show.

    ``required``: the host does not close the form while it is blank.
    """

    key: str
    caption: str
    kind: Kind = Kind.TEXT
    value: str = ""
    choices: tuple[Choice, ...] = ()
    suffixes: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True)
class Form:
    """A form: lines of text, then fields, then 确定 and 取消. One without fields asks whether to go on."""

    title: str
    fields: tuple[Field, ...] = ()
    text: tuple[str, ...] = ()

    def again(self, answers: Mapping[str, str], problem: str) -> "Form":
        """The form once more: what is the matter with the answers on top, these in their fields."""
        fields = tuple(replace(field, value=answers.get(field.key, field.value)) for field in self.fields)
        return replace(self, fields=fields, text=(problem, *self.text))
