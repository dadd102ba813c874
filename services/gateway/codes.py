"""Voting codes as people meet them: made here, printed in three groups, and read again however they are typed in."""

import secrets

from shared.contracts.codes import CODE_LENGTH, UNKNOWN_CODE
from shared.messages import Refused

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U, which are read as something else."""
GROUP = 4
_READ_AS = str.maketrans("OIL", "011", "- ")


def make_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def in_groups(code: str) -> str:
    return "-".join(code[at : at + GROUP] for at in range(0, CODE_LENGTH, GROUP))


def read_code(typed: str) -> str:
    """What cannot be a code is refused like a wrong one."""
    code = "".join(typed.split()).upper().translate(_READ_AS)
    if len(code) != CODE_LENGTH or not set(code) <= set(LETTERS):
        raise Refused(UNKNOWN_CODE)
    return code
