"""Receipts, cursors, keys and headers that are made up: refused, and not kept."""

import io
from collections.abc import Iterator
from typing import Any, Final
from uuid import uuid4

import pytest
from described import DOCUMENT, takes
from generated import nothing_stored
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reported import UNKNOWN, Opened, opened_by
from serving import HERE, Service, written

from api.problems import MEDIA_TYPE

MARKER: Final = "MARKERjane"
SOME = settings(max_examples=25, suppress_health_check=list(HealthCheck))
BELOW: Final = "/v1/organisations/{organisation}"
LISTS: Final = [
    path.removeprefix(BELOW)
    for path, operations in DOCUMENT["paths"].items()
    if "cursor" in takes(operations.get("get", {}))
]
HEADERS: Final = (
    *("Accept", "Acting-As", "Authorization", "Content-Type", "Cookie", "Expect"),
    *("Forwarded", "Host", "Idempotency-Key", "If-Match", "If-None-Match", "Origin"),
    *("On-Behalf-Of", "Prefer", "Range", "Referer", "Traceparent", "Tracestate"),
    *("Upload-Offset", "User-Agent", "X-Forwarded-For", "X-HTTP-Method-Override"),
)
words = st.text(
    st.characters(min_codepoint=33, max_codepoint=255, exclude_categories=["Cc"])
)
"""What a header may hold at all; the server answers anything else itself."""
places = st.lists(
    st.sampled_from(
        ["", "0", "-1", "9" * 18, "9" * 40, "2026-01-05", UNKNOWN, "a", "é"]
    )
    | st.text(max_size=8),
    max_size=6,
).map(lambda parts: "/".join(parts).encode()[:200].hex())
numbers = st.integers(-(2**70), 2**70).map(str) | words


@pytest.fixture(scope="module")
def opened(service: Service) -> Opened:
    return opened_by(service.caller("member", f"p-{uuid4().hex[:8]}"))


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    with written(io.StringIO()) as stream:
        yield stream


def refused(answer: Any, *statuses: int) -> None:
    """A problem that the service knows, and says nothing of what was sent."""
    assert answer.status_code in statuses, answer.text
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    assert MARKER not in answer.text + str(answer.headers)


@pytest.mark.parametrize("path", LISTS)
@SOME
@given(places | words)
@example(MARKER)
@example(MARKER.encode().hex())
def test_a_cursor_that_no_page_gave(service: Service, path: str, cursor: str) -> None:
    by = service.caller("compliance_officer")
    answer = by.get(path, cursor=cursor)
    if answer.status_code != 200:
        refused(answer, 400, 403, 422)


@SOME
@given(numbers)
@example(MARKER)
@example("1e3")
@example(" 1")
def test_a_position_that_no_receipt_gave(
    service: Service, opened: Opened, position: str
) -> None:
    for path in (opened.at, "/cases", "/clocks"):
        answer = opened.reporter.get(path, after=position)
        if answer.status_code != 200:
            refused(answer, 400, 422)
    by = service.caller("auditor")
    address = f"{by.at('/tree/inclusion/')}{position.encode().hex()}"
    refused(service.client.get(address, headers=by.headers()), 404, 409, 422, 503)


@SOME
@given(if_match=numbers.map('"{}"'.format) | words, key=words)
@example(if_match=MARKER, key=f"{MARKER} !")
@example(if_match='"1"', key="x" * 10_000)
def test_a_version_and_a_key_that_nobody_gave(
    service: Service, opened: Opened, if_match: str, key: str
) -> None:
    headers = opened.reporter.headers() | {"If-Match": if_match, "Idempotency-Key": key}
    sent = {name: value.encode("latin-1") for name, value in headers.items()}
    at = opened.reporter.at(f"{opened.at}/parties")
    body = {"role": "witness", "name": MARKER}
    with nothing_stored(service):
        answer = service.client.post(at, json=body, headers=sent)
        refused(answer, 400, 403, 409, 412, 422, 428)


@SOME
@given(
    st.sampled_from(["Bearer", "Mailbox", "Job", "Basic", "", "mailbox  "]),
    words | st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ-", min_size=20, max_size=40),
)
@example("Job", f"job_{MARKER}")
@example("Job", f"job_{'é' * 40}")
@example("Mailbox", "-" * 5000)
@example("Mailbox", f"{MARKER} {MARKER}")
def test_a_key_that_nobody_has(service: Service, scheme: str, key: str) -> None:
    headers = {"Authorization": f"{scheme} {key}".encode("latin-1")}
    with nothing_stored(service):
        for path in ("/cases", "/mailbox"):
            asked = service.client.get(
                f"/v1/organisations/{HERE}{path}", headers=headers
            )
            # Some keys are those of an empty mailbox: it looks like any other.
            if asked.status_code != 200:
                refused(asked, 401, 403, 404, 429)


@pytest.mark.parametrize("name", HEADERS)
@SOME
@given(words)
@example(MARKER)
@example("," * 20_000)
@example(";" * 20_000)
@example("q=" * 9_000)
@example(f"{'a/b;q=0.1,' * 4000}{MARKER}")
@example("00-" + "f" * 32 + "-" + "f" * 16 + "-ff")
def test_a_header_that_means_nothing(
    service: Service, lines: io.StringIO, name: str, value: str
) -> None:
    by = service.caller("member")
    sent = by.headers() | {"If-Match": '"1"', name: value}
    headers = {key: one.encode("latin-1") for key, one in sent.items()}
    with nothing_stored(service):
        asked = service.client.get(by.at("/cases"), headers=headers)
        command = {"role": "witness", "name": MARKER}
        told = service.client.post(
            by.at(f"/cases/{UNKNOWN}/parties"), json=command, headers=headers
        )
    for answer in (asked, told):
        if answer.status_code != 200:
            refused(answer, 400, 401, 403, 404, 406, 415, 422, 428)
    assert MARKER not in lines.getvalue()
    if name in ("Acting-As", "Authorization"):
        assert asked.status_code in (401, 403)
