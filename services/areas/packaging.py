"""Lead measures chosen, packages cut from them and commented on: each command with the facts it rests on."""

from services.areas.codesign import require_programme
from services.areas.domain.goal import goal
from services.areas.domain.measure import measure
from services.areas.domain.package import Grounds, Package, package
from services.areas.domain.package_comment import package_comment
from shared.contracts.measures import ChooseLeadMeasure, DropLeadMeasure
from shared.contracts.package_comments import CommentOnPackage, HidePackageComment
from shared.contracts.packages import UNKNOWN_PACKAGE, CutPackage, DecideOnPackage, RevisePackage
from shared.decider import Given
from shared.messages import Done, Refused
from shared.room import Room, on
from shared.service import Commands


async def choose_lead_measure(command: ChooseLeadMeasure, command_id: str, room: Room) -> Done:
    await require_programme(command.area, command.programme, room)
    return await room.handle(measure, command.measure, command, command_id)


async def cut_package(command: CutPackage, command_id: str, room: Room) -> Done:
    await require_programme(command.area, command.programme, room)
    grounds = await _grounds(command, command.programme, room)
    return await room.handle(package, command.package, Given(command, grounds), command_id)


async def revise_package(command: RevisePackage, command_id: str, room: Room) -> Done:
    known = await require_package(command.area, command.package, room)
    grounds = await _grounds(command, known.first.programme, room)
    return await room.handle(package, command.package, Given(command, grounds), command_id)


async def comment_on_package(command: CommentOnPackage, command_id: str, room: Room) -> Done:
    known = await require_package(command.area, command.package, room)
    return await room.handle(package_comment, command.comment, Given(command, known), command_id)


async def require_package(area: str, id_: str, room: Room) -> Package:
    known = (await room.newest(package, area, id_)).state
    if known is None:
        raise Refused(UNKNOWN_PACKAGE)
    return known


async def _grounds(command: CutPackage | RevisePackage, programme: str, room: Room) -> Grounds:
    measures = {id_: (await room.newest(measure, command.area, id_)).state for id_ in command.measures}
    goals = {id_: (await room.known(goal, command.area, id_)).state for id_ in command.goals}
    leading = (id_ for id_, it in measures.items() if it and it.lead and it.lead.programme == programme)
    set_for_it = (id_ for id_, it in goals.items() if it and it.first.programme == programme)
    return Grounds(frozenset(leading), frozenset(set_for_it))


COMMANDS: Commands = {
    ChooseLeadMeasure: choose_lead_measure,
    DropLeadMeasure: on(measure, "measure"),
    CutPackage: cut_package,
    RevisePackage: revise_package,
    DecideOnPackage: on(package, "package"),
    CommentOnPackage: comment_on_package,
    HidePackageComment: on(package_comment, "comment"),
}
