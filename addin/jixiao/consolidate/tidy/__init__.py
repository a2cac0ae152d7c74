"""Tidy tables for those who go on calculating with the figures."""
