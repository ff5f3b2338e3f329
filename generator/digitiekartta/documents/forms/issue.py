"""The text that a host has made of a filled-in form, read back: an answer under each label.

Anybody may have written it, or edited it since. It is text and no more: nothing of it is run or
becomes a name, and what is not plainly an answer to a question of the form is told as a doubt.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digitiekartta.basics.characters import look, with_line_feeds
from digitiekartta.basics.kinds import FORMS
from digitiekartta.basics.problems import Place, Problem

LONGEST = 100_000
"""Bytes: GitHub takes 65,536 characters, of which Finnish has few that need two."""
FILE = "lomake"
"""What Problems call the form."""

UNREADABLE_TEXT = FORMS.error(
    "unreadable-form-text",
    "Lomakkeen tekstiä ei voi lukea: {reason}.",
    "Täytä lomake uudelleen.",
    "Lomakkeen tekstiin on liitetty tiedosto, tai siinä on yli 100 000 merkkiä.",
)
OPEN_COMMENT = UNREADABLE_TEXT.worded(
    "Lomakkeen tekstissä on merkit <!--, joista alkava loppu ei näy lukijalle.",
    "Poista merkit <!-- lomakkeen tekstistä.",
)
OUTSIDE_ANSWERS = FORMS.error(
    "text-outside-answers",
    "Ennen ensimmäistä otsikkoa on tekstiä, joka ei ole vastaus mihinkään: ”{words}”.",
    "Poista teksti tai siirrä se kohdan ”Miksi” alle.",
    "Lomakkeen alkuun on jälkeenpäin kirjoitettu tervehdys.",
)
SEVERAL_ANSWERS = FORMS.error(
    "several-answers",
    "Kohta ”{label}” on lomakkeessa kahteen kertaan.",
    "Jätä niistä vain toinen. Yhdellä lomakkeella ehdotetaan muutosta yhteen toimenpiteeseen.",
    "Samaan lomakkeeseen on kopioitu toinenkin täytetty lomake.",
)

_HEADING = re.compile(r" {0,3}###(?=[ \t])")
_NO_ANSWER = ("", "_no response_")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands under a label; the text is "" where nothing was answered."""

    label: str
    text: str
    place: Place


Answers = Mapping[str, Answer]
"""By their labels as ``key`` gives them."""


def key(label: str) -> str:
    """Return a label as it is looked up: letter case and what nobody sees aside."""
    return look(label).casefold()


def decoded(data: bytes) -> str | Problem:
    """Return the text of a form, or why there is none."""
    if len(data) > LONGEST:
        return UNREADABLE_TEXT.at(Place(FILE), reason=f"siinä on yli {LONGEST // 1000} kilotavua")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return UNREADABLE_TEXT.at(Place(FILE), reason="se ei ole UTF-8-muodossa")


def read_issue(text: str) -> tuple[Answers, list[Problem]]:
    """Return the answers of a form, and what in it is in doubt."""
    shown = _without_comments(with_line_feeds(text))
    problems: list[Problem] = []
    answers: dict[str, Answer] = {}
    for answer in _answers(shown):
        if "<!--" in answer.text or "<!--" in answer.label:
            problems.append(OPEN_COMMENT.at(answer.place))
        elif not answer.label:
            if answer.text:
                problems.append(OUTSIDE_ANSWERS.at(answer.place, words=answer.text[:_SHOWN]))
        elif key(answer.label) in answers:
            problems.append(SEVERAL_ANSWERS.at(answer.place, label=answer.label))
        else:
            answers[key(answer.label)] = answer
    return answers, problems


def _without_comments(text: str) -> str:
    """Return what a reader of the page sees; lines stay where they are."""
    # No regular expression: for each of many comments that never end it would look for an end.
    parts, at = list[str](), 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + len("-->")
    return "".join([*parts, text[at:]])


def _answers(text: str) -> Iterator[Answer]:
    """Yield what stands under each heading; the label of what stands before them is ""."""
    label, first, lines = "", 1, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if heading := _HEADING.match(line):
            yield _answer(label, first, lines)
            label, first, lines = line[heading.end() :].strip().rstrip("# \t"), number, []
        else:
            lines.append(line)
    yield _answer(label, first, lines)


def _answer(label: str, line: int, lines: list[str]) -> Answer:
    text = "\n".join(each.rstrip() for each in lines).strip()
    if look(text).casefold() in _NO_ANSWER:
        text = ""
    return Answer(label, text, Place(FILE, line, 1, label))
