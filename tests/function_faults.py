"""Faults in functions, in their calls, and in how parameters start."""

TEMPLATES = """\
initializers/he_normal | array.fan_in => array.fan_out
initializers/glorot_uniform | (6 / => (3 /
initializers/glorot_uniform | uniform(-limit => uniform(0 * limit
initializers/glorot_normal | spread = (2 / => spread = (1 /
initializers/glorot_normal | array.fan_in }} + => array.fan_out }} +
initializers/he_uniform | limit = (6 / => limit = (3 /
initializers/he_uniform | array.fan_in => array.fan_out
initializers/lecun_normal | (1 / => (2 /
initializers/lecun_normal | array.fan_in => array.fan_out
initializers/ones | .fill(1) => .fill(-1)
initializers/uniform | array.options.minval => array.options.maxval
initializers/orthogonal | np.sign(np.diag(r)) => 1
initializers/orthogonal | np.sign(np.diag(r)) => np.diag(r)
initializers/orthogonal | {{ array.options.gain }} * => 1 *
initializers/he_normal | (2 / => (4 /
initializers/normal | {{ array.options.mean }} + => {{ array.options.mean }} -
initializers/constant | .fill( => .fill(-
"""
CODE = """\
language/functions | where(a > 0, da, 0) => where(a > 1, da, 0)
language/functions | max(0, z) => max(0, -z)
language/functions | da * (1 - a) * a => da * (1 + a) * a
language/functions | da * (1 - a**2) => da * (1 - a)
language/functions | frozenset({"y"}) => frozenset()
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
plan/calls | ast.Gt: ast.LtE => ast.Gt: ast.Gt
plan/calls | *named[i + 1 :], last] => *named[i + 1 :]]
plan/elementwise | [] if holds_other_gradient(arrays, node.y) else ["a"] => ["a"]
plan/elementwise | "y" not in maker.reads => maker.reads
plan/elementwise | and not maker.side_by_side =>
plan/elementwise |  or len(arrays.graph.readers[value]) > 1 =>
plan/elementwise | if is_shared and => if False and
plan/elementwise | dz.memory == GRADIENT => dz.memory
plan/calls | "np.square" => "np.sqrt"
"""
