"""The tidy tables: which columns they have and what stands in them. Names stay as they are from version to version."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds. TEXT: codes too, never numbers. AMOUNT: an exact Decimal. COUNT: a whole number."""

    TEXT = "text"
    AMOUNT = "amount"
    COUNT = "count"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and what it says in Chinese."""

    name: str
    kind: Kind
    meaning: str


MISSING = "_missing"
"""Behind the name of an amount, the column that says why there is none."""


def _text(**meanings: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.TEXT, meaning) for name, meaning in meanings.items())


def _count(**meanings: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.COUNT, meaning) for name, meaning in meanings.items())


def _amount(**meanings: str) -> tuple[Column, ...]:
    found: list[Column] = []
    for name, meaning in meanings.items():
        found.append(Column(name, Kind.AMOUNT, meaning))
        found.append(Column(f"{name}{MISSING}", Kind.TEXT, f"{meaning}没有数时的原因"))
    return tuple(found)


KEYS = _text(file="文件名，各表凭它相连", unit="单位名称", project="项目名称")
ROLES = {"annual_budget": "全年预算数", "executed": "全年执行数", "self_score": "自评得分", "review_score": "复核得分"}

TABLES: Mapping[str, tuple[Column, ...]] = {
    "units": (
        *KEYS,
        *_text(
            code="单位代码，来自名单", department="主管部门，文件没写的按名单", year="年度", state="状态",
            content="里面是什么", money_unit="金额单位",
            stated_money_unit="文件上写的金额单位，与前者不同的已换算", grade="自评等级",
        ),
        *_amount(**ROLES),
        *_count(
            errors="错误条数，没有审核时为空", warnings="提示条数，没有审核时为空", notes="已说明和其他条数",
        ),
        *_text(
            framework="指标体系", framework_version="指标体系版本", template="模板", modified="最后保存时间",
            digest="文件的 SHA-256", place="汇总表里的行所在单元格", remarks="计入时的说明",
        ),
        Column("guessed", Kind.FLAG, "文件没有带指标体系，是按表头识别的"),
    ),
    "funds": (
        *KEYS,
        *_text(line="资金表的行", label="行的名称", group="按什么分：来源、结构、级次", role="栏：预算、到位、执行"),
        *_amount(amount="金额"),
        *_text(money_unit="金额单位", place="单元格"),
    ),
    "base_figures": (
        *KEYS,
        *_text(concept="基础数据的编号", label="名称"),
        Column("prior", Kind.FLAG, "上年数"),
        *_amount(figure="数"),
        *_text(measure="计量单位", place="单元格"),
    ),
    "indicators": (
        *KEYS,
        *_count(number="在自评表里的次序，从 1 起"),
        *_text(level1="一级指标", level2="二级指标", level3="三级指标"),
        *_amount(points="分值", score="得分"),
        *_text(target="年度指标值", actual="完成值", variance_note="偏差原因分析及改进措施", place="得分的单元格"),
    ),
    "findings": (
        *KEYS,
        *_text(
            rule="规则编号", severity="级别：error 错误，warning 提示，info 说明", place="单元格", label="什么数",
            message="问题", hint="怎么改", explanation="单位的说明",
        ),
    ),
    "not_counted": (
        *KEYS,
        *_text(
            standing="隔离、被替代还是已含在汇总表里", reason_code="原因的种类", reason="原因和处理办法",
            place="原因所在单元格", digest="文件的 SHA-256",
        ),
    ),
}  # fmt: skip
"""Table → its columns, in order."""
