"""Faults to seed in normalizations and in what is collected, one in a row."""

TEMPLATES = """\
layers/batch_normalization | np.add(batch_var, {{ => np.add(0 * batch_var, {{
layers/batch_normalization | np.add(var, {{ epsilon => np.add(var, 2 * {{ epsilon
layers/batch_normalization | (u, all_ones) / N => (u, all_ones) / max(1, N - 1)
layers/batch_normalization | (z, all_ones) / N => (z, all_ones) / 21
layers/batch_normalization | if training: => if True:
layers/batch_normalization | {{ momentum }}) * batch_mean => {{ momentum }}) * batch_var
layers/batch_normalization | {{ momentum }} * mean + => 0 * mean +
layers/batch_normalization | {{ momentum }} * var + => {{ momentum }} * var *
layers/batch_normalization | mean[:] = => mean =
layers/batch_normalization | var[:] = => var =
layers/batch_normalization | np.subtract(z, mean => np.subtract(z, 0
layers/batch_normalization | np.sqrt(sigma, out=sigma) => pass
layers/batch_normalization | np.divide(zhat, => np.multiply(zhat,
layers/batch_normalization | np.add({{ op.y => np.subtract({{ op.y
layers/batch_normalization | {{ zhat.name }}, out={{ d => {{ op.y.name }}, out={{ d
layers/batch_normalization | np.matmul({{ op.dy => np.matmul(-{{ op.dy
layers/batch_normalization | {{ dgamma.name }} / N, => {{ dgamma.name }},
layers/batch_normalization | {{ dbeta.name }} / N => {{ dbeta.name }}
layers/batch_normalization | np.subtract({{ op.dy => np.add({{ op.dy
layers/batch_normalization | name }} / {{ sigma.name }}, => name }} * {{ sigma.name }},
layers/layer_normalization | z.mean(axis=0) => z.mean(axis=0) / 2
layers/layer_normalization | np.mean(u, axis=0 => np.sum(u, axis=0
layers/layer_normalization | np.add(sigma, {{ => np.add(sigma, 2 * {{
layers/layer_normalization | np.divide(zhat, => np.multiply(zhat,
layers/layer_normalization | / {{ op.width }} => / N
layers/layer_normalization | dx.name }}.mean( => dx.name }}.sum(
layers/layer_normalization | np.divide({{ op.dx => np.multiply({{ op.dx
layers/layer_normalization | np.matmul({{ op.dy => np.matmul(-{{ op.dy
parts/parameters | running.fill(0) => pass
parts/parameters | = running[{{ view.start }}: => = 1 * running[{{ view.start }}:
parts/batches | forward(x{{ plan.training }}) => forward(x)
"""

CODE = """\
language/layers | ("var", Ones()) => ("var", Zeros())
language/layers | fans, Ones(), upright => fans, Zeros(), upright
plan/memory | and is_free(graph, node.xs[0], kept) => and node.xs[0]
plan/loop | if any(node.running for node in graph.nodes): => if False:
plan/numbers | if several[role] > 1: => if several[role] > 9:
plan/names | or bool(own & roles)) => or False)
"""
