"""What a roundup of a collection of returned workbooks must find, known before anything is read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.consolidate.judging.acceptance import Standing
from returns.figures import Reported

_YUAN = {"元": Decimal(1), "万元": Decimal(10_000)}


@dataclass(frozen=True)
class Returned:
    """One file. ``file``: its name within the collection. ``reported``: what it says, None where nothing can be told.

    ``code``: the kind of reason why it does not count, "" where it does. ``kind``: how it was made, for messages.
    ``guessed``: whether it carries no framework.
    """

    file: str
    reported: Reported | None
    standing: Standing = Standing.COUNTED
    code: str = ""
    kind: str = "clean"
    guessed: bool = False


@dataclass(frozen=True)
class Truth:
    """The files of a collection. ``money_unit``: that of the totals."""

    template: str
    framework: str
    department: str
    year: str
    money_unit: str
    files: tuple[Returned, ...]

    @property
    def counted(self) -> Iterator[tuple[Returned, Reported]]:
        """The files that count, with what they report."""
        for file in self.files:
            if file.standing is Standing.COUNTED and file.reported is not None:
                yield file, file.reported

    @property
    def not_counted(self) -> dict[str, str]:
        """The files that do not count → the code of the reason."""
        return {file.file: file.code for file in self.files if file.standing is not Standing.COUNTED}

    def total(self, key: str) -> Decimal:
        """The sum of an amount over the files that count, in the money unit of the totals; exact."""
        rates = {unit: yuan / _YUAN[self.money_unit] for unit, yuan in _YUAN.items()}
        return sum((said.figures.get(key, Decimal(0)) * rates[said.money_unit] for _, said in self.counted), Decimal(0))

    @property
    def scores(self) -> Decimal:
        """The sum of the scores that count."""
        return sum((said.figures["self_score"] for _, said in self.counted), Decimal(0))

    def level(self, name: str) -> tuple[Decimal, Decimal]:
        """Σ score and Σ points of a first-level indicator."""
        pairs = [said.levels[name] for _, said in self.counted if name in said.levels]
        return sum((score for score, _ in pairs), Decimal(0)), sum((points for _, points in pairs), Decimal(0))

    def kinds(self) -> Counter[str]:
        """How many files of each kind there are."""
        return Counter(file.kind for file in self.files)

    def without(self, file: str) -> "Truth":
        """The same without a file."""
        return replace(self, files=tuple(one for one in self.files if one.file != file))
