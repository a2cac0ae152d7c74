"""How far a run is, for whoever shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` files of ``total`` (None while they are still being found), passed over ones not counted.

    ``rate``: files a second, lately; ``seconds_left`` None where nobody can tell.
    """

    done: int
    total: int | None = None
    rate: float = 0
    seconds_left: float | None = None


def silent(progress: Progress) -> None:
    """Show nothing."""
