"""doctor: what is odd about a workbook, and what on the computer stands in our way."""
