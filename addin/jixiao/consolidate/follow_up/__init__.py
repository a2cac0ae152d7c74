"""After a roundup: 与上次相比, 催报."""
