"""Where each item of a workbook stands: its tables, entries and side sheets, and the form of them all."""

from jixiao.model.form.form import Form
from jixiao.model.form.fund import FundForm, FundLine
from jixiao.model.form.indicators import IndicatorForm, IndicatorGroup, IndicatorRow, indicator_row
from jixiao.model.form.side_tables import Checklist, ResultsForm, ScoringForm, StatementsForm, SummaryForm
from jixiao.model.form.table import MissingColumn, Table
from jixiao.model.form.words import FIELD_LABELS, LISTED, SCOPES, UNIT_ONLY, WHOLE_DEPARTMENT, listed_name, named

__all__ = [
    "FIELD_LABELS",
    "LISTED",
    "SCOPES",
    "UNIT_ONLY",
    "WHOLE_DEPARTMENT",
    "Checklist",
    "Form",
    "FundForm",
    "FundLine",
    "IndicatorForm",
    "IndicatorGroup",
    "IndicatorRow",
    "MissingColumn",
    "ResultsForm",
    "ScoringForm",
    "StatementsForm",
    "SummaryForm",
    "Table",
    "indicator_row",
    "listed_name",
    "named",
]
