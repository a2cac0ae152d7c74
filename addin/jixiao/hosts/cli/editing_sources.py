"""Templates of the project that are made from an editing workbook: its framework and source, written and compared."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from jixiao.frameworks.load import carried_text, installed_ids, load_framework
from jixiao.frameworks.plain import plain
from jixiao.frameworks.toml_text import framework_toml, toml_text
from jixiao.hosts.file import read_book
from jixiao.template.editing.compiling import Compiled, compile_book
from jixiao.template.editing.pages import pages
from jixiao.template.editing.write import write_book
from jixiao.template.finished import pack_info
from jixiao.template.source import load_source

_HEADING = "由编制工作簿 workbook_templates/sources/{name} 生成。要改的，改工作簿，再运行 jixiao template build。"


def write_sources(folder: Path) -> Iterator[Path]:
    """Write framework and source of each editing workbook below ``workbook_templates``, and the workbook anew.

    What was loaded before is forgotten.
    """
    for book in _books(folder):
        compiled = _compiled(book)
        for path, text in _texts(folder, book, compiled).items():
            path.write_text(text, encoding="utf-8")
            yield path
        book.write_bytes(_written(compiled))
    for known in (installed_ids, load_framework, carried_text, load_source):
        known.cache_clear()


def source_problems(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each editing workbook, and in which way it differs from what is committed beside it; "" where it does not."""
    for book in _books(folder):
        compiled = _compiled(book)
        different = [
            path.name
            for path, text in _texts(folder, book, compiled).items()
            if not path.is_file() or path.read_text(encoding="utf-8") != text
        ]
        if not different and pack_info(_written(compiled)) != pack_info(book.read_bytes()):
            different = ["重新写出的编制工作簿"]
        yield book, f"与 {'、'.join(different)} 不同" if different else ""


def _books(folder: Path) -> list[Path]:
    return sorted((folder / "sources").glob("*.xlsx"))


def _compiled(book: Path) -> Compiled:
    return compile_book(read_book(book, with_formulas=True), may_replace=True)


def _written(compiled: Compiled) -> bytes:
    return write_book(pages(compiled.framework, compiled.source))


def _texts(folder: Path, book: Path, compiled: Compiled) -> Mapping[Path, str]:
    """The files that a workbook gives, beside those that are written by hand."""
    heading = _HEADING.format(name=book.name)
    frameworks = folder.parent / "addin" / "jixiao" / "frameworks"
    return {
        frameworks / f"{compiled.framework.id}.toml": f"# {heading}\n{framework_toml(compiled.framework)}",
        folder / "sources" / f"{compiled.source.id}.toml": toml_text(plain(compiled.source), heading),
    }
