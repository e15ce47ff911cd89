"""The house rules that a program can check; STYLE in a reader's head does the rest."""

import ast
import inspect
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from operator import attrgetter
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGEST_FUNCTION = 25
LONGEST_FILE = 250
MOST_ARGUMENTS = 5
BANNED_NAMES = {
    *("utils", "util", "common", "core", "helpers", "helper", "manager", "base"),
    *("data", "info", "misc", "models", "service", "services"),
}
# In pieces, so that this file does not find itself.
MACHINE_PATHS = re.compile(
    "/w" r"ork/|/ho" r"me/[a-z]|/Us" r"ers/|/opt/p" r"ypi|/ro" r"ot/|\.\./sha" r"red"
)
INDEXES = re.compile(
    r"--(extra-)?index-url\s|--find-links\s|^\s*(extra-)?index-url\s*="
    r"|https?://[^\s\"']*(/simple\b|py"
    r"pi\.org|python"
    r"hosted\.org)",
    re.MULTILINE,
)
UNNUMBERED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b(?!\(#\d+\))")
FILLED_BY_NAME = (
    "src/api/routes/",
    "src/api/__main__.py",
    "src/api/copying.py",
    "src/api/job_keying.py",
    "src/api/mandating.py",
    "src/api/webhooking.py",
)
Function = ast.FunctionDef | ast.AsyncFunctionDef
SOURCE = sorted((ROOT / "src").rglob("*.py"))


def named(path: Path) -> str:
    """A file as a reader of a failure finds it."""
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    """What a Python file says."""
    return ast.parse(path.read_text("utf-8"))


def functions() -> Iterator[tuple[str, Function]]:
    """All functions and methods, nested ones too, and where they are."""
    for path in SOURCE:
        for node in ast.walk(tree(path)):
            if isinstance(node, Function):
                yield f"{named(path)}:{node.lineno} {node.name}", node


def own_lines(function: Function) -> int:
    """Lines of a function without decorators; a docstring is none, a query is one."""
    length = lines(function)
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            length -= lines(node) - 1
    return length - (ast.get_docstring(function, clean=False) is not None)


def lines(node: ast.stmt | ast.expr) -> int:
    """How many lines something takes."""
    return (node.end_lineno or 0) - node.lineno + 1


def positional(function: Function) -> int:
    """How many things a call must put in the right order."""
    arguments = [*function.args.posonlyargs, *function.args.args]
    return len([a for a in arguments if a.arg not in ("self", "cls")])


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Every text that is in the repository, or about to be: its name and its words."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            yield name, path.read_bytes().decode("utf-8", "replace")


def test_a_file_fits_into_a_readers_head() -> None:
    long = {named(path): len(path.read_text("utf-8").splitlines()) for path in SOURCE}
    assert {name: n for name, n in long.items() if n > LONGEST_FILE} == {}


def test_a_function_fits_on_a_screen() -> None:
    long = {place: own_lines(function) for place, function in functions()}
    assert {place: n for place, n in long.items() if n > LONGEST_FUNCTION} == {}


def test_a_function_asks_for_few_things() -> None:
    many = {
        place: positional(function)
        for place, function in functions()
        if not place.startswith(FILLED_BY_NAME)
    }
    assert {place: n for place, n in many.items() if n > MOST_ARGUMENTS} == {}


def test_a_module_is_named_after_what_it_is_about() -> None:
    banned = {
        named(path)
        for path in SOURCE
        if not BANNED_NAMES.isdisjoint(path.relative_to(ROOT).with_suffix("").parts)
    }
    assert banned == set()


def test_case_is_our_noun_and_never_pythons_keyword() -> None:
    inside = [path for path in SOURCE if path.is_relative_to(ROOT / "src" / "cases")]
    assert inside
    assert [named(path) for path in inside if has_match(tree(path))] == []


def has_match(tree: ast.Module) -> bool:
    """Whether a `match` statement is anywhere in it."""
    return any(isinstance(node, ast.Match) for node in ast.walk(tree))


def test_a_package_file_holds_its_docstring_and_nothing_else() -> None:
    packages = [tree(path) for path in SOURCE if path.name == "__init__.py"]
    assert packages
    assert all(ast.get_docstring(package) for package in packages)
    assert {len(package.body) for package in packages} == {1}


def test_everything_public_says_what_it_is() -> None:
    silent = {
        named(path): [name for name in undocumented(path) if not inherits(path, name)]
        for path in SOURCE
    }
    assert {path: names for path, names in silent.items() if names} == {}


def undocumented(path: Path) -> Iterator[str]:
    """What has no docstring of its own: the module, classes, functions, methods."""
    if not ast.get_docstring(tree(path)):
        yield "the module"
    yield from inside(tree(path))


def inside(scope: ast.Module | ast.ClassDef) -> Iterator[str]:
    """Public classes, functions and methods without a docstring of their own."""
    for node in scope.body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from (f"{node.name}.{inner}" for inner in inside(node))


def inherits(path: Path, name: str) -> bool:
    """Whether a method has the docstring of the one that it overrides."""
    if "." not in name:
        return False
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    method = attrgetter(name)(import_module(".".join(parts)))
    return bool(inspect.getdoc(method))


def test_no_file_tells_whose_machine_it_was_made_on() -> None:
    told = {name: MACHINE_PATHS.search(text) for name, text in tracked_texts()}
    assert {name: found[0] for name, found in told.items() if found} == {}


def test_no_file_names_a_package_index() -> None:
    told = {name: INDEXES.search(text) for name, text in tracked_texts()}
    assert {name: found[0] for name, found in told.items() if found} == {}


def test_the_lock_holds_every_package_to_its_bytes() -> None:
    lock = (ROOT / "requirements.lock").read_text("ascii")
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert entries
    assert [e.split()[0] for e in entries if "--hash=sha256:" not in e] == []


def test_what_is_left_to_do_has_an_issue() -> None:
    left = {
        name: UNNUMBERED.search(text)
        for name, text in tracked_texts()
        if name.startswith(("src/", "tests/", "ops/"))
    }
    assert {name: found[0] for name, found in left.items() if found} == {}
