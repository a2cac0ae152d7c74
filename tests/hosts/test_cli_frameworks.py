"""jixiao frameworks: the list, and a whole system as an accountant reads it."""

from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from typer.testing import Result

from command_line import run as jixiao
from jixiao.compute.numbers import format_number
from jixiao.compute.scoring import describe
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.hosts.cli.framework_rows import framework_list
from jixiao.hosts.cli.typeset import lines_of
from jixiao.model.framework import Framework
from jixiao.model.page import Grid, Heading, Paragraph, Part
from jixiao.pages.framework_page import framework_parts
from jixiao.pages.framework_ties import fact_words


def run(*arguments: str) -> Result:
    return jixiao("frameworks", *arguments)


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(params=installed_ids())
def framework(request: pytest.FixtureRequest) -> Framework:
    return load_framework(request.param)


def texts(parts: Iterator[Part]) -> str:
    """All texts of a page without blanks, as nothing of them is broken by the width of a terminal."""
    found = []
    for part in parts:
        match part:
            case Heading(text):
                found.append(text)
            case Paragraph(text, _, name):
                found.append(name + text)
            case Grid(columns, rows):
                found += [column.heading for column in columns] + ["｜".join(row) for row in rows]
    return bare("\n".join(found))


class TestList:
    def test_names_every_framework_with_its_place_and_documents(self) -> None:
        result = run()
        assert result.exit_code == 0
        for known in map(load_framework, installed_ids()):
            assert all(text in result.stdout for text in (known.id, known.region, str(known.year)))
            assert all(reference.number in result.stdout for reference in known.references)

    def test_fits_a_terminal_of_100_columns_with_ids_in_one_piece(self) -> None:
        lines = lines_of(framework_list((load_framework(id), id) for id in installed_ids()), 100)
        assert max(map(cell_len, lines)) <= 100
        assert {line.split()[0] for line in lines if line} >= {*installed_ids()}

    def test_tells_tables_points_and_template(self, framework: Framework) -> None:
        law = framework.scoring_table
        _, year, template, points, tables, _ = framework_list([(framework, "")]).rows[0]
        assert (year, template) == (str(framework.year), "没有")
        assert (f"决算表 {len(framework.tables)} 张" in tables) == bool(framework.tables)
        assert ("没有汇总表" in tables) == (framework.summary_table is None)
        if law is None:
            assert points == "不评分" and "没有指标表" in tables
            return
        stated = {"by_office": "单位填写", "published": "写在名称里" if law.points_in_names else "指标体系规定"}
        assert points == f"{format_number(law.total_points)} 分\n{stated[law.points]}"
        own = sum(group.is_open for level in law.levels for group in level.groups)
        assert ("没有资金表" in tables) == (framework.fund is None)
        assert f"指标表 {len(framework.fixed)} 项" in tables and (f"自设 {own} 节" in tables) == (own > 0)
        assert f"比率 {len(framework.rates)} 个" in tables and f"基础数据 {len(framework.concepts)} 个" in tables


class TestPage:
    def test_every_part_of_the_system_is_named(self, framework: Framework) -> None:
        page = texts(framework_parts(framework))
        wanted = [framework.title, framework.region, framework.version, framework.basis]
        wanted += [text for each in framework.references for text in (each.number, each.title, each.note)]
        wanted += [line.label[0] for table in framework.tables for line in table.lines.values()]
        wanted += [text for table in framework.tables for text in (table.number, table.title[0], table.basis)]
        wanted += [line.keys[0] for line in framework.fund.lines] if framework.fund else []
        wanted += [group.name for level in framework.levels for group in level.groups]
        wanted += [text for each in framework.concepts for text in (each.label, each.definition)]
        wanted += [text for each in framework.rates for text in (each.label, each.definition, each.basis)]
        wanted += [band.label for band in framework.grading.bands] if framework.grading else []
        wanted += [statement.item for statement in framework.statements]
        wanted += [text for each in framework.tie_outs for text in (each.label, each.basis)]
        wanted += [framework.per_head.basis] if framework.per_head else []
        assert [text for text in wanted if bare(text) not in page] == []

    def test_every_indicator_tells_points_target_and_rule(self, framework: Framework) -> None:
        if framework.scoring_table is None:
            return
        grid = next(part for part in framework_parts(framework) if isinstance(part, Grid))
        rows = [row for row in grid.rows if row[0].startswith("    ")]
        expected = [
            (f"    {item.name}", "单位填" if item.points is None else format_number(item.points), item.target)
            for _, item in framework.fixed.values()
        ]
        assert [row[:3] for row in rows] == expected
        for row, (group, item) in zip(rows, framework.fixed.values(), strict=True):
            assert describe(group.scoring_of(item, framework.indicators.scoring)) in row[3]
            assert all(text in row[3] for text in (item.explanation, item.criteria.strip(), *item.checklist))

    def test_open_sections_say_how_many_rows_they_have(self, framework: Framework) -> None:
        page = texts(framework_parts(framework))
        for group in (group for level in framework.levels for group in level.groups if group.is_open):
            spare = f"，另有{group.spare}行备用" if group.spare else ""
            assert f"单位自设，{'' if group.name else '各'}{group.rows}行{spare}" in page

    @pytest.mark.parametrize("width", [80, 100, 120])
    def test_no_line_is_too_wide(self, framework: Framework, width: int) -> None:
        lines = [line for part in framework_parts(framework) for line in lines_of(part, width)]
        assert max(map(cell_len, lines)) <= width

    def test_facts_have_names(self, framework: Framework) -> None:
        assert not [fact for fact in framework.facts() if "." in fact_words(framework, fact)]

    def test_is_printed(self, framework: Framework) -> None:
        result = run(framework.id)
        assert result.exit_code == 0
        assert result.stdout.startswith(framework.title)
        assert f"jixiao new {framework.id} -o" in result.stdout


def test_unknown_id_is_one_sentence() -> None:
    result = run("nowhere")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("没有名为“nowhere”的指标体系") and result.stderr.count("\n") == 1
