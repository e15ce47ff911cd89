"""Whom an auditor trusts, and how many of them must have cosigned."""

import pytest
from trees import Tree, signer

from verify.checkpoint import Checkpoint
from verify.cosignature import cosign
from verify.errors import Refuted
from verify.note import COSIGNATURE, Note
from verify.policy import BadPolicy, Policy

LOG = signer("log.example/ima")
OTHER = signer("log.example/ims")
NAMES = ("X1", "X2", "X3", "Y1", "Y2", "Y3")
WITNESSES = {name: signer(f"witness.example/{name}", COSIGNATURE) for name in NAMES}
SPECIFIED = f"""\
log {LOG.verifier}

witness X1 {WITNESSES["X1"].verifier}
 witness\tX2 {WITNESSES["X2"].verifier} https://x2.example
witness X3 {WITNESSES["X3"].verifier}
group X-witnesses 2 X1 X2 X3

# another organisation's
witness Y1 {WITNESSES["Y1"].verifier}
witness Y2 {WITNESSES["Y2"].verifier}
witness Y3 {WITNESSES["Y3"].verifier}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


def note(*by: str) -> Note:
    """A checkpoint that these witnesses cosigned."""
    signed = Checkpoint(LOG.name, Tree.of(3).head()).signed([LOG])
    lines = tuple(cosign(WITNESSES[name], signed.text, 7) for name in by)
    return Note(signed.text, (*signed.signatures, *lines))


@pytest.mark.parametrize("by", ["X1 X2 Y1", "X3 X1 Y3", "X1 X2 X3 Y1 Y2 Y3"])
def test_a_quorum_of_the_specification_is_enough(by: str) -> None:
    accepted = Policy.parse(SPECIFIED).accept(note(*by.split()))
    assert accepted.checkpoint.size == 3
    assert len(accepted.cosigned) == len(by.split())


@pytest.mark.parametrize("by", ["", "X1 X2 X3", "X1 Y1 Y2 Y3", "Y1 Y2 Y3"])
def test_less_than_the_quorum_is_not(by: str) -> None:
    with pytest.raises(Refuted, match="witnesses"):
        Policy.parse(SPECIFIED).accept(note(*by.split()))


def test_one_witness_that_signs_many_times_is_one() -> None:
    with pytest.raises(Refuted, match="witnesses"):
        Policy.parse(SPECIFIED).accept(note("X1", "X1", "Y1"))


def test_no_witness_is_asked_for_when_the_policy_says_so() -> None:
    policy = Policy.parse(f"log {LOG.verifier}\nquorum none\n")
    assert policy.accept(note()).cosigned == ()


def test_the_addresses_of_witnesses_are_kept() -> None:
    assert Policy.parse(SPECIFIED).urls == {"X2": "https://x2.example"}


def test_only_the_logs_of_the_policy_are_accepted() -> None:
    policy = Policy.parse(f"log {OTHER.verifier}\nquorum none\n")
    with pytest.raises(Refuted, match="origin"):
        policy.accept(note())


def test_a_false_cosignature_of_a_known_witness_spoils_the_checkpoint() -> None:
    signed = note("X1", "X2", "Y1")
    lie = cosign(WITNESSES["Y2"], "another\n1\ntext\n", 7)
    with pytest.raises(Refuted, match="Y2"):
        Policy.parse(SPECIFIED).accept(Note(signed.text, (*signed.signatures, lie)))


LOG_LINE = f"log {LOG.verifier}\n"
X1_LINE = f"witness X1 {WITNESSES['X1'].verifier}\n"
X2_LINE = f"witness X2 {WITNESSES['X2'].verifier}\n"


UNFIT = {
    "nothing": "",
    "no quorum": LOG_LINE,
    "two quorums": LOG_LINE + "quorum none\nquorum none\n",
    "a quorum before its witness": "quorum X1\n" + X1_LINE,
    "a quorum of nobody": "quorum X1\n",
    "a quorum without a name": "quorum\n",
    "a quorum of two": "quorum none none\n",
    "an unknown word": "quorums none\n",
    "a log twice": LOG_LINE * 2 + "quorum none\n",
    "a witness twice": X1_LINE * 2 + "quorum none\n",
    "a witness under two names": X1_LINE
    + X1_LINE.replace("X1 ", "X2 ")
    + "quorum X1\n",
    "a name taken": X1_LINE + "group X1 any X1\nquorum X1\n",
    "a witness called none": X1_LINE.replace("X1 ", "none ", 1) + "quorum none\n",
    **{
        f"a threshold of {k}": f"{X1_LINE}group g {k} X1\nquorum g\n"
        for k in ("0", "2", "01", "-1", "x")
    },
    "an empty group": X1_LINE + "group g any\nquorum g\n",
    "a group of none": X1_LINE + "group g any none\nquorum g\n",
    "a member twice": X1_LINE + "group g 1 X1 X1\nquorum g\n",
    "a member of two groups": X1_LINE
    + X2_LINE
    + "group g any X1\ngroup h any X1 X2\nquorum g\n",
    "a circle": "group g any h\ngroup h any g\nquorum g\n",
    "a log's key for a witness": LOG_LINE.replace("log ", "witness w ", 1)
    + "quorum w\n",
    "a witness as log": X1_LINE.replace("witness X1 ", "log ") + "quorum none\n",
    "a carriage return": LOG_LINE + "quorum none\r\n",
    "a null": "quorum none\0\n",
    "a damaged key": LOG_LINE.replace("+", "-") + "quorum none\n",
}


@pytest.mark.parametrize("name", UNFIT)
def test_a_policy_that_cannot_be_followed_is_refused(name: str) -> None:
    with pytest.raises(BadPolicy):
        Policy.parse(UNFIT[name])


def test_a_fault_is_named_with_its_line() -> None:
    with pytest.raises(BadPolicy, match="line 2: a name that no line before it gave"):
        Policy.parse(LOG_LINE + "quorum X1\n")
