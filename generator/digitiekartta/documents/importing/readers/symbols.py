"""Letters of symbol fonts (Wingdings and its kin) as the signs that a person sees.

Programs keep a tick of Wingdings as the letter "ü", or at U+F0FC where no font but its own knows
it. The same sign always becomes the same character, so that it can be compared with a legend's.
"""

import functools
import re
from collections.abc import Mapping


def _table(codes: str) -> dict[int, str]:
    """Return the signs of a font by code: "6C ● 6E ■"."""
    words = codes.split()
    return {int(code, 16): sign for code, sign in zip(words[::2], words[1::2], strict=True)}


# A plain cross is the letter that people type for it. Signs that nobody marks a schedule with
# are left out: they keep the code that they have.
_WINGDINGS = _table(
    "22 ✂ 28 ☎ 29 ✆ 2A ✉ 36 ⌛ 3F ✍ 41 ✌ 45 ☜ 46 ☞ 47 ☝ 48 ☟ 4A ☺ 4B 😐 4C ☹ 4F ⚐ 51 ✈ 52 ☼ 54 ❄"
    " 6C ● 6D ❍ 6E ■ 6F □ 70 □ 71 ❑ 72 ❒ 73 ◆ 74 ◆ 75 ◆ 76 ❖ 77 ◆ 78 ☒ 7A ⌘"
    " 80 ⓪ 81 ① 82 ② 83 ③ 84 ④ 85 ⑤ 86 ⑥ 87 ⑦ 88 ⑧ 89 ⑨ 8A ⑩"
    " 8B ⓿ 8C ❶ 8D ❷ 8E ❸ 8F ❹ 90 ❺ 91 ❻ 92 ❼ 93 ❽ 94 ❾ 95 ❿"
    " 9E · 9F • A0 ▪ A1 ○ A2 ○ A3 ○ A4 ◉ A5 ◎ A6 ○ A7 ▪ A8 □ AA ✦ AB ★ AC ✶ AD ✴ AE ✹ AF ✵ B5 ✪"
    " B6 ☆ D5 ⌫ D6 ⌦ D7 ◄ D8 ➢ DB ← DC → DD ↑ DE ↓ DF ← E0 → E1 ↑ E2 ↓ E3 ↖ E4 ↗ E5 ↙ E6 ↘"
    " E7 ← E8 → E9 ↑ EA ↓ EB ↖ EC ↗ ED ↙ EE ↘ EF ⇦ F0 ⇨ F1 ⇧ F2 ⇩ F3 ⇔ F4 ⇕ FB x FC ✓ FD ☒ FE ☑"
)
_WINGDINGS_2 = _table(
    "2A ☐ 30 ☐ 4F x 50 ✓ 51 ☒ 52 ☑ 53 ☒ 54 ☒ 55 ⊗ 56 ⊗ 95 · 96 • 97 ● 98 ● 99 ○ 9A ○ 9B ○ 9C ◉"
    " 9D ◎ 9E ▪ 9F ■ A0 ■ A1 □ A2 ■ A3 ☐ A4 □ A5 ◻ AD ◆ AE ◆ AF ◇ B0 ◇ B7 ■ EE ★ EF ★ F3 ✶"
)
_WINGDINGS_3 = _table(
    "66 ← 67 → 68 ↑ 69 ↓ 6C ↔ 70 ▲ 71 ▼ 72 △ 73 ▽ 74 ◄ 75 ► 76 ◁ 77 ▷ 7D ▶ 84 ◀ C6 → C7 ←"
)
_WEBDINGS = _table(
    "31 ☐ 33 ◄ 34 ► 35 ▲ 36 ▼ 3C ■ 59 ♥ 61 ✓ 63 ☐ 67 ■ 6E ● 72 x 78 ⊗ 3D ● 70 ⚑ 97 ✉ 98 ♥"
)
_SYMBOL = _table("A8 ♦ A7 ♣ A9 ♠ AA ♥ AB ↔ AC ← AD ↑ AE → AF ↓ B4 × B7 • D6 √ DB ⇔ DE ⇒ E0 ◊")
_FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
_PRIVATE = range(0xF020, 0xF100)
_IS_PRIVATE = re.compile("[\uf020-\uf0ff]")


def is_symbol_font(font: str | None) -> bool:
    """Whether a font shows signs instead of the letters that are typed in it."""
    return _plain(font) in _FONTS


def sign(font: str | None, code: int) -> str:
    """Return the sign at a code (0x20–0xFF, or 0xF020–0xF0FF) of a symbol font."""
    table = _FONTS.get(_plain(font), _WINGDINGS)
    known = table.get(code - 0xF000 if code in _PRIVATE else code)
    return known or (chr(code) if 0x20 <= code < 0x110000 else "")


@functools.lru_cache(maxsize=500)  # many cells may share one long text
def as_shown(text: str, font: str | None = None) -> str:
    """Return a text as its font shows it; without a font only what no letter can be is changed."""
    in_symbols = is_symbol_font(font)
    if not in_symbols and not _IS_PRIVATE.search(text):
        return text
    return "".join(
        sign(font, ord(letter))
        if ord(letter) in _PRIVATE or (in_symbols and " " < letter <= "ÿ")
        else letter
        for letter in text
    )


def _plain(font: str | None) -> str:
    return (font or "").strip(" '\"").casefold()
