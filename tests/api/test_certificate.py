"""What a data-protection officer can show of an erasure, and how that can fail."""

import io
import zipfile
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from authority import Authority as Tsa
from disposing import carry_out, ended, here, listed, state, texts, waited
from reported import Opened, excluded, opened_by
from serving import HERE, Service
from waiting import readable, until

from api.inspecting import inspect
from cases.database import INTEGRATOR, Pool, schema
from cases.tree.dating import Authority, checked, stamp
from verify.__main__ import main


@pytest.fixture
def case(service: Service) -> Opened:
    """A confidential report; once it has ended, all its texts are overdue."""
    return opened_by(service.caller("member"), identity_mode="confidential")


@pytest.fixture
def carried_out(service: Service, case: Opened) -> str:
    """Where a list is of all texts of the case, all of them gone."""
    ended(service, case)
    at = listed(service, (case.id, "content"), (case.id, "reporter_identity"))
    waited(service, at)
    # Something must be left that was not erased.
    opened_by(service.caller("member"))
    carry_out(service, days=0)
    assert texts(service, case.id) == 0
    assert state(service, at).closed
    return at.replace("/cases/", "/deletions/")


def settled(service: Service) -> int:
    """The log's end, once all of it is in the tree."""
    auditor = service.caller("auditor")
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)
    return readable(here(service).log)


def results(service: Service, at: str) -> dict[str, tuple[str, str]]:
    dpo = service.caller("data_protection_officer")
    answer = dpo.get(f"{at}/verification", after=settled(service))
    assert answer.status_code == 200, answer.text
    return {one["check"]: (one["result"], one["says"]) for one in answer.json()}


def test_its_certificate_is_verified_without_us(
    service: Service, case: Opened, carried_out: str, tmp_path: Path
) -> None:
    dpo = service.caller("data_protection_officer")
    answer = dpo.get(f"{carried_out}/certificate", after=settled(service))
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/zip"
    file = tmp_path / "certificate.zip"
    file.write_bytes(answer.content)
    key = service.caller("auditor").get("/tree/keys").json()[0]["verifier"]
    assert main(["erasure", str(file), "--key", key]) == 0
    assert main(["erasure", str(file)]) == 2
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    for name in packed.namelist():
        assert case.reporter.person.encode() not in packed.read(name), name
        assert b"Something happened" not in packed.read(name), name


def test_a_certificate_comes_with_the_time_stamp_on_it(
    service: Service, carried_out: str, tmp_path: Path
) -> None:
    dpo, end, tsa = service.caller("data_protection_officer"), settled(service), Tsa()
    authority = Authority(
        "https://tsa.example", [tsa.root], lambda _, asked: (200, tsa.answer(asked))
    )
    with (
        Pool(service.settings.database_url, HERE, INTEGRATOR) as pool,
        pool.connection() as db,
    ):
        stamp(db, authority)
    # What is recorded afterwards is under another checkpoint, which nobody dated.
    opened_by(service.caller("member"))
    settled(service)
    answer = dpo.get(f"{carried_out}/certificate", after=end)
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    text, token = (packed.read(name) for name in ("checkpoint.text", "timestamp.tsr"))
    assert checked(token, text, [tsa.root])
    assert packed.read("checkpoint").startswith(text)
    file = tmp_path / "certificate.zip"
    file.write_bytes(answer.content)
    key = service.caller("auditor").get("/tree/keys").json()[0]["verifier"]
    assert main(["erasure", str(file), "--key", key]) == 0


def test_no_key_of_a_text_is_among_those_of_the_keystore(
    service: Service,
    carried_out: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    dpo = service.caller("data_protection_officer")
    answer = dpo.get(f"{carried_out}/certificate", after=settled(service))
    file, keys = tmp_path / "certificate.zip", tmp_path / "keys"
    file.write_bytes(answer.content)
    with psycopg.connect(service.settings.keystore_url) as db:
        rows = db.execute(f"SELECT item FROM {schema(HERE)}.item_key".encode())
        items = [str(item) for (item,) in rows]
    key = service.caller("auditor").get("/tree/keys").json()[0]["verifier"]
    asked = ["erasure", str(file), "--key", key, "--keys", str(keys)]
    keys.write_text("\n".join(items))
    assert main(asked) == 0
    assert "those that the log says were left" in capsys.readouterr().out
    keys.write_text("\n".join([*items, str(gone(service, carried_out)[0])]))
    assert main(asked) == 1


def test_a_certificate_that_was_changed_is_refuted(
    service: Service, carried_out: str, tmp_path: Path
) -> None:
    dpo = service.caller("data_protection_officer")
    answer = dpo.get(f"{carried_out}/certificate", after=settled(service))
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    file = tmp_path / "forged.zip"
    with zipfile.ZipFile(file, "w") as forged:
        for name in packed.namelist():
            content = packed.read(name).replace(b'"rows":0', b'"rows":1')
            forged.writestr(name, content)
    key = service.caller("auditor").get("/tree/keys").json()[0]["verifier"]
    assert main(["erasure", str(file), "--key", key]) == 1


def test_an_officer_makes_the_checks(service: Service, carried_out: str) -> None:
    found = results(service, carried_out)
    assert {name: result for name, (result, _) in found.items()} == {
        "witness": "not_checked",
        "certificate": "holds",
        "gone": "holds",
        "keys": "holds",
        "drill": "not_checked",
    }
    assert "3 texts are gone" in found["gone"][1]


def test_they_can_be_made_on_the_machine_of_the_service(
    service: Service, carried_out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settled(service)
    disposal = UUID(carried_out.rpartition("/")[2])
    assert inspect(service.settings, HERE, disposal, as_json=False) == 2
    said = capsys.readouterr().out
    assert "keys         holds" in said
    assert "no witness is asked" in said


def as_owner(url: str, statement: str, *values: object) -> None:
    """What only somebody with every right in a database can do."""
    with psycopg.connect(url) as db:
        db.execute(f"SET search_path TO {schema(HERE)}")
        db.execute(statement, values)


def put_back(service: Service, case: UUID, item: UUID) -> None:
    url = service.settings.database_url
    row = (item, case, "account", "handlers", b"something")
    columns = "item, case_id, about, kind, audience, blob"
    as_owner(
        url,
        f"INSERT INTO sealed ({columns}) VALUES (%s, %s, '{{}}', %s, %s, %s)",
        *row,
    )


def gone(service: Service, at: str) -> list[UUID]:
    with here(service).pool.connection() as db:
        query = "SELECT item FROM erased_text WHERE disposal = %s"
        return [item for (item,) in db.execute(query, (at.rpartition("/")[2],))]


def test_a_text_that_was_put_back_is_found(
    service: Service, case: Opened, carried_out: str
) -> None:
    item = gone(service, carried_out)[0]
    put_back(service, case.id, item)
    result, says = results(service, carried_out)["gone"]
    assert (result, says) == ("refuted", "1 of 3 texts are still there")
    as_owner(service.settings.database_url, "DELETE FROM sealed WHERE item = %s", item)


def test_a_key_that_was_put_back_opens_nothing_and_is_found(
    service: Service, carried_out: str
) -> None:
    item = gone(service, carried_out)[0]
    keystore = service.settings.keystore_url
    as_owner(
        keystore,
        "INSERT INTO item_key SELECT %s, shard, wrapped FROM item_key LIMIT 1",
        item,
    )
    result, _ = results(service, carried_out)["keys"]
    assert result == "refuted"
    as_owner(keystore, "DELETE FROM item_key WHERE item = %s", item)


def test_a_text_whose_key_is_lost_is_no_control(
    service: Service, carried_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(here(service).keyring, "keys", lambda _: {})
    result, says = results(service, carried_out)["keys"]
    assert (result, "not erased" in says) == ("refuted", True)


def test_a_list_that_goes_on_has_no_certificate(service: Service, case: Opened) -> None:
    ended(service, case)
    at = listed(service, (case.id, "content")).replace("/cases/", "/deletions/")
    dpo = service.caller("data_protection_officer")
    answer = dpo.get(f"{at}/certificate", after=settled(service))
    assert (answer.status_code, answer.json()["rule"]) == (409, "refused")
    assert "there is no certificate" in answer.json()["detail"]


def test_nobody_gets_a_certificate_with_a_case_that_is_not_for_them(
    service: Service, case: Opened
) -> None:
    officer = excluded(service, case)
    ended(service, Opened(case.reporter, case.at, version(service, case), 0))
    at = listed(service, (case.id, "content")).replace("/cases/", "/deletions/")
    for way in ("certificate", "verification"):
        answer = officer.get(f"{at}/{way}", after=settled(service))
        unknown = officer.get(f"/deletions/{uuid4()}/{way}")
        assert answer.status_code == unknown.status_code == 404
        assert answer.json() == unknown.json()


def version(service: Service, case: Opened) -> int:
    return len(here(service).log.history(case.id))
