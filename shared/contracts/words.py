"""What people write, bounded."""

from enum import StrEnum
from typing import Annotated

import msgspec

# something to see, no control characters, and none that turns around what is written behind it on the page
VISIBLE = r"^(?![\s\S]*[\x00-\x1f\x7f\u202d\u202e])(?=.*[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff])"
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120, pattern=VISIBLE)]
LINES = r"^(?![\s\S]*[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e])"  # of control characters, only line ends and tabs
Text = Annotated[str, msgspec.Meta(max_length=5000, pattern=LINES)]
Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=VISIBLE)]
SEEN = r"(?=[\s\S]*[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff])"  # something to see, on any line
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=2000, pattern=LINES + SEEN)]  # a paragraph or some

Limit = Annotated[int, msgspec.Meta(ge=1, le=100)]


class Tongue(StrEnum):
    """In which language people wrote, as far as it is known: that of the page on which they did."""

    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"
