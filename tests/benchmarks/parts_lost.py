"""What is left of the parts of workbooks after `jixiao check --mark`, beside openpyxl and LibreOffice that save them.

    python tests/benchmarks/parts_lost.py

Runs on the whole corpus of tests/corpus and prints the table of the README. A part is lost where its name is gone,
identical where its inflated bytes are the same. openpyxl loads and saves (macros kept), LibreOffice opens and saves as
.xlsx, all files in one run of it. Where a program does not take a workbook (`jixiao` refuses to break a signature), the
workbook counts as not opened, and its parts do not count.
"""

import sys
import tempfile
import warnings
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import openpyxl

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.all_kinds import KINDS
from corpus.proof import clear, mark
from office import OfficeError, recalculate

Kept = Counter[str]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def compare(before: Path, after: Path | None) -> Kept | None:
    """How many parts are identical, changed, lost; None where the file was not taken."""
    if after is None:
        return None
    old, new = parts(before), parts(after)
    kinds = ("lost" if name not in new else "identical" if new[name] == old[name] else "changed" for name in old)
    return Counter(kinds)


def by_openpyxl(path: Path) -> Path | None:
    try:
        openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm").save(path)
    except Exception as error:
        print(f"openpyxl on {path.name}: {type(error).__name__} {error}", file=sys.stderr)
        return None
    return path


def by_libreoffice(paths: list[Path], out: Path) -> dict[Path, Path | None]:
    """The files as LibreOffice saves them; those that it does not open are missed by ``recalculate`` after the rest."""
    try:
        recalculate(paths, out, 600)
    except OfficeError as error:
        print(f"LibreOffice: {str(error).partition(':')[0]}", file=sys.stderr)
    saved = {path: out / f"{path.stem}.xlsx" for path in paths}
    return {path: target if target.exists() else None for path, target in saved.items()}


def row(name: str, after: Mapping[Path, Path | None]) -> str:
    counts = [compare(old, new) for old, new in after.items()]
    total = sum((count for count in counts if count is not None), Counter())
    figures = (total["lost"], total["changed"], total["identical"], counts.count(None))
    return f"| {name} | " + " | ".join(f"{figure:,}" for figure in figures) + " |"


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        before = [kind.made_in(folder / "before") for kind in KINDS]
        for other in ("jixiao", "openpyxl"):
            copytree(folder / "before", folder / other)
        print(f"{len(before)} workbooks, {sum(len(parts(path)) for path in before):,} parts\n")
        print("| after | parts lost | changed | identical | workbooks not opened |")
        print("|---|---|---|---|---|")
        copies = {path: folder / "jixiao" / path.name for path in before}
        ours = {old: new if mark(new) in (0, 1) else None for old, new in copies.items()}
        print(row("`jixiao check --mark`", ours))
        for path in filter(None, ours.values()):
            clear(path)
        print(row("the same, then `jixiao clear`", ours))
        print(row("openpyxl, load and save", {old: by_openpyxl(folder / "openpyxl" / old.name) for old in before}))
        print(row("LibreOffice, open and save", by_libreoffice(before, folder / "libreoffice")))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
