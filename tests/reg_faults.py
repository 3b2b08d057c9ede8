"""Faults in penalties: in their sum, their gradient, and what is said of them."""

TEMPLATES = """\
parts/loss | return data_loss(y) + => return data_loss(y) -
parts/penalty | return float(np.dot(drag => return 2 * float(np.dot(drag
parts/penalty | return float(np.dot(spare => return 2 * float(np.dot(spare
parts/penalty | absolute = float( => absolute = -float(
parts/penalty | return absolute + => return absolute -
parts/penalty | np.sign(theta, out=spare) => np.sign(grad, out=spare)
parts/penalty | np.multiply(drag, spare => np.multiply(drag, theta
parts/penalty | np.zeros_like(theta)  # => np.ones_like(theta)  #
parts/penalty | np.subtract(spare, 1e-25 => np.subtract(spare, 1e-2
parts/backward | penalty and plan.columns => penalty and not plan.columns
parts/training | cost = mean + reg => cost = mean
parts/training | seen["loss"] = cost => pass
parts/tell | {"loss": cost, => {"loss": mean,
parts/tell | loss: {cost:.3f}" => loss: {mean:.3f}"
notebook/parts/penalty | np.sum(np.abs( => np.sum((
notebook/parts/penalty | .name }} < 0, - => .name }} <= 0, -
notebook/parts/penalty | 2 * {{ term => {{ term
notebook/layers/dense | {% if plan.penalty %} => {% if plan.penalty and op.dx %}
"""
CODE = """\
language/layers | .bias_initializer, self.bias => .bias_initializer, self.kernel
plan/penalty | ("pull", "2 ", => ("pull", "",
plan/penalty | "cost +=" => "cost ="
plan/penalty | stop + prod( => stop + 1 + prod(
plan/penalty | line.append(cost) => line[:] = [cost]
plan/penalty | sign + value, g) => sign + "L2", g)
plan/penalty | if term.name in names => if term.name not in names
plan/loop | "mean" if apart => "cost" if apart
"""
