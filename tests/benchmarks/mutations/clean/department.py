"""The 汇总表 of a department's own evaluation: its units, which together make the whole."""

from decimal import Decimal

from benchmarks.mutations.clean.data import words
from benchmarks.mutations.clean.draft import Draft, between
from benchmarks.mutations.clean.summary import put_unit, put_unit_total
from benchmarks.mutations.entries import exactly
from benchmarks.mutations.spans import half_up


def put_units(draft: Draft) -> None:
    """The department itself first, then its units; budget and executed amounts are those of the evaluation."""
    own = draft.entries["field.unit"].text
    others = [name for name in words()["units"] if name != own]
    names = [
        own + draft.chance.choice(["", "", "本级", "（本级）"]),
        *draft.chance.sample(others, draft.chance.randint(1, 4)),
    ]
    left = [draft.exact["budget"], draft.exact["executed"]]
    for number, name in enumerate(names):
        share = Decimal(1) if number == len(names) - 1 else between(draft.chance, 0.2, 0.6)
        budget = half_up(left[0] * share, draft.cents)
        executed = half_up(left[1] * share * (1 if share == 1 else between(draft.chance, 0.99, 1)), draft.cents)
        executed = max(executed, left[1] - (left[0] - budget))
        put_unit(draft, number, name, budget, min(executed, budget))
        left = [left[0] - budget, left[1] - min(executed, budget)]
    put_unit_total(draft, range(len(names)))
    draft.put("field.subordinates", exactly(len(names) - 1))
    if "field.unit_count" in draft.entries:
        draft.put("field.unit_count", exactly(len(names)))
