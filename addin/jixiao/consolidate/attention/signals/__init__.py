"""The signals, one a file, in the order in which equal weights are told."""
