"""叙述数据: what the report's text says of the tables, and figures of its own with base, change and percentage."""

from decimal import Decimal

from benchmarks.mutations.clean.data import words
from benchmarks.mutations.clean.draft import Draft, between
from benchmarks.mutations.entries import Entry, amount, exactly, percent_text, plain
from benchmarks.mutations.relations import Adds, Counted, Growth, RateOf, Same
from benchmarks.mutations.sayings import Says
from benchmarks.mutations.spans import half_up
from jixiao.model.form import StatementsForm


def put_statements(draft: Draft, form: StatementsForm) -> None:
    """The framework's rows first, then some of the unit's own."""
    for number, (_, fact) in enumerate(sorted(form.concepts.items())):
        if draft.chance.random() < 0.8:
            _of_table(draft, number, fact)
    first = len(draft.framework.statements)
    own = _Own(draft, form, first)
    for part in (own.growth, own.growth, own.growth, own.share, own.parts, own.completion, own.counted, own.repeated):
        if draft.chance.random() < 0.6:
            part()


def _of_table(draft: Draft, number: int, fact: str) -> None:
    """A figure of the form once more; rates as the text prints them, amounts perhaps rounded further."""
    place = (
        fact
        if fact.startswith(("fund.", "total."))
        else fact.replace("rates.", "rate.", 1)
        if fact.startswith("rates.")
        else f"concept.{fact}"
    )
    id = f"stated.{number}.value"
    if fact == "total.grade":
        relation = next((r for r in draft.relations if getattr(r, "id", "") == "grade"), None)
        if relation is not None:
            text = relation.grade(draft.exact["total.score"])  # type: ignore[attr-defined]
            draft.put(id, text)
            draft.must(Says(id, text))
        return
    if fact == "total.score":
        total = sum((draft.entries[f"row.{row.number}.score"].value for row in draft.rows), Decimal(0))  # type: ignore[misc]
        draft.put(id, exactly(total))
    elif place not in draft.exact:
        return
    elif "rate" in place:
        unit = draft.framework.statements[number].unit
        decimals = draft.framework.rate(fact.removeprefix("rates.")).decimals - 2 if fact.startswith("rates.") else 2
        text = percent_text(draft.exact[place], decimals if decimals > 2 else draft.places)
        draft.put(id, exactly(Decimal(text[:-1])) if unit == "%" and draft.chance.random() < 0.3 else text)
        if draft.entries[id].text[-1:] != "%":
            draft.put(id, Entry(draft.entries[id].value, len(text.partition(".")[2].rstrip("%"))))
            draft.must(Same(id, place, Decimal(100)))
            return
    elif place.startswith("concept.") and draft.entries[place].decimals is None:
        draft.put(id, exactly(draft.exact[place]))
    else:
        draft.put(id, amount(draft.exact[place], draft.decimals))
    draft.must(Same(id, place))
    _place(draft, number)


def _place(draft: Draft, number: int) -> None:
    if draft.chance.random() < 0.7:
        draft.put(f"stated.{number}.place", draft.chance.choice(words()["stated"]["places"]))


class _Own:
    """The unit's own rows, each kind with what must hold in it."""

    def __init__(self, draft: Draft, form: StatementsForm, first: int) -> None:
        self._draft, self._form, self._next = draft, form, first
        self._money = draft.framework.money_unit
        self._grown = draft.chance.sample(words()["stated"]["grown"], len(words()["stated"]["grown"]))

    def _row(self, item: str, unit: str, relation: str = "") -> int:
        number, self._next = self._next, self._next + 1
        for role, text in (("item", item), ("unit", unit), ("relation", relation)):
            if text and role in self._form.table.columns:
                self._draft.put(f"stated.{number}.{role}", text)
        _place(self._draft, number)
        return number

    def _amount(self, low: float = 0.01, high: float = 0.3) -> Decimal:
        return half_up(self._draft.exact["budget"] * between(self._draft.chance, low, high), self._draft.cents)

    def _share(self, number: int, share: Decimal, role: str = "percentage") -> None:
        draft = self._draft
        if draft.chance.random() < 0.5:
            draft.put(f"stated.{number}.{role}", percent_text(share, draft.places))
        else:
            look = f"0.{'0' * draft.places}%" if draft.places else "0%"
            draft.put(f"stated.{number}.{role}", Entry(plain(half_up(share, draft.places + 2)), draft.places + 2, look))

    def growth(self) -> None:
        """This year, last year, the change, the percentage: all of them, or some."""
        draft = self._draft
        number = self._row(self._grown.pop(), self._money, draft.chance.choice(["", "增减"]))
        base = self._amount()
        value = half_up(base * between(draft.chance, 0.6, 1.6), draft.cents)
        ids = {role: f"stated.{number}.{role}" for role in ("value", "base", "change", "percentage")}
        draft.money(ids["value"], value)
        if draft.chance.random() < 0.85:
            draft.money(ids["base"], base)
        if draft.chance.random() < 0.8 or ids["base"] not in draft.entries:
            draft.money(ids["change"], value - base)
        self._share(number, (value - base) / base)
        if ids["base"] in draft.entries:
            draft.must(Growth(**ids))

    def share(self) -> None:
        """A part of a whole, as a percentage."""
        draft = self._draft
        if "relation" not in self._form.table.columns:
            return
        number = self._row(self._grown.pop(), self._money, "占比")
        whole = self._amount(0.4, 1.2)
        part = half_up(whole * between(draft.chance, 0.05, 0.7), draft.cents)
        draft.money(f"stated.{number}.value", part)
        draft.money(f"stated.{number}.base", whole)
        self._share(number, part / whole)
        draft.must(RateOf(f"stated.{number}.percentage", (f"stated.{number}.value",), (f"stated.{number}.base",)))

    def completion(self) -> None:
        """Done, of what was planned."""
        draft = self._draft
        if "relation" not in self._form.table.columns:
            return
        number = self._row(self._grown.pop(), self._money, "完成")
        planned = self._amount()
        done = half_up(planned * between(draft.chance, 0.7, 1), draft.cents)
        draft.money(f"stated.{number}.value", done)
        draft.money(f"stated.{number}.base", planned)
        self._share(number, done / planned)
        draft.must(RateOf(f"stated.{number}.percentage", (f"stated.{number}.value",), (f"stated.{number}.base",)))

    def parts(self) -> None:
        """A total and its parts, each with its share of it."""
        draft, stated = self._draft, words()["stated"]
        if "part_of" not in self._form.table.columns:
            return
        place = draft.chance.randrange(len(stated["whole"]))
        total = self._row(stated["whole"][place], self._money)
        exact = [self._amount(0.02, 0.4) for _ in stated["parts"][place]]
        draft.money(f"stated.{total}.value", sum(exact, Decimal(0)))
        rows = []
        for item, part in zip(stated["parts"][place], exact, strict=True):
            number = self._row(item, self._money, "占比")
            draft.put(f"stated.{number}.part_of", stated["whole"][place])
            draft.money(f"stated.{number}.value", part)
            self._share(number, part / sum(exact, Decimal(0)))
            draft.must(RateOf(f"stated.{number}.percentage", (f"stated.{number}.value",), (f"stated.{total}.value",)))
            rows.append(f"stated.{number}.value")
        draft.must(Adds(f"stated.{total}.value", tuple(rows)))

    def counted(self) -> None:
        """Things that are counted: a whole number of them makes the percentage."""
        draft = self._draft
        if "relation" not in self._form.table.columns:
            return
        _, item, unit = draft.chance.choice(words()["stated"]["counted"])
        number = self._row(item, unit, "占比")
        whole = draft.chance.randint(12, 900)
        part = draft.chance.randint(whole // 3, whole)
        draft.put(f"stated.{number}.base", exactly(whole))
        draft.put(f"stated.{number}.value", exactly(part))
        self._share(number, Decimal(part) / whole)
        ids = [f"stated.{number}.{role}" for role in ("percentage", "value", "base")]
        draft.must(RateOf(ids[0], (ids[1],), (ids[2],)), Counted(ids[0], ids[2]))

    def repeated(self) -> None:
        """A figure of the form in a row of the unit's own, with the fact that it states."""
        draft = self._draft
        known = [id for id in draft.exact if id.startswith("fund.") and "rate" not in id and id in draft.entries]
        facts = [id for id in known if draft.form.place(id) is not None]
        if not facts:
            return
        fact = draft.chance.choice(facts)
        number = self._row("绩效目标资金", self._money)
        draft.put(f"stated.{number}.concept", fact)
        draft.put(f"stated.{number}.value", amount(draft.exact[fact], draft.decimals))
        draft.must(Same(f"stated.{number}.value", fact))
