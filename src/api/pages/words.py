"""A part of the description in words: what a field holds, and within which limits."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from api.forms import FORMS
from api.pages.html import Content, Html, code, joined, link
from api.pages.prose import line
from cases.events.event import LARGEST_INTEGER, PERSONAL_LIMIT, PRINTABLE

Schema = Mapping[str, Any]

FORMATS: Final[Mapping[str, str]] = {
    "date": "a day, as 2026-12-31",
    "date-time": "a moment in UTC, as 2026-12-31T09:00:00Z",
    "uuid": "a UUID",
    "uri-reference": "an address",
}
PERSONAL: Final = f"personal text, at most {PERSONAL_LIMIT:,} characters; sealed"
FACT: Final = "true or false, a whole number, or a text of at most 64 signs"


def words(schema: Schema) -> Html:
    """What a value may be."""
    if "$ref" in schema:
        return _model(schema["$ref"])
    if "anyOf" in schema:
        return _either(schema["anyOf"])
    if "enum" in schema:
        return joined(["one of ", _choices(schema["enum"])])
    if "const" in schema:
        return code(str(schema["const"]))
    return KINDS.get(schema.get("type", ""), _anything)(schema)


def _model(reference: str) -> Html:
    name = reference.rpartition("/")[2]
    return link(f"#model-{name}", name)


def _either(schemas: list[Schema]) -> Html:
    given = [one for one in schemas if one.get("type") != "null"]
    if [one.get("type") for one in given] == ["boolean", "integer", "string"]:
        return Html(FACT)
    said = _between([words(one) for one in given], " or ")
    return said if len(given) == len(schemas) else joined([said, ", or null"])


def _choices(names: list[Any]) -> Html:
    return _between([code(str(name)) for name in names], ", ")


def _between(parts: list[Html], sign: str) -> Html:
    return Html(sign.join(parts))


def _text(schema: Schema) -> Html:
    pattern = str(schema.get("pattern"))
    if pattern == PRINTABLE:
        return Html(PERSONAL)
    if pattern in FORMS:
        # What comes after the colon the introduction says once.
        return line(FORMS[pattern].partition(":")[0])
    if form := FORMATS.get(schema.get("format", "")):
        return Html(form)
    return joined(["text", _limit(schema, "maxLength", " of at most {} characters")])


def _number(schema: Schema) -> Html:
    least = _limit(schema, "minimum", ", {} or more")
    most = _limit(schema, "maximum", ", at most {}")
    if schema.get("maximum") == LARGEST_INTEGER:
        most = ""
    return joined(["a whole number", least, most])


def _list(schema: Schema) -> Html:
    least = _limit(schema, "minItems", ", at least {}")
    most = _limit(schema, "maxItems", ", at most {}")
    of = words(schema.get("items", {}))
    return joined(["a list: ", of, least, most])


def _object(schema: Schema) -> Html:
    inner = [*schema.get("patternProperties", {}).values()]
    if isinstance(of := schema.get("additionalProperties"), Mapping):
        inner.append(of)
    if not inner:
        return Html("an object")
    return joined(["by name: ", words(inner[0])])


def _anything(_schema: Schema) -> Html:
    return Html("anything")


def _limit(schema: Schema, name: str, sentence: str) -> str:
    return sentence.format(f"{int(schema[name]):,}") if name in schema else ""


KINDS: Final = {
    "string": _text,
    "integer": _number,
    "number": lambda _: Html("a number"),
    "boolean": lambda _: Html("true or false"),
    "array": _list,
    "object": _object,
}


def fields(model: Schema) -> Iterator[tuple[Content, ...]]:
    """Each field of a model: its name, what it may be, what it means."""
    required = model.get("required", ())
    for name, field in model.get("properties", {}).items():
        mark = None if name in required else Html(" <i>optional</i>")
        yield (
            [code(name), mark],
            words(field),
            line(field.get("description", "")),
        )


def mentioned(schema: object) -> Iterator[str]:
    """The models that a schema refers to."""
    if isinstance(schema, Mapping):
        if isinstance(reference := schema.get("$ref"), str):
            yield reference.rpartition("/")[2]
        for part in schema.values():
            yield from mentioned(part)
    if isinstance(schema, list):
        for part in schema:
            yield from mentioned(part)
