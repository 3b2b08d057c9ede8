"""What the iris spec learns: a real table, told apart by rows it has not seen."""

from statistics import median

from .bench.asserts import printed
from .bench.scripts import load_script
from .bench.specs import Spec
from .helpers import ROOT, make_script, spec_of

SEEDS = range(5)
BAR = 0.95


def held_accuracy(spec: Spec) -> float:
    """Return the accuracy on the rows held back, after training."""
    script = load_script(make_script(spec))
    log, text = printed(script.train)
    _, _, x, y = script.load_data()
    acc = script.evaluate(x, y)["acc"]
    assert text.splitlines()[-1].startswith(f"validation, acc: {acc:.3f}, loss: ")
    assert log[-1]["val_acc"] == acc  # by batches, measured after the last step
    return float(acc)


def test_most_flowers_are_told() -> None:
    spec = spec_of(ROOT / "specs" / "iris.toml")
    found = [held_accuracy(spec | {"seed": seed}) for seed in SEEDS]
    assert median(found) >= BAR, found


def test_classes_keep_their_names() -> None:
    script = load_script(make_script(spec_of(ROOT / "specs" / "iris.toml")))
    assert script.CLASSES == ("setosa", "versicolor", "virginica")
    x, _, x_val, y_val = script.load_data()
    assert [len(x), len(x_val)] == [120, 30]
    assert [(y_val == k).sum() for k in range(3)] == [10, 10, 10]
    assert abs(x.mean(axis=0)).max() < 1e-6 and abs(x.std(axis=0) - 1).max() < 1e-6
