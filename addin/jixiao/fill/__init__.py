"""Results → edits: live cells and blank entries, and the 审核结果 sheet."""
