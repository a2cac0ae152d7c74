"""T004: the fixed texts of the template stand as they were built."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.read.passport import MOST_TEXTS, Stated
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.structure.fixed_texts import FixedTexts, fixed_texts

_SHOWN = 3
_MOST_PAIRS = 20_000
"""So many times a text of the sheet may be one of the built ones; the comparison takes time in proportion."""

_ALIKE, _MOST_COMPARED, _MOST_IN_ALL = 0.4, 50, 5_000
"""A text that shares so much with the one that is gone was made from it; so many are looked at, and in all."""


@rule(
    code="T004",
    title="固定文字没有改动",
    messages={
        "": "模板的固定文字“{expected}”被改成“{printed}”。",
        "gone": "模板的固定文字少了 {count} 处：{some}。",
        "sheet": "工作簿里没有“{expected}”这张表。",
    },
    hint="请改回原来的文字；是上级要求改的，请重新领取模板。",
    basis="模板的表头、指标名称和口径由主管部门统一发放，不得改动",
)
def labels_are_unchanged(review: Review) -> Iterator[Outcome]:
    """Compare the texts of each sheet with those that the workbook was built with, as its passport has them."""
    if not review.form.ours:
        return
    found = fixed_texts(review)
    if found is None:
        yield NotChecked("T004", "固定文字", "工作簿里没有可用的文字底稿（旧模板，或隐藏表 _jixiao 已损坏）")
        return
    without = {column.table for column in review.form.missing_columns}
    for name, texts in found.items():
        if without or not texts.built:  # T001 speaks of columns and tables that are gone
            continue
        if texts.stated is not None:
            yield from _changes(name, texts, texts.stated)
        else:
            first = CellRef(next(iter(review.book.sheets)), 1, 1)
            yield Finding("T004", Severity.WARNING, first, f"“{name}”", "", name, variant="sheet")


def _changes(name: str, texts: FixedTexts, stated: Sequence[Stated]) -> Iterator[Outcome]:
    built, known = texts.built, Counter(texts.built)
    if max(len(stated), len(built)) > MOST_TEXTS or sum(known[item.text] for item in stated) > _MOST_PAIRS:
        yield NotChecked("T004", "固定文字", f"《{name}》的文字太多")
        return
    if texts.moved or texts.stand:  # T001 speaks of those that moved
        return
    matcher = SequenceMatcher(None, built, [item.text for item in stated], autojunk=False)
    compared = 0
    gone: list[tuple[str, CellRef]] = []
    for tag, left, right, first, last in matcher.get_opcodes():
        if tag in ("equal", "insert"):
            continue
        instead = [item for item in stated[first:last] if item.text not in known]
        for text in built[left:right]:
            compared += min(len(instead), _MOST_COMPARED)
            now = _most_like(text, instead) if compared <= _MOST_IN_ALL else None
            if now is not None:
                instead.remove(now)
                yield Finding("T004", Severity.WARNING, now.at, f"“{text}”", now.text, text)
            else:
                gone.append((text, stated[min(first, len(stated) - 1)].at if stated else CellRef(name, 1, 1)))
    if gone:
        some = "、".join(f"“{text}”" for text, _ in gone[:_SHOWN]) + ("等" if len(gone) > _SHOWN else "")
        yield Finding("T004", Severity.WARNING, gone[0][1], "固定文字", variant="gone",
                      values={"count": str(len(gone)), "some": some})  # fmt: skip


def _most_like(text: str, instead: Sequence[Stated]) -> Stated | None:
    """Of the texts that stand there instead the one that resembles it, None where none does."""
    likeness = {item: SequenceMatcher(None, text, item.text).ratio() for item in instead[:_MOST_COMPARED]}
    best = max(likeness, key=lambda item: likeness[item], default=None)
    return best if best is not None and likeness[best] >= _ALIKE else None
