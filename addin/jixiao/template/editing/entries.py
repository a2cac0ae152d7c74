"""One value from the cells of a row, or of a form."""

from collections.abc import Mapping

from jixiao.template.editing import cells, scoring
from jixiao.template.editing.draft import Draft, Placed, is_blank
from jixiao.template.editing.schema import Column
from jixiao.template.editing.tree import Path
from jixiao.template.editing.words import Words


def read_entry(draft: Draft, column: Column, path: Path, cells_of: Mapping[str, Placed], label: str) -> None:
    """One value of a row or a form; a scoring rule takes two cells of it."""
    if column.kind == "scoring":
        settings = next((each for each in cells_of if "参数" in each), "")
        _scoring(draft, (*path, *column.way), cells_of[label], cells_of.get(settings, cells_of[label]))
    elif column.kind != "settings":
        draft.read((*path, *column.way), column, cells_of[label])


def _scoring(draft: Draft, path: Path, rule: Placed, settings: Placed) -> None:
    draft.place(path, rule[0])
    if is_blank(rule[1]):
        if settings != rule and not is_blank(settings[1]):
            draft.fault(rule[0], "写了计分参数，没有选计分办法")
        return
    draft.later.append(lambda words: _read_scoring(draft, path, rule, settings, words))


def _read_scoring(draft: Draft, path: Path, rule: Placed, settings: Placed, words: Words) -> None:
    at = rule[0]
    try:
        name = scoring.read_rule(cells.text_of(rule[1], rule[1].value).strip())
        at = settings[0]
        text = "" if settings == rule or is_blank(settings[1]) else cells.text_of(settings[1], settings[1].value)
        draft.set(path, scoring.read_settings(name, text, words.formulas["rates"]), at)
        draft.place((*path, "rule"), rule[0])
    except ValueError as error:
        draft.fault(at, str(error))
