"""What goes with a 汇总表: 来源, 未计入, 计入提示, 复核重点, 图表, the line on coverage, what ``trace`` needs inside.

``all_sheets.beside(consolidation, place, attention, …)`` makes all of it as plain values (``model.listing``); a
template's ``Blueprint`` takes it as ``beside``, ``fill.listings`` writes it into a workbook that is there.
"""
