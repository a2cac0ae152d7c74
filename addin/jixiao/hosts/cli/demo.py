"""demo: the main job on the published Donghu 2021 figures, with the same functions a user's files go through."""

import shutil
from pathlib import Path

from jixiao import flow
from jixiao.compute.review import Review
from jixiao.errors import RefusedWrite
from jixiao.hosts.cli.rounding_up import show_summary, write_roundup
from jixiao.hosts.cli.screen import show_report, table
from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Edit
from jixiao.model.findings import Severity
from jixiao.rules.catalogue import Report
from jixiao.template.build import Blueprint, evaluation_blueprint, save_workbook
from jixiao.template.examples import Example, ExampleBook, example_entries, load_example

EXAMPLE = "donghu_2021"
BLANK, UNITS = "空白模板_部门整体支出绩效自评.xlsx", "单位"


def run_demo(folder: Path) -> None:
    """Make the template, fill in what is published, compute, sum up, check and mark."""
    example = load_example(EXAMPLE)
    plan = evaluation_blueprint(example.template)
    made = _folders(folder, example)
    save_workbook(plan, folder / BLANK)
    paths = {book.file: _fill_in(plan, example, book, folder) for book in example.books}
    units = [paths[book.file] for book in example.books if book.role == "unit"]
    department = next(paths[book.file] for book in example.books if book.role == "department")
    summary = folder / example.summary_file
    _roll_up(example, units, summary)
    _roll_up(example, units, department)
    reports = {path: _check(path) for path in (department, *units, summary)}
    _show(folder, made, reports)
    show_summary(summary)
    for path, (_, report) in reports.items():
        show_report(str(path.relative_to(folder)), report)
    print(f"打开 {department} 看标记和“审核结果”。\n改正后再审核一次：jixiao check 文件 --mark")


def _folders(folder: Path, example: Example) -> dict[str, str]:
    """Make the folders; what each file to come is for. Files of an earlier demo are replaced, others never."""
    made = {BLANK: "发给单位填写的空白工作簿"}
    for book in example.books:
        kind = "部门整体自评，照公开表填写" if book.role == "department" else "单位自评，只填已公布的数"
        made[_name(book)] = kind
    made[example.summary_file] = "由单位工作簿汇总，复核得分照公开表填写"
    try:
        (folder / UNITS).mkdir(parents=True, exist_ok=True)
        for name in made:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise RefusedWrite(
            f"{folder}：不能在这里写文件（{error.strerror}）。请换一个文件夹，或关闭已打开的示例文件。"
        ) from None
    return made


def _name(book: ExampleBook) -> str:
    return f"{UNITS}/{book.file}" if book.role == "unit" else book.file


def _fill_in(plan: Blueprint, example: Example, book: ExampleBook, folder: Path) -> Path:
    """A blank workbook, then the published figures typed in, then 计算."""
    path = folder / _name(book)
    shutil.copyfile(folder / BLANK, path)
    entries = example_entries(plan.form, book, example.year)
    write_edits(path, [Edit(at, value) for at, value in entries.items()])
    write_edits(path, flow.fill(read_book(path)))
    return path


def _roll_up(example: Example, units: list[Path], target: Path) -> None:
    """汇总, then the department enters its review scores."""
    roundup = flow.units_of(read_book(path) for path in units)
    write_roundup(target, roundup, example.template)
    review = flow.review_book(read_book(target))
    summary = review.form.summary
    edits = []
    for row in range(summary.table.first, summary.table.last + 1) if summary else ():
        score = example.review_scores.get(review.text(summary.table.at("unit", row))) if summary else None
        at = summary.table.at("review_score", row) if summary else None
        if score is not None and at is not None:
            edits.append(Edit(at, score))
    write_edits(target, edits)


def _check(path: Path) -> tuple[Review, Report]:
    review, report = flow.check(read_book(path))
    write_edits(path, flow.mark(review, report))
    return review, report


def _show(folder: Path, made: dict[str, str], reports: dict[Path, tuple[Review, Report]]) -> None:
    counts = {str(path.relative_to(folder)).replace("\\", "/"): report for path, (_, report) in reports.items()}
    rows = []
    for name, purpose in made.items():
        report = counts.get(name)
        found = "—" if report is None else f"错误 {report.count(Severity.ERROR)}" if report.findings else "没有问题"
        rows.append((name, purpose, found))
    table(f"在 {folder} 里生成了：", ("文件", "用途", "审核"), rows)
