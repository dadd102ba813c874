"""The front door: `lahio up` runs the rooms; the other commands look after them."""

import sys
from argparse import ArgumentParser
from importlib import import_module

from shared.settings import Unusable

COMMANDS = {
    "up": "run all rooms in one process, or the named ones",
    "replay": "drive a whole round over HTTP, from a Pabulib file",
    "count": "count a Pabulib file offline",
    "verify": "check a certified vote from what was published of it",
    "report": "make a report out of a table of raw figures",
    "rebuild": "drop views and replay the log into them",
    "parked": "list the events that a view or reaction failed on, or retry them",
    "status": "tell how the rooms are",
    "bench": "measure, beside the limit",
}


def main(arguments: list[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    parser = ArgumentParser(prog="lahio", description="A neighbourhood and its city develop it together.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        if name == next(iter(given), None):  # others stay unimported: `lahio up` starts without the benchmarks
            import_module(f"cli.{name}").add_arguments(command)
    parsed = parser.parse_args(given)
    try:
        status: int = import_module(f"cli.{parsed.command}").run(parsed)
    except (Unusable, BaseExceptionGroup) as error:
        if reason := _unusable(error):
            print(reason, file=sys.stderr)  # noqa: T201
            return 1
        raise
    return status


def _unusable(error: BaseException) -> Unusable | None:
    """Why it cannot run, however deep in the groups of tasks it was found out."""
    if isinstance(error, BaseExceptionGroup):
        return next(filter(None, map(_unusable, error.exceptions)), None)
    return error if isinstance(error, Unusable) else None


if __name__ == "__main__":
    sys.exit(main())
