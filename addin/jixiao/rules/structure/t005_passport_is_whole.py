"""T005: the passport of a workbook of ours is whole."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.read.embedded_framework import looks_like_ours, missing_identity
from jixiao.read.runs import first_broken, read_runs
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief

_LONGEST_RUN = 30
"""Time and command of a line, as far as a message quotes them."""


@rule(
    code="T005",
    title="工作簿的内部记录完整",
    messages={
        "none": "工作簿像是由模板生成的，却没有隐藏表 _jixiao，模板的版本和改动无从核对。",
        "identity": "隐藏表 _jixiao 里缺少模板的身份（{missing}），可能被删改过。",
        "first": "隐藏表 _jixiao 的内容与第 1 条运行记录（{run}）对不上，可能有改动。",
        "line": "隐藏表 _jixiao 里第 {number} 条运行记录（{run}）与前一条接不上，可能有改动或删除。",
        "missing": "隐藏表 _jixiao 里的运行记录应有 {due} 条，现有 {number} 条，可能有删除。",
        "end": "隐藏表 _jixiao 里的运行记录末尾对不上（现有 {number} 条），可能有改动或删除。",
        "foreign": "隐藏表 _jixiao 里的运行记录读不出来，可能有改动。",
    },
    hint="请核对文件来源，必要时重新领取模板填写。这项记录只能看出改动，不是签名，不能证明是谁改的。",
    basis="每次计算、审核、清除标记、汇总记一条，与前一条相连",
)
def passport_is_whole(review: Review) -> Iterator[Outcome]:
    """The hidden sheet is there, it says which template the workbook is, and each run's line follows from the last."""
    book = review.book
    if not review.form.ours:
        if looks_like_ours(book):
            yield _finding(review, "none", {})
        return
    missing = missing_identity(book)
    if missing:  # the first run's line does not follow from what is left: no second finding
        yield _finding(review, "identity", {"missing": "、".join(missing)})
        return
    broken = first_broken(read_runs(book))
    if broken is not None:
        run = brief(f"{broken.run.time} {broken.run.command}".strip() or "读不出来", _LONGEST_RUN)
        values = {"number": str(broken.number), "run": run, "due": str(broken.due)}
        yield _finding(review, broken.fault.value, values)


def _finding(review: Review, variant: str, values: dict[str, str]) -> Finding:
    first = CellRef(next(iter(review.book.sheets)), 1, 1)
    return Finding("T005", Severity.WARNING, first, "内部记录", variant=variant, values=values)
