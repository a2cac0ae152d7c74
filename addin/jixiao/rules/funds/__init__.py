"""Amounts: do parts make their whole, are they in the unit stated?"""
