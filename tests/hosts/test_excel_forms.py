"""Forms of actions in Excel's own dialogs, on a stand-in for Excel."""

from pathlib import Path

import pytest

from hosts.excel_desk import Answer, Desk
from hosts.excel_double import BookDouble, never
from jixiao.actions import Choice, Field, Form, Kind
from jixiao.errors import JixiaoError
from jixiao.hosts.excel.choosing import matching
from jixiao.hosts.excel.forms import ask
from jixiao.hosts.excel.session import Patience

FRAMEWORKS = tuple(
    Choice(f"f{number}", caption) for number, caption in enumerate(["东湖区整体", "东湖区项目", "江西省"])
)


@pytest.fixture
def desk() -> Desk:
    return Desk(BookDouble())


def answered(desk: Desk, form: Form, *answers: Answer) -> object:
    desk.answers = list(answers)
    return ask(desk, Patience(never), form)


def one(kind: Kind, **more: object) -> Form:
    return Form("新建", (Field("key", "预算单位", kind, **more),))


class TestText:
    @pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LONG_TEXT])
    def test_present_value_stands_there_first(self, desk: Desk, kind: Kind) -> None:
        assert answered(desk, one(kind, value="东湖区财政局")) == {"key": "东湖区财政局"}
        assert desk.asked == ["预算单位"]

    def test_blank_is_asked_again_where_it_must_be_filled(self, desk: Desk) -> None:
        assert answered(desk, one(Kind.TEXT), " ", "财政局 ") == {"key": "财政局"}
        assert desk.asked == ["预算单位", "“预算单位”要填，不能空着。\n预算单位"]

    def test_blank_is_an_answer_where_it_need_not_be_filled(self, desk: Desk) -> None:
        assert answered(desk, one(Kind.TEXT, required=False), "") == {"key": ""}
        assert desk.asked == ["预算单位（可以不填）"]

    def test_cancel_ends_the_form(self, desk: Desk) -> None:
        assert answered(desk, one(Kind.TEXT), False) is None

    def test_value_that_excel_would_cut_is_not_touched(self, desk: Desk) -> None:
        with pytest.raises(JixiaoError, match="现有 256 字，Excel 的对话框只能放 255 字；没有改动"):
            answered(desk, one(Kind.LONG_TEXT, value="说" * 256))

    def test_lines_of_the_form_stand_above_the_first_field(self, desk: Desk) -> None:
        form = Form("说明", (Field("a", "甲"), Field("b", "乙")), ("自评表!D5 执行率有问题。",))
        assert answered(desk, form, "1", "2") == {"a": "1", "b": "2"}
        assert desk.asked == ["自评表!D5 执行率有问题。\n甲", "乙"]

    def test_lines_that_do_not_fit_are_shown_before(self, desk: Desk) -> None:
        form = Form("说明", (Field("a", "甲"),), ("长" * 300,))
        assert answered(desk, form, None, "1") == {"a": "1"}
        assert [len(text) for text in desk.asked] == [302, 1]
        assert answered(desk, form, False) is None


class TestChoice:
    @pytest.mark.parametrize("answer", ["2", "２", "东湖区项目", "项目", " 2 "])
    def test_number_or_name_chooses(self, desk: Desk, answer: str) -> None:
        assert answered(desk, one(Kind.CHOICE, choices=FRAMEWORKS), answer) == {"key": "f1"}
        assert desk.asked == ["1  东湖区整体\n2  东湖区项目\n3  江西省\n预算单位：写编号"]

    def test_present_value_is_chosen_by_ok(self, desk: Desk) -> None:
        assert answered(desk, one(Kind.CHOICE, choices=FRAMEWORKS, value="f2")) == {"key": "f2"}

    def test_wrong_answers_are_asked_again(self, desk: Desk) -> None:
        assert answered(desk, one(Kind.CHOICE, choices=FRAMEWORKS), "9", "东湖", "1") == {"key": "f0"}
        assert desk.asked[1].startswith("没有“9”这一项，请再选一次。\n1  东湖区整体")
        assert desk.asked[2] == "有几项符合“东湖”，请写编号。\n1  东湖区整体\n2  东湖区项目\n预算单位：写编号"

    def test_nothing_is_chosen_where_that_may_be(self, desk: Desk) -> None:
        assert answered(desk, one(Kind.CHOICE, choices=FRAMEWORKS, required=False), "") == {"key": ""}

    def test_one_of_hundreds_is_found_by_a_part_of_its_name(self, desk: Desk) -> None:
        units = tuple(Choice(str(number), f"单位{number:03}") for number in range(700))
        assert answered(desk, one(Kind.CHOICE, choices=units), "位65", "652") == {"key": "651"}
        assert desk.asked[0] == "预算单位：共 700 项，写名称或其中几个字"
        assert desk.asked[1].startswith("有几项符合“位65”，请写编号。\n651  单位650\n652  单位651")

    def test_whole_name_goes_before_its_beginning(self) -> None:
        assert matching("局", ["局机关", "财政局", "局"]) == [3]
        assert matching("局", ["局机关", "财政局"]) == [1]
        assert matching("财", ["局机关", "区财政局"]) == [2]
        assert matching("", ["甲"]) == []


class TestPaths:
    @pytest.mark.parametrize("kind", [Kind.FOLDER, Kind.OPEN_FILE, Kind.SAVE_FILE])
    def test_path_is_picked(self, desk: Desk, tmp_path: Path, kind: Kind) -> None:
        assert answered(desk, one(kind), tmp_path / "a.xlsx") == {"key": str(tmp_path / "a.xlsx")}
        assert desk.asked == ["预算单位"]

    def test_cancelled_picker_ends_the_form(self, desk: Desk) -> None:
        assert answered(desk, one(Kind.FOLDER), None) is None

    def test_cancelled_picker_leaves_blank_what_need_not_be_picked(self, desk: Desk) -> None:
        assert answered(desk, one(Kind.FOLDER, required=False), None) == {"key": ""}
        assert desk.asked == ["预算单位（可以不选，按“取消”）"]

    def test_file_of_another_kind_is_asked_again(self, desk: Desk, tmp_path: Path) -> None:
        form = one(Kind.OPEN_FILE, suffixes=(".xlsx",))
        assert answered(desk, form, tmp_path / "a.docx", tmp_path / "a.XLSX") == {"key": str(tmp_path / "a.XLSX")}
        assert desk.asked[1] == "请选 .xlsx 文件。"

    def test_name_to_save_under_gets_its_suffix(self, desk: Desk, tmp_path: Path) -> None:
        form = one(Kind.SAVE_FILE, suffixes=(".xlsx",))
        assert answered(desk, form, tmp_path / "2021.自评") == {"key": str(tmp_path / "2021.自评.xlsx")}


class TestConfirmation:
    FORM = Form("送审", (), ("还有 3 个错误。", "要继续吗？"))

    def test_ok_goes_on(self, desk: Desk) -> None:
        assert answered(desk, self.FORM) == {"confirmed": "yes"}
        assert desk.asked == ["还有 3 个错误。\n要继续吗？"]

    def test_cancel_ends(self, desk: Desk) -> None:
        assert answered(desk, self.FORM, False) is None
