"""The command, as `nngen` and `python -m nngen` start it."""

import gc


def main() -> None:
    """Run the command.

    Garbage is collected less often: almost everything is imported to stay.
    """
    gc.set_threshold(100_000)  # with the default, a tenth of a start
    from nngen.cli import main as command

    command(prog_name="nngen")


if __name__ == "__main__":
    main()
