"""The members of xlwings' and Excel's objects that the Excel host uses; run by itself, it lists them."""

import inspect

from jixiao.hosts.excel import com, protocol
from jixiao.hosts.excel.protection import OPTIONS

OF_XLWINGS = ("AppLike", "BooksLike", "BookLike", "SheetsLike", "SheetLike", "RangeLike", "NameLike")
OF_EXCEL = ("AppCom", "FileDialog", "BookCom", "SheetCom", "RangeCom")


def members(owner: object) -> list[str]:
    """The names that a protocol lists; to go through a collection counts as one."""
    found = (*inspect.get_annotations(owner), *vars(owner))
    return [name for name in found if not name.startswith("_") or name == "__iter__"]


def of_xlwings() -> dict[str, list[str]]:
    return {name.removesuffix("Like"): members(getattr(protocol, name)) for name in OF_XLWINGS}


def of_excel() -> dict[str, list[str]]:
    listed = {name.removesuffix("Com"): members(getattr(com, name)) for name in OF_EXCEL}
    return listed | {"Protection": list(OPTIONS)}


def report() -> str:
    """All of them, and how many."""
    lines = []
    for title, found in (("xlwings", of_xlwings()), ("Excel, behind api", of_excel())):
        lines.append(f"{title}: {sum(map(len, found.values()))}")
        lines += [f"  {owner} {len(names)}: {', '.join(names)}" for owner, names in found.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
