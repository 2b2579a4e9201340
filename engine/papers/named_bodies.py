"""Who is named in the plans of a paper, and cells that name whoever stands above («то же»)."""

import re
from dataclasses import field

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.papers.headings import simple
from engine.papers.naming import Names
from engine.papers.values import Mapped

_SAME = lazy_pattern(
    r"[-–—\s]*(?:/{2,}|[\"″〃»«”“']{1,2})[-–—\s]*|"
    r"\W*(?:то\s*же(?:\s+самое)?|т[оеа]т?\s+же|он[иа]?\s+же|там\s+же|аналогично|см\.?\s+выше)\W*",
    re.IGNORECASE,
)


def says_the_same(text: str) -> bool:
    """«то же», «—//—», «-"-»: what the cell above says."""
    return bool(_SAME.fullmatch(text))


@dataclass(slots=True)
class Bodies:
    """Who is named in the plans: one body for each spelling that differs in more than letters."""

    known: dict[str, Mapped] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    ids: dict[str, str] = field(default_factory=dict)
    last: str = ""

    def of(self, text: str) -> str:
        """The id of a body; of a cell that says the same the body that was named last."""
        if not (says_the_same(text) and self.last):
            self.last = self._named(text)
        return self.last

    def _named(self, text: str) -> str:
        key = simple(text).strip(" .,;:")
        if key in self.ids:
            return self.ids[key]
        if key not in self.known:
            name = self.names.given(text, "body")
            self.known[key] = {"id": name, "name": text}
        body = self.known[key]
        if text != body["name"]:
            aliases = body.setdefault("aliases", [])
            assert isinstance(aliases, list)
            if text not in aliases:
                aliases.append(text)
        return str(body["id"])
