"""P004: where the target is a number, the actual value is one, too."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.model.targets import Quality, Quantity, YesNo
from jixiao.read.targets import scale_of
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.targets.target_rows import TargetRow, short, target_rows

_TIMES = ("time", "workday", "month")
_LONGEST = 16


@rule(
    code="P004",
    title="完成值是实际完成的数",
    messages={
        "": "{label}完成值填的是“{printed}”，只是一个界限，请填实际完成的数。",
        "copied": "{label}完成值与指标值一字不差（“{printed}”），请填实际完成的数。",
        "rough": "{label}完成值“{printed}”不是确数，请填实际完成的数。",
        "word": "{label}指标值是数（{target}），完成值填的是“{printed}”，请填实际完成的数。",
    },
    hint="请填实际完成的数，例如“103.5%”“2136人”；有佐证材料的，与材料一致。",
    basis="财预〔2020〕10号：实际完成值应与年度指标值对应，如实填写",
)
def actual_is_a_value(review: Review) -> Iterator[Outcome]:
    """Bounds (>100%), copies of the target, rough numbers and bare claims (达标) where a number was asked for."""
    for each in target_rows(review):
        variant = _variant(each)
        if variant is not None:
            yield _finding(each, variant)


def _variant(each: TargetRow) -> str | None:
    target, actual = each.target, each.actual
    if not isinstance(target, Quantity):
        return None
    if isinstance(actual, Quality | YesNo):
        return "word"
    if not isinstance(actual, Quantity) or not actual.is_bound or _is_within_time(actual):
        return None
    if each.actual_text == each.target_text:
        return "copied"
    return "" if actual.figure.comparator and actual.upper is None else "rough"


def _is_within_time(actual: Quantity) -> bool:
    """Whether all of it was done within a time: no single number says that better."""
    return actual.figure.comparator == "≤" and scale_of(actual.figure.unit).kind in _TIMES


def _finding(each: TargetRow, variant: str) -> Finding:
    severity = Severity.INFO if variant in ("rough", "word") else Severity.WARNING
    printed = short(each.actual_text, _LONGEST)
    group = f"{variant} {each.actual_text}" if variant == "" else ""
    return Finding("P004", severity, each.actual_at, each.label, printed, variant=variant,
                   values={"target": short(each.target_text, _LONGEST)}, group=group)  # fmt: skip
