"""Shared strings read many at a stroke, after those of another workbook: they are still what the parser finds."""

import random

import pytest
from both_readers import both_strings
from file_builders import MAIN

PLAIN = (
    "<si><t>单位名称</t></si>",
    "<si><t></t></si>",
    '<si><t xml:space="preserve"> 甲 </t></si>',
    '<si><t>甲 xml:space="preserve">乙</t></si>',
    "<si><t>甲>乙</t></si>",
    "<si><t>第一行\n第二行\t</t></si>",
    "<si><t>　全角\u00a0空格\u200b</t></si>",
    "<si><t>甲&amp;乙&lt;t&gt;</t></si>",
    "<si><t>_x0041__x</t></si>",
    '<si><t>甲</t><phoneticPr fontId="1" type="noConversion"/></si>',
)
OTHER = (
    "<si><t>甲]]>乙</t></si>",
    "<si><t/></si>",
    "<si/>",
    "<si><r><t>甲</t></r></si>",
    "<si><t>甲</t><t>乙</t></si>",
    "<si><t>甲<!-- --></t></si>",
    "<si><t>甲&#65;</t></si>",
    "<si><t>甲\r\n</t></si>",
    "<si><t>甲</t> </si>",
    "<si> <t>甲</t></si>",
    "<si><t>甲</t></si> ",
    "<si><t>甲<t>乙</t></si>",
    "<si><t>甲</si>",
    "<si><t>\x01</t></si>",
    "<si><t>\ufffe</t></si>",
)


def strings(items: list[str]) -> bytes:
    return f'<sst xmlns="{MAIN}">{"".join(items)}</sst>'.encode()


@pytest.mark.parametrize("seed", [*range(30), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(30, 600))])
def test_strings_of_one_workbook_after_another(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        own = [f"<si><t>{chance.randrange(10**9)}号</t></si>" for _ in range(chance.randrange(4))]
        items = [*PLAIN[: chance.randrange(len(PLAIN))], *own, *chance.choices(PLAIN, k=chance.randrange(3))]
        is_plain = chance.random() < 0.6
        if not is_plain:
            items.insert(chance.randrange(len(items) + 1), chance.choice(OTHER))
        plain, parsed = both_strings(strings(items))
        assert plain is None or plain == parsed
        assert plain is not None or not is_plain or not items


@pytest.mark.parametrize("item", OTHER)
def test_other_spelling_among_new_texts(item: str) -> None:
    """None of them was seen before, so that all are read at a stroke."""
    items = [f"<si><t>{OTHER.index(item)} 新 {number}</t></si>" for number in range(3)]
    for place in range(4):
        plain, parsed = both_strings(strings([*items[:place], item, *items[place:]]))
        assert plain is None or plain == parsed
