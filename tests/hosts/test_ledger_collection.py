"""A collection in a ledger comes to what it comes to in memory, in whatever order its files arrive."""

import random
from hashlib import sha256

import pytest

from consolidate.made_submissions import as_summary, rolled_up, submission
from jixiao.consolidate.collection import Collection, InMemory
from jixiao.consolidate.consolidating import consolidate
from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.judging.acceptance import head_of
from jixiao.consolidate.judging.organisation import Expected, Organisation
from jixiao.consolidate.plan import Plan
from jixiao.consolidate.returns.submission import Arrival, Content, Refused
from jixiao.hosts.ledger.collection import LedgerCollection
from jixiao.hosts.ledger.opening import temporary_ledger
from jixiao.model.figures import Missing

NAMES = ("甲站", "乙 站", "乙站", "“丙”站", "丙站", "某市丁站", "丁站", "一局", "二局", "")
LIST = Organisation((
    Expected("1", "一局"), Expected("11", "甲站", "1", ("甲",)), Expected("12", "某市丁站", "1"), Expected("2", "二局"),
    Expected("21", "乙站", "2"), Expected("22", "“丙”站", "2"),
))  # fmt: skip


def random_arrivals(chance: random.Random, count: int) -> list[tuple[Arrival, float]]:
    """Arrivals of few units, with everything that happens to them, and the times of their files."""
    found = []
    for number in range(count):
        department = chance.choice(["一局", "二局", "某市一局", "一局", ""])
        one = submission(
            chance.choice(NAMES), number + 1, chance.choice([number, number, Missing.NIL]), 90, department=department,
            file=f"{number}.xlsx", year=chance.choice(["2021", "2021", "2021", "2020", ""]),
            state=chance.choice(["", "", "送审", "退回"]), money_unit=chance.choice(["万元", "万元", "元"]),
            content=chance.choice([Content.UNIT] * 9 + [Content.WHOLE_DEPARTMENT, Content.OTHER]),
            missing=chance.choice([(), (), (), ("全年执行数没有填",)]),
            digest=sha256(str(chance.randrange(count)).encode()).hexdigest(),
        )  # fmt: skip
        found.append((one, float(chance.randrange(3))))
    found.append((Refused("坏.xlsx", "", "坏.xlsx：打不开。"), 0.0))
    listed = rolled_up([submission(name, 5, 4, 80, department="二局") for name in ("乙站", "戊站")])
    found.append((as_summary(listed, "二局", digest="f" * 64), 1.0))
    return _with_equal_bytes(found)


def _with_equal_bytes(found: list[tuple[Arrival, float]]) -> list[tuple[Arrival, float]]:
    """What has the same digest is the same but for its name."""
    import dataclasses

    known: dict[str, Arrival] = {}
    return [(dataclasses.replace(known.setdefault(one.digest, one), file=one.file) if one.digest else one, time)
            for one, time in found]  # fmt: skip


def in_memory(arrivals: list[tuple[Arrival, float]], plan: Plan) -> Consolidation:
    heads = [head_of(arrival, id, file_time=time) for id, (arrival, time) in enumerate(arrivals, 1)]
    return consolidate(InMemory([arrival for arrival, _ in arrivals], heads), plan)


def in_ledger(arrivals: list[tuple[Arrival, float]], plan: Plan) -> Consolidation:
    with temporary_ledger() as ledger:
        run = ledger.begin("roundup")
        for arrival, time in arrivals:
            run.record(arrival.file, 1, time, arrival)
        run.settle()
        collection: Collection = LedgerCollection(ledger)
        return consolidate(collection, plan)


def result(found: Consolidation) -> object:
    aside = sorted((said.head.file, said.standing, said.code, said.reason) for said in found.not_counted)
    rows = [(row.name, row.code, row.figures, row.origins) for row in found.rows]
    return rows, found.totals.to_text(), aside, sorted(found.remarks), found.missing, found.counted, found.department


@pytest.mark.parametrize("with_list", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_ledger_and_memory_and_any_order_come_to_the_same(seed: int, with_list: bool) -> None:
    chance = random.Random(seed)
    arrivals = random_arrivals(chance, 40)
    plan = Plan(organisation=LIST if with_list else None, year="2021")
    right = in_memory(arrivals, plan)
    assert result(in_ledger(arrivals, plan)) == result(right)
    assert result(in_memory(chance.sample(arrivals, len(arrivals)), plan)) == result(right)
    assert result(in_ledger(chance.sample(arrivals, len(arrivals)), plan)) == result(right)
    assert right.totals.units == len(right.rows)
    assert len({(row.unit, row.department) for row in right.rows}) == len(right.rows)
