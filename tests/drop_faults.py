"""Faults of dropout: in its masks, in when they are used, in whose memory they meet."""

TEMPLATES = """\
layers/dropout | if not op.in_place => if op.in_place
layers/dropout | ({{ op.x.name }}, {{ op.kept.mask.name }} => ({{ op.x.name }}, 1
layers/dropout | ({{ op.dy.name }}, {{ op.kept.mask.name }} => ({{ op.dy.name }}, 1
layers/dropout | rng.binomial(1, {{ keep }} => rng.binomial(1, 1 - {{ keep }}
layers/dropout | {{ mask }}.shape), {{ keep }} => {{ mask }}.shape), 1
random/pcg64 | np.less({{ name }} => np.greater({{ name }}
random/pcg64 | np.divide({{ name }} => np.multiply({{ name }}
random/pcg64 | rng.random(out= => np.random.default_rng(0).random(out=
parts/forward | training=False => training=True
parts/whole | {{ plan.training }} =>
parts/batches | {{ plan.training }} =>
"""
CODE = """\
language/layers | round(1 - self.rate, 16) => round(self.rate, 16)
language/functions | == asked.count( => >= asked.count(
plan/numbers | f"{name}_{before[role]}" => f"{name}_1"
plan/memory | kept.add(node.y) => pass
plan/elementwise | value in arrays.memory.signs.values() => value in ()
"""
