"""Faults in functions, in their calls, and in how parameters start."""

TEMPLATES = """\
numpy/initializers/he_normal | array.fan_in => array.fan_out
numpy/initializers/glorot_uniform | (6 / => (3 /
numpy/initializers/glorot_uniform | uniform(-limit => uniform(0 * limit
numpy/initializers/glorot_normal | spread = (2 / => spread = (1 /
numpy/initializers/glorot_normal | array.fan_in }} + => array.fan_out }} +
numpy/initializers/he_uniform | limit = (6 / => limit = (3 /
numpy/initializers/he_uniform | array.fan_in => array.fan_out
numpy/initializers/lecun_normal | (1 / => (2 /
numpy/initializers/lecun_normal | array.fan_in => array.fan_out
numpy/initializers/ones | .fill(1) => .fill(-1)
numpy/initializers/uniform | array.options.minval => array.options.maxval
numpy/initializers/orthogonal | np.sign(np.diag(r)) => 1
numpy/initializers/orthogonal | np.sign(np.diag(r)) => np.diag(r)
numpy/initializers/orthogonal | {{ array.options.gain }} * => 1 *
numpy/initializers/he_normal | (2 / => (4 /
numpy/initializers/normal | {{ array.options.mean }} + => {{ array.options.mean }} -
numpy/initializers/constant | .fill( => .fill(-
"""
CODE = """\
language/functions | where(a > 0, da, 0) => where(a > 1, da, 0)
language/functions | max(0, z) => max(0, -z)
language/functions | da * (1 - a) * a => da * (1 + a) * a
language/functions | da * (1 - a**2) => da * (1 - a)
language/functions | where(a > 0, 1, negative_slope) => where(a > 0, 1, 1 - negative_slope)
language/functions | max(z, negative_slope * z) => max(z, -negative_slope * z)
language/functions | where(a > 0, 1, a + alpha) => where(a > 0, 1, a - alpha)
language/functions | where(a > 0, 1, a + alpha) => where(a > 0, 1, alpha)
language/functions | (1 + min(a, 0)) => (1 - min(a, 0))
language/functions | "max(z, 0) + expm1(min(z, 0))", => "max(z, 0) + expm1(min(z, 1))",
language/functions | alpha * expm1(min(z, 0)))" => expm1(min(z, 0)))"
language/functions | where(a > 0, scale, a + steepest) => where(a > 0, scale, a + scale)
language/functions | 1.7580993408473766 => 1.758
language/functions | (1 - t**2));" => (1 - t**2)) / 2;"
language/functions | 0.134145 * u => 0.044715 * u
language/functions | "z * (0.5 * (1 + tanh => "z * (0.5 * (1 - tanh
language/functions | (1 + (z - a)) / => (1 + (a - z)) /
language/functions | "z / (1 + exp(-z))" => "z / (1 + exp(z))"
language/functions | da * -expm1(-a) => da * expm1(a)
language/functions | log1p(exp(-abs(z))) => log1p(exp(abs(z)))
engines/numpy/fast/calls | ast.Gt: ast.LtE => ast.Gt: ast.Gt
engines/numpy/fast/calls | *named[i + 1 :], last] => *named[i + 1 :]]
engines/numpy/fast/elementwise | "y" not in effects_of(maker).reads => effects_of(maker).reads
engines/numpy/fast/elementwise | and not maker.concatenates =>
engines/numpy/fast/elementwise |  or len(arrays.graph.readers[value]) > 1 =>
engines/numpy/fast/calls | "np.square" => "np.sqrt"
"""
