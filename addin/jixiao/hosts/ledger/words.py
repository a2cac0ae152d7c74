"""Words of the 台账: standings, verdicts, situations, and its times and scores as a person reads them."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.consolidate.follow_up.changes import Kind
from jixiao.consolidate.follow_up.reminders import Situation
from jixiao.consolidate.judging.acceptance import Standing, Verdict
from jixiao.consolidate.returns.submission import Amount

STANDINGS: Mapping[Standing | None, str] = {
    None: "未汇总",
    Standing.COUNTED: "计入",
    Standing.SUPERSEDED: "已被替换",
    Standing.COVERED: "含在汇总表",
    Standing.SET_ASIDE: "隔离",
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.OPEN: "未定",
    Verdict.ACCEPTED: "通过",
    Verdict.RETURNED: "退回",
    Verdict.EXPLAINED: "已说明",
}
SITUATIONS: Mapping[Situation, tuple[str, str]] = {
    Situation.MISSING: ("未报", "请报送自评工作簿"),
    Situation.RETURNED: ("退回未重报", "请按退回单改正后重新报送"),
    Situation.SET_ASIDE: ("没有计入", "请按说明处理后重新报送"),
}
"""What a unit's situation is called, and what is asked of it."""

KINDS: Mapping[Kind, str] = {
    Kind.NEW: "新报",
    Kind.RESUBMITTED: "重报",
    Kind.WITHDRAWN: "这次没有",
    Kind.COVERED: "改含在汇总表",
    Kind.SET_ASIDE: "新隔离",
}


EVENTS: Mapping[str, str] = {
    "received": "收到",
    "replaced": "换成了新的内容",
    "gone": "文件已不在",
    "scored": "复核得分",
    "score_withdrawn": "撤回复核得分",
    **{verdict.value: word for verdict, word in VERDICTS.items()},
}
TOTAL = "total"
"""The kind of a change that is one of the totals."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    "standing": {(standing.value if standing else ""): word for standing, word in STANDINGS.items()},
    "verdict": {verdict.value: word for verdict, word in VERDICTS.items()},
    "situation": {situation.value: words[0] for situation, words in SITUATIONS.items()},
    "kind": {kind.value: word for kind, word in KINDS.items()} | {TOTAL: "合计"},
    "what": EVENTS,
}


def in_words(row: Mapping[str, str]) -> dict[str, str]:
    """A row with words in the place of its codes, which JSON and CSV have."""
    return {key: _WORDS.get(key, {}).get(text, text) for key, text in row.items()}


def minute(time: str) -> str:
    """An ISO time as a person reads it, on this machine's clock; as it stands where it is none."""
    try:
        return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return time


def number(value: Amount | None) -> str:
    """A figure, "" where there is none."""
    return format_number(value) if isinstance(value, Decimal) else ""
