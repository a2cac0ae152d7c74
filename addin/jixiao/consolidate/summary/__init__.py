"""The 汇总表 itself: its cells, rows that are gone, 复核得分, the way back from a cell."""
