"""单位与年度: the cover in a form."""

from decimal import Decimal

import pytest

from actions.made_desk import asked, of_somebody_else, pressed
from jixiao import flow
from jixiao.actions import action
from jixiao.errors import JixiaoError
from jixiao.model.book import Book, with_edits
from workbooks import base, blueprint

COVER, AT = action("cover"), blueprint().form.fields
NAMES = ["unit", "department", "year", "scope", "subordinates", "preparer", "date", "state"]


def after(**answers: str) -> Book:
    outcome = COVER.press(pressed(base("published"), **answers))
    return with_edits(base("published"), outcome.edits)


def test_form_shows_what_stands_there() -> None:
    fields = asked(COVER, pressed(base("published"))).fields
    review = flow.review_book(base("published"))
    assert [field.key for field in fields] == NAMES
    assert [field.value for field in fields] == [review.printed(AT[id]).strip() for id in NAMES]
    assert [choice.value for choice in fields[-1].choices] == ["填报", "送审", "退回", "通过"]


def test_entries_of_the_framework_s_own_stand_behind() -> None:
    fields = asked(COVER, pressed(base("project"))).fields
    assert [field.key for field in fields][len(NAMES) - 1 :] == ["state", "project"]
    assert fields[-1].caption == "项目名称"
    outcome = COVER.run(pressed(base("project"), project="另一个项目"))
    assert outcome.message == "已改：项目名称 另一个项目。"


def test_what_is_changed_is_written_and_nothing_else() -> None:
    shown = {field.key: field.value for field in asked(COVER, pressed(base("published"))).fields}
    outcome = COVER.run(pressed(base("published"), **{**shown, "preparer": "某某", "year": "2022年"}))
    changed = {edit.at: edit.value for edit in outcome.edits if edit.formula is None}
    assert changed == {AT["preparer"]: "某某", AT["year"]: Decimal(2022)}
    assert outcome.message == "已改：年度 2022年，填报人 某某。"


def test_what_stays_is_no_run() -> None:
    shown = {field.key: field.value for field in asked(COVER, pressed(base("published"))).fields}
    outcome = COVER.press(pressed(base("published"), **shown))
    assert outcome.edits == ()
    assert "没有改动" in outcome.message


def test_blank_answers_empty_entries_but_not_those_that_must_be_there() -> None:
    book = after(unit="", preparer="", subordinates="0", department=" ")
    assert book.cell(AT["unit"]).value == base("published").cell(AT["unit"]).value
    assert (book.cell(AT["preparer"]).value, book.cell(AT["subordinates"]).value) == (None, 0)
    assert book.cell(AT["department"]).value is None


@pytest.mark.parametrize(("id", "text"), [("year", "今年"), ("subordinates", "两个"), ("subordinates", "-1")])
def test_answer_that_is_none_is_asked_again(id: str, text: str) -> None:
    form = asked(COVER, pressed(base("published"), **{id: text}))
    assert f"“{text}”" in form.text[0]


def test_headings_on_other_sheets_follow() -> None:
    book = after(unit="改了名称的单位")
    texts = [str(cell.value) for cell in book.sheets["自评表"].cells.values()]
    assert any("改了名称的单位" in text for text in texts)


def test_workbook_of_somebody_else_s_has_no_cover() -> None:
    with pytest.raises(JixiaoError, match="没有封面可填"):
        COVER.ask(pressed(of_somebody_else(base("published"))))
    with pytest.raises(JixiaoError, match="请先打开"):
        COVER.ask(pressed(None))
