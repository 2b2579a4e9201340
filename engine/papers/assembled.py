"""What a document holds once its tables are told apart: its order and its roadmaps."""

from enum import StrEnum

from engine.classes import dataclass
from engine.papers.documents import Address, Block
from engine.papers.doubts import Doubt
from engine.papers.drafts import Draft
from engine.papers.orders import OrderWords


class Role(StrEnum):
    """What a table of the document turned out to be."""

    PLAN = "plan"
    PASSPORT = "passport"
    FIGURES = "figures"
    """Indicators with their values by year."""
    APPROVAL = "approval"
    ORDER = "order"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a document holds."""

    order: OrderWords
    drafts: tuple[Draft, ...]
    roles: tuple[tuple[Address, Role], ...]
    doubts: tuple[Doubt, ...]
    texts: tuple[str, ...]
    """All paragraphs before the first table and all titles: where places and periods are named."""
    stamps: tuple[str, ...] = ()
    """What annexes, blocks of approval, text boxes and headers say."""
    blocks: tuple[Block, ...] = ()
    """All of the document, with what is drawn as a table otherwise as one."""
