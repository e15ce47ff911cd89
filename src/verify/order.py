"""That the entries of a log follow on each other, whatever the tree says."""

from verify.errors import Refuted
from verify.leaf import Leaf


class Order:
    """Positions grow, and each stream counts 1, 2, 3.

    So a log from which events were lost before they were signed shows it too.
    """

    def __init__(self) -> None:
        self.position = 0
        self.versions: dict[str, int] = {}

    def follow(self, leaf: Leaf) -> None:
        """Takes the next leaf; Refuted when it does not follow on those before."""
        if leaf.position <= self.position:
            raise Refuted("its position is not above that of the entry before")
        before = self.versions.get(leaf.stream, 0)
        if leaf.version != before + 1:
            raise Refuted(f"version {leaf.version} of its stream comes after {before}")
        self.position = leaf.position
        self.versions[leaf.stream] = leaf.version
