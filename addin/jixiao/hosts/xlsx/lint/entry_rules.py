"""Rules over cells: data validations and conditional formats."""

import re
from collections.abc import Mapping

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.lint.fault import Kind, Scope
from jixiao.hosts.xlsx.lint.places import bad_areas
from jixiao.hosts.xlsx.lint.surroundings import Surroundings
from jixiao.hosts.xlsx.markup import Attributes, Tag
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.model.findings import Severity

_REDO = "请重新设置这处数据有效性"
_REFORMAT = "请重新设置这处条件格式"
LONG_LIST = Kind("X411", Severity.ERROR, "下拉选项直接写出的超过 255 个字符", advice="请把选项放到单元格里再引用")
LONG_PROMPT = Kind("X412", Severity.ERROR, "数据有效性的{what}超过 {limit} 个字符", advice=_REDO)
BAD_VALIDATED = Kind("X413", Severity.ERROR, "数据有效性的区域不对（{area}）", advice=_REDO)
BAD_FORMATTED = Kind("X414", Severity.ERROR, "条件格式的区域不对（{area}）", advice=_REFORMAT)
NO_LOOK = Kind("X415", Severity.ERROR, "条件格式用到没有的样式（编号 {number}）", advice=_REFORMAT)
NO_CONDITION = Kind("X416", Severity.ERROR, "条件格式没有条件公式", advice=_REFORMAT)

_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_LONGEST_LIST = 255
_LIMITS = (
    ("promptTitle", "提示标题", 32),
    ("errorTitle", "出错标题", 32),
    ("prompt", "提示文字", 255),
    ("error", "出错文字", 255),
)
_WITH_FORMULA = frozenset({"expression", "cellIs"})


class RuleCheck:
    """Looks at each validation and conditional format in turn."""

    def __init__(self, around: Surroundings, scope: Scope) -> None:
        self._around, self._scope = around, scope
        self._validation: Attributes = {}
        self._area = ""
        self._rule: Attributes = {}
        self._has_formula = False

    def paths(self) -> Mapping[str, Tag]:
        """What to hear of a sheet's children."""
        first = Tag(text=True, end=self._first_formula)
        second = Tag(text=True, end=self._second_formula)
        validation = Tag({"formula1": first, "formula2": second}, start=self._validation_started)
        rule = Tag({"formula": Tag(text=True, end=self._condition)}, self._rule_started, self._rule_ended)
        return {
            "dataValidations": Tag({"dataValidation": validation}),
            "conditionalFormatting": Tag({"cfRule": rule}, start=self._format_started),
        }

    def _validation_started(self, attributes: Attributes) -> None:
        self._validation = attributes
        self._area = attributes.get("sqref", "")
        for word in bad_areas(self._area):
            self._scope.note(BAD_VALIDATED, area=word)
        for key, what, limit in _LIMITS:
            text = attributes.get(key, "")
            if len(text) > limit and len(xstring.decode(text)) > limit:
                self._scope.note(LONG_PROMPT, self._area, what=what, limit=str(limit))

    def _first_formula(self, text: str) -> None:
        literal = _LITERAL.fullmatch(text.strip())
        if literal is None or self._validation.get("type") != "list":
            self._second_formula(text)
        elif len(xstring.decode(literal[1]).replace('""', '"')) > _LONGEST_LIST:
            self._scope.note(LONG_LIST, self._area)

    def _second_formula(self, text: str) -> None:
        if text:
            self._around.formulas.check(text, self._scope, f"{self._area} 的数据有效性")

    def _format_started(self, attributes: Attributes) -> None:
        self._area = attributes.get("sqref", "")
        for word in bad_areas(self._area):
            self._scope.note(BAD_FORMATTED, area=word)

    def _rule_started(self, attributes: Attributes) -> None:
        self._rule = attributes
        self._has_formula = False
        text, count = attributes.get("dxfId"), self._around.styles.conditional
        number = whole_number(text or "0")
        if text is not None and count is not None and (number is None or number >= count):
            self._scope.note(NO_LOOK, self._area, number=text)

    def _condition(self, text: str) -> None:
        self._has_formula = self._has_formula or bool(text)
        if text:
            self._around.formulas.check(text, self._scope, f"{self._area} 的条件格式")

    def _rule_ended(self, _: str) -> None:
        if self._rule.get("type") in _WITH_FORMULA and not self._has_formula:
            self._scope.note(NO_CONDITION, self._area)
