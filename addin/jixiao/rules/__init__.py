"""The catalogue: one rule, one file, named by code and by the state that should hold."""
