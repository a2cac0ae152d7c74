"""No string of bytes brings out anything but a clear refusal, and what is written reads back as it was meant.

The default tests try a few hundred inputs, the long ones more than a hundred thousand; none may take two seconds.
Nothing goes over the disk here: the package is read, changed and read back in memory.
"""

import time
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from file_builders import MAIN, SHEET1, STYLES, WORKBOOK, tiny_parts, workbook, worksheet
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from old_workbooks import OldSheet, Styled, old_workbook
from sheet_grammar import CODES, NAMES, PRINTABLE, SHEETS, TEXTS
from sheet_grammar import STYLES as STYLE_PARTS

from casebook import FOLDER, cases_in
from casebook import book_of as book_of_case
from jixiao import flow
from jixiao.errors import JixiaoError
from jixiao.hosts.file import read_book
from jixiao.hosts.xlsx.book_reader import book_of
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.refusal import Refusal
from jixiao.hosts.xlsx.repack import repack
from jixiao.hosts.xlsx.save import _by_sheet, _holds, plan_changes
from jixiao.model.book import Book, Cell, Edit, Value, with_edits
from jixiao.model.cells import CellRef
from jixiao.read.values import printed, read_amount, read_measure, read_share
from jixiao.rules.render import describe

ROWS = (
    '<row r="1" spans="1:3"><c r="A1" s="1"><v>1.5</v></c><c r="B1" t="s"><v>0</v></c><c r="C1"><f>A1*2</f></c></row>'
    '<row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">A1+1</f><v>2</v></c></row>'
    '<row r="3"><c r="A3"><f t="shared" si="0"/></c><c r="B3"><f t="array" ref="B3:B4">A1:A2</f></c></row>'
)
PARTS: dict[str, str | bytes] = tiny_parts(
    worksheet(ROWS, '<dimension ref="A1:C3"/><cols><col min="1" max="2" style="1"/></cols>'),
    styles=f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs></styleSheet>',
    strings=f'<sst xmlns="{MAIN}"><si><t>甲_x000D_</t></si></sst>',
    chain=f'<calcChain xmlns="{MAIN}"><c r="C1" i="1"/></calcChain>',
)
EDITS = _by_sheet(
    [
        Edit(CellRef("表", 1, 3), Decimal(1)),
        Edit(CellRef("表", 2, 1), "x"),
        Edit(CellRef("表", 3, 4), Decimal(2), "A1+1"),
        Edit(CellRef("新表", 1, 1), True),
    ]
)
SECONDS = 2


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


ARCHIVES = (zipped(PARTS), zipped(PARTS, zipfile.ZIP_DEFLATED))
CHANGES = st.lists(
    st.tuples(st.sampled_from(("set", "cut", "double", "insert")), st.integers(0, 0xFFFF), st.binary(max_size=6)),
    min_size=1,
    max_size=4,
)


def changed(data: bytes, changes: list[tuple[str, int, bytes]]) -> bytes:
    """The bytes with some set, cut out, doubled or put in between."""
    result = bytearray(data)
    for kind, number, new in changes:
        at = number % max(len(result), 1)
        match kind:
            case "set":
                result[at : at + len(new)] = new
            case "cut":
                del result[at : at + 1 + len(new)]
            case "double":
                result[at:at] = result[at : at + 5 * len(new)]
            case _:
                result[at:at] = new
    return bytes(result)


def try_both(data: bytes) -> None:
    """Read the file, and write into it: both go well or are refused."""
    try:
        book_of(Package(data), "表.xlsx")
    except Refusal as refusal:
        assert "\n" not in str(refusal.named("表.xlsx"))
    try:
        package = Package(data)
        changes = plan_changes(package, EDITS)
        written = book_of(Package(repack(package, changes)), "表.xlsx", as_stored=True)
    except Refusal as refusal:
        assert str(refusal.named("表.xlsx")).endswith("。")
    else:
        assert [edit for edits in EDITS.values() for edit in edits if not _holds(written.cell(edit.at), edit)] == []


def fuzz(count: int, strategy: st.SearchStrategy[object], attempt: Callable[..., None]) -> None:
    """Try so many inputs, each within its time."""
    tried = 0

    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def attempt_each(example: object) -> None:
        nonlocal tried
        start = time.process_time()  # not the clock: other processes may hold this one up
        attempt(example)
        assert time.process_time() - start < SECONDS
        tried += 1

    start = time.perf_counter()
    attempt_each()
    print(f"{attempt.__name__}: {tried:,} inputs in {time.perf_counter() - start:.0f} s")
    assert tried >= count


def tiers(quick: int, full: int) -> pytest.MarkDecorator:
    """How many inputs the default tests try, and the long ones."""
    return pytest.mark.parametrize("count", [quick, pytest.param(full, marks=pytest.mark.long)])


@tiers(80, 30_000)
def test_archives_with_changed_bytes(count: int) -> None:
    def changed_archive(example: tuple[int, list[tuple[str, int, bytes]]]) -> None:
        archive, changes = example
        try_both(changed(ARCHIVES[archive], changes))

    fuzz(count, st.tuples(st.integers(0, 1), CHANGES), changed_archive)


@tiers(80, 25_000)
def test_parts_with_changed_bytes(count: int) -> None:
    """The archive is sound here and its parts are not, which changed bytes of a packed file seldom reach."""

    def changed_part(example: tuple[str, list[tuple[str, int, bytes]]]) -> None:
        part, changes = example
        content = PARTS[part]
        data = content.encode() if isinstance(content, str) else content
        try_both(zipped({**PARTS, part: changed(data, changes)}))

    fuzz(count, st.tuples(st.sampled_from(sorted(PARTS)), CHANGES), changed_part)


@tiers(80, 25_000)
def test_sheets(count: int) -> None:
    def sheet(example: str) -> None:
        try_both(zipped({**PARTS, SHEET1: example}))

    fuzz(count, SHEETS, sheet)


@tiers(40, 8_000)
def test_names(count: int) -> None:
    def names(example: str) -> None:
        try_both(zipped({**PARTS, WORKBOOK: workbook(f"<definedNames>{example}</definedNames>")}))

    fuzz(count, NAMES, names)


@tiers(40, 8_000)
def test_number_formats(count: int) -> None:
    def formats(example: tuple[str, str, float]) -> None:
        styles, code, number = example
        try_both(zipped({**PARTS, STYLES: styles}))
        cell = Cell(Decimal(format(number, ".15g")), None, code)
        assert isinstance(printed(cell), str)
        assert read_amount(cell) and read_share(cell) and read_measure(cell)

    numbers = st.floats(allow_nan=False, allow_infinity=False)
    fuzz(count, st.tuples(STYLE_PARTS, CODES, numbers), formats)


@tiers(60, 8_000)
def test_texts_that_are_written(count: int) -> None:
    """A text comes back as it was, and never as a formula."""

    def text(example: str) -> None:
        package = Package(ARCHIVES[0])
        edits = _by_sheet([Edit(CellRef("表", 2, 1), example), Edit(CellRef("表", 9, 9), example)])
        try:
            book = book_of(Package(repack(package, plan_changes(package, edits))), "表.xlsx")
        except Refusal:
            assert any("\ud800" <= sign <= "\udfff" for sign in example)
        else:
            assert [book.cell(CellRef("表", *at)) for at in ((2, 1), (9, 9))] == [Cell(example, None, "General")] * 2

    fuzz(count, st.one_of(TEXTS, st.text(max_size=20), st.text(st.characters(), max_size=8)), text)


FOREIGN: Book = book_of_case(cases_in(FOLDER / "foreign.toml")[0])
PLACES = sorted(FOREIGN.sheets["Sheet1"].cells)
VALUES: st.SearchStrategy[Value] = st.one_of(
    TEXTS, st.text(PRINTABLE, max_size=20), st.booleans(), st.none(), st.decimals(allow_nan=False, allow_infinity=False)
)


@tiers(20, 3_000)
def test_tables_with_changed_cells(count: int) -> None:
    def table(example: list[tuple[int, Value]]) -> None:
        edits = [Edit(CellRef("Sheet1", *PLACES[number % len(PLACES)]), value) for number, value in example]
        try:
            _, report = flow.check(with_edits(FOREIGN, edits))
        except JixiaoError as refusal:
            assert str(refusal).endswith("。")
        else:
            assert all(describe(finding).message.endswith("。") for finding in report.findings)

    fuzz(count, st.lists(st.tuples(st.integers(0, 1000), VALUES), min_size=1, max_size=12), table)


@tiers(3, 300)
def test_old_files_with_changed_bytes(tmp_path: Path, count: int) -> None:
    """Each takes a process of its own, so there are fewer."""
    data = old_workbook(OldSheet("表", {"A1": "甲", "B2": 1.5, "C3": Styled(44673, 14)}, ("A1:B1",)))

    def old_file(example: list[tuple[str, int, bytes]]) -> None:
        path = tmp_path / "表.xls"
        path.write_bytes(changed(data, example))
        try:
            read_book(path)
        except JixiaoError as refusal:
            assert "表.xls" in str(refusal)

    fuzz(count, CHANGES, old_file)
