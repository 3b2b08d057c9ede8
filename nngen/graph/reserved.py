"""Names that a layer cannot have, since a script needs them for something else."""

import keyword
import re

# Whatever else scripts define, take as an argument or read from Python
WORDS = frozenset[str](())
# z1, da2_3, s4_ones: what layers without a name are called
NUMBERED = re.compile(r"[a-z]{1,2}[0-9]+(_[0-9]+)?(_ones)?|part_[0-9]+")


def clash(name: str, layers: set[str]) -> str:
    """Return why a layer cannot have a name among the others', "" if it can."""
    if keyword.iskeyword(name):
        return f'"{name}" is a word of Python'
    if name in WORDS:
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
