"""The grammar of targets and actual values: what hundreds of labelled texts say, and that no text breaks it.

``unseen`` and ``unseen_again`` were labelled after the grammar was written, before they were run. Of the first batch
of 136 texts, 2 were read wrong at the first run (and are read right or not at all since), of the second batch of 143,
none.
"""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.model.figures import Figure, Missing, Text
from jixiao.model.parts import Direction
from jixiao.model.targets import Nothing, Quantity, Unclear
from jixiao.read.targets import stated_in, stated_of
from jixiao.read.targets.numerals import number_of
from jixiao.read.targets.wording import LONGEST
from target_texts import UNCLEAR, files, written

TEXTS = {text: label for texts in files("texts").values() for text, label in texts}
SHARE_READ_RIGHT = Decimal("0.98")
SECONDS = 1

_PIECES = st.sampled_from(
    [
        *(
            "≥",
            "＞",
            "<=",
            "不低于",
            "不超过",
            "超过",
            "未达到",
            "达到",
            "完成",
            "控制在",
            "同比",
            "增长",
            "下降",
            "约",
            "近",
        ),
        *(
            "每月",
            "截至",
            "全年",
            "第",
            "（含）",
            "（除新进人员外）",
            "百分之",
            "50",
            "95",
            "５０",
            "1,234.5",
            "2. 0",
            "12",
            "31",
        ),
        *(
            "2021年",
            "12月底前",
            "1-12月",
            "三十",
            "一",
            "万",
            "亿",
            "余",
            "多",
            "%",
            "％",
            "‰",
            "个",
            "件",
            "户",
            "人次",
        ),
        *(
            "万元",
            "元/人",
            "个工作日",
            "天",
            "M",
            "百分点",
            "以上",
            "以下",
            "内",
            "左右",
            "±",
            "~",
            "-",
            "至",
            "、",
            "，",
            "；",
        ),
        *(
            "。",
            "是",
            "否",
            "优秀",
            "良好",
            "达标",
            "按时",
            "无",
            "不产生",
            "合格率",
            "满意度",
            "培训人数",
            "(",
            ")",
            "【",
            "】",
        ),
        *("“", "”", "/", ":", "0", "00", " ", "\n"),
    ]
)
_RANDOM = st.one_of(st.lists(_PIECES, max_size=12).map("".join), st.text(max_size=60), st.text(max_size=2 * LONGEST))


def test_there_are_many_texts() -> None:
    assert len(TEXTS) >= 500


@pytest.mark.parametrize(("file", "texts"), files("texts").items())
def test_no_text_is_read_wrong(file: str, texts: list[tuple[str, str]]) -> None:
    read = [(text, label, written(stated_in(text))) for text, label in texts]
    assert [one for one in read if one[2] not in (one[1], UNCLEAR)] == []


def test_hardly_any_text_is_left_undetermined() -> None:
    right = sum(written(stated_in(text)) == label for text, label in TEXTS.items())
    assert right / Decimal(len(TEXTS)) >= SHARE_READ_RIGHT


@pytest.mark.parametrize(
    ("text", "subject", "qualifier", "rest"),
    [
        ("区级单位联网率达90%以上", "区级单位联网率", "", ""),
        ("（除新进人员、孕妇等特殊情况）98%以上", "", "除新进人员、孕妇等特殊情况", ""),
        ("实现用户数(各街道)达200人", "实现用户数", "各街道", ""),
        ("完成5个主题图景，提供决策支持", "", "", "主题图景,提供决策支持"),
        ("依托平台，建设入口，实现用户数超2000人。", "实现用户数", "", "依托平台,建设入口"),
    ],
)
def test_words_around_a_number_are_kept(text: str, subject: str, qualifier: str, rest: str) -> None:
    stated = stated_in(text)
    assert isinstance(stated, Quantity)
    assert (stated.subject, stated.qualifier, stated.rest) == (subject, qualifier, rest)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("提升政务服务水平", "没有数字、时限或等级"),
        ("培训50场，参训2000人", "写了几个数"),
        ("2021年11月完成50场培训", "既有时限又有数量"),
        ("未完成5个", "前面有否定词"),
        ("1 200人", "两个数字之间有空格"),
        ("12月前", "日期不清楚"),
        ("长" * (LONGEST + 1), "文字太长"),
    ],
)
def test_what_is_not_clear_says_why(text: str, reason: str) -> None:
    assert stated_in(text) == Unclear(text, reason)


def test_cells_that_were_read_already() -> None:
    figure = Figure(Decimal("0.95"), 2, "≥", "%")
    assert stated_of(figure) == Quantity(figure)
    assert stated_of(Text("不低于95%")) == stated_in("不低于95%") == Quantity(figure)
    assert stated_of(Missing.NIL) == Nothing("-")
    assert stated_of(Missing.BLANK) == Unclear("", "未填")


def test_which_way_is_better_by_its_own_words() -> None:
    goals = {text: stated_in(text).goal for text in ("≥5%", "达5%", "≤5%", "控制在5%", "5%", "5%-10%")}  # type: ignore[union-attr]
    up, down = Direction.UP, Direction.DOWN
    assert goals == {"≥5%": up, "达5%": up, "≤5%": down, "控制在5%": down, "5%": None, "5%-10%": None}


def tiers(quick: int, full: int) -> pytest.MarkDecorator:
    """How many inputs the default tests try, and the long ones."""
    return pytest.mark.parametrize("count", [quick, pytest.param(full, marks=pytest.mark.long)])


@tiers(300, 10_000)
def test_no_text_breaks_the_grammar(count: int) -> None:
    @settings(max_examples=count)
    @given(_RANDOM)
    def read(text: str) -> None:
        start = time.process_time()
        stated = stated_in(text)
        assert time.process_time() - start < SECONDS
        assert written(stated)
        assert stated == stated_in(text)

    read()


_DIGITS, _PLACES = "零一二三四五六七八九", ("", "十", "百", "千")


def numeral(number: int) -> str:
    """A number below a hundred million in Chinese numerals, written plainly from the right to the left."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1_000 else ""
        return numeral(high) + "万" + gap + (numeral(low) if low else "")
    text, digits = "", [int(sign) for sign in str(number)]
    for place, digit in enumerate(reversed(digits)):
        if digit:
            text = _DIGITS[digit] + _PLACES[place] + text
        elif text and not text.startswith("零"):
            text = "零" + text
    return text


@tiers(300, 10_000)
def test_numerals(count: int) -> None:
    @settings(max_examples=count)
    @given(st.integers(1, 99_999_999), st.integers(0, 99))
    def read(number: int, hundredths: int) -> None:
        assert number_of(numeral(number)) == number
        decimals = f"点{_DIGITS[hundredths // 10]}{_DIGITS[hundredths % 10]}"
        assert number_of(numeral(number) + decimals) == number + Decimal(hundredths) / 100

    read()


@pytest.mark.parametrize(
    "text", ["", "点五", "三五", "一百二", "两万五", "万", "一二三", "十十", "零零", "三点", "个", "一" * 50]
)
def test_what_is_no_number(text: str) -> None:
    assert number_of(text) is None
