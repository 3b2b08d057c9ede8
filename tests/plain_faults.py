"""Faults of plain scripts: in products, shares of gradients, losses and steps."""

TEMPLATES = r"""
numpy/plain/page | a.astype(np.float64) @ b => a.astype(np.float64) @ -b
numpy/plain/layers/dense | + {{ op.theta.b.name }} => - {{ op.theta.b.name }}
numpy/plain/layers/dense | product.of(turned, product.flat(op.dy), page) => product.of(turned, "-" ~ product.flat(op.dy), page)
numpy/plain/layers/dense | product.flat(op.x) }}.T => product.flat(op.x) }}.T[::-1]
numpy/plain/layers/dense | }}{{ op.penalty("W", is_nnfs) }} => }}
numpy/plain/layers/dense | ){{ op.penalty("b", is_nnfs) }} => )
numpy/plain/layers/dense | .sum(axis={{ op.axes }}) => .mean(axis={{ op.axes }})
numpy/plain/layers/dense | op.theta.W.name }}.T => op.theta.W.name }}[::-1].T
numpy/plain/layers/dense | product.of(op.dy.name, turned => product.of("2 * " ~ op.dy.name, turned
numpy/plain/layers/concatenate | op.columns(k) => op.columns(0)
numpy/plain/layers/add | share(op, k, page) %}{{ op.dy.name }} => share(op, k, page) %}-{{ op.dy.name }}
numpy/plain/layers/add | op.names) }} => op.names[:2]) }}
numpy/plain/layers/dropout | return a * mask => return a + mask
numpy/plain/layers/dropout | if not training => if training
numpy/plain/layers/dropout | {{ op.dy.name }} * {{ op.saved.mask.name }} => {{ op.dy.name }}
numpy/plain/layers/dropout | {{ op.dy.name }} * {{ op.saved.mask.name }} => {{ op.dy.name }} / {{ op.saved.mask.name }}
numpy/plain/layers/batch_normalization | (1 - {{ momentum }}) * mean => {{ momentum }} * mean
numpy/plain/layers/batch_normalization | {{ momentum }} * running_var + => {{ momentum }} * running_mean +
numpy/plain/layers/batch_normalization | z.var(axis={{ axes }}) => z.var(axis={{ axes }}, ddof=min(1, len(z) - 1))
numpy/plain/layers/batch_normalization | mean, var = running_mean, running_var => mean, var = z.mean(0), running_var
numpy/plain/layers/batch_normalization | np.sqrt(var + {{ epsilon }}) => np.sqrt(var) + {{ epsilon }}
numpy/plain/layers/batch_normalization | (z - mean) / sigma, sigma => (z + mean) / sigma, sigma
numpy/plain/layers/batch_normalization | (dzhat - through_mean - through_sigma) => (dzhat - through_sigma)
numpy/plain/layers/batch_normalization | (dzhat - through_mean - through_sigma) => (dzhat - through_mean)
numpy/plain/layers/batch_normalization | - through_sigma) / sigma => - through_sigma) * sigma
numpy/plain/layers/batch_normalization | * {{ op.saved.zhat.name }} + {{ op.theta.beta => * {{ op.saved.zhat.name }} - {{ op.theta.beta
numpy/plain/layers/layer_normalization | (dzhat * zhat).mean( => (dzhat * zhat).sum(
numpy/plain/layers/layer_normalization | (dzhat - through_mean - through_sigma) => (dzhat - through_sigma)
numpy/plain/layers/normalized | {{ op.dy.name }} * {{ zhat.name }}).sum => {{ op.dy.name }} * {{ zhat.name }}**2).sum
numpy/plain/layers/normalized | }}[:] = {{ op.dy.name }}.sum( => }}[:] = {{ op.dy.name }}.mean(
numpy/plain/layers/normalized | d{{ zhat.name }} = {{ op.dy.name }} * => d{{ zhat.name }} = {{ op.dy.name }} +
numpy/plain/layers/layer_normalization | z.var(axis=-1 => z.var(axis=0
numpy/plain/layers/layer_normalization | keepdims=True) + {{ epsilon }}) => keepdims=True)) + {{ epsilon }}
numpy/plain/functions/softmax | z.max(axis=-1, => z.max(axis=0,
numpy/plain/functions/softmax | exp_z.sum(axis=-1 => exp_z.max(axis=-1
numpy/plain/functions/softmax | (da * a).sum( => (da * a).mean(
numpy/plain/functions/softmax | return a * (da => return (da
numpy/plain/functions/softmax | np.outer(a_row, a_row) => np.outer(a_row, da_row)
numpy/plain/functions/softmax | np.outer(a[i], a[i]) => np.outer(a[i], da[i])
numpy/plain/losses/categorical_crossentropy | (p - {{ targets }}) / len(y) => (p - {{ targets }})
numpy/plain/losses/categorical_crossentropy | (p - {{ targets }}) => (p + {{ targets }})
numpy/plain/losses/categorical_crossentropy | tiny)) / len(y) => tiny))
numpy/plain/losses/categorical_crossentropy | -({{ targets }} / {{ op.p.name }}) => ({{ targets }} / {{ op.p.name }})
numpy/plain/losses/categorical_crossentropy | np.log(np.exp(shifted).sum(axis=1 => np.log(np.exp(shifted).max(axis=1
numpy/plain/losses/categorical_crossentropy | exp_z / exp_z.sum(axis=1 => exp_z / exp_z.max(axis=1
numpy/plain/losses/categorical_crossentropy | shifted = {{ op.x.name }} - => shifted = {{ op.x.name }} +
numpy/plain/losses/categorical_crossentropy | log_p[np.arange(len(y)), y] => log_p[np.arange(len(y)), y - 1]
numpy/plain/losses/categorical_crossentropy | %}(y * log_p).sum(axis=1) => %}(y * log_p).max(axis=1)
numpy/plain/losses/categorical_crossentropy | (soften(y) * log_p) => (soften(y) * p)
numpy/plain/losses/categorical_crossentropy | -np.log(clipped[ => np.log(clipped[
numpy/plain/losses/categorical_crossentropy | -np.log(np.sum(clipped => np.log(np.sum(clipped
numpy/plain/losses/softened | (1 - LABEL_SMOOTHING) * => LABEL_SMOOTHING *
numpy/plain/losses/softened | LABEL_SMOOTHING / {{ => LABEL_SMOOTHING * {{
numpy/plain/losses/binary_crossentropy | 1 / (1 + np.exp(- => 1 / (1 + np.exp(
numpy/plain/losses/binary_crossentropy | (1 - y) * log_q).mean => (1 - y) * log_p).mean
numpy/plain/losses/binary_crossentropy | (1 - y) * np.log(1 - clipped)) => (1 - y) * np.log(clipped))
numpy/plain/losses/binary_crossentropy | np.mean(np.mean(cost, axis=1)) => np.mean(np.sum(cost, axis=1))
numpy/plain/losses/binary_crossentropy | {{ op.dx.name }} = (p - y) / y.size => {{ op.dx.name }} = (p - y) / len(y)
numpy/plain/losses/binary_crossentropy | {{ op.dx.name }} = (p - y) => {{ op.dx.name }} = (y - p)
numpy/plain/losses/binary_crossentropy | tiny) / y.size => tiny) / len(y)
numpy/plain/losses/binary_crossentropy | * (1 - {{ op.p.name }}), tiny) => , tiny)
numpy/plain/losses/binary_crossentropy | }} = -(y / clipped => }} = (y / clipped
numpy/plain/losses/binary_crossentropy | / {{ op.output.size }} / len(y) => / len(y)
numpy/plain/losses/binary_crossentropy | np.maximum(0, {{ op.x.name }}) - => np.maximum(0, {{ op.x.name }}) +
numpy/plain/losses/elementwise | float({{ op.distances.value }}) => 2 * float({{ op.distances.value }})
numpy/plain/losses/elementwise | {{ op.dx.name }} = => {{ op.dx.name }} = -
numpy/plain/parts/loss | np.sum(np.abs({{ term.name }})) => np.sum({{ term.name }})
numpy/plain/parts/loss | np.sum({{ term.name }}**2) => np.sum({{ term.name }}**4)
numpy/plain/parts/loss | return data_loss(y) + => return data_loss(y) -
numpy/plain/parts/backward | sum.codes + [share.name] => sum.codes
numpy/plain/parts/update | np.linalg.norm(grad) => np.linalg.norm(theta)
numpy/plain/parts/update | if norm > {{ clip.limit }}:\n    {{ => if norm < {{ clip.limit }}:\n    {{
numpy/plain/parts/update | {{ clip.array }} *= {{ clip.limit }} / norm => {{ clip.array }} *= 1 / norm
numpy/plain/parts/update | grad[:] *= => grad[:] = {{ clip.limit }} *
numpy/plain/parts/update | return {{ page.script.update.result }} => return LEARNING_RATE
"""
CODE = r"""
engines/numpy/plain/page |     + ".join(terms) =>     - ".join(terms)
engines/numpy/plain/page | name in read] => name in read[1:]]
engines/numpy/plain/steps | has_parts(graph, script, node)) => False)
engines/numpy/plain/steps | several, many = len(readers) > 1, => several, many = False,
engines/numpy/plain/steps | shares[-1].reader == index => shares[0].reader == index
engines/numpy/plain/steps | place = node.xs.index(x) => place = 0
engines/numpy/plain/steps | f" + 2 * {factor} * {name}" => f" + {factor} * {name}"
engines/numpy/plain/steps | * np.sign({name})" => * np.abs({name})"
engines/numpy/plain/steps | {name} < 0, -{factor} => {name} <= 0, -{factor}
engines/numpy/plain/steps | start += graph.shapes[x][-1] => start += 1
engines/numpy/plain/head | last.xs[0] if graph.fused => last.y if graph.fused
engines/numpy/plain/elementwise | names.count(name) == signs.count( => names.count(name) >= signs.count(
engines/numpy/plain/elementwise | (factor, branch) for branch in (v, w) => (factor, branch) for branch in (w, v)
engines/numpy/plain/elementwise | return ast.BinOp(v, ast.Mult(), c) => return v
engines/numpy/plain/elementwise | return factor\n => return other\n
engines/numpy/plain/rules | ast.Sub: "-=" => ast.Sub: "+="
engines/numpy/plain/rules | ast.Mult: "*=" => ast.Mult: "+="
"""
