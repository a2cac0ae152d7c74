"""How well the check finds what is wrong, and only that: clean workbooks by the thousand, each broken in one place.

python tests/benchmarks/mutations [--books 2400] [--wanted 60] [--each 4] [--processes 2] [--first 0]
python tests/benchmarks/mutations --show KIND        also prints what was missed or blamed wrongly, and false alarms
python tests/benchmarks/mutations --seed ours/…/17   prints what the check says of that clean workbook

``wanted``: so many mutants of each kind; ``each``: at most so many of one workbook; ``first``: number of the first one.
"""

import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    here = Path(__file__).resolve()
    sys.path[:0] = [str(here.parents[2]), str(here.parents[3] / "addin")]
    import_module("benchmarks.mutations.command").main()
