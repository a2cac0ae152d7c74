"""Last year's figures, names and year into a new workbook, also of another version."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.model.book import Edit, ErrorValue, Value, with_edits
from jixiao.model.framework import PRIOR
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.examples import load_example
from jixiao.template.source import template_of
from last_year import (
    NAMED,
    UNNAMED,
    changed_law,
    figure_places,
    laid_out,
    law_of,
    money_places,
    published,
    review,
    taken,
    words,
)
from workbooks import built


class TestFigures:
    def test_another_money_unit_is_not_converted(self) -> None:
        law = law_of(NAMED)
        other = {"万元": "元", "元": "万元"}[law.money_unit]
        new = changed_law(NAMED, f'unit = "{law.money_unit}"', f'unit = "{other}"')
        found = taken(review(published(NAMED)), new)
        assert not money_places(new) & found.entries.keys()
        assert f"去年的单位是“{law.money_unit}”，今年是“{other}”，没有换算" in words(found.left)

    def test_a_workbook_that_states_another_money_unit_itself(self) -> None:
        book, law = published(NAMED), law_of(NAMED)
        other = {"万元": "元", "元": "万元"}[law.money_unit]
        stated = with_edits(book, [Edit(laid_out(law).fields["money_unit"], other)])
        assert "没有换算" in words(taken(review(stated), law).left)
        assert not money_places(law) & taken(review(stated), law).entries.keys()

    def test_reworded_concepts_are_to_be_looked_at(self) -> None:
        reworded = changed_law(NAMED, r'^definition = "(.)', r'definition = "另一种口径：\1')
        found = taken(review(published(NAMED)), reworded)
        assert figure_places(reworded) & found.entries.keys()
        assert "口径写法不同" in words(found.look_at)

    def test_text_is_no_figure(self) -> None:
        book, law = published(NAMED), law_of(NAMED)
        typed = with_edits(book, [Edit(laid_out(law).concepts[law.concepts[0].id], "约十万")])
        assert f"去年填的不是数字：{law.concepts[0].label}" in words(taken(review(typed), law).left)

    def test_dash_says_that_there_was_none(self) -> None:
        book, law = published(NAMED), law_of(NAMED)
        form, id = laid_out(law), law.concepts[0].id
        found = taken(review(with_edits(book, [Edit(form.concepts[id], "－")])), law)
        assert found.entries[form.concepts[id + PRIOR]] == "—"

    def test_a_sum_that_lacks_parts_is_no_figure(self) -> None:
        law = next(
            load_framework(id)
            for id in installed_ids()
            for concept in load_framework(id).concepts
            if concept.same_as.startswith("fund.total.")
        )
        form = laid_out(law)
        concept = next(concept for concept in law.concepts if concept.same_as.startswith("fund.total."))
        role = concept.same_as.rpartition(".")[2]
        assert law.fund is not None and form.fund is not None
        lines = [form.fund.at(role, form.fund.line(line.id)) for line in law.fund.group("source")]
        amounts = {at: Decimal(number) for number, at in enumerate(lines, 1) if at is not None}
        plan = evaluation_blueprint(template_of(law.id))
        place = form.concepts[concept.id + PRIOR]
        assert taken(review(built(plan, amounts)), law).entries[place] == sum(amounts.values())
        amounts.popitem()
        assert place not in taken(review(built(plan, amounts)), law).entries


class TestYears:
    @pytest.mark.parametrize(("year", "carried"), [(0, False), (1, True), (2, False)])
    def test_figures_are_of_the_year_before_or_not_taken(self, year: int, carried: bool) -> None:
        law = law_of(NAMED)
        found = taken(review(published(NAMED)), law, load_example(NAMED).year + year)
        assert bool(figure_places(law) & found.entries.keys()) is carried
        assert ("不是前后两年" in words(found.left)) is not carried

    @pytest.mark.parametrize("typed", ["二〇二一", Decimal("2021.5"), Decimal(99), None, ErrorValue("#REF!")])
    def test_a_year_that_is_none_is_told(self, typed: Value) -> None:
        law = law_of(NAMED)
        at = laid_out(law).fields["year"]
        found = taken(review(with_edits(published(NAMED), [Edit(at, typed)])), law)
        assert at not in found.entries
        assert f"没有认出年度，今年的工作簿的年度是 {law.year}" in words(found.look_at)


class TestNames:
    def test_given_names_are_not_taken(self) -> None:
        law = law_of(NAMED)
        fields = laid_out(law).fields
        found = taken(review(published(NAMED)), law, given=("unit",))
        assert fields["unit"] not in found.entries and fields["department"] in found.entries
        assert "单位名称" not in words(found.taken) + words(found.left)

    def test_missing_name_is_told(self) -> None:
        law = law_of(NAMED)
        blank = with_edits(published(NAMED), [Edit(laid_out(law).fields["unit"], None)])
        assert "单位名称：去年的工作簿里没有填" in words(taken(review(blank), law).left)

    def test_own_field_that_the_new_framework_lacks_is_told(self) -> None:
        last = review(published(UNNAMED))
        counts = [entry for entry in law_of(UNNAMED).fields if entry.kind == "count"]
        kept, texts = laid_out(law_of(UNNAMED)).fields, [e for e in law_of(UNNAMED).fields if e.kind == "text"]
        same, other = taken(last, law_of(UNNAMED)), taken(last, law_of(NAMED))
        assert counts and all(kept[entry.id] in same.entries for entry in counts)
        assert not [entry for entry in texts if kept[entry.id] in same.entries]
        assert all(f"{entry.label}：今年的工作簿没有这一格" in words(other.left) for entry in counts)


_VALUES = st.one_of(
    st.none(), st.text(max_size=30), st.booleans(), st.just(ErrorValue("#REF!")),
    st.decimals(allow_nan=False, allow_infinity=False, places=3), st.sampled_from(["-", "—", "（5分）", "=1+1"]),
)  # fmt: skip


@pytest.mark.parametrize("id", [NAMED, UNNAMED])
@settings(max_examples=25)
@given(st.data())
def test_nothing_in_a_cell_stops_it(id: str, data: st.DataObject) -> None:
    """Whatever someone typed, only texts of a bearable length and finite numbers go on."""
    book, law = published(id), law_of(id)
    form = laid_out(law)
    assert form.indicators is not None
    roles = ("level1", "level2", "level2_points", "level3", "target", "points", "scoring")
    rows = [row.row for row in form.indicators.rows]
    places = [at for row in rows for role in roles if (at := form.indicators.at(role, row))]
    places += [*form.concepts.values(), *form.fields.values()]
    edits = data.draw(st.lists(st.builds(Edit, st.sampled_from(places), _VALUES), max_size=25))
    found = taken(review(with_edits(book, edits)), law)
    assert all(isinstance(value, str | Decimal) and value != "" for value in found.entries.values())
    assert all(value.is_finite() for value in found.entries.values() if isinstance(value, Decimal))
    assert found.entries.keys() <= {*places}
