"""Puts the code of a change in the place of the code of the original."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType


@dataclass(frozen=True)
class Changed:
    """A module in which mutmut wrote each change beside its original."""

    module: str
    codes: dict[str, CodeType]
    defined: dict[str, ast.FunctionDef]

    def replace(self, change: str) -> None:
        """Let the original do from now on what the change does."""
        original = _original(self.module, change.rpartition("__mutmut_")[0])
        code = self.codes[change]
        original.__code__ = code.replace(co_name=original.__code__.co_name)
        _say_otherwise(original, self.defined[change].args)


def read(module: str, file: Path) -> Changed:
    """The changes of a module, by their names."""
    text = file.read_text("utf-8")
    nodes = ast.walk(ast.parse(text))
    defined = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
    return Changed(module, dict(_codes(compile(text, module, "exec"))), defined)


def _original(module: str, name: str) -> FunctionType:
    """The function of a mangled name: `x_function` or `xǁClassǁmethod`."""
    of: object = import_module(module)
    path = name.split("ǁ")[1:] if "ǁ" in name else [name.removeprefix("x_")]
    for part in path:
        of = vars(of)[part]
    function = getattr(of, "__func__", of)
    assert isinstance(function, FunctionType)
    return function


def _codes(within: CodeType) -> Iterator[tuple[str, CodeType]]:
    for const in within.co_consts:
        if isinstance(const, CodeType):
            yield const.co_name, const
            yield from _codes(const)


def _say_otherwise(original: FunctionType, said: ast.arguments) -> None:
    """Defaults, which are no part of the code."""

    def value(node: ast.expr) -> object:
        return eval(compile(ast.Expression(node), "", "eval"), original.__globals__)

    if said.defaults:
        original.__defaults__ = tuple(value(node) for node in said.defaults)
    named = zip(said.kwonlyargs, said.kw_defaults, strict=True)
    if any(said.kw_defaults):
        original.__kwdefaults__ = {arg.arg: value(node) for arg, node in named if node}
