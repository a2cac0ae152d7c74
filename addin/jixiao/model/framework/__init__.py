"""The law as data: one framework (指标体系), as its TOML file states it, and what it is made of."""

from jixiao.model.framework.figures import PRIOR, Concept, PerHead, Rate, Statement, TieOut
from jixiao.model.framework.framework import INDICATOR_ROLES, PROJECTS_FACT, SCORE_FACTS, SUMMARY_FACTS, Framework
from jixiao.model.framework.fund import FUND_AMOUNTS, FUND_ROLES, FUND_SCORE, FUND_SPLITS, Fund, FundLine
from jixiao.model.framework.grading import Grade, Grading
from jixiao.model.framework.identity import EntryField, Reference
from jixiao.model.framework.summary import PROJECT, SUMMARY_ROLES, Summary
from jixiao.model.parts import Direction

__all__ = [
    "FUND_AMOUNTS",
    "FUND_ROLES",
    "FUND_SCORE",
    "FUND_SPLITS",
    "INDICATOR_ROLES",
    "PRIOR",
    "PROJECT",
    "PROJECTS_FACT",
    "SCORE_FACTS",
    "SUMMARY_FACTS",
    "SUMMARY_ROLES",
    "Concept",
    "Direction",
    "EntryField",
    "Framework",
    "Fund",
    "FundLine",
    "Grade",
    "Grading",
    "PerHead",
    "Rate",
    "Reference",
    "Statement",
    "Summary",
    "TieOut",
]
