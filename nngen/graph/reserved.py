"""Names that a layer cannot have, since a script needs them for something else."""

import keyword
import re

# Whatever else scripts define, take as an argument or read from Python
WORDS = frozenset("""
    abs accuracy acc allocate answer any argmax arm array arrays backward batch bool
    center classes column columns cost cost_val count csv dict dtype enumerate epoch
    evaluate exp factor features file find fit float forward grad header held here
    index initialize input int isfinite label labels len lenient limit line list load
    load_data log logged loss main mask max mean measure min n names next noise np
    number numbers open order os part parts path place predict prepare print radius
    range rate read_csv refuse repr reversed rng round row rows rule save seen shift
    shifted sorted spare split spread start std step str sum sums sys test theta total
    train tuple update validation value values velocity where which whole words write
    x x_test x_train x_val y y_test y_train y_val zip angle cluster matmul error span
    lowest state text form samples make
    """.split())
# z1, da2_3, s4_ones: what layers without a name are called
NUMBERED = re.compile(r"[a-z]{1,2}[0-9]+(_[0-9]+)?(_ones)?|part_[0-9]+")


def clash(name: str, layers: set[str]) -> str:
    """Return why a layer cannot have a name among the others', "" if it can."""
    if keyword.iskeyword(name):
        return f'"{name}" is a word of Python'
    if name in WORDS or len(name) == 1:
        return f'"{name}" is a name that scripts need for something else'
    if NUMBERED.fullmatch(name):
        return f'"{name}" is what scripts call a layer without a name'
    for other in sorted(roots(name) & layers):
        return f'"{name}" is what scripts call a part of the layer "{other}"'
    return ""


def roots(name: str) -> set[str]:
    """Return the layers that would have an array of this name: dz_stem is of stem."""
    parts = {name, name.removesuffix("_ones")}
    parts |= {part.removeprefix("d") for part in parts}
    parts |= {part[2:] for part in parts if part[1:2] == "_"}
    return parts - {name}
