"""The shape of a spec: what a document may say, with its defaults and bounds."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from nngen.edits import pair
from nngen.language.base import Array, Conflict, Maybe, Table
from nngen.language.data import AnyData
from nngen.language.layers import AnyLayer
from nngen.language.losses import AnyLoss
from nngen.language.metrics import AnyMetric
from nngen.language.optimizers import AnyOptimizer
from nngen.language.preprocessing import UNPREPARED, AnyPreprocessing

HELD = "val_"  # before a name: of the rows to validate on
# A file that a script writes: below the folder where it runs, and of one ending
OUTPUT = r"^([A-Za-z0-9_][A-Za-z0-9_.-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*\.{}$"


class EarlyStopping(Table):
    """training.early_stopping: when training stops before its epochs are over."""

    monitor: str = Field(
        default=f"{HELD}loss",
        max_length=60,
        description="What is watched: loss, a metric, or either with val_ before it.",
    )
    patience: int = Field(
        examples=[10],
        ge=1,
        le=10**9,
        description="Epochs without a better one after which training stops.",
    )
    min_delta: float = Field(
        default=0.0,
        examples=[0.001],
        ge=0,
        le=1e9,
        description="How much better is better.",
    )
    restore_best: bool = Field(
        default=False,
        description="Whether training ends with the best epoch's parameters.",
    )

    @property
    def held(self) -> bool:
        """Whether it watches the rows to validate on."""
        return self.monitor.startswith(HELD)

    @property
    def name(self) -> str:
        """What it watches, of whatever rows."""
        return self.monitor.removeprefix(HELD)


class Numerics(Table):
    """[numerics]: number formats, random streams and the order of sums."""

    dtype: Literal["float32", "float64"] = Field(
        default="float32", description="The format of every array."
    )
    rng: Literal["pcg64", "mt19937"] = Field(
        default="pcg64",
        description="NumPy's default_rng, or RandomState, its frozen stream.",
    )
    discard: int = Field(
        default=0,
        ge=0,
        le=10**9,
        description="Normals to draw and drop first (mt19937 only).",
    )
    arithmetic: Literal["native", "nnfs"] = Field(
        default="native",
        description="NumPy's own, or that of the book and its nnfs package, bit for "
        "bit (float32).",
    )


class Script(Table):
    """[script]: what the script is like."""

    style: Literal["plain", "fast"] = Field(
        default="plain",
        description="Easy to read, or arrays made once and written in place.",
    )
    command_line: bool = Field(
        default=False,
        description="Whether the script takes a command, options and files: train, "
        "evaluate, predict.",
    )
    progress: bool = Field(
        default=False,
        description="Whether a line on the terminal shows how far training has come.",
    )
    history: Maybe[str] = Field(
        default=None,
        examples=["history.jsonl"],
        max_length=100,
        pattern=OUTPUT.format("jsonl"),
        description="A file for the log, a JSON object in each line; default: none.",
    )
    plot: bool = Field(
        default=False,
        description="Whether the script can draw its log and its results, with "
        "matplotlib.",
    )
    self_test: bool = Field(
        default=False,
        description="Whether the script can check its gradient and one step, by "
        "--self-test.",
    )


class Split(Table):
    """[split]: which rows training does not see."""

    validation: float = Field(
        default=0.0,
        examples=[0.2],
        ge=0,
        lt=1,
        description="The share of the rows to validate on.",
    )
    test: float = Field(
        default=0.0,
        examples=[0.2],
        ge=0,
        lt=1,
        description="The share of the rows to test on at the end.",
    )
    method: Literal["random", "stratified", "last"] = Field(
        default="random",
        description="Any rows, as many of each class, or the last of the file.",
    )


class Preprocess(Table):
    """[preprocess]: what is done to rows before the network sees them."""

    features: AnyPreprocessing = Field(
        default=UNPREPARED, description="What is done to each feature."
    )


class Checkpoint(Table):
    """training.checkpoint: the file from which interrupted training goes on."""

    path: Maybe[str] = Field(
        default=None,
        examples=["my-net.checkpoint.npz"],
        max_length=100,
        pattern=OUTPUT.format("npz"),
        description="The file; the default is the spec's name and .checkpoint.npz.",
    )
    every: Maybe[int] = Field(
        default=None,
        examples=[10],
        ge=1,
        le=10**9,
        description="Epochs from one to the next; the default is log_every.",
    )
    keep: int = Field(
        default=1,
        ge=0,
        le=100,
        description="How many earlier ones are kept: path.1 is the one before.",
    )


class Training(Table):
    """[training]: how long, and what the log says."""

    epochs: int = Field(
        examples=[100], ge=1, le=10**9, description="Passes over the data."
    )
    batch_size: Maybe[int] = Field(
        default=None,
        examples=[32],
        ge=1,
        le=10**9,
        description="Rows in a step; the default is all of them.",
    )
    shuffle: Maybe[bool] = Field(
        default=None,
        examples=[True],
        description="Whether each epoch has an order of its own; by batches, yes.",
    )
    drop_last: bool = Field(
        default=False, description="Whether rows that fill no batch sit out an epoch."
    )
    log_every: int = Field(
        default=1, ge=1, le=10**9, description="Epochs from one log line to the next."
    )
    metrics: Maybe[Array[AnyMetric]] = Field(
        default=None,
        max_length=10,
        description="What the log says; the default is the loss's.",
    )
    early_stopping: Maybe[EarlyStopping] = Field(
        default=None,
        description="When training stops before its epochs are over; else it does not.",
    )
    checkpoint: Maybe[Checkpoint] = Field(
        default=None,
        examples=[{"every": 10}],
        description="The checkpoints from which training is resumed; default: none.",
    )

    def conflicts(self) -> Iterator[Conflict]:
        """Find options of batches where there are none."""
        for key in ("shuffle", "drop_last"):
            if getattr(self, key) and self.batch_size is None:
                message = "the whole set in one step has no batches"
                yield key, message, "write " + pair(
                    "batch_size", 32
                ) + f", or leave {key} out"


class Spec(Table):
    """A whole document."""

    name: str = Field(
        examples=["my-net"],
        max_length=50,
        pattern=r"^[a-z][a-z0-9_-]*$",
        description="The script's name; the default is the file's.",
    )
    description: str = Field(
        default="",
        examples=["Three arms of a spiral."],
        max_length=1000,
        description="What the spec is about, in its own words.",
    )
    seed: int = Field(
        default=0, ge=0, lt=2**32, description="Where random streams start."
    )
    numerics: Numerics = Field(
        default=Numerics(), description="What decides the last bits."
    )
    script: Script = Field(default=Script(), description="What the script is like.")
    data: AnyData = Field(description="Where the rows come from.")
    validation_data: Maybe[AnyData] = Field(
        default=None, description="Where rows come from that training does not see."
    )
    split: Maybe[Split] = Field(
        default=None, description="Which rows of the data training does not see."
    )
    preprocess: Preprocess = Field(
        default=Preprocess(),
        description="What is done to rows before the network sees them.",
    )
    layers: Array[AnyLayer] = Field(
        min_length=1, max_length=10_000, description="The network, first layer first."
    )
    loss: AnyLoss = Field(description="What training lowers.")
    optimizer: AnyOptimizer = Field(description="How a step is taken.")
    training: Training = Field(description="How long, and what the log says.")

    @property
    def targets(self) -> str:
        """The form of the targets: what the data says, or else as the loss is."""
        said = self.data.targets
        return self.loss.takes[0] if said == "auto" else said
