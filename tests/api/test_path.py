"""The path of a command over HTTP, and of a question."""

from serving import Service

REPORT = {
    "case_type": "breach_report",
    "opening": "speak_up",
    "channel": "web",
    "identity_mode": "named",
    "received_on": "2026-01-05",
    "account": "MARKER account",
    "categories": ["integrity"],
}


def test_a_report_is_received_acknowledged_and_seen(service: Service) -> None:
    member = service.caller("member")
    opened = member.post("/reports", REPORT)
    assert opened.status_code == 201, opened.text
    receipt = opened.json()
    assert opened.headers["ETag"] == f'"{receipt["version"]}"'
    officer = service.caller("intake_officer")
    at = f"/cases/{receipt['case']}"
    done = officer.post(f"{at}/steps", {"step": "acknowledge"}, receipt["version"])
    assert done.status_code == 201, done.text
    seen = officer.get(at, after=done.json()["position"])
    assert seen.status_code == 200, seen.text
    assert seen.headers["ETag"] == done.headers["ETag"]
    assert seen.json()["last_step"] == "acknowledge"
    history = officer.get(f"{at}/history", purpose="intake of the case")
    assert history.status_code == 200, history.text
    assert history.json()[0]["texts"] == {"account": "MARKER account"}
