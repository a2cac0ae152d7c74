"""Figures of the report: growth, shares, parts, counts."""
