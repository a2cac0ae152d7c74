"""How far a run is, for whoever shows it.

arrivals(…, progress=lambda progress: …)      hears a ``Progress`` a few times a second, and at the end
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

_APART_SECONDS, _LATELY_SECONDS = 0.2, 10.0


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` files of ``total`` (None while they are still being found); what was passed over is not counted.

    ``rate``: files a second, lately. ``seconds_left``: None where nobody can tell.
    """

    done: int
    total: int | None = None
    rate: float = 0
    seconds_left: float | None = None


Listener = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Show nothing."""


class Meter:
    """Counts files and tells its listener now and then."""

    def __init__(self, listener: Listener, clock: Callable[[], float] = monotonic) -> None:
        self._listener, self._clock = listener, clock
        self._marks: deque[tuple[float, int]] = deque([(clock(), 0)])
        self._done = 0

    def count(self, total: int | None) -> None:
        """One more file is done, of so many."""
        self._done += 1
        now = self._clock()
        if now - self._marks[-1][0] >= _APART_SECONDS:
            self._marks.append((now, self._done))
            while len(self._marks) > 2 and now - self._marks[1][0] > _LATELY_SECONDS:
                self._marks.popleft()
            self.tell(total)

    def tell(self, total: int | None) -> None:
        """Tell how far it is."""
        seconds, before = self._marks[0]
        passed = self._clock() - seconds
        rate = (self._done - before) / passed if passed > 0 else 0.0
        left = (total - self._done) / rate if total is not None and rate > 0 else None
        self._listener(Progress(self._done, total, rate, left))
