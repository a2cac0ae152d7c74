"""The 汇总表 as a file with all that goes with it: new, filled in place, traced back to the files."""

import json
import shutil
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from command_line import run as jixiao
from consolidations import department, noted, set_aside, with_origins
from jixiao import flow
from jixiao.consolidate.adding.totals import read_totals, total_of
from jixiao.consolidate.attention import profiles_of
from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.judging.organisation import Expected, Organisation
from jixiao.consolidate.plan import Plan
from jixiao.consolidate.sheets.carried import read_carried
from jixiao.hosts.desk.pressing import press_file
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.ledger.opening import ledger_beside
from jixiao.hosts.roundup.rounding import Asked, round_up_sources
from jixiao.hosts.roundup.summary_file import write_summary
from jixiao.hosts.roundup.tracing import State, trace_cell
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef, parse_a1
from jixiao.model.listing import ATTENTION, CHARTS, NOT_COUNTED, NOTED, SOURCES
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import save_workbook
from jixiao.template.finished import pack_info
from summaries import DONGHU, decimal, put, summed_up, three_units, write
from validator import validate
from workbook_lint import lint

BESIDE = [SOURCES, NOT_COUNTED, NOTED, ATTENTION, CHARTS]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what three units returned and the 汇总表 of it, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    three_units(folder / "单位")
    write(folder / "汇总.xlsx", summed_up(folder / "单位"), folder / "单位")
    return folder


@pytest.fixture
def collection(tmp_path: Path, made: Path) -> Path:
    return Path(shutil.copytree(made / "单位", tmp_path / "单位"))


@pytest.fixture
def summary(tmp_path: Path, made: Path, collection: Path) -> Path:
    return Path(shutil.copy(made / "汇总.xlsx", tmp_path))


def column(path: Path, sheet: str, letter: str, first: int) -> list[object]:
    found = openpyxl.load_workbook(path, data_only=True)[sheet]
    return [cell.value for cell in found[letter][first - 1 :]]


class TestNew:
    def test_sheets_stand_behind_the_summary_and_are_sound(self, summary: Path) -> None:
        names = openpyxl.load_workbook(summary).sheetnames
        at = names.index("汇总表")
        assert names[at + 1 : at + 6] == BESIDE
        assert (validate([summary]), lint(summary)) == ([], [])

    def test_check_finds_nothing_new_and_reads_the_same_figures(self, summary: Path) -> None:
        review, report = flow.check(read_book(summary))
        assert report.findings == ()
        assert review.printed(CellRef("汇总表", 3, 1)) == "已汇总 3 个单位，隔离 0"
        assert [name for _, name in review.listed_names()] == ["丙站", "乙站", "甲站"]

    def test_units_that_the_list_still_expects_have_blank_rows(self, tmp_path: Path, collection: Path) -> None:
        names = Organisation(tuple(Expected("", f"{name}站") for name in "甲乙丙丁戊己庚辛壬癸"))
        write(tmp_path / "汇总.xlsx", summed_up(collection, plan=Plan(organisation=names)), collection)
        for name in "丁戊己庚辛壬癸":
            put(collection, f"{name}站", 1, 1, 90)
        write(tmp_path / "汇总.xlsx", summed_up(collection, plan=Plan(organisation=names)), collection)
        review = flow.review_book(read_book(tmp_path / "汇总.xlsx"))
        assert {name for _, name in review.listed_names()} == {entry.name for entry in names.entries}

    def test_carries_the_exact_partial_sum_of_each_row(self, summary: Path, collection: Path) -> None:
        carried = read_carried(read_book(summary))
        assert carried is not None
        assert total_of(read_totals(row.parts) for row in carried.rows.values()) == summed_up(collection).totals
        assert set(carried.paths.values()) == {"单位/甲站.xlsx", "单位/乙站.xlsx", "单位/丙站.xlsx"}

    def test_large_department_is_sound_and_its_charts_are_native(self, tmp_path: Path) -> None:
        found = replace(department(200), not_counted=(set_aside('单位/坏&<>".xlsx', "读不出来，请重新报送。"),))
        path = tmp_path / "汇总.xlsx"
        write_summary(path, found, profiles_of(found), DONGHU)
        assert (validate([path]), lint(path)) == ([], [])
        with zipfile.ZipFile(path) as package:
            assert sum(name.startswith("xl/charts/chart") for name in package.namelist()) == 3

    def test_same_consolidation_gives_the_same_parts(self, tmp_path: Path, collection: Path) -> None:
        paths = [tmp_path / name for name in ("一.xlsx", "二.xlsx")]
        for path in paths:
            write(path, summed_up(collection), collection)
        first, again = (pack_info(path.read_bytes()) for path in paths)
        assert first == again


class TestInPlace:
    def test_second_run_over_the_same_files_changes_no_byte(self, summary: Path, collection: Path) -> None:
        before = summary.read_bytes()
        written = write(summary, summed_up(collection), collection)
        assert (written.changes, written.remarks, summary.read_bytes()) == ((), (), before)

    def test_changed_and_new_units_reach_every_sheet(self, summary: Path, collection: Path) -> None:
        put(collection, "甲站", 100, 95, 91)
        put(collection, "丁站", 10, 10, 95)
        written = write(summary, summed_up(collection), collection)
        assert [(change.unit, change.before, change.after) for change in written.changes] == [
            ("甲站", "80.00", "95"), ("甲站", "90", "91")]  # fmt: skip
        review = flow.review_book(read_book(summary))
        assert review.printed(CellRef("汇总表", 3, 1)) == "已汇总 4 个单位，隔离 0"
        assert column(summary, SOURCES, "B", 7)[:12:3] == ["丁站", "丙站", "乙站", "甲站"]
        assert column(summary, CHARTS, "A", 3)[:6] == ["各单位执行率", "单位", "丁站", "丙站", "乙站", "甲站"]
        assert flow.check(read_book(summary))[1].findings == ()
        assert (validate([summary]), lint(summary)) == ([], [])

    def test_unit_that_is_gone_leaves_no_line_behind(self, summary: Path, collection: Path) -> None:
        (collection / "甲站.xlsx").unlink()
        written = write(summary, summed_up(collection), collection)
        assert written.remarks == ("《汇总表》第 7 行“甲站”这次没有计入，已从汇总表取下。",)
        assert "甲站" not in column(summary, SOURCES, "B", 7)
        assert read_carried(read_book(summary)).row("甲站") is None  # type: ignore[union-attr]
        review = flow.review_book(read_book(summary))
        assert review.number(CellRef("汇总表", 11, 3)) == 350
        put(collection, "戊站", 7, 7, 95)
        assert write(summary, summed_up(collection), collection).remarks == ()
        assert flow.review_book(read_book(summary)).number(CellRef("汇总表", 11, 3)) == 357

    @pytest.mark.parametrize(("cell", "value"), [("C7", 99), ("G7", 88)])
    def test_row_that_somebody_worked_on_stays_and_is_told(
        self, summary: Path, collection: Path, cell: str, value: int
    ) -> None:
        write_edits(summary, [Edit(CellRef("汇总表", *(parse_a1(cell) or (0, 0))), Decimal(value))])
        (collection / "甲站.xlsx").unlink()
        written = write(summary, summed_up(collection), collection)
        assert written.remarks == (
            "《汇总表》第 7 行“甲站”不在这次汇总之内，原样保留，合计里有它；请核对是否删去。",)  # fmt: skip
        assert read_book(summary).cell(CellRef("汇总表", 7, 2)).value == "甲站"

    def test_part_of_the_collection_leaves_the_other_rows_and_tells(self, summary: Path, collection: Path) -> None:
        put(collection, "甲站", 100, 95, 91)
        part = summary.parent / "补报"
        part.mkdir()
        shutil.copy(collection / "甲站.xlsx", part)
        written = write(summary, summed_up(part), part)
        assert len([change for change in written.changes if change.unit == "甲站"]) == 2
        assert [remark[:14] for remark in written.remarks] == ["《汇总表》第 5 行“丙站”", "《汇总表》第 6 行“乙站”"]
        assert flow.review_book(read_book(summary)).number(CellRef("汇总表", 11, 4)) == 415
        assert read_book(summary).cell(CellRef("汇总表", 3, 1)).value == (
            "已汇总 1 个单位，隔离 0，另有 2 行不在这次汇总之内"
        )
        assert trace_cell(summary, "D6").verdict.state is State.SAME  # type: ignore[union-attr]

    def test_file_that_does_not_count_any_more_leaves_its_row(self, summary: Path, collection: Path) -> None:
        (collection / "甲站.xlsx").write_bytes(b"PK\x03\x04 broken")
        written = write(summary, summed_up(collection), collection)
        assert written.remarks == ("《汇总表》第 7 行“甲站”这次没有计入，已从汇总表取下。",)
        assert "隔离" in column(summary, NOT_COUNTED, "B", 5)

    def test_typed_review_scores_stay_and_reach_the_list(self, summary: Path, collection: Path) -> None:
        review = flow.review_book(read_book(summary))
        row = next(row for row, name in review.listed_names() if name == "甲站")
        at = review.form.summary.table.at("review_score", row)  # type: ignore[union-attr]
        assert at is not None
        write_edits(summary, [Edit(at, decimal(review.number(at.shift(columns=-1))) - 12)])
        write(summary, summed_up(collection), collection)
        book = read_book(summary)
        assert book.cell(at).value == 78
        reasons = [cell.value for cell in book.sheets[ATTENTION].cells.values() if "复核 78 分" in str(cell.value)]
        assert reasons == ["自评 90 分，复核 78 分，低 12 分，等级由优变为中"]

    def test_other_workbook_of_ours_gets_figures_and_a_remark(self, tmp_path: Path, collection: Path) -> None:
        path = tmp_path / "部门.xlsx"
        save_workbook(evaluation_blueprint(DONGHU), path)
        written = write(path, summed_up(collection), collection)
        assert written.remarks == (
            "部门.xlsx：《来源》《未计入》《计入提示》《复核重点》《图表》不在或已改动，没有更新。另出一份新的汇总表时会有。",
        )
        assert trace_cell(path, "C5").verdict.state is State.SAME  # type: ignore[union-attr]
        assert [
            finding.code for finding in flow.check(read_book(path))[1].findings if finding.code.startswith("T")
        ] == []


class TestButton:
    """汇总 in an open workbook keeps up what the command made."""

    def test_button_refreshes_the_sheets_too(self, summary: Path, collection: Path) -> None:
        put(collection, "甲站", 100, 95, 91)
        put(collection, "丁站", 10, 10, 95)
        (collection / "乙站.xlsx").unlink()
        outcome = press_file("roundup", summary, {"folder": str(collection)}).outcome
        assert "《汇总表》第 6 行“乙站”这次没有计入，已从汇总表取下。" in outcome.told
        assert column(summary, SOURCES, "B", 7)[:9:3] == ["丁站", "丙站", "甲站"]
        assert [trace_cell(summary, cell).verdict.state for cell in ("D5", "D6", "D7")] == [  # type: ignore[union-attr]
            State.SAME] * 3  # fmt: skip
        assert [trace_cell(summary, cell).step.remark for cell in ("D5", "D6", "D7")] == [""] * 3
        assert flow.check(read_book(summary))[1].findings == ()


class TestSameName:
    """办公室 of two departments: two rows, told apart by their departments."""

    def made(self, *budgets: int) -> Consolidation:
        found = department(2)
        rows = tuple(with_origins(replace(row, unit="办公室", department=name,
                                          figures={**row.figures, "annual_budget": Decimal(budget)}))
                     for row, name, budget in zip(found.rows, ("甲局", "乙局"), budgets, strict=True))  # fmt: skip
        return replace(found, rows=rows)

    def test_rows_stay_apart_in_place_too(self, tmp_path: Path) -> None:
        path = tmp_path / "汇总.xlsx"
        write_summary(path, self.made(100, 200), template=DONGHU)
        write_summary(path, self.made(101, 202))
        book = read_book(path)
        cells = [book.cell(CellRef("汇总表", row, column)).value for row in (5, 6) for column in (2, 3)]
        assert cells == ["办公室（甲局）", 101, "办公室（乙局）", 202]
        assert [trace_cell(path, cell).step.remark for cell in ("C5", "C6")] == ["", ""]

    def test_list_of_whom_to_look_at_tells_them_apart(self, tmp_path: Path) -> None:
        found = self.made(100, 200)
        rows = (found.rows[0], replace(found.rows[1], findings=(noted("R001"),)))
        found, path = replace(found, rows=rows), tmp_path / "汇总.xlsx"
        write_summary(path, found, profiles_of(found), DONGHU)
        assert column(path, ATTENTION, "B", 8) == ["办公室（乙局）"]


class TestTrace:
    def test_figure_leads_to_its_cell_and_the_file_is_the_same(self, summary: Path) -> None:
        found = trace_cell(summary, "汇总表!C7")
        assert found.step.origin is not None and found.verdict is not None
        assert (found.step.label, found.step.figure) == ("甲站　全年预算数", "100.00")
        assert (found.step.path, found.step.origin.place) == ("单位/甲站.xlsx", "自评表!E9")
        assert found.verdict.state is State.SAME

    def test_place_of_every_figure_holds_that_figure(self, summary: Path) -> None:
        for cell in ("C5", "D5", "F5", "C6", "D6", "F6", "C7", "D7", "F7"):
            step = trace_cell(summary, cell).step
            assert step.origin is not None
            sheet, _, a1 = step.origin.place.partition("!")
            there = openpyxl.load_workbook(summary.parent / step.path, data_only=True)[sheet][a1].value
            assert float(there) == float(step.figure.replace(",", ""))

    def test_total_leads_to_every_row_and_the_rate_to_both_sums(self, summary: Path) -> None:
        total = trace_cell(summary, "D11")
        assert [part.step.figure for part in total.parts] == ["50.00", "270.00", "80.00"]
        rate = trace_cell(summary, "E11")
        assert [(part.step.at.a1, len(part.parts)) for part in rate.parts] == [("C11", 3), ("D11", 3)]
        assert rate.step.how.startswith("由合计数重新计算：全年执行数合计 ÷ 全年预算数合计")

    @pytest.mark.parametrize(
        ("budget", "executed", "state"),
        [(100, 81, State.SAYS_OTHERWISE), (101, 80, State.STILL_SAYS_SO), (100, 80, State.SAME)],
    )
    def test_file_that_was_changed_since(self, summary: Path, collection: Path, budget: int, executed: int,
                                         state: State) -> None:  # fmt: skip
        put(collection, "甲站", budget, executed, 90)
        verdict = trace_cell(summary, "D7").verdict
        assert verdict is not None and verdict.state is state

    def test_file_that_is_gone_or_no_workbook_any_more(self, summary: Path, collection: Path) -> None:
        (collection / "甲站.xlsx").unlink()
        (collection / "乙站.xlsx").write_bytes(b"PK\x03\x04 broken")
        states = [trace_cell(summary, cell).verdict.state for cell in ("D7", "D6")]  # type: ignore[union-attr]
        assert states == [State.NOT_FOUND, State.UNREADABLE]

    def test_file_in_an_archive(self, tmp_path: Path, collection: Path) -> None:
        sent, path = tmp_path / "报送", tmp_path / "汇总.xlsx"
        sent.mkdir()
        with zipfile.ZipFile(sent / "甲.zip", "w") as archive:
            archive.write(collection / "甲站.xlsx", "自评/甲站.xlsx")
        write(path, summed_up(sent), sent)
        found = trace_cell(path, "C5")
        assert found.step.origin is not None and found.verdict is not None
        assert (found.step.origin.file, found.verdict.state) == ("甲.zip/自评/甲站.xlsx", State.SAME)

    def test_cell_that_was_typed_over_says_so(self, summary: Path) -> None:
        write_edits(
            summary,
            [Edit(CellRef("汇总表", 7, 3), decimal(read_book(summary).cell(CellRef("汇总表", 7, 3)).value) + 1)],
        )
        assert trace_cell(summary, "C7").step.remark == "汇总时写入的是 100.00，这一格后来改过。"

    def test_rows_may_be_sorted_anew(self, summary: Path) -> None:
        book = read_book(summary)
        rows = [[book.cell(CellRef("汇总表", row, at)).value for at in (2, 3, 4, 6)] for row in (5, 7)]
        swapped = [Edit(CellRef("汇总表", row, at), value) for row, values in zip((7, 5), rows, strict=True)
                   for at, value in zip((2, 3, 4, 6), values, strict=True)]  # fmt: skip
        write_edits(summary, swapped)
        found = trace_cell(summary, "C5")
        assert (found.step.path, found.step.remark) == ("单位/甲站.xlsx", "")

    def test_summary_of_summaries_leads_to_the_row_below(self, tmp_path: Path, summary: Path) -> None:
        below = tmp_path / "上报"
        below.mkdir()
        summary.rename(below / "某局汇总.xlsx")
        path = tmp_path / "市级汇总.xlsx"
        write(path, summed_up(below), below)
        found = trace_cell(path, "C5")
        assert found.step.origin is not None and found.verdict is not None
        assert (found.step.origin.place, found.verdict.state) == ("汇总表!C5", State.SAME)
        write_edits(below / "某局汇总.xlsx", [Edit(CellRef("汇总表", 6, 3), Decimal(301))])
        states = [trace_cell(path, cell).verdict.state for cell in ("C5", "C6")]  # type: ignore[union-attr]
        assert states == [State.STILL_SAYS_SO, State.SAYS_OTHERWISE]


class TestTraceOfSums:
    """Rows that sum several submissions up are followed through the ledger."""

    @pytest.fixture
    def by_department(self, tmp_path: Path, collection: Path) -> Path:
        path = tmp_path / "汇总.xlsx"
        round_up_sources(Asked([str(collection)], path, ledger=ledger_beside(path), by="department"))
        return path

    def test_row_of_a_department_leads_to_its_units(self, by_department: Path) -> None:
        found = trace_cell(by_department, "D5")
        assert (found.step.known.value, found.step.figure) == ("summed", "400.00")
        assert [(part.step.label, part.step.figure, part.step.path) for part in found.parts] == [
            (f"{name}　全年执行数", figure, f"单位/{name}.xlsx")
            for name, figure in (("丙站", "50.00"), ("乙站", "270.00"), ("甲站", "80.00"))
        ]
        assert {part.verdict.state for part in found.parts if part.verdict} == {State.SAME}
        assert len(trace_cell(by_department, "D11").parts[0].parts) == 3

    def test_without_its_ledger_it_tells_how_many(self, by_department: Path) -> None:
        ledger_beside(by_department).unlink()
        found = trace_cell(by_department, "D5")
        assert (found.step.how, found.parts) == ("由 3 份合并，各份见台账", ())


class TestLastYear:
    """复核重点 of a roundup compares with last year's ledger."""

    def test_figure_that_leapt_is_named(self, tmp_path: Path) -> None:
        folders = [tmp_path / name for name in ("上年", "本年")]
        for number in range(6):
            for folder, executed in zip(folders, (80 + number, 90 - number), strict=True):
                budget = 900 if (number, folder.name) == (3, "本年") else 100
                put(folder, f"{number}站", budget, executed * budget // 100, 90)
        last, path = tmp_path / "上年.xlsx", tmp_path / "汇总.xlsx"
        round_up_sources(Asked([str(folders[0])], last, ledger=ledger_beside(last)))
        round_up_sources(Asked([str(folders[1])], path, last_year=last, checked=False))
        assert column(path, ATTENTION, "B", 8) == ["3站"]
        reason = "“全年执行数”上年 83 万元，本年 783 万元（9.4 倍），另有 1 项，变动大于其他单位"
        assert column(path, ATTENTION, "G", 8) == [reason]

    def test_units_bear_the_names_of_the_list_whatever_their_covers_say(self, tmp_path: Path) -> None:
        folders = [tmp_path / name for name in ("上年", "本年")]
        for number in range(6):
            put(folders[0], f"{number}站", 100, 80 + number, 90)
            is_renamed = number == 3
            put(
                folders[1],
                f"老{number}站" if is_renamed else f"{number}站",
                900 if is_renamed else 100,
                90 - number,
                90,
            )
        last, path = tmp_path / "上年.xlsx", tmp_path / "汇总.xlsx"
        round_up_sources(Asked([str(folders[0])], last, ledger=ledger_beside(last)))
        names = Organisation(tuple(Expected("", f"新{n}站", aliases=(f"{n}站", f"老{n}站")) for n in range(6)))
        round_up_sources(Asked([str(folders[1])], path, organisation=names, last_year=last, checked=False))
        assert column(path, "汇总表", "B", 5)[:6] == [f"新{number}站" for number in range(6)]
        assert column(path, ATTENTION, "B", 8) == ["新3站"]
        assert "上年 100 万元，本年 900 万元" in str(column(path, ATTENTION, "G", 8)[0])


class TestCommand:
    def run(self, *arguments: object) -> tuple[int, str]:
        found = jixiao("trace", *arguments)
        return found.exit_code, found.output

    def test_table_names_file_cell_and_state(self, summary: Path) -> None:
        code, output = self.run(summary, "c7")
        assert code == 0
        assert all(
            text in output for text in ("甲站", "100.00", "甲站.xlsx（单位/甲站.xlsx）", "自评表!E9", "没有改动")
        )

    def test_json_is_the_whole_tree(self, summary: Path) -> None:
        code, output = self.run(summary, "E11", "--format", "json")
        record = json.loads(output)
        assert (code, record["known"], len(record["parts"])) == (0, "computed", 2)
        assert {part["source"]["state"] for side in record["parts"] for part in side["parts"]} == {"same"}

    @pytest.mark.parametrize(("cell", "code", "words"), [
        ("Z99", 1, "不是汇总表里的数"), ("封面!C6", 1, "不是汇总表里的数"), ("甲", 2, "不是单元格地址"),
        ("没有!C6", 2, "里面没有《没有》"), ("XFE1", 2, "不是单元格地址"), ("A5", 0, "汇总表自己的文字")])  # fmt: skip
    def test_cells_that_nobody_knows(self, summary: Path, cell: str, code: int, words: str) -> None:
        found, output = self.run(summary, cell)
        assert (found, words in output) == (code, True)

    def test_workbook_without_a_summary_or_a_record(self, tmp_path: Path, collection: Path) -> None:
        path = put(tmp_path, "白", 1, 1, 1)
        assert self.run(path, "C5")[0] == 1
        assert self.run(tmp_path / "没有.xlsx", "C5")[0] == 2


class TestCharts:
    """图表 that is refreshed: what a chart reaches over stays where it is."""

    def test_rules_beyond_the_room_leave_the_others_where_they_are(self, tmp_path: Path) -> None:
        path, found = tmp_path / "汇总.xlsx", department(4, {0: lambda row: replace(row, findings=(noted("R001"),))})
        write_summary(path, found, template=DONGHU)
        codes = [f"X{number:03}" for number in range(9)]
        many = department(4, {0: lambda row: replace(row, findings=tuple(noted(code) for code in codes))})
        write_summary(path, many)
        texts = column(path, CHARTS, "A", 1)
        at = texts.index("审核问题数（最多的规则在前）")
        assert texts[at + 1 : at + 7] == ["规则", *codes[:5]]
        assert (validate([path]), lint(path)) == ([], [])

    def test_chart_that_was_not_made_is_not_written(self, tmp_path: Path) -> None:
        path = tmp_path / "汇总.xlsx"
        write_summary(path, department(4), template=DONGHU)
        write_summary(path, department(4, {0: lambda row: replace(row, findings=(noted("R001"),))}))
        assert "规则" not in column(path, CHARTS, "A", 1)

    def test_sheet_of_another_making_is_left_and_told(self, tmp_path: Path) -> None:
        path = tmp_path / "汇总.xlsx"
        write_summary(path, department(4), template=DONGHU)
        write_edits(path, [Edit(CellRef(CHARTS, 4, 1), "我的表"), Edit(CellRef(SOURCES, 6, 2), "我的栏")])
        assert write_summary(path, department(4)).remarks == (
            "汇总.xlsx：《来源》《图表》不在或已改动，没有更新。另出一份新的汇总表时会有。",
        )
