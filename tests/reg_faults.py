"""Faults in penalties: in their sum, their gradient, and what is said of them."""

TEMPLATES = """\
numpy/fast/parts/loss | return data_loss(y) + => return data_loss(y) -
numpy/fast/parts/penalty | return float(np.dot(drag => return 2 * float(np.dot(drag
numpy/fast/parts/penalty | return float(np.dot(spare => return 2 * float(np.dot(spare
numpy/fast/parts/penalty | absolute = float( => absolute = -float(
numpy/fast/parts/penalty | return absolute + => return absolute -
numpy/fast/parts/penalty | np.sign(theta, out=spare) => np.sign(grad, out=spare)
numpy/fast/parts/penalty | np.multiply(drag, spare => np.multiply(drag, theta
numpy/fast/parts/penalty | np.zeros_like(theta)  # => np.ones_like(theta)  #
numpy/fast/parts/penalty | np.subtract(spare, 1e-25 => np.subtract(spare, 1e-2
"""
CODE = """\
language/layers | .bias_initializer, self.bias => .bias_initializer, self.kernel
engines/numpy/fast/penalty | ("pull", "2 ", => ("pull", "",
script/penalty | "cost +=" => "cost ="
script/penalty | stop + prod( => stop + 1 + prod(
engines/numpy/fast/penalty | line.append(cost) => line[:] = [cost]
engines/numpy/fast/penalty | sign + value, g) => sign + "L2", g)
script/penalty | if term.name == name => if term.name != name
"""
