"""Faults of data: read, split, prepared."""

TEMPLATES = """
common/split/random | rng.permutation(len(y)), => np.arange(len(y)),
common/split/random | rng.permutation(len(y))[: => np.arange(len(y))[:
common/split/random | part[rows[:test]] = 2 => part[rows[test:]] = 2
common/split/last | part[test:] = 2 => part[: len(y) - test] = 2
common/split/last | part[test - round => part[test + 1 - round
common/split/last | held[len(y) - round => held[len(y) - 1 - round
common/split/stratified | part[rows[: test + max => part[rows[: test + 1 + max
common/split/stratified | held[rows[: max => held[rows[: 1 + max
common/split/stratified | y == label => y != label
common/preprocess/standardize | {{ x }}.std( => {{ x }}.var(
common/preprocess/standardize | <= 1e-14 * abs(center) => < 0
common/preprocess/min_max | np.ptp({{ x }}, axis=0) => {{ x }}.max(axis=0)
common/preprocess/min_max | span <= 1e-14 * abs(low) => span < 0
common/preprocess/scale | %} + OFFSET{% => %} - OFFSET{%
common/data/csv | for n in FEATURES], => for n in FEATURES[::-1]],
common/data/csv | %}names{% endif %}], {{ => %}names[::-1]{% endif %}], {{
common/data/csv | [cells[TARGET]], => [cells[header[-1]]],
common/data/csv | lambda text: np.asarray_chkfinite(text, float) => lambda text: text
common/data/csv | np.array(y, {{ => np.array(y[::-1], {{
common/data/checked | x.reshape(-1, => x[::-1].reshape(-1,
common/data/checked | y.reshape(-1).astype => y.reshape(-1)[::-1].astype
common/data/checked | y.reshape(-1, 1) => y.reshape(-1, 1)[::-1]
common/data/npz | for name in names) => for name in names[::-1])
common/data/npz | x.astype({{ => (-x).astype({{
common/data/idx | raw[3], 4) => raw[3], 4)[::-1]
common/data/idx | x, y = read_array => y, x = read_array
common/data/sine | np.sin(2 => np.cos(2
common/data/sine | [:, None] / => [:, None] / 2 /
common/data/vertical | cluster / 3 => cluster / 2
common/data/spiral | np.sin(angle), radius * np.cos => np.cos(angle), radius * np.sin
common/parts/load | = prepare({{ load.x }}) => = {{ load.x }}
common/parts/load | return prepare(x[~held]) => return prepare(x[held])
common/parts/load | numbers[label] for => 0 * numbers[label] for
"""

CODE = """
script/data_records | else "x[~held]" => else "x"
script/sources | {y}.reshape(-1, 1) => {y}[::-1].reshape(-1, 1)
script/sources | dtype=np.{dtype})[{y}] => dtype=np.{dtype})[{y} - 1]
"""
