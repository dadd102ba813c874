"""What a person can do next when something went wrong."""

from services.gateway.problems import Problem
from services.gateway.reasons import FOREIGN_PAGE

_ = str  # marks the sentences for translators' tools

SIGN_IN_AND_SEND = _("Sign in in another window. Then load this page again here: what you filled in is sent once more.")
FROM_OUTSIDE = _("Open the page here in Lähiö, and send it from there.")
CHECK = _("Go back, check what you filled in, and send it again.")
IN_A_MOMENT = _("Try again in a moment.")
SIGNED_OUT = 401
NEXT_STEPS = {
    400: CHECK,
    SIGNED_OUT: _("Sign in, and then open the page again."),
    403: _("You may need another role for this. Sign in in that role, or ask the city."),
    404: _("Check the address, or look for it from the front page."),
    405: _("Go back to the page you came from, and try again from there."),
    409: _("Things may have changed since you opened the page. Go back, load it again, and see how they stand."),
    413: _("Send less at once: a shorter text, or a smaller file."),
    422: CHECK,
    429: _("Wait for a while, and then try again. What you have done before is kept."),
    500: _("Try again in a moment. If it does not help, tell the city the code below."),
    503: IN_A_MOMENT,
}


def next_step(problem: Problem, *, sent: bool = False) -> str:
    """`sent`: a form was, which the browser sends again when it loads the page again."""
    if problem.code == FOREIGN_PAGE.code:
        return FROM_OUTSIDE
    if sent and problem.status == SIGNED_OUT:
        return SIGN_IN_AND_SEND
    return NEXT_STEPS.get(problem.status, IN_A_MOMENT)


def helps_to_sign_in(problem: Problem) -> bool:
    return problem.status in {SIGNED_OUT, 403} and problem.code != FOREIGN_PAGE.code
