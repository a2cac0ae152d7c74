"""The unit's own indicators into the open sections of a new workbook, also of another version."""

from dataclasses import replace
from decimal import Decimal

from jixiao.frameworks.load import framework_text, parse_framework
from jixiao.model.book import Book, Cell, Edit, with_edits
from jixiao.model.scoring import UNIT_CHOICES
from last_year import (
    NAMED,
    UNNAMED,
    changed_law,
    laid_out,
    law_of,
    own_entries,
    own_names,
    published,
    review,
    taken,
    words,
)
from workbook_changes import tables


class TestIndicators:
    def test_what_the_framework_fixes_is_no_own_indicator(self) -> None:
        assert not [text for text in taken(review(published(NAMED)), law_of(NAMED)).left if text.startswith("自设")]

    def test_section_with_fewer_rows_says_which_are_left_out(self) -> None:
        smaller = changed_law(NAMED, r"^rows = \d+(\nspare = \d+)?", "rows = 1\nspare = 0")
        found = taken(review(published(NAMED)), smaller)
        names = own_names(found, smaller)
        left = [name for name in own_entries(NAMED) if name not in names]
        assert names and left
        assert all(name in words(found.left) for name in left)
        assert "只有 1 行，放不下" in words(found.left)

    def test_section_that_became_fixed_takes_none(self) -> None:
        pattern = r"^points = (\d+)\nrows = \d+\nspare = \d+"
        fixed = changed_law(NAMED, pattern, r'points = \1\nindicators = [{ name = "新设", points = \1 }]')
        found = taken(review(published(NAMED)), fixed)
        assert "新体系在这里只有固定的三级指标" in words(found.left)
        assert set(own_names(found, fixed)) < set(own_entries(NAMED))

    def test_first_level_of_another_name_takes_none(self) -> None:
        level = next(level for level in law_of(UNNAMED).indicators.levels if not level.groups[0].name)
        renamed = changed_law(UNNAMED, f'^name = "{level.name}"', f'name = "{level.name}（新）"')
        found = taken(review(published(UNNAMED)), renamed)
        assert own_names(found, renamed) == []
        assert f"新体系没有一级指标“{level.name}”" in words(found.left)

    def test_too_few_sections_of_the_units_own(self) -> None:
        section = '[[indicators.levels.groups]]\nname = ""\n'
        text = framework_text(law_of(UNNAMED).id)
        start, end = text.index(section), text.rindex(section)
        fewer = parse_framework(text[:start] + text[end:], "新版")
        found = taken(review(published(UNNAMED)), fewer)
        assert own_names(found, fewer)
        assert "新体系留给单位自设的二级指标不够" in words(found.left)

    def test_points_of_the_section_that_differ_are_told(self) -> None:
        last, table = review(published(NAMED)), laid_out(law_of(NAMED)).indicators
        assert table is not None
        row = next(row for row in last.form.indicators.rows if row.name == own_entries(NAMED)[0])
        more = with_edits(last.book, [Edit(table.at("points", row.row), Decimal(99))])
        assert "请调整" in words(taken(review(more), law_of(NAMED)).look_at)
        assert "请调整" not in words(taken(last, law_of(NAMED)).look_at)

    def test_choice_of_scoring_is_taken_and_anything_else_is_told(self) -> None:
        last = review(published(NAMED))
        rows = [row for row in last.form.indicators.rows if row.name in own_entries(NAMED)]
        choice = next(iter(UNIT_CHOICES))
        places = [last.form.indicators.at("scoring", row.row) for row in rows[:2]]
        typed = [Edit(at, text) for at, text in zip(places, (f" {choice}", "看情况"), strict=True) if at]
        found = taken(review(with_edits(last.book, typed)), law_of(NAMED))
        assert [found.entries.get(at) for at in places if at] == [choice, None]
        assert f"计分办法：{rows[1].name}" in words(found.left)

    def test_a_percentage_typed_as_a_number_stays_one_to_the_eye(self) -> None:
        last = review(published(NAMED))
        row = next(row for row in last.form.indicators.rows if row.name == own_entries(NAMED)[0])
        at = last.form.indicators.at("target", row.row)
        assert at is not None
        sheet = last.book.sheets[at.sheet]
        cells = {**sheet.cells, (at.row, at.column): Cell(Decimal("0.95"), None, "0%")}
        book = replace(last.book, sheets={**last.book.sheets, at.sheet: replace(sheet, cells=cells)})
        assert taken(review(book), law_of(NAMED)).entries[at] == "95%"

    def test_a_whole_story_is_no_name(self) -> None:
        last = review(published(NAMED))
        row = next(row for row in last.form.indicators.rows if row.name == own_entries(NAMED)[0])
        at = last.form.indicators.at("level3", row.row)
        assert at is not None
        found = taken(review(with_edits(last.book, [Edit(at, "长" * 5000)])), law_of(NAMED))
        assert at not in found.entries
        assert "的名称：长" in words(found.left) and len(words(found.left)) < 5000


class TestOtherWorkbooks:
    """Tables that were not built from our templates, read by their words."""

    def table(self) -> Book:
        law = law_of(NAMED).indicators
        level = next(level for level in law.levels if any(group.is_open and group.points for group in level.groups))
        group = next(group for group in level.groups if group.is_open and group.points)
        roles = ("level1", "level2", "level3", "target", "actual", "points", "score")
        rows = [
            ["单位名称", "某某中心", "", "", "", "", ""],
            [law.columns[role][0] for role in roles],
            [level.name, f"{group.name}（{group.points}分）", "接待来访（4分）", "300人次", "320人次", "", Decimal(4)],
            ["", "", "编印手册", "2 册", "2 册", Decimal(3), Decimal(3)],
        ]
        return tables({"自评表": {"rows": rows}})

    def test_own_indicators_and_the_unit_are_taken(self) -> None:
        law = law_of(NAMED)
        found = taken(review(self.table()), law)
        form = laid_out(law)
        assert own_names(found, law) == ["接待来访", "编印手册"]
        assert [value for value in found.entries.values() if isinstance(value, Decimal)] == [4, 3]
        assert {"300人次", "2 册", "某某中心"} <= set(found.entries.values())
        assert form.fields["unit"] in found.entries and form.fields["year"] not in found.entries

    def test_what_such_a_workbook_lacks_is_told(self) -> None:
        found = taken(review(self.table()), law_of(NAMED))
        assert "去年的工作簿里没有基础数据表" in words(found.left)
        assert "主管部门：去年的工作簿里没有填，或没有认出" in words(found.left)
        assert "没有认出年度" in words(found.look_at)
