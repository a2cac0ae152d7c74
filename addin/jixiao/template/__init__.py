"""Sources → workbook: lays out the form of a framework and writes it with live formulas, guards and marks."""
