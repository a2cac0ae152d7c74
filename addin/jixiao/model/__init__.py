"""The nouns: plain frozen values that every other folder speaks in. Nothing here computes or reads files."""
