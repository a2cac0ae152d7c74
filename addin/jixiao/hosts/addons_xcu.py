"""LibreOffice's Addons.xcu: a menu with a submenu for each step of the work, and a toolbar; Accelerators.xcu: its keys.

A toolbar has no title here; CalcWindowState.xcu among the extension's sources gives it one, and its place.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from jixiao.actions import TITLE, Action

MENU, TOOLBAR = "jixiao.menu", "jixiao.toolbar"
CALC = "com.sun.star.sheet.SpreadsheetDocument"
START = "com.sun.star.frame.StartModule"
"""LibreOffice's window without a document: what needs no workbook can be pressed there."""

ON_TOOLBAR = ("previous", "next", "explain", "clear", "undo")
"""Pressed again and again, beside the large ones. With the wide buttons of some desktops, all the captions would not
fit into a window of 1600 pixels, and what does not fit is hidden; the menu has every action. The buttons have words
and no icons: an extension cannot use LibreOffice's own."""

KEYS = {"next": "N_MOD1_MOD2", "previous": "P_MOD1_MOD2"}
"""Ctrl+Alt+N and Ctrl+Alt+P: free in Calc, where F5 to F9 are taken."""

_ADDONS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    oor:name="Addons" oor:package="org.openoffice.Office">
  <node oor:name="AddonUI">
    <node oor:name="OfficeMenuBar">
{menu}
    </node>
    <node oor:name="OfficeToolBar">
{toolbar}
    </node>
  </node>
</oor:component-data>
"""

_ACCELERATORS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    oor:name="Accelerators" oor:package="org.openoffice.Office">
  <node oor:name="PrimaryKeys">
    <node oor:name="Modules">
      <node oor:name="{calc}">
{keys}
      </node>
    </node>
  </node>
</oor:component-data>
"""

_Url = Callable[[str], str]


def addons_xcu(actions: Iterable[Action], url: _Url) -> str:
    """Addons.xcu. ``url`` gives the address that runs the action of a name."""
    everything = tuple(actions)
    chosen = [action for action in everything if action.large or action.name in ON_TOOLBAR]
    return _ADDONS.format(menu=_menu(everything, url), toolbar=_node(TOOLBAR, _toolbar(chosen, url)))


def accelerators_xcu(actions: Iterable[Action], url: _Url) -> str:
    """Accelerators.xcu: the keys that press actions in Calc."""
    command = '<prop oor:name="Command"><value xml:lang="en-US">{url}</value></prop>'
    keys = [
        _node(KEYS[action.name], [command.format(url=escape(url(action.name)))])
        for action in actions
        if action.name in KEYS
    ]
    return _ACCELERATORS.format(calc=CALC, keys="\n".join(keys))


def _menu(actions: Sequence[Action], url: _Url) -> str:
    groups = [
        _node(
            _name(number),
            [
                _property("URL", f"private:group/{number}"),  # an entry without an address is not shown
                _property("Title", group),
                _property("Context", _context(not all(action.needs_book for action in members))),
                _node("Submenu", _entries(members, url)),
            ],
        )
        for number, (group, members) in enumerate(_by_group(actions), 1)
    ]
    return _node(
        MENU,
        [_property("Title", TITLE), _property("Context", _context(without_workbook=True)), _node("Submenu", groups)],
    )


def _by_group(actions: Sequence[Action]) -> list[tuple[str, list[Action]]]:
    return [(group, list(members)) for group, members in groupby(actions, key=lambda action: action.group)]


def _toolbar(actions: Sequence[Action], url: _Url) -> list[str]:
    """The entries, a line between those of two groups."""
    lines: list[str] = []
    for _, members in _by_group(actions):
        if lines:
            lines.append(_node(_name(len(lines) + 1), [_property("URL", "private:separator")]))
        lines += _entries(members, url, len(lines) + 1)
    return lines


def _entries(actions: Iterable[Action], url: _Url, first: int = 1) -> list[str]:
    return [_node(_name(number), _entry(action, url)) for number, action in enumerate(actions, first)]


def _entry(action: Action, url: _Url) -> list[str]:
    return [
        _property("URL", url(action.name)),
        _property("Title", action.caption),
        _property("Target", "_self"),
        _property("Context", _context(not action.needs_book)),
    ]


def _context(without_workbook: bool) -> str:
    """Where an entry is shown."""
    return f"{CALC},{START}" if without_workbook else CALC


def _name(number: int) -> str:
    """LibreOffice sorts entries by the length of their names, then by the names."""
    return f"m{number:02}"


def _node(name: str, inside: Iterable[str]) -> str:
    operation = "" if name == "Submenu" else ' oor:op="replace"'
    return "\n".join((f'<node oor:name="{name}"{operation}>', *inside, "</node>"))


def _property(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:type="xs:string"><value>{escape(value)}</value></prop>'
