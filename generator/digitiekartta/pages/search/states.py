"""What people call it when a measure has been moved, is ready or has ended."""

from collections.abc import Mapping

STATE_WORDS: Mapping[str, str] = {
    "keskeytetty": "keskeytetty, keskeytynyt, peruttu, hylätty",
    "siirtynyt": "siirtynyt, siirretty, myöhässä, viivästynyt",
    "valmis": "valmis, valmistunut, toteutunut",
    "päättynyt": "päättynyt, lopetettu, lakkautettu, peruttu, hylätty",
}
"""State of a report, or that the measure has ended → the words that it is found by."""
