"""Faults to seed: a file, a text that it holds once, and what takes its place."""

import re

from . import (
    data_faults,
    drop_faults,
    function_faults,
    loop_faults,
    loss_faults,
    normal_faults,
    plain_faults,
    reg_faults,
)

Fault = tuple[str, str, str]

TEMPLATES = """
numpy/fast/layers/dense | "reads": ["x"] => "reads": []
numpy/fast/functions/softmax | "reads": ["y"] => "reads": []
numpy/fast/layers/dense | matmul({{ op.theta.Wb.name }}.T => matmul(-{{ op.theta.Wb.name }}.T
numpy/fast/layers/dense | .T, out={{ op.grad.Wb => .T * 2, out={{ op.grad.Wb
numpy/fast/layers/dense | .T, out={{ op.grad.W. => .T[::-1], out={{ op.grad.W.
numpy/fast/layers/dense | W.name }}, {{ op.dy => W.name }}[::-1], {{ op.dy
numpy/fast/layers/add | np.add({{ op.parts[0] => np.subtract({{ op.parts[0]
numpy/fast/layers/add | np.add({{ op.y => np.subtract({{ op.y
numpy/fast/layers/add | np.add({{ part.dx => np.subtract({{ part.dx
numpy/fast/layers/add | np.copyto({{ part.dx.name }}, {{ op => np.copyto({{ part.dx.name }}, -{{ op
numpy/fast/layers/concatenate | np.copyto({{ part.slot }}, => np.copyto({{ part.slot }}, 2 *
numpy/fast/layers/concatenate | np.add({{ part.dx => np.subtract({{ part.dx
numpy/fast/parts/backward | {{ line }} => pass
common/random/pcg64 | [SEED, 2] => [SEED, 1]
common/split/last | test - round => test + 1 - round
numpy/fast/layers/flatten | .transpose(2, 0, 1) => .transpose(2, 0, 1)[::-1]
numpy/fast/layers/flatten | .transpose(1, 2, 0) => .transpose(1, 2, 0)[::-1]
common/parts/load | prepare({{ load.x }}) => {{ load.x }}
numpy/fast/functions/softmax | {{ op.x.name }}.max(axis=0) => 0
numpy/fast/functions/softmax | {{ op.y.name }}.sum(axis=0) => {{ op.y.name }}.sum(axis=0) + 1
numpy/fast/functions/softmax | {{ op.dx.name }}.sum(axis=0) => {{ op.dx.name }}.mean(axis=0)
numpy/fast/functions/softmax | np.subtract({{ op.dx => np.add({{ op.dx
numpy/fast/parts/forward | if len(x) != N: => if len(x) > N:
numpy/fast/parts/forward | allocate(len(x)) => pass
numpy/fast/parts/forward | [:-1] = x.reshape => [:-1] = -x.reshape
numpy/fast/parts/buffers | {{ buffer.part }} => {{ buffer.part }}[::-1]
numpy/fast/parts/buffers | {{ buffer.form }}( => np.zeros(
numpy/fast/parts/buffers | np.arange(n) => np.arange(n)[::-1]
numpy/parts/initialize | {{ vector }}[:] = => {{ vector }}[1:] =
numpy/parts/initialize | theta[:] = {% => theta[:0] = {%
numpy/fast/parts/update | return {{ page.script.update.result }} => return LEARNING_RATE
numpy/fast/parts/update | norm > {{ clip.limit }} => norm < {{ clip.limit }}
numpy/fast/parts/update | np.multiply({{ clip.limit }} / norm => np.multiply(1 / norm
numpy/fast/parts/update | np.linalg.norm({{ clip.array }}) => np.linalg.norm(grad)
numpy/fast/parts/update | in {{ clip.loop }}: => in {{ clip.loop }}[1:]:
numpy/parts/rate | if step < WARMUP_STEPS: => if step <= WARMUP_STEPS:
numpy/parts/rate | return {{ rates.rate }} => return LEARNING_RATE
common/random/pcg64 | [SEED, 1] => [SEED, 0]
common/random/pcg64 | [SEED, 0] => [SEED, 2]
common/random/mt19937 | page.script.discard + page.script.data.normals => page.script.data.normals
common/random/mt19937 | rng.randn({{ page.script.discard }}) => rng.randn(1)
"""
CODE = """
language/layers | (prod(xs[0]),) => (prod(xs[0]) + 1,)
language/optimizers | "momentum * v - rate * g" => "momentum * v + rate * g"
language/optimizers | "theta + v" => "theta - v"
language/optimizers | "theta - rate * g" => "theta - g"
language/optimizers | (1 + decay * step) => (1 + decay * (step + 1))
language/optimizers | "theta + momentum * v - rate * g" => "theta + v - rate * g"
language/optimizers | "cache + g**2" => "cache + g"
language/optimizers | rho * cache + (1 - rho) * g**2 => rho * cache + g**2
language/optimizers | "beta_1 * m + (1 - beta_1) * g" => "beta_1 * m + g"
language/optimizers | beta_2 * v + (1 - beta_2) * g**2 => beta_2 * v - (1 - beta_2) * g**2
language/optimizers | "m / (1 - beta_1 ** (step + 1))" => "m / (1 - beta_1 ** (step + 2))"
language/optimizers | "v / (1 - beta_2 ** (step + 1))" => "v"
language/optimizers | (sqrt(vhat) + epsilon) => (sqrt(vhat) - epsilon)
language/optimizers | (1 - rate * weight_decay) => (1 - weight_decay)
language/schedules | learning_rate * (step + 1) => learning_rate * step
language/schedules | min(k, decay_steps) / decay_steps => k / decay_steps
language/schedules | (k // decay_steps) => (k / decay_steps)
language/schedules | ** (k / decay_steps) => ** (k // decay_steps)
language/schedules | decay_rate ** passed => decay_rate * passed
language/schedules | (1 + decay_rate * k{divided}) => (1 + k{divided})
language/schedules | if self.decay_steps > 1 else "" => if self.decay_steps > 9 else ""
language/schedules | " ** power" if => "" if
language/schedules | {fall} + end_learning_rate => {fall}
language/schedules | math.cos(math.pi * part) => math.cos(part)
language/schedules | {share} + alpha) => {share})
engines/numpy/fast/memory |  or value in needed =>
engines/numpy/fast/memory |  or len(graph.readers[value]) > 1 =>
engines/numpy/fast/memory | not graph.nodes[value - 1].operation.concatenates => True
engines/numpy/fast/memory | if in_place else None =>
engines/numpy/fast/memory | (below, None) => (below, below)
engines/numpy/fast/memory | graph.readers[x][-1] == => graph.readers[x][0] ==
engines/numpy/fast/memory | and homes[x] not in ones =>
engines/numpy/fast/memory | x in node.xs[:2] => x in node.xs
engines/numpy/fast/arrays | Code("[:-1]") => Code("[1:]")
engines/numpy/fast/arrays | self.graph.fused and is_free( => self.graph.fused or is_free(
script/loop | else (False, => else (True,
engines/numpy/fast/rules | ["g", "spare"] if i >= last => ["g", "spare"] if i >= 0
script/update | "k = step - WARMUP_STEPS" => "k = step"
script/update | value="clip(g, => value="clip(-g,
"""


def faults(table: str, path: str) -> list[Fault]:
    """Return the rows of a table; `path` is made of a file's name."""
    rows = (re.split(r" \| | =>(?: |$)", row) for row in table.strip().split("\n"))
    return [
        (path.format(file), old.replace("\\n", "\n"), new.replace("\\n", "\n"))
        for file, old, new in rows
    ]


PARTS = (
    data_faults,
    drop_faults,
    function_faults,
    loop_faults,
    loss_faults,
    normal_faults,
    plain_faults,
    reg_faults,
)
TEMPLATES += "".join(part.TEMPLATES.lstrip() for part in PARTS)
CODE += "".join(part.CODE.lstrip() for part in PARTS)
FAULTS = [
    *faults(TEMPLATES, "templates/{}.py.jinja"),
    *faults(CODE, "nngen/{}.py"),
]
