"""How values go through a pipe: JSON, and bytes as they are. Nothing that is read can run.

A message: the number of its parts, the length of each, then the parts; the first is JSON, in which
`{"": n}` stands for the n-th part after it.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from typing import IO, Any, TypeAlias

Value: TypeAlias = "bool | int | float | str | bytes | Sequence[Value] | Mapping[str, Value] | None"
"""What may go through: keys are texts and never empty; a tuple arrives as a list."""

_COUNT, _LENGTH = struct.Struct(">I"), struct.Struct(">Q")
_MOST_PARTS = 1 << 20


class BadMessage(Exception):  # noqa: N818
    """The bytes are no message, or one longer than was agreed."""


def write(pipe: IO[bytes], value: Value) -> None:
    """Send a value. Raises OSError where the other side is gone, TypeError for other values."""
    blobs: list[bytes] = []
    parts = [json.dumps(_packed(value, blobs)).encode("ascii"), *blobs]
    pipe.write(_COUNT.pack(len(parts)) + b"".join(_LENGTH.pack(len(part)) for part in parts))
    for part in parts:
        pipe.write(part)
    pipe.flush()


def read(pipe: IO[bytes], most: int) -> Any:
    """Receive a value of at most so many bytes. Raises EOFError, OSError, BadMessage."""
    (count,) = _COUNT.unpack(_exactly(pipe, _COUNT.size))
    if not 0 < count <= _MOST_PARTS:
        raise BadMessage(f"{count} parts")
    lengths = [size for (size,) in _LENGTH.iter_unpack(_exactly(pipe, count * _LENGTH.size))]
    if sum(lengths) > most:
        raise BadMessage(f"{sum(lengths)} bytes")
    text, *blobs = [_exactly(pipe, length) for length in lengths]
    try:
        return _unpacked(json.loads(text), blobs)
    except (ValueError, LookupError, TypeError, RecursionError) as problem:
        raise BadMessage(str(problem)) from problem


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return content


def _packed(value: Value, blobs: list[bytes]) -> Any:
    if isinstance(value, bytes):
        blobs.append(value)
        return {"": len(blobs) - 1}
    if isinstance(value, list | tuple):
        return [_packed(each, blobs) for each in value]
    if isinstance(value, dict):
        if not all(isinstance(key, str) and key for key in value):
            raise TypeError("keys are texts and never empty")
        return {key: _packed(each, blobs) for key, each in value.items()}
    return value


def _unpacked(value: Any, blobs: list[bytes]) -> Any:
    if isinstance(value, list):
        return [_unpacked(each, blobs) for each in value]
    if isinstance(value, dict):
        if "" in value:
            return blobs[value[""]]
        return {key: _unpacked(each, blobs) for key, each in value.items()}
    return value
