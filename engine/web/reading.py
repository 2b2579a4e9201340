"""The fields of a form: bounded, in UTF-8, each once."""

from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from engine.web.refusals import Refusal

MOST = 8 << 20
"""Bytes of a form: a spec of a whole roadmap has some 100,000."""
_MOST_FIELDS = 5000


async def read_form(request: Request) -> dict[str, str]:
    """The fields; of a name that comes twice the last. Raises Refusal."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Refusal(415, "form_kind")
    content = bytearray()
    try:
        async for part in request.stream():
            content += part
            if len(content) > MOST:
                raise Refusal(413, "form_size", most=MOST >> 20)
    except ClientDisconnect as gone:
        raise Refusal(400, "form_broken") from gone
    try:
        pairs = parse_qsl(
            content.decode("ascii"), keep_blank_values=True, strict_parsing=bool(content),
            encoding="utf-8", errors="strict", max_num_fields=_MOST_FIELDS,
        )  # fmt: skip
    except ValueError as problem:
        raise Refusal(400, "form_broken") from problem
    return dict(pairs)
