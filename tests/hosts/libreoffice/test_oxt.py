"""jixiao.oxt: the same bytes each time, and all that LibreOffice needs in it."""

import hashlib
import json
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

import jixiao
from jixiao.actions import ACTIONS, TITLE
from jixiao.hosts.addons_xcu import TOOLBAR
from jixiao.hosts.libreoffice.inside import buttons
from jixiao.hosts.libreoffice.oxt import IDENTIFIER, build_oxt, button_url

MANIFEST = "{http://openoffice.org/2001/manifest}"
OOR = "{http://openoffice.org/2001/registry}"
EXTENSION = "{http://openoffice.org/extensions/description/2006}"


@pytest.fixture
def members(tmp_path: Path) -> dict[str, bytes]:
    return unpacked(build_oxt(tmp_path / "jixiao.oxt"))


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_bytes_are_the_same_each_time(tmp_path: Path) -> None:
    built = [build_oxt(tmp_path / name) for name in ("a.oxt", "b.oxt")]
    assert len({hashlib.sha256(path.read_bytes()).hexdigest() for path in built}) == 1


def test_manifest_names_what_is_there(members: dict[str, bytes]) -> None:
    entries = ElementTree.fromstring(members["META-INF/manifest.xml"])
    named = {each.get(f"{MANIFEST}full-path") for each in entries}
    assert named == {"Accelerators.xcu", "Addons.xcu", "CalcWindowState.xcu", "jixiao_buttons.py"}
    assert named < set(members)


def test_description_has_the_version_and_the_name_to_remove_it_by(members: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(members["description.xml"])
    assert root.find(f"{EXTENSION}identifier").get("value") == IDENTIFIER
    assert root.find(f"{EXTENSION}version").get("value") == jixiao.__version__


def test_toolbar_of_the_menu_file_is_the_one_that_is_docked(members: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(members["CalcWindowState.xcu"])
    (toolbar,) = (node for node in root.iter("node") if "toolbar" in node.get(f"{OOR}name"))
    assert toolbar.get(f"{OOR}name") == f"private:resource/toolbar/addon_{TOOLBAR}"
    assert TITLE in {value.text for value in toolbar.iter("value")}


def test_each_action_has_an_address(members: dict[str, bytes]) -> None:
    text = members["Addons.xcu"].decode()
    for action in ACTIONS:
        assert f"<value>{button_url(action.name)}</value>" in text


def test_extension_brings_along_what_runs_inside_libreoffice(members: dict[str, bytes]) -> None:
    folder = Path(buttons.__file__).parent
    copies = {name.rpartition("/")[2]: data for name, data in members.items() if name.startswith("pythonpath/")}
    assert copies == {path.name: path.read_bytes() for path in folder.glob("*.py")}


def test_only_an_extension_for_this_computer_names_its_python(tmp_path: Path, members: dict[str, bytes]) -> None:
    assert "engine.json" not in members
    settings = json.loads(unpacked(build_oxt(tmp_path / "here.oxt", Path(sys.executable)))["engine.json"])
    assert settings == {"python": sys.executable, "folders": [str(Path(jixiao.__file__).parents[1])]}


def test_nothing_of_this_computer_is_in_the_extension_for_all(members: dict[str, bytes]) -> None:
    assert not any(
        str(Path.home()).encode() in data or str(Path(jixiao.__file__).parents[2]).encode() in data
        for data in members.values()
    )
