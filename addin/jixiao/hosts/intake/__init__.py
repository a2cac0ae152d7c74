"""Intake: from sources (folders, archives, patterns, URLs) to arrivals, one for each returned file.

``discover(sources)`` finds the files, ``read_arrival(candidate)`` reads one, ``arrivals(candidates)`` reads them all,
in processes of their own.
"""
