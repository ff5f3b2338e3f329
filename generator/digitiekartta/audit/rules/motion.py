"""Motion: a reader who has asked for less of it gets less."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from digitiekartta.audit.findings import Finding, rule

if TYPE_CHECKING:
    from digitiekartta.audit.browser import Visit

MOTION_ENDLESS = rule(
    "a11y-motion-endless",
    "Liike ei lopu, vaikka lukija on pyytänyt vähemmän liikettä: {element}",
    "Poista animaatio kyselyssä @media (prefers-reduced-motion: reduce).",
    "2.2.2",
)
MOTION_KEPT = rule(
    "a11y-motion-kept",
    "Elementti liikkuu, vaikka lukija on pyytänyt vähemmän liikettä: {element}",
    "Poista siirtymä kyselyssä @media (prefers-reduced-motion: reduce).",
    warning=True,
)

_MOVING = """dom => {
  const endless = document.getAnimations()
    .filter(animation => animation.effect?.getTiming().iterations === Infinity)
    .map(animation => animation.effect.target).filter(Boolean);
  const moving = new RegExp("\\\\b(all|transform|translate|rotate|scale|top|left|right|bottom"
    + "|margin|width|height)\\\\b");
  const kept = dom.rendered().filter(element => {
    const {transitionDuration, transitionProperty} = getComputedStyle(element);
    const lengths = transitionDuration.split(",").map(parseFloat);
    return transitionProperty.split(",").some((name, index) =>
      moving.test(name) && lengths[index % lengths.length] > .01);
  });
  if (getComputedStyle(document.documentElement).scrollBehavior === "smooth")
    kept.push(document.documentElement);
  return {endless: endless.map(dom.tell), kept: kept.map(dom.tell)};
}"""


def reduced_motion(visit: Visit) -> Iterator[Finding]:
    """Nothing moves for long, and little moves at all."""
    moving = visit.ask(_MOVING)
    yield from MOTION_ENDLESS.broken_by(moving["endless"])
    yield from MOTION_KEPT.broken_by(moving["kept"])
