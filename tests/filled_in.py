"""Forms as officials have filled them in, in the text that a host makes of them."""

from __future__ import annotations

CHOSEN = "Tietoturvakurssi (pikku/kurssit)"


def form(measure: str = CHOSEN, reason: str = "Toimittaja vaihtui.", **answers: str) -> str:
    """Return a form as GitHub writes it; ``answers`` by label, "_" standing for a space."""
    told = {"Toimenpide": measure, "Kevät 2025": "_No response_"}
    told |= {label.replace("_", " "): text for label, text in answers.items()}
    told["Miksi"] = reason
    return "\n\n".join(f"### {label}\n\n{text}" for label, text in told.items()) + "\n"
