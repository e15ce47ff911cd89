"""Writes the typed client anew, from the description that the service gives of itself.

    .venv/bin/python clients/python/generate.py [DESCRIPTION FOLDER]

What is in every request is in `cases_client/calling.py`, by hand; here come the answers
and commands as typed dictionaries, and a method for each operation.
"""

import json
import re
import sys
import textwrap
from collections.abc import Iterator, Mapping
from keyword import iskeyword
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
DESCRIPTION: Final = HERE.parents[1] / "tests/api/openapi.json"
MADE: Final = "# Made by clients/python/generate.py: not to be changed by hand.\n"
JSON: Final = "application/json"
PLAIN: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
PLAIN["null"] = "None"
OF_CALLER: Final = ("organisation", "Acting-As")
"""What a client is made with."""
NAMED: Final = {
    "If-Match": ("version", "int"),
    "Idempotency-Key": ("key", "str | None"),
    "On-Behalf-Of": ("on_behalf_of", "str | None"),
    "Upload-Offset": ("offset", "int"),
}
"""Headers that an operation reads, as arguments; those without None are needed."""
WORDS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
WIDTH: Final = 84
ANSWERS: Final = '''"""Commands and answers, as the service describes them."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict
'''
OPERATIONS: Final = '''"""Everything that can be asked of the service, a method each."""

from __future__ import annotations

from typing import Any, Literal, cast

from cases_client import answers
from cases_client.calling import Calling


class Client(Calling):
    """The service as one caller has it, in one organisation."""
'''


def main(*given: str) -> None:
    """Write both modules."""
    description, folder = (
        Path(given[0]) if given else DESCRIPTION,
        Path(given[1]) if len(given) > 1 else HERE / "cases_client",
    )
    document = json.loads(description.read_text("utf-8"))
    (folder / "answers.py").write_text(answers(document), "utf-8")
    (folder / "operations.py").write_text(operations(document), "utf-8")


def answers(document: Any) -> str:
    """A typed dictionary for each schema."""
    schemas = document["components"]["schemas"]
    sent = {*_reached(_bodies(document), schemas), "Problem"}
    made = [_dictionary(name, schemas[name], name in sent) for name in sorted(schemas)]
    return MADE + ANSWERS + "".join(made)


def operations(document: Any) -> str:
    """A method for each operation."""
    made = [
        _method(path, method, operation | {"parameters": _taken(document, operation)})
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    return MADE + OPERATIONS + "".join(sorted(made))


def named(operation: Any) -> str:
    """What the method of an operation is called."""
    return WORDS.sub("_", operation["operationId"]).lower()


def _taken(document: Any, operation: Any) -> list[Any]:
    """What an operation takes, also what is described once for many."""
    shared = document["components"]["parameters"]
    taken = operation.get("parameters", ())
    return [
        shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        for one in taken
    ]


def _bodies(document: Any) -> Iterator[Any]:
    for methods in document["paths"].values():
        for operation in methods.values():
            yield operation.get("requestBody", {})


def _reached(some: object, schemas: Mapping[str, Any]) -> set[str]:
    """The schemas that something refers to, and those that these do."""
    found: set[str] = set()
    waiting = [*_referred(some)]
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            waiting += _referred(schemas[name])
    return found


def _referred(some: object) -> Iterator[str]:
    if isinstance(some, Mapping):
        if "$ref" in some:
            yield str(some["$ref"]).rpartition("/")[2]
        some = some.values()
    if isinstance(some, str):
        return
    for one in some if hasattr(some, "__iter__") else ():
        yield from _referred(one)


def _dictionary(name: str, schema: Any, sent: bool) -> str:
    """A class; of what is answered every member is there, of what is sent some."""
    if "properties" not in schema:
        return f"\n\n{name} = {_typed(schema, quoted=True)}\n"
    needed = schema.get("required", []) if sent else [*schema["properties"]]
    lines = [_docstring(schema.get("description", f"{name}."))]
    for member, one in schema["properties"].items():
        kind = _typed(one)
        kind = kind if member in needed else f"NotRequired[{kind}]"
        lines += [f"{member}: {kind}", _docstring(one.get("description", ""))]
    if any(iskeyword(one) or not one.isidentifier() for one in schema["properties"]):
        return _functional(name, schema["properties"], needed)
    body = textwrap.indent("\n".join(filter(None, lines)), "    ")
    return f"\n\nclass {name}(TypedDict):\n{body}\n"


def _functional(name: str, members: Mapping[str, Any], needed: list[str]) -> str:
    """The same for members whose names are none in Python."""
    fields = {
        member: kind if member in needed else f"NotRequired[{kind}]"
        for member, kind in ((one, _typed(said)) for one, said in members.items())
    }
    listed = "".join(f"        {one!r}: {kind!r},\n" for one, kind in fields.items())
    return f"\n\n{name} = TypedDict(\n    {name!r},\n    {{\n{listed}    }},\n)\n"


def _typed(schema: Any, prefix: str = "", *, quoted: bool = False) -> str:
    """The type of a schema."""
    if "$ref" in schema:
        name = prefix + schema["$ref"].rpartition("/")[2]
        return f'"{name}"' if quoted else name
    if "anyOf" in schema:
        several = [_typed(one, prefix, quoted=quoted) for one in schema["anyOf"]]
        return " | ".join(dict.fromkeys(several))
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return f"Literal[{', '.join(map(repr, values))}]"
    if schema.get("type") == "array":
        return f"list[{_typed(schema.get('items', {}), prefix, quoted=quoted)}]"
    if schema.get("type") == "object":
        more = [*schema.get("patternProperties", {}).values()]
        if isinstance(schema.get("additionalProperties"), Mapping):
            more.append(schema["additionalProperties"])
        inner = " | ".join(_typed(one, prefix, quoted=quoted) for one in more)
        return f"dict[str, {inner or 'object'}]"
    return PLAIN.get(schema.get("type", ""), "object")


def _method(path: str, method: str, operation: Any) -> str:
    """One method, which says what is asked and hands it on."""
    given, query, headers = _arguments(operation, path)
    media, answer = _answer(operation)
    body = operation.get("requestBody", {}).get("content", {})
    if JSON in body:
        given.append(f"command: {_typed(body[JSON]['schema'], 'answers.')}")
    elif body:
        given += ["content: bytes"]
        headers["Upload-Offset"] = "offset"
    keywords = [one for one in (*_keywords(headers), *query.values()) if one]
    signature = ["self", *given, *(["*", *keywords] if keywords else [])]
    lines = [
        f"def {named(operation)}({', '.join(signature)}) -> {answer}:",
        textwrap.indent(_docstring(_said(operation)), "    "),
        "    found = self.call(",
        f'        "{method.upper()}",',
        f"        {_address(path)},",
        *(["        body=command,"] if JSON in body else []),
        *(["        body=content,"] if body and JSON not in body else []),
        *([f"        query={_members(query)},"] if query else []),
        *([f"        headers={_members(headers)},"] if headers else []),
        f"        accept={media!r},",
        "    )",
        f"    return cast({answer!r}, found)",
    ]
    return "\n" + textwrap.indent("\n".join(lines), "    ") + "\n"


def _arguments(
    operation: Any, path: str
) -> tuple[list[str], dict[str, str], dict[str, str]]:
    """What is given by place, in the query, and in headers."""
    given, query, headers = [], {}, {}
    for one in operation.get("parameters", ()):
        name, place = one["name"], one["in"]
        if place == "path" and name not in OF_CALLER:
            given.append(f"{name}: {_typed(one['schema'])}")
        elif place == "query":
            kind = _typed(one["schema"])
            needed = one.get("required", False)
            more = "" if needed else " = None"
            optional = "" if needed or "None" in kind else " | None"
            query[name] = f"{name}: {kind}{optional}{more}"
        elif place == "header" and name in NAMED:
            headers[name] = NAMED[name][0]
    assert all(f"{{{one.partition(':')[0]}}}" in path for one in given)
    return given, query, headers


def _keywords(headers: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(headers, key=lambda one: "None" in NAMED[one][1]):
        argument, kind = NAMED[name]
        yield f"{argument}: {kind}{' = None' if 'None' in kind else ''}"


def _members(some: Mapping[str, str]) -> str:
    listed = (f'"{name}": {said.partition(":")[0]}' for name, said in some.items())
    return "{" + ", ".join(listed) + "}"


def _address(path: str) -> str:
    filled = path.replace("{organisation}", "{self.organisation}")
    return f'f"{filled}"' if "{" in filled else f'"{filled}"'


def _answer(operation: Any) -> tuple[str, str]:
    """The media type that is asked for, and the type of what comes unless preferred."""
    answers = (one for s, one in operation["responses"].items() if s.startswith("2"))
    answered = [one for one in answers if "content" in one or not _chosen(one)]
    media = next((m for one in answered for m in one.get("content", {})), "*/*")
    empty = any("content" not in one for one in answered)
    if media != JSON:
        several = sum(len(one.get("content", {})) for one in answered) > 1
        return "*/*" if several else media, "None" if media == "*/*" else "bytes"
    schema = next(o["content"][JSON]["schema"] for o in answered if "content" in o)
    if any(map(_chosen, answered)):
        schema = schema["anyOf"][0]
    kind = _typed(schema, "answers.")
    return media, f"{kind} | None" if empty else kind


def _chosen(answer: Any) -> bool:
    """Whether a caller can prefer another answer to it; a client prefers none."""
    return "Preference-Applied" in answer.get("headers", {})


def _said(operation: Any) -> str:
    more = operation.get("description", "")
    return f"{operation['summary']}.\n\n{more}" if more else f"{operation['summary']}."


def _docstring(text: str) -> str:
    """In three quotes, and no wider than may be."""
    if not text:
        return ""
    first, _, rest = text.replace("\\", "\\\\").replace('"""', "'''").partition("\n\n")
    said = textwrap.fill(" ".join(first.split()), WIDTH)
    if rest:
        said = f"{said}\n\n{rest.strip()}\n"
    elif said.endswith('"'):
        said += " "
    return f'"""{said}"""'


if __name__ == "__main__":
    main(*sys.argv[1:])
