"""The Excel add-in: its file, built from text sources, and its place on a computer."""
