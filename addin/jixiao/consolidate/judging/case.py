"""One head in its collection: what else came of its department, which 汇总表 list it."""

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.consolidate.judging.acceptance import Above, Common, Head
from jixiao.consolidate.judging.covering import Covers, Listed, listed_key
from jixiao.consolidate.judging.keys import is_spelling_of, unit_key
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.consolidate.namesakes import qualified
from jixiao.consolidate.returns.submission import Content


@dataclass(frozen=True, slots=True)
class Case:
    """One head and all that is looked at."""

    head: Head
    common: Common
    organisation: Organisation | None
    covers: Covers

    @property
    def department(self) -> str:
        """The key of the department; of a 汇总表 or a whole department's workbook its own."""
        head = self.head
        if head.content in (Content.SUMMARY, Content.WHOLE_DEPARTMENT):
            return listed_key(head.unit, self.organisation)
        names = self.organisation
        return unit_key(names.department_name(head.unit, head.department) if names else head.department)

    @property
    def listed(self) -> Iterator[Listed]:
        """The rows of 汇总表 that are of this unit, under its name or that with its department behind."""
        head, project = self.head, unit_key(self.head.project)
        names = [listed_key(head.unit, self.organisation)]
        names += [unit_key(qualified(head.unit, head.department))] if head.department else []
        for key in dict.fromkeys((name, of) for name in names for of in (project, "")):
            yield from self.covers.rows.get(key, ())

    @property
    def knows_department(self) -> bool:
        """Whether the 名单 has the department that is stated, so that it is another one and not another word for it."""
        return self.organisation is not None and self.organisation.find(self.head.department) is not None

    def is_below(self, owner: str) -> bool:
        """Whether the 汇总表 of a department may list this unit: one of its own, or one of a level above all."""
        own = self.department
        if not own or is_spelling_of(own, owner):
            return True
        return not self.common.departments.get(owner, Above()).units

    @property
    def has_units(self) -> bool:
        """Whether a workbook of a unit of this department came, as far as it states its department or the 名单 does."""
        return self.seen.units > 0 or self.department in self.common.listed_departments

    @property
    def seen(self) -> Above:
        """What else came of that department."""
        key = unit_key(self.head.department if self.head.content is Content.UNIT else self.head.unit)
        return self.common.departments.get(self.common.spelled.get(key, key), Above())
