"""Tidy tables as files: Parquet and CSV hold exactly what the frames hold; nothing half-written stays."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas
import pyarrow.parquet as parquet
import pytest
from hypothesis import given, settings, strategies

from jixiao import consolidate
from jixiao.consolidate.judging.organisation import Expected
from jixiao.consolidate.returns.submission import Arrival, Content, Refused, Submission
from jixiao.consolidate.tidy.columns import TABLES, Kind
from jixiao.errors import JixiaoError, RefusedWrite
from jixiao.hosts.ledger.opening import open_ledger
from jixiao.hosts.roundup import table_files
from jixiao.hosts.roundup.tidy_files import tidy_files
from jixiao.model.figures import Missing
from returns.collection import generate

BIG = Decimal("12345678901234567890.123456789012345678")


def submission(number: int, **figures: Decimal | Missing) -> Submission:
    return Submission(f"{number:03}.xlsx", "d", Content.UNIT, f"{number:03}", year="2021", figures=figures)


def arrivals() -> Iterator[Arrival]:
    yield submission(1, annual_budget=BIG, executed=Decimal("-0.000000000000000001"))
    yield submission(2, annual_budget=Missing.NIL, executed=Decimal("1E+2"))
    yield replace(submission(3), unit="=1+1", department="甲\r乙")
    yield Refused("坏.xlsx", "", "空文件", "empty_file")


def written(folder: Path, told: list[Arrival]) -> None:
    with tidy_files(parquet=folder, csv=folder) as take:
        for arrival in told:
            take(arrival, None)


def texts(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


def test_parquet_holds_what_the_frames_hold(tmp_path: Path) -> None:
    told = [*arrivals()]
    written(tmp_path, told)
    tables = consolidate.load(told)
    for name, columns in TABLES.items():
        found = pandas.read_parquet(tmp_path / f"{name}.parquet")
        for column in columns:
            one, other = (frame[column.name].astype(object) for frame in (found, getattr(tables, name)))
            assert one.where(one.notna(), None).tolist() == other.where(other.notna(), None).tolist()


def test_parquet_has_exact_types(tmp_path: Path) -> None:
    written(tmp_path, [*arrivals()])
    schema = parquet.read_schema(tmp_path / "units.parquet")
    assert [str(schema.field(name).type) for name in ("unit", "executed", "errors", "guessed")] == [
        "string", "decimal128(38, 18)", "int64", "bool"]  # fmt: skip
    assert schema.field("unit").metadata == {"含义".encode(): "单位名称".encode()}


@pytest.mark.parametrize("figure", [Decimal("1E-19"), Decimal("1E+20"), Decimal("1E+400")])
def test_figures_with_more_digits_than_fit_are_told_and_not_rounded(tmp_path: Path, figure: Decimal) -> None:
    written(tmp_path, [submission(1, executed=figure)])
    row = pandas.read_parquet(tmp_path / "units.parquet").iloc[0]
    assert row["executed"] is None and row["executed_missing"] == f"位数太多：{figure}"
    assert Decimal(texts(tmp_path / "units.csv")[0]["executed"]) == figure


def test_csv_opens_in_a_spreadsheet_as_it_is(tmp_path: Path) -> None:
    written(tmp_path, [*arrivals()])
    assert (tmp_path / "units.csv").read_bytes().startswith(b"\xef\xbb\xbffile,")
    rows = texts(tmp_path / "units.csv")
    assert [row["unit"] for row in rows] == ["001", "002", "'=1+1"]
    assert [row["executed"] for row in rows] == ["-0.000000000000000001", "100", ""]
    assert rows[0]["annual_budget"] == str(BIG) and rows[1]["annual_budget_missing"] == "无此项"
    assert rows[2]["department"] == "甲\n乙"
    meanings = texts(tmp_path / "字段说明.csv")
    assert {(row["表"], row["字段"]) for row in meanings} == {
        (name, one.name) for name in TABLES for one in TABLES[name]
    }


def test_row_groups_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "_ROW_GROUP", 10)
    written(tmp_path, [submission(number, executed=Decimal(number)) for number in range(25)])
    assert parquet.ParquetFile(tmp_path / "units.parquet").num_row_groups == 3
    assert pandas.read_parquet(tmp_path / "units.parquet")["executed"].sum() == 300


def test_what_fails_midway_leaves_the_earlier_files(tmp_path: Path) -> None:
    written(tmp_path, [submission(1)])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(KeyboardInterrupt), tidy_files(parquet=tmp_path, csv=tmp_path) as take:
        take(submission(2), None)
        raise KeyboardInterrupt
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_missing_pyarrow_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
    with pytest.raises(JixiaoError, match=r"pip install jixiao\[parquet\]"), tidy_files(parquet=tmp_path / "新"):
        pass
    assert [*tmp_path.iterdir()] == []


def test_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "表").write_bytes(b"")
    with pytest.raises(RefusedWrite, match="写不进去"), tidy_files(csv=tmp_path / "表"):
        pass


def test_folder_of_workbooks_loads(tmp_path: Path) -> None:
    truth = generate(tmp_path, 6, mixed=True, damaged=0.3)
    tables = consolidate.load(tmp_path)
    assert sorted([*tables.units["file"], *tables.not_counted["file"]]) == sorted(file.file for file in truth.files)


def test_what_counts_in_a_folder_is_what_a_roundup_of_it_counts(tmp_path: Path) -> None:
    truth = generate(tmp_path, 8, 3, mixed=True, damaged=0.6)
    tables = consolidate.load(tmp_path)
    assert {*tables.not_counted["file"]} == {*truth.not_counted}
    assert tables.units["executed"].sum() == truth.total("executed")


def test_ledger_tells_codes_and_departments_of_its_list(tmp_path: Path) -> None:
    names = (Expected("01", "某局"), Expected("0101", "001", "01"), Expected("0102", "002", "01"))
    with open_ledger(tmp_path / "汇总.台账.db") as ledger:
        run = ledger.begin("roundup")
        run.expect(names)
        for number, arrival in enumerate(arrivals()):
            run.record(arrival.file, number, 1.0, replace(arrival, digest=str(number)))
        run.settle()
        run.finish()
    units = consolidate.load(tmp_path / "汇总.台账.db").units.set_index("unit")
    assert units["code"].fillna("").to_dict() == {"001": "0101", "002": "0102", "=1+1": ""}
    assert units["department"].fillna("").to_dict() == {"001": "某局", "002": "某局", "=1+1": "甲\r乙"}


def test_ledger_loads(tmp_path: Path) -> None:
    path = tmp_path / "汇总.台账.db"
    with open_ledger(path) as ledger:
        run = ledger.begin("roundup")
        for number, arrival in enumerate(arrivals()):
            run.record(arrival.file, number, 1.0, arrival)
        run.settle()
    tables = consolidate.load(path)
    assert sorted(tables.units["file"]) == ["001.xlsx", "002.xlsx", "003.xlsx"]
    assert tables.not_counted["reason"].tolist() == ["空文件"]


def test_path_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JixiaoError, match="没有找到"):
        consolidate.load(tmp_path / "没有")


def test_every_amount_has_a_column_for_its_reason() -> None:
    for columns in TABLES.values():
        names = {column.name for column in columns}
        assert all(f"{column.name}_missing" in names for column in columns if column.kind is Kind.AMOUNT)


FIGURES = strategies.one_of(
    strategies.decimals(allow_nan=False, allow_infinity=False), strategies.sampled_from(Missing)
)
WORDS = strategies.text(strategies.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=40)
@given(strategies.lists(strategies.tuples(WORDS, WORDS, FIGURES), max_size=6))
def test_whatever_stands_there_is_written_as_it_is_or_told(rows: list[tuple[str, str, Decimal | Missing]]) -> None:
    """A text as itself (in CSV inert, with line breaks of one kind), a figure exactly, or why it is not there."""
    told = [replace(submission(1, executed=figure), unit=unit, project=project) for unit, project, figure in rows]
    with TemporaryDirectory() as folder:
        written(Path(folder), [*told])
        found = parquet.read_table(Path(folder) / "units.parquet").to_pylist()
        printed = texts(Path(folder) / "units.csv")
    for (unit, project, figure), row, line in zip(rows, found, printed, strict=True):
        assert (row["unit"] or "", row["project"] or "") == (unit, project)
        assert line["unit"].removeprefix("'") in (as_printed(unit), as_printed(unit).removeprefix("'"))
        if isinstance(figure, Missing):
            assert row["executed"] is None and row["executed_missing"] == line["executed_missing"] == figure.value
        else:
            assert row["executed"] == figure or row["executed_missing"] == f"位数太多：{figure}"
            assert Decimal(line["executed"]) == figure


def as_printed(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
