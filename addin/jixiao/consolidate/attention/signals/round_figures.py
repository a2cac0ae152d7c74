"""Amounts that are all whole, where the other units' have decimals."""

from collections.abc import Iterator

from jixiao.consolidate.attention.signal import Named, Setting, signal

_FEWEST = 6
"""Amounts: a few may well be whole."""

_SELDOM = 5


@signal("round_figures", "金额都是整数")
def round_figures(setting: Setting) -> Iterator[Named]:
    """Units whose amounts all lack decimals, where few units' do."""
    found = [profile for profile in setting.profiles if profile.whole == profile.amounts >= _FEWEST]
    if setting.are_many and len(found) * _SELDOM <= len(setting.profiles):
        for profile in found:
            unit = setting.framework.money_unit
            yield profile, 6, f"资金表的 {profile.amounts} 个金额都是整{unit}数，其他{setting.noun}多有小数"
