"""Every change of a module's functions, by what mutmut knows to change.

It leaves out whatever has a decorator: all that an event makes of a case, properties,
validators. Here they are changed like everything else. And more is changed: what is
only asked whether it is so, is asked whether it is not; what is put together of what
there was and something new lacks one or the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path
from typing import Final

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

SOURCE: Final = Path("src")
PURE: Final = (
    *("cases/actors.py", "cases/calendar.py", "cases/mandates.py", "cases/case/*.py"),
    *("cases/commands/*.py", "cases/edition/*.py", "cases/events/*.py"),
    "cases/reactions/*.py",
)
DISPLAYS: Final = cst.Dict | cst.List | cst.Set | cst.Tuple
ASKED: Final = cst.Attribute | cst.Call | cst.Name | cst.NamedExpr | cst.Subscript
"""Conditions that no operator is in, which mutmut would leave as they are."""


@dataclass(frozen=True)
class Change:
    """Other words in one place of a module."""

    where: str
    """Module, class and function; of what an event makes of a case, the event."""
    line: int
    """Where the code of the function begins, decorators and all."""
    until: int
    """The last line of the function."""
    first: int
    """The first line that is changed, counted from there; and the last one."""
    last: int
    begins: int
    """Where in the file the changed bytes begin, and where they end."""
    ends: int
    becomes: str
    shown: str
    """The changed lines: - before, + after."""
    key: str
    """The same as long as the function is."""
    more: bool = False
    """Whether mutmut by itself would leave it as it is."""

    def applied(self, source: bytes) -> bytes:
        """The text of the module with the change."""
        return source[: self.begins] + self.becomes.encode() + source[self.ends :]


def modules() -> Iterator[Path]:
    """The files of the pure modules."""
    for pattern in PURE:
        yield from sorted(SOURCE.glob(pattern))


def name_of(path: Path) -> str:
    """How a module is imported."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def changes(path: Path) -> list[Change]:
    """All that can be changed in a module, each once."""
    source = path.read_bytes()
    finder = _Finder(name_of(path), source)
    MetadataWrapper(cst.parse_module(source)).visit(finder)
    return list({change.key: change for change in finder.found}.values())


@dataclass(frozen=True)
class _Function:
    """An outermost function or method."""

    where: str
    lines: range
    text: str
    more: bool
    """Whether it has a decorator, and mutmut would not look at it."""


class _Finder(MutationVisitor):
    METADATA_DEPENDENCIES = (PositionProvider, ByteSpanPositionProvider)

    def __init__(self, module: str, source: bytes) -> None:
        super().__init__(mutation_operators, IgnoredCode(set(), set(), set()))
        self.found: list[Change] = []
        self._source = source
        self._inside = [module]
        self._function: _Function | None = None
        self._outermost: cst.FunctionDef | None = None
        self._blocks = 0

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Come into a class, a function or a block."""
        if isinstance(node, cst.ClassDef):
            self._inside.append(node.name.value)
        if isinstance(node, cst.FunctionDef) and self._function is None:
            self._function = self._said(node)
            self._outermost = node
        self._blocks += isinstance(node, cst.IndentedBlock)
        return super().on_visit(node)

    def on_leave(self, original_node: cst.CSTNode) -> None:
        """Go out of it again."""
        if isinstance(original_node, cst.ClassDef):
            self._inside.pop()
        if original_node is self._outermost:
            self._function = self._outermost = None
        self._blocks -= isinstance(original_node, cst.IndentedBlock)
        super().on_leave(original_node)

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef):
            node = node.with_changes(decorators=())
        return super()._skip_node_and_children(node)

    def _create_mutations(self, node: cst.CSTNode) -> None:
        if self._function is None:
            return
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                for becomes in operator(node):
                    self._add(self._function, node, becomes, self._function.more)
        if isinstance(node, cst.If | cst.CompIf) and isinstance(node.test, ASKED):
            self._add(self._function, node.test, _not(node.test), more=True)
        if isinstance(node, DISPLAYS):
            for less in _each_less(node):
                self._add(self._function, node, less, more=True)

    def _said(self, node: cst.FunctionDef) -> _Function:
        begins = node.decorators[0] if node.decorators else node
        line = self.get_metadata(PositionProvider, begins).start.line
        end = self.get_metadata(PositionProvider, node).end.line
        text = self._source.decode().splitlines()[line - 1 : end]
        where = ".".join([*self._inside, _name(node)])
        kinds = {cst.Module([]).code_for_node(one.decorator) for one in node.decorators}
        more = not kinds <= {"classmethod", "staticmethod"}
        return _Function(where, range(line, end), "\n".join(text), more)

    def _add(
        self,
        function: _Function,
        node: cst.CSTNode,
        becomes: cst.CSTNode,
        more: bool,
    ) -> None:
        span = self.get_metadata(ByteSpanPositionProvider, node)
        place = self.get_metadata(PositionProvider, node)
        ends = span.start + span.length
        text = self._text(node, becomes)
        after = self._source[: span.start] + text.encode() + self._source[ends:]
        shown = _shown(self._source.decode(), after.decode())
        begin = function.lines.start
        first, last = (at.line - begin for at in (place.start, place.end))
        said = (function.where, function.text, first, place.start.column, last, text)
        self.found.append(
            Change(
                where=function.where,
                line=begin,
                until=function.lines.stop,
                first=first,
                last=last,
                begins=span.start,
                ends=ends,
                becomes=text,
                shown=shown,
                key=sha256(repr(said).encode()).hexdigest()[:16],
                more=more,
            )
        )

    def _text(self, node: cst.CSTNode, becomes: cst.CSTNode) -> str:
        """The words, indented as the lines around them are; no brackets twice."""
        if getattr(node, "lpar", ()) and getattr(becomes, "lpar", ()):
            becomes = becomes.with_changes(lpar=(), rpar=())
        text = cst.Module([]).code_for_node(becomes)
        return text.replace("\n", "\n" + "    " * self._blocks)


def _name(node: cst.FunctionDef) -> str:
    """Its name; of what has none, that of what it is for."""
    first = node.params.params[0].annotation if node.params.params else None
    if node.name.value != "_" or first is None:
        return node.name.value
    return " ".join(cst.Module([]).code_for_node(first.annotation).split())


def _not(asked: cst.BaseExpression) -> cst.BaseExpression:
    brackets = {"lpar": [cst.LeftParen()], "rpar": [cst.RightParen()]}
    return cst.UnaryOperation(cst.Not(), asked.with_changes(**brackets))


def _each_less(display: DISPLAYS) -> Iterator[cst.BaseExpression]:
    """One less of what was put together."""
    parts = display.elements
    starred = cst.StarredElement | cst.StarredDictElement
    if len(parts) < 2 or not any(isinstance(part, starred) for part in parts):
        return
    for n in range(len(parts)):
        left = [*parts[:n], *parts[n + 1 :]]
        if isinstance(display, cst.Tuple) and len(left) == 1:
            left = [left[0].with_changes(comma=cst.Comma())]
        yield display.with_changes(elements=left)


def _shown(before: str, after: str) -> str:
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in list(lines)[2:] if not line.startswith("@@"))
