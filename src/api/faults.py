"""What is wrong with a request, without a word of what was sent.

A validation error holds the input in its message, its location and its context. Only
what this service itself wrote is kept: names of fields, limits, lists of choices.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from api.forms import FORMS
from api.problems import Fault

DETAILS: Final[Mapping[str, str]] = {
    "boolean": "must be true or false",
    "choice": "must be one of {expected}",
    "day": "must be a day as 2026-12-31",
    "fact": "must be true or false, a whole number, or a text of at most 64 letters, "
    "digits, dots, _ and - (a choice, a day, a currency)",
    "form": "must be {form}",
    "list": "must be a list",
    "maximum": "must be {le} or less",
    "minimum": "must be {ge} or more",
    "missing": "is missing",
    "not_empty": "must not be empty",
    "only_true": "must be true",
    "object": "must be an object",
    "repeated": "must not name the same twice",
    "text": "must be text",
    "too_few": "must have at least {min_length}",
    "too_long": "must have at most {max_length} characters",
    "too_many": "must have at most {max_length}",
    "unknown_field": "has a field that is not among those of this command",
    "unknown_parameter": "has a parameter that is not among those of this address",
    "uuid": "must be a UUID",
    "whole_number": "must be a whole number",
}
"""Every rule of form; `{…}` is filled from what the service says, never the input."""
RULES: Final[Mapping[str, str]] = {
    "blank": "not_empty",
    "bool_parsing": "boolean",
    "bool_type": "boolean",
    "date_from_datetime_inexact": "day",
    "date_from_datetime_parsing": "day",
    "date_parsing": "day",
    "date_type": "day",
    "dict_type": "object",
    "extra_forbidden": "unknown_field",
    "fact": "fact",
    "greater_than_equal": "minimum",
    "int_from_float": "whole_number",
    "int_parsing": "whole_number",
    "int_parsing_size": "whole_number",
    "int_type": "whole_number",
    "iso_day": "day",
    "less_than_equal": "maximum",
    "literal_error": "choice",
    "missing": "missing",
    "model_attributes_type": "object",
    "model_type": "object",
    "repeated": "repeated",
    "string_pattern_mismatch": "form",
    "string_too_long": "too_long",
    "string_too_short": "not_empty",
    "string_type": "text",
    "too_long": "too_many",
    "too_short": "too_few",
    "tuple_type": "list",
    "uuid_parsing": "uuid",
    "uuid_type": "uuid",
}
"""The rule behind each error of the validating library."""
OTHERWISE: Final = ("does_not_fit", "does not fit")
PARAMETERS: Final = frozenset({"path", "query", "header", "cookie"})


def faults(
    errors: Iterable[Mapping[str, Any]],
    names: frozenset[str],
    fields: Iterable[str] = (),
) -> list[Fault]:
    """One fault for each part that is wrong.

    `names` are the service's own, of fields and of facts: a step of a location that is
    none of them is left out, because it may be input. `fields` are those of the body:
    whoever misspelt one is told all of them, as the wrong one is not repeated.
    """
    found: dict[tuple[str | None, str | None], Fault] = {}
    for error in errors:
        fault = _fault(error, names, tuple(fields))
        found.setdefault((fault.pointer, fault.parameter), fault)
    places = [fault.pointer for fault in found.values() if fault.pointer]
    return [one for one in found.values() if not _follows(one, places)]


def _follows(fault: Fault, places: Iterable[str]) -> bool:
    """Whether a list has too few entries only because one of them is wrong."""
    inside = f"{fault.pointer}/"
    return fault.rule == "too_few" and any(one.startswith(inside) for one in places)


def pointer(steps: Iterable[object], names: frozenset[str]) -> str:
    """The JSON pointer to a part of a body, of the service's own `names` alone."""
    own = (step for step in steps if isinstance(step, int) or step in names)
    return "".join(f"/{step}" for step in own)


def _fault(
    error: Mapping[str, Any], names: frozenset[str], fields: tuple[str, ...]
) -> Fault:
    place, *steps = error["loc"] or ("body",)
    context = error.get("ctx", {})
    rule, detail = _rule(str(error["type"]), context)
    if rule == "unknown_field" and place not in PARAMETERS:
        # The one step is the unknown name itself: no command has fields in a field.
        return Fault(pointer="", rule=rule, detail=detail, allowed=fields)
    if place not in PARAMETERS:
        return Fault(pointer=pointer(steps, names), rule=rule, detail=detail)
    if not steps:
        rule, known = "unknown_parameter", tuple(context["known"])
        where = str(place)
        return Fault(parameter=where, rule=rule, detail=DETAILS[rule], allowed=known)
    return Fault(parameter=str(steps[0]), rule=rule, detail=detail)


def _rule(error: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """The rule that is broken, and what it says."""
    if context.get("expected") == "True":
        return "only_true", DETAILS["only_true"]
    if (rule := RULES.get(error)) is None:
        return OTHERWISE
    form = FORMS.get(context.get("pattern", ""), "of another form")
    return rule, DETAILS[rule].format_map({**context, "form": form})


def field_names(schema: Mapping[str, Any]) -> frozenset[str]:
    """The names of all fields in an OpenAPI document."""
    models = schema.get("components", {}).get("schemas", {}).values()
    return frozenset(name for model in models for name in model.get("properties", {}))
