"""The rules of the optimizer as equations and calls on the flat vectors."""

from collections.abc import Iterator

from nngen.engines.numpy.fast.calls import calls
from nngen.language.optimizers import Optimizer
from nngen.language.rules import Rule
from nngen.script.code import Code, Lines
from nngen.script.formula import Symbol, equation
from nngen.script.update import Symbols, rules_of, symbols_of_rules

SPARE = Symbol(code="spare", math="spare", memory="spare")


def make_rules(optimizer: Optimizer, rate: Code) -> Iterator[Lines]:
    """Return the equations and calls of a step."""
    symbols = symbols_of_rules(optimizer, rate) | {"spare": SPARE}
    rules = rules_of(optimizer)
    last = max(i for i, rule in enumerate(rules) if "g" in rule.names)
    for i, rule in enumerate(rules):
        yield make_lines(rule, symbols, ["g", "spare"] if i >= last else ["spare"])


def make_lines(rule: Rule, symbols: Symbols, free: list[str]) -> Lines:
    """Return a rule as an equation, its parts below it, and calls."""
    parts = {name: Symbol(code=name, math=name) for name, _ in rule.where}
    named = symbols | parts
    head = f"{symbols[rule.target].math} = {equation(rule.value, named)}"
    below = [f"  {name} = {equation(f, named)}" for name, f in rule.where]
    more = [*below, *([rule.note] if rule.note else [])]
    code = calls(rule.whole, rule.target, symbols, free)
    first = Code(head + (", with" if below else ":" if rule.note else ""))
    return Lines(
        equation=first, calls=tuple(map(Code, code)), more=tuple(map(Code, more))
    )
