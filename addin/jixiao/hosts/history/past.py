"""From the lines of a journal to what can be undone: pure reckoning over steps."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from jixiao.hosts.history.steps import REDO, UNDO, Step


@dataclass(frozen=True)
class Undone:
    """An undo that can be taken back, and the steps that come back with it."""

    by: Step
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Past:
    """The steps that can be taken back, and the undos that can; the newest last in both."""

    done: tuple[Step, ...] = ()
    undone: tuple[Undone, ...] = ()


def happened(steps: Sequence[Step], now: str) -> tuple[Step, ...]:
    """The steps without those that a failure or a kill kept from happening.

    A line is written before its step is taken. ``now`` is the hash of the file as it is: where a step started
    from what came after it and led elsewhere, it did not happen.
    """
    found: list[Step] = []
    for step in reversed(steps):
        if step.after != now and step.before == now:
            continue
        found.append(step)
        now = step.before
    return tuple(reversed(found))


def merged(steps: Iterable[Step]) -> list[Step]:
    """The steps with one for all that one run of a command wrote: such lines share their copy."""
    found: list[Step] = []
    for step in steps:
        if found and found[-1].copy == step.copy:
            first = found[-1]
            found[-1] = replace(first, after=step.after, cells=Counter(first.cells) + Counter(step.cells))
        else:
            found.append(step)
    return found


def past_from(steps: Iterable[Step], kept: Container[str]) -> Past:
    """What the steps leave to undo and to redo; only as far back as their copies are kept."""
    done: list[Step] = []
    undone: list[Undone] = []
    for step in merged(steps):
        if step.command == UNDO:
            first = max(len(done) - step.steps, 0)
            undone.append(Undone(step, tuple(done[first:])))
            del done[first:]
        elif step.command == REDO:
            done += undone.pop().steps if undone else ()
        else:
            done.append(step)
            undone.clear()
    missing = [number for number, step in enumerate(done, 1) if step.copy not in kept]
    return Past(tuple(done[max(missing, default=0) :]), tuple(each for each in undone if each.by.copy in kept))


def latest(steps: Sequence[Step], count: int) -> tuple[Step, ...]:
    """The lines of so many newest steps."""
    copies = list(dict.fromkeys(step.copy for step in steps))[-count:]
    return tuple(step for step in steps if step.copy in copies)
