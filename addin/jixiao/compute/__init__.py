"""Facts → rates, sums and grades: formulas, intervals, rounding. Pure arithmetic, no rules, no workbook."""
