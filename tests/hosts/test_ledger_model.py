"""Random histories of a collection: whatever happened, the ledger knows what the sources have and what changed."""

import random
from dataclasses import replace

import pytest

from arrivals import submission
from jixiao.consolidate.follow_up.changes import Kind
from jixiao.consolidate.judging.acceptance import Head, Judgement, Standing, Verdict
from jixiao.consolidate.returns.submission import Submission
from jixiao.hosts.ledger.comparing import unit_changes
from jixiao.hosts.ledger.opening import temporary_ledger
from jixiao.hosts.ledger.store import Ledger

UNITS = tuple(f"单位{number}" for number in range(6))


class Sources:
    """A folder in memory: name → what stands in the file, and when it was written."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.files, self.clock = chance, dict[str, tuple[Submission, float]](), 0.0

    def change(self) -> None:
        """One thing that people do."""
        kind = self.chance.choice(("send", "send", "send", "save anew", "delete", "move", "copy", "swap"))
        names = sorted(self.files)
        if kind == "send" or not names:
            unit = self.chance.choice(UNITS)
            self.write(f"{unit}.xlsx", submission(unit, self.chance.randrange(80, 84)))
            return
        name = self.chance.choice(names)
        content, time = self.files[name]
        if kind == "save anew":
            self.write(name, replace(content, digest=f"{self.chance.getrandbits(256):064x}", modified=str(self.clock)))
        elif kind == "delete":
            del self.files[name]
        elif kind == "move":
            del self.files[name]
            self.files[f"已报/{name}"[-40:]] = content, time
        elif kind == "copy":
            self.files[f"副本/{name}"[-40:]] = content, time
        else:
            other = self.chance.choice(names)
            self.files[name], self.files[other] = self.files[other], self.files[name]

    def write(self, name: str, content: Submission) -> None:
        self.clock += 1
        self.files[name] = content, self.clock

    def counting(self) -> dict[str, Submission]:
        """Unit → what counts of it: here simply the first file by name."""
        found: dict[str, Submission] = {}
        for name in sorted(self.files):
            found.setdefault(self.files[name][0].unit, self.files[name][0])
        return found


def take_in(ledger: Ledger, sources: Sources, until: int | None = None) -> int:
    """A run, broken off after so many files if ``until`` is given; how many files were read."""
    run, read = ledger.begin("roundup"), 0
    for number, (name, (content, time)) in enumerate(sorted(sources.files.items())):
        if number == until:
            run.flush()
            return read
        if not run.knows(name, len(content.digest), time):
            run.record(name, len(content.digest), time, replace(content, file=name))
            read += 1
    run.settle()
    run.finish(judged(ledger))
    return read


def judged(ledger: Ledger) -> list[Judgement]:
    counted = set[str]()
    found = []
    for head in sorted(ledger.heads(), key=lambda head: head.file):
        standing = Standing.SUPERSEDED if head.unit in counted else Standing.COUNTED
        counted.add(head.unit)
        found.append(Judgement(head, standing))
    return found


def reported(content: Submission) -> tuple[object, ...]:
    return content.unit, content.figures["self_score"]


def check_verdicts(heads: list[Head], verdicts: dict[tuple[object, ...], Verdict], sources: Sources) -> None:
    for head in heads:
        assert head.verdict is verdicts.get(reported(sources.files[head.file][0]), Verdict.OPEN)


@pytest.mark.parametrize("seed", [*range(12), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(12, 400))])
def test_ledger_agrees_with_what_happened(seed: int) -> None:
    chance = random.Random(seed)
    sources = Sources(chance)
    verdicts: dict[tuple[object, ...], Verdict] = {}
    before: dict[str, Submission] = {}
    finished = 0
    with temporary_ledger() as ledger:
        for _ in range(12):
            for _ in range(chance.randrange(5)):
                sources.change()
            if chance.random() < 0.3:
                take_in(ledger, sources, chance.randrange(4))
            take_in(ledger, sources)
            heads = list(ledger.heads())
            there = [(name, content.digest) for name, (content, _) in sources.files.items()]
            assert sorted((head.file, head.digest) for head in heads) == sorted(there)
            check_verdicts(heads, verdicts, sources)
            assert take_in(ledger, sources) == 0
            last = ledger.runs()[-1].id
            if finished:
                check_changes(ledger, (finished, last), before, sources.counting())
            before, finished = sources.counting(), last
            if heads and chance.random() < 0.5:
                head, verdict = chance.choice(heads), chance.choice(list(Verdict))
                ledger.decide(head.id, verdict=verdict)
                verdicts[reported(sources.files[head.file][0])] = verdict


def check_changes(
    ledger: Ledger, runs: tuple[int, int], before: dict[str, Submission], after: dict[str, Submission]
) -> None:
    """The changes are just those that a comparison of what counted before and what counts now gives."""
    expected = set()
    for unit in {*before, *after}:
        old, new = before.get(unit), after.get(unit)
        if old is None:
            expected.add((unit, Kind.NEW))
        elif new is None:
            expected.add((unit, Kind.WITHDRAWN))
        elif reported(old) != reported(new):
            expected.add((unit, Kind.RESUBMITTED))
    found = [(change.move.shown.unit, change.move.kind) for change in unit_changes(ledger, *runs)]
    assert len(found) == len(set(found))
    assert set(found) == expected
