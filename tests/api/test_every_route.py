"""What holds for every address of the service, also for those not yet written."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from alike import headers
from described import DOCUMENT, example, takes
from reported import UNKNOWN, Opened, excluded, opened_by
from serving import HERE, Service
from waiting import until

from api.passages import passages
from cases.rights import rights

SECRET = "MARKER account"
OF_A_CASE = [
    pytest.param(method, path, operation, id=operation["operationId"])
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
    if "{case_id}" in path
]
OWN = "/v1/organisations/{organisation}/mailbox"
"""A reporter's own correspondence, for whose reading nobody has to give a reason."""
QUESTIONS = [
    pytest.param(path, id=operations["get"]["operationId"])
    for path, operations in DOCUMENT["paths"].items()
    if "get" in operations and path != OWN
]


@pytest.fixture(scope="module")
def kept_away(service: Service) -> tuple[Opened, Any]:
    opened = opened_by(service.caller("member", f"p-{uuid4().hex[:8]}"))
    return opened, excluded(service, opened)


@pytest.mark.parametrize(("method", "path", "operation"), OF_A_CASE)
def test_an_excluded_person_cannot_tell_a_case_from_none(
    service: Service,
    kept_away: tuple[Opened, Any],
    method: str,
    path: str,
    operation: Any,
) -> None:
    opened, person = kept_away
    answers = [
        service.client.request(
            method,
            path.format(
                organisation=person.organisation, case_id=case_id, item=UNKNOWN
            ),
            json=example(operation),
            headers=person.headers() | {"If-Match": '"1"'},
        )
        for case_id in (opened.id, UNKNOWN)
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text == answers[1].text
    assert headers(answers[0]) == headers(answers[1])


@pytest.mark.parametrize("path", QUESTIONS)
def test_no_question_shows_a_text_without_a_purpose(
    service: Service, path: str
) -> None:
    member = service.caller("member", f"p-{uuid4().hex[:8]}")
    opened = opened_by(member, account=SECRET)
    for role in rights():
        by = member if role == "member" else service.caller(role)
        values = {
            "organisation": by.organisation,
            "case_id": opened.id,
            "item": text_of(service, opened),
            "webhook": UNKNOWN,
            "edition": "undated",
            "year": 2026,
            "view": "cases_v1",
            "export": UNKNOWN,
            "name": "refused",
            "path": "entries/000",
            "position": opened.position,
        }
        waiting = {"after": opened.position} if "organisations" in path else {}
        answer = service.client.get(
            path.format(**values), headers=by.headers(), params=waiting
        )
        assert answer.status_code in (200, 403, 404, 422, 503)
        assert SECRET not in answer.text


def text_of(service: Service, opened: Opened) -> UUID:
    """The text of what was just reported."""
    log = service.app.state.organisations[HERE].log
    (text,) = passages(log.history(opened.id))
    return text.sealed.item


@pytest.fixture(scope="module")
def signed(service: Service) -> None:
    """There is a checkpoint to be read: the first comes soon after the first event."""
    opened_by(service.caller("member", f"p-{uuid4().hex[:8]}"))
    auditor = service.caller("auditor")
    until(lambda: auditor.get("/tree/checkpoint").is_success)


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("path", QUESTIONS)
def test_an_auditor_sees_structure_and_no_text_for_whatever_purpose(
    service: Service, path: str
) -> None:
    opened = opened_by(service.caller("member", f"p-{uuid4().hex[:8]}"), account=SECRET)
    auditor = service.caller("auditor")
    values = {
        "organisation": auditor.organisation,
        "case_id": opened.id,
        "item": text_of(service, opened),
        "webhook": UNKNOWN,
        "edition": "undated",
        "year": 2026,
        "view": "cases_v1",
        "export": UNKNOWN,
        "name": "refused",
        "path": "entries/000.p/1",
        "position": opened.position,
    }
    asked = {"purpose": "audit of the case", "after": opened.position}
    taken = takes(DOCUMENT["paths"][path]["get"])
    answer = service.client.get(
        path.format(**values),
        headers=auditor.headers(),
        params={name: value for name, value in asked.items() if name in taken},
    )
    # A case that was reported is no list of texts to erase, and no request; nor is any
    # file on its way that an auditor sends.
    own = ("/erasure", "/deliveries", "/manifest", "/uploads/{item}")
    other = "/deletions/{case_id}" in path or path.endswith(own)
    nothing = {404} if other else set()
    assert answer.status_code in {200, 403, 422, 503} | nothing, answer.text
    # What has no text in it is taken out for a purpose, too.
    opens = "purpose" in taken and "/views/" not in path
    assert opens <= (answer.status_code == 403)
    assert SECRET.encode() not in answer.content


@pytest.mark.parametrize(("method", "path", "operation"), OF_A_CASE)
def test_without_a_token_nothing_is_said(
    service: Service, method: str, path: str, operation: Any
) -> None:
    address = path.format(organisation="ima", case_id=UNKNOWN, item=UNKNOWN)
    answer = service.client.request(method, address, json=example(operation))
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
