"""Rates: do they agree with the figures they are made of?"""
