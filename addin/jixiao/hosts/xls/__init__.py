"""The old .xls format, read only: values, dates and merged areas, by another process that may die of a bad file."""
