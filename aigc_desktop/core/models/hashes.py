"""The hash of a model's weights, which recipes bear. Reading gigabytes is done once a file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from aigc_desktop.api.models import Model
from aigc_desktop.core.database import Database
from aigc_desktop.core.models import onnx
from aigc_desktop.core.models.folder import WEIGHTS


def model_hash(model: Model, database: Database) -> str:
    """SHA-256 over the names and the SHA-256 of the weight files of `model`.

    The same weights give the same hash wherever they lie; configuration does not count.
    """
    place = Path(model.path)
    folder = place.parent if place.is_file() else place
    files = onnx.weight_files(place) if model.layout == onnx.LAYOUT else sorted(folder.rglob(f"*{WEIGHTS}"))
    total = hashlib.sha256()
    for file in files:
        name = file.relative_to(folder).as_posix()
        total.update(f"{name}\0{_file_hash(file, database)}\n".encode())
    return total.hexdigest()


def _file_hash(file: Path, database: Database) -> str:
    status = file.stat()
    values = (str(file), status.st_size, status.st_mtime_ns)
    known = (
        database.connection()
        .execute("SELECT sha256 FROM hashes WHERE path = ? AND size = ? AND mtime_ns = ?", values)
        .fetchone()
    )
    if known is not None:
        return str(known[0])
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    with database.transaction() as connection:
        connection.execute("INSERT OR REPLACE INTO hashes VALUES (?, ?, ?, ?)", (*values, digest))
    return digest
