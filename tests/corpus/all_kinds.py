"""The corpus: importing this module enters all kinds."""

from corpus import archives, dialects, features, grafts, ours, saved, workbook_grafts
from corpus.kind import KINDS as KINDS

MODULES = (features, grafts, workbook_grafts, dialects, archives, ours, saved)
