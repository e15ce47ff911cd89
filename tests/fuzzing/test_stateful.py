"""Ten thousand generated requests that build on each other's answers (`make fuzz`).

Whatever is sent: a documented answer, no failure; and of what is refused nothing is
stored, nothing repeated. CASES_GENERATED says how many; how long the slowest took is
printed, and judged by nobody.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from heapq import nlargest
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from uuid import UUID
from zlib import crc32

import pytest
import schemathesis
from described import DOCUMENT, takes
from generated import DOCUMENTED, started, stored
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import FlakyStrategyDefinition
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.stateful.state_machine import APIStateMachine
from servers import Server
from serving import HERE, Service, serving_anew

from api.examples.story import EXAMPLES
from api.permissions import rights

pytestmark = [pytest.mark.fuzz, pytest.mark.timeout(3600)]

REQUESTS: Final = int(os.environ.get("CASES_GENERATED", "10000"))
IN_A_ROW: Final = 50
"""Requests that may build on each other."""
SOME: Final = settings(
    max_examples=20,
    stateful_step_count=IN_A_ROW,
    phases=[Phase.generate],
    database=None,
    suppress_health_check=list(HealthCheck),
)
TOLD: Final = {command.__name__: example for command, example in EXAMPLES.items()}
SLOWEST: Final = 5
LONG: Final = 8
"""Letters from which on a text that was sent is known again in an answer."""
ITEM: Final = "$response.body#/item"
FROM_RECEIPT: Final[Mapping[str, str]] = {
    "path.case_id": "$response.body#/case",
    "path.position": "$response.body#/position",
    "query.after": "$response.body#/position",
    "header.If-Match": '"{$response.body#/version}"',
}
FROM_UPLOAD: Final[Mapping[str, str]] = {
    "path.case_id": "$request.path.case_id",
    "path.item": ITEM,
}
FROM_FILES: Final[Mapping[str, str]] = {
    "path.case_id": "$request.path.case_id",
    "path.item": "$response.body#/0/item",
}
FROM_LIST: Final[Mapping[str, str]] = {
    "path.case_id": "$response.body#/items/0/case_id",
}
FROM_PAGE: Final[Mapping[str, str]] = {"query.cursor": "$response.body#/next"}
OPENINGS: Final = ("ReceiveReport", "MakeDisclosure", "ProposeDisposal")
UPLOADS: Final = ("read_upload", "drop_upload", "send_part", "read_file", "read_text")


def linked() -> Any:
    """The description, with what each answer gives to later requests."""
    document = deepcopy(DOCUMENT)
    found = {
        operation["operationId"]: (path, operation)
        for path, operations in document["paths"].items()
        for operation in operations.values()
    }
    of_a_case = [name for name, (path, _) in found.items() if "{case_id}" in path]
    lists = [name for name, (_, one) in found.items() if "cursor" in takes(one)]
    for source in OPENINGS:
        for target in [*of_a_case, "prove_inclusion", "list_cases", "list_clocks"]:
            _link(found, source, target, FROM_RECEIPT)
    for target in UPLOADS:
        _link(found, "add_file", target, FROM_UPLOAD)
    for target in ("read_file", "read_text", "read_upload"):
        _link(found, "list_files", target, FROM_FILES)
    for target in of_a_case:
        _link(found, "list_cases", target, FROM_LIST)
    for name in lists:
        _link(found, name, name, FROM_PAGE)
    return document


def _link(found: Any, source: str, target: str, gives: Mapping[str, str]) -> None:
    taken = {
        place: value
        for place, value in gives.items()
        if place.partition(".")[2] in takes(found[target][1])
    }
    answers = found[source][1]["responses"]
    links = answers["201" if "201" in answers else "200"].setdefault("links", {})
    links[target] = {"operationId": target, "parameters": taken}


@pytest.fixture(scope="module")
def service(
    cluster: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A service with an empty log."""
    folder: Path = tmp_path_factory.mktemp("generated")
    with serving_anew(cluster, folder) as running:
        yield running


class Told:
    """What was asked so far, and how it was answered."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.app = started(service)
        self.offices = sorted(rights())
        self.answers: Counter[int] = Counter()
        self.took: list[tuple[float, str]] = []
        self.wrong: list[str] = []

    def prepare(self, case: Any) -> None:
        """Often what the examples send, mostly without what would end it early."""
        chance, name = self.chance(case), name_of(case)
        case.path_parameters["organisation"] = HERE
        if name in TOLD and chance // 4 % 2:
            case.body = dict(TOLD[name].body)
        if chance % 8:
            # Otherwise most would stop at an office not held or a key used before.
            for header in ("Acting-As", "Idempotency-Key", "On-Behalf-Of"):
                case.headers.pop(header, None)
        self.stored, self.began = stored(self.service), perf_counter()

    def headers(self, case: Any) -> dict[str, str]:
        """Who asks: often in the office of the example, otherwise in any."""
        chance, name = self.chance(case), name_of(case)
        office = self.offices[chance // 8 % len(self.offices)]
        if name in TOLD and chance % 4:
            office = TOLD[name].office
        found = self.service.caller(office).headers()
        return found | self.version(case) if chance % 8 else found

    def chance(self, case: Any) -> int:
        """The same for the same request, whichever number it has."""
        return crc32(
            repr((case.path_parameters, case.query)).encode("utf-8", "replace")
        )

    def version(self, case: Any) -> dict[str, str]:
        """At which version the case is."""
        try:
            stream = UUID(str(case.path_parameters.get("case_id")))
        except ValueError:
            return {}
        log = self.service.app.state.organisations[HERE].log
        return {"If-Match": f'"{len(log.history(stream)) or 1}"'}

    def heard(self, case: Any, answer: Any) -> None:
        """Note how a request was answered, and what is wrong with that."""
        took = perf_counter() - self.began
        self.answers[answer.status_code] += 1
        self.took = nlargest(SLOWEST, [*self.took, (took, case.operation.label)])
        try:
            self.judge(case, answer)
        except (AssertionError, FailureGroup) as wrong:
            # Raised, it would be asked again, of a service that has gone on since.
            self.wrong.append(f"{case.as_curl_command()}\n{wrong}")

    def judge(self, case: Any, answer: Any) -> None:
        """Fails for an answer that should not be."""
        case.validate_response(answer, checks=DOCUMENTED)
        assert answer.status_code < 500 or "/problems/not-yet" in answer.text
        if answer.status_code >= 400:
            assert stored(self.service) == self.stored, "something was stored"
            assert repeated(case, answer.text) == [], answer.text


def name_of(case: Any) -> str:
    """The operation."""
    return str(case.operation.definition.raw["operationId"])


def machine(told: Told) -> type[APIStateMachine]:
    """Requests that follow one another."""
    linking = schemathesis.openapi.from_dict(linked()).as_state_machine()

    class Asking(linking):  # type: ignore[misc, valid-type]
        def before_call(self, case: Any) -> None:
            told.prepare(case)

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"app": told.app, "headers": told.headers(case)}

        def validate_response(self, response: Any, case: Any, **_: Any) -> None:
            told.heard(case, response)

    return Asking


def repeated(case: Any, answer: str) -> list[str]:
    """What was sent and stands in the answer, but for the service's own words."""
    words = json.dumps(DOCUMENT, ensure_ascii=False)
    sent = texts([case.body, case.query, dict(case.headers or {})])
    return [
        one for one in sent if len(one) >= LONG and one in answer and one not in words
    ]


def texts(value: Any) -> Iterator[str]:
    """All texts in a value, names of members as well."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, member in value.items():
            yield str(name)
            yield from texts(member)
    elif isinstance(value, list):
        for member in value:
            yield from texts(member)


def test_whatever_follows_whatever_every_answer_is_a_documented_one(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Told(service)
    asking = machine(told)
    while sum(told.answers.values()) < REQUESTS and not told.wrong:
        # What was asked changes what is answered, which is why a run may give up.
        with suppress(FlakyStrategyDefinition):
            asking.run(settings=SOME)
    asked = sum(told.answers.values())
    assert told.answers[201] > asked / 200
    assert told.wrong == []
    said = [f"{asked} requests", f"answers {dict(sorted(told.answers.items()))}"]
    said += [f"{took * 1000:.0f} ms {label}" for took, label in told.took]
    with capsys.disabled():
        sys.stdout.write("\n".join(["", *said, ""]))
