"""The buttons in a LibreOffice window, pressed with a mouse: installed, marks seen, cell corrected, marks gone."""

import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from jixiao.actions import TITLE
from jixiao.hosts.cli.demo import make_example
from jixiao.hosts.libreoffice import read_book
from jixiao.hosts.libreoffice.inside.view import selected
from jixiao.hosts.libreoffice.oxt import IDENTIFIER, build_oxt
from jixiao.template.examples import load_example
from live_calc import Calc, fill_in, unopkg
from live_office import desktop, running_office, write_profile
from live_screen import Screen, dialog_of, only_button_at, screen, texts_in, wait_for
from workbooks import EXAMPLE

pytestmark = pytest.mark.office

WRONG_RATE, SCORE, HEADING = (7, 9), (14, 8), (4, 9)
"""自评表!I7, H14 and I4."""


def test_buttons_check_mark_and_sum_up(home: Path) -> None:
    make_example(load_example(EXAMPLE), home / "demo")
    department = next((home / "demo").glob("*部门整体自评.xlsx"))
    write_profile(home / "profile")
    unopkg(home, "add", "--force", str(build_oxt(home / "jixiao.oxt", patient_engine(home))))
    with screen(1600, 900) as display:
        environment = {**display.environment, "HOME": str(home)}
        with running_office(home / "profile", ("--calc", str(department)), environment) as context:
            calc = Calc(wait_for("document", lambda: desktop(context).getCurrentComponent()), display)
            check_and_correct(calc)
            undo_and_redo(calc)
            step_and_explain(context, calc)
            calc = with_blank_summary(context, home / "demo", calc)
            stop(context, home, calc)
            sum_up(context, home / "demo", calc)
            refuse(context, display)
    (home / "profile" / ".lock").unlink()  # that LibreOffice was not ended, it was killed
    unopkg(home, "remove", IDENTIFIER)
    assert IDENTIFIER not in unopkg(home, "list")


def check_and_correct(calc: Calc) -> None:
    calc.go_to("自评表")
    calc.screen.click(calc.place(SCORE))
    calc.screen.type("2")  # and no Enter: the button takes it in
    calc.press("审核本簿")
    wait_for("results in front", lambda: calc.sheet_in_front() == "审核结果")
    assert calc.text("审核结果", "A4").startswith("错误 3 ·")
    assert len(calc.document.getUndoManager().getAllUndoActionTitles()) == 1  # typing; the findings stood already
    calc.picture("libreoffice_results")
    calc.go_to("自评表")
    wait_for("red cell", lambda: calc.is_red(WRONG_RATE))
    calc.screen.click(calc.place(HEADING))  # away from the cell whose hint would hide others
    calc.picture("libreoffice_check")
    calc.correct("自评表", "I7", 1.4655)
    calc.press("审核本簿")
    wait_for("one error less", lambda: calc.text("审核结果", "A4").startswith("错误 2 ·"))
    calc.go_to("自评表")
    wait_for("mark gone", lambda: not calc.is_red(WRONG_RATE))


def undo_and_redo(calc: Calc) -> None:
    undo, after = calc.document.getUndoManager(), read_book(calc.document)
    assert undo.getCurrentUndoActionTitle() == "绩效自评：审核本簿"
    undo.undo()
    assert calc.text("审核结果", "A4").startswith("错误 3 ·")
    undo.redo()
    assert read_book(calc.document) == after


def step_and_explain(context: Any, calc: Calc) -> None:
    """From finding to finding with keys; a note on one of them, and the button that takes it back."""
    calc.go_to("自评表")
    window = calc.document.getCurrentController()
    window.select(window.getActiveSheet().getCellRangeByName("A1"))
    first = step(calc, "ctrl+alt+n")
    assert step(calc, "ctrl+alt+n") != first
    assert step(calc, "ctrl+alt+p") == first
    calc.press("说明")
    form = wait_for("form", lambda: dialog_of(context, "说明"))
    if "说明哪一条" in " ".join(texts_in(form)):
        calc.screen.key("Return")
        wait_for("next form", lambda: "清空即取消" in " ".join(texts_in(dialog_of(context, "说明") or form)))
    calc.picture("libreoffice_explain")
    calc.screen.type("ok")
    calc.screen.key("Tab", "Return")  # Enter alone is a new line
    wait_for("note", lambda: "ok" in notes(calc))
    calc.press("撤销")
    wait_for("note gone", lambda: "ok" not in notes(calc))


def step(calc: Calc, key: str) -> object:
    """Where the key leads."""
    before = selected(calc.document)
    calc.screen.key(key)
    return wait_for("another cell", lambda: (now := selected(calc.document)) != before and now)


def notes(calc: Calc) -> set[str]:
    cells = calc.document.Sheets.getByName("审核结果").getCellRangeByName("A1:L60").getDataArray()
    return {cell for row in cells for cell in row if isinstance(cell, str)}


def with_blank_summary(context: Any, folder: Path, before: Calc) -> Calc:
    blank = shutil.copy(next(folder.glob("空白模板*.xlsx")), folder / "汇总.xlsx")
    document = desktop(context).loadComponentFromURL(Path(blank).as_uri(), "_blank", 0, ())
    before.document.close(True)
    return Calc(document, before.screen)


PATIENT = """#!{python}
import pathlib, time
from jixiao.hosts.libreoffice import serving

def say(stopped, text, say=serving._say):
    say(stopped, text)
    while pathlib.Path({held!r}).exists() and not stopped.is_set():
        time.sleep(0.05)
    say(stopped, text)

serving._say = say
serving.serve()
"""


def patient_engine(home: Path) -> Path:
    """An engine that works on while a file named held is there, whatever there is to do."""
    program = home / "engine"
    program.write_text(PATIENT.format(python=sys.executable, held=str(home / "held")))
    program.chmod(0o755)
    return program


def stop(context: Any, home: Path, calc: Calc) -> None:
    """Esc ends a roundup that takes long; meanwhile another button is refused and nothing can be typed."""
    (home / "held").touch()
    calc.press("汇总")
    fill_in(context, calc, "汇总", str(home / "demo" / "单位"))
    time.sleep(2)  # the status bar tells how far it is
    calc.press("审核本簿")
    calc.screen.type("5\n")
    calc.picture("libreoffice_progress")
    assert engines(home)
    assert not closes(calc.document)
    calc.screen.key("Escape")
    wait_for("engine ended", lambda: not engines(home))
    calc.picture("libreoffice_stopped")
    assert dialog_of(context, TITLE) is None
    assert not calc.document.isModified()
    (home / "held").unlink()


def closes(document: Any) -> bool:
    from com.sun.star.util import CloseVetoException

    try:
        document.close(False)
    except CloseVetoException:
        return False
    return True


def engines(home: Path) -> list[Path]:
    """The engine's processes that the LibreOffice of this test has started."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            is_engine = b"jixiao.hosts.libreoffice" in (process / "cmdline").read_bytes()
            if is_engine and f"HOME={home}".encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append(process)
    return found


def sum_up(context: Any, folder: Path, calc: Calc) -> None:
    calc.press("汇总")
    wait_for("form", lambda: dialog_of(context, "汇总"))
    calc.screen.key("Return")  # the folder is missing: the form stays
    calc.picture("libreoffice_folder")
    fill_in(context, calc, "汇总", str(folder / "单位"))
    wait_for("summary in front", lambda: calc.sheet_in_front() == "汇总表")
    wait_for("sums", lambda: calc.text("汇总表", "D17") == "424.50")
    department, unit = load_example(EXAMPLE).review_scores
    rows = [[calc.text("汇总表", f"{column}{row}") for column in "BCDE"] for row in (5, 6, 17)]
    assert rows == [
        [department, "239.56", "287.97", "120.21%"],
        [unit, "95.77", "136.53", "142.56%"],
        ["", "335.33", "424.50", "126.59%"],
    ]
    calc.picture("libreoffice_roundup")


def refuse(context: Any, display: Screen) -> None:
    """A workbook that holds none of the tables: one sentence in a dialog, nothing written."""
    calc = Calc(desktop(context).loadComponentFromURL("private:factory/scalc", "_blank", 0, ()), display)
    calc.press("审核本簿")
    dialog = wait_for("dialog", lambda: dialog_of(context, TITLE))
    assert "没有找到能识别的表" in " ".join(texts_in(dialog))
    display.click(wait_for("button", lambda: only_button_at(dialog)))
    wait_for("dialog gone", lambda: dialog_of(context, TITLE) is None)
    assert not calc.document.isModified()
