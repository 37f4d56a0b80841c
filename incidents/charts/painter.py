"""Draw charts in a process of their own: `python -m incidents.charts.painter SOCKET`.

The renderer holds Python's lock while it draws, for seconds where a chart is large;
in the process of the web server every other answer would wait. Here it draws at a
low priority, and ends when it has grown or its owner is gone. Needs no Django.
"""

import json
import os
import socket
import struct
import sys
from pathlib import Path

import vl_convert

from incidents.charts.svg import finished

FORMAT = "v6.4"  # the newest Vega-Lite that the renderer has
LENGTH = struct.Struct(">BI")
DRAWN, FAILED = 0, 1
MOST_MEMORY = 500 * 1024**2
PAGE = os.sysconf("SC_PAGE_SIZE")


def paint(order):
    """Return the bytes of an order: an SVG, or the PNG of the same."""
    svg = vl_convert.vegalite_to_svg(order["spec"], vl_version=FORMAT, allowed_base_urls=[])
    svg = finished(svg, **order["about"])
    return vl_convert.svg_to_png(svg) if order["png"] else svg.encode()


def receive(connection, length):
    """Return so many bytes, fewer where the other end is gone."""
    parts = []
    while length and (part := connection.recv(min(length, 1 << 20))):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def serve(connection):
    """Answer one order after another, until the owner is gone or this process has grown."""
    while len(head := receive(connection, LENGTH.size)) == LENGTH.size:
        body = receive(connection, LENGTH.unpack(head)[1])
        try:
            state, answer = DRAWN, paint(json.loads(body))
        except Exception as error:  # noqa: BLE001 - the renderer raises what it likes; the owner is told
            state, answer = FAILED, repr(error)[:2000].encode("utf-8", "replace")
        connection.sendall(LENGTH.pack(state, len(answer)) + answer)
        if _memory() > MOST_MEMORY:
            break


def _memory():
    """Return the bytes this process holds, 0 where the system does not tell."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * PAGE if status.exists() else 0


if __name__ == "__main__":
    os.nice(5)
    serve(socket.socket(fileno=int(sys.argv[1])))
