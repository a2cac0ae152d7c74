"""Defined names: the contract between template and reader. Rows may be inserted, names move along."""

NIL, MARKS = "jx_nil", "jx_marks"
ERRORS, WARNINGS, MARKED_ROWS, MESSAGES = "jx_errors", "jx_warnings", "jx_rows", "jx_messages"
EXPLAINED = "jx_explained"
RESULTS, RESULTS_SUMMARY = "jx_results", "jx_results_summary"
FUND, INDICATORS, SUMMARY, GRADE = "jx_fund", "jx_indicators", "jx_summary", "jx_grade"
SCORING, STATEMENTS = "jx_scoring", "jx_statements"
FIELD, CONCEPT, RATE, HEADING, NOTE = "jx_field_", "jx_concept_", "jx_rate_", "jx_heading_", "jx_note_"
FUND_CHECK, CHECKLIST, TABLE = "jx_fund_check_", "jx_checklist_", "jx_table_"
"""Prefixes; the id of the thing follows, of a checklist its number in the framework."""

PAPER = "jixiao paper"
"""What the properties of lists and slips of ours say (退回单, 催报 …): none of them is a self-evaluation."""

INNER_SHEET = "_jixiao"
"""The hidden sheet with the template's identity and its framework."""
