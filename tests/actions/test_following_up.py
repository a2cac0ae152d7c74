"""未报名单, 与上次相比, 退回单 as buttons: from the ledger beside the open 汇总表, or one that is chosen."""

from pathlib import Path

import openpyxl
import pytest

from actions.made_desk import MadeDesk, asked, pressed
from hosts.ledger_desk import Desk, desk_with_returns
from jixiao.actions import Press, Task, action
from jixiao.actions.desk import LedgerInfo, Listed, Slips
from jixiao.errors import JixiaoError, Stopped
from jixiao.hosts.desk.files import FileDesk
from jixiao.hosts.desk.pressing import Pressed, press_file
from jixiao.hosts.ledger.change_list import HEADINGS, ChangeList
from workbook_lint import lint

BUTTONS = ("missing", "changes", "returns")
LEDGER = LedgerInfo(Path("台账/2021.5 汇总.台账.db"), 3)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A folder summed up twice: three units, then one that came anew."""
    desk = desk_with_returns(tmp_path_factory.mktemp("made"))
    desk.receive("住房局")
    desk.round_up()
    return desk


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Desk:
    """The same, to be worked on."""
    desk = Desk(tmp_path)
    desk.ledger.write_bytes(made.ledger.read_bytes())
    return desk


def press(desk: Desk, name: str, **answers: str) -> Pressed:
    return press_file(name, None, {"ledger": str(desk.ledger), **answers})


def cells(path: Path) -> list[list[object]]:
    return [list(row) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]  # type: ignore[union-attr]


class TestMissing:
    def test_list_is_made_beside_the_ledger_and_opened(self, desk: Desk) -> None:
        done = press(desk, "missing")
        (path,) = done.made
        assert path == desk.ledger.with_name("汇总_催报.xlsx")
        assert done.outcome.jobs[0].task is Task.OPEN
        assert done.outcome.message.startswith("催报：名单 2 家，未报 1，没有计入 1")
        assert "卫生健康局" in str(cells(path)) and lint(path) == []

    def test_list_of_before_is_kept(self, desk: Desk) -> None:
        first, second = (press(desk, "missing").made[0] for _ in range(2))
        assert second.name == "汇总_催报(2).xlsx"
        assert first.is_file()

    def test_list_of_names_is_asked_for_where_the_ledger_keeps_none(self) -> None:
        desk = MadeDesk(found=LedgerInfo(LEDGER.path, 0))
        form = asked(action("missing"), pressed(None, desk))
        assert [(field.key, field.required) for field in form.fields] == [("names", False)]
        assert action("missing").ask(pressed(None, desk, names="")) is None

    def test_nobody_to_call_makes_no_file(self) -> None:
        desk = MadeDesk(found=LEDGER, listed=Listed("催报：没有要催的", 0, b""))
        outcome = action("missing").press(pressed(None, desk))
        assert (outcome.message, outcome.jobs, desk.written) == ("催报：没有要催的。", (), {})

    def test_name_of_the_list_is_that_of_the_ledger(self) -> None:
        desk = MadeDesk(found=LEDGER, listed=Listed("催报：未报 1", 1, b"1"))
        action("missing").press(pressed(None, desk))
        assert list(desk.written) == [LEDGER.path.with_name("2021.5 汇总_催报.xlsx")]

    def test_names_that_cannot_be_read_are_told(self, desk: Desk, tmp_path: Path) -> None:
        with pytest.raises(JixiaoError, match="名单"):
            press(desk, "missing", names=str(tmp_path / "没有.csv"))
        assert not list(tmp_path.glob("*.xlsx"))


class TestChanges:
    def test_list_is_made_and_opened(self, desk: Desk) -> None:
        done = press(desk, "changes")
        (path,) = done.made
        assert path.name == "汇总_与上次相比.xlsx"
        assert lint(path) == []
        rows = cells(path)
        assert rows[2] == ["变动", "单位", "数", "上次", "这次", "文件"]
        assert ["新报", "住房局"] in [row[:2] for row in rows]

    def test_figures_are_numbers(self, tmp_path: Path) -> None:
        row = {**dict.fromkeys(HEADINGS, ""), "kind": "resubmitted", "unit": "某站", "before": "空", "after": "35.5"}
        (tmp_path / "一.xlsx").write_bytes(ChangeList("上次", "这次", (row,)).workbook())
        assert cells(tmp_path / "一.xlsx")[3] == ["重报", "某站", None, "空", 35.5, None]

    def test_nothing_changed_is_one_line(self) -> None:
        desk = MadeDesk(found=LEDGER, listed=Listed("与上次相比：9:00 → 9:05", 0, b""))
        outcome = action("changes").press(pressed(None, desk))
        assert (outcome.message, desk.written) == ("与上次相比：9:00 → 9:05，没有变动。", {})

    def test_one_run_has_nothing_to_be_compared_with(self, tmp_path: Path) -> None:
        once = desk_with_returns(tmp_path)
        with pytest.raises(JixiaoError, match="还没有上次可以比较"):
            press(once, "changes")


class TestReturns:
    def test_a_file_for_each_unit(self, desk: Desk, tmp_path: Path) -> None:
        done = press(desk, "returns", folder=str(tmp_path / "退回"))
        written = sorted(path.name for path in (tmp_path / "退回").iterdir())
        assert len(written) == 2 and any("体育局" in name for name in written)
        assert done.outcome.told[0].startswith("已写 2 份退回单，在“")
        assert len(done.outcome.told) == 3

    def test_slips_that_are_there_are_replaced_only_when_confirmed(self, desk: Desk, tmp_path: Path) -> None:
        folder = tmp_path / "退回"
        press(desk, "returns", folder=str(folder))
        (slip,) = folder.glob("*体育局*")
        slip.write_bytes(b"written on")
        with pytest.raises(JixiaoError, match="会换成新的"):
            press(desk, "returns", folder=str(folder))
        assert slip.read_bytes() == b"written on"
        press(desk, "returns", folder=str(folder), confirmed="yes")
        assert slip.read_bytes() != b"written on"

    def test_nothing_to_send_back_asks_for_no_folder(self) -> None:
        desk = MadeDesk(found=LEDGER)
        assert action("returns").ask(pressed(None, desk)) is None
        assert "没有要退回的" in action("returns").press(pressed(None, desk)).message

    def test_confirmation_names_a_few(self) -> None:
        names = tuple(f"{number}_退回单.xlsx" for number in range(9))
        desk = MadeDesk(found=LEDGER, due=Slips(names, names))
        form = asked(action("returns"), pressed(None, desk, folder="退回"))
        assert form.fields == () and "等 9 份" in form.text[0]

    @pytest.mark.parametrize("answer", ["", " "])
    def test_no_folder_is_told(self, desk: Desk, answer: str) -> None:
        with pytest.raises(JixiaoError, match="没有选文件夹"):
            press(desk, "returns", folder=answer)

    def test_folder_that_takes_no_files_is_told(self, desk: Desk, tmp_path: Path) -> None:
        (tmp_path / "是文件").write_bytes(b"")
        with pytest.raises(JixiaoError, match="写不进去"):
            press(desk, "returns", folder=str(tmp_path / "是文件"))

    def test_esc_keeps_what_is_written_whole(self, desk: Desk, tmp_path: Path) -> None:
        def esc(text: str) -> None:
            raise Stopped

        answers = {"ledger": str(desk.ledger), "folder": str(tmp_path / "退回")}
        with pytest.raises(Stopped):
            action("returns").press(Press(FileDesk(esc), answers=answers))
        (one,) = (tmp_path / "退回").iterdir()
        assert lint(one) == []


class TestLedger:
    @pytest.mark.parametrize("name", BUTTONS)
    def test_is_asked_for_where_none_is_found(self, name: str) -> None:
        form = asked(action(name), pressed(None))
        assert [field.key for field in form.fields] == ["ledger"]

    @pytest.mark.parametrize("name", BUTTONS)
    def test_blank_answer_is_told(self, name: str) -> None:
        with pytest.raises(JixiaoError, match="没有选台账"):
            action(name).press(pressed(None, ledger=""))

    @pytest.mark.parametrize("name", BUTTONS)
    def test_workbook_without_one_is_told(self, name: str, tmp_path: Path) -> None:
        with pytest.raises(JixiaoError, match=r"“无\.xlsx”旁边没有台账"):
            press_file(name, None, {"ledger": str(tmp_path / "无.xlsx")})

    def test_summary_may_be_chosen_in_its_place(self, desk: Desk) -> None:
        assert press_file("changes", None, {"ledger": str(desk.ledger.with_name("汇总.xlsx"))}).made

    def test_beside_the_open_workbook_is_found(self, desk: Desk) -> None:
        press = Press(FileDesk(), path=desk.ledger.with_name("汇总.xlsx"))
        assert action("changes").ask(press) is None
        assert action("changes").press(press).jobs

    def test_file_that_is_none_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "别的.db").write_bytes(b"not a ledger")
        with pytest.raises(JixiaoError, match="台账"):
            press_file("changes", None, {"ledger": str(tmp_path / "别的.db")})
