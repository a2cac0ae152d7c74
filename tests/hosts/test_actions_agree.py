"""One table of actions: Excel's ribbon, LibreOffice's menu and toolbar and the command line offer the same."""

import re
from xml.etree import ElementTree

import pytest
from typer.main import get_command

from jixiao.actions import ACTIONS, TITLE, action
from jixiao.hosts.addons_xcu import MENU, TOOLBAR, addons_xcu
from jixiao.hosts.cli.app import app
from jixiao.hosts.excel.addin.ribbon import NAMESPACE, ribbon_xml

OOR = "{http://openoffice.org/2001/registry}"
GROUPS = ["填报", "计算", "审核", "汇总", "输出", "帮助"]
"""In the order of work."""
BY_NAME = {each.name: each for each in ACTIONS}


def entries(place: str) -> list[tuple[str, str]]:
    """Address and title of each entry in LibreOffice's menu or toolbar, in the order in which they are shown."""
    root = ElementTree.fromstring(addons_xcu(ACTIONS, lambda name: f"service:jixiao?{name}&x=<1>").encode())
    (node,) = (each for each in root.iter("node") if each.get(f"{OOR}name") == place)
    found = sorted((each for each in node.iter("node")), key=lambda each: each.get(f"{OOR}name"))
    values = [{prop.get(f"{OOR}name"): prop.findtext("value") for prop in each.findall("prop")} for each in found]
    return [(each["URL"], each["Title"]) for each in values if "URL" in each]


def test_ribbon_has_a_button_for_each_action() -> None:
    root = ElementTree.fromstring(ribbon_xml(ACTIONS).encode())
    buttons = list(root.iter(f"{{{NAMESPACE}}}button"))
    assert {button.get("tag"): button.get("label") for button in buttons} == {
        name: each.caption for name, each in BY_NAME.items()
    }
    assert all(button.get("supertip") == BY_NAME[button.get("tag")].screentip for button in buttons)
    assert [tab.get("label") for tab in root.iter(f"{{{NAMESPACE}}}tab")] == [TITLE]


@pytest.mark.parametrize("place", [MENU, TOOLBAR])
def test_libreoffice_has_an_entry_for_each_action(place: str) -> None:
    assert entries(place) == [(f"service:jixiao?{each.name}&x=<1>", each.caption) for each in ACTIONS]


def test_commands_of_actions_are_there() -> None:
    commands = get_command(app).commands
    for each in ACTIONS:
        assert not each.command or each.command in commands


def test_names_are_those_of_python_and_differ() -> None:
    assert len(BY_NAME) == len({each.keytip for each in ACTIONS}) == len(ACTIONS)
    assert all(re.fullmatch("[a-z]+", name) for name in BY_NAME)
    assert all(action(name) is each for name, each in BY_NAME.items())


@pytest.mark.parametrize("each", ACTIONS, ids=lambda each: each.name)
def test_words_are_short_and_say_what_changes(each: object) -> None:
    assert 2 <= len(each.caption) <= 6
    assert each.group in GROUPS
    assert "不改" in each.screentip or "改" in each.screentip
    assert each.progress == f"绩效自评：{each.caption}…"
