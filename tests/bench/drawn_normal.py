"""Draw normalizations, and tell which values they may read."""

from hypothesis import strategies as st

from .records import chosen
from .tables import Spec

DRAWN = ["glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_normal"]
# Large enough that a batch of one row, which is no spread at all, makes no large scores
EPSILON = st.floats(1 / 16, 1, width=16)
# By type: the fewest values of a row that differ freely behind it, and the layer
NORMALIZED = {
    "batch_normalization": (
        1,
        st.fixed_dictionaries(
            {"type": st.just("batch_normalization"), "epsilon": EPSILON},
            optional={"momentum": st.floats(0, 0.9375, width=16)},
        ),
    ),
    "layer_normalization": (
        3,
        st.fixed_dictionaries(
            {"type": st.just("layer_normalization"), "epsilon": EPSILON}
        ),
    ),
}
BENDING = ["tanh", "sigmoid", "softplus"]
STEADY = {"linear", "elu", "selu", "leaky_relu", *BENDING}


def varies(layer: Spec) -> bool:
    """Tell whether a layer's values differ where those that it reads do."""
    if layer["type"] in ("add", "dropout"):
        return False
    if layer.get("kernel_initializer", DRAWN[0]) not in DRAWN:
        return False
    kind, _ = chosen(layer.get("activation") or layer.get("function") or "linear")
    return kind in STEADY
