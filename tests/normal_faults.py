"""Faults to seed in normalizations and in what is collected, one in a row."""

TEMPLATES = """\
numpy/fast/layers/batch_normalization | np.add(batch_var, {{ => np.add(0 * batch_var, {{
numpy/fast/layers/batch_normalization | np.add(var, {{ epsilon => np.add(var, 2 * {{ epsilon
numpy/fast/layers/batch_normalization | (u, {{ op.ones }}) / {{ op.count }} => (u, {{ op.ones }}) / max(1, {{ op.count }} - 1)
numpy/fast/layers/batch_normalization | (z, {{ op.ones }}) / {{ op.count }} => (z, {{ op.ones }}) / 21
numpy/fast/layers/batch_normalization | if training: => if True:
numpy/fast/layers/batch_normalization | {{ momentum }}) * batch_mean => {{ momentum }}) * batch_var
numpy/fast/layers/batch_normalization | {{ momentum }} * mean + => 0 * mean +
numpy/fast/layers/batch_normalization | {{ momentum }} * var + => {{ momentum }} * var *
numpy/fast/layers/batch_normalization | mean[:] = => mean =
numpy/fast/layers/batch_normalization | var[:] = => var =
numpy/fast/layers/batch_normalization | np.subtract(z, mean => np.subtract(z, 0
numpy/fast/layers/batch_normalization | np.sqrt(sigma, out=sigma) => pass
numpy/fast/layers/batch_normalization | np.divide(zhat, => np.multiply(zhat,
numpy/fast/layers/batch_normalization | np.add({{ op.y => np.subtract({{ op.y
numpy/fast/layers/batch_normalization | {{ zhat.name }}, out={{ d => {{ op.y.name }}, out={{ d
numpy/fast/layers/batch_normalization | np.matmul({{ op.dy => np.matmul(-{{ op.dy
numpy/fast/layers/batch_normalization | {{ dgamma.name }} / {{ op.count }}, => {{ dgamma.name }},
numpy/fast/layers/batch_normalization | {{ dbeta.name }} / {{ op.count }}, => {{ dbeta.name }},
numpy/fast/layers/batch_normalization | np.subtract({{ op.dy => np.add({{ op.dy
numpy/fast/layers/batch_normalization | name }} / {{ sigma.name }}, => name }} * {{ sigma.name }},
numpy/fast/layers/layer_normalization | z.mean(axis=0) => z.mean(axis=0) / 2
numpy/fast/layers/layer_normalization | np.mean(u, axis=0 => np.sum(u, axis=0
numpy/fast/layers/layer_normalization | np.add(sigma, {{ => np.add(sigma, 2 * {{
numpy/fast/layers/layer_normalization | np.divide(zhat, => np.multiply(zhat,
numpy/fast/layers/layer_normalization | / {{ op.width }} => / N
numpy/fast/layers/layer_normalization | dx.name }}.mean( => dx.name }}.sum(
numpy/fast/layers/layer_normalization | np.divide({{ op.dx => np.multiply({{ op.dx
numpy/fast/layers/layer_normalization | np.matmul({{ op.dy => np.matmul(-{{ op.dy
numpy/fast/parts/parameters | = running[{{ view.start }}: => = 1 * running[{{ view.start }}:
"""

CODE = """\
language/layers | ("var", Ones()) => ("var", Zeros())
language/layers | fans, Ones()) => fans, Zeros())
engines/numpy/fast/memory | and is_free(graph, node.xs[0], needed) => and node.xs[0]
script/numbers | if several[role] > 1: => if several[role] > 9:
script/names | or bool(own & roles) => or False
"""
