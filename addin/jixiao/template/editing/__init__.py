"""The 指标体系编制 workbook: a framework and its template as sheets that an accountant edits, and back again."""
