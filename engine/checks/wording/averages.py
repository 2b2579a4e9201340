"""Headings of averages and shares, and of numbers of persons that they are taken over; texts that
promise a share of persons."""

import re

from engine.lazy import lazy_pattern

AVERAGE = lazy_pattern(
    r"\bсредн(?:ий|яя|ее|ие)\b|\bсред\.|%|процент|\bдоля\b|качество\s+знаний|успеваемость|\bСОУ\b|"
    r"\baverage|\bmean\b|\bshare\b|percent",
    re.IGNORECASE,
)
"""What is an average or a share of many persons already."""
OF_PERSONS = lazy_pattern(
    r"(?:кол(?:ичеств|-в)о|числ(?:о|енность)|всего)\W*(?:участник|обучающ|учащ|ученик|выпускник|детей|"
    r"педагог|учител|человек|чел\b|работ|сдава|писа|участвова|воспитанник|работник)|"
    r"^\W*(?:участников|обучающихся|учащихся|выпускников|писали|сдавали|участвовало|чел\.?)\W*$|"
    r"(?:писал|сдавал|участвовал|принял)\w*\s+(?:работу|экзамен|участие)|"
    r"\bnumber of (?:pupils|participants)",
    re.IGNORECASE,
)
"""The number of persons whom a row speaks of."""
BY_ORGANISATIONS = lazy_pattern(
    r"\b(?:по|среди)\s+(?:школ|организац|ОО\b|учреждени|садам|классам)|\bв\s+среднем\s+по\s+(?:школ|ОО|классам)",
    re.IGNORECASE,
)
"""A text that asks for the mean of organisations, and not of persons."""
