"""Many evaluations → one: the 汇总表 of a department."""
