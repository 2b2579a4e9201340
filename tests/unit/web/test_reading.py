"""The fields of a form are read as far as a form may be long, and not a byte further."""

import asyncio

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

from starlette.requests import Request

from engine.web import reading
from engine.web.refusals import Refusal

FORM = "application/x-www-form-urlencoded"


def read(*parts: bytes, kind: str = FORM) -> dict[str, str]:
    """The fields of a form that comes in these parts."""
    waiting = list(parts)

    async def receive() -> dict[str, object]:
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    headers = [(b"content-type", kind.encode())]
    scope = {"type": "http", "method": "POST", "headers": headers}
    return asyncio.run(reading.read_form(Request(scope, receive)))


def test_a_form_may_be_as_long_as_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST", 9)
    assert read(b"a=1&", b"b=222") == {"a": "1", "b": "222"}
    with pytest.raises(Refusal) as refused:
        read(b"a=1&", b"b=222", b"2")
    assert (refused.value.status, refused.value.key) == (413, "form_size")


def test_a_form_has_as_many_fields_as_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_FIELDS", 2)
    assert read(b"a=1&a=2") == {"a": "2"}
    with pytest.raises(Refusal) as refused:
        read(b"a=1&a=2&b=3")
    assert (refused.value.status, refused.value.key) == (400, "form_broken")


def test_an_empty_form_has_no_fields_and_its_kind_may_name_letters() -> None:
    assert read(b"") == {}
    assert read(b"a=", kind=f"{FORM}; charset=utf-8") == {"a": ""}
    with pytest.raises(Refusal) as refused:
        read(b"a=1", kind="text/plain")
    assert refused.value.status == 415
