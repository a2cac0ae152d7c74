"""jixiao ledger: lists, changes, whom to call, what is sent back."""

import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from ledger_desk import Desk, desk_with_returns, judged, workbook

from arrivals import FINDINGS, submission
from command_line import run
from jixiao.hosts.ledger.opening import open_ledger


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with_returns(tmp_path)


def test_changes_tell_figures_before_and_after(desk: Desk) -> None:
    assert "还没有上次可以比较" in desk.run("changes", code=2)
    desk.receive("体育局", 90)
    desk.receive("新单位")
    (desk.sent / "教育局.xlsx").unlink()
    (desk.sent / "坏2.xlsx").write_bytes(b"")
    desk.round_up()
    rows = desk.rows("changes")
    assert {(row["kind"], row["unit"] or row["file"]) for row in rows} == {
        ("resubmitted", "体育局"), ("new", "新单位"), ("withdrawn", "教育局"), ("set_aside", "坏2.xlsx"),
    }  # fmt: skip
    (score,) = (row for row in rows if row["kind"] == "resubmitted")
    assert (score["figure"], score["before"], score["after"]) == ("所属单位自评分数", "95", "90")


class TestSendingBack:
    def test_slips_of_errors_and_refused_files(self, desk: Desk, tmp_path: Path) -> None:
        assert "已写2份退回单" in desk.run("returns", "-o", tmp_path / "退回").replace(" ", "")
        assert sorted(path.name for path in (tmp_path / "退回").iterdir()) == [
            "2021_体育局_退回单.xlsx", "坏_退回单.xlsx",
        ]  # fmt: skip
        sheet = openpyxl.load_workbook(tmp_path / "退回" / "2021_体育局_退回单.xlsx").active
        assert sheet is not None
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        assert {"自评表 E5", "执行率 97% 与 50% 不一致，请核实。", "请改为 50%。"} <= set(texts)

    def test_nothing_is_overwritten_unasked(self, desk: Desk, tmp_path: Path) -> None:
        desk.run("returns", "-o", tmp_path / "退回")
        (tmp_path / "退回" / "坏_退回单.xlsx").write_bytes(b"filled in by hand")
        assert "没有写入；要换掉请加 --replace" in desk.run("returns", "-o", tmp_path / "退回", code=2)
        assert (tmp_path / "退回" / "坏_退回单.xlsx").read_bytes() == b"filled in by hand"
        desk.run("returns", "-o", tmp_path / "退回", "--replace")

    def test_names_that_no_system_takes_as_file_names(self, desk: Desk, tmp_path: Path) -> None:
        with open_ledger(desk.ledger) as ledger:
            run = ledger.begin("roundup")
            for number, unit in enumerate(("某" * 200, "某" * 200 + "二", "a/b:c*?", "A B C", "=1+1", "..", " ")):
                made = submission(unit, project="项" * 200, file=f"{number}.xlsx", findings=FINDINGS)
                run.record(made.file, 1, 1.0, made)
            run.settle()
            run.finish(judged(head) for head in ledger.heads())
        desk.run("returns", "-o", tmp_path / "退回")
        names = [path.name for path in (tmp_path / "退回").iterdir()]
        assert len({name.lower() for name in names}) == 7
        assert all(len(name.encode()) < 255 and not set(name) & set('/\\:*?"<>|') for name in names)

    def test_accepted_and_explained_units_get_none_and_one_asked_for_does(self, desk: Desk, tmp_path: Path) -> None:
        desk.run("explain", "体育局")
        desk.run("accept", "坏.xlsx")
        assert "没有要退回的" in desk.run("returns", "-o", tmp_path / "退回")
        assert not (tmp_path / "退回").exists()
        assert "2021_教育局_退回单.xlsx" in desk.run("returns", "-o", tmp_path / "退回", "--unit", "教育局")


class TestMissing:
    def test_who_is_to_be_called(self, desk: Desk) -> None:
        desk.run("return", "体育局", "--reason", "与决算不符")
        found = [(row["situation"], row["unit"], row["days"]) for row in desk.rows("missing")]
        assert found == [("missing", "卫生健康局", "0"), ("returned", "体育局", "0"), ("set_aside", "坏.xlsx", "0")]

    def test_resubmitted_and_former_names_are_not_called(self, desk: Desk) -> None:
        desk.run("return", "体育局")
        desk.receive("体育局", 90)
        desk.receive("卫健局")
        (desk.sent / "坏.xlsx").unlink()
        desk.round_up()
        assert desk.rows("missing") == []

    @pytest.mark.parametrize("suffix", ["xlsx", "csv"])
    def test_list_as_a_file(self, desk: Desk, tmp_path: Path, suffix: str) -> None:
        path = tmp_path / f"催报.{suffix}"
        desk.run("missing", "-o", path)
        if suffix == "csv":
            lines = path.read_text("utf-8-sig").splitlines()
            assert lines[0].startswith("情况,单位,代码") and lines[1].startswith("未报,卫生健康局,002")
        else:
            sheet = openpyxl.load_workbook(path).active
            assert sheet is not None
            assert [cell.value for cell in sheet[4]][:3] == ["未报", "卫生健康局", "002"]

    def test_list_that_is_given(self, desk: Desk, tmp_path: Path) -> None:
        path = tmp_path / "名单.csv"
        path.write_text("单位代码,单位名称,联系人\n1,体育局,\n2,档案局,李某\n", "utf-8-sig")
        found = desk.rows("missing", "--list", path)
        assert [(row["unit"], row["contact"]) for row in found if row["situation"] == "missing"] == [("档案局", "李某")]

    def test_other_kind_of_file(self, desk: Desk, tmp_path: Path) -> None:
        assert "请用 .xlsx 或 .csv" in desk.run("missing", "-o", tmp_path / "催报.pdf", code=2)


def test_summary_may_be_named_instead_of_its_ledger(desk: Desk) -> None:
    result = run("ledger", "show", desk.ledger.with_name("汇总.xlsx"))
    assert (result.exit_code, "体育局" in result.output) == (0, True)


def test_runs_are_listed(desk: Desk) -> None:
    with open_ledger(desk.ledger) as ledger:
        ledger.begin("roundup 报送")
    first, second = desk.rows("runs")
    assert (first["run"], first["command"], second["finished"]) == ("1", "roundup", "没有做完")
    desk.round_up()
    desk.receive("体育局", 90)
    desk.round_up()
    assert next(row["unit"] for row in desk.rows("changes", "--since", 1)) == "体育局"
    assert "请换一个数" in desk.run("changes", "--since", 2, code=2)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE arrivals SET self_score = 'x'",
        "UPDATE arrivals SET content = 'x'",
        "UPDATE arrivals SET verdict = 'x'",
        "UPDATE standings SET standing = 'x'",
        "UPDATE expected SET aliases = '{'",
        "UPDATE runs SET started = 'x', sources = '{'",
        "UPDATE records SET text = 'x'",
        "UPDATE runs SET totals = 'x'",
    ],
)
def test_ledger_that_somebody_meddled_with_gives_a_sentence(desk: Desk, damage: str, tmp_path: Path) -> None:
    desk.receive("体育局", 90)
    desk.round_up()
    with sqlite3.connect(desk.ledger) as connection:
        connection.executescript(damage)
    connection.close()
    commands = (["show"], ["missing"], ["changes"], ["history", "体育局"], ["returns", "-o", str(tmp_path / "退")],
                ["runs"], ["accept", "体育局", "--write"])  # fmt: skip
    for command, *rest in commands:
        result = run("ledger", command, desk.ledger, *rest)
        assert result.exit_code in (0, 1, 2)
        assert result.exception is None or isinstance(result.exception, SystemExit), (command, result.exception)


def test_show_says_where_a_run_was_broken_off(desk: Desk) -> None:
    assert "没有做完" not in desk.run("show")
    with open_ledger(desk.ledger) as ledger:
        ledger.begin("roundup")
    assert "没有做完" in desk.run("show")
    assert [row["unit"] for row in desk.rows("show", "教育")] == ["教育局", "教育局直属幼儿园"]
    assert desk.run("show", "--format", "csv").splitlines()[0].startswith("unit,project,file")


def test_no_ledger(tmp_path: Path) -> None:
    for command in ("show", "changes", "missing"):
        result = run("ledger", command, tmp_path / "没有.db")
        assert (result.exit_code, "没有找到台账" in result.output) == (2, True)


def test_workbook_in_an_archive_is_told(desk: Desk) -> None:
    with zipfile.ZipFile(desk.sent / "报送.zip", "w") as archive:
        archive.writestr("档案局.xlsx", workbook("档案局", 95))
    with open_ledger(desk.ledger) as ledger:
        run = ledger.begin("roundup", [str(desk.sent)])
        found = replace(desk.arrival(desk.receive("档案局")), file="报送.zip/档案局.xlsx")  # type: ignore[type-var]
        run.record(found.file, 1, 1.0, found)
        run.settle()
        run.finish(judged(head) for head in ledger.heads())
    assert "在压缩包里" in desk.run("accept", "档案局", "--write", code=1)


@pytest.mark.parametrize("sources", [["报送"], ["报送/*.xlsx"], ["报送/体育局.xlsx"], ["s3://bucket/报送"]])
def test_originals_are_found_however_they_were_named(
    desk: Desk, sources: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.sent.parent)
    with open_ledger(desk.ledger) as ledger:
        ledger.begin("roundup", sources)
    remote = sources[0].startswith("s3:")
    assert ("不在本机文件夹里" if remote else "已是“通过”") in desk.run("accept", "体育局", "--write", code=int(remote))
