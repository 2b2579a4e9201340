"""Colours and marks of the pictures: each thing is told by shape or pattern as well as by colour.

The colours are those of the report's badges and bars; red and green differ in lightness too, and
nothing depends on telling them apart.
"""

from engine.results.statuses import Status

INK = "#0b0c0c"
FAINT = "#8b979e"
SOFT = "#4a5257"
LINE = "#d4d9dc"
WASH = "#f4f6f7"
PERIOD = "#eef3fa"
PAPER = "#ffffff"
FILLED = "#1d4f91"
ALARM = "#96210f"
ALARM_TINT = "#fce4df"

FILL = {
    Status.DONE: "#23874d",
    Status.DONE_LATE: "#94b52f",
    Status.IN_PROGRESS: "#4a9cc7",
    Status.UPCOMING: "#ffffff",
    Status.OVERDUE: "#cc3a20",
    Status.UNDATED: "#ffffff",
    Status.NO_DATA: "#f2cf4a",
    Status.WAIVED: "#ffffff",
}
EDGE = {
    Status.DONE: "#00582f",
    Status.DONE_LATE: "#3f5400",
    Status.IN_PROGRESS: "#0b4a66",
    Status.UPCOMING: "#23447a",
    Status.OVERDUE: "#7d1607",
    Status.UNDATED: "#40484d",
    Status.NO_DATA: "#5c4a00",
    Status.WAIVED: "#4b2a91",
}
