"""The ribbon against Microsoft's own schema, where somebody has it: it is not ours to ship.

``JIXIAO_CUSTOMUI_XSD`` names the file customUI14.xsd; it comes with the Open XML SDK and with ribbon editors.
``JIXIAO_MSO_CONTROLS`` names a text file with the controls that every Excel has, one a line: Microsoft publishes them
(OfficeDev/office-fluent-ui-command-identifiers), and the picture of a control has its name.
"""

import os
from pathlib import Path

import pytest
import xmlschema

from jixiao.actions import ACTIONS
from jixiao.hosts.excel.addin.ribbon import ribbon_xml
from ribbon_lint import unknown_images

SCHEMA, CONTROLS = "JIXIAO_CUSTOMUI_XSD", "JIXIAO_MSO_CONTROLS"
needs_schema = pytest.mark.skipif(
    not os.environ.get(SCHEMA), reason=f"{SCHEMA} 没有指明微软的 customUI14.xsd（它不能随本项目分发）"
)
needs_controls = pytest.mark.skipif(not os.environ.get(CONTROLS), reason=f"{CONTROLS} 没有指明 Excel 控件名的清单")


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(Path(os.environ[SCHEMA]).read_text(encoding="utf-8"))


def problems(schema: xmlschema.XMLSchema, text: str) -> list[str]:
    return [f"{error.path}: {error.reason}" for error in schema.iter_errors(text)]


@needs_schema
def test_ribbon_is_valid(schema: xmlschema.XMLSchema) -> None:
    assert problems(schema, ribbon_xml(ACTIONS)) == []


@needs_schema
@pytest.mark.parametrize(
    ("old", "new"),
    [('size="large"', 'size="huge"'), ('id="jixiao_check"', 'id="jixiao_clear"'), ("<button ", "<knob ")],
)
def test_schema_finds_what_is_wrong(schema: xmlschema.XMLSchema, old: str, new: str) -> None:
    text = ribbon_xml(ACTIONS)
    assert old in text
    assert problems(schema, text.replace(old, new, 1))


@needs_controls
def test_every_picture_is_known() -> None:
    known = Path(os.environ[CONTROLS]).read_text(encoding="utf-8").split()
    assert unknown_images(ribbon_xml(ACTIONS), known) == []
    assert unknown_images('<button imageMso="NoSuchPicture"/>', known) == ["NoSuchPicture"]
