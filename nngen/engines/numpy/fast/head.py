"""The end of a network: its output, the loss, and what metrics read."""

from dataclasses import dataclass

from nngen.engines.numpy.fast.arrays import Arrays
from nngen.engines.numpy.fast.distances import Distances, make_distances, shaped
from nngen.engines.numpy.fast.effects import template_of
from nngen.graph.graph import Graph
from nngen.language.losses import Distance, Loss
from nngen.script.code import Array, Code
from nngen.script.penalty import is_regularized


@dataclass(frozen=True, kw_only=True)
class Head:
    """The output and the loss; with a function between them, that is part of it."""

    template: str
    options: Loss
    ending: str
    """"fused": the last function is part of the loss; "logits": the loss applies it to
    the output; "plain": the output is what the loss takes."""
    form: str
    """The form of the targets."""
    x: Array
    """The scores, or the output that is taken as it is."""
    in_place: bool
    """Whether the scores may be overwritten."""
    shifted: Code
    """The scores less the maximum of their column."""
    p: Array
    """The probabilities, or the output that is taken as it is."""
    dx: Array
    outputs: int
    labels: Code
    """The column indices of P, of the targets' type where that holds them."""
    result: Code
    """What forward returns: the output with its rows as the data's."""
    noun: Code
    """What the output is, to a reader."""
    dtype: Code
    counts_rows: bool
    """Whether the loss picks a number of each row."""
    called: Code
    """The function that is the loss, or its part that the data have."""
    formulas: Distances | None

    @property
    def gives(self) -> Code:
        """What that returns, to a reader: L is the whole loss."""
        return Code("L = " if self.called == "loss" else "")

    @property
    def one_hot(self) -> bool:
        """Whether targets are rows of zeros and a one."""
        return self.form == "one_hot"

    @property
    def onehot(self) -> Code:
        """The targets as one-hot rows in mathematics."""
        return Code("onehot(y)" if self.form == "classes" else "Y")

    @property
    def truth(self) -> Code:
        """The targets as one-hot columns."""
        return Code("y.reshape(N) == labels" if self.form == "classes" else "y.T")

    @property
    def y(self) -> Code:
        """The targets in the shape of P; other sizes are refused."""
        return shaped(self.outputs)

    @property
    def scores(self) -> Code:
        """What ranks the classes of a row as the output does, and is never floored."""
        return Code(f"{self.x.name}.T")

    @property
    def predicted(self) -> Code:
        """What metrics compare with the targets, a row for each of their rows."""
        return Code(f"{self.p.name}.T")

    @property
    def entries(self) -> Code:
        """How many numbers the output of N rows is."""
        return Code("N" if self.outputs == 1 else f"{self.outputs} * N")

    @property
    def entries_math(self) -> Code:
        """The same behind a division, in mathematics."""
        return Code("N" if self.outputs == 1 else f"({self.outputs} N)")


def make_head(arrays: Arrays) -> Head:
    """Return the output and the loss; the gradient of scores replaces P."""
    graph, scores = arrays.graph, arrays.scores
    loss, numerics = graph.loss, graph.numerics
    x, dx = arrays.value(scores), arrays.gradient(scores)
    assert dx is not None  # a graph trains something
    ending = "fused" if graph.fused else "logits" if loss.logits else "plain"
    p = x if ending == "plain" else Array(name=Code("p"), math=Code("P"), dims=x.dims)
    output = x if ending == "logits" else p
    (outputs,) = graph.shapes[scores]
    dtype = ", dtype=np.uint8" if outputs <= 256 else ""
    formulas = (
        make_distances(arrays, loss, p, dx) if isinstance(loss, Distance) else None
    )
    return Head(
        template=template_of(loss, formulas is not None),
        options=loss,
        ending=ending,
        form=graph.targets,
        x=x,
        in_place=arrays.in_place,
        shifted=x.name if arrays.in_place else Code("shifted"),
        p=p,
        dx=dx,
        outputs=outputs,
        labels=Code(f"np.arange({outputs}{dtype})"),
        result=Code(f"{output.name}.T"),
        noun=Code(name_output(graph, ending)),
        dtype=Code(f"np.{numerics.dtype}"),
        counts_rows=graph.targets == "classes",
        called=Code("data_loss" if is_regularized(graph) else "loss"),
        formulas=formulas,
    )


def name_output(graph: Graph, ending: str) -> str:
    """Return what forward gives, to a reader."""
    if ending == "logits":
        return "scores"
    taken = graph.loss.fuses is not None
    return "probabilities" if taken else graph.nodes[-1].operation.noun
