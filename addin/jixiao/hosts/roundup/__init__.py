"""汇总 at the edge: sources to 汇总表, its file, its trace, 名单, tidy tables as files."""
