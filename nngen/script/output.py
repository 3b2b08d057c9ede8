"""The output of a network and its targets, to a reader of a script."""

from dataclasses import dataclass

from nngen.graph.graph import Graph
from nngen.script.code import Code
from nngen.script.penalty import is_regularized


@dataclass(frozen=True, kw_only=True)
class Output:
    """What forward returns, what the targets are, and what the loss is called."""

    size: int
    """How many numbers a row of the output has."""
    noun: Code
    """What the output is: probabilities, scores or values."""
    ending: str
    """"fused": the last function is part of the loss; "logits": the loss applies it to
    the output; "plain": the output is what the loss takes."""
    form: str
    """The form of the targets: classes, one_hot, binary or values."""
    is_separate: bool
    """Whether each output is a probability of its own."""
    called: Code
    """The function that is the loss, or its part that the data have."""

    @property
    def index(self) -> Code:
        """The targets as class indices."""
        return Code("y" if self.form == "classes" else "y.argmax(axis=1)")

    @property
    def shape_for_x(self) -> Code:
        """The shape of the targets of all rows of x."""
        wide = f"(len(x), {self.size})"
        return Code("len(x)" if self.form == "classes" else wide)


def make_output(graph: Graph) -> Output:
    """Return the output of a graph."""
    loss = graph.loss
    ending = "fused" if graph.fused else "logits" if loss.logits else "plain"
    last = graph.nodes[-1]
    noun = "scores" if ending == "logits" else last.operation.noun
    if ending != "logits" and loss.fuses is not None:
        noun = "probabilities"
    return Output(
        size=graph.shapes[last.y][-1],
        noun=Code(noun),
        ending=ending,
        form=graph.targets,
        is_separate=loss.separate,
        called=Code("data_loss" if is_regularized(graph) else "loss"),
    )
