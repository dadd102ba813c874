import re

import pytest

from services.notifications import mail
from services.notifications.domain import followed, idea_letters, letters, project_letters, proposal_letters
from services.notifications.domain.letter import Letter
from services.notifications.domain.letters import letter
from services.notifications.domain.proposal_letters import OTHERWISE, WHY_NOT
from services.notifications.mail import write
from services.voting.domain.counting.outcome import Reason
from shared.contracts.proposals import ProposalCosted, ProposalNotFunded
from shared.texts import Language, catalogue

MODULES = (letters, idea_letters, proposal_letters, project_letters, followed)
ALL = [one for module in MODULES for one in vars(module).values() if isinstance(one, Letter)]
SENTENCES = [
    *(sentence for one in ALL for sentence in (one.subject, one.body, one.link, one.why)),
    mail.GREETING,
    mail.REHEARSAL,
    *(*WHY_NOT.values(), OTHERWISE),
]
TITLES = {
    "idea": "Penkki",
    "proposal": "Penkkejä",
    "milestone": "Tilattu",
    "time": "31. toukokuuta 2027",
    "place": "Ranta",
}


def places(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", sentence))


@pytest.mark.parametrize("language", [Language.FINNISH, Language.SWEDISH])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_is_translated_with_the_same_places(sentence: str, language: Language) -> None:
    translated = catalogue(language).get(sentence)
    assert translated is not None, "not in the catalogue"
    assert places(str(translated.string)) == places(sentence)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("told", ALL, ids=lambda told: told.subject)
def test_every_letter_can_be_written(told: Letter, language: Language) -> None:
    subject, body = write(told, TITLES, language, "Aino", "http://localhost/areas/saarijarvi")
    assert "{" not in subject + body
    assert "Aino" in body


def test_every_outcome_of_the_count_is_explained() -> None:
    assert WHY_NOT.keys() == set(Reason) - {Reason.FUNDED}


def test_an_outcome_of_a_later_version_is_explained_all_the_same() -> None:
    assert letter(ProposalNotFunded(round="r1", reason="of_a_later_version")).reason == OTHERWISE


def test_a_price_is_written_as_its_reader_writes_money() -> None:
    costed = letter(ProposalCosted(cost_cents=123_450, feasible=True, reason=""))
    _, body = write(costed, TITLES, Language.FINNISH, "Aino", "")
    assert "maksaa 1\xa0234,50\xa0€." in body


def test_the_reason_is_told_in_the_words_of_who_gave_it() -> None:
    infeasible = letter(ProposalCosted(cost_cents=0, feasible=False, reason="Alla on {putki}."))
    _, body = write(infeasible, TITLES, Language.FINNISH, "Aino", "")
    assert "Syy: Alla on {putki}." in body
