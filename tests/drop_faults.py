"""Faults of dropout: in its masks, in when they are used, in whose memory they meet."""

TEMPLATES = """\
numpy/fast/layers/dropout | if not op.in_place => if op.in_place
numpy/fast/layers/dropout | ({{ op.x.name }}, {{ op.saved.mask.name }} => ({{ op.x.name }}, 1
numpy/fast/layers/dropout | ({{ op.dy.name }}, {{ op.saved.mask.name }} => ({{ op.dy.name }}, 1
common/random/mt19937 | .T, {{ keep }}, out= => .T, 1, out=
common/random/pcg64 | np.divide({{ name }} => np.multiply({{ name }}
numpy/fast/parts/forward | training=False => training=True
numpy/parts/whole | {{ page.script.training }} =>
numpy/parts/batches | {{ page.script.training }} =>
"""
CODE = """\
language/layers | round(1 - self.rate, 16) => round(self.rate, 16)
engines/numpy/fast/effects | == signs.count("a > 0") => >= signs.count("a > 0")
script/numbers | f"{name}_{before[role]}" => f"{name}_1"
engines/numpy/fast/memory | needed.add(node.y) => pass
engines/numpy/fast/elementwise | value in arrays.memory.signs.values() => value in ()
"""
