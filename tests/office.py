"""Real office programs for the tests: LibreOffice recalculates and prints, poppler makes pictures.

LibreOffice reads cached results from an .xlsx unless its profile tells it to calculate on load, so each call
here brings a fresh profile that says so. A profile of its own also lets several test workers run at once.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import openpyxl

RECALCULATE_ALWAYS = 0
XLSX_FILTER = "Calc MS Excel 2007 XML"
XLS_FILTER = "MS Excel 97"
PDF_FILTER = "calc_pdf_Export"
FIRST_PAGE = f'{PDF_FILTER}:{{"PageRange":{{"type":"string","value":"1"}}}}'

_PROFILE = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>{RECALCULATE_ALWAYS}</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse">
<value>{RECALCULATE_ALWAYS}</value></prop></item>
</oor:items>
"""


class OfficeError(RuntimeError):
    """LibreOffice or poppler is missing, failed, or took too long."""


def recalculate(paths: Sequence[Path], out: Path, seconds: float = 180) -> list[Path]:
    """The workbooks as LibreOffice calculates and saves them, under the same names in ``out``.

    One process converts all of them, since starting it takes longer than a conversion. Raises OfficeError.
    """
    return _convert(paths, out, "xlsx", XLSX_FILTER, seconds)


def render(path: Path, out: Path, dpi: int = 80, seconds: float = 180) -> list[Path]:
    """The workbook's printed pages as PNG files in ``out``, in page order. Raises OfficeError."""
    (pdf,) = _convert([path], out, "pdf", PDF_FILTER, seconds)
    pages = out / f"{pdf.stem}-page"
    _run([_program("pdftoppm"), "-r", str(dpi), "-png", str(pdf), str(pages)], seconds)
    made = sorted(out.glob(f"{pages.name}-*.png"))  # pdftoppm pads the numbers to one width
    if not made:
        raise OfficeError(f"pdftoppm made no page of {pdf.name}")
    return made


def save_as_xls(path: Path, out: Path, seconds: float = 180) -> Path:
    """The workbook as LibreOffice saves it in the old format, under its own name in ``out``. Raises OfficeError."""
    (saved,) = _convert([path], out, "xls", XLS_FILTER, seconds)
    return saved


def first_pages(paths: Sequence[Path], out: Path, dpi: int = 100, seconds: float = 180) -> list[list[bytes]]:
    """The first printed page of each workbook, as rows of grey pixels from top to bottom; 0 is black.

    One LibreOffice process prints all of them. Raises OfficeError.
    """
    return [_grey_page(pdf, dpi, seconds) for pdf in _convert(paths, out, "pdf", FIRST_PAGE, seconds)]


def _grey_page(pdf: Path, dpi: int, seconds: float) -> list[bytes]:
    made = pdf.with_suffix(".pgm")
    _run([_program("pdftoppm"), "-r", str(dpi), "-gray", "-singlefile", str(pdf), str(made.with_suffix(""))], seconds)
    head, pixels = made.read_bytes().split(b"\n255\n", 1)
    width = int(head.split()[1])
    return [pixels[start : start + width] for start in range(0, len(pixels), width)]


def formula_values(path: Path) -> dict[tuple[str, str], object]:
    """The results that the file keeps for its formula cells, by sheet name and A1 address."""
    formulas = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def _convert(paths: Sequence[Path], out: Path, suffix: str, export: str, seconds: float) -> list[Path]:
    """Converts all files in one LibreOffice process; results lie in ``out`` in the order of ``paths``."""
    targets = [out / f"{path.stem}.{suffix}" for path in paths]
    _refuse_clashes(paths, targets)
    out.mkdir(parents=True, exist_ok=True)
    for target in targets:
        target.unlink(missing_ok=True)  # else an older result would pass for this one
    with _profile() as profile:
        command = [
            _program("soffice"),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
        ]
        command += ["--convert-to", f"{suffix}:{export}", "--outdir", str(out), *map(str, paths)]
        said = _run(command, seconds)
    missing = [target.name for target in targets if not target.exists()]
    if missing:  # soffice ends with 0 all the same
        raise OfficeError(f"soffice made no {', '.join(missing)}: {said.strip()}")
    return targets


def _refuse_clashes(paths: Sequence[Path], targets: Sequence[Path]) -> None:
    """Stops two files of one name from overwriting each other, and a result its own source."""
    resolved = [target.resolve() for target in targets]
    if len(set(resolved)) < len(resolved):
        raise ValueError("two of the files have the same name")
    if set(resolved) & {path.resolve() for path in paths}:
        raise ValueError("the output folder is the folder of a source file")


@contextmanager
def _profile() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="soffice-profile-", ignore_cleanup_errors=True) as folder:
        settings = Path(folder, "user", "registrymodifications.xcu")
        settings.parent.mkdir()
        settings.write_text(_PROFILE, encoding="utf-8")
        yield Path(folder)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise OfficeError(f"{name} is not installed (apt-get: libreoffice-calc, poppler-utils)")
    return found


def _run(command: Sequence[str], seconds: float) -> str:
    """What the command said. It gets its own process group, so that a time-out also ends soffice.bin."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise OfficeError(f"{Path(command[0]).name} took longer than {seconds:g} s") from None
    if process.returncode:
        raise OfficeError(f"{Path(command[0]).name} ended with {process.returncode}: {said.strip()}")
    return said
