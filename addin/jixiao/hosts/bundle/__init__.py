"""A folder with Python, jixiao and all it needs, for offices that have no Python and no internet."""
