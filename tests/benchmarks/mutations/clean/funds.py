"""The fund table: exact amounts that add up, each rounded on its own."""

from collections.abc import Sequence

from benchmarks.mutations.clean.draft import Draft, between
from benchmarks.mutations.entries import LIVE, NIL, amount
from benchmarks.mutations.relations import Adds, HasBase, RateOf
from benchmarks.mutations.sayings import Filled, IsNumber
from benchmarks.mutations.spans import half_up
from jixiao.model.form import FundForm

ROLES = ("annual_budget", "executed")


def put_funds(draft: Draft, form: FundForm) -> None:
    """Budget and executed amounts by every way of splitting them, the total, the rates."""
    splits = [[line.id for line in form.group(name)] for name in ("source", "structure", "tier") if form.group(name)]
    for lines in splits:
        nil = lines[1] if len(lines) > 1 and lines == splits[0] and draft.chance.random() < 0.4 else ""
        _split(draft, [line for line in lines if line != nil])
        for role in ROLES if nil else ():
            draft.put(f"fund.{nil}.{role}", NIL)
    for role in ROLES:
        total = f"fund.total.{role}"
        draft.exact[total] = draft.exact["executed" if role == "executed" else "budget"]
        if form.line("total"):
            draft.live(total, amount(draft.exact[total], draft.decimals))
        else:
            draft.put(total, LIVE)  # no cell: the splits agree with each other
        if not draft.ours and form.line("total") and all(f"fund.{line}.{role}" in draft.exact for line in splits[0]):
            draft.must(Filled(total))  # of one source alone a total says nothing new
        draft.must(*(Adds(total, tuple(f"fund.{line}.{role}" for line in lines)) for lines in splits))
    _rates(draft, form)


def _split(draft: Draft, lines: Sequence[str]) -> None:
    """Both totals, divided among the lines."""
    budget, executed = draft.exact["budget"], draft.exact["executed"]
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        part = budget if last else half_up(budget * between(draft.chance, 0.3, 0.7), draft.cents)
        spent = executed if last else min(part, max(executed - (budget - part), part * between(draft.chance, 0.9, 1)))
        spent = half_up(spent, draft.cents)
        budget, executed = budget - part, executed - spent
        draft.money(f"fund.{line}.annual_budget", part)
        draft.money(f"fund.{line}.executed", spent)


def _rates(draft: Draft, form: FundForm) -> None:
    for line in form.lines:
        ids = [f"fund.{line.id}.{role}" for role in ROLES]
        rate = f"fund.{line.id}.execution_rate"
        wanted = [id for id in ids if line.group != "total" and (draft.ours or id in draft.exact)]
        draft.must(*map(Filled, wanted), *(IsNumber(id, draft.ours) for id in (*wanted, rate)))
        if ids[0] in draft.exact:
            draft.exact[rate] = draft.exact[ids[1]] / draft.exact[ids[0]]
            draft.live(rate, draft.rate(draft.exact[rate]))
            draft.must(RateOf(rate, (ids[1],), (ids[0],)), HasBase(rate, ids[0]))
        elif draft.chance.random() < 0.3 and line.group != "total":
            draft.put(rate, NIL)
        else:
            draft.put(rate, LIVE)
