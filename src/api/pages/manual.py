"""The manual: every operation under those who need it, with fields and examples."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from starlette.responses import HTMLResponse

from api.audiences import AUDIENCES, Audience
from api.description import parameters
from api.kinds import KINDS
from api.needed import BESIDE, NEEDS
from api.pages.asking import JSON, answered, asked
from api.pages.brief import brief
from api.pages.frame import heading, page
from api.pages.html import Content, Html, code, element, joined, link, listed, table
from api.pages.prose import line, prose
from api.pages.words import fields, mentioned, words
from api.problems import MEDIA_TYPE, Problem
from api.routing import ORGANISATION

Operation = Mapping[str, Any]
Known = Mapping[str, tuple[str, str, Operation]]
"""Every operation by its name, with its address and its method."""

EVERYWHERE: Final = frozenset(
    {"organisation", "Acting-As", "Idempotency-Key", "If-Match", "case_id", "after"}
    | {"Prefer", "X-Request-ID", "On-Behalf-Of"}
)
"""Parameters that the introduction explains once."""
ALWAYS: Final = (
    *("bad-request", "unauthenticated", "not-permitted", "not-found"),
    *("too-many", "not-acceptable", "too-large", "unsupported-media-type", "invalid"),
    *("failure", "unavailable"),
)
"""Problems that may come from nearly everywhere: the introduction names them once."""
FIELD: Final = ("field", "holds", "meaning")


def manual(document: Operation) -> HTMLResponse:
    """The whole description of the service, for people."""
    known = {
        operation["operationId"]: (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    info = document["info"]
    return page(
        f"{info['title']}: manual",
        _contents(known),
        element("h1", info["title"]),
        element("p", info["summary"], class_="lead"),
        prose(info["description"]),
        [_audience(document, audience, known) for audience in AUDIENCES],
        heading(2, "models", "What answers hold"),
        [_model(name, document) for name in _answered(document)],
    )


def _contents(known: Known) -> Html:
    begin = link("#", "Introduction")
    groups = [_group(audience, known) for audience in AUDIENCES]
    return listed(begin, *groups, link("#models", "What answers hold"))


def _group(audience: Audience, known: Known) -> Html:
    """The operations of an audience, behind its title."""
    ways = (
        link(f"#{name}", line(brief(known[name][2]["summary"])))
        for name in audience.operations
    )
    title = link(f"#{_name(audience.title)}", audience.title)
    return element("details", element("summary", title), listed(*ways))


def _name(title: str) -> str:
    return title.lower().replace(" ", "-")


def _audience(
    document: Operation,
    audience: Audience,
    known: Known,
) -> Html:
    return joined(
        [
            heading(2, _name(audience.title), audience.title),
            element("p", line(audience.text)),
            [_operation(document, *known[name]) for name in audience.operations],
        ]
    )


def _operation(
    document: Operation, path: str, method: str, operation: Operation
) -> Html:
    said = [
        *_heading(path, method, operation),
        _parameters(document, operation),
        _body(document, operation),
        _errors(document, operation),
    ]
    shown = [asked(path, method, operation), answered(operation)]
    return element(
        "section",
        element("div", said),
        element("div", shown, class_="shown"),
        class_="operation",
    )


def _heading(path: str, method: str, operation: Operation) -> Iterator[Html]:
    """What it is, at which address, and who may."""
    name = operation["operationId"]
    yield heading(3, name, line(operation["summary"]))
    way = [element("b", method.upper(), class_=method), " ", _address(path)]
    yield element("p", way, class_="address")
    if "deprecated" in operation:
        yield element("p", "Deprecated", class_="note")
    yield prose(operation.get("description", ""))
    needs = ["Needs ", link("/permissions#needs", _need(NEEDS[name]))]
    yield element("p", needs, ". In programs: ", code(name), class_="by")


def _need(name: str) -> Content:
    """What an operation needs, in words."""
    return line(BESIDE[name]) if name in BESIDE else f"the right to {name}"


def _address(path: str) -> Html:
    return code(path.replace(ORGANISATION, "…"))


def _parameters(document: Operation, operation: Operation) -> Html:
    rows = [
        (
            code(one["name"]),
            words(_given(one["schema"])),
            line(one.get("description", "")),
        )
        for one in parameters(document, operation)
        if one["name"] not in EVERYWHERE
    ]
    return table(("parameter", "holds", "meaning"), rows)


def _given(schema: Operation) -> Operation:
    """A parameter as it can be given: null it never is."""
    kinds = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return kinds[0] if len(kinds) == 1 else schema


def _body(document: Operation, operation: Operation) -> Html:
    if "requestBody" not in operation:
        return Html()
    content = operation["requestBody"]["content"]
    if JSON not in content:
        return element("p", "Sent as it is: ", code(next(iter(content))))
    model = content[JSON]["schema"]["$ref"]
    return table(FIELD, fields(_schemas(document)[model.rpartition("/")[2]]))


def _errors(document: Operation, operation: Operation) -> Html:
    """The kinds of problem that it may be answered with, beside those of every one."""
    names = {
        name
        for answer in operation["responses"].values()
        for name in _kinds(document, answer)
    }.difference(ALWAYS)
    if not names:
        return Html()
    links = [
        [link(f"/problems#{name}", f"{KINDS[name].status} {name}"), " "]
        for name in sorted(names, key=lambda name: (KINDS[name].status, name))
    ]
    return element("p", "Problems:", links, class_="problems")


def _kinds(document: Operation, answer: Operation) -> Iterator[str]:
    if "$ref" in answer:
        name = answer["$ref"].rpartition("/")[2]
        answer = document["components"]["responses"][name]
    yield from answer.get("content", {}).get(MEDIA_TYPE, {}).get("examples", ())


def _answered(document: Operation) -> list[str]:
    """The models of answers, of what these and what is sent hold, as they are met."""
    schemas, found = _schemas(document), dict[str, None]()
    ahead = [
        name
        for methods in document["paths"].values()
        for operation in methods.values()
        for part in (*operation["responses"].values(), *_sent(schemas, operation))
        for name in mentioned(part)
        if name in schemas
    ]
    ahead.append(Problem.__name__)
    while ahead:
        if (name := ahead.pop(0)) not in found:
            found[name] = None
            ahead += mentioned(schemas[name])
    return list(found)


def _sent(schemas: Operation, operation: Operation) -> Iterator[Operation]:
    """The model of the body; its own fields stand beside the operation."""
    yield from (schemas[name] for name in mentioned(operation.get("requestBody", {})))


def _model(name: str, document: Operation) -> Html:
    schema = _schemas(document)[name]
    if "enum" in schema:
        rows: Content = element("p", words(schema))
    else:
        rows = table(FIELD, fields(schema))
    about = element("p", line(schema.get("description", "")))
    return joined([heading(3, f"model-{name}", name), about, rows])


def _schemas(document: Operation) -> Mapping[str, Any]:
    schemas: Mapping[str, Any] = document["components"]["schemas"]
    return schemas
