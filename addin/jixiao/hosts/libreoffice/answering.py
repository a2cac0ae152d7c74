"""The engine's side of a button in LibreOffice: a request → a reply."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit
from urllib.request import url2pathname

from jixiao.actions import TITLE, Press, action
from jixiao.errors import JixiaoError
from jixiao.hosts.desk.files import FileDesk
from jixiao.hosts.history.captions import moment
from jixiao.hosts.libreoffice.content import book_of
from jixiao.hosts.libreoffice.inside.exchange import FORMAT, FormContent, Reply, Request
from jixiao.hosts.libreoffice.planning import writes_of
from jixiao.model.cells import Area

OTHER_VERSION = (
    "LibreOffice 里的扩展与这台电脑上的 jixiao 版本不同，工作簿没有改动。"
    "请运行 jixiao addin install --libreoffice，然后重新启动 LibreOffice。"
)


_NOTHING: Reply = {
    "error": "", "form": None, "writes": [], "undo_title": "", "message": "", "told": [], "show": None, "jobs": [],
}  # fmt: skip


def answer(request: Request) -> Reply:
    """What an action asks or leads to; what stops the work comes as the reply's ``error``, one sentence."""
    try:
        return _reply(request)
    except JixiaoError as error:
        return {**_NOTHING, "error": str(error)}


def _reply(request: Request) -> Reply:
    if request["format"] != FORMAT:
        raise JixiaoError(OTHER_VERSION)
    chosen, press = action(request["action"]), _press(request)
    form = chosen.ask(press)
    if form is not None:
        return {**_NOTHING, "form": cast("FormContent", asdict(form))}
    outcome = chosen.press(press)
    show = outcome.show
    return {
        "error": "",
        "form": None,
        "writes": writes_of(outcome.edits),
        "undo_title": f"{TITLE}：{chosen.caption}",
        "message": outcome.message,
        "told": outcome.told,
        "show": None if show is None else (show.sheet, show.row, show.column),
        "jobs": [(job.task.value, "" if job.path is None else str(job.path)) for job in outcome.jobs],
    }


def _press(request: Request) -> Press:
    url, book, selected = request["url"], request["book"], request["selected"]
    return Press(
        FileDesk(),
        None if book is None else book_of(book),
        Path(url2pathname(urlsplit(url).path)) if url.startswith("file:") else None,
        None if selected is None else Area(*selected),
        request["answers"],
        moment(datetime.now()),
    )
