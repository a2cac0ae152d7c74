"""The way back: dated copies of a workbook before each command, a journal of the steps, and undoing them."""
