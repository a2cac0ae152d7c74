"""The engine's side of a button in LibreOffice: a request → a reply."""

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from jixiao.actions import TITLE, action
from jixiao.errors import JixiaoError
from jixiao.hosts.folders import Returned, read_units, workbooks_in
from jixiao.hosts.history.captions import moment
from jixiao.hosts.libreoffice.content import book_of
from jixiao.hosts.libreoffice.inside.exchange import FORMAT, Reply, Request
from jixiao.hosts.libreoffice.planning import writes_of

OTHER_VERSION = (
    "LibreOffice 里的扩展与这台电脑上的 jixiao 版本不同，工作簿没有改动。"
    "请运行 jixiao addin install --libreoffice，然后重新启动 LibreOffice。"
)


def answer(request: Request) -> Reply:
    """What an action leads to; what stops the work comes as the reply's ``error``, one sentence."""
    try:
        return _reply(request)
    except JixiaoError as error:
        return {"error": str(error), "writes": [], "undo_title": "", "message": "", "left_out": [], "show": None}


def _reply(request: Request) -> Reply:
    if request["format"] != FORMAT:
        raise JixiaoError(OTHER_VERSION)
    chosen = action(request["action"])
    units = _units(request["folder"], request["url"]) if chosen.needs_units else Returned((), ())
    outcome = chosen.press(book_of(request["book"]), units.books, moment(datetime.now()))
    show = outcome.show
    return {
        "error": "",
        "writes": writes_of(outcome.edits),
        "undo_title": f"{TITLE}：{chosen.caption}",
        "message": outcome.message,
        "left_out": [*units.problems, *outcome.left_out],
        "show": None if show is None else (show.sheet, show.row, show.column),
    }


def _units(folder: str, url: str) -> Returned:
    """The workbooks in the folder, without the open one itself."""
    if not folder:
        raise JixiaoError("没有选文件夹，没有汇总。")
    own = Path(url2pathname(urlsplit(url).path)).resolve()
    return read_units(path for path in workbooks_in(Path(folder)) if path.resolve() != own)
