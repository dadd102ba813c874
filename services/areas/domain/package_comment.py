"""A resident's comment on a project package."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from services.areas.domain.package import Package
from shared.contracts.comments import UNKNOWN_COMMENT
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.package_comments import (
    PACKAGE_COMMENT,
    CommentOnPackage,
    HidePackageComment,
    PackageCommented,
    PackageCommentEvent,
    PackageCommentHidden,
)
from shared.contracts.packages import PACKAGE_STOPPED
from shared.contracts.participants import group_of
from shared.decider import Decider, Given
from shared.messages import Refused, require

CommentCommand: TypeAlias = Given[CommentOnPackage, Package] | HidePackageComment


@dataclass(frozen=True)
class Comment:
    given: PackageCommented
    hidden: bool = False


def decide(command: CommentCommand, state: Comment | None) -> Sequence[PackageCommentEvent]:
    match command:
        case Given(CommentOnPackage() as comment, Package() as package):
            return _comment(comment, package, state)
        case HidePackageComment():
            return [] if _known(state).hidden else [PackageCommentHidden(reason=command.reason)]
        case _:
            raise TypeError(command)


def _known(state: Comment | None) -> Comment:
    if state is None:
        raise Refused(UNKNOWN_COMMENT)
    return state


def _comment(command: CommentOnPackage, package: Package, state: Comment | None) -> Sequence[PackageCommentEvent]:
    if state is not None:
        require(_said(state.given) == (command.package, command.by.id, command.text), ID_TAKEN)
        return []
    require(not package.is_stopped, PACKAGE_STOPPED)
    group = group_of(command.by, command.at)
    return [PackageCommented(package=command.package, author=command.by.id, text=command.text, group=group)]


def _said(given: PackageCommented) -> tuple[str, str, str]:
    return given.package, given.author, given.text


def evolve(state: Comment | None, event: PackageCommentEvent) -> Comment:
    match event:
        case PackageCommented():
            return Comment(event)
        case PackageCommentHidden():
            return replace(_known(state), hidden=True)
        case _:
            assert_never(event)


package_comment = Decider[Comment | None](PACKAGE_COMMENT, None, evolve, decide)
