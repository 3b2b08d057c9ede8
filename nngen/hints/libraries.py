"""Words of other libraries: what they call our kinds and keys, and what they have.

Nothing here changes what a spec may say: it is read when something is unknown.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nngen.edits import Hint, element, header, pair
from nngen.language import (
    data,
    functions,
    initializers,
    layers,
    losses,
    metrics,
    optimizers,
    preprocessing,
    regularizers,
    schedules,
    spec,
)
from nngen.language.base import Kind, Table

Words = tuple[str, ...]
# What to write, perhaps depending on the value that stands there
Advice = str | Hint | Callable[[Any], str | Hint]

# What others call a kind. A few are no synonyms, but what comes nearest here.
KINDS: dict[type[Kind], str] = {
    functions.Linear: "identity none",
    functions.LeakyRelu: "lrelu",
    functions.Gelu: "gelu_new gelu_tanh gelu_pytorch_tanh",
    functions.Silu: "swish mish",
    functions.Sigmoid: "logistic hard_sigmoid",
    functions.Tanh: "softsign hard_tanh",
    functions.Softmax: "log_softmax",
    initializers.Constant: "fill",
    initializers.Normal: "random_normal gaussian truncated_normal trunc_normal",
    initializers.Uniform: "random_uniform",
    initializers.GlorotUniform: "xavier xavier_uniform",
    initializers.GlorotNormal: "xavier_normal",
    initializers.HeUniform: "kaiming_uniform",
    initializers.HeNormal: "he kaiming_normal kaiming",
    initializers.LecunNormal: "lecun lecun_uniform",
    layers.Dropout: "alpha_dropout",
    layers.BatchNormalization: "batch_norm batch_norm_1d bn",
    layers.LayerNormalization: "layer_norm ln",
    layers.Dense: "linear fc fully_connected",
    layers.Activation: "nonlinearity",
    layers.Flatten: "view reshape ravel",
    layers.Add: "sum residual",
    layers.Concatenate: "concat cat merge",
    losses.CategoricalCrossentropy: (
        "cross_entropy cross_entropy_loss sparse_categorical_crossentropy "
        "nll_losscross_entropy nll_loss"
    ),
    losses.BinaryCrossentropy: (
        "bce bce_loss bce_with_logits_loss sigmoid_cross_entropy log_lossbce "
        "log_loss"
    ),
    losses.MeanSquaredError: "mse mse_loss l2 l2_loss rmse",
    losses.MeanAbsoluteError: "mae l1 l1_loss",
    losses.Huber: "huber_loss smooth_l1",
    metrics.Accuracy: (
        "categorical_accuracy sparse_categorical_accuracy binary_accuracy "
        "accuracy_score"
    ),
    metrics.TopK: (
        "top_k_accuracy top_k_categorical_accuracy sparse_top_k_categorical_accuracy "
        "top_k_accuracy_score top_5"
    ),
    metrics.Mae: "mean_absolute_error l1 mean_abs_error",
    metrics.R2: "r2_score r_squared coefficient_of_determination",
    optimizers.Sgd: "gradient_descent gd momentum",
    schedules.Step: "StepLR step_lr staircase",
    schedules.MultiStep: "MultiStepLR PiecewiseConstantDecay piecewise_constant",
    schedules.Exponential: "ExponentialDecay ExponentialLR exp",
    schedules.InverseTime: "InverseTimeDecay time_based inverse",
    schedules.Polynomial: "PolynomialDecay PolynomialLR linear",
    schedules.Cosine: "CosineDecay CosineAnnealingLR",
    preprocessing.Standardize: "standard_scaler normalize z_score",
    preprocessing.MinMax: "min_max_scaler",
    preprocessing.Scale: "rescale rescaling",
    data.Csv: "table file",
    data.Npz: "numpy np npy savez arrays",
    data.Idx: "mnist fashion_mnist emnist ubyte",
}

# What others call a key, by the table that declares it.
KEYS: dict[type[Table], dict[str, str]] = {
    functions.LeakyRelu: {
        "negative_slope": "alpha slope leak",
    },
    initializers.Normal: {
        "mean": "loc",
        "stddev": "std sigma",
    },
    initializers.Uniform: {
        "minval": "low min a",
        "maxval": "high max b",
    },
    layers.Layer: {
        "inputs": "from input",
    },
    layers.Dropout: {
        "rate": "p dropout_rate drop_rate drop_prob dropout_ratio ratio",
    },
    layers.BatchNormalization: {
        "momentum": "decay",
    },
    layers.Dense: {
        "units": "out_features output_dim neurons size",
        "activation": "nonlinearity function",
        "use_bias": "bias",
        "kernel_initializer": "weight_init init kernel_init",
        "kernel_regularizer": "weight_regularizer regularizer penalty",
    },
    layers.Activation: {
        "function": "activation",
    },
    losses.CategoricalCrossentropy: {
        "label_smoothing": "smoothing",
    },
    losses.Huber: {
        "delta": "beta",
    },
    metrics.Within: {
        "std_fraction": "precision tolerance",
    },
    optimizers.Optimizer: {
        "schedule": "lr_scheduler scheduler lr_schedule learning_rate_schedule",
        "learning_rate": "lr eta step_size learning_rate_init base_lr initial_lr",
        "clip_value": "clipvalue",
        "clip_norm": "clipnorm",
        "clip_global_norm": "global_clipnorm max_grad_norm gradient_clip_val grad_clip",
        "epsilon": "eps delta",
    },
    optimizers.Sgd: {
        "momentum": "mu",
        "nesterov": "nesterovs_momentum",
    },
    optimizers.Adamw: {
        "weight_decay": "wd",
    },
    schedules.Schedule: {
        "warmup_steps": "warmup num_warmup_steps warmup_iters",
        "decay_steps": "step_size T_max total_iters transition_steps",
        "decay_rate": "gamma factor drop",
    },
    schedules.MultiStep: {
        "boundaries": "milestones boundaries_and_scales",
    },
    schedules.InverseTime: {
        "decay_rate": "gamma decay",
    },
    schedules.Polynomial: {
        "end_learning_rate": "end_lr end_value eta_min min_lr",
    },
    schedules.Cosine: {
        "alpha": "final_scale",
    },
    spec.EarlyStopping: {
        "monitor": "metric_for_best_model",
        "patience": "n_iter_no_change early_stopping_rounds early_stopping_patience",
        "min_delta": "tol early_stopping_threshold",
        "restore_best": "restore_best_weights load_best_model_at_end",
    },
    spec.Numerics: {
        "dtype": "precision",
    },
    spec.Split: {
        "validation": (
            "validation_split val_split val validation_fraction validation_size "
            "val_size valid_size"
        ),
        "test": "test_size test_split test_fraction",
    },
    spec.Training: {
        "epochs": (
            "num_epochs n_epochs max_epochs nb_epoch num_train_epochs max_iter "
            "n_iter iterations"
        ),
        "batch_size": "batch train_batch_size per_device_train_batch_size",
        "drop_last": "drop_remainder",
        "log_every": (
            "print_every log_interval verbose display logging_steps "
            "log_every_n_steps"
        ),
        "metrics": "eval_metric eval_metrics scoring",
        "early_stopping": "early_stop early_stopper",
    },
    spec.Spec: {
        "seed": "random_state random_seed manual_seed seed_everything",
        "data": "dataset",
        "preprocess": "transforms",
        "loss": "criterion loss_fn objective",
        "optimizer": "optim solver",
        "training": "trainer fit",
    },
    data.Data: {
        "targets": "class_mode label_mode",
        "class_map": "class_names",
        "inputs": "n_features num_features",
        "classes": "num_classes n_classes",
    },
    data.Generated: {
        "samples": "n_samples num_samples points",
        "classes": "num_classes n_classes",
    },
    data.Sine: {
        "samples": "n_samples num_samples points",
    },
    data.Csv: {
        "path": "file filename",
        "target": "label labels y target_column",
        "features": "columns feature_columns usecols x x_train",
        "delimiter": "sep separator",
    },
    data.Npz: {
        "path": "file filename",
        "x": "x_train features data images",
        "y": "y_train target labels label",
    },
    data.Idx: {
        "images": "x data x_train image_file",
        "labels": "y target y_train label_file",
    },
    regularizers.Regularizer: {
        "l1": "lasso l1_reg",
        "l2": "decay_mult alpha ridge l2_reg factor",
    },
    layers.Normalization: {
        "epsilon": "eps",
    },
    optimizers.Rmsprop: {
        "rho": "alpha",
    },
    optimizers.Moments: {
        "beta_1": "beta1 b1",
        "beta_2": "beta2 b2",
    },
}

# What others call 1 - a key.
OPPOSITES: dict[type[Table], dict[str, str]] = {
    layers.Dropout: {
        "rate": "keep_prob keep_rate keep",
    },
}

# The key that a number means which stands in the place of a table.
LONE_KEYS: dict[type[Table], str] = {
    regularizers.Regularizer: "l2",
    spec.EarlyStopping: "patience",
    layers.Dense: "units",
}

# Keys whose number may be written as a shape.
SHAPES = {"inputs"}

SHAPE = "leave it out: the shape is that of the data"
CPU = "leave it out: a script runs on the CPU"
TWICE = "PyTorch's weight_decay is twice l2"


def l2_of(number: Any, times: float = 0.5) -> float:
    """Return the l2 that a number stands for elsewhere, 0.0001 where it is none.

    The gradient of l2 sum w^2 is 2 l2 w, and PyTorch adds weight_decay w.
    """
    is_number = isinstance(number, int | float) and not isinstance(number, bool)
    return number * times if is_number and 0 < number <= regularizers.MOST else 1e-4


def penalty(number: Any, times: float = 0.5) -> Hint:
    """Return the line of a layer for a number that stands for an l2 elsewhere."""
    return "write " + pair("kernel_regularizer", {"l2": l2_of(number, times)})


def penalty_elsewhere(number: Any) -> Hint:
    """Return what to write for scikit-learn's alpha, whose penalty is alpha / 2 w^2."""
    line = pair("kernel_regularizer", {"l2": l2_of(number)})
    return "leave it out: a penalty stands in layers, as " + line


def hidden_layers(sizes: Any) -> Hint:
    """Return what to write for scikit-learn's list of sizes."""
    first = sizes[0] if isinstance(sizes, list) and sizes else sizes
    units = first if isinstance(first, int) and 0 < first <= 2**20 else 64
    layer = {"type": "dense", "units": units, "activation": "relu"}
    return "each hidden layer is a table: write " + element("layers", layer)


# What to write for keys that have no counterpart in their table.
ADVICE: dict[type[Table], dict[str, Advice]] = {
    regularizers.Regularizer: dict.fromkeys(
        ("weight_decay", "wd"),
        lambda number: f"{TWICE}: write " + pair("l2", l2_of(number)),
    ),
    layers.Layer: {
        "training": "leave it out: a script knows when it trains",
        **dict.fromkeys(
            (
                "input_shape",
                "batch_input_shape",
                "batch_shape",
                "input_dim",
                "input_size",
                "in_features",
                "in_channels",
                "num_features",
                "num_inputs",
                "nin",
                "nI",
            ),
            SHAPE,
        ),
    },
    layers.Dense: {"weight_decay": lambda number: f"{TWICE}: " + penalty(number)},
    optimizers.Optimizer: {
        "l2": lambda number: "leave it out, and " + penalty(number, 1) + " in layers",
        "weight_decay": lambda number: (
            "leave it out, and "
            + penalty(number)
            + f" in layers, as {TWICE}; or take "
            + pair("type", "adamw")
            + ", which decays apart from the gradient"
        ),
    },
    optimizers.Moments: {
        "betas": "leave it out, and write its numbers as "
        + pair("beta_1", 0.9)
        + " and "
        + pair("beta_2", 0.999)
    },
    schedules.Exponential: {
        "staircase": "leave it out; a rate that falls in steps has "
        + pair("type", "step")
    },
    spec.Spec: {"alpha": penalty_elsewhere},
    spec.Training: {
        "alpha": penalty_elsewhere,
        "max_steps": "leave it out: training ends after " + pair("epochs", 100),
        "steps_per_epoch": "leave it out: an epoch sees all rows once",
        "initial_epoch": "leave it out: training starts at epoch 0",
        **dict.fromkeys(
            ("test_interval", "eval_frequency", "validation_freq"),
            "leave it out: each log line also measures the rows to validate on",
        ),
        "callbacks": "leave it out: early stopping is "
        + pair("early_stopping", {"patience": 10}),
        "warm_start": "leave it out: training starts from new parameters",
        "weight_decay": lambda number: (
            "leave it out, and " + penalty(number) + f" in layers, as {TWICE}"
        ),
    },
    Table: {
        "hidden_layer_sizes": hidden_layers,
        "stratify": "leave it out, and write "
        + pair("method", "stratified")
        + " in "
        + header("split"),
        **dict.fromkeys(
            ("device", "gpu", "gpus", "accelerator", "solver_mode", "gpu_allocator"),
            CPU,
        ),
        **dict.fromkeys(
            ("num_workers", "pin_memory", "n_jobs", "workers", "prefetch"),
            "leave it out: the rows lie in memory",
        ),
    },
}

# How what a name means elsewhere differs from ours.
ASIDES: dict[str, str] = dict.fromkeys(
    ("batchnorm", "batchnorm1d", "batchnorm2d"), "its momentum is 1 - that of PyTorch"
)

# Kinds of other libraries that the language does not have: no likeness may mislead.
ABSENT = frozenset("""
    conv conv1d conv2d conv3d convolution conv1dtranspose conv2dtranspose
    depthwiseconv2d separableconv2d maxpool maxpool1d maxpool2d maxpooling1d
    maxpooling2d avgpool2d averagepooling1d averagepooling2d pooling
    globalaveragepooling1d globalaveragepooling2d globalmaxpooling2d
    adaptiveavgpool2d upsampling2d zeropadding2d
    rnn simplernn lstm gru bidirectional timedistributed
    embedding positionalencoding multiheadattention attention transformer
    transformerencoderlayer gaussiannoise gaussiandropout spatialdropout2d
    groupnorm instancenorm groupnormalization unitnormalization
    lambda permute repeatvector masking multiply subtract average maximum dot
    prelu maxout highway bilinear
    adadelta adamax nadam radam ftrl lamb lion lbfgs rprop adafactor asgd
    hinge hingeloss squaredhinge poisson kldivergence kldiv kldivloss cosinesimilarity
    tripletmarginloss ctc ctcloss focal focalloss diceloss logcosh
    """.split())  # noqa: SIM905
INPUTS = frozenset({"input", "inputlayer", "inputs", "placeholder", "inputspec"})

# What others call a value, or what it was called before.
VALUES: dict[str, str] = {
    "float32": "single float f32 fp32 torch.float32",
    "float64": "double f64 fp64 torch.float64",
    "pcg64": "pcg default_rng",
    "mt19937": "mersenne_twister random_state",
    "nnfs": "notebook book",
    "plain": "simple readable naive clear teaching",
    "fast": "optimized optimised speed buffers in_place",
    "random": "shuffle shuffled",
    "stratified": "stratify",
}

# Keys that people set to 0 to switch off the table that they stand in.
SWITCHES = frozenset({"patience"})


def kinds_called(models: Iterable[type[Kind]]) -> dict[str, Words]:
    """Return what selects each kind, and what other libraries call that."""
    return {m.selector(): tuple(KINDS.get(m, "").split()) for m in models}


def values_called(names: Iterable[str]) -> dict[str, Words]:
    """Return the values of a closed set, and what other libraries call each."""
    return {name: tuple(VALUES.get(name, "").split()) for name in names}


def keys_called(*models: type[Table]) -> dict[str, Words]:
    """Return the keys of tables, and what other libraries call them."""
    return {
        name: key_words(model, name) for model in models for name in model.model_fields
    }


def key_words(model: type[Table], name: str) -> Words:
    """Return what other libraries call a key of a table."""
    return tuple((_inherited(KEYS, model, name) or "").split())


def opposites(model: type[Table], name: str) -> Words:
    """Return what other libraries call 1 - a key of a table."""
    return tuple((_inherited(OPPOSITES, model, name) or "").split())


def advice(model: type[Table], key: str, value: Any) -> str | Hint:
    """Return what to write for a key that others have in such a table, or ""."""
    found = _inherited(ADVICE, model, key) or ""
    return found(value) if callable(found) else found


def _inherited(
    table: Mapping[type[Table], Mapping[str, Any]], model: type[Table], name: str
) -> Any:
    """Return what the nearest class says of a name, None if none does."""
    said = (table[base] for base in model.__mro__ if base in table)
    return next((words[name] for words in said if name in words), None)


def lone_key(model: type[Table]) -> str:
    """Return the key that a number means in the place of a table, "" if none."""
    return LONE_KEYS.get(model, "")


def aside(name: str) -> str:
    """Return how what a name means elsewhere differs, behind a hint, or ""."""
    return f" ({ASIDES[name]})" if name in ASIDES else ""
