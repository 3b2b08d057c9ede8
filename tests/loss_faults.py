"""Faults to seed in losses and metrics, one in a row."""

TEMPLATES = """\
numpy/fast/losses/categorical_crossentropy | {{ op.x.name }}.max(axis=0) => 0
numpy/fast/losses/categorical_crossentropy | max(axis=0) => min(axis=0)
numpy/fast/losses/categorical_crossentropy | p.sum(axis=0 => p.max(axis=0
numpy/fast/losses/categorical_crossentropy | p.sum(axis=0 => p.sum(axis=1
numpy/fast/losses/categorical_crossentropy | np.log(total) - {{ => np.log(total) + {{
numpy/fast/losses/categorical_crossentropy | np.log(total) - true => np.log(total) + true
numpy/fast/losses/categorical_crossentropy | np.subtract(p, {{ => np.add(p, {{
numpy/fast/losses/categorical_crossentropy | tiny, out= => 1, out=
numpy/fast/losses/categorical_crossentropy | -N, out= => N, out=
numpy/fast/losses/categorical_crossentropy | .T * log_p => .T * log_p * 2
numpy/fast/losses/categorical_crossentropy | -np.mean( => np.mean(
numpy/fast/losses/elementwise | np.mean({{ => np.sum({{
numpy/fast/losses/elementwise | {{ call }} => pass
numpy/fast/losses/binary_crossentropy | op.x.name }}, -60, => op.x.name }}, -1,
numpy/fast/losses/binary_crossentropy | np.negative(p, out=p) => pass
numpy/fast/losses/binary_crossentropy | np.add(p, 1, => np.add(p, 2,
numpy/fast/losses/binary_crossentropy | np.log1p( => np.sqrt(
numpy/fast/losses/binary_crossentropy | np.maximum(0, => np.minimum(0,
numpy/fast/losses/binary_crossentropy | -np.mean(y * => np.mean(y *
numpy/fast/losses/binary_crossentropy | (1 - y) * log_q => y * log_q
numpy/fast/losses/binary_crossentropy | np.subtract(1, {{ => np.subtract(2, {{
numpy/fast/losses/binary_crossentropy | }} - {{ op.y }}, => }} + {{ op.y }},
numpy/fast/losses/binary_crossentropy | np.subtract(p, {{ => np.add(p, {{
numpy/fast/losses/binary_crossentropy | {{ op.entries }}, => N,
numpy/fast/losses/smoothing | LABEL_SMOOTHING * log_p => log_p
numpy/fast/losses/smoothing | op.shifted }}.mean( => op.shifted }}.sum(
numpy/fast/losses/smoothing | -np.mean(blend) => np.mean(blend)
numpy/fast/losses/smoothing | y.T, 1 - LABEL_SMOOTHING, => y.T, 1,
numpy/fast/losses/smoothing | fill(LABEL => fill(2 * LABEL
numpy/fast/losses/smoothing | rows] += 1 => rows] += 2
numpy/fast/losses/smoothing | (1 - LABEL_SMOOTHING) * y.T => y.T
numpy/fast/losses/smoothing | rows] -= 1 - LABEL_SMOOTHING => rows] -= 1
numpy/fast/losses/categorical_crossentropy | op.dx.name }}, N, => op.dx.name }}, 1,
"""
CODE = """\
language/losses | "(p - y)**2" => "(p + y)**2"
language/losses | "2 / (k * n) * (p => "2 / n * (p
language/losses | "2 * (p - y) / k / n" => "(p - y) / k / n"
language/losses | sign(p - y) / (k * n) => sign(p - y) / n
language/losses | sign(p - y) / k / n => sign(y - p) / k / n
language/losses | clip(p - y, -delta, delta) => clip(p - y, -delta, 1)
language/losses | e**2 / 2 => e**2
"""
