"""The 汇总表 against the workbooks it sums up."""
