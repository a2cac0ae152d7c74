"""One table of actions: Excel's ribbon, LibreOffice's menu and toolbar and the command line offer the same."""

import re
from itertools import groupby
from xml.etree import ElementTree

import pytest
from typer.main import get_command

from jixiao.actions import ACTIONS, TITLE, action
from jixiao.hosts.addons_xcu import KEYS, MENU, ON_TOOLBAR, START, TOOLBAR, accelerators_xcu, addons_xcu
from jixiao.hosts.cli.app import app
from jixiao.hosts.excel.addin.ribbon import NAMESPACE, ribbon_xml

OOR = "{http://openoffice.org/2001/registry}"
GROUPS = ["填报", "计算", "审核", "汇总", "输出", "帮助"]
"""In the order of work."""
BY_NAME = {each.name: each for each in ACTIONS}


def url(name: str) -> str:
    return f"service:jixiao?{name}&x=<1>"


def node(place: str) -> ElementTree.Element:
    """LibreOffice's menu or toolbar."""
    root = ElementTree.fromstring(addons_xcu(ACTIONS, url).encode())
    return next(each for each in root.iter("node") if each.get(f"{OOR}name") == place)


def entries(within: ElementTree.Element) -> list[dict[str, str]]:
    """What the entries say, in the order in which they are shown; lines between them are left out."""
    found = sorted(within.findall("node"), key=lambda each: each.get(f"{OOR}name"))
    values = [{prop.get(f"{OOR}name"): prop.findtext("value") for prop in each.findall("prop")} for each in found]
    return [each for each in values if each["URL"] != "private:separator"]


def test_ribbon_has_a_button_for_each_action() -> None:
    root = ElementTree.fromstring(ribbon_xml(ACTIONS).encode())
    buttons = list(root.iter(f"{{{NAMESPACE}}}button"))
    assert {button.get("tag"): button.get("label") for button in buttons} == {
        name: each.caption for name, each in BY_NAME.items()
    }
    assert all(button.get("supertip") == BY_NAME[button.get("tag")].screentip for button in buttons)
    assert [tab.get("label") for tab in root.iter(f"{{{NAMESPACE}}}tab")] == [TITLE]


def test_libreoffices_menu_has_a_submenu_for_each_group() -> None:
    (groups,) = node(MENU).findall("node")
    assert [each["Title"] for each in entries(groups)] == [
        group for group in GROUPS if group in {each.group for each in ACTIONS}
    ]
    found = [each for group in groups.findall("node") for each in entries(group.find("node"))]
    assert [(each["URL"], each["Title"]) for each in found] == [(url(each.name), each.caption) for each in ACTIONS]
    assert [START in each["Context"] for each in found] == [not each.needs_book for each in ACTIONS]


def test_libreoffices_toolbar_has_the_entries_pressed_most() -> None:
    shown = [each for each in ACTIONS if each.large or each.name in ON_TOOLBAR]
    assert [(each["URL"], each["Title"]) for each in entries(node(TOOLBAR))] == [
        (url(each.name), each.caption) for each in shown
    ]


def test_libreoffices_keys_press_actions() -> None:
    root = ElementTree.fromstring(accelerators_xcu(ACTIONS, url).encode())
    keys = {
        each.get(f"{OOR}name"): each.findtext("prop/value")
        for each in root.iter("node")
        if each.find("prop") is not None
    }
    assert keys == {key: url(name) for name, key in KEYS.items() if name in BY_NAME}


def test_groups_stand_in_the_order_of_work_with_two_large_buttons_at_most() -> None:
    root = ElementTree.fromstring(ribbon_xml(ACTIONS).encode())
    groups = list(root.iter(f"{{{NAMESPACE}}}group"))
    labels = [group.get("label") for group in groups]
    assert labels == [label for label in GROUPS if label in labels]
    assert all(sum(button.get("size") == "large" for button in group) <= 2 for group in groups)


def test_table_is_the_whole_job_in_the_order_of_work() -> None:
    assert [
        (group, [each.caption for each in found]) for group, found in groupby(ACTIONS, lambda each: each.group)
    ] == [
        ("填报", ["新建", "单位与年度", "带入上年"]),
        ("计算", ["重算", "元/万元换算"]),
        ("审核", ["审核本簿", "上一条", "下一条", "说明", "清除标记"]),
        ("汇总", ["汇总", "未报名单", "与上次相比", "退回单"]),
        ("输出", ["打印设置", "导出", "送审"]),
        ("帮助", ["规则目录", "本次依据", "诊断", "撤销"]),
    ]
    assert all(sum(each.large for each in ACTIONS if each.group == group) <= 2 for group in GROUPS)


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
