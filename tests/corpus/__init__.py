"""A corpus of varied workbooks, each with a table that ``jixiao check`` recognises; built anew in each run."""
