"""What the Excel host leaves behind in somebody's open Excel, also where it is refused."""

import pytest

from hosts.excel_cells import ComError
from hosts.excel_double import BookDouble, SheetDouble, at, column_of, never, small_book
from jixiao.errors import JixiaoError, RefusedWrite
from jixiao.hosts.excel import write_edits
from jixiao.hosts.excel.protection import OPTIONS
from jixiao.hosts.excel.session import PAUSES
from jixiao.model.book import Edit

BUSY, EDITING = ComError(-2147418111), ComError(-2147352567, -2146777998)


@pytest.fixture
def book() -> BookDouble:
    return small_book()


@pytest.fixture
def sheet(book: BookDouble) -> SheetDouble:
    return book.active


def _write(book: BookDouble, busy: range) -> None:
    """A write to a protected sheet and a new one, for some of whose calls Excel is too busy."""
    book.active.api.Protect("", True, True, True, False, *[False] * len(OPTIONS))
    book.traffic.calls.clear()
    book.traffic.busy = busy
    edits = [Edit(at(2, 2), "002"), Edit(at(1, 1, "审核结果"), "序号"), Edit(at(2, 1), None)]
    write_edits(book, edits, sleep=lambda seconds: None)


class TestCourtesy:
    def test_settings_and_selection_are_as_before(self, book: BookDouble, sheet: SheetDouble) -> None:
        before, chosen = book.excel.settings, sheet.range((2, 2), (3, 3))
        book.excel.chosen["自评表"] = chosen
        write_edits(book, [*column_of(3), Edit(at(1, 1, "审核结果"), "序号")], sleep=never)
        assert ("calculation", "manual") in book.excel.seen
        assert book.excel.settings == before
        assert book.active is sheet
        assert book.excel.selection is chosen

    def test_settings_are_as_before_after_an_error(self, book: BookDouble) -> None:
        before = book.excel.settings
        book.traffic.refuse_writing_at = "C2:C4"
        with pytest.raises(RefusedWrite):
            write_edits(book, column_of(3), sleep=never)
        assert book.excel.settings == before

    def test_setting_that_excel_does_not_take_back_is_told(
        self, book: BookDouble, sheet: SheetDouble, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def take(app: object, name: str, value: object) -> None:
            if (name, value) == ("calculation", "semiautomatic"):
                raise ComError(-2147352567)
            app.__dict__[name] = value

        monkeypatch.setattr(type(book.excel), "__setattr__", take)
        with pytest.raises(JixiaoError, match=r"已写入“2021_.*_自评\.xlsx”，但 Excel 的计算方式没有恢复原状"):
            write_edits(book, column_of(1), sleep=never)
        assert sheet.cell(2, 3).value == 0.2
        assert book.excel.settings == (True, True, "manual", False)

    @pytest.mark.parametrize("refusal", [BUSY, EDITING, ComError(-2146777998)])
    def test_busy_excel_is_asked_again(self, book: BookDouble, sheet: SheetDouble, refusal: ComError) -> None:
        waits: list[float] = []
        book.traffic.refusals = [refusal] * 3
        write_edits(book, column_of(1), sleep=waits.append)
        assert waits == list(PAUSES[:3])
        assert sheet.cell(2, 3).value == 0.2

    def test_excel_may_be_busy_at_any_call(self) -> None:
        expected = small_book()
        _write(expected, busy=range(0))
        for call in range(1, expected.traffic.total + 1):
            book = small_book()
            _write(book, busy=range(call, call + 1))
            assert [each.contents() for each in book.pages] == [each.contents() for each in expected.pages]
            assert book.excel.settings == expected.excel.settings
            assert book.pages.standing[0].password == ""

    def test_excel_may_stay_busy_from_any_call(self) -> None:
        untouched, finished = small_book(), small_book()
        _write(finished, busy=range(0))
        for call in range(1, finished.traffic.total + 1):
            book = small_book()
            with pytest.raises(JixiaoError) as told:
                _write(book, busy=range(call, 10_000))
            contents = [each.contents() for each in book.pages]
            if contents == [each.contents() for each in untouched.pages]:
                assert "没有写入" in str(told.value) or "保护没有恢复" in str(told.value)
            else:
                assert "没有写入" not in str(told.value)

    def test_excel_that_stays_busy_is_left_alone(self, book: BookDouble, sheet: SheetDouble) -> None:
        before = sheet.contents()
        book.traffic.refusals = [BUSY] * 200
        with pytest.raises(RefusedWrite, match="Excel 正忙"):
            write_edits(book, column_of(1), sleep=lambda seconds: None)
        assert sheet.contents() == before

    def test_refused_block_takes_the_others_back(self, book: BookDouble, sheet: SheetDouble) -> None:
        before = sheet.contents()
        book.traffic.refuse_writing_at = "F9"
        edits = [Edit(at(row, column), "新") for row in (1, 2, 3) for column in (1, 2, 3)]
        with pytest.raises(RefusedWrite, match=r"Excel 不接受对《自评表》!F9 的修改"):
            write_edits(book, [Edit(at(1, 1, "审核结果"), "序号"), *edits, Edit(at(9, 6), "新")], sleep=never)
        assert sheet.contents() == before
        assert [each.title for each in book.pages] == ["自评表"]

    def test_mistake_of_ours_is_not_hidden(self, book: BookDouble, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(SheetDouble, "range")
        before = book.excel.settings
        with pytest.raises(AttributeError):
            write_edits(book, column_of(1), sleep=never)
        assert book.excel.settings == before


class TestNewSheet:
    def test_sheet_that_is_missing_comes_last(self, book: BookDouble) -> None:
        book.new_sheet("_jixiao", visible=2)
        write_edits(book, [Edit(at(1, 1, "审核结果"), "序号")], sleep=never)
        assert [each.title for each in book.pages] == ["自评表", "审核结果", "_jixiao"]
        assert book.pages.standing[1].contents() == {"A1": "序号"}

    def test_protected_structure_is_refused(self, book: BookDouble, sheet: SheetDouble) -> None:
        before = sheet.contents()
        book.structure_is_protected = True
        with pytest.raises(RefusedWrite, match="工作簿结构受保护，不能增加工作表《审核结果》"):
            write_edits(book, [*column_of(2), Edit(at(1, 1, "审核结果"), "序号")], sleep=never)
        assert sheet.contents() == before


class TestProtection:
    ARGUMENTS = ("", True, True, True, False, *([True, False] * 6)[: len(OPTIONS)])

    def protect(self, sheet: SheetDouble, password: str = "") -> dict[str, object]:
        sheet.api.Protect(*self.ARGUMENTS)
        sheet.api.EnableSelection = 1
        sheet.password = password
        return self.protection(sheet)

    @staticmethod
    def protection(sheet: SheetDouble) -> dict[str, object]:
        options = {name: getattr(sheet.api.Protection, name) for name in OPTIONS}
        state = ("ProtectionMode", "ProtectDrawingObjects", "ProtectScenarios", "EnableSelection")
        return options | {name: getattr(sheet.api, name) for name in state} | {"password": sheet.password}

    def test_locked_cells_are_written_and_protected_again(self, book: BookDouble, sheet: SheetDouble) -> None:
        before = self.protect(sheet)
        write_edits(book, column_of(3), sleep=never)
        assert sheet.cell(2, 3).value == 0.2
        assert self.protection(sheet) == before

    def test_sheet_is_protected_again_after_an_error(self, book: BookDouble, sheet: SheetDouble) -> None:
        before = self.protect(sheet)
        book.traffic.refuse_writing_at = "C2:C4"
        with pytest.raises(RefusedWrite):
            write_edits(book, column_of(3), sleep=never)
        assert self.protection(sheet) == before

    def test_password_refuses_before_anything_is_written(self, book: BookDouble, sheet: SheetDouble) -> None:
        contents, other = sheet.contents(), book.new_sheet("附表")
        before = self.protect(other)
        protected = self.protect(sheet, password="财政局")
        edits = [Edit(at(1, 1, "附表"), "新"), Edit(at(1, 1, "审核结果"), "序号"), *column_of(3)]
        with pytest.raises(RefusedWrite, match=r"《自评表》：它设了保护密码，C2:C4 处于锁定状态"):
            write_edits(book, edits, sleep=never)
        assert sheet.contents() == contents
        assert other.contents() == {}
        assert [each.title for each in book.pages] == ["自评表", "附表"]
        assert (self.protection(sheet), self.protection(other)) == (protected, before)

    def test_unlocked_cells_under_a_password_are_written(self, book: BookDouble, sheet: SheetDouble) -> None:
        for row in (2, 3, 4):
            sheet.cell(row, 3).locked = False
        before = self.protect(sheet, password="财政局")
        write_edits(book, column_of(3), sleep=never)
        assert sheet.cell(4, 3).value == 0.4
        assert self.protection(sheet) == before

    def test_protection_that_does_not_come_back_is_told(
        self, book: BookDouble, sheet: SheetDouble, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise ComError(-2147352567)

        self.protect(sheet)
        monkeypatch.setattr(sheet.api, "Protect", refuse)
        with pytest.raises(JixiaoError, match="《自评表》的保护没有恢复"):
            write_edits(book, column_of(1), sleep=never)
