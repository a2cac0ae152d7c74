"""How a figure of the report's text stands to the base beside it."""

from enum import StrEnum


class Relation(StrEnum):
    """What the base of a row of 叙述数据 is to its figure, in the words that the office chooses from.

    CHANGE: the base is the figure of the year before. SHARE: it is the total. COMPLETION: it is what was planned.
    The others only say which of the two is the larger number, or the later day.
    """

    CHANGE = "增减"
    SHARE = "占比"
    COMPLETION = "完成"
    AT_MOST = "不超过"
    AT_LEAST = "不低于"
    NOT_BEFORE = "不早于"
    NOT_AFTER = "不晚于"
