"""The command line of the benchmark, and the work shared among processes."""

import argparse
from concurrent.futures import ProcessPoolExecutor

from benchmarks.mutations.run import Results, clean, run, seeds
from benchmarks.mutations.tally import report
from jixiao.rules.render import describe


def run_many(books: int, wanted: int, each: int, processes: int, first: int = 0) -> Results:
    """The whole benchmark, the seeds shared among processes."""
    shares = [[*seeds(first, first + books)][part::processes] for part in range(processes)]
    if processes == 1:
        return run(shares[0], wanted, each)
    results = Results()
    with ProcessPoolExecutor(processes) as pool:
        for found in pool.map(run, shares, [-(-wanted // processes)] * processes, [each] * processes):
            results.add(found)
    return results


def show(results: Results, wanted: str) -> None:
    """Mutants of a kind that went wrong, and false alarms."""
    for mutant in results.mutants:
        right = mutant.is_right_cell and (mutant.is_right_cause or not mutant.cause)
        if mutant.is_observable and not right and (wanted == "all" or wanted in mutant.kind):
            state = "missed" if not mutant.findings else "cause" if mutant.is_right_cell else "cell"
            print(f"{state} · {mutant.kind} · {mutant.seed} · {mutant.at}: {mutant.was} → {mutant.now}")
            for finding in mutant.findings[:3]:
                print(f"    {finding.code} {describe(finding).message}")
    for seed, finding in results.alarms:
        print(f"false alarm · {seed} · {finding.code} {describe(finding).message}")


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description="How well the check finds what is wrong, and only that.")
    for name, usual in (("books", 2400), ("wanted", 60), ("each", 4), ("processes", 2), ("first", 0)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--show", metavar="KIND", default="")
    parser.add_argument("--seed", default="")
    given = parser.parse_args()
    if given.seed:
        for finding in clean(given.seed).findings:
            print(finding.code, finding.severity.value, describe(finding).message)
        return
    results = run_many(given.books, given.wanted, given.each, given.processes, given.first)
    if given.show:
        show(results, given.show)
    print(report(results))
