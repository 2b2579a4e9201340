"""region.md: the summary of many projects for git and for messengers."""

from engine.messages import Catalogue
from engine.reports.content.region import ProjectRow, RegionView, SharedView
from engine.reports.formats.markdown_text import Lines, badge, bold, plain, table


def region_markdown(view: RegionView, words: Catalogue) -> str:
    """The Markdown of the summary; pictures are left out."""
    parts = (_region_head(view), _projects(view, words), _unjudged(view, words),
             _overlaps(view, words), _by_direction(view, words), _shared(view, words))  # fmt: skip
    return "\n".join(line for part in parts for line in part).strip() + "\n"


def _region_head(view: RegionView) -> Lines:
    yield f"# {plain(view.title)}"
    yield ""
    yield plain(view.as_of)
    yield ""
    yield from (plain(sentence) for sentence in view.sentences)
    yield ""


def _projects(view: RegionView, words: Catalogue) -> Lines:
    yield f"## {plain(words.text('region.projects'))}"
    yield ""
    columns = ("region.municipality", "page.indicators_done", "page.events_done", "page.remark")
    head = [words.text(key) for key in columns]
    yield from table(head, (_row(project) for project in view.projects), escaped=(0,))
    yield ""


def _row(row: ProjectRow) -> tuple[str, str, str, str]:
    detail = f", {plain(row.detail)}" if row.detail else ""
    link = f"[{plain(row.name)}]({row.href}){detail}"
    return link, row.indicators.text, row.events.text, row.remark


def _unjudged(view: RegionView, words: Catalogue) -> Lines:
    if view.unjudged:
        yield f"## {plain(words.text('region.unjudged'))}"
        yield ""
        yield from (
            f"- {bold(unjudged.folder)}: {plain(unjudged.reason)}" for unjudged in view.unjudged
        )
        yield ""


def _overlaps(view: RegionView, words: Catalogue) -> Lines:
    if view.overlaps:
        yield f"## {plain(words.text('region.overlaps'))}"
        yield ""
        yield from (f"- {plain(overlap)}" for overlap in view.overlaps)
        yield ""


def _by_direction(view: RegionView, words: Catalogue) -> Lines:
    yield f"## {plain(words.text('region.by_direction'))}"
    yield ""
    yield plain(words.text("region.by_direction_hint"))
    yield ""
    head = (words.text("region.municipality"), *view.directions)
    rows = ((row.name, *(cell.text if cell else "—" for cell in row.cells))
            for row in view.by_direction)  # fmt: skip
    yield from table(head, rows)
    yield ""


def _shared(view: RegionView, words: Catalogue) -> Lines:
    if view.shared:
        yield f"## {plain(words.text('region.shared'))}"
        yield ""
        yield plain(words.text("region.shared_hint"))
        yield ""
    for shared_view in view.shared:
        yield from _one(shared_view, words)


def _one(each: SharedView, words: Catalogue) -> Lines:
    yield f"### {plain(each.text)}"
    yield ""
    remark = f". {plain(each.remark)}" if each.remark else ""
    whole = plain(words.text("region.whole"))
    yield f"`{each.indicator}`. {whole}: {bold(each.whole)}{remark}"
    yield ""
    head = [words.text(key) for key in ("region.municipality", "page.figure", "region.verdict")]
    yield from table(
        head, ((name, shown, badge(it)) for name, shown, it in each.rows), escaped=(2,)
    )
    yield ""
