"""The server of the preview: connections counted, hurried and, at the end, closed."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

from ssg.preview.handler import Desk, Handler

PATIENCE = 15.0
# seconds in which a request must have come in whole, and after which an idle connection is closed
MAX_CONNECTIONS = 256
ENDING = 0.3
# seconds that connections have to end in


class PreviewServer(ThreadingHTTPServer):
    """An HTTP server, a thread a connection; ``tell`` takes what goes wrong in one of them."""

    allow_reuse_address = os.name == "posix"
    # elsewhere it lets two programs listen at one port
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], desk: Desk, tell: Callable[[str], None]) -> None:
        """Listen at an address; raises OSError where that is impossible."""
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.desk = desk
        self._tell = tell
        self._lock = threading.Lock()
        self._open: dict[socket.socket, threading.Thread] = {}
        self._expected: dict[socket.socket, float] = {}
        # connections that owe a request: since when
        super().__init__(address, Handler)

    def server_bind(self) -> None:
        """Take the address, without asking the network for this machine's name as http.server does."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Return whether there is room for one more connection."""
        with self._lock:
            return len(self._open) < MAX_CONNECTIONS

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one connection to its end, in a thread of its own."""
        with self._lock:
            self._open[request] = threading.current_thread()
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._open.pop(request, None)
                self._expected.pop(request, None)

    def expect(self, connection: socket.socket) -> None:
        """Note that a request is due on a connection."""
        with self._lock:
            self._expected[connection] = time.monotonic()

    def cease_expecting(self, connection: socket.socket) -> None:
        """Note that the request has come."""
        with self._lock:
            self._expected.pop(connection, None)

    def service_actions(self) -> None:
        """Close connections whose request is overdue (called several times a second)."""
        since = time.monotonic() - PATIENCE
        with self._lock:
            for connection in [one for one, at in self._expected.items() if at < since]:
                del self._expected[connection]
                _shut(connection)

    def end(self) -> None:
        """Stop listening, close every connection, and wait a moment for their threads."""
        self.shutdown()
        self.server_close()
        with self._lock:
            left = dict(self._open)
        until = time.monotonic() + ENDING
        for connection in left:
            _shut(connection)
        for thread in left.values():
            thread.join(max(0.0, until - time.monotonic()))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of an error in a connection, unless it is only that the other side has gone."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            self._tell(f"{type(error).__name__}: {error}")


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
