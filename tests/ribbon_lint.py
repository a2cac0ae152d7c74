"""What customUI14 asks of a ribbon, as far as ours goes: the elements in their places, attributes and their lengths.

Microsoft's schema is not ours to ship; where the Open XML SDK is installed, ``validator`` asks that too.
"""

import re
from collections.abc import Collection
from xml.etree import ElementTree

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
CHILDREN = {"customUI": ("ribbon",), "ribbon": ("tabs",), "tabs": ("tab",), "tab": ("group",), "group": ("button",)}
TEXT = r"(?s).{1,1024}"
ID = r"[A-Za-z_][\w.\-]{0,1023}"
ATTRIBUTES = {
    "tab": {"id": ID, "label": TEXT, "insertAfterMso": ID, "keytip": r"[A-Z0-9]{1,3}"},
    "group": {"id": ID, "label": TEXT},
    "button": {
        "id": ID,
        "tag": TEXT,
        "label": TEXT,
        "size": "normal|large",
        "imageMso": ID,
        "keytip": r"[A-Z0-9]{1,3}",
        "screentip": TEXT,
        "supertip": TEXT,
        "onAction": ID,
    },
}


def ribbon_problems(text: str) -> list[str]:
    """What is wrong, one line a problem; raises ParseError where the text is no XML."""
    root = ElementTree.fromstring(text.encode())
    problems = [] if _name(root) == "customUI" else [f"the root is {root.tag}"]
    for element in root.iter():
        problems += _element_problems(element)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    problems += [f"two elements have the id {id}" for id in sorted(set(ids)) if ids.count(id) > 1]
    for tab in root.iter(f"{{{NAMESPACE}}}tab"):
        tips = [button.get("keytip", "") for button in tab.iter() if _name(button) == "button"]
        problems += [f"two buttons have the keytip {tip}" for tip in sorted(set(tips)) if tips.count(tip) > 1]
        problems += [
            f"the keytip {tip} begins {other}, which can then not be typed"
            for tip in sorted(set(tips)) for other in sorted(set(tips)) if other != tip and other.startswith(tip)
        ]  # fmt: skip
    return problems


def unknown_images(text: str, known: Collection[str]) -> list[str]:
    """Names of built-in pictures that Office does not know: such a button has none."""
    used = {element.get("imageMso", "") for element in ElementTree.fromstring(text.encode()).iter()}
    return sorted(used - {"", *known})


def _element_problems(element: ElementTree.Element) -> list[str]:
    name, known = _name(element), ATTRIBUTES.get(_name(element), {})
    found = [f"{_name(child)} stands in {name}" for child in element if _name(child) not in CHILDREN.get(name, ())]
    found += [f"{name} has {each}" for each in element.attrib if each not in known]
    found += [f"{name} lacks {each}" for each in known if each not in element.attrib]
    wrong = (
        each for each, form in known.items() if each in element.attrib and not re.fullmatch(form, element.get(each))
    )
    return found + [f"{name} has {each}={element.get(each)!r}" for each in wrong]


def _name(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")
