"""Units → departments → bureau: whichever way the tree is cut, the result is the same."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_submissions import as_summary, line, rolled_up, submission, with_row

from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.judging.acceptance import Standing
from jixiao.consolidate.judging.organisation import Expected, Organisation
from jixiao.consolidate.returns.submission import Content, Submission
from jixiao.errors import JixiaoError
from jixiao.model.figures import Missing

FACTS = ("budget_completed", "budget_approved", "staff_on_post", "staff_quota", "staff_quota_prior")


def random_units(chance: random.Random, department: str, count: int) -> list[Submission]:
    """Units of a department, with and without all sorts of figures."""
    return [_unit(chance, department, number) for number in range(count)]


def _unit(chance: random.Random, department: str, number: int) -> Submission:
    def money() -> Decimal:
        return Decimal(chance.randrange(1, 10**9)) / chance.choice([1, 100, 10_000])

    facts = {fact: chance.choice([money(), money(), Missing.NIL, Missing.BLANK]) for fact in FACTS}
    lines = (line("管理指标", chance.randrange(30), 30), line("产出指标", chance.randrange(25), 25))
    scored = chance.random() < 0.95
    score = Decimal(chance.randrange(10_000)) / 100 if scored else Missing.BLANK
    name = department if number == 0 else f"{department}{number}站"
    return submission(name, money(), money(), score, department=department, facts=facts,
                      indicators=lines, grade=chance.choice(["优", "良", "中"]),
                      money_unit=chance.choice(["万元", "元", "亿元"]))  # fmt: skip


def result(found: Consolidation) -> tuple[object, ...]:
    """All that must not depend on the way."""
    return (found.totals, found.totals.to_text(), found.figures, found.rates)


SIZES = st.lists(st.integers(1, 5), min_size=1, max_size=4)


@settings(max_examples=40)
@given(st.integers(0, 10**6), SIZES)
def test_the_result_is_the_same_whichever_way_the_tree_is_cut(seed: int, sizes: list[int]) -> None:
    assert_same_result(random.Random(seed), sizes)


@pytest.mark.long
@settings(max_examples=1_000)
@given(st.integers(0, 10**6), st.lists(st.integers(1, 12), min_size=1, max_size=12))
def test_the_result_is_the_same_for_many_trees(seed: int, sizes: list[int]) -> None:
    assert_same_result(random.Random(seed), sizes)


def assert_same_result(chance: random.Random, sizes: list[int]) -> None:
    """Departments of these sizes: all units at once, by department, some of each, through a level above."""
    units = {f"第{number}局": random_units(chance, f"第{number}局", size) for number, size in enumerate(sizes)}
    flat = rolled_up([one for department in units.values() for one in department])
    summaries = [as_summary(rolled_up(department), name) for name, department in units.items()]
    by_department = rolled_up(summaries)
    mixed = rolled_up(_mixed(chance, units, summaries))
    above = rolled_up([as_summary(rolled_up(summaries, by="department"), "财政局")])
    assert result(by_department) == result(flat) == result(mixed) == result(above)
    names = [row.name for row in flat.rows]
    assert [row.name for row in by_department.rows] == names == [row.name for row in mixed.rows]


def _mixed(
    chance: random.Random, units: dict[str, list[Submission]], summaries: Sequence[Submission]
) -> list[Submission]:
    """Some departments by their 汇总表, others by their units, shuffled."""
    found = []
    for department, summary in zip(units.values(), summaries, strict=True):
        found += [summary] if chance.random() < 0.5 else department
    return chance.sample(found, len(found))


def two_departments() -> tuple[list[Submission], list[Submission]]:
    return random_units(random.Random(1), "甲局", 3), random_units(random.Random(2), "乙局", 2)


def test_rows_by_department_add_up_to_the_same() -> None:
    one, other = two_departments()
    flat, rows = rolled_up([*one, *other]), rolled_up([*one, *other], by="department")
    assert [(row.name, row.members) for row in rows.rows] == [("乙局", 2), ("甲局", 3)]
    assert result(rows) == result(flat)
    assert rows.rows[1].totals == rolled_up(one).totals


def test_units_give_way_to_departments_where_there_are_too_many() -> None:
    one, other = two_departments()
    found = rolled_up([*one, *other], most_rows=4)
    assert (found.by, [row.name for row in found.rows]) == ("department", ["乙局", "甲局"])
    assert result(found) == result(rolled_up([*one, *other]))


def test_units_of_a_summary_that_counts_are_covered() -> None:
    one, other = two_departments()
    summary = as_summary(rolled_up(one), "甲局")
    found = rolled_up([*one, summary, *other])
    assert result(found) == result(rolled_up([*one, *other]))
    assert [(said.head.file, said.standing, said.code) for said in found.not_counted] == [
        (f"{name}.xlsx", Standing.COVERED, "covered") for name in ("甲局", "甲局1站", "甲局2站")]  # fmt: skip


def test_a_unit_that_the_summary_does_not_list_counts_beside_it() -> None:
    one, other = two_departments()
    summary = as_summary(rolled_up(one[:2]), "甲局")
    found = rolled_up([*one, summary, *other])
    assert result(found) == result(rolled_up([*one, *other]))
    assert [remark for remark in found.remarks if "没有列" in remark] == [
        "甲局2站.xlsx：主管部门的汇总表（甲局汇总表.xlsx）没有列这个单位，另行计入"]  # fmt: skip


def test_the_summary_of_a_level_above_covers_that_of_a_department() -> None:
    one, other = two_departments()
    summaries = [as_summary(rolled_up(one), "甲局"), as_summary(rolled_up(other), "乙局")]
    bureau = as_summary(rolled_up(summaries, by="department"), "财政局")
    found = rolled_up([*one, *summaries, bureau])
    assert result(found) == result(rolled_up([*one, *other]))
    listed = as_summary(rolled_up(summaries), "财政局")
    assert result(rolled_up([*one, *summaries, listed])) == result(rolled_up([*one, *other]))


def test_a_department_s_own_summary_tells_nothing_beside_its_units() -> None:
    one, _ = two_departments()
    stale = with_row(as_summary(rolled_up(one), "甲局"), 1, annual_budget=1)
    found = rolled_up([stale, *one])
    assert (found.totals, [said.code for said in found.not_counted]) == (rolled_up(one).totals, ["own_summary"])


def test_a_whole_department_counts_where_nothing_else_speaks_for_it() -> None:
    one, other = two_departments()
    whole = submission("乙局", 7, 6, 90, department="乙局", content=Content.WHOLE_DEPARTMENT)
    assert rolled_up([*one, whole]).totals.units == 4
    found = rolled_up([*one, whole, *other])
    assert result(found) == result(rolled_up([*one, *other]))
    assert [(said.standing, said.code) for said in found.not_counted] == [(Standing.COVERED, "whole_department")]
    found = rolled_up([*one, whole, as_summary(rolled_up(other), "乙局")])
    assert result(found) == result(rolled_up([*one, *other]))


class TestEditedRows:
    def test_printed_figures_win_and_are_told(self) -> None:
        one, other = two_departments()
        summary = as_summary(rolled_up(one), "甲局")
        edited = with_row(summary, 1, annual_budget="123.45", self_score="88")
        found = rolled_up([edited, *other])
        assert [remark for remark in found.remarks if "改过" in remark] == [
            f"甲局汇总表.xlsx：“{summary.rows[1].unit}”一行在汇总以后改过，按表上的数计"]  # fmt: skip
        right = rolled_up([summary, *other]).totals.sum_of("annual_budget").total
        before = summary.rows[1].figures["annual_budget"]
        assert isinstance(before, Decimal)
        assert found.totals.sum_of("annual_budget").total == right - before + Decimal("123.45")

    def test_a_mean_score_that_was_edited_weighs_with_its_money(self) -> None:
        one, _ = two_departments()
        scored = [unit for unit in one if isinstance(unit.figures["self_score"], Decimal)]
        summary = as_summary(rolled_up(scored, by="department"), "财政局")
        found = rolled_up([with_row(summary, 0, self_score="70")])
        assert found.figures["self_score"] == 70

    def test_a_rounded_figure_is_no_edit(self) -> None:
        one = [submission("甲站", "1.23456", "1", 90), submission("乙站", 2, 1, 80)]
        summary = with_row(as_summary(rolled_up(one), "某局"), 1, annual_budget="1.23")
        found = rolled_up([summary])
        assert (found.remarks, found.totals) == ((), rolled_up(one).totals)

    def test_a_row_without_figures_is_set_aside_with_its_cell(self) -> None:
        one, _ = two_departments()
        summary = with_row(as_summary(rolled_up(one), "甲局"), 2, executed=Missing.BLANK)
        found = rolled_up([summary])
        (said,) = found.not_counted
        assert (said.standing, said.code, said.place) == (Standing.SET_ASIDE, "missing_amount", "汇总表!D7")
        assert said.reason == "“甲局2站”一行的全年执行数没有填或不是数字"
        assert found.totals == rolled_up(one[:2]).totals

    @pytest.mark.parametrize("parts", ["", "{}", "别的", '{"scores":["0",0,"0","0",0],"n":3}'])
    def test_a_partial_sum_that_is_none_is_not_believed(self, parts: str) -> None:
        one, _ = two_departments()
        summary = as_summary(rolled_up(one), "甲局")
        rows = tuple(row.__class__(row.unit, row.project, row.figures, row.places, parts) for row in summary.rows)
        found = rolled_up([summary.__class__(**{**_fields(summary), "rows": rows})])
        assert found.figures["annual_budget"] == rolled_up(one).figures["annual_budget"]
        assert found.figures["execution_rate"] == rolled_up(one).figures["execution_rate"]


def _fields(summary: Submission) -> dict[str, object]:
    return {name: getattr(summary, name) for name in summary.__dataclass_fields__}


def organisation() -> Organisation:
    listed = [("1", "某市财政局", ""), ("11", "某市甲局", "1"), ("12", "某市乙局", "1"), ("111", "甲局1站", "11"),
              ("112", "甲局2站", "11"), ("121", "乙局1站", "12")]  # fmt: skip
    return Organisation(tuple(Expected(*entry) for entry in listed))


def test_levels_of_a_list_of_units() -> None:
    one, other = two_departments()
    found = rolled_up([*one, *other], organisation=organisation(), by="level1")
    assert [(row.name, row.code, row.members) for row in found.rows] == [("某市财政局", "1", 5)]
    found = rolled_up([*one, *other], organisation=organisation(), by="level2")
    assert [(row.name, row.code, row.members) for row in found.rows] == [("某市甲局", "11", 3), ("某市乙局", "12", 2)]
    found = rolled_up([*one, *other], organisation=organisation())
    assert [row.name for row in found.rows] == ["某市甲局", "甲局1站", "甲局2站", "某市乙局", "乙局1站"]
    assert (found.expected, found.counted, found.missing) == (5, 5, ())


def test_a_list_tells_the_department_of_a_workbook_that_states_none() -> None:
    """Tables that are not ours have no cover."""
    stated = {"甲局2站": "甲局", "甲局1站": "", "乙局1站": "", "某市甲局": "某市甲局"}
    units = [submission(name, 1, department=above) for name, above in stated.items()]
    found = rolled_up(units, organisation=organisation())
    assert [row.name for row in found.rows] == ["某市甲局", "甲局1站", "甲局2站", "乙局1站"]
    found = rolled_up(units, organisation=organisation(), by="department")
    assert [(row.name, row.members) for row in found.rows] == [("某市甲局", 3), ("某市乙局", 1)]


def test_a_workbook_that_states_no_department_stands_among_those_of_the_one_there_is() -> None:
    units = [submission(f"{name}站", department="" if name == "b" else "某局") for name in "cab"]
    assert [row.name for row in rolled_up(units).rows] == ["a站", "b站", "c站"]


def test_the_one_office_above_all_gives_a_higher_level_its_name() -> None:
    one, other = two_departments()
    assert rolled_up([*one, *other]).department == ""
    assert rolled_up([*one, *other], organisation=organisation()).department == "某市财政局"


def test_a_mean_of_means_that_differs_is_told() -> None:
    units = [submission("甲站", 1, 1, "90.004"), submission("乙站", 1, 1, 90, department="乙局"),
             submission("丙站", 2, 1, "90.006", department="乙局")]  # fmt: skip
    assert rolled_up(units).remarks == ()
    found = rolled_up([*units, submission("丁站", 4, 1, "90.0119")], by="department")
    assert found.figures["self_score"] == Decimal("90.01")
    assert found.remarks == ()
    skewed = [submission(f"{n}站", 1, 1, "90.005" if n < 3 else "90.0049", department=f"{n % 2}局") for n in range(4)]
    found = rolled_up(skewed, by="department")
    assert found.remarks == ("合计得分按全部单位计算是 90，表内公式按各行得分计算是 90.01",)


def test_a_department_of_one_keeps_its_origins() -> None:
    (row,) = rolled_up([submission("某局", 1)], by="department").rows
    assert (row.members, row.origins[0].place, row.file) == (1, "自评表!E9", "某局.xlsx")
    (row,) = rolled_up([submission("某局", 1), submission("甲站", 2)], by="department").rows
    assert (row.members, row.origins, row.figures["annual_budget"]) == (2, (), 3)


def test_levels_that_there_are_none_of_are_refused() -> None:
    with pytest.raises(JixiaoError, match="没有“level1”这一级，可以用 unit、department；按层级汇总要给出名单"):
        rolled_up([submission("甲站")], by="level1")
    with pytest.raises(JixiaoError, match="可以用 unit、department、level1、level2、level3。"):
        rolled_up([submission("甲局")], by="level4", organisation=organisation())


def test_units_of_one_name_are_told_apart_by_their_departments_also_one_level_up() -> None:
    units = [submission("办公室", number, department=f"{number}局", file=f"{number}.xlsx") for number in (1, 2)]
    units.append(submission("甲站", 4, department="1局"))
    found = rolled_up(units)
    assert [row.name for row in found.rows] == ["办公室（1局）", "甲站", "办公室（2局）"]
    above = rolled_up([*units, as_summary(found, "财政局")])
    assert (result(above), [judgement.code for judgement in above.not_counted]) == (result(found), ["covered"] * 3)


def test_lines_of_one_unit_in_a_summary_are_one_row() -> None:
    one = as_summary(rolled_up([submission("甲站", 1, 1, 90), submission("乙站", 2, 1, 80)]), "某局")
    rows = tuple(replace(row, unit="甲站", parts="") for row in one.rows)
    found = rolled_up([replace(one, rows=rows)])
    assert [(row.name, row.figures["annual_budget"], row.members) for row in found.rows] == [("甲站", 3, 2)]


def test_a_listed_unit_that_states_another_department_is_not_counted_twice() -> None:
    """教委 may be another word for 教育局, or another office with a unit of the same name: only a 名单 can tell."""
    listed = as_summary(rolled_up([submission("一小", 1, department="教育局")]), "教育局")
    units = [submission("一小", 1, department="教委"), submission("二小", 2, department="教育局"),
             submission("三小", 4, department="教委")]  # fmt: skip
    found = rolled_up([listed, *units])
    assert found.figures["annual_budget"] == 7
    (said,) = found.not_counted
    assert (said.standing, said.code) == (Standing.SET_ASIDE, "maybe_covered")
    names = Organisation((Expected("1", "教育局"), Expected("11", "一小", "1"), Expected("12", "二小", "1"),
                          Expected("2", "教委"), Expected("21", "一小", "2"), Expected("22", "三小", "2")))  # fmt: skip
    assert rolled_up([listed, *units], organisation=names).figures["annual_budget"] == 8


def test_a_unit_that_states_no_department_is_not_counted_beside_its_department() -> None:
    one, other = two_departments()
    above = as_summary(rolled_up([*one, *other], by="department"), "某市财政局")
    stray = submission("甲局1站", 1, department="")
    found = rolled_up([above, stray], organisation=organisation())
    assert [said.code for said in found.not_counted] == ["covered"]
    assert found.figures == rolled_up([above], organisation=organisation()).figures


def test_a_workbook_that_differs_from_its_row_in_a_summary_is_told() -> None:
    units = [submission(f"{name}站", 100, 80, department="甲局") for name in "子丑寅"]
    listed = as_summary(rolled_up(units), "甲局")
    bureau = submission("乙局", 1, department="乙局")
    later = submission("子站", 300, 80, department="甲局", file="子站改.xlsx")
    found = rolled_up([listed, later, *units[1:], bureau])
    assert found.figures["annual_budget"] == 301
    (said,) = found.notes
    assert (said.file, said.unit) == ("甲局汇总表.xlsx", "子站")
    assert said.sentence.startswith("“子站”一行与其工作簿（子站改.xlsx）不同，")
    assert said.sentence.endswith("全年预算数汇总表是 100，工作簿是 300，按汇总表计，请核实")
    same = submission("子站", 1_000_000, 800_000, department="甲局", money_unit="元", file="子站2.xlsx")
    assert rolled_up([listed, later, same, *units[1:], bureau]).remarks == ()  # one of them is what was summed up


class TestTypedSummaries:
    """A 汇总表 of anyone's carries no partial sums: whether a row is of a whole department cannot be told."""

    def bureau(self) -> Submission:
        units = [submission(name, amount, 1, 90, department=name) for name, amount in (("甲局", 10), ("乙局", 20))]
        found = as_summary(rolled_up(units), "财政局", guessed=True, money_unit="")
        return replace(found, rows=tuple(replace(row, parts="") for row in found.rows))

    def test_a_unit_below_a_listed_department_is_asked_about(self) -> None:
        below, other = submission("甲一站", 3, department="甲局"), submission("丙站", 1, department="丙局")
        found = rolled_up([self.bureau(), below, other])
        assert (found.figures["annual_budget"], [said.code for said in found.not_counted]) == (31, ["maybe_covered"])

    def test_so_is_the_summary_of_a_listed_department(self) -> None:
        below = [submission("甲一站", 3, department="甲局"), submission("甲二站", 4, department="甲局")]
        summary = as_summary(rolled_up(below), "甲局")
        found = rolled_up([self.bureau(), summary])
        assert (found.figures["annual_budget"], [said.code for said in found.not_counted]) == (30, ["maybe_covered"])
        found = rolled_up([self.bureau(), summary, *below])
        assert (found.figures["annual_budget"], {said.code for said in found.not_counted}) == (30, {"maybe_covered"})
