"""Boxes on one line: what a form prints, and which are ticked in anyone's."""

import pytest

from jixiao.model.boxes import boxes, ticked_boxes

GRADES = ("优", "良", "中", "差")


@pytest.mark.parametrize("ticked", GRADES)
def test_what_a_form_prints_is_read_again(ticked: str) -> None:
    assert ticked_boxes(boxes(GRADES, ticked), GRADES) == (ticked,)


def test_blank_form_has_no_tick() -> None:
    assert boxes(("甲", "乙")) == "甲□　乙□"
    assert ticked_boxes(boxes(GRADES), GRADES) == ()


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        ("优√ 良¨ 中¨ 差¨", ("优",)),
        ("优√良□中□差□", ("优",)),
        ("□优 ☑良 □中 □差", ("良",)),
        ("■优□良□中□差", ("优",)),
        ("优（） 良（√） 中（ ） 差（）", ("良",)),
        ("优 良√ 中 差", ("良",)),
        ("优 √良 中 差", ("良",)),
        ("√优 良 中 差", ("优",)),
        ("优 良 中 差✓", ("差",)),
        ("优√ 良√ 中□ 差□", ("优", "良")),
        ("差☑ 良□", ("差",)),
    ],
)
def test_signs_before_or_behind(text: str, ticked: tuple[str, ...]) -> None:
    assert ticked_boxes(text, GRADES) == ticked


@pytest.mark.parametrize("text", ["", "优", "优√", "优□", "优秀", "优 良 中 差", "优 √ 良 中 差", "良好√ 良□", "95 分"])
def test_nothing_is_read_where_it_is_not_clear(text: str) -> None:
    assert ticked_boxes(text, GRADES) is None


def test_longer_options_win_over_shorter_ones() -> None:
    assert ticked_boxes("优良√ 优□", ("优", "优良")) == ("优良",)
