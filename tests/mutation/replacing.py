"""Puts the code of a change in the place of the code of the original."""

import ast
import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType

from mutation.changing import Change


class CannotBeReplacedError(Exception):
    """The change does not fit where the original is."""


class Living:
    """The functions of this process, by where they are written."""

    def __init__(self) -> None:
        self._functions: defaultdict[tuple[str, int], list[FunctionType]]
        self._functions = defaultdict(list)
        for one in gc.get_objects():
            if type(one) is FunctionType:
                code = one.__code__
                self._functions[code.co_filename, code.co_firstlineno].append(one)

    def replace(self, path: Path, change: Change) -> None:
        """Let the original do from now on what the change does.

        Raises CannotBeReplacedError when it could not.
        """
        originals = self._functions[str(path.resolve()), change.line]
        text = change.applied(path.read_bytes())
        try:
            tree = ast.parse(text)
            code = next(_codes(compile(tree, str(path), "exec"), change.line))
            defined = next(_defined(tree, change.line))
            for original in originals:
                original.__code__ = code
                _say_otherwise(original, defined.args)
        except Exception as error:
            raise CannotBeReplacedError from error
        if not originals:
            raise CannotBeReplacedError


def _codes(within: CodeType, line: int) -> Iterator[CodeType]:
    for const in within.co_consts:
        if isinstance(const, CodeType):
            if const.co_firstlineno == line:
                yield from _functions(const)
            yield from _codes(const, line)


def _functions(code: CodeType) -> Sequence[CodeType]:
    """Not that of a class, or of the names of types, which may begin there too."""
    optimised = code.co_flags & 1
    return [code] if optimised else []


def _defined(tree: ast.Module, line: int) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            first = node.decorator_list[0] if node.decorator_list else node
            if first.lineno == line:
                yield node


def _say_otherwise(original: FunctionType, said: ast.arguments) -> None:
    """Defaults, which are no part of the code."""

    def value(node: ast.expr) -> object:
        return eval(compile(ast.Expression(node), "", "eval"), original.__globals__)

    if said.defaults:
        original.__defaults__ = tuple(value(node) for node in said.defaults)
    named = zip(said.kwonlyargs, said.kw_defaults, strict=True)
    if any(said.kw_defaults):
        original.__kwdefaults__ = {arg.arg: value(node) for arg, node in named if node}
