"""An operation as somebody asks it: a command line, and what was answered."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from api.examples.assigning import ASSIGNING, OFFICE
from api.examples.example import ORGANISATION as ORGANISATION_OF_EXAMPLES
from api.examples.filing import SENDING
from api.examples.filtering import FILTERING, NAME
from api.examples.story import EXAMPLES, QUESTIONS
from api.pages.html import Content, Html, code, element, joined
from api.pages.sending import BY, lines, sends
from api.pages.words import words
from api.routing import ORGANISATION

Operation = Mapping[str, Any]

OFFICES: Final = {
    **{kind.__name__: example.office for kind, example in EXAMPLES.items()},
    **{name: question.office for name, question in QUESTIONS.items()},
    **dict.fromkeys((*SENDING, *FILTERING), BY),
    ASSIGNING: OFFICE,
}
"""Who asks in the examples."""
HERE: Final = {
    **{kind.__name__: one.organisation for kind, one in EXAMPLES.items()},
    **dict.fromkeys((*SENDING, *FILTERING, ASSIGNING), ORGANISATION_OF_EXAMPLES),
}
"""By whose code."""
JSON: Final = "application/json"
NEXT: Final = " \\\n  "
"""How a command line goes on."""
KEY: Final = re.compile(r"(&quot;|\")([\w-]+)\1(?=:)")


def asked(path: str, method: str, operation: Operation) -> Html:
    """The example of a request, as a command line."""
    office = OFFICES[operation["operationId"]]
    by = f"Asked by {_somebody(office)}" if office else "Asked by anybody"
    if sends(operation):
        call: Content = _sending(path, operation)
    else:
        ask = _question if method == "get" else _command
        call = ask(path, operation)
    return joined([element("p", by, class_="by"), element("pre", call)])


def _somebody(office: str) -> str:
    article = "an" if office[0] in "aeiou" else "a"
    return f"{article} {office.replace('_', ' ')}"


def _question(path: str, operation: Operation) -> Content:
    question = QUESTIONS[operation["operationId"]]
    query = "&".join(
        f"{name}={value.replace(' ', '+')}" for name, value in question.query.items()
    )
    for name, value in question.place.items():
        path = path.replace(f"{{{name}}}", value)
    here = question.organisation
    place = _place(path, here)
    return _curl(f"{place}?{query}" if query else place, question.office, here)


def _command(path: str, operation: Operation) -> Content:
    example = operation["requestBody"]["content"]["application/json"]["examples"]
    name = operation["operationId"]
    parts = [_curl(_place(path, HERE[name]), OFFICES[name], HERE[name])]
    if "{case_id}" in path and name not in SENDING:
        parts.append("-H \"If-Match: $version\" -H 'Idempotency-Key: try-0001'")
    parts.append("-H 'Content-Type: application/json' -d '")
    return [NEXT.join(parts), _json(example["example"]["value"]), "'"]


def _sending(path: str, operation: Operation) -> Content:
    query, *more = lines(operation)
    place = _place(path, ORGANISATION_OF_EXAMPLES).replace("{item}", "$item")
    place = place.replace("{name}", NAME)
    return NEXT.join([_curl(f"{place}{query}", BY, ORGANISATION_OF_EXAMPLES), *more])


def _place(path: str, organisation: str) -> str:
    """An address in the variables of the introduction."""
    inside = path.startswith(ORGANISATION)
    here = path.replace(ORGANISATION, f"${organisation}")
    place = here if inside else f"$service{path}"
    return place.replace("{case_id}", "$case").replace("{position}", "$position")


def _curl(address: str, office: str | None, organisation: str) -> str:
    call = f'curl "{address}"'
    if office is None:
        return call
    token = f"var/tokens/{organisation}/{office}"
    return f'{call}{NEXT}-H "Authorization: Bearer $(cat {token})"'


def answered(operation: Operation) -> Html:
    """What was answered to it."""
    status, answer = next(iter(operation["responses"].items()))
    if "content" not in answer:
        return element("p", f"Answer {status}", class_="by")
    media_type, content = next(iter(answer["content"].items()))
    of = words(content["schema"]) if JSON in media_type else code(media_type)
    said = element("p", f"Answer {status}: ", of, class_="by")
    if "examples" not in content:
        return said
    return joined(
        [said, element("pre", _json(content["examples"]["example"]["value"]))]
    )


def _json(value: object) -> Html:
    """JSON as people read it, with the names of its members marked."""
    text = joined(json.dumps(value, indent=1, ensure_ascii=False))
    return Html(KEY.sub(r"<b>\1\2\1</b>", text))
