"""Texts of cells: not longer than a cell holds, no character that no cell can hold."""

from collections.abc import Sequence

from jixiao.hosts.xlsx.lint.fault import Kind, Scope
from jixiao.hosts.xlsx.shared_strings import read_shared_strings
from jixiao.model.findings import Severity

LONG_TEXT = Kind("X701", Severity.ERROR, "文字超过 32,767 个字符", advice="请把文字缩短或分到几格")
NUL = Kind("X702", Severity.INFO, "文字里有空字符（_x0000_）", "Excel 可能显示不出后面的字", "请重新输入这格文字")

LONGEST = 32_767  # UTF-16 units


def check_text(text: str, at: str, scope: Scope) -> None:
    """Note what is wrong with the text of a cell, decoded."""
    if len(text) * 2 > LONGEST and len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
        scope.note(LONG_TEXT, at)
    if "\0" in text:
        scope.note(NUL, at)


def check_shared_strings(data: bytes, scope: Scope) -> Sequence[str]:
    """The shared strings; raises Refusal where the part is damaged."""
    strings = read_shared_strings(data, scope.part)
    for number, text in enumerate(strings):
        if len(text) * 2 > LONGEST or "\0" in text:
            check_text(text, f"第 {number + 1} 条", scope)
    return strings
