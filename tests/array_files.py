"""Files of arrays, and small specs that read them, as several tests need them."""

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from .bench.specs import Spec, base_spec, dense

ROWS = 12
X = np.arange(ROWS * 6.0).reshape(ROWS, 2, 3)
Y = np.arange(ROWS) % 3
FLAT = {"type": "flatten"}


def npz_spec(data: Spec | None = None, units: int = 3, **changes: Any) -> Spec:
    """Return a small spec of an archive, t.npz, whose rows have several dimensions."""
    table = {"type": "npz", "path": "t.npz"} | (data or {})
    layers = [FLAT, dense(units, activation="softmax")]
    return base_spec(**{"data": table, "layers": layers} | changes)


def idx_spec(data: Spec | None = None, **changes: Any) -> Spec:
    """Return a small spec of two files of bytes, images and labels."""
    files = {"type": "idx", "images": "images", "labels": "labels"}
    return npz_spec(**changes) | {"data": files | (data or {})}


def values_spec(data: Spec | None = None, **changes: Any) -> Spec:
    """Return a small spec of an archive whose targets are numbers."""
    layers = [FLAT, dense(1)]
    changes = {"layers": layers, "loss": {"type": "mean_squared_error"}} | changes
    return npz_spec(data, **changes)


def put_npz(folder: Path, packed: bool = True, **arrays: Any) -> Path:
    """Write t.npz: x and y, or others in their place."""
    save: Any = np.savez_compressed if packed else np.savez
    save(folder / "t.npz", **{"x": X, "y": Y} | arrays)
    return folder / "t.npz"


def npy(array: Any, version: tuple[int, int] | None = None) -> bytes:
    """Return an array as NumPy writes it."""
    raw = io.BytesIO()
    np.lib.format.write_array(raw, np.asanyarray(array), version)
    return raw.getvalue()


def header(text: str, body: bytes = b"", version: int = 1) -> bytes:
    """Return an array with a header as it is given."""
    size = len(text).to_bytes(2 if version == 1 else 4, "little")
    return b"\x93NUMPY" + bytes([version, 0]) + size + text.encode("latin-1") + body


def told(descr: str, shape: str, order: str = "False") -> str:
    """Return the text of a header."""
    return f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n"


def put_members(folder: Path, method: int = zipfile.ZIP_DEFLATED, **raw: bytes) -> Path:
    """Write t.npz of members as they are given, x and y if these are not."""
    members = {"x": npy(X), "y": npy(Y)} | raw
    with zipfile.ZipFile(folder / "t.npz", "w", method) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return folder / "t.npz"


def idx(array: Any, kind: int = 8) -> bytes:
    """Return an array of bytes as MNIST has it."""
    dims = b"".join(n.to_bytes(4, "big") for n in array.shape)
    raw: bytes = array.astype(np.uint8).tobytes()
    return bytes([0, 0, kind, array.ndim]) + dims + raw


def put_idx(
    folder: Path, images: bytes | None = None, labels: bytes | None = None
) -> None:
    """Write images and labels, twelve of each, or what is given."""
    (folder / "images").write_bytes(idx(X) if images is None else images)
    (folder / "labels").write_bytes(idx(Y) if labels is None else labels)
