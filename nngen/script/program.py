"""A script as a program: the files it writes and reads, its command, what it shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nngen.graph.graph import Graph
from nngen.script.code import NOTHING, Code, fold
from nngen.script.constants import constants_of_texts
from nngen.script.data_records import Data, Setting
from nngen.script.loop_records import Stopping
from nngen.script.output import Output
from nngen.script.sources import file_arguments, has_unknown_labels
from nngen.script.update_records import Update


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """The file from which interrupted training goes on."""

    is_rare: bool
    """Whether some epochs have none."""
    keep: int
    """How many earlier ones are kept."""
    spec: Code
    """The digest of the spec."""
    memory: Code
    """The dict of the arrays that training keeps beside the network."""
    settings: tuple[tuple[str, Code], ...]
    """What must be the same where training is resumed: names and values."""
    best: tuple[Code, ...]
    """What early stopping keeps of the best epoch: its number and value, or nothing."""

    def run(self, y: str) -> Code:
        """Return the line that makes a dict of what decides a run."""
        items = ['"spec": SPEC', f'"rows": len({y})']
        items += [f'"{name}": {value}' for name, value in self.settings]
        return fold("run = {", items, "}", 4)

    def place(self, *names: str) -> Code:
        """Return names of variables, and of those of the best epoch, as a list."""
        return Code(", ".join([*names, *self.best]))


@dataclass(frozen=True, kw_only=True)
class Command:
    """What the command of a script takes."""

    settings: tuple[tuple[Code, Code], ...]
    """The settings that options change: the option's name and the constant."""
    counts: tuple[Setting, ...]
    """The constants that count steps, and follow a changed length of training."""
    files: int
    """How many files the rows to train on are read from."""
    constants_of_files: Code
    """The constants with the files of the data, as arguments."""
    has_fit: bool
    """Whether load_data can leave what training has found as it is."""
    parts: Code
    """What the pairs that load_data returns are for."""
    classes: Code
    """The names of the classes, "" where targets are numbers."""
    columns: Code
    """The header of what predict writes, as a list."""

    chosen: Code
    """The class of a row of predictions."""
    input: Code
    """What predict is given, in words."""
    rows: Code
    """The name of the array of rows in an npz file, "" if they are in no such file."""
    read: Code
    """What reads the rows to predict."""
    prepared: Code
    """Those rows as predict takes them."""
    train: Code
    """The call of train."""

    @property
    def load(self) -> Code:
        """The arguments of load_data for rows to evaluate: it fits nothing."""
        return same_rows(self, "*args.data" * bool(self.files))

    @property
    def spec(self) -> Code:
        """The line that says what the spec has for these settings."""
        items = [f'"{name}": {constant}' for name, constant in self.settings]
        return fold("spec = {", items, "}", 4)

    @property
    def changed(self) -> Code:
        """The constants that options change."""
        return Code(", ".join(constant for _, constant in self.settings))

    @property
    def length(self) -> Code:
        """How many times as long training is as in the spec."""
        ratio = 'EPOCHS / spec["epochs"]'
        has_batches = "batch_size" in dict(self.settings)
        return Code(ratio + ' * spec["batch_size"] / BATCH' * has_batches)

    def rescale(self, setting: Setting) -> Code:
        """Return the line that makes a constant follow the length of training."""
        name, each = setting.name, "max(1, round(length * {}))"
        if type(setting.value) is tuple:
            return Code(f"{name} = tuple({each.format('n')} for n in {name})")
        return Code(f"{name} = {each.format(name)}")

    @property
    def rescaled(self) -> Code:
        """The constants that follow the length of training, in an f-string."""
        return Code(", ".join(f"{{{setting.name}=}}" for setting in self.counts))

    @property
    def constants(self) -> Code:
        """The constants that options change, and those that follow them."""
        names = [name for _, name in self.settings]
        return Code(", ".join([*names, *(setting.name for setting in self.counts)]))


@dataclass(frozen=True, kw_only=True)
class Program:
    """What a script is beyond its mathematics."""

    network: Code
    """A digest of what the parameters mean."""
    arrays: Code
    """The dict of the arrays that a network consists of."""
    names: Code
    """The names that are saved with them, as arguments."""
    has_unknown_labels: bool
    """Whether the names of the classes are known only to load_data."""
    keeps_seed: bool
    """Whether the seed is saved, too, as options of a command may change it."""
    found: tuple[Code, ...]
    """The lists of names that reading data fills, saved with them too."""
    file: str
    """Where the command saves the network."""
    command: Command | None
    has_progress: bool
    history: str | None
    folders: tuple[Code, ...]
    """The constants of files that training writes into folders."""
    checkpoint: Checkpoint | None
    rows: Code
    """The arguments of load_data for rows as training has prepared them."""
    resuming: Code
    """What resumes training."""
    advice: Code
    """What to try where training diverges."""


def make_program(
    graph: Graph,
    data: Data,
    output: Output,
    update: Update,
    stopping: Stopping | None,
) -> Program:
    """Return what the script of a graph is beyond its mathematics."""
    known = {"classes": "CLASSES", "features": "FEATURES"}
    constants = {str(setting.name) for setting in data.settings}
    names = [f"{key}={name}" for key, name in known.items() if name in constants]
    if graph.script.command_line:
        names = ["seed=SEED", *names]
    found = list(found_names(graph, data))
    names += [f"{name}={name}" for name in found]
    command = make_command(graph, data, output, update)
    return Program(
        network=Code(graph.network_digest),
        arrays=dict_of(parts(graph), "PARTS = "),
        names=Code("".join(f", {name}" for name in names)),
        keeps_seed=graph.script.command_line,
        has_unknown_labels=has_unknown_labels(graph),
        found=tuple(map(Code, found)),
        file=f"{graph.name}.npz",
        command=command,
        has_progress=graph.script.progress,
        history=graph.script.history,
        folders=tuple(s.name for s in make_outputs(graph) if "/" in str(s.value)),
        checkpoint=make_checkpoint(graph, update, stopping),
        rows=same_rows(command, "*data" * bool(data.arguments)),
        resuming=Code("--resume" if command else "train(resume=True)"),
        advice=advise(graph),
    )


def same_rows(command: Command | None, data: str) -> Code:
    """Return the arguments of load_data for rows as training has prepared them."""
    fit = "fit=False" * bool(command and command.has_fit)
    return Code(", ".join(filter(None, [data, fit])))


def parts(graph: Graph) -> Iterator[str]:
    """Yield the names of the arrays that a network consists of."""
    yield "theta"
    if any(node.running for node in graph.nodes):
        yield "running"
    yield from graph.preprocess.features.fitted


def found_names(graph: Graph, data: Data) -> Iterator[str]:
    """Yield the lists of names that only a run of the script can fill."""
    if has_unknown_labels(graph):
        yield "classes"
    is_open = graph.data.table and data.files and not data.files.has_columns
    if is_open and graph.script.command_line:
        yield "features"


def dict_of(names: Iterable[str], start: str) -> Code:
    """Return the line that makes a dict of arrays by their names."""
    return fold(start + "{", [f'"{name}": {name}' for name in names], "}", 0)


def make_outputs(graph: Graph) -> Iterator[Setting]:
    """Yield the constants of the files that training writes."""
    if graph.script.history:
        yield Setting(name=Code("HISTORY"), value=graph.script.history)
    asked = graph.training.checkpoint
    if asked is None:
        return
    path = asked.path or f"{graph.name}.checkpoint.npz"
    yield Setting(name=Code("CHECKPOINT"), value=path)
    if (every := asked.every or graph.training.log_every) > 1:
        note = Code("epochs from one to the next")
        yield Setting(name=Code("CHECKPOINT_EVERY"), value=every, note=note)
    if asked.keep:
        note = Code("how many earlier ones there are")
        yield Setting(name=Code("CHECKPOINTS_KEPT"), value=asked.keep, note=note)


def make_command(
    graph: Graph, data: Data, output: Output, update: Update
) -> Command | None:
    """Return what the command of a script takes, None if it has none."""
    if not graph.script.command_line:
        return None
    given, rows, read = reading(graph, data)
    return Command(
        settings=tuple(settings(graph)),
        counts=tuple(counting(graph, update)),
        files=len(graph.data.places),
        constants_of_files=Code(", ".join(file_arguments(graph).values())),
        has_fit=bool(graph.data.places or graph.preprocess.features.fitted),
        parts=Code(", ".join(f'"{word}"' for word in words(data))),
        classes=name_classes(graph),
        columns=columns(graph, output),
        chosen=choose(graph, output),
        input=Code(given),
        rows=Code(rows),
        read=Code(read),
        prepared=Code("prepare(x)" if data.preparation else "x"),
        train=train_call(graph, data),
    )


def reading(graph: Graph, data: Data) -> tuple[str, str, str]:
    """Return what predict is given, in words, the array that has it, and the call."""
    kind = graph.data
    flat = f".reshape(-1, {data.features})" if data.files and data.files.is_flat else ""
    if kind.table:
        return "a csv file of features", "", "read_csv(args.input, labeled=False)[0]"
    if kind.bytewise:
        return "a file of images", "", f"read_array(args.input){flat}"
    texts = next(iter(kind.texts.items()), None)
    rows = f"{constants_of_texts(graph)[texts]}[0]" if texts else '"x"'
    return "an npz file of rows", rows, f"read_rows(args.input){flat}"


def choose(graph: Graph, output: Output) -> Code:
    """Return the class of a row of predictions, by its name if it has one."""
    index = "row.argmax()"
    if output.is_separate:
        index = f"int(row[0] > {0 if output.ending == 'logits' else 0.5})"
    names = name_classes(graph)
    return Code(index if names.startswith("range(") else f"{names}[{index}]")


def train_call(graph: Graph, data: Data) -> Code:
    """Return the call of train with the options of the command."""
    arguments = ["verbose=not args.quiet"]
    if data.arguments:
        arguments.append("data=args.data")
    if graph.training.checkpoint:
        arguments.append("resume=CHECKPOINT if args.resume else None")
    return fold("log = train(" if graph.script.plot else "train(", arguments, ")", 8)


def settings(graph: Graph) -> Iterator[tuple[Code, Code]]:
    """Yield the settings that options change: the option's name and the constant."""
    yield Code("epochs"), Code("EPOCHS")
    if graph.training.batch_size:
        yield Code("batch_size"), Code("BATCH")
    yield Code("learning_rate"), Code("LEARNING_RATE")
    yield Code("seed"), Code("SEED")


def words(data: Data) -> Iterator[Code]:
    """Yield what the parts of the rows are for."""
    yield Code("training")
    for held in data.held:
        yield held.word


def name_classes(graph: Graph) -> Code:
    """Return the names of the classes, "" where targets are numbers."""
    if graph.targets == "values":
        return NOTHING
    if has_unknown_labels(graph):
        return Code("classes")
    return Code("CLASSES" if graph.facts.names else f"range({graph.facts.classes})")


def columns(graph: Graph, output: Output) -> Code:
    """Return the header of predictions, as a list."""
    if graph.targets == "values":
        return Code('["prediction"]')
    noun = "score" if output.ending == "logits" else "probability"
    if output.is_separate:
        return Code(f'["class", "{noun}"]')
    return Code(f'["class", *{name_classes(graph)}]')


def make_checkpoint(
    graph: Graph, update: Update, stopping: Stopping | None
) -> Checkpoint | None:
    """Return how training is saved while it runs, None if it is not."""
    asked = graph.training.checkpoint
    if asked is None:
        return None
    vectors = [*update.vectors, *(stopping.best_vectors if stopping else ())]
    kept = [f'"{name}": {name}' for name in vectors]
    best = (Code("best_epoch"), stopping.best) if stopping else ()
    return Checkpoint(
        is_rare=(asked.every or graph.training.log_every) > 1,
        keep=asked.keep,
        spec=Code(graph.digest),
        memory=fold("MEMORY = {", ["**PARTS", *kept], "}", 0),
        settings=tuple(settings_of_run(graph, update)),
        best=best,
    )


def settings_of_run(graph: Graph, update: Update) -> Iterator[tuple[str, Code]]:
    """Yield the settings that decide a run, but for how long it is."""
    for name, constant in settings(graph):
        if constant != "EPOCHS":
            yield name, constant
    for count in counting(graph, update):
        is_several = type(count.value) is tuple
        code = Code(f"list({count.name})") if is_several else count.name
        yield count.name.lower(), code


def counting(graph: Graph, update: Update) -> list[Setting]:
    """Return the constants that count steps."""
    schedule = graph.optimizer.schedule
    names = {name.upper() for name in schedule.counts} if schedule else set()
    return [setting for setting in update.constants if setting.name in names]


def advise(graph: Graph) -> Code:
    """Return what to try where training diverges."""
    if graph.optimizer.clips:
        return Code("try a lower learning rate")
    return Code("try a lower learning rate, or clip_norm in the spec")


def imports(program: Program) -> Iterator[Code]:
    """Yield what a script needs of Python's library as a program."""
    saved = program.checkpoint
    used = {
        "argparse": bool(program.command),
        "csv": bool(program.command),
        "json": bool(program.history or saved),
        "os": True,
        "shutil": bool(saved and saved.keep),
        "signal": bool(saved),
        "sys": True,
        "time": program.has_progress,
    }
    return (Code(f"import {name}") for name, is_used in used.items() if is_used)
