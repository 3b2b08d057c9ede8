"""Faults of training, evaluation and metrics: what is measured, saved and said."""

TEMPLATES = """\
numpy/metrics/accuracy | > 0.5) => < 0.5)
numpy/metrics/accuracy | head.result }}.argmax => head.result }}.argmin
numpy/metrics/accuracy | head.scores }}.argmax => head.scores }}.argmin
numpy/metrics/top_k | own > => own >=
numpy/metrics/top_k | lower >= => lower >
numpy/metrics/mae | np.abs( => np.square(
numpy/metrics/r2 | deviation**2 => deviation
numpy/metrics/r2 | axis=0, dtype => axis=None, dtype
numpy/metrics/r2 | 1 - missed => missed
numpy/metrics/within | STD_FRACTION * => 2 * STD_FRACTION *
numpy/parts/metrics | np.std( => np.var(
numpy/parts/metrics | axis=0, dtype => axis=None, dtype
numpy/parts/prediction | check(x), np.reshape(y => check(x), np.reshape(1 - y
numpy/parts/prediction | answer[i : i => answer[i + 1 : i
numpy/parts/prediction | return answer => return forward(x)
numpy/parts/prediction | x = check(x) => x = check(x)[::-1]
numpy/parts/prediction | sums / len(x) => sums / (len(x) + 1)
numpy/parts/batches | sums = np.zeros => sums = np.ones
numpy/parts/batches | order = rng.permutation(len(x_train)) => order = np.arange(len(x_train))
numpy/parts/batches | len(x_train) % BATCH => 0
numpy/parts/batches | step += 1 => step += 2
numpy/parts/batches | rate = update(step) => rate = update(epoch)
numpy/parts/batches | y_train[batch] => y_train[batch[::-1]]
numpy/parts/batches | forward(x{{ page.script.training }}) => forward(x)
numpy/parts/batches | if verbose and ( => if (
numpy/parts/whole | rate, log = {{ page.script.update.first }} => rate, log = 0.0
numpy/parts/whole | update(epoch) => update(epoch + 1)
numpy/parts/whole | forward(x{{ => forward(x[::-1]{{
numpy/parts/whole | page.script.training }} => page.script.training[:0] }}
numpy/parts/training | else %}\\n    initialize() => else %}\\n    pass
numpy/parts/training | deviation_of({{ way.y }}) => 2 * deviation_of({{ way.y }})
numpy/parts/log | cost = sum(parts.values()) => cost = parts["data_loss"]
numpy/parts/log | mean_loss, "reg_loss": penalty() => mean_loss, "reg_loss": 2 * penalty()
numpy/parts/log | data_loss(y), "reg_loss": penalty() => data_loss(y), "reg_loss": 2 * penalty()
numpy/parts/log | stop = epoch == best_epoch + PATIENCE => stop = epoch == best_epoch + PATIENCE - 1
numpy/parts/log | = epoch, {{ stopping.value => = epoch + 1, {{ stopping.value
numpy/parts/training | 0.001 <= abs(x) => 0.01 <= abs(x)
numpy/parts/training | {x:.3g} => {x:.2g}
"""
CODE = """\
script/loop | "stop or " * is_watched => ""
script/loop | LOG_EVERY == 0 or => LOG_EVERY == 0 and
script/loop | "epoch == best_epoch + PATIENCE" => "epoch == best_epoch + PATIENCE - 1"
script/loop | (False, "loss") => (True, "loss")
script/loop | if rises else ("<", "-") => if rises else ("<", "+")
script/loop | (">", "+") if rises => (">", "-") if rises
script/loop | "-np.inf" if rises else "np.inf" => "np.inf" if rises else "-np.inf"
script/loop | f'val["{label}"]' if stopping.held => f'seen["{label[4:]}"]' if stopping.held
script/loop | if any(node.running for node in graph.nodes): => if False:
script/loop_records | f"{v}.copy()" => v
script/loop_records | f'{v}[:]' => f'{v}'
script/loop_records | self.metrics), "loss"] => self.metrics), "cost"]
"""
