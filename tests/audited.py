"""The audit tree of a service, as an auditor is served it."""

from serving import Caller, Service
from waiting import until

from verify import checks
from verify.acceptance import Auditor
from verify.checks import Given
from verify.report import Report
from verify.seen import Seen
from verify.source import Log, Missing, within
from verify.trust import trusted


class Prefix:
    """The tree as an auditor is served it."""

    def __init__(self, auditor: Caller) -> None:
        self.auditor = auditor

    def read(self, path: str, limit: int) -> bytes:
        answer = self.auditor.get(f"/tree/{path}")
        if answer.status_code == 404:
            raise Missing(path)
        assert answer.status_code == 200, answer.text
        return within(limit, path, answer.content)


def audited(service: Service) -> Report:
    """What `cases-verify audit` comes to."""
    auditor = service.caller("auditor")
    keys = [key["verifier"] for key in auditor.get("/tree/keys").json()]
    by = Auditor(trusted(keys, (), None), Seen(None), 0, lambda *_: None)
    log, report = Log(Prefix(auditor)), Report("audit")
    checks.audit(by, Given(log.checkpoint(), log, living=True), report)
    return report


def signed(service: Service) -> None:
    """Once everything recorded is in the tree."""
    auditor = service.caller("auditor")
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)
