"""Shared formulas spelled out: the text a cell's formula has when its master's is moved to it."""

from typing import TYPE_CHECKING

from jixiao.model.cells import column_letters

if TYPE_CHECKING:
    from openpyxl.formula.translate import Translator

LONGEST_FORMULA = 8_192


class SharedFormula:
    """A formula that many cells share: the text of its master cell, without ``=``."""

    def __init__(self, text: str, row: int, column: int) -> None:
        self.text = text
        self._row, self._column = row, column
        self._translator: Translator | None = None

    def at(self, row: int, column: int) -> str | None:
        """The formula as it reads in another cell, or None where it cannot be moved there."""
        from openpyxl.formula.tokenizer import TokenizerError
        from openpyxl.formula.translate import TranslatorError

        try:
            translator = self._translator or self._parsed()
            moved: str = translator.translate_formula(row_delta=row - self._row, col_delta=column - self._column)
        except (TokenizerError, TranslatorError, ValueError, IndexError):
            return None  # not a formula, or one whose references would leave the sheet
        return moved.removeprefix("=") or None

    def _parsed(self) -> "Translator":
        # openpyxl is slow to import, and most workbooks share no formula.
        from openpyxl.formula.translate import Translator

        if len(self.text) > LONGEST_FORMULA:
            raise ValueError(self.text)
        self._translator = Translator(f"={self.text}", f"{column_letters(self._column)}{self._row}")
        return self._translator
