"""jixiao: check, explain, fill and sum up budget performance self-evaluation workbooks (绩效自评工作簿)."""

__version__ = "0.1.0"
