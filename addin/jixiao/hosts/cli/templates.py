"""new, template build, template verify."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from jixiao import flow
from jixiao.compute.review import Review
from jixiao.consolidate.summary.units import has_evaluation
from jixiao.errors import BrokenFramework, RefusedWrite, UnknownWorkbook
from jixiao.frameworks.load import installed_ids, is_installed
from jixiao.hosts.cli.editing_sources import source_problems, write_sources
from jixiao.hosts.cli.page import show
from jixiao.hosts.cli.screen import say
from jixiao.hosts.cli.typeset import Paragraph
from jixiao.hosts.file import read_book
from jixiao.model.book import Value
from jixiao.model.framework import Framework
from jixiao.template.build import build_workbook, evaluation_blueprint, pack_info
from jixiao.template.last_year import Taken, carry_over
from jixiao.template.source import source_ids, template_of

_EXISTS = "{path}：已有这个文件，没有覆盖。请换一个文件名，或先把它移走。"


def new_workbook(
    framework: str, output: Path, unit: str, department: str, year: int | None, last_year: Path | None = None
) -> None:
    """A workbook to send out, empty or with what it takes over from last year's. An existing file is never replaced.

    ``framework`` is the id of a framework or of a template.
    """
    plan = evaluation_blueprint(template_of(framework) if framework in installed_ids() else framework)
    if output.exists():
        raise RefusedWrite(_EXISTS.format(path=output))
    typed: dict[str, Value] = {"unit": unit, "department": department, "year": Decimal(year) if year else None}
    given = {id: value for id, value in typed.items() if value}
    last = None if last_year is None else _review_of(last_year)
    taken = Taken() if last is None else carry_over(last, plan.form, plan.framework, year, given)
    entries = {**taken.entries, **{plan.form.fields[id]: value for id, value in given.items()}}
    _write_new(output, build_workbook(plan, entries))
    print(f"已生成 {output}，可以发给单位填写。")
    if last is not None:
        _show_taken(last, plan.framework, taken)


def _write_new(output: Path, content: bytes) -> None:
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise RefusedWrite(_EXISTS.format(path=output)) from None
    except OSError as error:
        raise RefusedWrite(f"{output}：写不进去（{error.strerror}）。请检查文件夹和写权限。") from None


def _review_of(path: Path) -> Review:
    """Last year's workbook as read and computed; UnknownWorkbook where it evaluates nothing."""
    review = flow.review_book(read_book(path, with_formulas=True))
    if not has_evaluation(review.form) and not review.form.tables:
        raise UnknownWorkbook(f"{path.name}：里面只有汇总表，没有自评数据，不能从它带入。请选单位去年的自评工作簿。")
    return review


def _show_taken(last: Review, framework: Framework, taken: Taken) -> None:
    """What was taken over from where, what was not, and what to look at, in sentences."""
    law = last.framework
    known = "" if is_installed(law) else f"，工作簿自带、本机没有装的指标体系 {law.id} {law.version}"
    _tell(f"从 {last.book.title}（{law.title}，{law.region}{known}）带入：", taken.taken or ("没有可以带入的内容。",))
    _tell("没有带入：", taken.left)
    region = f"去年的工作簿属于{law.region}，新工作簿属于{framework.region}，带入的内容请逐项核对。"
    _tell("请核对：", ((region,) if law.region != framework.region else ()) + taken.look_at)


def _tell(heading: str, sentences: Sequence[str]) -> None:
    if sentences:
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
