"""What a process that reads returned workbooks loads before it can read the first one."""

import subprocess
import sys

_NOT_NEEDED = {
    "jixiao.flow",
    "jixiao.fill",
    "jixiao.rules",
    "jixiao.template",
    "jixiao.read.targets.grammar",
    "jixiao.read.targets.vocabulary",
}


def test_a_reading_process_starts_without_rules_filling_and_the_words_of_targets() -> None:
    code = f"import sys, jixiao.hosts.roundup.reading_entries; print({_NOT_NEEDED} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
