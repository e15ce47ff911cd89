"""What is wrong with a request, without a word of what was sent.

A validation error holds the input in its message, its location and its context. Only
what this service itself wrote is kept: names of fields, limits, lists of choices.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from api.problems import Fault

DETAILS: Final[Mapping[str, str]] = {
    "missing": "is missing",
    "extra_forbidden": "has an unknown field",
    "bool_type": "must be true or false",
    "date_type": "must be a day as YYYY-MM-DD",
    "date_parsing": "must be a day as YYYY-MM-DD",
    "date_from_datetime_parsing": "must be a day as YYYY-MM-DD",
    "date_from_datetime_inexact": "must be a day as YYYY-MM-DD",
    "date_past": "must not be in the future",
    "past_date": "must not be in the future",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "enum": "must be one of {expected}",
    "greater_than": "must be greater than {gt}",
    "greater_than_equal": "must be {ge} or more",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "is too large a number",
    "int_from_float": "must be a whole number",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be {le} or less",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "literal_error": "must be {expected}",
    "string_pattern_mismatch": "must match {pattern}",
    "string_too_long": "must have at most {max_length} characters",
    "string_too_short": "must have at least {min_length} characters",
    "string_type": "must be text",
    "too_long": "must have at most {max_length} entries",
    "too_short": "must have at least {min_length} entries",
    "union_tag_invalid": "must be one of {expected_tags}",
    "union_tag_not_found": "must say which kind it is",
    "uuid_parsing": "must be a UUID",
    "uuid_type": "must be a UUID",
}
"""What each kind of error means; `{…}` is filled from the schema, never the input."""
OTHERWISE: Final = "does not fit"
PARAMETERS: Final = frozenset({"path", "query", "header", "cookie"})


def faults(errors: Iterable[Mapping[str, Any]], names: frozenset[str]) -> list[Fault]:
    """Each fault once; `names` are those of the service's own fields.

    A step of a location that is no such name is left out, because it may be input.
    """
    found = (_fault(error, names) for error in errors)
    return list(dict.fromkeys(found))


def _fault(error: Mapping[str, Any], names: frozenset[str]) -> Fault:
    rule = str(error["type"])
    place, *steps = error["loc"] or ("body",)
    if rule == "extra_forbidden":
        # The last step is the unknown name itself.
        steps = steps[:-1]
    where = _where(str(place), tuple(steps), names)
    return Fault(**where, rule=rule, detail=_detail(rule, error.get("ctx", {})))


def _where(
    place: str, steps: tuple[object, ...], names: frozenset[str]
) -> dict[str, str]:
    if place in PARAMETERS:
        return {"parameter": str(steps[0]) if steps else place}
    return {"pointer": "".join(f"/{step}" for step in _own(steps, names))}


def _own(steps: tuple[object, ...], names: frozenset[str]) -> Iterator[object]:
    for step in steps:
        if isinstance(step, int) or step in names:
            yield step


def _detail(rule: str, context: Mapping[str, Any]) -> str:
    try:
        return DETAILS.get(rule, OTHERWISE).format_map(context)
    except KeyError:
        return OTHERWISE


def field_names(schema: Mapping[str, Any]) -> frozenset[str]:
    """The names of all fields in an OpenAPI document."""
    models = schema.get("components", {}).get("schemas", {}).values()
    return frozenset(name for model in models for name in model.get("properties", {}))
