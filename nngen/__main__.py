"""The command, as `nngen` and `python -m nngen` start it."""

import gc


def main() -> None:
    """Run the command.

    What is imported stays to the end: from the start garbage is looked for less often.
    """
    gc.set_threshold(100_000)  # a tenth of a start is spent on it otherwise
    from nngen.cli import main as command

    command(prog_name="nngen")


if __name__ == "__main__":
    main()
