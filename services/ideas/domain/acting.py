"""In which role somebody does something: the trail names roles."""

from shared.messages import Command, Role


def role_of(command: Command) -> Role:
    """The first of those that may do it which they hold."""
    may = [role for role in Role if role in command.allowed]
    return next((role for role in may if command.by.holds(role, command.area)), may[0])
