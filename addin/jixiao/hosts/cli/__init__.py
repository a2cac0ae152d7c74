"""The command line: `jixiao COMMAND`. Every command loads what it needs only when it runs."""
