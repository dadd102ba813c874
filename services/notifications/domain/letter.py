"""A letter: sentences of the message catalogue, English is the source.

Places in them: {idea}, {proposal} and {milestone} are titles, {cost} is money, {reason} says why, {time} is when a
vote closes or a work day is held, {place} where.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str
    reason: str = ""
    cost_cents: int = 0
    link: str = "See how it goes on: {url}"
    why: str = "You get this mail because you gave an idea in Lähiö."
