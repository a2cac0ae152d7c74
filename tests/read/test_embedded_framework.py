"""The framework inside a workbook is not trusted: whatever stands there, it is read, passed over or refused by name."""

import time
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao import flow
from jixiao.errors import BrokenFramework, UnknownWorkbook
from jixiao.frameworks.load import carried_text, framework_text, is_installed, load_framework
from jixiao.hosts.file import read_book
from jixiao.model.book import Book, Cell, ErrorValue, Sheet, Value
from jixiao.read import embedded_framework as module
from jixiao.read.embedded_framework import embedded_framework, embedded_text, read_identity, unknown_framework
from jixiao.read.form import choose_framework
from jixiao.template.blueprint import blueprint_of
from jixiao.template.build import build_workbook
from jixiao.template.sheets.inner import CHUNK
from jixiao.template.source import load_source
from workbooks import FRAMEWORK, FRAMEWORK_ID, TEMPLATE, base

TEXT = framework_text(FRAMEWORK_ID)
ELSEWHERE = TEXT.replace(f'id = "{FRAMEWORK_ID}"', 'id = "elsewhere_2021"', 1)
KNOWN = {"template": TEMPLATE, "kind": "evaluation", "format_version": "2",
         "framework": FRAMEWORK_ID, "framework_version": FRAMEWORK.version}  # fmt: skip


def inner(lines: Mapping[str, Value]) -> Book:
    """The clean workbook with these keys and values in its hidden sheet."""
    book = base("clean")
    cells = {(row, column): Cell(value) for row, line in enumerate(lines.items(), 1)
             for column, value in enumerate(line, 1)}  # fmt: skip
    return replace(book, sheets={**book.sheets, "_jixiao": Sheet("_jixiao", cells, hidden=True)})


def carrying(text: str, identity: Mapping[str, str] | None = None, size: int = CHUNK) -> Book:
    """The clean workbook with another framework's text, cut into pieces as the template builder cuts it."""
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    lines: dict[str, Value] = {f"framework_text_{number}": piece for number, piece in enumerate(pieces, 1)}
    return inner({**({"framework": "elsewhere_2021", "framework_version": "1"} if identity is None else identity),
                  **lines})  # fmt: skip


def codes(book: Book) -> list[str]:
    return [finding.code for finding in flow.check(book)[1].findings]


def test_workbook_as_built_needs_no_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    book = base("published")

    def refuse(text: str, source: str) -> None:
        raise AssertionError(f"{source} 不该再读一遍")

    monkeypatch.setattr(module, "parse_framework", refuse)
    assert embedded_text(book) == carried_text(FRAMEWORK_ID)
    review, report = flow.check(book)
    assert flow.mark(review, report)
    assert review.framework is load_framework(FRAMEWORK_ID)


def test_unknown_framework_is_used_and_parsed_once_an_action(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []
    parse = module.parse_framework
    monkeypatch.setattr(module, "parse_framework", lambda text, source: (parsed.append(source), parse(text, source))[1])
    module._parsed.cache_clear()
    book = carrying(ELSEWHERE)
    review, report = flow.check(book)
    flow.mark(review, report)
    flow.fill(book)
    assert (review.framework.id, is_installed(review.framework)) == ("elsewhere_2021", False)
    assert unknown_framework(book) == review.framework
    assert len(parsed) == 1


def test_installed_framework_wins_whatever_the_workbook_calls_it() -> None:
    """Nobody's text passes for the installed framework by another name in the cells beside it."""
    text = TEXT.replace('money_unit = "万元"', 'money_unit = "元"', 1)
    for identity in ({}, KNOWN, {"framework": "elsewhere_2021", "framework_version": "1"}):
        book = carrying(text, identity)
        assert choose_framework(book) is load_framework(FRAMEWORK_ID)
        assert unknown_framework(book) is None
        assert "T003" in codes(book)


def test_name_of_an_installed_framework_over_another_one_s_text_is_a_finding() -> None:
    book = carrying(ELSEWHERE, KNOWN)
    assert choose_framework(book) is load_framework(FRAMEWORK_ID)
    assert "T003" in codes(book)


@pytest.mark.parametrize("broken", ["id = 3", "请见附件", ELSEWHERE + "\nx = 1\n", ELSEWHERE[:-40], ""])
def test_malformed_text_of_an_unknown_framework_is_refused(broken: str) -> None:
    with pytest.raises(BrokenFramework, match=r"^2021_.*\.xlsx(：| 内置的指标体系：)"):
        flow.check(carrying(broken))


def test_malformed_text_of_an_installed_framework_is_a_finding() -> None:
    for broken in ("id = 3", TEXT + "\nx = 1\n", TEXT[:-40], ""):
        review, report = flow.check(carrying(broken, KNOWN))
        assert review.framework is load_framework(FRAMEWORK_ID)
        found = [finding.code for finding in report.findings if finding.severity != "info"]
        assert [code for code in found if code.startswith("T")] == ["T003"]


def test_lost_piece_is_named() -> None:
    book = carrying(ELSEWHERE, size=3000)
    lines = dict(read_identity(book))
    del lines["framework_text_2"]
    with pytest.raises(BrokenFramework, match="缺少第 2 段"):
        choose_framework(inner(lines))


def test_order_of_the_lines_does_not_matter() -> None:
    lines = read_identity(carrying(ELSEWHERE, size=1000))
    assert choose_framework(inner(dict(reversed(lines.items())))).id == "elsewhere_2021"


def test_text_longer_than_a_cell_travels_in_pieces_through_a_file(tmp_path) -> None:
    """Excel takes 32,767 characters a cell; a framework with many remarks has more."""
    text = ELSEWHERE + "".join(
        f"# 第 {number} 条说明：以印发文件为准，_x000D_ 与 & < > 也照原样\n" for number in range(2500)
    )
    assert len(text) > 3 * 32_767
    source = load_source(TEMPLATE)
    path = tmp_path / "长.xlsx"
    path.write_bytes(build_workbook(blueprint_of(source, embedded_framework(carrying(text)), text)))
    book = read_book(path)
    assert len([key for key in read_identity(book) if key.startswith("framework_text_")]) == -(-len(text) // CHUNK)
    assert all(len(str(cell.value)) <= 32_767 for cell in book.sheets["_jixiao"].cells.values())
    assert embedded_text(book) == text
    assert flow.check(book)[0].framework.id == "elsewhere_2021"


HOSTILE = {
    "half a character": ELSEWHERE.replace("东湖", "\ud800", 1),
    "endless number": ELSEWHERE + "\nx = " + "9" * 6000,
    "endless year": ELSEWHERE.replace("year = 2021", "year = " + "9" * 6000, 1),
    "endless exponent": ELSEWHERE.replace("total_points = 100", "total_points = 1e99999999999999999999", 1),
    "no number": ELSEWHERE.replace("total_points = 100", "total_points = nan", 1),
    "endless key": ".".join(["a"] * 400_000) + " = 1",
    "endless heading": f"[{'.'.join(['a'] * 400_000)}]",
    "deep list": "x = " + "[" * 400_000,
    "deep table": "x = " + "{a=" * 200_000,
    "many mistakes": ELSEWHERE + "\n[[concepts]]\n" * 40_000,
    "too long": "# 说明\n" * 400_000,
    "a megabyte of quotes": '"' * 900_000,
    "control characters": ELSEWHERE + "\0\1\2",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_refused_in_reasonable_time(text: str) -> None:
    start = time.process_time()
    with pytest.raises(BrokenFramework):
        flow.check(carrying(text))
    assert "T003" in codes(carrying(text, KNOWN))
    assert time.process_time() - start < 20


SCRAPS = st.text(max_size=20) | st.sampled_from(
    ["", "\n", "[", "]]", "{", '"', "'''", "=", "id = 1\n", "[[rates]]\n", "\0", "\ud800", "。" * 50, "-", "9" * 5000,
     "1e999999999", "{label}", "公式", "round(", "points = 3\n", "[indicators]\n", "#", "\\u0000"]
)  # fmt: skip


@st.composite
def tampered(draw: st.DrawFn) -> str:
    """The text of a framework with parts deleted, doubled, moved or overwritten."""
    text = draw(st.sampled_from([TEXT, ELSEWHERE]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 5, 60, 900])))
        middle = draw(st.sampled_from([text[start:end] * 2, text[start:end][::-1]]) | SCRAPS)
        text = text[:start] + middle + text[end:]
    return text


@settings(max_examples=120)
@given(text=tampered(), size=st.sampled_from([CHUNK, 700]), known=st.booleans(), data=st.data())
def test_tampered_text_is_read_or_refused_and_nothing_else(
    text: str, size: int, known: bool, data: st.DataObject
) -> None:
    lines = dict(read_identity(carrying(text, KNOWN if known else None, size)))
    for key in data.draw(st.lists(st.sampled_from(sorted(lines)), max_size=2), label="lost"):
        lines.pop(key, None)
    _survives(inner(dict(data.draw(st.permutations(sorted(lines.items())), label="order"))))


VALUES: tuple[Value, ...] = (
    None,
    True,
    Decimal(3),
    Decimal("1E+300"),
    ErrorValue("#REF!"),
    "",
    " ",
    "id = 1",
    "\ud800",
)
KEYS = ("framework", "framework_version", "framework_text_1", "framework_text_2", "framework_text_0", "kind", "", "x",
        "framework_text_", "framework_text_１", "framework_text_" + "9" * 400)  # fmt: skip


@settings(max_examples=100)
@given(lines=st.dictionaries(st.sampled_from(KEYS), st.sampled_from([*VALUES, FRAMEWORK_ID, FRAMEWORK.version, TEXT])))
def test_hidden_sheet_may_hold_anything(lines: dict[str, Value]) -> None:
    _survives(inner(lines))


def _survives(book: Book) -> None:
    try:
        review, report = flow.check(book)
    except (BrokenFramework, UnknownWorkbook) as refusal:
        assert str(refusal).startswith(book.title)
        return
    assert flow.mark(review, report)
    assert review.form.ours
