"""new, template build, template verify."""

from collections.abc import Sequence
from pathlib import Path

from jixiao import flow
from jixiao.errors import BrokenFramework, RefusedWrite
from jixiao.hosts.cli.editing_sources import source_problems, write_sources
from jixiao.hosts.cli.page import show
from jixiao.hosts.cli.screen import say
from jixiao.hosts.file import read_book
from jixiao.hosts.placing import EXISTS, place_new_file
from jixiao.hosts.suffixes import refuse_other_suffix
from jixiao.model.page import Paragraph
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.finished import pack_info
from jixiao.template.last_year.telling import told_sections
from jixiao.template.new_workbook import new_workbook
from jixiao.template.source import source_ids


def new_file(
    framework: str, output: Path, unit: str, department: str, year: int | None, last_year: Path | None = None
) -> None:
    """A workbook to send out, empty or with what it takes over from last year's. An existing file is never replaced.

    ``framework`` is the id of a framework or of a template.
    """
    if output.exists():
        raise RefusedWrite(EXISTS.format(path=output))
    refuse_other_suffix(output)
    last = None if last_year is None else flow.review_of_last_year(read_book(last_year, with_formulas=True))
    content, law, taken = new_workbook(framework, unit, department, year, last)
    place_new_file(output, content)
    print(f"已生成 {output}，可以发给单位填写。")
    if last is not None:
        for heading, sentences in told_sections(last, law, taken):
            _tell(heading, sentences)


def _tell(heading: str, sentences: Sequence[str]) -> None:
    show(Paragraph(heading, indent=0))
    for sentence in sentences:
        show(Paragraph(sentence, indent=2, name="· "))


def build_templates() -> None:
    """Rebuild every committed template from its sources, those of editing workbooks from these."""
    folder = _checkout()
    for path in write_sources(folder):
        say(f"已由编制工作簿生成 {path.parent.name}/{path.name}")
    for id in source_ids():
        path = folder / f"{id}.xlsx"
        path.write_bytes(build_workbook(evaluation_blueprint(id)))
        say(f"已重建 {path.name}")


def verify_templates() -> int:
    """0 where every committed template has the parts that its sources give, else 1."""
    wrong = 0
    for book, problem in source_problems(_checkout()):
        wrong += bool(problem)
        say(f"{book.name}：{problem + '，请运行 jixiao template build' if problem else '与指标体系和源文件一致'}")
    for id in source_ids():
        first, second = (build_workbook(evaluation_blueprint(id)) for _ in range(2))
        committed = _checkout() / f"{id}.xlsx"
        problem = _difference(pack_info(first), pack_info(second), "两次生成")
        if not committed.is_file():
            problem = "没有已生成的模板"
        problem = problem or _difference(pack_info(committed.read_bytes()), pack_info(first), "与源文件")
        wrong += bool(problem)
        say(f"{id}.xlsx：{problem + '，请运行 jixiao template build' if problem else '与源文件一致'}")
    return 1 if wrong else 0


def _difference(left: dict[str, bytes], right: dict[str, bytes], what: str) -> str:
    if list(left) != list(right):
        return f"{what}的部件名称或顺序不同"
    different = [name for name in left if left[name] != right[name]]
    return f"{what}的内容不同：{'、'.join(different)}" if different else ""


def _checkout() -> Path:
    """The folder whose built templates are committed: that of the checkout the command runs in."""
    folder = Path.cwd() / "workbook_templates"
    if not (folder / "sources").is_dir():
        raise BrokenFramework("这里没有 workbook_templates/sources 文件夹，请在源代码目录里运行。")
    return folder
