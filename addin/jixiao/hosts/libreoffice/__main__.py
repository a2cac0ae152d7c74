"""``python -m jixiao.hosts.libreoffice``: the process that LibreOffice's buttons start. JSON in, JSON out."""

import json
import sys

from jixiao.hosts.libreoffice.answering import answer

if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer(json.load(sys.stdin.buffer))))
