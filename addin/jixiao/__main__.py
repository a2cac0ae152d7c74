"""``python -m jixiao`` and the command ``jixiao``."""

from jixiao.hosts.cli.app import main

if __name__ == "__main__":
    main()
