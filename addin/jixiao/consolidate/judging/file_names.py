"""What may be the name or the code of a unit in a file's name: ``words_of(name)``."""

import re
from collections.abc import Sequence

_SIGN = r"_\-—－\s+\[\]【】:：,，.、;；“”\"'"
_BETWEEN, _BETWEEN_OR_BRACKET = re.compile(f"[{_SIGN}]"), re.compile(f"[{_SIGN}()（）]")
_NUMBER = re.compile("^[0-9年度]+")
_PAPER = re.compile(
    "(?:年度|部门|单位|项目|整体|支出|绩效|自评|自我评价|评价|报告|汇总表|情况表|工作簿|报表|表格?"
    "|修改稿?|改|终稿|定稿|最终|正式|上报|报送|盖章|版|稿|[0-9()（）])+$"
)
"""What offices write behind a unit's name: which paper it is, and which version of it."""
_LONGEST = 255
_SHORTEST_CODE = 3
"""A shorter number in a file's name is rather which copy it is: ``自评表(1).xlsx``."""


def words_of(file: str) -> tuple[Sequence[str], Sequence[str]]:
    """What may be a name and what may be a code: ``包/2021_某局绩效自评表(2).xlsx`` → 某局 among others, and 2021."""
    name = file.rsplit("/", 1)[-1].rsplit(".", 1)[0][:_LONGEST]
    words = [*_BETWEEN.split(name), *_BETWEEN_OR_BRACKET.split(name)]
    bare = [_NUMBER.sub("", word) for word in words]
    found = dict.fromkeys(filter(None, (*words, *bare, *(_PAPER.sub("", word) for word in bare))))
    codes = [word for word in found if word.isdecimal() and len(word) >= _SHORTEST_CODE]
    return [word for word in found if not word.isdecimal()], codes
