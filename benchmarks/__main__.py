"""`python -m benchmarks [name …] [--write]`, from the project's folder; without names all that there are."""

import argparse

from benchmarks import canvas, capture, edits, evening, imports, lists, report, results, search, startup, twins
from benchmarks.measure import Figure

BENCHMARKS = {
    "startup": startup.measure,
    "canvas": canvas.measure,
    "capture": capture.measure,
    "edits": edits.measure,
    "evening": evening.measure,
    "imports": imports.measure,
    "lists": lists.measure,
    "report": report.measure,
    "search": search.measure,
    "twins": twins.measure,
}
WORDS = {True: "reached", False: "missed", None: ""}


def main() -> None:
    """Measure, print, and with --write keep the figures in results.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"some of: {', '.join(BENCHMARKS)} (none: all)")
    parser.add_argument("--write", action="store_true", help="keep the figures in benchmarks/results.md")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    found: list[Figure] = []
    for name in chosen.names or BENCHMARKS:
        for figure in BENCHMARKS[name]():
            found.append(figure)
            value = f"{figure.value:.2f} {figure.unit}"
            limit = "" if figure.limit is None else f"limit {figure.limit:.3g} {figure.unit}"
            print(f"{figure.goal}  {value:>9}  {limit:14}  {WORDS[figure.reached]:8} {figure.what}")
    if chosen.write:
        results.write(found)


if __name__ == "__main__":
    main()
