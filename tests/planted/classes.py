"""Which codes of lint speak of a class of the planted cases."""

from typing import Any

_ORDER = [
    "L601", "L602", "L603", "L604", "L605", "L606", "L608", "L609", "L625", "L627", "L629",
    "L626", "L714", "L715", "L755", "L756", "L721", "L753", "L754", "L764", "L796",
]  # fmt: skip
_PERIOD = [
    "L610",
    "L611",
    "L612",
    "L613",
    "L624",
    "L626",
    "L628",
    "L663",
    "L715",
    "L722",
    "L762",
    "L763",
]
_DATES = [
    "L614", "L615", "L616", "L617", "L618", "L619", "L620", "L621", "L622", "L623", "L625",
    "L626", "L629", "L638", "L679", "L714", "L715", "L716", "L717", "L719", "L720", "L722", "L737",
    "L738", "L755", "L762", "L763", "L797", "L798",
]  # fmt: skip
_RESULT = [
    "L792",
    "L761",
    "L766",
    "L769",
    "L655",
    "L656",
    "L657",
    "L659",
    "L660",
    "L661",
    "L662",
    "L663",
    "L698",
    "L727",
    "L728",
]
_NUMBERS = [
    "L600", "L630", "L631", "L632", "L633", "L634", "L635", "L679", "L711", "L723", "L724", "L739",
    "L760",
]  # fmt: skip
_LEVEL = ["L650", "L651", "L652", "L653", "L725", "L740", "L741", "L791"]
_WORDS = [
    "L690", "L691", "L692", "L693", "L694", "L695", "L696", "L726", "L729", "L734", "L735",
]  # fmt: skip
_COPIED = [
    "L792",
    "L655", "L656", "L657", "L658", "L659", "L702", "L703", "L704", "L706", "L726", "L727", "L728",
    "L752",
]  # fmt: skip
_FIGURES = [
    "L783",
    "L787",
    "L793",
    "L794",
    "L730",
    "L744",
    "L745",
    "L746",
    "L747",
    "L748",
    "R342",
    "R344",
    "R372",
]
_OTHER_PLAN = [
    "L792",
    "L795",
    "L758",
    "L654",
    "L655",
    "L704",
    "L706",
    "L726",
    "L727",
    "L732",
    "L752",
]

_CODES: dict[str, list[str]] = {
    "order_of_work": _ORDER,
    "date_odd": [*_DATES, *_PERIOD],
    "date_outside_period": [*_PERIOD, *_DATES],
    "period_mismatch": [*_PERIOD, "L625", "L677"],
    "undated": ["L616", "L619", "L621", "L622", "L674", "L733", "L751"],
    "missing_schedule": ["S102", "L759", "L674", "L712", "L619", "L622", "L733", "L751"],
    "missing_responsible": [
        "S102", "L790", "L765", "L766", "L767", "L757", "L673", "L726", "L733", "L734",
    ],
    "missing_result": ["S102", "L769", "L761", "L675", "L661", "L728", "L729"],
    "numbering": _NUMBERS,
    "foreign_municipality": _LEVEL,
    "wrong_level": _LEVEL,
    "copied_text": _COPIED,
    "wrong_roadmap_text": _OTHER_PLAN,
    "result_not_title": [*_RESULT, "L649", "L654", "L729"],
    "truncated": _WORDS,
    "unpaired_punctuation": ["L692", "L693"],
    "indicator_without_event": ["L641", "L730", "L775", "L776", "L777"],
    "indicator_without_figure": [
        "R342", "L669", "L670", "L671", "L672", "L697", "L744", "L745", "L748",
    ],
    "indicator_duplicate": [
        "L664", "L665", "L666", "L667", "L700", "L701", "L730", "L743",
    ],
    "goal_without_indicator": ["L640", "L731", "L742", "L775", "L777"],
    "missing_stage": [
        "L607", "L639", "L642", "L643", "L644", "L645", "L646", "L647", "L648", "L732", "L774",
        "L782",
    ],
    "abbreviation": ["L680", "L681", "L682", "L683", "L684", "L685", "L688"],
    "title_variants": ["L677", "L758", "L768", "L795"],
    "other": [
        *_WORDS, *_FIGURES, "L760", "L649",
        "L790", "L662", "L686", "L687", "L733", "L736", "L742", "L749", "L750",
        "L757", "L765", "L766", "L767", "L784", "L785", "L786",
    ],
    "rule_against_text": [*_FIGURES, "L667", "R344"],
}  # fmt: skip

_OF_KIND: dict[str, list[str]] = {
    "missing": ["missing_schedule", "missing_responsible", "missing_result"],
    "indicator": [
        "indicator_duplicate",
        "indicator_without_figure",
        "rule_against_text",
        "goal_without_indicator",
    ],
}
"""Classes of cases that name none; of a cell that is missing, whichever the case names."""


def codes_of(case: dict[str, Any]) -> frozenset[str]:
    """The codes that answer a case."""
    named = case.get("classes") or _OF_KIND.get(case["kind"], [])
    classes = [*named, *(_OF_KIND["missing"] if case["kind"] == "missing" else ())]
    return frozenset(code for name in classes for code in _CODES.get(name, ()))
