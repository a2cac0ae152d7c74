"""Which arrivals count, and why the others do not: names, 名单, duplicates, what a 汇总表 covers."""
