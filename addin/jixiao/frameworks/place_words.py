"""A mistake of a framework in the words of the form, for who did not write the framework.

``rates[3]（某项比率）.formula`` is for who did: see ``mistakes.place_of``.
"""

import re
from collections.abc import Mapping

from jixiao.frameworks.difference_words import OTHER, field_words
from jixiao.frameworks.mistakes import UNKNOWN_KEY, WRONG_WRITING, Location, Mistake, step_into
from jixiao.model.form import named

_LONGEST = 20
"""Characters of a name; it comes from anyone's file."""

_FOR_READERS = {UNKNOWN_KEY: "本程序不认识这一项", WRONG_WRITING: "写法不对"}

_CHOICE = re.compile('"[a-z_]+"（([^（）]+)）')
"""A key word and what it means: ``"up"（正向）``."""

_KEY = re.compile("（[a-z_]+）")
"""The key of what stands before it: ``分值（points）``."""

_LACKING = re.compile("缺少列 (?P<keys>[a-z_0-9、]+)$")
_ID = re.compile("(?<![a-z_0-9.])[a-z][a-z_0-9]*(?![a-z_0-9.])")


def mistake_in_words(mistake: Mistake, data: Mapping[str, object]) -> str:
    """``比率“某项比率”的公式：…``: where it is and what is wrong, without advice to the framework's author."""
    words = _CHOICE.sub(r"\1", _LACKING.sub(_lacking, _FOR_READERS.get(mistake.words, mistake.words)))
    names = {} if mistake.location[-1:] == ("id",) else _names(data)  # there the id itself is what is wrong
    words = _ID.sub(lambda id: names.get(id[0], id[0]), _KEY.sub("", words))
    return f"{place_in_words(mistake.location, data)}：{words}"


def place_in_words(location: Location, data: object) -> str:
    """The way to a place (from 0) through the tables and lists of a framework, from the last one that has a name."""
    words, last, part = "", "", "Framework"
    for step in location:
        data = step_into(data, step)
        name = _name(data) if isinstance(step, int) else ""
        if name:
            words = f"{last}{named(name)}"
        elif isinstance(step, int):
            words += f"第 {step + 1} 项"
        else:
            last = _key_words(part, step, data)
            words += f"{'的' if words else ''}{last}"
        part = ""
    return words or "整个文件"


def _lacking(columns: re.Match[str]) -> str:
    return f"缺少{'、'.join(named(field_words('', key)) for key in columns['keys'].split('、'))}列"


def _names(data: Mapping[str, object]) -> Mapping[str, str]:
    """The ids of base figures and rates, and what the form calls them."""
    lists = (data.get(key) for key in ("concepts", "rates"))
    entries = (entry for one in lists if isinstance(one, list) for entry in one if isinstance(entry, dict))
    return {str(entry.get("id")): named(name) for entry in entries if (name := _name(entry))}


def _key_words(part: str, key: str, data: object) -> str:
    """What a key is called; a column by its heading; a key without words of its own as it is written."""
    known = field_words(part, key)
    if known != OTHER:
        return known
    heading = data[0] if isinstance(data, list) and data else None
    return named(_short(heading if isinstance(heading, str) and not heading.isascii() else key))


def _name(entry: object) -> str:
    """The name of an entry of a list, "" where it has none."""
    found = (entry.get(key) for key in ("label", "name", "item", "title")) if isinstance(entry, dict) else ()
    return next((_short(name) for name in found if isinstance(name, str) and name.strip()), "")


def _short(text: str) -> str:
    """A text of anyone's in one line."""
    whole = "".join(sign if sign.isprintable() else " " for sign in text[:_LONGEST]).strip()
    return f"{whole}…" if len(text) > _LONGEST else whole
