"""Texts: reasons, goals, what is left of the template."""
