"""汇总 from sources to the file of the 汇总表: ``round_up_sources(asked)`` → ``Outcome``."""

from dataclasses import dataclass, replace
from pathlib import Path

from jixiao import flow
from jixiao.consolidate.consolidation import Consolidation
from jixiao.errors import BrokenFramework, JixiaoError
from jixiao.frameworks.load import load_framework
from jixiao.hosts.file import read_book
from jixiao.hosts.intake.progress import Listener, silent
from jixiao.hosts.ledger.scoring import write_review_scores
from jixiao.hosts.roundup.asked import Asked
from jixiao.hosts.roundup.summary_file import Written, typed_scores, write_summary
from jixiao.hosts.roundup.summing import SummedUp, summed_up
from jixiao.hosts.roundup.tracing_paths import locator
from jixiao.hosts.suffixes import refuse_other_suffix
from jixiao.model.framework import Framework
from jixiao.template.source import load_source, template_of

__all__ = ["Asked", "Outcome", "round_up_sources"]

NO_OUTPUT = "没有说明汇总表存在哪里，没有汇总。"


@dataclass(frozen=True)
class Outcome:
    """What a roundup came to. ``read`` files were read, ``known`` ones had not changed since the last run, ``gone``
    are the names of those that the sources have no more, ``papers`` slips and lists of ours that were left out.
    ``compared``: 复核重点 compares the units.
    """

    consolidation: Consolidation
    written: Written
    read: int
    known: int
    gone: tuple[str, ...] = ()
    compared: bool = True
    papers: tuple[str, ...] = ()


def round_up_sources(asked: Asked, progress: Listener = silent) -> Outcome:
    """Sum returned workbooks up into ``asked.output``. Raises JixiaoError; the 汇总表 is then as it was."""
    output = asked.output
    if output is None:
        raise JixiaoError(NO_OUTPUT)
    if not output.exists():
        refuse_other_suffix(output)
    asked.refuse_unknown_level()
    framework, scores = _framework_of(output, asked.template), typed_scores(output)
    with summed_up(asked, framework, scores, progress) as found:
        written = _write(asked, output, found)
    return Outcome(found.consolidation, written, found.read, found.known, found.gone,
                   not found.compared.too_many, found.papers)  # fmt: skip


def _framework_of(output: Path, template: str) -> Framework | None:
    """The framework of the 汇总表, where the file to be filled or the template asked for sets it."""
    if output.exists():
        review = flow.review_book(read_book(output, with_formulas=True))
        return review.framework if review.form.ours else None
    return load_framework(load_source(template).framework) if template else None


def _write(asked: Asked, output: Path, found: SummedUp) -> Written:
    """Write the 汇总表, then the 复核得分 that the ledger keeps."""
    in_place = asked.command if output.exists() else None
    written = write_summary(
        output,
        found.consolidation,
        found.compared.profiles,
        asked.template or _template_for(output, found.consolidation.framework),
        asked.command,
        locator(asked.sources, output),
    )
    scored = write_review_scores(found.ledger, output, in_place)
    return replace(written, remarks=(*written.remarks, *scored))


def _template_for(output: Path, framework: Framework) -> str:
    """The template of the units' framework. Raises JixiaoError where it came with the workbooks only."""
    if output.exists():
        return ""
    try:
        return template_of(framework.id)
    except BrokenFramework as error:
        raise JixiaoError(f"{error}请用 --template 指定汇总表的模板，或填入已有的汇总表。") from None
