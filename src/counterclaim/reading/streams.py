"""Bytes that come one after the other, looked at without being used up, never more than allowed."""

import io
import zlib
from typing import BinaryIO

from counterclaim.reading.limits import Limits

_CHUNK = 65_536


class TooLargeError(Exception):
    """More came out of a document than is read; the message says how much."""


class DamagedError(Exception):
    """A packed stream that can't be unpacked; the message says why."""


class _Replay(io.RawIOBase):
    """A stream with its first bytes, already taken, put back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :] if self._head else self._head
        buffer[: len(chunk)] = chunk
        return len(chunk)


class _Unpacked(io.RawIOBase):
    """A gzip stream of any number of members, unpacked as it is read.

    Raises ``TooLargeError`` for a decompression bomb, ``DamagedError`` where it stops being gzip.
    """

    def __init__(self, packed: BinaryIO, limits: Limits) -> None:
        self._packed = packed
        self._limits = limits
        self._member = zlib.decompressobj(wbits=31)
        self._waiting = b""
        self._in = self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while True:
            if not self._refill():
                return 0
            chunk = self._unpack(len(buffer))
            if chunk:
                buffer[: len(chunk)] = chunk
                return len(chunk)

    def _refill(self) -> bool:
        """Makes input wait; False at the end. A new member begins where one has ended."""
        if not self._waiting:
            self._waiting = self._packed.read(_CHUNK)
            self._in += len(self._waiting)
        if self._member.eof:
            self._waiting = self._waiting.lstrip(b"\x00")
            self._member = zlib.decompressobj(wbits=31) if self._waiting else self._member
            return bool(self._waiting)
        if not self._waiting and self._in:
            raise DamagedError("the gzip stream is cut off")
        return bool(self._waiting)

    def _unpack(self, size: int) -> bytes:
        try:
            chunk = self._member.decompress(self._waiting, size)
        except zlib.error as error:
            raise DamagedError(f"the gzip stream is damaged: {error}") from error
        self._waiting = self._member.unconsumed_tail or self._member.unused_data
        self._out += len(chunk)
        self._watch()
        return chunk

    def _watch(self) -> None:
        limit = self._limits
        if self._out > limit.ratio_from and self._out > limit.ratio * self._in:
            raise TooLargeError(f"unpacks to more than {limit.ratio} times its size")


def buffered(raw: io.RawIOBase) -> BinaryIO:
    """A raw stream with ``readline`` and whole reads."""
    return io.BufferedReader(raw, _CHUNK)


def unpacked(stream: BinaryIO, limits: Limits) -> BinaryIO:
    """What a gzip stream holds."""
    return buffered(_Unpacked(stream, limits))


def look(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """The first ``size`` bytes, and the stream with them still in it."""
    head = stream.read(size)
    return head, buffered(_Replay(head, stream))


def whole(stream: BinaryIO, limit: int) -> bytes:
    """All of a stream. Raises ``TooLargeError`` where that is more than ``limit`` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"is larger than {limit:,} bytes")
    return data
