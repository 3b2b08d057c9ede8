"""What a script draws: its log as curves, and a picture of its results."""

from collections.abc import Sequence
from dataclasses import dataclass

from nngen.graph.graph import Graph
from nngen.script.code import Code, trusted
from nngen.script.constants import origins
from nngen.script.data_records import Data
from nngen.script.output import Output
from nngen.words import script_name

MANY_ROWS = 1000  # whose points should be small
MANY_CLASSES = 20  # whose names do not fit beside each other
LARGE_NUMBERS = 12  # classes whose numbers fit into a matrix in the usual size
MOST_CLASSES = 200  # of a matrix that can be drawn
LONGEST_NAME, LONGEST_LABEL = 20, 40  # characters, of a class and along an axis
WIDEST_NAMES = 36  # characters of names in equal columns that fit below a matrix
LOWEST, PANEL, TURNED = 4.5, 1.6, 1.2  # inches: a figure, a curve, turned names


@dataclass(frozen=True, kw_only=True)
class Plot:
    """The section that draws."""

    file: str
    """The picture that the program saves."""
    names: tuple[str, ...]
    """What the log says of each epoch, each with a panel of its own."""
    falling: tuple[str, ...]
    """Those that are best at zero."""
    is_penalized: bool
    """Whether the loss has a part for the data and a part for the parameters."""
    has_validation: bool
    """Whether the log has all of them for the rows to validate on, too."""
    has_best_epoch: bool
    """Whether early stopping looks for the best epoch."""
    result: Code
    """What shows the results: regions, curve, matrix, answers, or "" for nothing."""
    held: Code
    """What the rows held back are for, "" if there are none."""
    classes: int
    index: Code
    """The classes of the targets y, as indices."""
    half: float | None
    """The output between two classes, None if each class has an output."""
    has_many_rows: bool
    class_names: Code
    """The names of the classes, "" if they have none or would not fit."""
    is_turned: bool
    """Whether these fit below a matrix only if they are turned."""
    features: tuple[Code, ...]
    """The labels of the first two features."""
    target: Code
    """The constant that names the targets, "" if they have no name."""

    @property
    def saved(self) -> str:
        """What the program says when it has drawn the picture."""
        return f"drew {self.file}"

    @property
    def height(self) -> float:
        """The height of the figure in inches."""
        turned = TURNED if self.is_turned and self.result == "matrix" else 0
        return round(max(LOWEST, PANEL * len(self.names)) + turned, 1)

    @property
    def has_key(self) -> bool:
        """Whether the panel of the loss has several lines."""
        return self.has_validation or self.has_best_epoch or self.is_penalized

    @property
    def template(self) -> str:
        """The template that draws the results, "" if none does."""
        return f"plots/{self.result}.py.jinja" if self.result else ""

    @property
    def circles(self) -> Code:
        """The arguments of scatter that make rows points in the colors of classes."""
        small, large = "s=4, linewidths=0", 's=16, edgecolors="black", linewidths=0.5'
        look = small if self.has_many_rows else large
        marker = ", marker=marker" if self.held else ""
        return Code(f"c={self.index}, {look}{marker}")

    def chosen_for(self, rows: str) -> Code:
        """Return the classes that the network chooses for rows."""
        answer = f"predict({trusted(rows).strip()})"
        if self.half is None:
            return Code(f"{answer}.argmax(axis=1)")
        return Code(f"({answer}[:, 0] > {self.half}).astype(int)")

    @property
    def dots(self) -> Code:
        """The arguments of plot that make rows points."""
        return Code('".", markersize=2' if self.has_many_rows else '"o", alpha=0.5')

    @property
    def labels(self) -> Code:
        """The variable or constant that holds the names of the classes."""
        return Code("CLASSES" if self.class_names == "CLASSES" else "names")

    @property
    def has_few_classes(self) -> bool:
        """Whether classes fit beside each other."""
        return self.classes <= MANY_CLASSES

    @property
    def has_small_numbers(self) -> bool:
        """Whether numbers in a matrix of them have to be small."""
        return self.classes > LARGE_NUMBERS


def make_plot(graph: Graph, data: Data, output: Output) -> Plot | None:
    """Return what the script of a graph draws, None if it draws nothing."""
    if not graph.script.plot:
        return None
    falling = [metric.label for metric in graph.metrics if not metric.rises]
    names = graph.facts.names or ()
    names = names if len(names) <= MANY_CLASSES else ()
    return Plot(
        file=script_name(graph.name).removesuffix(".py") + ".png",
        names=("loss", *(metric.label for metric in graph.metrics)),
        falling=("loss", *falling),
        is_penalized=output.called != "loss",
        has_validation=any(held.suffix == "val" for held in data.held),
        has_best_epoch=graph.training.early_stopping is not None,
        result=Code(choose_result(graph)),
        held=Code("".join(held.word for held in data.held[:1])),
        classes=graph.facts.classes,
        index=Code("y[:, 0].astype(int)" if output.form == "binary" else output.index),
        half=half(output),
        has_many_rows=(graph.facts.rows or 0) > MANY_ROWS,
        class_names=name_classes(names),
        is_turned=max(map(len, names), default=0) * len(names) > WIDEST_NAMES,
        features=tuple(name_features(graph)),
        target=name_target(graph),
    )


def plot_imports(graph: Graph) -> tuple[Code, ...]:
    """Return what drawing needs of Python's library."""
    return (Code("import io"),) if graph.script.plot else ()


def choose_result(graph: Graph) -> str:
    """Return what shows best what a network has learnt."""
    shape = graph.facts.shape
    if graph.targets == "values":
        return "curve" if shape == (1,) else "answers"
    if shape == (2,) and graph.facts.classes <= MANY_CLASSES:
        return "regions"
    return "matrix" if graph.facts.classes <= MOST_CLASSES else ""


def half(output: Output) -> float | None:
    """Return the output between two classes, None if each class has an output."""
    if output.form != "binary":
        return None
    return 0 if output.noun == "scores" else 0.5


def name_classes(names: Sequence[str]) -> Code:
    """Return the names of classes as labels, "" if there are none."""
    if not names:
        return Code("")
    changes = change(names, LONGEST_NAME)
    return Code(f"[name{changes} for name in CLASSES]" if changes else "CLASSES")


def name_features(graph: Graph) -> list[Code]:
    """Return the labels of the first two features."""
    found = [each for each in (graph.facts.data, graph.facts.validation) if each]
    columns = next((each.columns for each in found if each.columns), None)
    if columns is None:
        number = 1 if graph.facts.features == 1 else 2
        return [Code(f'"feature {i + 1}"') for i in range(number)]
    return [
        Code(f"FEATURES[{i}]{change([column], LONGEST_LABEL)}")
        for i, column in enumerate(columns[:2])
    ]


def name_target(graph: Graph) -> Code:
    """Return what names the targets, "" if nothing does."""
    table = next((kind for kind in origins(graph).values() if kind.table), None)
    if table is None or table.table is None:
        return Code("")
    return Code(f"TARGET{change([table.table.target], LONGEST_LABEL)}")


def change(texts: Sequence[str], longest: int) -> str:
    """Return what makes labels of texts: cut, and no mathematics between dollars."""
    cut = f"[:{longest}]" if any(len(text) > longest for text in texts) else ""
    has_dollars = any("$" in text for text in texts)
    return cut + ('.replace("$", r"\\$")' if has_dollars else "")
