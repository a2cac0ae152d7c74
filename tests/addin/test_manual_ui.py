"""The accountants' manual done in a LibreOffice window with mouse and keys, in the order of ``addin/README.md``.

The pictures of the manual are made by this run: see ``live_calc``.
"""

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import live_inside
from jixiao.actions import ACTIONS, TITLE
from jixiao.hosts.cli.demo import make_example
from jixiao.hosts.libreoffice.inside.view import selected
from jixiao.hosts.libreoffice.oxt import IDENTIFIER, build_oxt
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import load_example
from jixiao.template.new_workbook import with_templates
from live_calc import Calc, paste, unopkg
from live_office import desktop, running_office, write_profile
from live_screen import Screen, dialog_of, screen, texts_in, wait_for
from workbooks import EXAMPLE, TEMPLATE

pytestmark = pytest.mark.office

ASIDE = (3, 1)
"""A cell without a hint, which would hide others."""

WRONG_RATE = (7, 9)
"""自评表!I7 of the published workbook."""

TRIES = 4

SOON = 3
"""Seconds after which a press was in vain, unless something is being done."""

TO_EXPLAIN = (7, 7)
"""自评表!G7: more than the budget was spent."""

HEADING_OF_LEVELS = (7, 2)
"""审核结果!B7."""

AMOUNTS = {(6, 5): "239.56", (6, 7): "287.97"}
"""What is typed into 自评表: a budget and what was executed."""


@dataclass
class Accountant:
    """Somebody at a LibreOffice: presses buttons of the toolbar and of the menu, fills in forms."""

    context: Any
    display: Screen
    home: Path

    @property
    def calc(self) -> Calc:
        """The workbook in front; just after another one was closed, LibreOffice names none."""
        return Calc(wait_for("workbook", lambda: self._in_front() or self._first()), self.display)

    def _in_front(self) -> Any:
        return desktop(self.context).getCurrentComponent()

    def _first(self) -> Any:
        frames = desktop(self.context).getFrames()
        return frames.getByIndex(0).getController().getModel() if frames.getCount() else None

    def choose(self, name: str) -> None:
        """An entry of the menu, by keys: it opens on a click, arrows lead through it."""
        groups = list(dict.fromkeys(each.group for each in ACTIONS))
        chosen = next(each for each in ACTIONS if each.name == name)
        beside = [each.name for each in ACTIONS if each.group == chosen.group]
        self._wait_until_idle()
        self.calc.open_menu(TITLE)
        self.display.key(*["Down"] * (groups.index(chosen.group) + 1), "Right", *["Down"] * beside.index(name))
        if name == "cover":
            self.calc.picture("menu")
        self.display.key("Return")

    def press(self, caption: str) -> None:
        """A button of the toolbar."""
        self._wait_until_idle()
        self.calc.press(caption)

    def _wait_until_idle(self) -> None:
        """One that is pressed before the last one has finished is refused."""
        wait_for("nothing else being done", lambda: not self._is_at_work())

    def _is_at_work(self) -> bool:
        return live_inside.is_at_work(self.calc.document)

    def until(self, what: str, press: Callable[[], None], ask: Callable[[], Any], seconds: float = 8) -> Any:
        """Press until it works; a window that was just opened may not take the first press."""
        for _ in range(TRIES):
            press()
            with suppress(AssertionError):
                return wait_for(what, ask, min(seconds, SOON))
            if self._is_at_work():
                with suppress(AssertionError):
                    return wait_for(what, ask, seconds)
        self.calc.picture("failed")
        raise AssertionError(f"{what}: not after {TRIES} presses")

    def form(self, title: str, has: str = "", press: Callable[[], None] = lambda: None) -> Any:
        """The form of that title, with these words in it, that a press brings."""

        def found() -> Any:
            dialog = dialog_of(self.context, title)
            return dialog if dialog is not None and has in " ".join(texts_in(dialog)) else None

        dialog = self.until(f"form {title} {has}", press, found)
        time.sleep(0.5)  # it stands there before it takes keys
        return dialog

    def enter(self, *keys: str) -> None:
        self.display.key(*keys, "Return")

    def choose_cell(self, cell: tuple[int, int]) -> None:
        """Click on a cell; just after another sheet came to the front, it stands elsewhere than is told."""
        calc = self.calc
        click, document = partial(self._click, calc, cell), calc.document
        self.until(f"cell {cell}", click, lambda: (selected(document) or ("", 0, 0))[1:3] == cell, seconds=2)

    def _click(self, calc: Calc, cell: tuple[int, int]) -> None:
        self.display.click(calc.place(cell))

    def type(self, text: str) -> None:
        paste(self.context, self.display, text)

    def replace_text(self, text: str) -> None:
        self.display.key("ctrl+a")
        self.type(text)

    def texts(self, sheet: str) -> set[object]:
        """What stands on a sheet."""
        rows = self.calc.document.Sheets.getByName(sheet).getCellRangeByName("A1:P80").getDataArray()
        return {cell for row in rows for cell in row}

    def open(self, path: Path) -> None:
        """Another workbook in place of the one in front."""
        before = self.calc.document
        desktop(self.context).loadComponentFromURL(path.as_uri(), "_blank", 0, ())
        before.close(True)

    def back_to(self, calc: Calc) -> None:
        """Close the workbook in front; without a window manager the keys do not find another one by themselves."""
        self.calc.document.close(True)
        wait_for("workbook in front", lambda: self.calc.document == calc.document)
        self.display.focus_under_pointer()

    def opens(self, do: Callable[[], None]) -> Calc:
        """Do what brings another workbook to the front."""
        before, windows = self.calc.document.URL, self._windows()

        def is_there() -> bool:
            if self._windows() > windows:
                self.display.focus_under_pointer()
            return before != self.calc.document.URL

        self.until("another workbook", do, is_there, seconds=20)
        return self.calc

    def _windows(self) -> int:
        return desktop(self.context).getFrames().getCount()


def test_manual_from_installing_to_uninstalling(home: Path) -> None:
    make_example(load_example(EXAMPLE), home / "demo")
    write_profile(home / "profile")
    unopkg(home, "add", "--force", str(build_oxt(home / "jixiao.oxt", Path(sys.executable))))
    with screen(1600, 900) as display:
        environment = {**display.environment, "HOME": str(home)}
        with running_office(home / "profile", ("--calc",), environment) as context:
            person = Accountant(context, display, home)
            for step in (new, fill, carry, convert, check, fix, clear, hand_out, ask_for_help, sum_up, sum_up_again):
                step(person)
    (home / "profile" / ".lock").unlink()  # that LibreOffice was not ended, it was killed
    unopkg(home, "remove", IDENTIFIER)
    assert IDENTIFIER not in unopkg(home, "list")


def new(person: Accountant) -> None:
    """新建: a framework, the unit, a file."""
    person.form("新建", "指标体系", lambda: person.press("新建"))
    person.display.key(*["Down"] * [*with_templates()].index(TEMPLATE), "Tab")
    person.type("某某中心")
    person.display.key("Tab")
    person.type("某某局")
    person.display.key("Tab")
    person.replace_text("2021")
    person.calc.picture("new_form")
    person.enter()
    person.form("新建", "新工作簿存为")
    person.replace_text(str(person.home / "2021_某某中心_自评.xlsx"))
    person.calc.picture("new_file")
    calc = person.opens(person.enter)
    assert calc.document.URL.endswith(".xlsx")
    calc.picture("new_workbook")


def fill(person: Accountant) -> None:
    """单位与年度 in a form, figures in the sheet, 重算."""
    person.form("单位与年度", press=lambda: person.choose("cover"))
    person.display.key(*["Tab"] * 4)
    person.type("3")
    person.calc.picture("cover")
    person.enter()
    calc = person.calc
    wait_for("cover written", lambda: 3.0 in person.texts("封面"))
    time.sleep(0.5)  # until then the button lets nobody type
    calc.go_to("自评表")
    for cell, figure in AMOUNTS.items():
        person.choose_cell(cell)
        person.type(figure + "\n")
    person.choose_cell(ASIDE)
    calc.picture("fill")
    person.until("rate", lambda: person.press("重算"), lambda: calc.text("自评表", "I6") == "120.21%")
    calc.picture("compute")


def carry(person: Accountant) -> None:
    """带入上年 from a workbook of the year before: what it brought is told."""
    example, plan = load_example(EXAMPLE), evaluation_blueprint(TEMPLATE)
    last_year = person.home / "2020_自评.xlsx"
    last_year.write_bytes(build_workbook(plan, example_entries(plan.form, example.books[0], example.year - 1)))
    person.form("带入上年", press=lambda: person.choose("carry"))
    person.type(str(last_year))
    person.enter()
    dismiss(person, person.calc, "carried")
    assert person.calc.text("封面", "C6") == "某某中心"


def convert(person: Accountant) -> None:
    """元/万元换算 shows what comes out first; here it was not meant, and is taken back."""
    calc = person.calc
    calc.go_to("自评表")
    person.form("元/万元换算", "按什么单位", lambda: person.choose("convert"))
    person.enter()
    person.form("元/万元换算", "由元换算成万元")
    calc.picture("convert")
    person.enter()
    wait_for("converted", lambda: calc.text("自评表", "E6") == "0.02")
    person.until("amount as before", lambda: person.press("撤销"), lambda: calc.text("自评表", "E6") == "239.56")


def check(person: Accountant) -> None:
    """审核本簿 in a published workbook, from finding to finding, the list filtered."""
    person.open(next((person.home / "demo").glob("*部门整体自评.xlsx")))
    calc = person.calc
    calc.go_to("自评表")
    person.until("results in front", lambda: person.press("审核本簿"), lambda: calc.sheet_in_front() == "审核结果")
    calc.picture("check")
    person.display.click(calc.place(HEADING_OF_LEVELS))
    person.display.key("alt+Down")
    time.sleep(1)
    calc.picture("filter")
    person.display.key("Escape")
    person.until("a finding", lambda: person.press("下一条"), lambda: calc.sheet_in_front() != "审核结果")
    calc.picture("next")
    first = selected(calc.document)
    person.until("next finding", lambda: person.press("下一条"), lambda: selected(calc.document) != first)
    person.until("finding before", lambda: person.choose("previous"), lambda: selected(calc.document) == first)
    person.choose_cell(ASIDE)
    wait_for("red cell", lambda: calc.is_red(WRONG_RATE))


def fix(person: Accountant) -> None:
    """The wrong rate is put right, another finding is explained, both marks change at the next 审核."""
    calc = person.calc
    calc.correct("自评表", "I7", 1.4655)
    person.until("results", lambda: person.press("审核本簿"), lambda: calc.sheet_in_front() == "审核结果")
    assert calc.text("审核结果", "A4").startswith("错误 2 ·")
    calc.go_to("自评表")
    person.choose_cell(TO_EXPLAIN)
    if "说明哪一条" in " ".join(texts_in(person.form("说明", press=lambda: person.press("说明")))):
        person.enter()
        person.form("说明", "清空即取消")
    person.type("年中追加预算，已报批")
    calc.picture("explain")
    person.enter("Tab")
    wait_for("explained", lambda: "已说明" in person.texts("审核结果"))
    person.choose_cell(ASIDE)
    calc.picture("explained")


def clear(person: Accountant) -> None:
    """清除标记: the list is empty, the colours are gone; the next 审核本簿 has the explanation again."""
    person.until("no list", lambda: person.choose("clear"), lambda: "已说明" not in person.texts("审核结果"))
    person.until("list", lambda: person.press("审核本簿"), lambda: "已说明" in person.texts("审核结果"))


def hand_out(person: Accountant) -> None:
    """打印设置, 导出 as a PDF, 送审, and back again."""
    calc = person.calc
    person.form("打印设置", press=lambda: person.choose("page"))
    calc.picture("print_form")
    person.enter()
    wait_for("preview", lambda: not hasattr(calc.document.getCurrentController(), "setActiveSheet"))
    calc.picture("preview")
    person.display.key("ctrl+shift+o")
    wait_for("sheets again", lambda: hasattr(calc.document.getCurrentController(), "setActiveSheet"))
    person.form("导出", "导出什么", lambda: person.choose("export"))
    person.enter()
    person.form("导出", "保存为")
    person.replace_text(str(person.home / "自评.pdf"))
    calc.picture("export")
    person.enter()
    wait_for("PDF", (person.home / "自评.pdf").exists)
    handed_in = person.home / "送审"
    handed_in.mkdir()
    person.form("送审", press=lambda: person.press("送审"))
    person.replace_text(str(handed_in))
    calc.picture("submit")
    person.enter()
    person.form("送审", "仍要送审吗")
    calc.picture("submit_confirm")
    person.enter()
    wait_for("copy", lambda: [*handed_in.glob("*.xlsx")])
    assert "送审" in person.texts("封面")
    person.until("state as before", lambda: person.press("撤销"), lambda: "送审" not in person.texts("封面"))
    calc.picture("undo")


def ask_for_help(person: Accountant) -> None:
    """规则目录 and 本次依据 open lists of their own; 诊断 tells what it looked at."""
    for name, title in (("rules", "规则目录"), ("basis", "本次依据")):
        before = person.calc
        listed = person.opens(partial(person.choose, name))
        assert title in unquote(listed.document.URL)
        listed.picture(name)
        person.back_to(before)
    person.until("diagnosis", lambda: person.choose("doctor"), lambda: dialog_of(person.context, TITLE))
    dismiss(person, person.calc, "doctor")


def sum_up(person: Accountant) -> None:
    """汇总 of a folder, what goes back to whom, and who is missing."""
    demo = person.home / "demo"
    person.open(next(demo.glob("空白模板*.xlsx")))
    (demo / "名单.csv").write_text("单位名称\n东湖区政务服务数据管理局\n东湖区公共资源交易中心\n东湖区档案馆\n")
    (demo / "单位" / "东湖区档案馆.xlsx").write_bytes(b"PK")  # came damaged
    calc = person.calc
    person.form("汇总", press=lambda: person.press("汇总"))
    person.type(str(demo / "单位"))
    person.display.key("Tab", "Tab")
    person.type(str(demo / "名单.csv"))
    calc.picture("roundup_form")
    person.enter()
    wait_for("summary in front", lambda: calc.sheet_in_front() == "汇总表")
    dismiss(person, calc, "roundup_told")
    calc.picture("roundup")
    person.form("退回单", press=lambda: person.choose("returns"))
    slips = person.home / "退回"
    slips.mkdir()
    person.type(str(slips))
    calc.picture("returns")
    person.enter()
    dismiss(person, calc, "returns_told")
    wait_for("slips", lambda: [*slips.glob("*.xlsx")])
    listed = person.opens(lambda: person.choose("missing"))
    assert "催报" in unquote(listed.document.URL)
    listed.picture("missing")
    person.back_to(calc)


def sum_up_again(person: Accountant) -> None:
    """A damaged file is gone; 汇总 proposes what was chosen last, 与上次相比 tells the difference."""
    (person.home / "demo" / "单位" / "东湖区档案馆.xlsx").unlink()
    calc = person.calc
    person.form("汇总", press=lambda: person.press("汇总"))
    person.enter()
    dismiss(person, calc, "roundup_again")
    listed = person.opens(lambda: person.choose("changes"))
    assert "与上次相比" in unquote(listed.document.URL)
    listed.picture("changes")


def dismiss(person: Accountant, calc: Calc, picture: str) -> None:
    """Close the dialog that tells what must not be missed."""
    wait_for("dialog", lambda: dialog_of(person.context, TITLE))
    calc.picture(picture)
    time.sleep(0.5)  # it stands there before it takes keys
    person.until("dialog gone", person.enter, lambda: dialog_of(person.context, TITLE) is None)
