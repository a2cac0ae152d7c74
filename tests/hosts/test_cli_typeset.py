"""Chinese text in lines: nothing lost, nothing too wide, no sign where it may not stand."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jixiao.hosts.cli.typeset import lines_of, set_text
from jixiao.model.page import Column, Grid, Heading, Paragraph

_TEXTS = st.text(alphabet="一二三四五预算数，。；（）“”《》×÷ 0123456789.%abcdefghij_\n", max_size=200)


def bare(text: str) -> str:
    return "".join(text.split())


@given(_TEXTS, st.integers(20, 120))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = set_text(text, width)
    assert bare("".join(lines)) == bare(text)
    assert all(cell_len(line) <= width for line in lines)


def test_no_sign_begins_a_line_and_no_bracket_ends_one() -> None:
    assert set_text("一二三四，五", 8) == ["一二三", "四，五"]
    assert set_text("一二三（四）五", 8) == ["一二三", "（四）五"]
    assert set_text("甲；乙丙①丁", 8) == ["甲；乙丙", "①丁"]


def test_numbers_and_words_stay_whole() -> None:
    assert set_text("编号 some_framework_2021 的体系", 22) == ["编号", "some_framework_2021 的", "体系"]
    assert set_text("财预〔2013〕53号", 10) == ["财预", "〔2013〕53", "号"]


def test_a_word_wider_than_a_line_is_cut() -> None:
    assert set_text("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_control_signs_do_not_reach_the_terminal() -> None:
    assert set_text("甲\x1b[31m乙\u202e丙\t丁", 40) == ["甲 [31m乙 丙 丁"]


def test_leading_blanks_move_all_lines_in() -> None:
    assert set_text("  一二三四五六", 10) == ["  一二三四", "  五六"]


def test_a_paragraph_hangs_behind_its_name() -> None:
    assert lines_of(Paragraph("一二三四五六", 2, "依据："), 18) == ["  依据：一二三四五", "        六"]


def test_a_grid_wraps_its_cells_and_moves_figures_right() -> None:
    grid = Grid(
        (Column("指标", 8), Column("分值", 4, right=True), Column("说明")), [("甲乙丙丁戊", "2", "一二三四五六七八")]
    )
    assert lines_of(grid, 32) == [
        "  指标      分值  说明",
        "  " + "─" * 30,
        "  甲乙丙丁     2  一二三四五六七",
        "  戊              八",
    ]


def test_a_heading_is_its_text() -> None:
    assert lines_of(Heading("比率：9 个"), 80) == ["比率：9 个"]
