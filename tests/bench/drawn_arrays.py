"""Draw data of arrays: rows of any shape, what is held back, how they are prepared."""

from hypothesis import strategies as st

from .array_rows import ARCHIVE, IMAGES, LABELS
from .drawn_networks import FUNCTIONS, Network, dense
from .tables import Spec, activation

BYTES = {"type": "idx", "images": str(IMAGES), "labels": str(LABELS), "classes": 3}
ROWS = {"x": 3, "images": 6, "turned": 6}  # how many numbers a row has
DEEP = ("images", "turned")
POSITIONS = 2  # along the first dimension of these
# By form of the targets: the array that holds them, and what is said of its classes
TARGETS: dict[str, Spec] = {
    "": {"classes": 3},
    "classes": {"classes": 3, "targets": "classes"},
    "one_hot": {"classes": 3, "targets": "one_hot"},
    "binary": {"y": "sides", "classes": 2, "targets": "binary"},
    "values": {"y": "heights", "targets": "values"},
}
SMALL = ["standardize", "min_max", {"type": "scale", "scale": 0.25}]


@st.composite
def tables_of_arrays(draw: st.DrawFn) -> Spec:
    """Draw arrays, what is held back of them, and how they are prepared."""
    form, rows = draw(st.sampled_from(list(TARGETS))), draw(st.sampled_from(list(ROWS)))
    data = {"type": "npz", "path": str(ARCHIVE), "x": rows, **TARGETS[form]}
    if form == "" and rows in DEEP and draw(st.booleans()):
        data = BYTES
    if rows in DEEP and draw(st.booleans()):
        data = {**data, "inputs": ROWS[rows]}
    tables: Spec = {"data": data}
    held = draw(st.sampled_from(["nothing", "split", "validation_data"]))
    if held == "split":
        methods = ["last"] if form == "values" else ["last", "stratified"]
        shares = st.floats(0.1, 0.25)
        method = draw(st.sampled_from(methods))
        tables[held] = {"validation": draw(shares), "method": method}
    if held == "validation_data":
        tables[held] = data
    if rows in DEEP or draw(st.booleans()):  # bytes are large numbers
        tables["preprocess"] = {"features": draw(st.sampled_from(SMALL))}
    return tables


def network_of(draw: st.DrawFn, data: Spec, booked: bool) -> Network:
    """Return a network on rows of arrays, which are flattened where they must be."""
    rows = "images" if data["type"] == "idx" else data["x"]
    network = Network(draw, ROWS[rows], booked)
    if rows not in DEEP or "inputs" in data:
        return network
    deep, width = ["input"], ROWS[rows] // POSITIONS
    if draw(st.booleans()):
        deep.append(network.append(activation("tanh", inputs=deep[-1:]), width))
    if draw(st.booleans()):
        layer = draw(dense(st.integers(1, 4), FUNCTIONS))
        width = layer["units"]
        deep.append(network.append({**layer, "inputs": deep[-1:]}, width))
    network.append({"type": "flatten", "inputs": deep[-1:]}, POSITIONS * width)
    for name in deep:
        del network.widths[name], network.same[name]
    return network
