"""The shape of a spec: what a document may say, with its defaults and bounds."""

from collections.abc import Iterator
from typing import Literal

from nngen.language.data import AnyData
from nngen.language.layers import AnyLayer
from nngen.language.losses import AnyLoss
from nngen.language.metrics import AnyMetric
from nngen.language.optimizers import AnyOptimizer
from nngen.language.preprocessing import UNPREPARED, AnyPreprocessing
from nngen.language.stopping import EarlyStopping
from nngen.model.model import Model, field


class Numerics(Model):
    """[numerics]: number formats, random streams and the order of sums."""

    dtype: Literal["float32", "float64"] = field(
        aka=("precision",), default="float32", description="The format of every array."
    )
    rng: Literal["pcg64", "mt19937"] = field(
        default="pcg64",
        description="NumPy's default_rng, or RandomState, its frozen stream.",
    )
    discard: int = field(
        default=0,
        ge=0,
        le=10**9,
        description="Normals to draw and drop first (mt19937 only).",
    )
    arithmetic: Literal["native", "notebook"] = field(
        default="native",
        description="NumPy's own, or the notebook's, bit for bit (float32).",
    )


class Split(Model):
    """[split]: which rows training does not see."""

    validation: float = field(
        aka=("validation_split", "val_split", "val"),
        default=0.0,
        example=0.2,
        ge=0,
        lt=1,
        description="The share of the rows to validate on.",
    )
    test: float = field(
        aka=("test_size", "test_split"),
        default=0.0,
        example=0.2,
        ge=0,
        lt=1,
        description="The share of the rows to test on at the end.",
    )
    method: Literal["random", "stratified", "last"] = field(
        default="random",
        description="Any rows, as many of each class, or the last of the file.",
    )


class Preprocess(Model):
    """[preprocess]: what is done to rows before the network sees them."""

    features: AnyPreprocessing = field(
        default=UNPREPARED, description="What is done to each feature."
    )


class Training(Model):
    """[training]: how long, and what the log says."""

    epochs: int = field(
        aka=("num_epochs", "n_epochs", "max_epochs"),
        example=100,
        ge=1,
        le=10**9,
        description="Passes over the data.",
    )
    batch_size: int | None = field(
        aka=("batch",),
        default=None,
        example=32,
        ge=1,
        le=10**9,
        description="Rows in a step; the default is all of them.",
    )
    shuffle: bool | None = field(
        default=None,
        example=True,
        description="Whether each epoch has an order of its own; by batches, yes.",
    )
    drop_last: bool = field(
        aka=("drop_remainder",),
        default=False,
        description="Whether rows that fill no batch sit out an epoch.",
    )
    log_every: int = field(
        aka=("print_every", "log_interval", "verbose"),
        default=1,
        ge=1,
        le=10**9,
        description="Epochs from one log line to the next.",
    )
    metrics: tuple[AnyMetric, ...] | None = field(
        default=None,
        max_length=10,
        description="What the log says; the default is the loss's.",
    )
    early_stopping: EarlyStopping | None = field(
        aka=("early_stop", "early_stopper"),
        default=None,
        description="When training stops before its epochs are over; else it does not.",
    )

    def conflicts(self) -> Iterator[tuple[str, str, str]]:
        """Find options of batches where there are none."""
        for key in ("shuffle", "drop_last"):
            if getattr(self, key) and self.batch_size is None:
                message = "the whole set in one step has no batches"
                yield key, message, f"write `batch_size = 32`, or leave {key} out"


class Spec(Model):
    """A whole document."""

    name: str = field(
        example="my-net",
        pattern=r"^[a-z][a-z0-9_-]*$",
        max_length=50,
        description="The script's name; the default is the file's.",
    )
    description: str = field(
        default="",
        example="Three arms of a spiral.",
        max_length=1000,
        description="What the spec is about, in its own words.",
    )
    seed: int = field(
        aka=("random_state", "random_seed"),
        default=0,
        ge=0,
        lt=2**32,
        description="Where random streams start.",
    )
    numerics: Numerics = field(
        default=Numerics(), description="What decides the last bits."
    )
    data: AnyData = field(aka=("dataset",), description="Where the rows come from.")
    validation_data: AnyData | None = field(
        default=None, description="Where rows come from that training does not see."
    )
    split: Split | None = field(
        default=None, description="Which rows of the data training does not see."
    )
    preprocess: Preprocess = field(
        aka=("transforms",),
        default=Preprocess(),
        description="What is done to rows before the network sees them.",
    )
    layers: tuple[AnyLayer, ...] = field(
        min_length=1, max_length=10_000, description="The network, first layer first."
    )
    loss: AnyLoss = field(aka=("criterion",), description="What training lowers.")
    optimizer: AnyOptimizer = field(description="How a step is taken.")
    training: Training = field(
        aka=("trainer", "fit"), description="How long, and what the log says."
    )

    @property
    def targets(self) -> str:
        """The form of the targets: what the data says, or else as the loss is."""
        said = self.data.targets
        return self.loss.takes[0] if said == "auto" else said
