"""汇总 as a button: the ledger beside the open 汇总表, a new 汇总表 where none is open, Esc, what is told."""

import shutil
from pathlib import Path

import pytest

from actions.made_desk import MadeDesk, asked, pressed
from jixiao import flow
from jixiao.actions import Job, Press, Task, action
from jixiao.errors import JixiaoError, Stopped
from jixiao.hosts.desk import collecting
from jixiao.hosts.desk.files import FileDesk
from jixiao.hosts.desk.pressing import Pressed, press_file
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.ledger.opening import ledger_beside, open_ledger
from jixiao.hosts.roundup.rounding import Asked, round_up_sources
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.cells import CellRef
from jixiao.model.names import INNER_SHEET
from summaries import put, three_units

ROUNDUP = action("roundup")
ALL = ["丙站", "乙站", "甲站"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three units' workbooks and the 汇总表 that the command line makes of the first two."""
    folder = tmp_path_factory.mktemp("made")
    three_units(folder / "报送")
    moved = (folder / "报送" / "丙站.xlsx").rename(folder / "丙站.xlsx")
    round_up_sources(Asked([str(folder / "报送")], folder / "汇总.xlsx", ledger=ledger_beside(folder / "汇总.xlsx")))
    moved.rename(folder / "报送" / "丙站.xlsx")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "汇总"))


def press(at: Path, **answers: str) -> Pressed:
    return press_file("roundup", at / "汇总.xlsx", {"folder": str(at / "报送"), **answers})


def names(path: Path) -> list[str]:
    return sorted(name for _, name in flow.review_book(read_book(path)).listed_names())


def runs(path: Path) -> list[bool]:
    """Whether each run of a ledger was finished."""
    with open_ledger(path, create=False, read_only=True) as ledger:
        return [bool(run.finished) for run in ledger.runs()]


class TestLedger:
    def test_is_the_one_of_the_command_line_and_only_new_files_are_read(self, folder: Path) -> None:
        done = press(folder)
        assert "读了 1 个文件，2 个没有变化" in done.outcome.message
        assert runs(folder / "汇总.台账.db") == [True, True]
        assert names(folder / "汇总.xlsx") == ALL
        again = press(folder)
        assert "读了 0 个文件，3 个没有变化" in again.outcome.message

    def test_second_press_changes_no_cell(self, folder: Path) -> None:
        press(folder)
        before = (folder / "汇总.xlsx").read_bytes()
        press(folder)
        assert (folder / "汇总.xlsx").read_bytes() == before

    def test_every_cell_is_as_the_command_line_leaves_it(self, folder: Path) -> None:
        other = Path(shutil.copytree(folder, folder.parent / "命令"))
        press(folder)
        summary = other / "汇总.xlsx"
        round_up_sources(Asked([str(other / "报送")], summary, ledger=ledger_beside(summary)))
        books = [read_book(one, with_formulas=True) for one in (folder / "汇总.xlsx", summary)]
        for sheet in books[0].sheets.keys() - {INNER_SHEET}:  # where the runs and their times stand
            assert books[0].sheets[sheet].cells == books[1].sheets[sheet].cells, sheet

    def test_names_are_remembered(self, folder: Path) -> None:
        listed = folder / "名单.csv"
        listed.write_text("单位代码,单位名称\n1,甲站\n2,乙站\n3,丙站\n4,丁站\n", encoding="utf-8")
        done = press(folder, names=str(listed))
        assert done.outcome.message.startswith("已汇总 3/4，隔离 0，未报 1")
        assert "未报 1 个：丁站。" in done.outcome.told
        field = asked(ROUNDUP, Press(FileDesk(), read_book(folder / "汇总.xlsx"), folder / "汇总.xlsx")).fields[1]
        assert not field.required and "4 家" in field.caption
        listed.unlink()
        assert press(folder, names="").outcome.message.startswith("已汇总 3/4")

    def test_folder_of_the_last_finished_run_is_proposed_while_it_is_there(self, folder: Path) -> None:
        def proposed() -> str:
            return (
                asked(ROUNDUP, Press(FileDesk(), read_book(folder / "汇总.xlsx"), folder / "汇总.xlsx")).fields[0].value
            )

        assert proposed() == str(folder / "报送")
        (folder / "别的").mkdir()
        with pytest.raises(JixiaoError):
            press_file("roundup", folder / "汇总.xlsx", {"folder": str(folder / "别的")})
        assert proposed() == str(folder / "报送")
        (folder / "报送").rename(folder / "收回")
        assert proposed() == ""

    def test_review_scores_of_the_ledger_are_filled_in(self, folder: Path) -> None:
        press(folder)
        with open_ledger(folder / "汇总.台账.db", create=False) as ledger:
            ledger.decide(ledger.line_of("甲站").id, review_score="88.5")
        press(folder)
        review = flow.review_book(read_book(folder / "汇总.xlsx"))
        assert review.form.summary is not None
        row = next(row for row, name in review.listed_names() if name == "甲站")
        assert str(review.number(review.form.summary.table.at("review_score", row))) == "88.5"

    def test_workbook_that_was_never_saved_has_it_in_the_folder(self, folder: Path) -> None:
        book = read_book(folder / "汇总.xlsx", with_formulas=True)
        outcome = ROUNDUP.press(Press(FileDesk(), book, answers={"folder": str(folder / "报送")}))
        assert (folder / "报送" / "汇总.台账.db").is_file()
        assert any("没有存在这台电脑" in line for line in outcome.told)
        assert sorted(n for _, n in flow.review_book(with_edits(book, outcome.edits)).listed_names())[0] == "丙站"

    def test_no_place_at_all_is_told_and_the_figures_come_all_the_same(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder / "汇总.台账.db").unlink()
        monkeypatch.setattr(collecting, "_takes_files", lambda place: False)
        done = press(folder)
        assert done.outcome.message.startswith("已汇总 3 个单位")
        assert collecting.NO_PLACE in done.outcome.told
        assert not list(folder.rglob("*.db"))

    def test_folder_of_the_summary_that_takes_no_files_is_told(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder / "汇总.台账.db").unlink()
        monkeypatch.setattr(collecting, "_takes_files", lambda place: place.name == "报送")
        told = press(folder).outcome.told
        assert any("不能写入" in line for line in told)

    def test_damaged_ledger_stops_the_work(self, folder: Path) -> None:
        (folder / "汇总.台账.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 500)
        before = (folder / "汇总.xlsx").read_bytes()
        with pytest.raises(JixiaoError, match="台账"):
            press(folder)
        assert (folder / "汇总.xlsx").read_bytes() == before


class TestEsc:
    def test_ends_it_cleanly_and_the_next_press_goes_on(self, folder: Path) -> None:
        book, path = read_book(folder / "汇总.xlsx", with_formulas=True), folder / "汇总.xlsx"

        def esc(text: str) -> None:
            raise Stopped

        for name in ("丁站", "戊站"):
            put(folder / "报送", name, 10, 9, 80)
        with pytest.raises(Stopped):
            ROUNDUP.press(Press(FileDesk(esc), book, path, answers={"folder": str(folder / "报送")}))
        assert runs(folder / "汇总.台账.db") == [True, False]
        done = press(folder)
        assert done.outcome.message.startswith("已汇总 5 个单位")

    def test_before_the_cells_are_written_leaves_the_run_unfinished(self, folder: Path) -> None:
        book, path = read_book(folder / "汇总.xlsx", with_formulas=True), folder / "汇总.xlsx"

        def esc(text: str) -> None:
            if "填汇总表" in text:
                raise Stopped

        with pytest.raises(Stopped):
            ROUNDUP.press(Press(FileDesk(esc), book, path, answers={"folder": str(folder / "报送")}))
        assert runs(folder / "汇总.台账.db") == [True, False]


class TestProgress:
    def test_says_how_many_of_how_many(self, folder: Path) -> None:
        said: list[str] = []
        book, path = read_book(folder / "汇总.xlsx", with_formulas=True), folder / "汇总.xlsx"
        ROUNDUP.press(Press(FileDesk(said.append), book, path, answers={"folder": str(folder / "报送")}))
        assert said[-2:] == ["1/1", "正在填汇总表"]


class TestNewSummary:
    def test_is_made_where_none_is_open_and_then_opened(self, folder: Path) -> None:
        target = folder / "新汇总表.xlsx"
        answers = {"folder": str(folder / "报送"), "output": str(target.with_suffix(""))}
        done = press_file("roundup", None, answers)
        assert done.outcome.jobs == (Job(Task.OPEN, target),)
        assert done.outcome.edits == () and done.outcome.told == ()
        assert names(target) == ALL
        assert ledger_beside(target).is_file()

    def test_is_asked_for_beside_the_folder(self, folder: Path) -> None:
        (field,) = asked(ROUNDUP, pressed(None, folder=str(folder / "报送"))).fields
        assert field.value == str(folder / "汇总表.xlsx")

    def test_open_workbook_itself_is_none(self, folder: Path) -> None:
        unit = folder / "报送" / "甲站.xlsx"
        before = unit.read_bytes()
        answers = {"folder": str(folder / "报送"), "output": str(unit)}
        assert "正打开着" in asked(ROUNDUP, Press(FileDesk(), Book("甲站.xlsx", {}), unit, answers=answers)).text[0]
        assert unit.read_bytes() == before

    def test_one_that_is_there_is_brought_up_to_date(self, folder: Path) -> None:
        target = folder / "汇总.xlsx"
        press_file("roundup", None, {"folder": str(folder / "报送"), "output": str(target)})
        assert names(target) == ALL

    def test_workbook_that_is_no_summary_is_not_touched(self, folder: Path) -> None:
        unit = folder / "报送" / "别的.txt"
        unit.write_bytes(b"1")
        target = folder / "别的.xlsx"
        target.write_bytes(b"PK")
        with pytest.raises(JixiaoError):
            press_file("roundup", None, {"folder": str(folder / "报送"), "output": str(target)})
        assert target.read_bytes() == b"PK"


class TestOwnPapers:
    def test_slips_and_lists_in_the_folder_are_no_submissions(self, folder: Path) -> None:
        (folder / "报送" / "坏.xlsx").write_bytes(b"PK")
        press(folder, folder=str(folder))
        press_file("missing", folder / "汇总.xlsx", {"names": ""})
        press_file("returns", folder / "汇总.xlsx", {"folder": str(folder / "退回")})
        done = press(folder, folder=str(folder))
        assert done.outcome.message.startswith("已汇总 3 个单位，隔离 1")
        assert "其中 2 份是退回单、催报、名单等，不是报送件" in done.outcome.message
        assert not any("退回单" in line for line in done.outcome.told)


class TestOddAnswers:
    @pytest.mark.parametrize("answer", ["", "  "])
    def test_no_folder_is_told(self, folder: Path, answer: str) -> None:
        before = (folder / "汇总.xlsx").read_bytes()
        with pytest.raises(JixiaoError, match="没有选文件夹"):
            press(folder, folder=answer)
        assert (folder / "汇总.xlsx").read_bytes() == before

    def test_no_place_for_a_new_summary_is_told(self, folder: Path) -> None:
        with pytest.raises(JixiaoError, match="没有选汇总表存在哪里"):
            ROUNDUP.press(pressed(None, MadeDesk(), folder=str(folder), output=""))

    def test_folder_that_is_gone(self, folder: Path) -> None:
        with pytest.raises(JixiaoError, match="没有找到"):
            press(folder, folder=str(folder / "没有"))

    def test_folder_without_workbooks(self, folder: Path) -> None:
        (folder / "空").mkdir()
        with pytest.raises(JixiaoError, match="没有可以汇总的工作簿"):
            press(folder, folder=str(folder / "空"))
        assert runs(folder / "汇总.台账.db") == [True, False]

    def test_list_of_another_collection_is_told_in_a_few_lines(self, folder: Path) -> None:
        (folder / "别处.csv").write_text("单位名称\n别处的局\n", encoding="utf-8")
        with pytest.raises(JixiaoError, match="3 份都没有计入。其中 3 份的单位不在名单里，请看名单") as refused:
            press(folder, names=str(folder / "别处.csv"))
        assert len(str(refused.value)) < 250

    def test_list_of_another_collection_is_not_that_of_the_next_run(self, folder: Path) -> None:
        listed, other = folder / "名单.csv", folder / "别处.csv"
        listed.write_text("单位名称\n甲站\n乙站\n丙站\n丁站\n", encoding="utf-8")
        other.write_text("单位名称\n别处的局\n", encoding="utf-8")
        for kept, message in ("", "已汇总 3 个单位，隔离 0"), (str(listed), "已汇总 3/4，隔离 0，未报 1"):
            press(folder, names=kept)
            with pytest.raises(JixiaoError, match="3 份的单位不在名单里"):
                press(folder, names=str(other))
            assert press(folder, names="").outcome.message.startswith(message)

    def test_lists_wait_for_a_run_that_was_done_to_its_end(self, folder: Path) -> None:
        (folder / "空").mkdir()
        with pytest.raises(JixiaoError, match="里面应是各单位报来的工作簿"):
            press(folder, folder=str(folder / "空"))
        for button in ("missing", "returns"):
            with pytest.raises(JixiaoError, match="没有做完，台账里的情况不全"):
                press_file(button, None, {"ledger": str(folder / "汇总.台账.db"), "names": "", "folder": str(folder)})
        press(folder)
        assert press_file("missing", folder / "汇总.xlsx", {"names": ""}).outcome.message

    def test_ledger_goes_beside_a_summary_whose_folder_is_made(self, folder: Path) -> None:
        answers = {"folder": str(folder / "报送"), "names": "", "output": str(folder / "新的" / "表.xlsx")}
        assert not press_file("roundup", None, answers).outcome.told
        assert (folder / "新的" / "表.台账.db").is_file()

    def test_list_that_is_gone_is_told_without_english(self, folder: Path) -> None:
        with pytest.raises(JixiaoError, match=r"没有找到名单“没有\.csv”，请核对文件名"):
            press(folder, names=str(folder / "没有.csv"))

    def test_file_that_cannot_be_read_is_told_and_never_counted(self, folder: Path) -> None:
        (folder / "报送" / "坏.xlsx").write_bytes(b"PK\x03\x04")
        done = press(folder)
        assert done.outcome.message.startswith("已汇总 3 个单位，隔离 1")
        assert any("坏.xlsx" in line for line in done.outcome.told)

    def test_same_unit_twice_counts_once(self, folder: Path) -> None:
        shutil.copy(folder / "报送" / "甲站.xlsx", folder / "报送" / "甲站(2).xlsx")
        done = press(folder)
        assert done.outcome.message.startswith("已汇总 3 个单位")
        assert any("甲站" in line for line in done.outcome.told)

    def test_summary_in_another_money_unit_leaves_the_run_unfinished(self, folder: Path) -> None:
        path = folder / "汇总.xlsx"
        review = flow.review_book(read_book(path))
        at = review.form.fields.get("money_unit") or review.form.headings["summary_money_unit"]
        write_edits(path, [Edit(at, "单位：元")])
        if flow.review_book(read_book(path)).money_unit != "元":
            pytest.skip("the 汇总表 of this template states its unit elsewhere")
        with pytest.raises(JixiaoError):
            press(folder)
        assert runs(folder / "汇总.台账.db") == [True, False]

    def test_open_workbook_is_not_summed_up_into_itself(self, folder: Path) -> None:
        done = press(folder, folder=str(folder))
        assert done.outcome.message.startswith("已汇总 3 个单位")

    def test_row_of_somebody_else_is_shown(self, folder: Path) -> None:
        done = press(folder)
        assert isinstance(done.outcome.show, CellRef) and done.outcome.show.sheet == "汇总表"
