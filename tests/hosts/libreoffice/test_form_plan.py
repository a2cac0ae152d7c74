"""Forms are laid out so that everything can be read and nothing stands over anything else."""

from itertools import combinations

import pytest

from jixiao.hosts.libreoffice.inside.form_plan import MARGIN, WIDE, Box, Plan, is_list, plan_of


def field(caption: str, kind: str = "text", value: str = "", choices: tuple[str, ...] = ()) -> dict[str, object]:
    offered = [{"value": str(number), "caption": text} for number, text in enumerate(choices)]
    return {
        "key": caption, "caption": caption, "kind": kind, "value": value, "choices": offered, "suffixes": (),
        "required": True,
    }  # fmt: skip


LONG = "某省某市某区 2021年度 部门整体支出绩效自评指标体系（含所属单位）"
YEARS = tuple(map(str, range(2010, 2030)))
FORMS = {
    "confirmation": ((), ("确定要继续吗？",)),
    "many lines": ((), tuple(f"自评表!D{row}　2395600 → 239.56" for row in range(40))),
    "one long caption": ((field("选择各单位工作簿所在的文件夹", "folder"),), ()),
    "everything": (
        (
            field("指标体系", "choice", "1", (LONG, "短")),
            field("年度", "choice", "", YEARS),
            field("单位"),
            field("说明", "long_text"),
            field("保存到", "save_file", "甲.xlsx"),
        ),
        ("第一段", "第二段" * 60),
    ),
}


def plan(name: str) -> Plan:
    fields, text = FORMS[name]
    return plan_of({"title": "题", "fields": fields, "text": text})


def boxes(of: Plan) -> list[Box]:
    placed = [box for each in of.fields for box in (each.caption, each.entry, each.browse)]
    other = of.buttons._replace(left=of.buttons.left - of.buttons.width - MARGIN)
    return [box for box in (of.text, *placed, of.hint, of.buttons, other) if box is not None and box.height]


@pytest.mark.parametrize("name", FORMS)
def test_nothing_stands_over_anything_else_or_outside(name: str) -> None:
    made = plan(name)
    for box in boxes(made):
        assert MARGIN <= box.left < box.left + box.width <= made.width - MARGIN
        assert MARGIN <= box.top < box.top + box.height <= made.height - MARGIN
    for one, other in combinations(boxes(made), 2):
        beside = one.left + one.width <= other.left or other.left + other.width <= one.left
        assert beside or one.top + one.height <= other.top or other.top + other.height <= one.top


def test_long_text_scrolls_and_short_text_does_not() -> None:
    assert [plan(name).scrolls for name in ("confirmation", "many lines")] == [False, True]
    assert plan("many lines").height < 180


def test_long_choices_are_listed_in_a_wide_form_and_years_drop_down() -> None:
    framework, year, *_ = FORMS["everything"][0]
    assert (is_list(framework), is_list(year)) == (True, False)
    assert plan("everything").width == WIDE


def test_short_captions_stand_beside_their_fields_and_long_ones_above() -> None:
    (above,) = plan("one long caption").fields
    beside = plan("everything").fields[0]
    assert above.caption.top < above.entry.top
    assert beside.caption.left + beside.caption.width <= beside.entry.left
