"""What a roundup came to, in the lines that a person reads beside the 汇总表."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from jixiao.consolidate.consolidation import Consolidation, Note, not_counted_line
from jixiao.consolidate.judging.acceptance import Judgement, Standing

MOST_LINES = 30
"""Lines of one kind that are told; the rest stands in the 汇总表 and the ledger."""
_MOST_NAMES = 5


def read_line(read: int, known: int) -> str:
    """How many files were read, and how many needed not."""
    unchanged = f"，{known} 个没有变化" if known else ""
    return f"读了 {read} 个文件{unchanged}。"


def gone_line(gone: Sequence[str]) -> str:
    """The files that the sources have no more, "" where there are none."""
    return f"上次有、这次没有的文件 {len(gone)} 个：{some(gone)}。" if gone else ""


def papers_line(papers: Sequence[str]) -> str:
    """The slips and lists of ours among the files, "" where there are none."""
    return f"其中 {len(papers)} 份是退回单、催报、名单等，不是报送件，没有读入：{some(papers)}。" if papers else ""


def note_lines(notes: Iterable[Note]) -> Iterator[str]:
    """What to know of what counts all the same; notes that say the same of several files are one line."""
    files: dict[str, list[str]] = {}
    for note in notes:
        files.setdefault(note.sentence, []).extend([note.file] if note.file else [])
    for said, named in files.items():
        count = f"（{len(named)} 份）" if len(named) > 1 else ""
        yield f"{said}{count}：{some(named)}。" if named else f"{said}。"


def problem_lines(consolidation: Consolidation) -> Iterator[str]:
    """What is not counted, what somebody must do something about first; then who has sent nothing."""
    aside = [judgement for judgement in consolidation.not_counted if judgement.standing is Standing.SET_ASIDE]
    others = [judgement for judgement in consolidation.not_counted if judgement.standing is not Standing.SET_ASIDE]
    yield from _lines([*aside, *others])
    if consolidation.missing:
        yield f"未报 {len(consolidation.missing)} 个：{some(unit.name for unit in consolidation.missing)}。"


def some(names: Iterable[str]) -> str:
    """The first of many names; how many there are is said before them."""
    names = [*names]
    return "、".join(names[:_MOST_NAMES]) + ("等" if len(names) > _MOST_NAMES else "")


def _lines(judgements: list[Judgement]) -> Iterator[str]:
    yield from map(not_counted_line, judgements[:MOST_LINES])
    rest = Counter(judgement.standing for judgement in judgements[MOST_LINES:])
    if rest:
        yield f"还有 {rest.total()} 份没有计入，见汇总表的《未计入》。"
