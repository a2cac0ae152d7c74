"""No string of bytes brings out anything but a clear refusal, and a refused file is as it was."""

import random
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from file_builders import MAIN, build, tiny_parts, worksheet

from jixiao.errors import JixiaoError
from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef

ROWS = (
    '<row r="1" spans="1:3"><c r="A1" s="1"><v>1.5</v></c><c r="B1" t="s"><v>0</v></c><c r="C1"><f>A1*2</f></c></row>'
    '<row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">A1+1</f><v>2</v></c></row>'
    '<row r="3"><c r="A3"><f t="shared" si="0"/></c><c r="B3"><f t="array" ref="B3:B4">A1:A2</f></c></row>'
)
PARTS = tiny_parts(
    worksheet(ROWS, '<dimension ref="A1:C3"/><cols><col min="1" max="2" style="1"/></cols>'),
    styles=f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs></styleSheet>',
    strings=f'<sst xmlns="{MAIN}"><si><t>甲_x000D_</t></si></sst>',
    chain=f'<calcChain xmlns="{MAIN}"><c r="C1" i="1"/></calcChain>',
)
EDITS = [
    Edit(CellRef("表", 1, 3), Decimal(1)),
    Edit(CellRef("表", 2, 1), "x"),
    Edit(CellRef("新表", 1, 1), True),
]


def try_both(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        read_book(path)
    except JixiaoError as refusal:
        assert "表.xlsx" in str(refusal)
    try:
        write_edits(path, EDITS)
    except JixiaoError:
        assert path.read_bytes() == data
    else:
        read_book(path)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("percent", range(0, 100, 5))
def test_truncated_files(tmp_path: Path, percent: int) -> None:
    data = build(tmp_path / "表.xlsx", PARTS).read_bytes()
    try_both(tmp_path / "表.xlsx", data[: len(data) * percent // 100])


def mutated(source: random.Random, data: bytes) -> bytes:
    """The bytes with a few changed, cut out or doubled."""
    changed = bytearray(data)
    for _ in range(source.randint(1, 4)):
        place = source.randrange(len(changed))
        match source.randrange(3):
            case 0:
                changed[place] = source.randrange(256)
            case 1:
                del changed[place : place + source.randint(1, 8)]
            case _:
                changed[place:place] = changed[place : place + source.randint(1, 30)]
    return bytes(changed)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("seed", range(4))
def test_files_with_changed_bytes(tmp_path: Path, method: int, seed: int) -> None:
    source = random.Random(seed)
    data = build(tmp_path / "表.xlsx", PARTS, method).read_bytes()
    for _ in range(40):
        try_both(tmp_path / "表.xlsx", mutated(source, data))


@pytest.mark.parametrize("seed", range(8))
def test_files_with_changed_parts(tmp_path: Path, seed: int) -> None:
    """The archive is sound here and its parts are not, which changed bytes of a packed file seldom reach."""
    source = random.Random(seed)
    for _ in range(40):
        parts = {name: text.encode() if isinstance(text, str) else text for name, text in PARTS.items()}
        name = source.choice(list(parts))
        parts[name] = mutated(source, parts[name])
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, content)
        try_both(tmp_path / "表.xlsx", file.getvalue())
