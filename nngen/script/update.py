"""A step of the optimizer: its constants, the rate, a bound of the gradient."""

from collections.abc import Iterable, Iterator

from nngen.graph.graph import Graph
from nngen.language.base import Table
from nngen.language.optimizers import Optimizer
from nngen.language.rules import FUNCTIONS, NUMBERS, Rule
from nngen.language.schedules import Schedule
from nngen.script.code import NOTHING, Code, bracket
from nngen.script.data_records import Setting
from nngen.script.formula import Symbol, inline, parse
from nngen.script.parameters import View
from nngen.script.update_records import Clip, Rates, Update

WIDEST_LOOP = 84  # characters, in a function's body
IMPORTS = {"bisect(": "from bisect import bisect", "math.": "import math"}
Symbols = dict[str, Symbol]


def make_update(graph: Graph, views: Iterable[View]) -> Update:
    """Return what a step of the optimizer needs beside its rules."""
    optimizer = graph.optimizer
    schedule = optimizer.schedule
    rates = make_rates(schedule) if schedule else None
    rate = "rate_at(step)" if rates else value(optimizer.rate_rule(), optimizer)
    constant = rate == "LEARNING_RATE"
    result = Code(rate if constant else "rate")
    rates_code = f"{rates}"
    return Update(
        rate=Code(rate),
        result=result,
        first=Code("rate_at(0)" if rates else "LEARNING_RATE"),
        rates=rates,
        clip=make_clip(optimizer, views),
        vectors=tuple(map(Code, remembered(optimizer))),
        meanings={name: Code(text) for name, text in optimizer.meanings.items()},
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
    rules = [Rule(target="rate", value=optimizer.rate_rule()), *optimizer.rules()]
    used = {name for rule in rules for name in rule.names} | set(optimizer.clips)
    for name in type(optimizer).model_fields:
        if name in used:
            yield setting(optimizer, name)
        elif name == "schedule" and schedule:
            yield from schedule_constants(schedule)


def schedule_constants(schedule: Schedule) -> Iterator[Setting]:
    """Return the constants that rate_at reads besides the rate."""
    used = {name for rule in schedule.rules() for name in rule.names}
    used |= {"warmup_steps"} if schedule.warmup_steps else set()
    for name in type(schedule).model_fields:
        if name in used:
            yield setting(schedule, name)


def setting(model: Table, name: str) -> Setting:
    """Return a field as a constant, what the language says of it as its note."""
    said = type(model).model_fields[name].description or ""
    note = said[:1].lower() + said[1:].rstrip(".")
    value = getattr(model, name)
    return Setting(name=Code(name.upper()), value=value, note=Code(note))


def symbols_of(model: Table) -> Symbols:
    """Return what the fields of a table are called in a script and in mathematics."""
    fields = type(model).model_fields
    return {name: Symbol(code=name.upper(), math=name) for name in fields}


def value(formula: str, model: Table, **others: str) -> str:
    """Return a formula of numbers as Python, in the script's own names."""
    symbols = {name: Symbol(code=name, math=name) for name in (*FUNCTIONS, *NUMBERS)}
    symbols |= symbols_of(model) | {
        "learning_rate": Symbol(code="LEARNING_RATE", math="rate")
    }
    symbols |= {name: Symbol(code=code, math=name) for name, code in others.items()}
    return inline(parse(formula), symbols)


def make_rates(schedule: Schedule) -> Rates:
    """Return how the rate changes from step to step."""
    warm = schedule.warmup_steps > 0
    k = "k" if warm else "step"
    *before, last = schedule.rules()
    lines = [("k = step - WARMUP_STEPS", "")] if warm else []
    lines += [(f"{r.target} = {value(r.value, schedule, k=k)}", r.note) for r in before]
    return Rates(
        course=Code(schedule.course),
        warm_up=Code(value(schedule.warm_up, schedule)) if warm else NOTHING,
        lines=tuple((Code(line), Code(note)) for line, note in lines),
        rate=Code(value(last.value, schedule, k=k)),
    )


def make_clip(optimizer: Optimizer, views: Iterable[View]) -> Clip | None:
    """Return how a norm of the gradient is bounded, if one is."""
    for name in optimizer.clips:
        if name == "clip_value":
            return None  # a rule does that
        own = name == "clip_norm"
        names = tuple(view.gradient.name for view in views) if own else ()
        array = Code("g" if own else "grad")
        apart = len(f"for g in {bracket(names)}:") > WIDEST_LOOP
        return Clip(
            limit=Code(name.upper()),
            math=Code(name),
            array=array,
            names=names,
            apart=apart,
        )
    return None


def rules_of(optimizer: Optimizer) -> tuple[Rule, ...]:
    """Return the rules of a step, clipping of single numbers first."""
    rules = optimizer.rules()
    if optimizer.clip_value is not None:
        rules = Rule(target="g", value="clip(g, -clip_value, clip_value)"), *rules
    return rules


def symbols_of_rules(optimizer: Optimizer, rate: Code) -> Symbols:
    """Return what the names of an optimizer's rules stand for."""
    symbols = symbols_of(optimizer) | {
        "rate": Symbol(code=rate, math="rate"),
        "step": Symbol(code="step", math="step"),
        "theta": Symbol(code="theta", math="theta", memory="theta"),
        "g": Symbol(code="grad", math="dL/dtheta", memory="g"),
    }
    for letter, name in optimizer.vectors.items():
        symbols[letter] = Symbol(code=name, math=letter, memory=letter)
    return symbols
