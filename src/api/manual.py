"""The OpenAPI document as one page of HTML, without scripts and without other hosts."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

STYLE: Final = """
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
h2{margin-top:3rem;text-transform:capitalize}
details{border-top:1px solid #ccc;padding:.4rem 0}
summary{cursor:pointer}
code,pre{font:14px/1.4 ui-monospace,monospace}
pre{background:#f4f4f4;padding:.8rem;overflow:auto}
b{display:inline-block;min-width:3.5rem}
"""
Operation = Mapping[str, Any]


def manual(document: Operation) -> str:
    """A page with every operation under its heading."""
    info = document["info"]
    return "".join(
        [
            f"<!doctype html><html lang=en><meta charset=utf-8><title>{info['title']}",
            f"</title><style>{STYLE}</style><h1>{info['title']}</h1>",
            f"<p>{escape(info['summary'])} The whole description is at ",
            "<a href=/openapi.json>/openapi.json</a>, the meaning of problems at ",
            "<a href=/problems>/problems</a>, who may do what at ",
            "<a href=/permissions>/permissions</a>.</p>",
            *(f"<p>{escape(part)}</p>" for part in info["description"].split("\n\n")),
            *_sections(document),
        ]
    )


def _sections(document: Operation) -> Iterator[str]:
    heading = None
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if operation["tags"][0] != heading:
                heading = operation["tags"][0]
                yield f"<h2>{heading}</h2>"
            yield _operation(document, path, method, operation)


def _operation(
    document: Operation, path: str, method: str, operation: Operation
) -> str:
    lines = [
        f"<details><summary><b>{method.upper()}</b> <code>{path}</code> ",
        f"{escape(operation['summary'])}</summary>",
        f"<p>{escape(operation.get('description', ''))}</p><ul>",
        *map(_parameter, operation.get("parameters", ())),
        "</ul>",
        f"<pre>{escape(_curl(path, method, operation))}</pre><ul>",
        *(
            f"<li><b>{status}</b> {escape(_meaning(document, answer))}</li>"
            for status, answer in operation["responses"].items()
        ),
        "</ul></details>",
    ]
    return "".join(lines)


def _meaning(document: Operation, answer: Operation) -> str:
    if "$ref" in answer:
        name = answer["$ref"].rpartition("/")[2]
        answer = document["components"]["responses"][name]
    return str(answer["description"])


def _parameter(parameter: Operation) -> str:
    meaning = escape(parameter.get("description", ""))
    return f"<li><code>{parameter['name']}</code> ({parameter['in']}) {meaning}</li>"


def _curl(path: str, method: str, operation: Operation) -> str:
    call = f'curl -X {method.upper()} "$BASE{path}"'
    call += ' \\\n  -H "Authorization: Bearer $TOKEN"'
    if "requestBody" not in operation:
        return call
    content = operation["requestBody"]["content"]["application/json"]
    body = json.dumps(content["examples"]["example"]["value"], indent=2)
    match = " \\\n  -H 'If-Match: \"3\"'" if "{case_id}" in path else ""
    return f"{call}{match} \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'"
