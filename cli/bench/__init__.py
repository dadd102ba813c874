"""`lahio bench`: measures, each beside the limit it could at best reach, in the same run."""

from argparse import ArgumentParser, Namespace

from cli.bench import analytics, count, pages, rebuild, residents, votes

MEASURES = {
    "votes": votes,
    "rebuild": rebuild,
    "count": count,
    "pages": pages,
    "residents": residents,
    "analytics": analytics,
}


def add_arguments(parser: ArgumentParser) -> None:
    measures = parser.add_subparsers(dest="measure", required=True, metavar="MEASURE")
    for name, measure in MEASURES.items():
        summary = measure.SUMMARY
        one = measures.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        measure.add_arguments(one)
        one.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(args: Namespace) -> int:
    status: int = MEASURES[args.measure].run(args)
    return status
