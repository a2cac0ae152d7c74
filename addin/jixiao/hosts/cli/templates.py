"""new, template build, template verify."""

from decimal import Decimal
from pathlib import Path

from jixiao.errors import BrokenFramework, RefusedWrite
from jixiao.hosts.cli.screen import say
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.template.build import build_workbook, evaluation_blueprint, pack_info
from jixiao.template.source import source_ids


def new_workbook(template: str, output: Path, unit: str, department: str, year: int | None) -> None:
    """An empty workbook to send out. An existing file is never replaced."""
    plan = evaluation_blueprint(template)
    if output.exists():
        raise RefusedWrite(f"{output}：已有这个文件，没有覆盖。请换一个文件名，或先把它移走。")
    typed: dict[str, Value] = {
        "unit": unit,
        "department": department,
        "year": Decimal(year) if year else None,
    }
    entries: dict[CellRef, Value] = {plan.form.fields[id]: value for id, value in typed.items() if value}
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(build_workbook(plan, entries))
    except OSError as error:
        raise RefusedWrite(f"{output}：写不进去（{error.strerror}）。请检查文件夹和写权限。") from None
    say(f"已生成 {output}，可以发给单位填写。")


def build_templates() -> None:
    """Rebuild every committed template from its sources."""
    folder = _checkout()
    for id in source_ids():
        path = folder / f"{id}.xlsx"
        path.write_bytes(build_workbook(evaluation_blueprint(id)))
        say(f"已重建 {path.name}")


def verify_templates() -> int:
    """0 where every committed template has the parts that its sources give, else 1."""
    wrong = 0
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
