"""Number formats come as Excel's codes, whatever country LibreOffice is set to."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from jixiao.hosts.libreoffice.inside.number_codes import code_reader

NUMBER, PERCENT, TEXT, DATE, LOGICAL = 16, 128, 256, 2, 1024


@dataclass
class Format:
    FormatString: str
    Type: int = NUMBER
    ThousandsSeparator: bool = False
    NegativeRed: bool = False
    Decimals: int = 0
    LeadingZeros: int = 1


class Formats:
    """The formats of a document, and how the country's LibreOffice writes a number."""

    def __init__(self, sample: str, *formats: Format) -> None:
        self.sample, self.formats, self.asked = sample, formats, 0

    def getStandardIndex(self, locale: object) -> int:
        return 0

    def getByKey(self, key: int) -> Format:
        self.asked += 1
        return self.formats[key]

    def generateFormat(self, key: int, locale: object, grouped: bool, red: bool, decimals: int, zeros: int) -> str:
        return f"english {decimals} {grouped}" if locale else self.sample


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[Formats], Callable[[int], str]]:
    monkeypatch.setitem(sys.modules, "uno", SimpleNamespace(createUnoStruct=lambda name, *values: values))
    return lambda formats: code_reader(SimpleNamespace(getNumberFormats=lambda: formats))


def test_chinese_word_for_general_is_translated_outside_quotes(reader: Callable) -> None:
    code_of = reader(Formats("#,##0.00", Format("常规"), Format('常规"常规"'), Format("[RED]0.00%", PERCENT)))
    assert [code_of(key) for key in range(3)] == ["General", 'General"常规"', "[RED]0.00%"]


def test_other_signs_are_rewritten_for_numbers_only(reader: Callable) -> None:
    codes = (
        Format("Standard"),
        Format("#.##0,00", NUMBER, True, Decimals=2),
        Format("@", TEXT),
        Format("TT.MM.JJJJ", DATE),
    )
    code_of = reader(Formats("#.##0,00", *codes))
    assert [code_of(key) for key in range(4)] == ["General", "english 2 True", "@", "TT.MM.JJJJ"]


def test_truth_values_are_recognised_in_any_language(reader: Callable) -> None:
    assert reader(Formats("#.##0,00", Format("Standard"), Format("LOGISCH", LOGICAL)))(1) == "BOOLEAN"


def test_each_format_is_asked_for_once(reader: Callable) -> None:
    formats = Formats("#,##0.00", Format("General"), Format("0%", PERCENT))
    code_of = reader(formats)
    before = formats.asked
    assert {code_of(1) for _ in range(100)} == {"0%"}
    assert formats.asked == before + 1
