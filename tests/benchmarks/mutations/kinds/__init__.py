"""The kinds of mutation, one file a family of them. A new kind is a line or a small function in one of these files."""
