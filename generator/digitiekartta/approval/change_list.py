"""What changed between two versions, as the text of ``muutokset.md``: the seam to comparing."""

from __future__ import annotations

from digitiekartta.approval.canonical import GOALS, MEASURES, Canonical
from digitiekartta.pages.escaping import markdown
from digitiekartta.text import counted


def change_list(old: Canonical | None, new: Canonical) -> str:
    """Return in Markdown which goals and measures are new, changed or gone.

    Args:
        old: The version before, None for the first.
        new: The version being approved.
    """
    if old is None:
        goals, measures = len(new.get(GOALS, {})), len(new.get(MEASURES, {}))
        counts = f"{counted(goals, 'tavoite', 'tavoitetta')} ja {counted(measures, *_MEASURES)}"
        return f"Ensimmäinen hyväksytty versio: {counts}.\n"
    lines = []
    for part in (GOALS, MEASURES):
        before, after = old.get(part, {}), new.get(part, {})
        for id in sorted({*before, *after}):
            if before.get(id) == after.get(id):
                continue
            word = "Uusi" if id not in before else "Poistettu" if id not in after else "Muutettu"
            title = (after.get(id) or before[id])["otsikko"]
            lines.append(f"- {word}: {markdown(title)}")
    others = {*old, *new} - {GOALS, MEASURES}
    if any(old.get(part) != new.get(part) for part in others):
        lines.append("- Muutettu: tiekartan muut tiedot")
    return "".join(f"{line}\n" for line in lines)


_MEASURES = ("toimenpide", "toimenpidettä")
