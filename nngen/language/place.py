"""Files of data: opened, or why they cannot be had and what to write then."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from nngen.finding import Finding, Rejected
from nngen.words import did_you_mean, printable, written

LATER = "put it there, as seen from the spec's folder, or state {} "
LATER += "and let it come later"
READABLE = "write the path of a file that can be read, as `{} = {}`"


def open_file(
    folder: Path, name: str, key: str, like: str, later: str
) -> BinaryIO | None:
    """Return a file that a key names, opened to read bytes.

    `like` is a path as it could be, `later` what to state for a file that is to come:
    "" where that is stated, and then it may come later: None. Raises Rejected.
    """
    label, readable = printable(name), READABLE.format(key, written(like))
    try:
        file = folder / name
        if not stat.S_ISREG(file.stat().st_mode):
            message = f"{label} is not a regular file"
            raise Rejected(unreadable(key, message, readable))
        return file.open("rb")
    except FileNotFoundError:
        if not later:
            return None
        hint = elsewhere(folder, name, key) or LATER.format(later)
        found = unreadable(key, f"there is no file {label}", hint)
        raise Rejected(found) from None
    except OSError as error:
        raise Rejected(broken(label, key, like, error)) from None
    except ValueError:  # a NUL, half of a surrogate pair
        message = "a path cannot hold such characters"
        raise Rejected(unreadable(key, message, readable)) from None


def broken(label: str, key: str, like: str, error: OSError) -> Finding:
    """Return the finding of a file that the system does not let us read."""
    why = error.strerror or str(error)
    hint = READABLE.format(key, written(like))
    return unreadable(key, f"{label} cannot be read: {why}", hint)


def unreadable(key: str, message: str, hint: str) -> Finding:
    """Return the finding of a file that cannot be had."""
    return Finding("NN031", (key,), message, hint)


def elsewhere(folder: Path, name: str, key: str) -> str:
    """Return what to write for a file of a like name, or one in another folder."""
    slashed = name.replace("\\", "/")
    plain = Path(slashed).name
    try:
        places = [folder / slashed, Path(slashed), folder / plain]
        places += [entry / plain for entry in folder.iterdir() if entry.is_dir()]
        for place in places:
            if place.is_file():
                seen = Path(os.path.relpath(place, folder)).as_posix()
                line = f"{key} = {written(seen)}"
                return f"it is seen from the spec's folder: write `{line}`"
        parent = Path(slashed).parent
        beside = [
            (parent / entry.name).as_posix() for entry in (folder / parent).iterdir()
        ]
    except (OSError, ValueError):
        return ""
    return did_you_mean(name, beside[:1000])
