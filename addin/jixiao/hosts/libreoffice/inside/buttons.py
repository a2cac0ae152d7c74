"""What a menu entry or toolbar button does: ask the engine, write its answer into the document, show it."""

from __future__ import annotations

import traceback
from functools import partial
from typing import TYPE_CHECKING, Any

from . import engine, forms, jobs, reading, view
from .exchange import FORMAT, Refusal, Stopped
from .working import TITLE, present, working
from .writing import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from .exchange import BookContent, FormContent, JobContent, Reply, Request
    from .protocol import DocumentLike
    from .working import Work

    Ask = Callable[[Request], Reply]
    Show = Callable[[FormContent], "dict[str, str] | None"]
    Do = Callable[["DocumentLike | None", JobContent], str]

_CALC = "com.sun.star.sheet.SpreadsheetDocument"
BROKEN = "没有做完，可能只写了一部分；可用“编辑 → 撤销”退回。请把下面的内容发给维护人员。\n\n{detail}"
STAYS = "工作簿里刚写入的内容，可点“撤销”退回。"
CHANGED = "计算的时候工作簿有了改动，为免写错没有写入。请再点一次。"


def press(
    document: DocumentLike | None,
    action: str,
    ask: Ask,
    show: Show = lambda form: None,
    do: Do = lambda document, job: "",
) -> Reply | None:
    """Run an action on an open document. ``ask`` puts a request to the engine, ``show`` a form to the user.

    ``do`` does the jobs that follow; what it has to say takes the place of the reply's message. None where the user
    cancels. Raises Refusal, one sentence, where the work cannot be done; the document is then as it was.
    """
    request = _request(document, action)
    reply = ask(request)
    while not reply["error"] and reply["form"] is not None:
        given = show(reply["form"])
        if given is None:
            return None
        request["answers"].update(given)
        reply = ask(request)
    if reply["error"]:
        raise Refusal(reply["error"])
    try:
        if document is not None:
            _write(document, request, reply)
        said = _done(document, reply, do)
    finally:
        jobs.discard_made(reply["jobs"])
    return {**reply, "message": "".join(said) or reply["message"]}


def _done(document: DocumentLike | None, reply: Reply, do: Do) -> list[str]:
    """Do the jobs; where one fails, what was written before stays."""
    try:
        return [do(document, job) for job in reply["jobs"]]
    except Refusal as refusal:
        raise Refusal(f"{refusal}{STAYS if reply['writes'] else ''}") from None


def _request(document: DocumentLike | None, action: str) -> Request:
    book, unread = _content(document)
    return {
        "format": FORMAT,
        "action": action,
        "answers": {},
        "url": "" if document is None else document.getURL(),
        "book": book,
        "unread": unread,
        "is_saved": document is not None and not document.isModified(),
        "selected": None if document is None else view.selected(document),
    }


def _content(document: DocumentLike | None) -> tuple[BookContent | None, str]:
    """The document, or why there is none; some actions need none."""
    try:
        return (None, jobs.NO_WORKBOOK) if document is None else (reading.take(document), "")
    except Refusal as refusal:
        return None, str(refusal)


def _write(document: DocumentLike, request: Request, reply: Reply) -> None:
    if reply["writes"]:
        if not _is_as_read(document, request):
            raise Refusal(CHANGED)
        write(document, reply["writes"], reply["undo_title"])
    if reply["show"] is not None:
        view.show(document, *reply["show"])


def _is_as_read(document: DocumentLike, request: Request) -> bool:
    """Whether the cells stand where and as the engine saw them: the window was alive meanwhile.

    Results are not compared, since some formulas change with the clock.
    """
    book = request["book"]
    return book is not None and reading.typed(document) == [
        (sheet["name"], sheet["top"], sheet["left"], sheet["formulas"]) for sheet in book["sheets"]
    ]


def run(context: Any, action: str) -> None:  # noqa: ANN401 - LibreOffice's component context
    """What a button calls, with the name of its action."""
    at_work = present()
    if at_work is not None:
        at_work.refuse_another()
        return
    try:
        _run(context, action)
    except Refusal as refusal:
        _complain(context, str(refusal))
    except Exception:  # LibreOffice would drop it without a word
        _complain(context, BROKEN.format(detail=traceback.format_exc()[-1000:]))


def _run(context: Any, action: str) -> None:  # noqa: ANN401 - LibreOffice's component context
    frame = _front(context)
    document = _workbook(frame)
    _end_typing(context, frame)
    reply = None
    with working(context, frame) as work:
        try:
            reply = _pressed(context, document, action, work)
            work.say(f"{TITLE}：{reply['message']}" if reply and reply["message"] else "")
        except Stopped as stopped:
            work.say(f"{TITLE}：{stopped}")
    if reply and reply["told"]:
        forms.tell(context, TITLE, reply["told"])


def _pressed(context: Any, document: Any, action: str, work: Work) -> Reply | None:  # noqa: ANN401
    """The press with a window around it."""

    def show(form: FormContent) -> dict[str, str] | None:
        """Ask in a dialog; meanwhile it is the user who takes the time."""
        with work.users_turn(form["title"]):
            return forms.ask(context, form)

    ask = partial(engine.ask, settings=engine.settings_file(), is_stopped=work.is_stopped)
    return press(document, action, ask, show, partial(jobs.do, context))


def _front(context: Any) -> Any:  # noqa: ANN401 - LibreOffice objects
    """The window in front; just after another one was closed, LibreOffice names none."""
    desktop = _service(context, "com.sun.star.frame.Desktop")
    return desktop.getCurrentFrame() or desktop.getFrames().getByIndex(0)


def _workbook(frame: Any) -> Any:  # noqa: ANN401 - LibreOffice objects
    """The document in a window, None where it is no workbook."""
    controller = frame.getController()
    document = controller.getModel() if controller is not None else None
    return document if document is not None and document.supportsService(_CALC) else None


def _end_typing(context: Any, frame: Any) -> None:  # noqa: ANN401 - LibreOffice objects
    """Take in what stands half typed in a cell; a button does not do that by itself."""
    _service(context, "com.sun.star.frame.DispatchHelper").executeDispatch(frame, ".uno:AcceptFormula", "", 0, ())


def _complain(context: Any, text: str) -> None:  # noqa: ANN401 - LibreOffice's component context
    import uno

    window = _front(context).getContainerWindow()
    box_type, only_ok = uno.Enum("com.sun.star.awt.MessageBoxType", "ERRORBOX"), 1
    box = window.getToolkit().createMessageBox(window, box_type, only_ok, TITLE, text)
    box.execute()
    box.dispose()


def _service(context: Any, name: str) -> Any:  # noqa: ANN401 - LibreOffice objects
    return context.getServiceManager().createInstanceWithContext(name, context)
