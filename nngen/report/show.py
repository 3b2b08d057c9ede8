"""Findings on the streams of the command."""

import os
import sys

import click

from nngen.finding import Placed
from nngen.report.color import use_color
from nngen.report.machine import report_github, report_json
from nngen.report.sarif import report_sarif
from nngen.report.text import report_text


def show(found: tuple[Placed, ...], form: str, err: bool) -> None:
    """Print findings, as text in colour where that is wanted."""
    if form == "json":
        click.echo(report_json(found), nl=False, err=err)
    elif form == "sarif":
        click.echo(report_sarif(found), nl=False, err=err)
    elif form == "github":
        click.echo(report_github(found), nl=False, err=err)
    else:
        color = use_color(sys.stderr if err else sys.stdout, os.environ)
        click.echo(report_text(found, color), nl=False, err=err, color=color)
