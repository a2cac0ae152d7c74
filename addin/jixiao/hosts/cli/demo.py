"""demo: the main job on published figures, example by example, with the same functions a user's files go through."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao import flow
from jixiao.errors import RefusedWrite
from jixiao.hosts.cli.demo_report import Checked, show_made
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.reasons import reason_of
from jixiao.hosts.roundup.rounding import Asked, round_up_sources
from jixiao.hosts.xlsx.save import Purpose
from jixiao.model.book import Edit
from jixiao.template.blueprint import Blueprint, evaluation_blueprint
from jixiao.template.build import save_workbook
from jixiao.template.example_entries import example_entries, listed_entries
from jixiao.template.examples import Example, ExampleBook, example_ids, load_example
from jixiao.template.source import load_source

UNITS = "单位"
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST_NAME = 60
"""Characters: a Chinese one takes three of the 255 bytes that a file name may have."""


@dataclass(frozen=True)
class _Work:
    """One example, the folder for its files and the plan of its workbooks."""

    example: Example
    folder: Path
    plan: Blueprint

    @property
    def blank(self) -> Path:
        """Where the empty workbook goes."""
        return self.folder / f"空白模板_{_file_name(self.plan.framework.title)}.xlsx"

    @property
    def summary(self) -> Path | None:
        """Where the 汇总表 goes; None where the department published none."""
        name = self.example.summary_file
        return self.folder / name if name and self.books("unit") else None

    def books(self, role: str) -> tuple[ExampleBook, ...]:
        """The published workbooks of the department or of its units."""
        return tuple(book for book in self.example.books if book.role == role)

    def path(self, book: ExampleBook) -> Path:
        """Where a published workbook goes."""
        return self.folder / UNITS / book.file if book.role == "unit" else self.folder / book.file


def run_demo(folder: Path) -> None:
    """Make every example in a folder of its own, check it and print what was made and found."""
    works = [_work(example, folder / name) for name, example in _named_examples()]
    for work in works:
        _make_room(work)
    show_made(folder, [(work.folder, work.plan.framework, _make(work)) for work in works])


def make_example(example: Example, folder: Path) -> None:
    """Make one example: the template, what is published filled in, computed, summed up, checked and marked."""
    work = _work(example, folder)
    _make_room(work)
    _make(work)


def _named_examples() -> Iterator[tuple[str, Example]]:
    """Each example with the name of its folder: year and department, and where it published several things, what."""
    examples = {id: load_example(id) for id in example_ids()}
    short = {id: f"{example.year}_{_file_name(example.department)}" for id, example in examples.items()}
    titled = {id: f"{name}_{_file_name(load_source(examples[id].template).title)}" for id, name in short.items()}
    named = {id: f"{name}_{id}" for id, name in titled.items()}
    for id, example in examples.items():
        yield (
            next((names[id] for names in (short, titled) if [*names.values()].count(names[id]) == 1), named[id]),
            example,
        )


def _file_name(text: str) -> str:
    """Text as part of a file name that every system takes."""
    return _NOT_IN_NAMES.sub("_", text)[:_LONGEST_NAME].strip(" .")


def _work(example: Example, folder: Path) -> _Work:
    return _Work(example, folder, evaluation_blueprint(example.template))


def _make_room(work: _Work) -> None:
    """Make the folders. Files of an earlier demo are taken away, others never."""
    books = [work.path(book) for book in work.example.books]
    with _writing(work.folder):
        for path in (work.blank, *books, *([work.summary] if work.summary else ())):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses inside into one sentence."""
    try:
        yield
    except OSError as error:
        raise RefusedWrite(
            f"{folder}：不能在这里写文件（{reason_of(error)}）。请换一个文件夹，或关闭已打开的示例文件。"
        ) from None


def _make(work: _Work) -> list[Checked]:
    """The files of an example, in the order they are told."""
    with _writing(work.folder):
        save_workbook(work.plan, work.blank)
    for book in work.example.books:
        _fill_in(work, book)
    _roll_up(work)
    made = [Checked(work.blank, "空白模板，发给单位填写")]
    made += [
        _check(work.path(book), f"{work.plan.framework.title}，照公开件填写", book.lost)
        for book in work.books("department")
    ]
    made += [
        _check(work.path(book), f"{work.plan.framework.title}，只填已公布的数", book.lost)
        for book in work.books("unit")
    ]
    if work.summary is not None:
        made.append(_check(work.summary, "汇总表，公开的数照公开件填写"))
    return made


def _fill_in(work: _Work, book: ExampleBook) -> None:
    """A workbook with the published figures typed in, then 计算."""
    path, plan = work.path(book), replace(work.plan, remarks=book.lost)
    with _writing(work.folder):
        save_workbook(plan, path, example_entries(plan.form, book, work.example.year))
    write_edits(path, flow.fill(read_book(path, only_form=True)))


def _roll_up(work: _Work) -> None:
    """汇总 into a file of its own and into the department's workbook, where units published theirs."""
    units = [work.path(book) for book in work.books("unit")]
    targets = [work.path(book) for book in work.books("department")] if units else []
    for target in (*([work.summary] if work.summary else ()), *targets):
        round_up_sources(Asked([*map(str, units)], target, work.example.template, command=None))
        review = flow.review_book(read_book(target))
        published = listed_entries(review.form, work.example, review.listed_names())
        write_edits(target, [Edit(at, value) for at, value in published.items()])


def _check(path: Path, purpose: str, lost: Sequence[str] = ()) -> Checked:
    review, report = flow.check(read_book(path))
    write_edits(path, flow.mark(review, report), purpose=Purpose.MARK)
    return Checked(path, purpose, review, report, len(lost))
