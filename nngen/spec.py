"""The shape of a spec: what a document may say, with its defaults and bounds."""

import hashlib
import json
from typing import Annotated, Literal

from pydantic import Field

from nngen.kinds.base import Model
from nngen.kinds.data import AnyData
from nngen.kinds.layers import AnyLayer
from nngen.kinds.losses import AnyLoss
from nngen.kinds.metrics import AnyMetric
from nngen.kinds.optimizers import AnyOptimizer
from nngen.kinds.preprocessing import UNPREPARED, AnyPreprocessing


class Numerics(Model):
    """[numerics]: number formats, random streams and the order of sums."""

    dtype: Literal["float32", "float64"] = Field(
        "float32", description="The format of every array."
    )
    rng: Literal["pcg64", "mt19937"] = Field(
        "pcg64", description="default_rng, or RandomState, NumPy's frozen stream."
    )
    discard: int = Field(
        0, ge=0, le=10**9, description="Normals to draw and drop first (mt19937 only)."
    )
    arithmetic: Literal["native", "notebook"] = Field(
        "native", description="NumPy's own, or the notebook's, bit for bit (float32)."
    )


class Split(Model):
    """[split]: which rows training does not see."""

    validation: float = Field(
        0.0, ge=0, lt=1, description="The share of the rows to validate on."
    )
    test: float = Field(
        0.0, ge=0, lt=1, description="The share of the rows to test on at the end."
    )
    method: Literal["random", "stratified", "last"] = Field(
        "random",
        description="Any rows, as many of each class, or the last of the file.",
    )


class Preprocess(Model):
    """[preprocess]: what is done to rows before the network sees them."""

    features: AnyPreprocessing = Field(
        UNPREPARED, description="What is done to each feature."
    )


class Training(Model):
    """[training]: how long, and what the log says."""

    epochs: int = Field(ge=1, le=10**9, description="Passes over the data.")
    batch_size: int | None = Field(
        None, ge=1, le=10**9, description="Rows in a step; the default is all of them."
    )
    shuffle: bool | None = Field(
        None, description="Whether each epoch has an order of its own; by batches, yes."
    )
    drop_last: bool = Field(
        False, description="Whether rows that fill no batch sit out an epoch."
    )
    log_every: int = Field(
        1, ge=1, le=10**9, description="Epochs from one log line to the next."
    )
    metrics: Annotated[tuple[AnyMetric, ...], Field(strict=False)] | None = Field(
        None, max_length=10, description="What the log says; the default is the loss's."
    )


class Spec(Model):
    """A whole document."""

    name: str = Field(
        pattern=r"^[a-z][a-z0-9_-]*$",
        max_length=50,
        description="The script's name; the default is the file's.",
    )
    description: str = Field(
        "", max_length=1000, description="What the spec is about, in its own words."
    )
    seed: int = Field(0, ge=0, lt=2**32, description="Where random streams start.")
    numerics: Numerics = Field(Numerics(), description="What decides the last bits.")
    data: AnyData = Field(description="Where the rows come from.")
    validation_data: AnyData | None = Field(
        None, description="Where rows come from that training does not see."
    )
    split: Split | None = Field(
        None, description="Which rows of the data training does not see."
    )
    preprocess: Preprocess = Field(
        Preprocess(), description="What is done to rows before the network sees them."
    )
    layers: Annotated[tuple[AnyLayer, ...], Field(strict=False)] = Field(
        min_length=1, max_length=10_000, description="The network, first layer first."
    )
    loss: AnyLoss = Field(description="What training lowers.")
    optimizer: AnyOptimizer = Field(description="How a step is taken.")
    training: Training = Field(description="How long, and what the log says.")

    def digest(self) -> str:
        """Return 16 hexadecimal digits that change with any resolved value."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]
