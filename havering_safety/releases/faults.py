"""Faults in what an import reads: a file refused whole, or one row rejected and kept."""

from dataclasses import dataclass


class FileRefusedError(Exception):
    """A file cannot be imported. The message names the file, the place in it and the reason."""

    def __init__(self, name, reason, where="", line=None, column=None):
        places = [where] if where else []
        if line is not None:
            places.append(f"line {line}")
        if column:
            places.append(f"column {column}")
        super().__init__(f"{', '.join([name, *places])}: {reason}")


@dataclass(frozen=True)
class RejectedRow:
    """A row that could not be read: the line and column at fault, a reason code, and the row."""

    line: int
    column: str
    reason: str
    detail: str
    row: str
