"""The command. Modules that build scripts are imported only by verbs that build."""

import gc
import io
import sys

import click

from nngen.check import Checked
from nngen.finding import DAMAGED, Unusable
from nngen.guard import report_errors
from nngen.report.summary import sum_up
from nngen.sources import Verdict, check_all, collect
from nngen.words import printable

FORMATS = ("text", "json", "github", "sarif")
PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True)
SETS = click.option(
    "--set",
    "sets",
    metavar="KEY=VALUE",
    multiple=True,
    help="Change a value: optimizer.learning_rate=0.1. Can be repeated.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nngen-numpy", prog_name="nngen")
def main() -> None:
    """Turn specs of neural networks into standalone NumPy scripts."""
    gc.freeze()  # modules stay loaded; collecting them would take a tenth of a build
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # names of files may hold any character
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("name", required=False)
@click.option(
    "--example",
    metavar="EXAMPLE",
    default="spiral",
    show_default=True,
    help="The example to start from.",
)
@report_errors
def new(name: str | None, example: str) -> None:
    """Start a valid spec, NAME.toml, or list the examples.

    NAME may stand in a folder: specs/my-net. Beside the spec goes its JSON Schema, for
    editors, and the data that it reads. No file is overwritten.
    """
    from nngen.new import descriptions, start

    if name is None:
        click.echo("\n".join(descriptions()))
        return
    for line in start(name, example):
        click.echo(printable(line), err=True)


@main.command()
@click.option("--markdown", is_flag=True, help="Print a page to read instead.")
def schema(markdown: bool) -> None:
    """Print the language as JSON Schema."""
    from nngen.hints.manual import manual_text
    from nngen.language.schema import schema_text

    click.echo(manual_text() if markdown else schema_text(), nl=False)


@main.command()
@PATHS
@SETS
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="For people, programs, GitHub Actions or code scanning.",
)
@report_errors
def validate(paths: tuple[str, ...], sets: tuple[str, ...], form: str) -> None:
    """Check specs and say everything that is wrong with them.

    PATH is a spec, a folder of specs, or - for standard input.
    """
    sources = collect(paths, sets)
    verdict = check_all(sources)
    accept(verdict, len(sources), "", form)
    if not verdict.findings:
        click.echo(sum_up((), len(sources)), err=True)


@main.command()
@PATHS
@SETS
@click.option(
    "--resolved",
    type=click.Choice(("toml", "json")),
    help="Print the spec with every default written.",
)
@click.option("--learning-rate", is_flag=True, help="The rate of a run's steps.")
@click.option("--steps", type=click.IntRange(1, 10**15), help="Of so many steps.")
@report_errors
def show(
    paths: tuple[str, ...],
    sets: tuple[str, ...],
    resolved: str | None,
    learning_rate: bool,
    steps: int | None,
) -> None:
    """Say what each spec comes to: layers, shapes, parameters, memory.

    PATH is a spec, a folder of specs, or - for standard input.
    """
    from nngen.show.show import show_all

    sources = collect(paths, sets)
    checked = accept(check_all(sources), len(sources), "shown", err=bool(resolved))
    click.echo(show_all(checked, resolved, learning_rate, steps), nl=False)


@main.command()
@click.argument("code", required=False)
@report_errors
def explain(code: str | None) -> None:
    """Say what CODE means, or list all codes."""
    from nngen.report.codes import listed, looked_up

    click.echo(listed() if code is None else looked_up(code), nl=False)


@main.command()
@PATHS
@SETS
@click.option("-o", "--output", help="A file for one spec, a folder for several, or -.")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit 1 if a script differs."
)
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--force", is_flag=True, help="Overwrite what nngen did not write.")
@report_errors
def build(
    paths: tuple[str, ...],
    sets: tuple[str, ...],
    output: str | None,
    check: bool,
    diff: bool,
    force: bool,
) -> None:
    """Write the script of each spec to generated/NAME.py.

    PATH is a spec, a folder of specs, or - for standard input.
    """
    from nngen.outputs import build_all, compare, find_orphans, print_one, write_all

    printing = output == "-"
    if (printing or force) and (check or diff):
        raise Unusable("--check and --diff write nothing: not with -o - or --force")
    sources = collect(paths, sets)
    checked = accept(check_all(sources), len(sources), "built", err=printing)
    graphs = tuple(each.graph for each in checked)
    if printing:
        print_one(graphs)
        return
    scripts = build_all(graphs, output)
    if check or diff:
        strays = find_orphans(paths, set(scripts), output)
        sys.exit(1 if compare(scripts, strays, diff) else 0)
    sys.exit(0 if write_all(scripts, force, tell=True) else 1)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("path")
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
@SETS
@report_errors
def run(path: str, args: tuple[str, ...], sets: tuple[str, ...]) -> None:
    """Build a script, run it and exit with its code.

    ARGS go to the script, if its spec has command_line = true under [script].
    """
    from nngen.outputs import build_all, refuse_arguments, run_script, write_all

    sources = collect((path,), sets)
    checked = accept(check_all(sources), len(sources), "built", err=True)
    graphs = tuple(each.graph for each in checked)
    if len(graphs) > 1:
        raise Unusable(f"{path}: holds {len(graphs)} specs; run takes one")
    if args and not graphs[0].script.command_line:
        refuse_arguments(sources[0], args)
    scripts = build_all(graphs, None)
    if not write_all(scripts, force=False, tell=False):
        sys.exit(1)
    (script,) = scripts
    click.echo(f"running {script}", err=True)
    sys.exit(run_script(script, args))


@main.command()
@click.argument("path", metavar="SPEC")
@click.option(
    "--set",
    "sets",
    metavar="KEY=VALUE,...",
    multiple=True,
    required=True,
    help="Values to try: optimizer.learning_rate=0.1,0.01. Can be repeated.",
)
@click.option("--sort", metavar="METRIC", help="What to compare; default the loss.")
@click.option(
    "--jobs", type=click.IntRange(1), help="Runs at a time; default one per CPU."
)
@click.option(
    "--csv", "file", metavar="FILE", help="Keep a row per run, to go on from."
)
@report_errors
def sweep(
    path: str,
    sets: tuple[str, ...],
    sort: str | None,
    jobs: int | None,
    file: str | None,
) -> None:
    """Train every combination of some values and compare the results.

    SPEC is a spec, or - for standard input. No script is written.
    """
    from nngen.sweep.sweep import sweep_spec

    sys.exit(sweep_spec(path, sets, sort, jobs, file))


def accept(
    verdict: Verdict, specs: int, verb: str, form: str = "text", err: bool = False
) -> tuple[Checked, ...]:
    """Print the findings; return what is accepted, or exit if there is an error.

    The exit code is 1, or 2 if a data file is damaged. `verb` is what then happens to
    none of several specs.
    """
    found = verdict.findings
    if found or form in ("json", "sarif"):  # these print an empty list too
        from nngen.report.show import show as show_findings

        show_findings(found, form, err)
    if found:
        click.echo(sum_up(found, specs), err=True)
    if any(not placed.finding.warning for placed in found):
        if verb and specs > 1:
            click.echo(f"no spec was {verb}", err=True)
        codes = {placed.finding.code for placed in found}
        sys.exit(2 if DAMAGED in codes else 1)
    return verdict.checked
