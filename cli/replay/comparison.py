"""What the round decided, beside what the city decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import shorten

from rich.console import Console
from rich.table import Table

from cli.count import profile
from cli.replay.ballots import Casting
from cli.replay.round import Round
from services.voting.domain.counting import Outcome, tally
from shared.contracts.results import ContestResult
from shared.pabulib import Election, units

YES_NO = {True: "yes", False: "no"}


@dataclass(frozen=True)
class Comparison:
    """`offline` is the count of the same ballots without any server; it speaks where the file has no outcome."""

    election: Election
    round: Round
    casting: Casting
    result: ContestResult
    offline: Outcome

    @property
    def selected(self) -> list[str]:
        """The file's ids of what the round funds, in the order of funding."""
        projects = {proposal: project for project, proposal in self.round.proposals.items()}
        return [projects[proposal] for proposal in self.result.selected]

    @property
    def expected(self) -> frozenset[str]:
        official = self.election.official
        return frozenset(self.offline.selected) if official is None else official

    @property
    def all_counted(self) -> bool:
        """Ballot for ballot: every item has the votes and the score that the file's ballots give it."""
        counted = {item.proposal: (item.votes, item.score) for item in self.result.items}
        tallies = tally(profile(self.election))
        due = {self.round.proposals[id_]: (figures.votes, figures.score) for id_, figures in tallies.items()}
        return counted == due and self.result.ballots == len(self.election.ballots)

    @property
    def same(self) -> bool:
        return self.all_counted and set(self.selected) == self.expected

    def summary(self) -> Mapping[str, object]:
        """The keys of `--json`."""
        return {
            "outcome": "same" if self.same else "different",
            "selected": self.selected,
            "official": [project.id for project in self.election.projects if project.id in self.expected],
            "official_source": "offline count" if self.election.official is None else "file",
            "ballots": self.result.ballots,
            "cast": self.casting.accepted,
            "refused": self.casting.refused,
            "ballots_per_second": round(self.casting.per_second, 1),
            "rule": self.offline.rule.name,
            "area": self.round.area,
            "round": self.round.path.rpartition("/")[2],
        }

    def show(self) -> None:
        console = Console(highlight=False, markup=False)
        console.print(self._table())
        for code, times in self.casting.refused.items():
            console.print(f"refused: {times} ballots ({code})")
        casting = self.casting
        console.print(f"{casting.accepted} ballots cast in {casting.seconds:.1f} s, {casting.per_second:.0f} a second")
        if not self.all_counted:
            console.print(f"{self.result.ballots} ballots were counted; votes or scores differ from the file's ballots")
        verdict = "is the same as" if self.same else "DIFFERS from"
        source = "the count of the same ballots offline" if self.election.official is None else "the official one"
        console.print(f"the outcome {verdict} {source}")

    def _table(self) -> Table:
        items = {item.proposal: item for item in self.result.items}
        table = Table(title=self.offline.rule.name)
        table.add_column("project")
        table.add_column("cost", justify="right", no_wrap=True)
        table.add_column("votes", justify="right", no_wrap=True)
        table.add_column("funded", no_wrap=True)
        table.add_column("offline" if self.election.official is None else "official", no_wrap=True)
        for project in sorted(self.election.projects, key=lambda it: items[self.round.proposals[it.id]].rank):
            item, expected = items[self.round.proposals[project.id]], project.id in self.expected
            name = shorten(project.name or project.id, 60, placeholder="…")
            style = "bold" if item.funded else "dim"
            if item.funded != expected:
                style = "bold red"
            answers = (YES_NO[item.funded], YES_NO[expected])
            table.add_row(name, units(project.cost_cents), str(item.votes), *answers, style=style)
        return table
