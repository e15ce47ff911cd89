"""What an edition asks for of itself, as a table."""

from collections.abc import Iterator

from api.pages.acts import cited
from api.pages.html import Html, code, table
from api.pages.questions import plain
from cases.edition.edition import Edition
from cases.edition.reaction import Reaction
from cases.edition.rules import EVENTS, RULES


def following(one: Edition) -> Html:
    """Each reaction: whenever this happens, then that follows."""
    rows = [
        (
            [reaction.label, " ", code(name)],
            "; ".join(_said(reaction, *RULES[reaction.then].follows)) or "by the rule",
            f"{plain(reaction.then)}: {'; '.join(_then(reaction))}",
            cited(one, reaction.clause),
        )
        for name, reaction in one.reactions.items()
    ]
    return table(("reaction", "whenever", "then", "clause"), rows)


def _then(reaction: Reaction) -> Iterator[str]:
    rule = RULES[reaction.then]
    return _said(reaction, *((rule.needs | rule.may_have) - EVENTS))


def _said(reaction: Reaction, *keys: str) -> Iterator[str]:
    """What the reaction says under these keys, in plain words."""
    for key in sorted(keys):
        value = getattr(reaction, key)
        value = "yes" if value is True else value
        words = [value] if isinstance(value, str) else list(value or ())
        if words:
            yield f"{plain(key)} {', '.join(plain(str(word)) for word in words)}"
