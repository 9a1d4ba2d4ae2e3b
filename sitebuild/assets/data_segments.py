"""What instantiating a module writes into its memory: its data segments. Knows WebAssembly's binary
form as far as that takes, and nothing of Python."""

from __future__ import annotations

_DATA = 11
_I32_CONST, _END = 0x41, 0x0B


class _Reader:
    def __init__(self, content: bytes, at: int) -> None:
        self.content, self.at = content, at

    def byte(self) -> int:
        self.at += 1
        return self.content[self.at - 1]

    def number(self, signed: bool = False) -> int:
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value - (1 << shift) if signed and byte & 64 else value

    def skip(self, length: int) -> bytes:
        self.at += length
        return self.content[self.at - length : self.at]


def initial_memory(module: bytes) -> bytes:
    """From address 0 to the end of the last segment."""
    reader = _Reader(module, 8)
    while reader.at < len(module):
        kind, size = reader.byte(), reader.number()
        if kind == _DATA:
            return _written(reader)
        reader.skip(size)
    raise ValueError("the interpreter has no data")


def _written(reader: _Reader) -> bytes:
    memory = bytearray()
    for _ in range(reader.number()):
        if reader.number() != 0 or reader.byte() != _I32_CONST:
            raise ValueError("a segment of the interpreter's data has no fixed place")
        start = reader.number(signed=True)
        if reader.byte() != _END:
            raise ValueError("a segment of the interpreter's data has no fixed place")
        content = reader.skip(reader.number())
        end = start + len(content)
        memory.extend(bytes(max(0, end - len(memory))))
        memory[start:end] = content
    return bytes(memory)
