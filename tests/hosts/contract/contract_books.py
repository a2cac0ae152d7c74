"""The workbooks and folders that the cases begin with."""

import os
import random
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hosts.contract.contract_cases import BLANK, RANDOM, SUMMARY, Start
from jixiao import flow
from jixiao.hosts.file import read_book, write_edits
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.template.blueprint import Blueprint, evaluation_blueprint, summary_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import load_example
from random_entries import random_entries
from returns.figures import reported

NAME = "工作簿.xlsx"
UNITS, LATE_UNIT = ("甲单位", "乙单位"), "丙单位"
ROWS = 3
"""Of units, in a 汇总表 by itself."""

plan_of = cache(evaluation_blueprint)


@cache
def content_of(start: Start) -> bytes:
    """The bytes of the workbook."""
    if start.filling == SUMMARY:
        return build_workbook(summary_blueprint(start.template, ROWS))
    plan = plan_of(start.template)
    return build_workbook(plan, entries_of(plan, start))


def entries_of(plan: Blueprint, start: Start) -> Mapping[CellRef, Value]:
    """What an office has typed in."""
    if start.filling == BLANK:
        return {}
    if start.filling == RANDOM:
        return random_entries(plan, random.Random(start.template))
    example = load_example(start.filling)
    return example_entries(plan.form, example.books[0], example.year)


@cache
def surroundings(template: str, folder: Path) -> Mapping[str, str]:
    """What lies around a workbook, by the words of ``cases.toml``: made once for a template, the same for all hosts."""
    folder = folder / template
    units, more = folder / "收回", folder / "又收回"
    for unit in UNITS:
        _write(template, _figures(template, unit), units / f"{unit}.xlsx")
    _write(template, _badly_filled(template), units / "乱填.xlsx")
    (units / "坏.xlsx").write_bytes(b"PK")
    shutil.copytree(units, more)
    _write(template, _figures(template, LATE_UNIT), more / f"{LATE_UNIT}.xlsx")
    _write(template, _badly_filled(template), folder / "去年.xlsx")
    (folder / "名单.csv").write_text("\n".join(("单位名称", *UNITS, LATE_UNIT)), encoding="utf-8")
    paths = {"units": units, "more": more, "last_year": folder / "去年.xlsx", "names": folder / "名单.csv"}
    return {"framework": template, **{word: str(path) for word, path in paths.items()}}


def _figures(template: str, unit: str) -> Mapping[CellRef, Value]:
    """What a unit reports; figures that tie out, where the template is one that is summed up."""
    plan = plan_of(template)
    if plan.framework.summary_table is None:
        return random_entries(plan, random.Random(unit)) | {plan.form.fields["unit"]: unit}
    project = f"{unit}的项目" if "project" in plan.form.fields else ""
    return reported(plan, unit, unit, "某某局", project).entries


def _badly_filled(template: str) -> Mapping[CellRef, Value]:
    plan = plan_of(template)
    return random_entries(plan, random.Random(template)) | {plan.form.fields["unit"]: "乱填单位"}


def _write(template: str, entries: Mapping[CellRef, Value], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(build_workbook(plan_of(template), entries))
    write_edits(path, flow.fill(read_book(path)))
    os.utime(path, (1_700_000_000, 1_700_000_000))  # 收到时间 is told in lists


def answers_of(answers: Mapping[str, str], around: Mapping[str, str], here: Path) -> dict[str, str]:
    """The answers with this host's folder in them."""
    ledger = here / NAME
    if not (here / "工作簿.台账.db").exists():
        ledger = here / "新汇总表.xlsx"
    words = {**around, "here": str(here), "ledger": str(ledger)}
    return {key: text.format_map(words) for key, text in answers.items()}
