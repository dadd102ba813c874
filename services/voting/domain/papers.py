"""What is entered of a batch of papers so far, and which papers two people read alike."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never

from shared.contracts.paper import Agreement, PaperEntered, PaperEvent, PaperFoundInvalid, PapersSettled, PaperStruck
from shared.contracts.results import InvalidCount, InvalidReason

Entry: TypeAlias = bytes | InvalidReason
"""Sealed choices, or why the paper does not count."""


@dataclass(frozen=True)
class Papers:
    """By paper, each clerk's newest entry and the sealed serial."""

    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    serials: Mapping[str, bytes] = field(default_factory=dict)
    settled: PapersSettled | None = None

    def entered(self, paper: str, by: str) -> Entry | None:
        return self.entries.get(paper, {}).get(by)

    def agreement(self, paper: str) -> Agreement:
        read = self.entries[paper]
        if len(set(read.values())) > 1:
            return Agreement.DIFFERS
        return Agreement.AGREED if len(read) > 1 else Agreement.ONCE

    @property
    def agreements(self) -> Mapping[str, Agreement]:
        return {paper: self.agreement(paper) for paper in self.entries}

    @property
    def agreed(self) -> Mapping[str, Entry]:
        """By paper, what two people read alike."""
        alike = (paper for paper, how in self.agreements.items() if how is Agreement.AGREED)
        return {paper: next(iter(self.entries[paper].values())) for paper in alike}


def evolve(state: Papers, event: PaperEvent) -> Papers:
    match event:
        case PaperEntered():
            return _with_entry(state, event, event.sealed)
        case PaperFoundInvalid():
            return _with_entry(state, event, event.reason)
        case PaperStruck(paper=struck):
            return replace(state, entries={it: read for it, read in state.entries.items() if it != struck})
        case PapersSettled():
            return replace(state, settled=event)
        case _:
            assert_never(event)


def _with_entry(state: Papers, event: PaperEntered | PaperFoundInvalid, entry: Entry) -> Papers:
    read = {**state.entries.get(event.paper, {}), event.by: entry}
    return replace(
        state,
        entries={**state.entries, event.paper: read},
        serials={**state.serials, event.paper: event.serial},
    )


def invalid_among(entries: Iterable[Entry]) -> tuple[InvalidCount, ...]:
    found = Counter(entry for entry in entries if isinstance(entry, InvalidReason))
    return tuple(InvalidCount(reason, found[reason]) for reason in InvalidReason if reason in found)
