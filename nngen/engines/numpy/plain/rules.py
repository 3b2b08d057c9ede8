"""The rules of the optimizer as lines of a plain script."""

import ast
from collections.abc import Iterator

from nngen.language.optimizers import Optimizer
from nngen.language.rules import Rule
from nngen.script.code import Code
from nngen.script.formula import Symbol, inline, parse
from nngen.script.update import Symbols, rules_of, symbols_of_rules

SHORT = {ast.Add: "+=", ast.Sub: "-=", ast.Mult: "*="}


def make_rules(optimizer: Optimizer, rate: Code) -> Iterator[Code]:
    """Yield the lines of a step, with what a formula cannot say above them."""
    symbols = symbols_of_rules(optimizer, rate)
    for rule in rules_of(optimizer):
        if rule.note:
            yield Code(f"# {rule.note}")
        own = dict(symbols)
        for name, formula in rule.where:
            yield Code(f"{name} = {inline(parse(formula), symbols)}")
            own[name] = Symbol(code=name, math=name)
        yield Code(assignment(rule, own))


def assignment(rule: Rule, symbols: Symbols) -> str:
    """Return the line that carries out a rule: velocity[:] = ..., or theta[:] += ..."""
    target, tree = symbols[rule.target].code, parse(rule.value)
    match tree:
        case ast.BinOp(ast.Name(name), sign, other) if name == rule.target:
            found = SHORT[type(sign)], other
        case ast.BinOp(other, ast.Mult() as sign, ast.Name(name)) if (
            name == rule.target
        ):
            found = SHORT[type(sign)], other
        case _:
            found = "=", tree
    sign_text, value = found
    return f"{target}[:] {sign_text} {inline(value, symbols)}"
