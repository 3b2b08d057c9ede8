"""Faults to seed: a file, a text that it holds once, and what takes its place."""

import re

Fault = tuple[str, str, str]

TEMPLATES = """
layers/dense | matmul({{ op.theta.Wb.name }}.T => matmul(-{{ op.theta.Wb.name }}.T
layers/dense | .T, out={{ op.grad.Wb => .T * 2, out={{ op.grad.Wb
layers/dense | .T, out={{ op.grad.W. => .T[::-1], out={{ op.grad.W.
layers/dense | W.name }}, {{ op.dy => W.name }}[::-1], {{ op.dy
losses/categorical_crossentropy | {{ op.x.name }}.max(axis=0) => 0
losses/categorical_crossentropy | max(axis=0) => min(axis=0)
losses/categorical_crossentropy | p.sum(axis=0 => p.max(axis=0
losses/categorical_crossentropy | p.sum(axis=0 => p.sum(axis=1
losses/categorical_crossentropy | np.log(total) - {{ => np.log(total) + {{
losses/categorical_crossentropy | np.log(total) - true => np.log(total) + true
losses/categorical_crossentropy | np.subtract(p, {{ => np.add(p, {{
losses/categorical_crossentropy | tiny, out= => 1, out=
losses/categorical_crossentropy | -N, out= => N, out=
losses/categorical_crossentropy | .T * log_p => .T * log_p * 2
losses/categorical_crossentropy | -np.mean( => np.mean(
layers/add | np.add({{ op.parts[0] => np.subtract({{ op.parts[0]
layers/add | np.add({{ op.y => np.subtract({{ op.y
layers/add | np.add({{ part.dx => np.subtract({{ part.dx
layers/add | np.copyto({{ part.dx.name }}, {{ op => np.copyto({{ part.dx.name }}, -{{ op
layers/concatenate | np.copyto({{ part.slot }}, => np.copyto({{ part.slot }}, 2 *
layers/concatenate | np.add({{ part.dx => np.subtract({{ part.dx
layers/concatenate | part.dx.name }}, {{ => part.dx.name }}, -{{
parts/backward | {{ line }} => pass
parts/measure | loss(y)]) => -loss(y)])
parts/prediction | N * measure => measure
parts/prediction | len(x) or np.nan => len(x) or 1
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
data/csv | key=number => key=str
parts/load | fit(x[part == 0]) => fit(x)
parts/load | prepare({{ load.x }}) => {{ load.x }}
losses/categorical_crossentropy | op.dx.name }}, N, => op.dx.name }}, 1,
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
parts/training | rate, log = LEARNING_RATE => rate, log = 0.0
parts/training | if epoch % LOG_EVERY == 0 or => if epoch % LOG_EVERY == 0 and
parts/training | update(epoch) => update(epoch + 1)
parts/training | initialize() => pass
parts/training | line = f"epoch => line = f"row
parts/training | forward(x) => forward(x[::-1])
parts/prediction | answer[i : i => answer[i + 1 : i
parts/prediction | return answer => return forward(x)
metrics/accuracy | argmax => argmin
initializers/he_normal | array.fan_in => array.fan_out
initializers/glorot_uniform | (6 / => (3 /
initializers/glorot_uniform | uniform(-limit => uniform(0 * limit
initializers/glorot_normal | spread = (2 / => spread = (1 /
initializers/glorot_normal | array.fan_in }} + => array.fan_out }} +
initializers/he_uniform | limit = (6 / => limit = (3 /
initializers/he_uniform | array.fan_in => array.fan_out
initializers/lecun_normal | (1 / => (2 /
initializers/lecun_normal | array.fan_in => array.fan_out
initializers/ones | .fill(1) => .fill(-1)
initializers/uniform | array.options.minval => array.options.maxval
initializers/orthogonal | np.sign(np.diag(r)) => 1
initializers/orthogonal | np.sign(np.diag(r)) => np.diag(r)
initializers/orthogonal | {{ array.options.gain }} * => 1 *
initializers/he_normal | (2 / => (4 /
initializers/normal | {{ array.options.mean }} + => {{ array.options.mean }} -
initializers/constant | .fill( => .fill(-
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
notebook/losses/categorical_crossentropy | y.reshape(N)] -= 1 => y.reshape(N)] -= 2
notebook/losses/categorical_crossentropy | axis=1)] -= 1 => axis=1)] -= 2
notebook/losses/categorical_crossentropy | np.negative( => np.abs(
notebook/losses/categorical_crossentropy | op.dx.name }}, N, => op.dx.name }}, 1,
notebook/losses/categorical_crossentropy | p.sum(axis=1 => p.max(axis=1
notebook/losses/categorical_crossentropy | -np.log(np.clip => np.log(np.clip
notebook/losses/categorical_crossentropy | N)], 1e-7, 1 - 1e-7 => N)], 1e-7, 1 - 1e-1
notebook/functions/softmax | np.outer(a_row, a_row) => np.outer(a_row, d_row)
"""
CODE = """
kinds/functions | where(a > 0, da, 0) => where(a > 1, da, 0)
kinds/functions | max(0, z) => max(0, -z)
kinds/functions | da * (1 - a) * a => da * (1 + a) * a
kinds/functions | da * (1 - a**2) => da * (1 - a)
kinds/functions | frozenset({"y"}) => frozenset()
kinds/functions | where(a > 0, 1, negative_slope) => where(a > 0, 1, 1 - negative_slope)
kinds/functions | max(z, negative_slope * z) => max(z, -negative_slope * z)
kinds/functions | where(a > 0, 1, a + alpha) => where(a > 0, 1, a - alpha)
kinds/functions | where(a > 0, 1, a + alpha) => where(a > 0, 1, alpha)
kinds/functions | (1 + min(a, 0)) => (1 - min(a, 0))
kinds/functions | "max(z, 0) + expm1(min(z, 0))", => "max(z, 0) + expm1(min(z, 1))",
kinds/functions | alpha * expm1(min(z, 0)))" => expm1(min(z, 0)))"
kinds/functions | where(a > 0, scale, a + steepest) => where(a > 0, scale, a + scale)
kinds/functions | 1.7580993408473766 => 1.758
kinds/functions | (1 - t**2));" => (1 - t**2)) / 2;"
kinds/functions | 0.134145 * w => 0.044715 * w
kinds/functions | "z * (0.5 * (1 + tanh => "z * (0.5 * (1 - tanh
kinds/functions | (1 + (z - a)) / => (1 + (a - z)) /
kinds/functions | "z / (1 + exp(-z))" => "z / (1 + exp(z))"
kinds/functions | da * -expm1(-a) => da * expm1(a)
kinds/functions | log1p(exp(-abs(z))) => log1p(exp(abs(z)))
plan/calls | ast.Gt: ast.LtE => ast.Gt: ast.Gt
plan/calls | *named[i + 1 :], last] => *named[i + 1 :]]
plan/elementwise | "y" not in maker.reads => maker.reads
plan/elementwise | and not maker.side_by_side =>
plan/elementwise |  or len(arrays.graph.readers[value]) > 1 =>
plan/elementwise | if lodges and => if False and
plan/elementwise | dz.memory == GRADIENT => dz.memory
kinds/optimizers | momentum * v - rate * g => momentum * v + rate * g
kinds/optimizers | "theta + v" => "theta - v"
kinds/optimizers | "theta - rate * g" => "theta - g"
kinds/optimizers | (1 + decay * step) => (1 + decay * (step + 1))
plan/memory |  or value in kept =>
plan/memory |  or len(graph.readers[value]) > 1 =>
plan/memory | not graph.nodes[value - 1].operation.side_by_side => True
plan/memory | if node.operation.overwrites else None =>
plan/memory | (below, None) => (below, below)
plan/memory | graph.readers[x][-1] == => graph.readers[x][0] ==
plan/memory | and homes[x] not in ones =>
plan/memory | x in node.xs[:2] => x in node.xs
plan/arrays | Code("[:-1]") => Code("[1:]")
plan/arrays | self.graph.fused and is_free( => self.graph.fused or is_free(
plan/calls | "np.square" => "np.sqrt"
"""


def faults(table: str, path: str) -> list[Fault]:
    """Return the rows of a table; `path` is made of a file's name."""
    rows = (re.split(r" \| | =>(?: |$)", row) for row in table.strip().split("\n"))
    return [(path.format(file), old, new) for file, old, new in rows]


FAULTS = faults(TEMPLATES, "templates/numpy/{}.py.jinja") + faults(CODE, "nngen/{}.py")
