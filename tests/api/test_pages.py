"""Pages for people: whole, linked, legible without scripts, true to their source."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from typing import Final

import pytest
from described import DOCUMENT
from serving import Service

from api import provisions
from api.accepting import HTML, JSON, page_wanted, quality
from api.kinds import KINDS
from api.needed import BESIDE, NEEDS
from api.pages import edition as editions
from api.pages import reference
from api.pages.html import EMPTY, Html, element, joined
from api.pages.manual import manual
from api.pages.prose import line
from api.routing import ORGANISATION
from cases.edition.citing import anchor
from cases.edition.edition import NOT_FROM_THE_CODE, Edition
from cases.rights import COLUMNS, REACHES, rights

BROWSER: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PAGES: Final[dict[str, Callable[[], object]]] = {
    "/docs": lambda: manual(DOCUMENT),
    "/docs/editions": lambda: editions.editions(
        provisions.shipped(), provisions.page_address
    ),
    "/permissions": reference.permissions,
    "/problems": reference.problems,
    **{
        f"/problems/{name}": lambda name=name: reference.problem(name) for name in KINDS
    },
    **{
        provisions.page_address(one): lambda one=one: editions.edition(one)
        for one in provisions.shipped()
    },
}
ELSEWHERE: Final = {"/openapi.json"}


@cache
def shown(address: str) -> str:
    """What a page says."""
    return bytes(PAGES[address]().body).decode()  # type: ignore[attr-defined]


class Read(HTMLParser):
    """A page as a browser takes it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: Counter[str] = Counter()
        self.links: list[str] = []
        self.text: list[str] = []
        self.elements: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.add(tag)
        if tag not in EMPTY:
            self.open.append(tag)
        if name := given.get("id"):
            self.names[name] += 1
        if tag == "a":
            self.links.append(given["href"] or "")
        assert not {"src", "style", "onclick"} & given.keys()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"pre", "code", "style"} & set(self.open):
            self.text.append(data)


@cache
def read_at(address: str) -> Read:
    """The page at an address, read."""
    return Read(shown(address))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_and_every_link_leads_somewhere(address: str) -> None:
    read = read_at(address)
    assert read.open == []
    assert [name for name, times in read.names.items() if times > 1] == []
    for to in read.links:
        page, _, name = to.partition("#")
        assert not page or page in {*PAGES, *ELSEWHERE}, to
        there = read_at(page) if page not in {"", *ELSEWHERE} else read
        assert not name or there.names[name], to


@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_nothing_and_shows_no_markup(address: str) -> None:
    page, read = shown(address), read_at(address)
    assert not {"script", "link", "img", "iframe", "form"} & read.elements
    assert not re.search(r"@import|url\(", page)
    text = " ".join(read.text)
    assert "**" not in text
    assert "`" not in text
    assert not re.search(r"\bNone\b", text)


@pytest.mark.parametrize("address", ["/", "/v1"])
def test_the_address_of_the_service_leads_to_the_manual(
    service: Service, address: str
) -> None:
    answer = service.client.get(address, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (307, "/docs")


def test_a_browser_may_do_nothing_with_a_page_but_show_it(service: Service) -> None:
    answer = service.client.get("/docs")
    policy = answer.headers["Content-Security-Policy"]
    style = re.search(r"<style>(.*)</style>", answer.text, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "script" not in policy
    assert "unsafe" not in policy


def test_the_manual_tells_every_operation_with_its_fields() -> None:
    page = shown("/docs")
    for path, operations in DOCUMENT["paths"].items():
        assert f"<code>{path.replace(ORGANISATION, '…')}</code>" in page
        for operation in operations.values():
            assert f'id="{operation["operationId"]}"' in page
    for model in DOCUMENT["components"]["schemas"].values():
        for name, field in model.get("properties", {}).items():
            assert f"<code>{name}</code>" in page
            assert line(field["description"]) in page


@pytest.mark.parametrize(
    "one", provisions.shipped(), ids=lambda one: f"{one.organisation} {one.edition}"
)
def test_the_page_of_an_edition_has_all_that_it_provides(one: Edition) -> None:
    page = shown(provisions.page_address(one))
    read = Read(page)
    for procedure in one.procedures.values():
        acts = (*procedure.openings.values(), *procedure.steps.values())
        for act in acts:
            assert read.names[f"{procedure.name}-{act.name}"] == 1
            assert str(joined(act.label)) in page
            _, told = page.split(f'id="{procedure.name}-{act.name}"')
            told = told.partition("</section>")[0]
            if not act.clause.startswith(NOT_FROM_THE_CODE):
                assert str(joined(one.clause_text(act.clause))) in told
            for name in act.asks:
                assert f"<code>{name}</code>" in told
    for place, clause in one.clauses.items():
        assert read.names[f"clause-{anchor(place)}"] == 1
        assert str(joined(clause.text)) in page
    for terms in (one.roles, one.bodies, one.categories, one.measures, one.clocks):
        for term in terms.values():
            assert str(joined(term.label)) in page


def test_the_table_of_permissions_is_the_one_that_is_applied() -> None:
    page = shown("/permissions")
    for role, row in rights().items():
        _, cells = page.split(f"<code>{role}</code></td>")
        cells = cells.partition("</tr>")[0]
        found = re.findall("<td>(.*?)</td>", cells)
        assert found == [row[right].value for right in COLUMNS]
    for meaning in REACHES.values():
        assert str(joined(meaning)) in page
    _, needs = page.split('id="needs"')
    for operation, need in NEEDS.items():
        (row,) = [row for row in needs.split("<tr>") if f">{operation}</a>" in row]
        assert str(line(COLUMNS.get(need) or BESIDE[need])) in row


AS_PAGES: Final = ("/permissions", "/problems", "/problems/refused")


@pytest.mark.parametrize("address", AS_PAGES)
def test_a_browser_gets_a_page_and_a_program_json(
    service: Service, address: str
) -> None:
    for accept, media_type in (
        (BROWSER, HTML),
        ("text/html", HTML),
        ("*/*", JSON),
        (JSON, JSON),
        ("text/html;q=0.5, application/json", JSON),
    ):
        answer = service.client.get(address, headers={"Accept": accept})
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].partition(";")[0] == media_type
        assert answer.headers["Vary"] == "Accept"


def test_an_edition_is_a_page_for_whoever_holds_a_token(service: Service) -> None:
    member = service.caller("member")
    at = member.at("/editions/undated")
    as_page = {"Accept": BROWSER}
    page = service.client.get(at, headers=member.headers() | as_page)
    assert page.status_code == 200
    assert "Speak up if violations" in page.text
    listed = service.client.get(
        member.at("/editions"), headers=member.headers() | as_page
    )
    assert f'href="{at}"' in listed.text
    assert service.client.get(at, headers=as_page).status_code == 401


def test_the_pages_say_nothing_of_whom_the_service_serves(service: Service) -> None:
    assert "acme" not in service.client.get("/docs/editions").text
    assert service.client.get("/docs/editions/acme/2024").status_code == 404
    assert service.client.get("/docs/editions/iom/2002").status_code == 200


@pytest.mark.parametrize(
    ("accept", "media_type", "weight"),
    [
        ((), JSON, 1.0),
        (("",), JSON, 1.0),
        (("*/*",), JSON, 1.0),
        (("text/html",), JSON, 0.0),
        (("text/*;q=0.3, */*;q=0.1",), HTML, 0.3),
        (("text/html;q=0, */*",), HTML, 0.0),
        (("*/*", "application/json;q=0.0"), JSON, 0.0),
        (("APPLICATION/JSON ; Q=0.5",), JSON, 0.5),
        (("application/json;q=nonsense",), JSON, 1.0),
        (("application/json;q=7",), JSON, 1.0),
    ],
)
def test_the_closest_of_the_wanted_ranges_counts(
    accept: tuple[str, ...], media_type: str, weight: float
) -> None:
    assert quality(accept, media_type) == weight


def test_a_page_is_only_for_those_who_want_it_more() -> None:
    assert page_wanted([BROWSER])
    for accept in ([], ["*/*"], [JSON], ["text/html, application/json"]):
        assert not page_wanted(accept)


def test_whatever_is_put_into_an_element_is_text() -> None:
    assert element("p", "a < b & c", title='"x"') == (
        '<p title="&quot;x&quot;">a &lt; b &amp; c</p>'
    )
    assert element("p", None, ["a", [Html("<br>")]], class_="x") == (
        '<p class="x">a<br></p>'
    )
