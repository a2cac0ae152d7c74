"""By what names workbooks are known."""

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".et", ".ett", ".ods")
"""Whatever may be a returned workbook: one that cannot be read is told, not passed over."""
