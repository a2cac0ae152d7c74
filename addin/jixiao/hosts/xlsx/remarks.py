"""What a reader of a workbook is told beside the findings: things in it that were not opened, sheets not seen."""

from collections.abc import Iterable, Iterator, Sequence

from jixiao.hosts.xlsx.cargo import Cargo, cargo_of
from jixiao.hosts.xlsx.refusal import shown

_SENTENCES = (
    (Cargo.MACROS, "工作簿带有宏（VBA），没有运行，原样保留。"),
    (Cargo.MACRO_SHEETS, "工作簿有 {count} 张旧式宏表，没有运行，原样保留。"),
    (Cargo.EXTERNAL_LINKS, "工作簿链接了 {count} 个外部文件，没有打开，也没有更新，用的是文件里存的数。"),
    (Cargo.OLE_OBJECTS, "工作簿里嵌有 {count} 个对象（OLE），没有打开，原样保留。"),
    (Cargo.CONNECTIONS, "工作簿设有数据连接，没有连接，用的是文件里存的数。"),
)
_SHOWN_SHEETS = 5


def remarks_on(
    members: Iterable[str], hidden_sheets: Sequence[str], empty_sheets: Sequence[str] = ()
) -> tuple[str, ...]:
    """One sentence for each thing to know of.

    ``hidden_sheets`` are those that the workbook's own template has not; ``empty_sheets`` are only listed.
    """
    return tuple(_remarks(members, hidden_sheets, empty_sheets))


def _remarks(members: Iterable[str], hidden: Sequence[str], empty: Sequence[str]) -> Iterator[str]:
    cargo = cargo_of(members)
    for kind, sentence in _SENTENCES:
        if cargo[kind]:
            yield sentence.format(count=cargo[kind])
    if empty:
        yield f"有只列了名称、没有内容的工作表（多为旧式宏表）：{_named(empty)}，没有读取，原样保留。"
    if hidden:
        yield f"有隐藏的工作表：{_named(hidden)}，一并读取。"


def _named(sheets: Sequence[str]) -> str:
    names = "、".join(shown(name) for name in sheets[:_SHOWN_SHEETS])
    return names + (f" 等 {len(sheets)} 张" if len(sheets) > _SHOWN_SHEETS else "")
