"""Embeds as they are given: their files, the lines that other sites copy, and the pages with them.

A frame is told its height, as no script may ask for it. It is estimated from the words, for a
frame as wide as a narrow phone leaves it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import escape

from digitiekartta.markup import escaping, pasted
from digitiekartta.markup.hyphens import hyphenated
from digitiekartta.markup.markdown import Markdown, relative
from digitiekartta.markup.pasted import Line, Pasted
from digitiekartta.markup.report.html import page as html_page
from digitiekartta.pages import paths
from digitiekartta.pages.appearance import status_line
from digitiekartta.pages.embeds import Embed, Part, Told, embeds, gone
from digitiekartta.pages.frame import Frame, Unwritten
from digitiekartta.pages.sharing.texts import shared_file
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.record import DRAFT, TRANSCRIPTION

MOST_ON_A_PAGE = 100
"""Pieces of which a page gives the lines to copy; of more there are several pages."""
# Of a frame as wide as a narrow phone leaves it, 320 pixels: letters on a line, height of a line,
# and the room below a block, in pixels (tests/pages/test_embeds_in_browser.py).
_HEADING, _PARAGRAPH, _ITEM, _SMALL = (26, 25, 24), (36, 26, 17), (33, 26, 7), (40, 24, 15)
_AROUND = 80
_STEP = 20


def embed_files(site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the files for other sites, and what writes each.

    Others still ask for what was a goal or a party in an earlier version.
    """
    there = set()
    for embed in embeds(site):
        there.add(embed.file)
        yield embed.file, partial(_written, site, embed)
        if is_public(site):
            yield paths.snapshot(embed.file), partial(_snapshot, site, embed)
    if is_public(site):
        yield paths.SHARED_TEXTS, lambda: shared_file(site).encode()
    for file in sorted(_former(site) - there):
        yield file, partial(_written, site, gone(site, file))


def is_public(site: Site) -> bool:
    """Whether other sites can be told where the embeds are."""
    return bool(site.options.site_url) and not site.options.draft


def _former(site: Site) -> set[str]:
    files = set[str]()
    for chapter in site.history.chapters:
        roadmap = chapter.version.roadmap()
        files.update(paths.goal_embed(goal.id) for goal in roadmap.goals)
        pages = paths.pages_for("vastuutahot", roadmap.parties)
        files.update(map(paths.party_embed, pages.values()))
    return files


# --- as they are written -----------------------------------------------------------------------


def _written(site: Site, embed: Embed) -> bytes:
    here = paths.address(embed.file)
    approved, draft = site.options.is_transcription, site.options.draft
    return html_page(
        "upotus.html.j2",
        "pages/templates",
        title=f"{'Luonnos – ' if draft and not approved else ''}{embed.title}, upotus",
        name=site.name,
        standing=TRANSCRIPTION if approved else DRAFT if draft else "",
        is_draft=draft and not approved,
        robots="noindex, nofollow" if draft else "noindex",
        canonical=site.whole_address(embed.page) or _way(here, embed.page),
        now=site.now.slug,
        styles=relative(here, paths.STYLES),
        script=relative(here, "assets/javascripts/digitiekartta.js"),
        source=_way(here, paths.FRONT),
        statement=_way(here, paths.STATEMENT),
        status=status_line(site),
        content=embed.tell(),
        soft=hyphenated,
        way=lambda way: _way(here, way.file, way.place),
    ).encode()


def _way(here: str, file: str, place: str = "") -> str:
    way = relative(here, paths.address(file))
    return f"{way}#{place}" if place else way


def snapshot(site: Site, embed: Embed) -> Pasted:
    """Return what an embed tells on the day of the run, with whole addresses."""
    content = embed.tell()
    [heading] = [told.words for told in content.heading if told.shown]
    [part] = [part for part in content.parts if part.shown]
    lead = [Line(part.lead)] if part.lead else []
    if part.marks:
        numbers = ", ".join(f"{mark.name} {mark.number}" for mark in part.marks)
        lead.append(Line(f"Toimenpiteitä vaiheittain: {numbers}."))
    items = [
        Line(_now_of(item.told), item.way.words, _whole(site, item.way.file)) for item in part.items
    ]
    day = f"Tilanne {date_text(site.options.today)}. Tiedot eivät päivity itsestään."
    closing = [
        Line("", part.more.words, _whole(site, part.more.file)),
        Line("", f"Lähde: {site.name}", _whole(site, paths.FRONT)),
        Line(f"{day} {status_line(site)}".strip()),
    ]
    return Pasted(heading, lead, items, closing)


def _now_of(told: Sequence[Told]) -> str:
    return next((one.words for one in told if one.shown), "")


def _whole(site: Site, file: str) -> str:
    return site.whole_address(file) or paths.address(file)


def _snapshot(site: Site, embed: Embed) -> bytes:
    return pasted.as_html(snapshot(site, embed)).encode()


def frame_line(site: Site, embed: Embed) -> str:
    """Return the line of HTML with which another site shows an embed in a frame."""
    address, title = _whole(site, embed.file), f"{embed.title} – {site.name}"
    return (
        f'<iframe src="{escaping.html(address)}" title="{escaping.html(title)}"'
        f' width="100%" height="{height(embed)}" loading="lazy"></iframe>'
    )


def _line(site: Site, embed: Embed) -> Markdown:
    return Markdown(f"<pre><code>{escape(frame_line(site, embed))}</code></pre>")


# --- how high they are -------------------------------------------------------------------------


def height(embed: Embed) -> int:
    """Return how high a frame must be, in pixels, that nothing in it scrolls on a narrow phone."""
    content = embed.tell()
    longest = max((told.words for told in content.heading), key=len)
    high = _AROUND + _height(_HEADING, longest) + max(map(_height_of, content.parts))
    return -(-high // _STEP) * _STEP


def _height_of(part: Part) -> int:
    when = max((told.words for told in part.at), key=len, default="")
    lead = f"{part.lead} {when}".strip()
    high = _height(_PARAGRAPH, lead) + _height(_PARAGRAPH, part.more.words)
    if part.marks:
        high += _height(_PARAGRAPH, "".join(f"{one.name:.<10}......" for one in part.marks))
    for item in part.items:
        longest = max((told.words for told in item.told), key=len)
        high += _height(_ITEM, item.way.words) + _height(_ITEM, longest) - _ITEM[2]
    return high + _height(_SMALL, "." * 170)


def _height(kind: tuple[int, int, int], words: str) -> int:
    letters, line, below = kind
    return -(-len(words) // letters) * line + below if words else 0


# --- the pages that give the lines -------------------------------------------------------------


def parts_of(site: Site) -> Sequence[Sequence[Embed]]:
    """Return the embeds in as many parts as there are pages that give their lines."""
    found = [*embeds(site)]
    return [found[at : at + MOST_ON_A_PAGE] for at in range(0, len(found), MOST_ON_A_PAGE)]


def needs(site: Site, number: int = 1) -> Mapping[str, object]:
    """Return what the page of a part needs; that of the first tells how embeds are used."""
    parts = parts_of(site)
    return {
        "is_public": is_public(site),
        "embeds": parts[number - 1],
        "line": partial(_line, site),
        "snapshot": paths.snapshot,
        "others": [(paths.embeds(at), _named(own)) for at, own in enumerate(parts, 1) if at > 1]
        if number == 1
        else [],
    }


def _named(own: Sequence[Embed]) -> str:
    return f"Upotukset: {own[0].title} – {own[-1].title}"


def embed_pages(frame: Frame) -> Iterator[tuple[str, Unwritten[str]]]:
    """Yield the pages with the lines of the parts after the first."""
    for number, own in enumerate(parts_of(frame.site), 1):
        if number > 1:
            yield frame.page(
                "upotukset-osa.md.j2",
                paths.embeds(number),
                title=_named(own),
                description="Rivit, joilla nämä upotetaan muille sivuille.",
                crumbs=[("Upota omille sivuille", paths.EMBEDS)],
                more_needs=partial(needs, frame.site, number),
            )
