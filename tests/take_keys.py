"""A process that takes keys: `take_keys.py KEYSTORE_URL KEYRING HOW_MANY`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))


def main(url: str, directory: str, many: str) -> None:
    """Print the items whose keys were taken, a line for each."""
    from cases.database import Pool
    from cases.keyring import Keyring
    from cases.sealing.keystore import Keystore
    from cases.sealing.roots import FileRoots

    with Pool(url, "ims") as connections:
        roots = [FileRoots(Path(directory), "ims")]
        keyring = Keyring("ims", roots, Keystore(connections))
        for _ in range(int(many)):
            sys.stdout.write(f"{keyring.take().item}\n")


main(*sys.argv[1:])
