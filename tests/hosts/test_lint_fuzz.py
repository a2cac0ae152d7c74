"""Whatever a part says, the lint and the inspection answer, or refuse the file; nothing else gets out."""

import random
import re

import pytest
from planting import Parts, sound_parts

from jixiao.hosts.xlsx.inspection import inspect_package
from jixiao.hosts.xlsx.lint import lint_package
from jixiao.hosts.xlsx.lint.formula_tokens import tokens
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.refusal import Refusal

WORDS = (
    *("", "0", "-1", "A1", "A1:B2", "XFD1048576", "99999999999", "rId1", "NaN", "1e400", "true", "[", "]", "(", ")"),
    *(
        "#REF!",
        "Sheet1!",
        "=",
        ":",
        "A:A",
        "1:1",
        "xl/workbook.xml",
        "../..",
        "%41",
        "&quot;",
        "'",
        "&#10;",
        "　",
        "😀",
    ),
)
ELEMENT = re.compile(r"<[^/?!][^>]*/>")
SAYING = re.compile(r'(?<==")[^"]*(?=")|(?<=>)[^<]+(?=<)')


def garble(parts: Parts, source: random.Random) -> None:
    """Change, double or drop one thing in one part."""
    name = source.choice([each for each in parts if each.endswith((".xml", ".rels"))])
    text = parts[name]
    found = list(source.choice((SAYING, SAYING, SAYING, ELEMENT)).finditer(text))
    if not found:
        del parts[name]
        return
    match = source.choice(found)
    new = match[0] * source.choice((0, 2)) if match[0].startswith("<") else source.choice(WORDS)
    parts[name] = text[: match.start()] + new + text[match.end() :]


@pytest.mark.parametrize("count", [300, pytest.param(20_000, marks=pytest.mark.long)])
def test_garbled_parts_are_answered(count: int) -> None:
    source = random.Random(count)
    for _ in range(count):
        parts = sound_parts()
        for _ in range(source.randint(1, 4)):
            garble(parts, source)
        try:
            package = Package(parts.packed())
            assert all(fault.message for fault in lint_package(package))
            inspect_package(package)
        except Refusal:
            continue


def test_long_chinese_words_are_looked_at_once() -> None:
    """Two kinds of sign that share some would be tried both ways at each: for ever, from thirty signs on."""
    word = "某" * 250
    assert [token.kind for token in tokens(f"{word}+1")] == ["word", "operator", "number"]
    parts = sound_parts()
    names = f'<definedName name="{word}！？{word[:1]}-">1</definedName>'
    parts["xl/workbook.xml"] = re.sub("</definedNames>", f"{names}</definedNames>", parts["xl/workbook.xml"])
    assert names in parts["xl/workbook.xml"]
    assert any(word[:10] in fault.message for fault in lint_package(Package(parts.packed())))
