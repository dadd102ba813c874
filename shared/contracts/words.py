"""What people write, bounded."""

from typing import Annotated

import msgspec

from shared.contracts.areas import VISIBLE

LINES = r"^(?![\s\S]*[\x00-\x08\x0b\x0c\x0e-\x1f\x7f])"  # of the control characters, only line ends and tabs
Text = Annotated[str, msgspec.Meta(max_length=5000, pattern=LINES)]
Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=VISIBLE)]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=2000, pattern=LINES)]  # a paragraph or some

Limit = Annotated[int, msgspec.Meta(ge=1, le=100)]
