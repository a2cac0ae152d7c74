"""template edit, template build BOOK: an office's own 指标体系编制 workbook, out and in."""

import re
from collections.abc import Mapping
from pathlib import Path

from jixiao.errors import RefusedWrite
from jixiao.frameworks.load import load_framework, parse_framework
from jixiao.frameworks.plain import plain
from jixiao.frameworks.toml_text import framework_toml, toml_text
from jixiao.hosts.cli.page import show
from jixiao.hosts.cli.screen import say
from jixiao.hosts.file import read_book
from jixiao.hosts.reasons import reason_of
from jixiao.model.page import Paragraph
from jixiao.template.blueprint import blueprint_of
from jixiao.template.build import build_workbook
from jixiao.template.editing.compiling import Compiled, compile_book
from jixiao.template.editing.defaults import blank
from jixiao.template.editing.pages import pages, pages_of
from jixiao.template.editing.write import write_book
from jixiao.template.source import load_source, template_of

_EXISTS = "{path}：已有这个文件，没有覆盖。请换一个文件名；确实要换掉它，加上 --replace。"
_NOT_INSTALLED = (
    "这套体系写在模板里，收到模板的人不用另装：审核、计算、汇总都照它做，报告里注明“工作簿自带的指标体系”。"
    "模板用的版本是 {version}；改了体系，请同时改版本。两个 .toml 文件请与编制工作簿一起保存，装到程序里时要用。"
)


def edit_framework(id: str, output: Path, replace: bool) -> None:
    """Write the 指标体系编制 workbook of an installed framework, or a blank one where ``id`` is "".

    Raises BrokenFramework for an unknown id, RefusedWrite where the file is there already.
    """
    rows = pages(load_framework(id), load_source(template_of(id))) if id else pages_of(blank())
    _write({output: write_book(rows)}, replace)
    say(f"已生成 {output}：改好后运行 jixiao template build {output}，有填得不对的会逐格说明。")


def build_own(book: Path, output: Path | None, replace: bool) -> None:
    """Framework, source and template from an office's workbook; all or nothing.

    Raises BrokenFramework with every mistake at its cell, RefusedWrite where a file is there already.
    """
    compiled = compile_book(read_book(book, with_formulas=True))
    law = framework_toml(compiled.framework)
    template = build_workbook(blueprint_of(compiled.source, parse_framework(law, book.name), law))
    path = _template_path(compiled, book, output)
    files = {path: template, path.with_name(f"{path.stem}_指标体系.toml"): law.encode(),
             path.with_name(f"{path.stem}_模板.toml"): toml_text(plain(compiled.source)).encode()}  # fmt: skip
    _write(files, replace)
    for each in files:
        say(f"已生成 {each}")
    show(Paragraph(_NOT_INSTALLED.format(version=compiled.framework.version), indent=0))


def _template_path(compiled: Compiled, book: Path, output: Path | None) -> Path:
    if output is not None and output.suffix.lower() == ".xlsx":
        return output
    law = compiled.framework
    name = re.sub(r'[\\/:*?"<>|\s]+', "", f"{law.year}_{law.region}_{law.title}")[:80]
    return (book.parent if output is None else output) / f"{name}.xlsx"


def _write(files: Mapping[Path, bytes], replace: bool) -> None:
    for path in files:
        if path.exists() and not replace:
            raise RefusedWrite(_EXISTS.format(path=path))
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise RefusedWrite(f"{path}：写不进去（{reason_of(error)}）。请检查文件夹和写权限。") from None
