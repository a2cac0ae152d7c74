"""What is installed in an office program."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Status:
    """One office program: whether the buttons are in it in a word or two, and where, or what to do."""

    host: str
    state: str
    detail: str
