"""What a reader of a workbook is told beside the findings: things in it that were not opened, sheets not seen."""

from collections.abc import Iterable, Iterator

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


def remarks_on(members: Iterable[str], hidden_sheets: Iterable[str]) -> tuple[str, ...]:
    """One sentence for each thing to know of; ``hidden_sheets`` are those that the workbook's own template has not."""
    return tuple(_remarks(members, list(hidden_sheets)))


def _remarks(members: Iterable[str], hidden: list[str]) -> Iterator[str]:
    cargo = cargo_of(members)
    for kind, sentence in _SENTENCES:
        if cargo[kind]:
            yield sentence.format(count=cargo[kind])
    if hidden:
        names = "、".join(shown(name) for name in hidden[:_SHOWN_SHEETS])
        more = f" 等 {len(hidden)} 张" if len(hidden) > _SHOWN_SHEETS else ""
        yield f"有隐藏的工作表：{names}{more}，一并读取。"
