"""A small client of the language server protocol: JSON-RPC over the server's own streams."""

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

SECONDS = 30


class Server:
    """A running yaml-language-server; `settings` answers its questions about configuration."""

    def __init__(self, command: list[str], root: Path, settings: dict[str, Any]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._settings = settings
        self._answers: dict[int, queue.Queue[Any]] = {}
        self._diagnostics: dict[str, queue.Queue[Any]] = {}
        self._count = 0
        threading.Thread(target=self._listen, daemon=True).start()
        folders = [{"uri": root.as_uri(), "name": root.name}]
        markdown = ["markdown", "plaintext"]
        self.ask(
            "initialize",
            processId=None,
            rootUri=root.as_uri(),
            workspaceFolders=folders,
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {
                    "hover": {"contentFormat": markdown},
                    "completion": {"completionItem": {"documentationFormat": markdown}},
                    "publishDiagnostics": {},
                },
            },
        )
        self.tell("initialized")

    def open(self, path: Path, text: str) -> str:
        """Show a text to the server under the path; the address to ask about."""
        uri = path.as_uri()
        self._diagnostics[uri] = queue.Queue()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return uri

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """What the server complains about after a text was opened."""
        found: list[dict[str, Any]] = self._diagnostics[uri].get(timeout=SECONDS)
        return found

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        """Ask about a position, both numbers from 0."""
        position = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", textDocument={"uri": uri}, position=position)

    def ask(self, method: str, **params: Any) -> Any:
        self._count += 1
        answer: queue.Queue[Any] = queue.Queue()
        self._answers[self._count] = answer
        self._send({"id": self._count, "method": method, "params": params})
        return answer.get(timeout=SECONDS)

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.decode().partition(":")
                length = int(value) if name.lower() == "content-length" else length
                header = stream.readline()
            self._take(json.loads(stream.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method == "workspace/configuration":
            asked = [self._settings.get(item["section"], {}) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": asked})
        elif method == "textDocument/publishDiagnostics":
            params = message["params"]
            self._diagnostics.setdefault(params["uri"], queue.Queue()).put(params["diagnostics"])
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif "id" in message:
            self._answers.pop(message["id"]).put(message.get("result", message.get("error")))
