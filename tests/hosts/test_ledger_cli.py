"""jixiao ledger: what an accountant does with the ledger of a collection of real workbooks."""

import json
import sqlite3
import zipfile
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from arrivals import FINDINGS, submission
from jixiao import flow
from jixiao.consolidate.acceptance import Expected, Judgement, Standing
from jixiao.consolidate.extract import submission_of
from jixiao.consolidate.submission import Refused
from jixiao.errors import JixiaoError
from jixiao.hosts.cli.app import app
from jixiao.hosts.file import read_book
from jixiao.hosts.ledger.opening import open_ledger
from jixiao.template.build import build_workbook, evaluation_blueprint
from unit_workbooks import unit_entries

TEMPLATE = "haizhu_department_2021"
UNITS = ("体育局", "教育局", "教育局直属幼儿园")


@cache
def workbook(name: str, score: int) -> bytes:
    plan = evaluation_blueprint(TEMPLATE)
    return build_workbook(plan, unit_entries(plan, name, 100, 90, score))


class Desk:
    """A folder of returned workbooks and its ledger."""

    def __init__(self, folder: Path) -> None:
        self.sent, self.ledger = folder / "报送", folder / "汇总.台账.db"
        self.sent.mkdir()

    def receive(self, name: str, score: int = 95) -> Path:
        path = self.sent / f"{name}.xlsx"
        path.write_bytes(workbook(name, score))
        return path

    def round_up(self) -> list[str]:
        """A run over all files, with the findings that ``arrivals`` made up for 体育局; the files that were read."""
        read = []
        with open_ledger(self.ledger) as ledger:
            run = ledger.begin("roundup", [str(self.sent)])
            run.expect([Expected("001", "教育局", contact="张某"), Expected("002", "卫生健康局", aliases=("卫健局",))])
            for path in sorted(self.sent.glob("*.xlsx")):
                status = path.stat()
                if not run.knows(path.name, status.st_size, status.st_mtime, checked=True):
                    read.append(path.name)
                    run.record(path.name, status.st_size, status.st_mtime, self.arrival(path))
            run.settle()
            run.finish(judged(head) for head in ledger.heads())
        return read

    def arrival(self, path: Path) -> object:
        digest = sha256(path.read_bytes()).hexdigest()
        try:
            found = submission_of(flow.review_book(read_book(path)), path.name, digest)
        except JixiaoError as error:
            return Refused(path.name, digest, str(error), "damaged")
        return replace(found, findings=FINDINGS if found.unit == "体育局" else ())

    def run(self, *words: object, code: int = 0) -> str:
        command, *rest = map(str, words)
        result = CliRunner().invoke(app, ["ledger", command, str(self.ledger), *rest])
        assert result.exit_code == code, result.output
        return result.output

    def rows(self, *words: object) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(self.run(*words, "--format", "json"))
        return found

    def row(self, unit: str) -> dict[str, str]:
        (row,) = (row for row in self.rows("show") if row["unit"] == unit)
        return row


def judged(head):  # type: ignore[no-untyped-def]
    return Judgement(head, Standing.SET_ASIDE if head.refused else Standing.COUNTED, head.refused)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    for name in UNITS:
        made.receive(name)
    (made.sent / "坏.xlsx").write_bytes(b"PK\x03\x04")
    made.round_up()
    return made


class TestFindingAUnit:
    @pytest.mark.parametrize("words", ["体育", "体育局", "体育局.xlsx", " 体 育 局"])
    def test_by_name_file_or_part(self, desk: Desk, words: str) -> None:
        assert desk.run("accept", words).startswith("体育局：已记为“通过”")

    def test_exact_name_goes_before_part_and_code_before_both(self, desk: Desk) -> None:
        assert desk.run("accept", "教育局").startswith("教育局：")
        assert desk.run("accept", "001").startswith("教育局：")

    def test_several_are_listed_and_none_is_said(self, desk: Desk) -> None:
        assert "对得上 2 个：教育局、教育局直属幼儿园" in desk.run("accept", "教育", code=2)
        assert "没有找到“财政局”" in desk.run("accept", "财政局", code=2)
        assert "没有找到“”" in desk.run("accept", "", code=2)

    def test_file_of_nobody_by_its_name(self, desk: Desk) -> None:
        assert desk.run("return", "坏.xlsx", "--reason", "打不开").startswith("坏.xlsx：已记为“退回”")
        assert [row["what"] for row in map(dict, desk.rows("history", "坏"))] == ["收到", "退回"]


class TestDeciding:
    def test_state_on_the_cover_is_set_and_read_and_can_be_undone(self, desk: Desk) -> None:
        before = (desk.sent / "体育局.xlsx").read_bytes()
        desk.run("return", "体育局", "--reason", "与决算不符", "--by", "复核人", "--write")
        assert (desk.row("体育局")["state"], desk.row("体育局")["verdict"]) == ("退回", "退回")
        assert self.state_of(desk.sent / "体育局.xlsx") == "退回"
        assert desk.round_up() == ["体育局.xlsx"]
        assert desk.round_up() == []
        assert (desk.row("体育局")["state"], desk.row("体育局")["verdict"]) == ("退回", "退回")
        assert "没有变动" in desk.run("changes")
        CliRunner().invoke(app, ["undo", str(desk.sent / "体育局.xlsx")])
        assert (desk.sent / "体育局.xlsx").read_bytes() == before
        desk.round_up()
        assert (desk.row("体育局")["state"], desk.row("体育局")["verdict"]) == ("填报", "退回")

    def test_explained_goes_back_to_review_and_reopened_is_open(self, desk: Desk) -> None:
        desk.run("explain", "体育局", "--write")
        assert (desk.row("体育局")["state"], desk.row("体育局")["verdict"]) == ("送审", "已说明")
        desk.run("reopen", "体育局")
        assert desk.row("体育局")["verdict"] == "未定"
        assert [row["what"] for row in desk.rows("history", "体育局")] == ["收到", "已说明", "未定"]

    def test_file_that_cannot_be_written_is_told_and_the_verdict_kept(self, desk: Desk) -> None:
        path = desk.sent / "体育局.xlsx"
        path.chmod(0o444)
        assert "只读" in desk.run("accept", "体育局", "--write", code=1)
        path.chmod(0o644)
        path.write_bytes(workbook("体育局", 90))
        assert "在汇总之后改过" in desk.run("accept", "体育局", "--write", code=1)
        path.unlink()
        assert "没有找到“体育局.xlsx”的原文件" in desk.run("accept", "体育局", "--write", code=1)
        assert desk.row("体育局")["verdict"] == "通过"

    def test_moved_together_with_its_ledger(self, desk: Desk) -> None:
        home = desk.sent.parent / "搬家"
        home.mkdir()
        desk.sent, desk.ledger = desk.sent.rename(home / "报送"), desk.ledger.rename(home / desk.ledger.name)
        assert "封面状态已是“通过”" in desk.run("accept", "体育局", "--write")
        assert self.state_of(desk.sent / "体育局.xlsx") == "通过"

    def test_scores_are_kept_changed_and_taken_back(self, desk: Desk) -> None:
        assert "复核得分92.5，自评95" in desk.run("score", "体育局", "92.5", "--reason", "抽查").replace(" ", "")
        assert desk.row("体育局")["review_score"] == "92.5"
        desk.receive("体育局", 90)
        desk.round_up()
        assert desk.row("体育局")["review_score"] == "92.5（旧）"
        assert "原来记的是92.5" in desk.run("score", "体育局", "88分").replace(" ", "")
        desk.run("score", "体育局", "--withdraw")
        assert desk.row("体育局")["review_score"] == ""
        assert [row["score"] for row in desk.rows("history", "体育局")] == ["95", "92.5", "", "90", "88", ""]
        for wrong in (["九十"], [], ["90", "--withdraw"]):
            assert "请写复核得分" in desk.run("score", "体育局", *wrong, code=2)

    def state_of(self, path: Path) -> str:
        review = flow.review_book(read_book(path))
        return review.text(review.form.fields["state"])


def test_changes_tell_figures_before_and_after(desk: Desk) -> None:
    assert "还没有上次可以比较" in desk.run("changes", code=2)
    desk.receive("体育局", 90)
    desk.receive("新单位")
    (desk.sent / "教育局.xlsx").unlink()
    (desk.sent / "坏2.xlsx").write_bytes(b"")
    desk.round_up()
    rows = desk.rows("changes")
    assert {(row["kind"], row["unit"] or row["file"]) for row in rows} == {
        ("重报", "体育局"), ("新报", "新单位"), ("这次没有", "教育局"), ("新隔离", "坏2.xlsx"),
    }  # fmt: skip
    (score,) = (row for row in rows if row["kind"] == "重报")
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
        assert found == [("未报", "卫生健康局", "0"), ("退回未重报", "体育局", "0"), ("没有计入", "坏.xlsx", "0")]

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
        assert [(row["unit"], row["contact"]) for row in found if row["situation"] == "未报"] == [("档案局", "李某")]

    def test_other_kind_of_file(self, desk: Desk, tmp_path: Path) -> None:
        assert "请用 .xlsx 或 .csv" in desk.run("missing", "-o", tmp_path / "催报.pdf", code=2)


def test_summary_may_be_named_instead_of_its_ledger(desk: Desk) -> None:
    result = CliRunner().invoke(app, ["ledger", "show", str(desk.ledger.with_name("汇总.xlsx"))])
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
        result = CliRunner().invoke(app, ["ledger", command, str(desk.ledger), *rest])
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
        result = CliRunner().invoke(app, ["ledger", command, str(tmp_path / "没有.db")])
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
