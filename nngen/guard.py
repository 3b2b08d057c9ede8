"""Errors outside of specs: a line on standard error and exit code 2."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from nngen.finding import Unusable
from nngen.words import printable


def report_errors(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Turn errors of the system and of the command line into one line and exit 2."""

    @wraps(verb)
    def guarded(*args: Any, **options: Any) -> Any:
        try:
            return verb(*args, **options)
        except Unusable as error:
            message = str(error)
        except BrokenPipeError:  # the reader has closed the pipe; click exits quietly
            raise
        except OSError as error:
            message = (
                f"{error.filename}: {error.strerror}" if error.filename else f"{error}"
            )
        click.echo(f"nngen: {printable(message)}", err=True)
        sys.exit(2)

    return guarded
