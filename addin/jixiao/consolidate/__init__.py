"""Many evaluations → one: the 汇总表 of a department. ``load`` gives pandas tables of what came in."""

from jixiao.consolidate.tidy.tables import Tables, load

__all__ = ["Tables", "load"]
