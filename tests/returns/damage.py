"""What is wrong with some returned workbooks: each kind with the code that a roundup must give as its reason.

A kind spoils what is typed (``entries``), the members of the package (``parts``) or the bytes of the file (``data``).
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpus.package import Parts
from jixiao.consolidate.judging.acceptance import Standing
from returns import damaged_bytes, damaged_contents
from returns.figures import Reported
from returns.mould import Mould
from returns.programs import packed

Chance = random.Random


@dataclass(frozen=True)
class Damage:
    """One kind. ``code``: of the reason. ``suffix``: of the file's name. ``readable``: whether a unit can be told.

    ``on_top``: such a file is told only where it lies beside many units' workbooks, not in one unit's own folder.
    """

    code: str
    entries: Callable[[Mould, Reported, Chance], Reported] | None = None
    parts: Callable[[Mould, Parts, Chance], Parts] | None = None
    data: Callable[[bytes, Chance], bytes] | None = None
    suffix: str = ".xlsx"
    readable: bool = False
    on_top: bool = False
    standing: Standing = Standing.SET_ASIDE


DAMAGES: Mapping[str, Damage] = {
    "cut_off": Damage("truncated", data=damaged_bytes.cut_off),
    "empty": Damage("empty_file", data=damaged_bytes.empty),
    "zeros": Damage("not_a_workbook", data=damaged_bytes.zeros),
    "web_page": Damage("text_file", data=damaged_bytes.web_page, suffix=".xls"),
    "locked": Damage("password", data=damaged_bytes.locked),
    "bomb": Damage("too_large", data=damaged_bytes.bomb),
    "wrong_checksum": Damage("damaged", data=damaged_bytes.wrong_checksum),
    "word_document": Damage("not_a_workbook", data=damaged_bytes.word_document),
    "plain_archive": Damage("not_a_workbook", data=damaged_bytes.plain_archive),
    "open_document": Damage("other_format", data=damaged_bytes.open_document, suffix=".ods"),
    "binary_workbook": Damage("other_format", data=damaged_bytes.binary_workbook, suffix=".xlsb"),
    "wps_et": Damage("old_format", data=damaged_bytes.old_container, suffix=".et"),
    "broken_xls": Damage("damaged", data=damaged_bytes.old_container, suffix=".xls"),
    "escaping_member": Damage("unsafe", data=damaged_bytes.escaping_member),
    "paper": Damage("document", data=damaged_bytes.word_document, suffix=".docx", on_top=True),
    "rar": Damage("archive", data=damaged_bytes.rar, suffix=".rar", on_top=True),
    "cut_zip": Damage("archive_damaged", data=damaged_bytes.cut_off, suffix=".zip", on_top=True),
    "lost_sheet": Damage("damaged", parts=damaged_contents.lost_sheet),
    "cut_markup": Damage("damaged", parts=damaged_contents.cut_markup),
    "broken_framework": Damage("broken_framework", parts=damaged_contents.broken_framework),
    "no_headings": Damage("unknown_form", parts=damaged_contents.no_headings),
    "in_words": Damage("missing_amount", entries=damaged_contents.in_words, readable=True),
    "with_its_unit": Damage("missing_amount", entries=damaged_contents.with_its_unit, readable=True),
    "number_as_text": Damage("missing_amount", entries=damaged_contents.number_as_text, readable=True),
    "full_width": Damage("missing_amount", entries=damaged_contents.full_width, readable=True),
    "no_amount": Damage("missing_amount", entries=damaged_contents.no_amount, readable=True),
    "no_unit": Damage("no_unit_name", entries=damaged_contents.no_unit),
    "no_project": Damage("no_project_name", entries=damaged_contents.no_project, readable=True),
    "last_year": Damage("wrong_year", entries=damaged_contents.last_year, readable=True),
    "sent_back": Damage("returned", entries=damaged_contents.sent_back, readable=True),
    "nothing_typed": Damage("no_unit_name", entries=damaged_contents.nothing_typed),
    "whole_department": Damage(
        "whole_department", entries=damaged_contents.whole_department, readable=True, standing=Standing.COVERED
    ),
}


def damaged_file(damage: Damage, mould: Mould, said: Reported, chance: Chance, save: Callable[[Parts], bytes]) -> bytes:
    """The file of a unit with one kind of damage."""
    said = damage.entries(mould, said, chance) if damage.entries else said
    parts = mould.cast(said.entries)
    if damage.parts:
        return packed(damage.parts(mould, parts, chance))
    data = save(parts)
    return damage.data(data, chance) if damage.data else data
