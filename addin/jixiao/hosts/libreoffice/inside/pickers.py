"""Picking a file or folder with LibreOffice's own dialogs, and paths as people type and paste them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .exchange import FieldContent

_OPENS, _SAVES = 0, 10
"""TemplateDescription FILEOPEN_SIMPLE and FILESAVE_AUTOEXTENSION; the latter asks before a file is replaced."""

_PICKED = 1
_ALL = "所有文件"
_FILTER = "可以选的文件（{patterns}）"


def pick(context: Any, field: FieldContent, at: str) -> str:  # noqa: ANN401 - LibreOffice's component context
    """The path that the user picks for a field, "" for none; the dialog begins at the path that stands there."""
    import uno

    is_folder = field["kind"] == "folder"
    service = "com.sun.star.ui.dialogs.FolderPicker" if is_folder else "com.sun.star.ui.dialogs.FilePicker"
    picker = context.getServiceManager().createInstanceWithContext(service, context)
    if not is_folder:
        picker.initialize((_SAVES if field["kind"] == "save_file" else _OPENS,))
        _offer(picker, field, at)
    picker.setTitle(field["caption"])
    start = _start(context, at, is_folder)
    if start:
        picker.setDisplayDirectory(start)
    if picker.execute() != _PICKED:
        return ""
    url = picker.getDirectory() if is_folder else picker.getSelectedFiles()[0]
    return str(uno.fileUrlToSystemPath(url))


def _offer(picker: Any, field: FieldContent, at: str) -> None:  # noqa: ANN401 - a LibreOffice object
    patterns = ";".join(f"*{suffix}" for suffix in field["suffixes"])
    if patterns:
        picker.appendFilter(_FILTER.format(patterns=patterns), patterns)
    else:
        picker.appendFilter(_ALL, "*.*")
    if field["kind"] == "save_file" and at:
        picker.setDefaultName(Path(at).name)


def _start(context: Any, at: str, is_folder: bool) -> str:  # noqa: ANN401 - LibreOffice's component context
    """The address of the folder to begin in."""
    import uno

    folder = (at if is_folder else str(Path(at).parent)) if at else ""
    return str(uno.systemPathToFileUrl(folder)) if _is_there(folder) else _usual_folder(context)


def _usual_folder(context: Any) -> str:  # noqa: ANN401 - LibreOffice's component context
    """The address of the open document's folder, else of the one where LibreOffice keeps documents."""
    services = context.getServiceManager()
    document = services.createInstanceWithContext("com.sun.star.frame.Desktop", context).getCurrentComponent()
    url = str(document.getURL()) if hasattr(document, "getURL") else ""
    if url.startswith("file:"):
        return url.rpartition("/")[0]
    return str(services.createInstanceWithContext("com.sun.star.util.PathSettings", context).Work)


def _is_there(path: str) -> bool:
    """Whether there is a file or folder of that path; what cannot be looked at is none."""
    try:
        return bool(path) and Path(path).is_absolute() and Path(path).exists()
    except (OSError, ValueError):
        return False


def whole_path(context: Any, text: str) -> str:  # noqa: ANN401 - LibreOffice's component context
    """A path as typed or pasted, from the root on: a mere name is one in the open document's folder.

    Windows puts quotes around a path that is copied; some programs write ``file://`` before it.
    """
    import uno

    path = text.strip().strip('"“”').strip()
    if path.startswith("file://"):
        return str(uno.fileUrlToSystemPath(path))
    if not path or Path(path).is_absolute():
        return path
    return str(Path(uno.fileUrlToSystemPath(_usual_folder(context)), path))
