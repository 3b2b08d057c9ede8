"""What a build must know of the data, found without NumPy."""

from nngen.kinds.data import DataFacts
from nngen.spec import Spec


def inspect_data(spec: Spec) -> DataFacts:
    """Return the rows, features and classes that training will see."""
    return spec.data.facts()
