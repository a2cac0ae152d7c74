"""The ribbon against Microsoft's own schema, where somebody has it: it is not ours to ship.

``JIXIAO_CUSTOMUI_XSD`` names the file customUI14.xsd; it comes with the Open XML SDK and with ribbon editors.
"""

import os
from pathlib import Path

import pytest
import xmlschema

from jixiao.actions import ACTIONS
from jixiao.hosts.excel.addin.ribbon import ribbon_xml

VARIABLE = "JIXIAO_CUSTOMUI_XSD"

pytestmark = pytest.mark.skipif(
    not os.environ.get(VARIABLE), reason=f"{VARIABLE} 没有指明微软的 customUI14.xsd（它不能随本项目分发）"
)


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(Path(os.environ[VARIABLE]).read_text(encoding="utf-8"))


def problems(schema: xmlschema.XMLSchema, text: str) -> list[str]:
    return [f"{error.path}: {error.reason}" for error in schema.iter_errors(text)]


def test_ribbon_is_valid(schema: xmlschema.XMLSchema) -> None:
    assert problems(schema, ribbon_xml(ACTIONS)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [('size="large"', 'size="huge"'), ('id="jixiao_check"', 'id="jixiao_clear"'), ("<button ", "<knob ")],
)
def test_schema_finds_what_is_wrong(schema: xmlschema.XMLSchema, old: str, new: str) -> None:
    text = ribbon_xml(ACTIONS)
    assert old in text
    assert problems(schema, text.replace(old, new, 1))
