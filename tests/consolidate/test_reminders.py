"""催报: whom to call, and by whose number."""

from datetime import date

from jixiao.consolidate.follow_up.reminders import Outstanding, Situation, reminders
from jixiao.consolidate.judging.organisation import Expected, Organisation

LIST = Organisation((Expected("001", "某区教育局"), Expected("001001", "某区第一小学", "001", ("一小",), "王某")))
TODAY, CAME = date(2022, 3, 9), date(2022, 3, 1)


def test_a_file_that_cannot_be_read_is_of_the_unit_that_its_name_tells() -> None:
    aside = Outstanding("", "", "收/某区第一小学绩效自评表(1).xlsx", Situation.SET_ASIDE, "不完整", CAME)
    (found,) = reminders((), [aside], LIST, CAME, TODAY)
    assert (found.unit, found.code, found.parent, found.contact) == ("某区第一小学", "001001", "某区教育局", "王某")
    assert (found.reason, found.days) == ("收/某区第一小学绩效自评表(1).xlsx：不完整", 8)


def test_a_file_that_nobody_knows_is_called_by_its_name() -> None:
    aside = Outstanding("", "", "收/自评表(1).xlsx", Situation.SET_ASIDE, "不完整", CAME)
    for organisation in (LIST, None):
        (found,) = reminders((), [aside], organisation, CAME, TODAY)
        assert (found.unit, found.contact, found.reason) == ("收/自评表(1).xlsx", "", "不完整")


def test_the_unit_above_is_told_by_its_name_where_the_list_has_its_code() -> None:
    aside = Outstanding("一小", "", "一小.xlsx", Situation.RETURNED, "执行数不符", CAME)
    found = reminders(LIST.entries[1:], [aside], LIST, CAME, TODAY)
    assert [(one.unit, one.parent) for one in found] == [("某区第一小学", "某区教育局"), ("一小", "某区教育局")]
