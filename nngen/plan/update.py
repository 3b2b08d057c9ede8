"""A step of the optimizer: its constants, the rate, a bound of the gradient, rules."""

import re
from collections.abc import Iterator

from nngen.graph.graph import Graph
from nngen.language.optimizer import Optimizer
from nngen.language.rules import FUNCTIONS, NUMBERS, Rule
from nngen.language.schedule import Schedule
from nngen.model.model import Model
from nngen.plan.calls import calls
from nngen.plan.data_records import Setting
from nngen.plan.formula import Symbol, equation, inline, parse
from nngen.plan.operations import Lines
from nngen.plan.parameters import Layout
from nngen.plan.records import NOTHING, Code, Stack, bracket
from nngen.plan.update_records import Clip, Rates, Update

WIDEST_LOOP = 84  # characters, in a function's body
IMPORTS = {"bisect(": "from bisect import bisect", "math.": "import math"}
SPARE = Symbol("spare", "spare", "spare")
Symbols = dict[str, Symbol]


def make_update(graph: Graph, layout: Layout) -> Update:
    """Return a step of the optimizer on the flat vectors."""
    optimizer = graph.spec.optimizer
    schedule = optimizer.schedule
    rates = make_rates(schedule) if schedule else None
    rate = "rate_at(step)" if rates else value(optimizer.rate_rule(), optimizer)
    constant = rate == "LEARNING_RATE"
    result = Code(rate if constant else "rate")
    rules = tuple(make_rules(optimizer, result))
    code = "".join(call for rule in rules for call in rule.calls)
    rates_code = f"{rates}"
    return Update(
        rate=Code(rate),
        result=result,
        first=Code("rate_at(0)" if rates else "LEARNING_RATE"),
        rates=rates,
        clip=make_clip(optimizer, layout),
        rules=rules,
        vectors=tuple(map(Code, remembered(optimizer))),
        spare=re.search(r"\bspare\b", code) is not None,
        constants=tuple(make_constants(optimizer)),
        imports=tuple(Code(line) for use, line in IMPORTS.items() if use in rates_code),
    )


def remembered(optimizer: Optimizer) -> Iterator[str]:
    """Return the names of the vectors that the optimizer's rules write."""
    targets = {rule.target for rule in optimizer.rules()}
    return (n for letter, n in optimizer.vectors.items() if letter in targets)


def make_constants(optimizer: Optimizer) -> Iterator[Setting]:
    """Return the constants that the update reads, a schedule's where that stands."""
    schedule = optimizer.schedule
    rules = [Rule("rate", optimizer.rate_rule()), *optimizer.rules()]
    used = {name for rule in rules for name in rule.names} | set(optimizer.clips)
    for name in type(optimizer).fields:
        if name in used:
            yield Setting(Code(name.upper()), getattr(optimizer, name))
        elif name == "schedule" and schedule:
            yield from schedule_constants(schedule)


def schedule_constants(schedule: Schedule) -> Iterator[Setting]:
    """Return the constants that rate_at reads besides the rate."""
    used = {name for rule in schedule.rules() for name in rule.names}
    used |= {"warmup_steps"} if schedule.warmup_steps else set()
    for name in type(schedule).fields:
        if name in used:
            yield Setting(Code(name.upper()), getattr(schedule, name))


def symbols_of(model: Model) -> Symbols:
    """Return what the fields of a table are called in a script and in mathematics."""
    return {name: Symbol(name.upper(), name) for name in model.fields}


def value(formula: str, model: Model, **others: str) -> str:
    """Return a formula of numbers as Python, in the script's own names."""
    symbols = {name: Symbol(name, name) for name in (*FUNCTIONS, *NUMBERS)}
    symbols |= symbols_of(model) | {"learning_rate": Symbol("LEARNING_RATE", "rate")}
    symbols |= {name: Symbol(code, name) for name, code in others.items()}
    return inline(parse(formula), symbols)


def make_rates(schedule: Schedule) -> Rates:
    """Return how the rate changes from step to step."""
    warm = schedule.warmup_steps > 0
    k = "k" if warm else "step"
    *before, last = schedule.rules()
    lines = [("k = step - WARMUP_STEPS", "")] if warm else []
    lines += [(f"{r.target} = {value(r.value, schedule, k=k)}", r.note) for r in before]
    return Rates(
        Code(schedule.told),
        Code(value(schedule.warm_up, schedule)) if warm else NOTHING,
        tuple((Code(line), Code(note)) for line, note in lines),
        Code(value(last.value, schedule, k=k)),
    )


def make_clip(optimizer: Optimizer, layout: Layout) -> Clip | None:
    """Return how a norm of the gradient is bounded, if one is."""
    for name in optimizer.clips:
        if name == "clip_value":
            return None  # a rule does that
        own = name == "clip_norm"
        names = tuple(gradients(layout)) if own else ()
        array = Code("g" if own else "grad")
        apart = len(f"for g in {bracket(names)}:") > WIDEST_LOOP
        return Clip(Code(name.upper()), Code(name), array, names, apart)
    return None


def gradients(layout: Layout) -> Iterator[Code]:
    """Return the names of the arrays' gradients, in the order of grad."""
    for view in (view.gradient for view in layout.views):
        yield from [view.kernel, view.bias] if isinstance(view, Stack) else [view.name]


def make_rules(optimizer: Optimizer, rate: Code) -> Iterator[Lines]:
    """Return the equations and calls of a step, what may clip each number first."""
    symbols = symbols_of(optimizer) | {
        "rate": Symbol(rate, "rate"),
        "step": Symbol("step", "step"),
        "theta": Symbol("theta", "theta", "theta"),
        "g": Symbol("grad", "dL/dtheta", "g"),
        "spare": SPARE,
    }
    for letter, name in optimizer.vectors.items():
        symbols[letter] = Symbol(name, letter, letter)
    rules = optimizer.rules()
    if optimizer.clip_value is not None:
        rules = Rule("g", "clip(g, -clip_value, clip_value)"), *rules
    last = max(i for i, rule in enumerate(rules) if "g" in rule.names)
    for i, rule in enumerate(rules):
        yield make_lines(rule, symbols, ["g", "spare"] if i >= last else ["spare"])


def make_lines(rule: Rule, symbols: Symbols, spent: list[str]) -> Lines:
    """Return a rule as an equation, its parts below it, and calls."""
    parts = {name: Symbol(name, name) for name, _ in rule.where}
    named = symbols | parts
    head = f"{symbols[rule.target].math} = {equation(rule.value, named)}"
    below = [f"  {name} = {equation(f, named)}" for name, f in rule.where]
    more = [*below, *([rule.note] if rule.note else [])]
    code = calls(rule.whole, rule.target, symbols, spent)
    first = Code(head + (", with" if below else "," if rule.note else ""))
    return Lines(first, tuple(map(Code, code)), tuple(map(Code, more)))
