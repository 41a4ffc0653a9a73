"""Garbles text as the world does: the bytes of a true encoding read by a wrong decoder, and what is lost on the way."""

from __future__ import annotations

import codecs

from cleaners.mojibake.misreading import user_defined

_PRIVATE = {bytes(pair): char for char, pair in user_defined()}


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """As browsers do: a bad byte is U+FFFD and leaves ASCII alone; CP936 keeps private-use pairs and 0x80."""
    assert isinstance(error, UnicodeDecodeError)
    pair = error.object[error.start : error.start + 2]
    if error.encoding in ("gbk", "gb18030"):
        if pair in _PRIVATE:
            return _PRIVATE[pair], error.start + 2
        if pair[:1] == b"\x80":
            return "€", error.start + 1
    return "\ufffd", error.start + (2 if pair[1:] >= b"\x80" else 1)


def _swallowed(error: UnicodeError) -> tuple[str, int]:
    """As Windows reads CP936: a bad byte and whatever follows it become one question mark."""
    char, end = _replaced(error)
    return ("?", min(error.start + 2, len(error.object))) if char == "\ufffd" else (char, end)


codecs.register_error("browser", _replaced)
codecs.register_error("windows", _swallowed)


def misread(text: str, true: str, wrong: str, errors: str = "browser") -> str:
    """`text` in the encoding `true`, read as `wrong`; bytes that a single-byte decoder does not know become C1."""
    data = text.encode(true)
    if wrong in ("gbk", "gb18030", "cp950", "cp932", "cp949", "utf-16-le"):
        return data.decode(wrong, errors)
    return "".join(bytes((byte,)).decode(wrong, "ignore") or chr(byte) for byte in data)
