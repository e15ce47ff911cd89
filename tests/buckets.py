"""A real store that answers as S3 does, for tests: OpenStack Swift, in a folder."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from deployed import free_port
from waiting import until

from api.files.buckets import Bucket
from api.running.asked import HOST

SWIFT: Final = Path(__file__).parents[1] / ".tools/swift"
NO_SWIFT: Final = "no Swift here: `make stores` fetches it"
REGION: Final = "us-east-1"
KINDS: Final = ("account", "container", "object")
COMMON: Final = """\
[DEFAULT]
devices = {folder}/devices
mount_check = false
bind_ip = {host}
bind_port = {port}
workers = 0
swift_dir = {folder}
log_level = WARNING
"""
STORING: Final = """\
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""
BEFORE: Final = (
    *("catch_errors", "gatekeeper", "healthcheck", "cache", "listing_formats"),
    *("bulk", "s3api", "tempauth", "slo", "dlo"),
)
RINGS: Final = """\
import json, sys
from swift.common.ring import RingBuilder
for kind, port in json.loads(sys.argv[2]).items():
    at = {"ip": sys.argv[1], "port": port}
    also = {f"replication_{name}": value for name, value in at.items()}
    made = RingBuilder(4, 1, 1)
    made.add_dev({"region": 1, "zone": 1, "device": "one", "weight": 1, **at, **also})
    made.rebalance()
    made.get_ring().save(f"{kind}.ring.gz")
"""
"""What `swift-ring-builder` does, for all three at once."""
OPTIONS: Final = {"cache": "memcache"}
SETTINGS: Final = {
    "s3api": f"s3_acl = false\nlocation = {REGION}",
    "tempauth": "user_test_tester = testing .admin",
}


@dataclass(frozen=True)
class Swift:
    """Where it answers, and its folder."""

    port: int
    folder: Path

    def bucket(self, name: str = "cases") -> Bucket:
        """A bucket of it, made when it is not there."""
        secret = self.folder / "secret"
        secret.write_text("testing\n")
        found = Bucket(
            name=name,
            endpoint=f"http://{HOST}:{self.port}",
            region=REGION,
            prefix="kept/",
            access_key="test:tester",
            secret_file=secret,
        )
        # It is there when it was asked for before.
        with suppress(HTTPError):
            urlopen(Request(_signed(found), method="PUT")).close()
        return found


def swift() -> bool:
    """Whether it is installed."""
    return (SWIFT / "bin/swift-proxy-server").exists()


@contextmanager
def swift_in(folder: Path) -> Iterator[Swift]:
    """A store of its own in a folder, until the block ends."""
    ports = {kind: free_port() for kind in (*KINDS, "proxy")}
    (folder / "devices/one").mkdir(parents=True)
    paths = "swift_hash_path_suffix = a\nswift_hash_path_prefix = b\n"
    policy = "[storage-policy:0]\nname = one\ndefault = yes\n"
    (folder / "swift.conf").write_text(f"[swift-hash]\n{paths}{policy}")
    for kind in KINDS:
        common = COMMON.format(folder=folder, host=HOST, port=ports[kind])
        (folder / f"{kind}.conf").write_text(common + STORING.format(kind=kind))
    _rings(folder, {kind: ports[kind] for kind in KINDS})
    common = COMMON.format(folder=folder, host=HOST, port=ports["proxy"])
    (folder / "proxy.conf").write_text(common + _proxy())
    with ExitStack() as running:
        for kind in ports:
            running.enter_context(_served(folder, kind))
        until(lambda: _answers(ports["proxy"]))
        yield Swift(ports["proxy"], folder)


def _proxy() -> str:
    """What is asked of a request before it is answered."""
    filters = "".join(
        f"[filter:{one}]\nuse = egg:swift#{OPTIONS.get(one, one)}\n"
        f"{SETTINGS.get(one, '')}\n"
        for one in BEFORE
    )
    pipeline = f"[pipeline:main]\npipeline = {' '.join(BEFORE)} proxy-server\n"
    proxy = "[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true\n"
    return pipeline + proxy + filters


def _rings(folder: Path, ports: Mapping[str, int]) -> None:
    """Who keeps what: one device keeps all."""
    command = [sys.executable, "-c", RINGS, HOST, json.dumps({**ports})]
    subprocess.run(command, cwd=folder, env=_environment(), check=True)


@contextmanager
def _served(folder: Path, kind: str) -> Iterator[None]:
    with (folder / f"{kind}.log").open("w") as log:
        server = subprocess.Popen(
            [*_program(f"swift-{kind}-server"), f"{kind}.conf"],
            cwd=folder,
            env=_environment(),
            stdout=log,
            stderr=log,
        )
    try:
        yield
    finally:
        server.terminate()
        server.wait()


def _program(name: str) -> list[str]:
    return [sys.executable, str(SWIFT / "bin" / name)]


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(SWIFT)}


def _answers(port: int) -> bool:
    try:
        return bool(urlopen(f"http://{HOST}:{port}/healthcheck").status == 200)
    except (URLError, OSError):
        return False


def _signed(bucket: Bucket) -> str:
    """The address at which the bucket itself is made."""
    # Only where it is installed.
    import obstore
    from obstore.store import S3Store

    store = S3Store(
        bucket.name,
        endpoint=bucket.endpoint,
        region=bucket.region,
        access_key_id=bucket.access_key,
        secret_access_key=bucket.secret_file.read_text().strip(),
        virtual_hosted_style_request=False,
        client_options={"allow_http": True},
    )
    return obstore.sign(store, "PUT", "", expires_in=timedelta(minutes=5))
