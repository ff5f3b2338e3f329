"""Cells that hold several parties, taken apart where that is plain."""

from __future__ import annotations

import re

from digitiekartta.basics.text import one_line


def in_parts(text: str) -> tuple[str, ...]:
    """Return the parts of a cell that plainly holds several: by semicolons, commas and lines.

    A comma in brackets parts nothing, nor does a line that goes on with a small letter.
    """
    if not text.strip():
        return ()
    joined = re.sub(r"\n(?=[a-zåäö(])", " ", text)
    joined = re.sub(r"([-/,;])\n", r"\1 ", joined)
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(joined):
        depth += (sign == "(") - (sign == ")" and depth > 0)
        if (sign in ",;" and depth == 0) or sign == "\n":
            parts.append(joined[start:at])
            start = at + 1
    parts.append(joined[start:])
    return tuple(part for one in parts if (part := one_line(one)))
