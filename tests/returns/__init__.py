"""Returned workbooks as a department really gets them, with their truth known by construction."""
