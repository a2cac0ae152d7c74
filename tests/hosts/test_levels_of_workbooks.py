"""Units → departments → bureau through real files: a 汇总表 that was written is read one level up and adds up."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from jixiao.consolidate.consolidation import Consolidation
from jixiao.hosts.roundup.rounding import Asked, round_up_sources
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.template.blueprint import Blueprint, evaluation_blueprint
from jixiao.template.build import save_workbook
from unit_workbooks import unit_entries

TEMPLATES = ("donghu_department_2021", "zhanjiang_department_2021", "mof10_project_2022")
UNITS = {
    "甲局": (("甲局", 123, 100, 91), ("甲一站", 7, 6, 83)),
    "乙局": (("乙局", 311, 300, 97), ("乙一站", 53, 51, 76), ("乙二站", 19, 17, 88)),
}


@pytest.fixture(scope="module", params=TEMPLATES)
def departments(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder a department, with its units' workbooks."""
    folder, plan = tmp_path_factory.mktemp("units"), evaluation_blueprint(request.param)
    for department, units in UNITS.items():
        (folder / department).mkdir()
        for name, *figures in units:
            entries = _entries(plan, department, name, *figures)
            save_workbook(plan, folder / department / f"{name}.xlsx", entries)
    return folder


def _entries(plan: Blueprint, department: str, name: str, *figures: int) -> Mapping[CellRef, Value]:
    fractions = [Decimal(figure) + Decimal("0.123") for figure in figures[:2]]
    entries = unit_entries(plan, name, *figures) | {plan.form.fields["department"]: department}
    changed = {Decimal(figure): fraction for figure, fraction in zip(figures[:2], fractions, strict=True)}
    return {at: changed.get(value, value) if isinstance(value, Decimal) else value for at, value in entries.items()}


def rolled_up(output: Path, *sources: Path, by: str = "") -> Consolidation:
    asked = Asked([*map(str, sources)], output, by=by, workers=1, checked=False)
    return round_up_sources(asked).consolidation


def result(found: Consolidation) -> tuple[object, ...]:
    return found.totals, found.totals.to_text(), found.figures, found.rates


def test_the_result_is_the_same_whichever_way_the_tree_is_cut(departments: Path, tmp_path: Path) -> None:
    flat = rolled_up(tmp_path / "flat.xlsx", departments)
    up = tmp_path / "up"
    for department in UNITS:
        rolled_up(up / f"{department}.xlsx", departments / department)
    by_department = rolled_up(tmp_path / "1.xlsx", up)
    mixed = rolled_up(tmp_path / "2.xlsx", up / "甲局.xlsx", departments / "乙局")
    covered = rolled_up(tmp_path / "3.xlsx", up, departments)
    bureau = tmp_path / "bureau.xlsx"
    rolled_up(bureau, up, by="department")
    _put_name(bureau, "财政局")
    above = rolled_up(tmp_path / "4.xlsx", bureau)
    assert result(flat) == result(by_department) == result(mixed) == result(covered) == result(above)
    assert len(flat.rows) == len(by_department.rows) == len(mixed.rows) == len(covered.rows) == 5
    assert [row.members for row in above.rows] == [3, 2]
    assert {judgement.code for judgement in covered.not_counted} == {"covered"}


def _put_name(path: Path, name: str) -> None:
    """The bureau fills in its own name on the cover."""
    book = openpyxl.load_workbook(path)
    cover = book["封面"]
    for row in cover.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.replace(" ", "") in ("单位名称", "主管部门"):
                cover.cell(cell.row, cell.column + 1).value = name
    book.save(path)


def test_total_row_of_the_file_is_the_sum(departments: Path, tmp_path: Path) -> None:
    found = rolled_up(tmp_path / "汇总表.xlsx", departments)
    sheet = openpyxl.load_workbook(tmp_path / "汇总表.xlsx", data_only=True)["汇总表"]
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True) if row[1] or row[0]}
    total = next(row for row in sheet.iter_rows(values_only=True) if "合计" in [*map(str, row)])
    assert {"甲局", "乙二站"} <= rows.keys()
    assert found.figures["annual_budget"] in [Decimal(str(value)) for value in total if isinstance(value, int | float)]
