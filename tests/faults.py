"""Faults to seed: a file, a text that it holds once, and what takes its place."""

import re

from . import (
    drop_faults,
    function_faults,
    loss_faults,
    normal_faults,
    reg_faults,
)

Fault = tuple[str, str, str]

TEMPLATES = """
layers/dense | matmul({{ op.theta.Wb.name }}.T => matmul(-{{ op.theta.Wb.name }}.T
layers/dense | .T, out={{ op.grad.Wb => .T * 2, out={{ op.grad.Wb
layers/dense | .T, out={{ op.grad.W. => .T[::-1], out={{ op.grad.W.
layers/dense | W.name }}, {{ op.dy => W.name }}[::-1], {{ op.dy
parts/measure | {before}{name} => {name}
parts/measure | zip(names, => zip(names[::-1],
parts/tell | held = {"loss": held["loss"]} => held = {}
parts/training | np.std({{ => np.var({{
layers/add | np.add({{ op.parts[0] => np.subtract({{ op.parts[0]
layers/add | np.add({{ op.y => np.subtract({{ op.y
layers/add | np.add({{ part.dx => np.subtract({{ part.dx
layers/add | np.copyto({{ part.dx.name }}, {{ op => np.copyto({{ part.dx.name }}, -{{ op
layers/concatenate | np.copyto({{ part.slot }}, => np.copyto({{ part.slot }}, 2 *
layers/concatenate | np.add({{ part.dx => np.subtract({{ part.dx
layers/concatenate | part.dx.name }}, {{ => part.dx.name }}, -{{
parts/backward | {{ line }} => pass
parts/measure | {{ plan.head.called }}(y)]) => -{{ plan.head.called }}(y)])
parts/prediction | N * measure => measure
parts/prediction | (len(x) or np.nan)).tolist => (len(x) or 1)).tolist
parts/prediction | (len(x) or np.nan))  => (len(x) or 1))
parts/prediction | np.std(y) if => np.var(y) if
parts/prediction | else np.nan  # equal => else 1  # equal
parts/prediction | reshape(y, => reshape(-y,
parts/batches | sums = np.zeros => sums = np.ones
parts/batches | order = rng.permutation(len(x_train)) => order = np.arange(len(x_train))
parts/batches | len(x_train) % BATCH => 0
parts/batches | step += 1 => step += 2
parts/batches | rate = update(step) => rate = update(epoch)
parts/batches | y_train[batch] => y_train[batch[::-1]]
random/pcg64 | [SEED, 2] => [SEED, 1]
split/random | rng.permutation(len(y)) => np.arange(len(y))
split/random | part[order[:test]] = 2 => part[order[test:]] = 2
split/last | part[test:] = 2 => part[: len(y) - test] = 2
split/last | test - round => test + 1 - round
split/stratified | order[:held] => order[: held + 1]
split/stratified | y == label => y != label
preprocess/standardize | x.std( => x.var(
preprocess/standardize | == x.min( => == x.max(
preprocess/min_max | x.max(axis=0) - low => x.max(axis=0)
preprocess/scale | * SCALE + OFFSET => * (SCALE + OFFSET)
data/cells | row[i], header[i] => row[i - 1], header[i]
data/cells | row[target], TARGET)) => row[-target - 1], TARGET))
data/cells | row[target], TARGET, => row[-target - 1], TARGET,
data/csv | key=number => key=str
data/csv | np.array(y).reshape => np.array(y)[::-1].reshape
data/arrays | x = x.reshape( => x = x[::-1].reshape(
data/arrays | return x.astype( => return -x.astype(
data/arrays | y.reshape(rows).astype => y.reshape(rows)[::-1].astype
data/arrays | y.reshape(rows, 1).astype => y.reshape(rows, 1)[::-1].astype
data/npz | for name in names) => for name in names[::-1])
data/idx | file.read(4 * head[3]) => file.read(4 * head[3])[::-1]
data/idx | x, y = read_array => y, x = read_array
parts/backward | x = x.reshape(N, => x = x[::-1].reshape(N,
data/sine | np.sin(2 => np.cos(2
data/sine | [:, None] / => [:, None] / 2 /
parts/load | fit(x[part == 0]) => fit(x)
parts/load | prepare({{ load.x }}) => {{ load.x }}
functions/softmax | {{ op.x.name }}.max(axis=0) => 0
functions/softmax | {{ op.y.name }}.sum(axis=0) => {{ op.y.name }}.sum(axis=0) + 1
functions/softmax | {{ op.dx.name }}.sum(axis=0) => {{ op.dx.name }}.mean(axis=0)
functions/softmax | np.subtract({{ op.dx => np.add({{ op.dx
parts/forward | if len(x) != N: => if len(x) > N:
parts/forward | allocate(len(x)) => pass
parts/forward | [:-1] = x.reshape => [:-1] = -x.reshape
parts/buffers | {{ buffer.part }} => {{ buffer.part }}[::-1]
parts/buffers | {{ buffer.form }}( => np.zeros(
parts/buffers | np.arange(n) => np.arange(n)[::-1]
parts/parameters | {{ vector }}.fill(0) => pass
parts/parameters | theta.fill(0) => pass
parts/update | return {{ plan.update.result }} => return LEARNING_RATE
parts/whole | rate, log = {{ plan.update.first }} => rate, log = 0.0
parts/whole | update(epoch) => update(epoch + 1)
parts/update | norm > {{ clip.limit }} => norm < {{ clip.limit }}
parts/update | np.multiply({{ clip.limit }} / norm => np.multiply(1 / norm
parts/update | np.linalg.norm({{ clip.array }}) => np.linalg.norm(grad)
parts/update | in {{ clip.loop }}: => in {{ clip.loop }}[1:]:
parts/update | if step < WARMUP_STEPS: => if step <= WARMUP_STEPS:
parts/update | return {{ rates.rate }} => return LEARNING_RATE
parts/training | initialize() => pass
parts/tell | row = {"epoch": epoch, {{ plan.log.items }}" => row = {"row": epoch, "
parts/whole | forward(x{{ => forward(x[::-1]{{
parts/whole | if stop or {{ => if {{
parts/batches | if stop or {{ => if {{
parts/stopping | best + PATIENCE => best + PATIENCE - 1
parts/stopping | if epoch == best: => if epoch == 0:
parts/stopping | np.copyto({{ vector }}, best_{{ vector }}) => pass
parts/stopping | copyto(best_{{ vector }}, {{ => copyto(best_{{ vector }}, 0 * {{
parts/prediction | answer[i : i => answer[i + 1 : i
parts/prediction | return answer => return forward(x)
data/vertical | cluster / 3 => cluster / 2
data/spiral | np.sin(angle), radius * np.cos => np.cos(angle), radius * np.sin
random/pcg64 | [SEED, 1] => [SEED, 0]
random/pcg64 | [SEED, 0] => [SEED, 2]
random/mt19937 | plan.discard + plan.data.normals => plan.data.normals
random/mt19937 | rng.randn({{ plan.discard }}) => rng.randn(1)
notebook/layers/dense | np.add({{ op.y.name }}, => np.subtract({{ op.y.name }},
notebook/layers/dense | .T, {{ op.dy.name }}, out= => .T, -{{ op.dy.name }}, out=
notebook/layers/dense | np.sum({{ op.dy => np.mean({{ op.dy
notebook/layers/dense | {{ op.theta.W.name }}.T => {{ op.theta.W.name }}.T[::-1]
notebook/functions/softmax | np.outer(a_row, a_row) => np.outer(a_row, d_row)
"""
CODE = """
language/layers | (prod(shape),) => (prod(shape) + 1,)
plan/data | if narrow or raw else => if narrow else
graph/graph | else forms[k] for => else facts.shape for
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
plan/memory |  or value in kept =>
plan/memory |  or len(graph.readers[value]) > 1 =>
plan/memory | not graph.nodes[value - 1].operation.side_by_side => True
plan/memory | if spends(node) else None =>
plan/memory | (below, None) => (below, below)
plan/memory | graph.readers[x][-1] == => graph.readers[x][0] ==
plan/memory | and homes[x] not in ones =>
plan/memory | x in node.xs[:2] => x in node.xs
plan/sources | {y}.reshape(-1, 1) => {y}[::-1].reshape(-1, 1)
plan/sources | dtype=np.{dtype})[{y}] => dtype=np.{dtype})[{y} - 1]
plan/arrays | Code("[:-1]") => Code("[1:]")
plan/arrays | self.graph.fused and is_free( => self.graph.fused or is_free(
plan/loop | LOG_EVERY == 0 or => LOG_EVERY == 0 and
plan/loop | else (False, => else (True,
plan/loop | ("least", "<", "-") => ("least", "<", "+")
plan/loop | ("most", ">", "+") => ("most", ">", "-")
plan/loop | "-np.inf" if rises else "np.inf" => "np.inf" if rises else "-np.inf"
plan/loop | if stopping.held else seen if metric => if not metric else seen if metric
plan/update | ["g", "spare"] if i >= last => ["g", "spare"] if i >= 0
plan/update | "k = step - WARMUP_STEPS" => "k = step"
plan/update | value="clip(g, => value="clip(-g,
"""


def faults(table: str, path: str) -> list[Fault]:
    """Return the rows of a table; `path` is made of a file's name."""
    rows = (re.split(r" \| | =>(?: |$)", row) for row in table.strip().split("\n"))
    return [(path.format(file), old, new) for file, old, new in rows]


PARTS = (drop_faults, function_faults, loss_faults, normal_faults, reg_faults)
TEMPLATES += "".join(part.TEMPLATES for part in PARTS)
CODE += "".join(part.CODE for part in PARTS)
FAULTS = [
    *faults(TEMPLATES, "templates/numpy/{}.py.jinja"),
    *faults(CODE, "nngen/{}.py"),
]
