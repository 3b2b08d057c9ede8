"""Faults to seed in losses and metrics, one in a row."""

TEMPLATES = """\
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
losses/elementwise | np.mean({{ => np.sum({{
losses/elementwise | {{ call }} => pass
losses/binary_crossentropy | op.x.name }}, -60, => op.x.name }}, -1,
losses/binary_crossentropy | np.negative(p, out=p) => pass
losses/binary_crossentropy | np.add(p, 1, => np.add(p, 2,
losses/binary_crossentropy | np.log1p( => np.sqrt(
losses/binary_crossentropy | np.maximum(0, => np.minimum(0,
losses/binary_crossentropy | -np.mean(y * => np.mean(y *
losses/binary_crossentropy | (1 - y) * log_q => y * log_q
losses/binary_crossentropy | np.subtract(1, {{ => np.subtract(2, {{
losses/binary_crossentropy | }} - {{ op.y }}, => }} + {{ op.y }},
losses/binary_crossentropy | np.subtract(p, {{ => np.add(p, {{
losses/binary_crossentropy | {{ op.entries }}, => N,
losses/smoothing | LABEL_SMOOTHING * log_p => log_p
losses/smoothing | op.shifted }}.mean( => op.shifted }}.sum(
losses/smoothing | -np.mean(blend) => np.mean(blend)
losses/smoothing | y.T, 1 - LABEL_SMOOTHING, => y.T, 1,
losses/smoothing | fill(LABEL => fill(2 * LABEL
losses/smoothing | rows] += 1 => rows] += 2
losses/smoothing | (1 - LABEL_SMOOTHING) * y.T => y.T
losses/smoothing | rows] -= 1 - LABEL_SMOOTHING => rows] -= 1
metrics/accuracy | > 0.5) => < 0.5)
metrics/top_k | < {{ => <= {{
metrics/mae | np.abs( => np.square(
metrics/r2 | 1 - np.mean => np.mean
metrics/within | STD_FRACTION * => 2 * STD_FRACTION *
losses/categorical_crossentropy | op.dx.name }}, N, => op.dx.name }}, 1,
metrics/accuracy | argmax => argmin
notebook/losses/categorical_crossentropy | y.reshape(N)] -= 1 => y.reshape(N)] -= 2
notebook/losses/categorical_crossentropy | axis=1)] -= 1 => axis=1)] -= 2
notebook/losses/categorical_crossentropy | np.negative( => np.abs(
notebook/losses/categorical_crossentropy | op.dx.name }}, N, => op.dx.name }}, 1,
notebook/losses/categorical_crossentropy | p.sum(axis=1 => p.max(axis=1
notebook/losses/categorical_crossentropy | -np.log(np.clip => np.log(np.clip
notebook/losses/categorical_crossentropy | N)], 1e-7, 1 - 1e-7 => N)], 1e-7, 1 - 1e-1
notebook/losses/binary_crossentropy | np.negative({{ => np.positive({{
notebook/losses/binary_crossentropy | np.add(1, => np.add(2,
notebook/losses/binary_crossentropy | cost = -(y => cost = (y
notebook/losses/binary_crossentropy | np.mean(cost, axis=1) => np.sum(cost, axis=1)
notebook/losses/binary_crossentropy | -(y / {{ => (y / {{
notebook/losses/binary_crossentropy | np.subtract(p, => np.add(p,
notebook/losses/binary_crossentropy | {{ op.outputs }}, out => 1, out
notebook/losses/binary_crossentropy | op.dx.name }}, N, => op.dx.name }}, 1,
"""
CODE = """\
language/losses | "(p - y)**2" => "(p + y)**2"
language/losses | "2 / (k * n) * (p => "2 / n * (p
language/losses | "2 * (p - y) / k / n" => "(p - y) / k / n"
language/losses | sign(p - y) / (k * n) => sign(p - y) / n
language/losses | sign(p - y) / k / n => sign(y - p) / k / n
language/losses | clip(p - y, -delta, delta) => clip(p - y, -delta, 1)
language/losses | e**2 / 2 => e**2
plan/head | axis=0)" => axis=1)"
"""
