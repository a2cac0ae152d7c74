"""A book → where everything stands (Form) and what is reported there (facts)."""
