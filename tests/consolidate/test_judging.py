"""Which arrivals count, and why the others do not."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from made_submissions import LAW, rolled_up, submission

from jixiao.consolidate.collection import InMemory
from jixiao.consolidate.consolidating import consolidate
from jixiao.consolidate.consolidation import Consolidation, coverage_line, not_counted_line
from jixiao.consolidate.judging.acceptance import Head, Standing, Verdict, head_of
from jixiao.consolidate.judging.common import common_of, counted_of
from jixiao.consolidate.judging.judge import judge
from jixiao.consolidate.judging.organisation import Expected, Organisation
from jixiao.consolidate.plan import Plan
from jixiao.consolidate.returns.submission import Arrival, Content, Refused
from jixiao.errors import JixiaoError
from jixiao.frameworks.load import load_framework
from jixiao.model.figures import Missing

USUAL = (submission("甲站"), submission("某局"))


def told(found: Consolidation) -> list[tuple[str, Standing, str, str]]:
    return [(said.head.file, said.standing, said.code, said.reason) for said in found.not_counted]


def with_heads(*arrivals: tuple[Arrival, dict[str, Any]], **plan: Any) -> Consolidation:
    """Arrivals of which the ledger knows more: verdicts, runs, times."""
    heads = [head_of(arrival, id, **more) for id, (arrival, more) in enumerate(arrivals, 1)]
    return consolidate(InMemory([arrival for arrival, _ in arrivals], heads), Plan(**plan))


ASIDE = {
    "no_unit_name": (submission("", file="无名.xlsx"), "没有填单位名称，不知道是哪个单位"),
    "wrong_year": (submission("乙站", year="2020"), "年度是 2020，其他单位是 2021"),
    "other_framework": (
        submission("乙站", framework="heshan_department_2021"),
        "指标体系是“部门整体支出绩效自评指标计分表”（湖南省益阳市赫山区 2021 年），与其他单位不同",
    ),
    "no_evaluation": (submission("乙站", content=Content.ACCOUNTS), "里面只有决算公开表，没有自评数据"),
    "returned": (submission("乙站", state="退回"), "封面状态是“退回”，等单位改好再报"),
    "missing_amount": (
        submission("乙站", executed=Missing.BLANK, missing=("全年执行数（自评表!G9）没有填",)),
        "全年执行数（自评表!G9）没有填",
    ),
    "money_unit": (submission("乙站", money_unit="美元"), "金额单位是“美元”，不能换算，请改为元或万元"),
    "password": (Refused("锁.xlsx", "", "有打开密码，请去掉密码再报", "password"), "有打开密码，请去掉密码再报"),
}


@pytest.mark.parametrize("code", ASIDE)
def test_what_cannot_be_trusted_is_set_aside_with_the_reason_and_never_counted(code: str) -> None:
    other, reason = ASIDE[code]
    found = rolled_up([*USUAL, other])
    assert told(found) == [(other.file, Standing.SET_ASIDE, code, reason)]
    assert (found.totals, coverage_line(found)) == (rolled_up(USUAL).totals, "已汇总 2 个单位，隔离 1")
    said = (
        reason if code == "password" else f"{other.file}：{reason}，没有计入。"
    )  # refusals name their file themselves
    assert not_counted_line(found.not_counted[0]) == said


def test_unknown_frameworks_are_told_by_their_id() -> None:
    found = rolled_up([*USUAL, submission("乙站", framework="their_own")])
    assert [said.reason for said in found.not_counted] == ["指标体系是their_own，与其他单位不同"]


def test_projects_need_a_name() -> None:
    law = {"framework": "donghu_project_2022", "framework_version": "2022.1", "year": "2022"}
    found = rolled_up([submission("甲站", project="修路", **law), submission("乙站", **law, file="乙.xlsx")])
    assert told(found) == [("乙.xlsx", Standing.SET_ASIDE, "no_project_name", "没有填项目名称，不知道是哪个项目")]
    assert coverage_line(found) == "已汇总 1 个项目，隔离 1"


def test_nothing_to_report_counts_as_nothing() -> None:
    found = rolled_up([submission("甲站", Missing.NIL, Missing.NIL, Missing.NIL), submission("乙站", 100, 80, 90)])
    assert (found.not_counted, found.figures["annual_budget"], found.totals.sum_of("executed").nil) == ((), 100, 1)


class TestTwice:
    def test_the_same_file_under_two_names_counts_once(self) -> None:
        one = submission("甲站", digest="a" * 64, file="1.xlsx")
        found = rolled_up([one, replace(one, file="2.xlsx"), USUAL[1]])
        assert told(found) == [("1.xlsx", Standing.SUPERSEDED, "same_file", "与 2.xlsx 是同一个文件")]
        assert found.remarks == ()

    @pytest.mark.parametrize(
        ("older", "newer"),
        [
            ({"received": 1}, {"received": 2}),
            ({"file_time": 5}, {"file_time": 6}),
            ({"file_time": 6, "received": 1}, {"file_time": 5, "received": 2}),
        ],
    )
    @pytest.mark.parametrize("newer_first", [True, False])
    def test_the_newest_accepted_one_counts(self, older: Any, newer: Any, newer_first: bool) -> None:
        arrivals = [(submission("甲站", 1, file="旧.xlsx"), older), (submission("甲站", 2, file="新.xlsx"), newer)]
        found = with_heads(*(arrivals[::-1] if newer_first else arrivals))
        assert (found.totals.sum_of("annual_budget").total, found.remarks) == (2, ())
        assert told(found) == [
            ("旧.xlsx", Standing.SUPERSEDED, "resubmitted", "“甲站”另有较新的一份（新.xlsx），以那份为准")]  # fmt: skip

    def test_what_came_after_an_accepted_one_is_told(self) -> None:
        passed = {"verdict": Verdict.ACCEPTED, "received": 1}
        found = with_heads(
            (submission("甲站", 1, file="旧.xlsx"), passed), (submission("甲站", 2, file="新.xlsx"), {"received": 2})
        )
        assert found.totals.sum_of("annual_budget").total == 1
        assert told(found)[0][3] == "“甲站”另有已通过的一份（旧.xlsx），以那份为准"
        assert found.remarks == ("旧.xlsx：通过以后又报来一份（新.xlsx），没有计入，请核实",)

    def test_the_time_inside_goes_before_that_of_the_file(self) -> None:
        old = submission("甲站", 1, file="旧.xlsx", modified="2022-03-01T08:00:00Z")
        new = submission("甲站", 2, file="新.xlsx", modified="2022-03-02T08:00:00Z")
        found = with_heads((old, {"file_time": 9}), (new, {"file_time": 1}))
        assert found.totals.sum_of("annual_budget").total == 2

    def test_two_of_the_same_time_are_told(self) -> None:
        found = rolled_up([submission("甲站", number, file=f"甲站({number}).xlsx") for number in (9, 10, 2)])
        assert found.totals.sum_of("annual_budget").total == 10
        assert found.remarks == ("甲站(10).xlsx：同一单位有 3 份，看不出先后，按文件名取了这一份，请核实",)

    def test_an_older_one_is_not_among_those_that_nothing_tells_apart(self) -> None:
        files = [
            (submission("甲站", number, file=f"甲站({number}).xlsx"), {"file_time": number > 1}) for number in (1, 2, 3)
        ]
        found = with_heads(*files)
        assert found.remarks == ("甲站(3).xlsx：同一单位有 2 份，看不出先后，按文件名取了这一份，请核实",)

    def test_a_newer_one_that_does_not_count_is_named_beside_the_older(self) -> None:
        old = submission("甲站", 1, file="旧.xlsx")
        new = submission("甲站", Missing.BLANK, file="新.xlsx", missing=("全年预算数（自评表!E9）没有填",))
        found = with_heads((old, {"received": 1}), (new, {"received": 2}))
        assert found.remarks == ("旧.xlsx：较新的一份（新.xlsx）没有计入：全年预算数（自评表!E9）没有填",)
        assert [said.code for said in found.not_counted] == ["missing_amount"]

    def test_an_older_one_that_went_back_is_superseded(self) -> None:
        found = with_heads(
            (submission("甲站", 1, file="旧.xlsx"), {"verdict": Verdict.RETURNED, "received": 1}),
            (submission("甲站", 2, file="新.xlsx"), {"received": 2}),
        )
        assert (told(found)[0][1:3], found.remarks) == ((Standing.SUPERSEDED, "resubmitted"), ())

    def test_spelling_makes_no_other_unit(self) -> None:
        found = rolled_up([submission("甲（一）站", 1), submission(" 甲(一) 站", 2, file="x.xlsx")])
        assert (found.totals.units, [said.code for said in found.not_counted]) == (1, ["resubmitted"])

    def test_units_of_one_name_below_different_departments_are_two(self) -> None:
        one, other = (
            submission("办公室", number, department=f"{number}局", file=f"{number}.xlsx") for number in (1, 2)
        )
        found = rolled_up([one, other])
        assert (found.totals.sum_of("annual_budget").total, found.not_counted) == (3, ())
        assert sorted(found.remarks) == [
            f"{number}.xlsx：另有同名的单位，主管部门不同；这一份的主管部门是“{number}局”" for number in (1, 2)
        ]

    def test_departments_with_and_without_their_region_are_one(self) -> None:
        one, other = (submission("办公室", department=name, file=f"{name}.xlsx") for name in ("某区教育局", "教育局"))
        assert rolled_up([one, other]).totals.units == 1

    def test_heads_that_are_not_sorted_are_refused(self) -> None:
        heads = [head_of(submission(name), id) for id, name in enumerate("乙甲丁", 1)]
        common = common_of(counted_of(heads), load_framework(LAW))
        with pytest.raises(ValueError, match="not sorted"):
            [*judge(heads, common)]


class TestRemarks:
    def test_other_money_units_are_converted_and_told(self) -> None:
        found = rolled_up([*USUAL, submission("乙站", 1_000_000, 500_000, 80, money_unit="元")])
        assert found.totals.sum_of("annual_budget").total == Decimal(300)
        assert found.remarks == ("乙站.xlsx：由元换算",)
        origin = next(row for row in found.rows if row.unit == "乙站").origins[0]
        assert (origin.amount, origin.how, origin.place) == (1_000_000, "由元换算", "自评表!E9")

    def test_an_unknown_money_unit_is_told_where_others_differ(self) -> None:
        plain = submission("乙站", money_unit="", guessed=True)
        assert rolled_up([*USUAL, plain]).remarks == ()
        found = rolled_up([*USUAL, plain, submission("丙站", money_unit="元")])
        assert found.remarks == ("丙站.xlsx：由元换算", "乙站.xlsx：没有写金额单位，按万元计，请核实")

    def test_another_version_counts_and_is_told(self) -> None:
        found = rolled_up([*USUAL, submission("乙站", framework_version="2021.1")])
        assert (found.totals.units, found.remarks) == (3, ("乙站.xlsx：指标体系的版本是 2021.1，其他单位是 2021.3",))


class TestCommon:
    def test_first_framework_wins_a_tie_and_that_of_the_summary_where_any_unit_has_it(self) -> None:
        one, other = submission("甲站"), submission("乙站", framework="heshan_department_2021")
        assert rolled_up([one, other]).framework.id == LAW
        assert rolled_up([other, one]).framework.id == "heshan_department_2021"
        asked = load_framework("heshan_department_2021")
        assert rolled_up([one, one, other], framework=asked).framework.id == asked.id
        assert rolled_up([one], framework=asked).framework.id == LAW

    def test_guesses_count_with_any_framework(self) -> None:
        plain = submission("丁站", framework="heshan_department_2021", guessed=True, facts={"staff_quota": 5})
        found = rolled_up([plain, submission("甲站")])
        assert (found.framework.id, found.totals.units, found.totals.absent("staff_quota")) == (LAW, 2, 2)

    def test_nothing_at_all_is_refused(self) -> None:
        with pytest.raises(JixiaoError, match=r"没有可以汇总的工作簿；坏\.xlsx：打不开。"):
            rolled_up([Refused("坏.xlsx", "", "打不开")])


def organisation() -> Organisation:
    return Organisation((
        Expected("001", "某区教育局"),
        Expected("001001", "某区第一小学", "001", ("一小",)),
        Expected("001002", "某区第二小学", "001"),
        Expected("001003", "某区第三小学", "001"),
        Expected("001004", "某区幼儿园", "某区教育局", (), "王某"),
    ))  # fmt: skip


class TestList:
    def test_coverage_tells_who_is_missing_and_adds_up(self) -> None:
        arrivals = [
            submission("教育局", department="教育局"),
            submission("一小", 1),
            submission("第二小学", 2),
            submission("某区第三小学", Missing.BLANK, missing=("全年预算数（自评表!E9）没有填",)),
            submission("别处的站"),
            Refused("坏.xlsx", "", "打不开"),
        ]
        found = rolled_up(arrivals, organisation=organisation())
        assert coverage_line(found) == "已汇总 3/5，隔离 1，未报 1，另有 2 份没有计入"
        assert [entry.name for entry in found.missing] == ["某区幼儿园"]
        assert [row.name for row in found.rows] == ["某区教育局", "某区第一小学", "某区第二小学"]
        assert sorted((said.head.file, said.code) for said in found.not_counted) == [
            ("别处的站.xlsx", "not_expected"), ("坏.xlsx", "unreadable"), ("某区第三小学.xlsx", "missing_amount")
        ]  # fmt: skip

    def test_one_unit_under_two_names_counts_once(self) -> None:
        found = with_heads(
            (submission("一小", 1), {"received": 1}), (submission("某区第一小学", 2), {"received": 2}),
            organisation=organisation(),
        )  # fmt: skip
        assert (found.totals.units, [said.code for said in found.not_counted]) == (1, ["resubmitted"])

    def test_other_names_are_told(self) -> None:
        found = rolled_up([submission("001001")], organisation=organisation())
        assert found.remarks == ("001001.xlsx：封面的单位名称是“001001”，按名单作“某区第一小学”",)

    def test_a_file_that_cannot_be_read_is_known_by_its_name(self) -> None:
        arrivals = [submission("一小"), Refused("收/2021_第二小学_自评(终稿)2.xlsx", "", "打不开")]
        found = rolled_up(arrivals, organisation=organisation())
        assert coverage_line(found) == "已汇总 1/5，隔离 1，未报 3"

    def test_units_of_a_department_that_counts_as_a_whole_are_there(self) -> None:
        whole = submission("某区教育局", content=Content.WHOLE_DEPARTMENT)
        found = rolled_up([whole], organisation=organisation())
        assert (found.counted, found.missing) == (5, ())

    def test_a_department_that_sent_only_the_sum_of_its_units_is_missing_itself(self) -> None:
        whole = submission("某区教育局", content=Content.WHOLE_DEPARTMENT)
        found = rolled_up([whole, submission("一小")], organisation=organisation())
        assert coverage_line(found) == "已汇总 1/5，隔离 0，未报 4"
        assert "某区教育局" in [entry.name for entry in found.missing]

    def test_a_whole_department_does_not_count_beside_a_unit_that_the_list_places_below_it(self) -> None:
        for stated in ("", "区教体局"):
            whole = submission("某区教育局", content=Content.WHOLE_DEPARTMENT, department="某区教育局")
            found = rolled_up([whole, submission("一小", 7, department=stated)], organisation=organisation())
            assert (found.figures["annual_budget"], found.not_counted[0].code) == (7, "whole_department")

    def test_a_unit_that_states_its_department_in_other_words_is_one_unit(self) -> None:
        found = with_heads(
            (submission("一小", 1, department="区教体局"), {"received": 1}),
            (submission("一小", 2, department="某区教育局"), {"received": 2}),
            organisation=organisation(),
        )  # fmt: skip
        assert (found.figures["annual_budget"], [said.code for said in found.not_counted]) == (2, ["resubmitted"])

    def test_a_reason_stands_alone_behind_the_name_of_its_file(self) -> None:
        said = "“坏.xlsx”的内部结构不正常，没有打开。"
        (judgement,) = rolled_up([submission("一小"), Refused("收/坏.xlsx", "", said)]).not_counted
        assert judgement.reason == "内部结构不正常，没有打开。"


def test_every_judgement_is_heard_once_in_order() -> None:
    heard: list[Head] = []
    arrivals = [*USUAL, submission("甲站", file="2.xlsx"), Refused("坏.xlsx", "", "打不开")]
    rolled_up(arrivals, heard=lambda judgement: heard.append(judgement.head))
    assert sorted(head.id for head in heard) == [1, 2, 3, 4]


def test_what_answers_a_return_counts_though_its_cover_still_says_so() -> None:
    sent = submission("甲站", state="退回")
    found = with_heads((sent, {}), (USUAL[1], {}))
    assert [said.code for said in found.not_counted] == ["returned"]
    heads = [replace(head_of(sent, 1), answers_return=True), head_of(USUAL[1], 2)]
    found = consolidate(InMemory([sent, USUAL[1]], heads), Plan())
    assert found.not_counted == ()
    assert f"{sent.file}：退回后改过重报，封面状态还是“退回”" in found.remarks
