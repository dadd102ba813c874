"""Why the gateway itself refuses, before any room is asked."""

from shared.messages import Kind, Reason


class HttpReason(Reason, frozen=True):
    """A reason that has an HTTP status of its own."""

    status: int


BAD_JSON = HttpReason("bad_json", Kind.INVALID, "The request is not readable JSON.", 400)
BAD_REQUEST = HttpReason("bad_request", Kind.INVALID, "The request could not be understood.", 400)
UNKNOWN_FIELD = HttpReason(
    "unknown_field", Kind.INVALID, "There is no field {field} here. Check how it is written.", 400
)
SIGN_IN_NEEDED = HttpReason("sign_in_needed", Kind.FORBIDDEN, "Sign in first.", 401)
SIGN_IN_EXPIRED = HttpReason("sign_in_expired", Kind.FORBIDDEN, "Your sign-in has expired. Sign in again.", 401)
SIGN_IN_INVALID = HttpReason("sign_in_invalid", Kind.FORBIDDEN, "The sign-in is not valid. Sign in again.", 401)
FOREIGN_PAGE = HttpReason("foreign_page", Kind.FORBIDDEN, "The request came from another site, so it was refused.", 403)
FILL_IN = HttpReason("malformed", Kind.INVALID, "Check this field: {field}.", 422)
SAME_PLACE = HttpReason("same_place", Kind.INVALID, "The same number stands at two proposals: give each its own.", 422)
NOT_FOUND = HttpReason("not_found", Kind.UNKNOWN, "There is nothing at this address.", 404)
METHOD_NOT_ALLOWED = HttpReason("method_not_allowed", Kind.INVALID, "This cannot be done at this address.", 405)
TOO_LARGE = HttpReason("too_large", Kind.INVALID, "The request is too large.", 413)
TOO_FAST = HttpReason("too_fast", Kind.UNAVAILABLE, "Too many requests in a short time. Wait {seconds} s.", 429)
TOO_MANY_LISTENERS = HttpReason(
    "too_many_listeners",
    Kind.UNAVAILABLE,
    "Too many listen to the events from your address. Close some of them first.",
    429,
)
SAY_YES = HttpReason("say_yes", Kind.INVALID, "Tick the box to say that you are sure.", 422)
SIGN_IN_FAILED = HttpReason(
    "sign_in_failed", Kind.FORBIDDEN, "Signing in did not work. Nothing has happened; please start again.", 403
)
PROVIDER_AWAY = HttpReason(
    "provider_away", Kind.UNAVAILABLE, "The city's sign-in does not answer just now. Try again in a few minutes.", 503
)
TOO_YOUNG = HttpReason(
    "too_young", Kind.INVALID, "Check the date of birth. You can take part from the age of {least}.", 422
)
NO_SUCH_AREA = HttpReason("no_such_area", Kind.INVALID, "Choose your neighbourhood from the list.", 422)
