"""customUI14.xml: the tab that the add-in puts into Excel's ribbon, one group for each step of the work."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from jixiao.actions import TITLE, Action

CALLBACK = "Jixiao_Run"
"""The macro behind every button. All add-ins share one space of names, hence the prefix."""

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"

_DOCUMENT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<customUI xmlns="{namespace}">
  <ribbon>
    <tabs>
      <tab id="jixiao_tab" label="{title}" insertAfterMso="TabData" keytip="JX">
{groups}
      </tab>
    </tabs>
  </ribbon>
</customUI>
"""


def ribbon_xml(actions: Iterable[Action]) -> str:
    """The file's text; the groups stand in the order in which the actions first name them."""
    actions_by_group: dict[str, list[Action]] = {}
    for action in actions:
        actions_by_group.setdefault(action.group, []).append(action)
    groups = "\n".join(_group(label, members) for label, members in actions_by_group.items())
    return _DOCUMENT.format(namespace=NAMESPACE, title=TITLE, groups=groups)


def _group(label: str, actions: list[Action]) -> str:
    first, last = f'        <group id="jixiao_group_{actions[0].name}" label={quoteattr(label)}>', "        </group>"
    return "\n".join((first, *(_button(action) for action in actions), last))


def _button(action: Action) -> str:
    attributes = {
        "id": f"jixiao_{action.name}",
        "tag": action.name,
        "label": action.caption,
        "size": "large" if action.large else "normal",
        "imageMso": action.image,
        "keytip": action.keytip,
        "screentip": action.caption,
        "supertip": action.screentip,
        "onAction": CALLBACK,
    }
    return f"          <button {' '.join(f'{name}={quoteattr(value)}' for name, value in attributes.items())}/>"
