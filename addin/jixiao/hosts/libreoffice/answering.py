"""The engine's side of a button in LibreOffice: a request → a reply."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit
from urllib.request import url2pathname

from jixiao.actions import TITLE, Action, Outcome, Press, action
from jixiao.errors import JixiaoError
from jixiao.hosts.desk.files import FileDesk
from jixiao.hosts.history.captions import moment
from jixiao.hosts.libreoffice.content import book_of
from jixiao.hosts.libreoffice.copying import job_content
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


def _unheard(text: str) -> None:
    """Nobody listens."""


def answer(request: Request, say: Callable[[str], None] = _unheard) -> Reply:
    """What an action asks or leads to; what stops the work comes as the reply's ``error``, one sentence.

    ``say`` hears how far the work is and raises Stopped where it is to stop.
    """
    try:
        return _reply(request, say)
    except JixiaoError as error:
        return {**_NOTHING, "error": str(error)}


def _reply(request: Request, say: Callable[[str], None]) -> Reply:
    if request["format"] != FORMAT:
        raise JixiaoError(OTHER_VERSION)
    chosen = action(request["action"])
    if chosen.needs_book and request["book"] is None:
        raise JixiaoError(request["unread"])
    press = _press(request, lambda text: say(f"{chosen.caption}… {text}"))
    form = chosen.ask(press)
    if form is not None:
        return {**_NOTHING, "form": cast("FormContent", asdict(form))}
    return _result(chosen, press, chosen.press(press), request["is_saved"])


def _result(chosen: Action, press: Press, outcome: Outcome, is_saved: bool) -> Reply:
    show, original = outcome.show, press.path if is_saved else None
    return {
        "error": "",
        "form": None,
        "writes": writes_of(outcome.edits),
        "undo_title": f"{TITLE}：{chosen.caption}",
        "message": outcome.message,
        "told": outcome.told,
        "show": None if show is None else (show.sheet, show.row, show.column),
        "jobs": [job_content(job, press.path, original, outcome.edits) for job in outcome.jobs],
    }


def _press(request: Request, say: Callable[[str], None]) -> Press:
    book, selected = request["book"], request["selected"]
    return Press(
        FileDesk(say),
        None if book is None else book_of(book),
        _path(request["url"]),
        None if selected is None else Area(*selected),
        request["answers"],
        moment(datetime.now()),
    )


def _path(url: str) -> Path | None:
    """Where a document's file is; None while it was never saved, or on a server that is no folder."""
    place = urlsplit(url)
    if place.scheme != "file":
        return None
    return Path(url2pathname(f"//{place.netloc}{place.path}" if place.netloc else place.path))
