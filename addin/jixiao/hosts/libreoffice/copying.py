"""Copies of an open workbook.

LibreOffice's own .xlsx loses what it does not know (29 of 30 parts of an office's file come out changed). Where the
document's file still holds what the window shows, the copy is therefore that file with the action's edits spliced
in, byte for byte the same elsewhere. With unsaved changes LibreOffice saves it, as it would the workbook itself.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from jixiao.actions.action import Job, Task
from jixiao.errors import JixiaoError
from jixiao.hosts.file import write_edits
from jixiao.hosts.libreoffice.inside.exchange import JobContent
from jixiao.hosts.placing import place_file
from jixiao.hosts.reasons import reason_of
from jixiao.model.book import Edit

ITSELF = "“{path}”就是打开着的这个工作簿，请换一个文件夹或文件名。"


def job_content(job: Job, open_file: Path | None, original: Path | None, edits: Sequence[Edit]) -> JobContent:
    """A job as LibreOffice takes it; for a copy of the ``original`` (a saved .xlsx, if there is one), made beforehand.

    Raises JixiaoError where the workbook's own file would be overwritten.
    """
    if job.task in (Task.COPY, Task.PDF) and _is_same(job.path, open_file):
        raise JixiaoError(ITSELF.format(path=job.path))
    made = ""
    if job.task is Task.COPY and original is not None and original.suffix.lower() == ".xlsx":
        made = str(_made(original, edits))
    return {"task": job.task.value, "path": "" if job.path is None else str(job.path), "made": made}


def _is_same(path: Path | None, other: Path | None) -> bool:
    return path is not None and other is not None and path.resolve() == other.resolve()


def _made(original: Path, edits: Sequence[Edit]) -> Path:
    """A finished copy in a folder of its own; the one who places it removes it."""
    draft = Path(mkdtemp(prefix="jixiao-"), original.name)
    try:
        place_file(draft, original.read_bytes())
    except OSError as error:
        raise JixiaoError(f"读不到“{original}”（{reason_of(error)}），没有做副本。") from None
    write_edits(draft, edits)
    return draft
