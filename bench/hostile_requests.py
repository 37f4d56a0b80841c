"""Requests that no honest client sends, made from honest addresses and a random generator."""

import json
import urllib.request
from urllib.parse import quote, quote_from_bytes, urlencode

LONG, LONGEST = 10_000, 150_000
TEXTS = [
    "", " ", "\0", "a\0b", "\r\nSet-Cookie: a=b", "\x1b[31m", "\u202e", "\ufeff", "\ud83d\ude00", "\uffff",
    "' OR 1=1 --", '"; DROP TABLE incidents_incident; --', "%' ESCAPE '", "1) UNION SELECT 1,2,3 --",
    "<script>alert(1)</script>", "\"'><svg onload=alert(1)>", "]]>", "<!--", "{{7*7}}", "{% debug %}", "${7*7}",
    "%s%s%s%n", "{0.__class__}", "../../../../etc/passwd", "..\\..\\win.ini", "file:///etc/passwd", "|id", "`id`",
    "$(id)", "=1+1", "@SUM(1)", "-0", "-1", "0", "00", "1e309", "1e-400", "NaN", "Infinity", "-inf", "0x10", "1_000",
    "\u0661\u0662", "9" * 400, "9223372036854775808", "-9223372036854775809", "2147483648", "0.1.2", "1,2,,3", ",",
    ",,,,", "null", "None", "true", "undefined", "[]", "{}", "2023-02-30", "2023-13", "0000-00", "9999-12",
    "99999-01", "2023-W01", "2023-05-31T23:30Z", "12023-05", "latest", "*", "%", "_", "\\", "/", "//", ".", "..", ";",
    "&", "#", "?", "a" * LONG, "\u00e9" * 3_000, "a," * 4_000, "(" * 5_000, "\ud800",
]  # fmt: skip
NAMES = ["page", "page_size", "ordering", "fields", "search", "release", "format", "_method", "callback", "debug", "lat",
         "lon", "radius_m", "bbox", "group_by", "measures", "compare", "value", "qualifier", "url", "maxwidth", "width",
         "__proto__", "constructor", "ward__name__icontains", "id__in", "or", "", "ward[]", "ward.name"]  # fmt: skip
METHODS = ["GET"] * 30 + ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get", "G\u00cbT",
                          "A" * 500]  # fmt: skip
EXTENSIONS = [".csv", ".json", ".geojson", ".ndjson", ".xlsx", ".svg", ".png", ".vl.json", ".atom", ".csv-metadata.json",
              ".zip", ".php", ".", "/", "//", "%00", "%2e%2e", ";a=b", "~", ".csv.csv"]  # fmt: skip
PLACES = ["/admin/", "/admin/login/?next=//evil.example", "/static/../manage.py", "/static/%2e%2e/settings.py", "//evil.example",
          "/.git/config", "/.env", "/bulk/../../havering.sqlite3", "/bulk/1/%2e%2e%2f%2e%2e", "/bulk/99999999999999999999",
          "/embed/v1/", "/oembed?url=javascript:alert(1)", "/healthz", "/readyz", "/metrics", "/explore", "/wards", "/docs",
          "/statements", "/", "/problems/x", "*", "http://evil.example/", "/%ff%fe", "/%", "/%zz", "/\u00e9"]  # fmt: skip
HEADERS = {
    "Accept": ["", "*", "*/*", "application/json;q=2", "text/html;q=a", "a/b/c", ";;;", "text/csv" * 500, ",".join(["a/b"] * 2_000),
               "application/problem+json", "image/*;q=0"],
    "Accept-Encoding": ["gzip;q=0", "*;q=0", "gzip, " * 1_000, "br", ";", "gzip;q=NaN", "identity;q=0"],
    "If-None-Match": ["*", '"', 'W/"', '"a", ' * 1_000, "a", '"\\"', "\u00e9"],
    "If-Modified-Since": ["yesterday", "Thu, 01 Jan 0000 00:00:00 GMT", "Thu, 01 Jan 99999 00:00:00 GMT", "-1", ""],
    "If-Range": ['"a"', "x", "Thu, 32 Jan 2026 00:00:00 GMT"],
    "Range": ["bytes=0-", "bytes=-0", "bytes=5-1", "bytes=" + "0-0," * 2_000, "bytes=99999999999999999999-", "lines=1-2", "bytes=a-b"],
    "Host": ["", "evil.example", "localhost:99999999", "localhost@evil", "[::1", "a" * 5_000, "localhost\tx"],
    "X-Forwarded-For": ["", ",,,,", "1.2.3", "::ffff:1.2.3.4", "unknown", "a" * 4_000, "999.1.1.1", "fe80::1%eth0"],
    "X-Forwarded-Proto": ["https", "gopher"],
    "X-Forwarded-Host": ["evil.example"],
    "X-Request-ID": ["a\tb", "x" * 4_000, "{}", "\u00e9" * 20],
    "X-HTTP-Method-Override": ["DELETE"],
    "Cookie": ["sessionid=../../x; csrftoken=\u00e9", "a=" + "b" * 4_000, ";;;=;=", "sessionid=" + "a" * 32, "messages=x"],
    "Authorization": ["Basic AAAA", "Basic =", "Bearer " + "x" * 3_000, "\u00e9"],
    "Content-Type": ["", "application/json; charset=utf-7", "text/plain; charset=punycode", "multipart/form-data", "multipart/form-data; boundary=" + "x" * 3_000,
                     "application/xml", "text/html;;;", "application/x-www-form-urlencoded; charset=bogus"],
    "Content-Length": ["-1", "a", "99999999999999", "5, 5", "0x10", ""],
    "Transfer-Encoding": ["chunked", "chunked, identity", "x"],
    "Expect": ["100-continue", "x"],
    "Upgrade": ["websocket", "h2c"],
    "Origin": ["null", "https://evil.example", "\u00e9"],
    "Access-Control-Request-Method": ["DELETE", "x" * 2_000],
    "Access-Control-Request-Headers": ["a," * 2_000],
    "Referer": ["javascript:alert(1)", "\u00e9" * 1_000],
}  # fmt: skip
BODIES = [b"", b"{", b"[" * 20_000, b"\0" * 5_000, b"a=b&" * 3_000, b"username=admin&password='%20OR%201", b"\xff\xfe\xfd",
          b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
          b"5\r\nhello\r\nzz\r\n", b'--x\r\nContent-Disposition: form-data; name="a"; filename="../b"\r\n\r\nc\r\n']  # fmt: skip


def honest_addresses(server):
    """Return [(path, {name: value})] of every operation in the server's own document, with its examples."""
    with urllib.request.urlopen(f"{server}/api/v1/openapi.json", timeout=60) as response:
        document = json.load(response)
    found = []
    for path, methods in document["paths"].items():
        values = {}
        for parameter in methods["get"].get("parameters", []):
            value = _example(parameter)
            if parameter["in"] == "path":
                path = path.replace(f"{{{parameter['name']}}}", quote(value))
            elif parameter["in"] == "query":
                values[parameter["name"]] = value
        found.append((path, values))
    return found


def _example(parameter):
    given = next(iter(parameter.get("examples", {}).values()), {}).get(
        "value", parameter.get("example", "1")
    )
    return ",".join(map(str, given)) if isinstance(given, list) else str(given)


def make_request(chance, addresses):
    """Return the bytes of a request: an honest address, spoiled in one to three places."""
    path, values = chance.choice(addresses)
    pairs = chance.sample(sorted(values.items()), min(len(values), chance.randrange(4)))
    request = {
        "method": "GET",
        "path": path,
        "pairs": pairs,
        "headers": [("Host", "localhost")],
        "body": b"",
        "query": None,
    }
    for spoil in chance.choices(SPOILERS, weights=WEIGHTS, k=chance.randint(1, 3)):
        spoil(chance, request, sorted(values))
    return _bytes_of(request)


def _spoil_value(chance, request, names):
    name = chance.choice(names or NAMES)
    request["pairs"] = [*request["pairs"], (name, _text(chance))]


def _spoil_name(chance, request, names):
    name = chance.choice([*NAMES, _text(chance), *(name.upper() for name in names[:3])])
    request["pairs"] = [*request["pairs"], (name, chance.choice(["1", "x", _text(chance)]))]


def _repeat(chance, request, names):
    pairs = request["pairs"] or [(chance.choice(names or NAMES), _text(chance))]
    request["pairs"] = (pairs * chance.choice([2, 3, 200, 1_200]))[:1_500]


def _spoil_path(chance, request, names):
    kind = chance.randrange(3)
    if kind == 0:
        request["path"] = chance.choice(PLACES)
    elif kind == 1:
        request["path"] += chance.choice(EXTENSIONS)
    else:
        parts = request["path"].split("/")
        parts[chance.randrange(len(parts))] = quote(_text(chance)[:2_000], errors="surrogatepass")
        request["path"] = "/".join(parts)


def _spoil_header(chance, request, names):
    name = chance.choice(sorted(HEADERS))
    kept = [pair for pair in request["headers"] if pair[0] != name or chance.random() < 0.2]
    request["headers"] = [*kept, (name, chance.choice(HEADERS[name]))] * chance.choice(
        [1] * 20 + [100]
    )


def _spoil_method(chance, request, names):
    request["method"] = chance.choice(METHODS[30:])


def _spoil_body(chance, request, names):
    request["method"] = chance.choice(["POST", "PUT", "GET", "DELETE"])
    request["body"] = chance.choice(BODIES)


def _spoil_bytes(chance, request, names):
    """Percent signs that end too soon, bytes that are no UTF-8, a query of nothing but marks."""
    noise = bytes(chance.choices(range(256), k=chance.choice([1, 5, 50])))
    request["query"] = chance.choice(
        [
            "%",
            "%%%",
            "%u0041",
            "a=%f0%28%8c",
            "&&&&",
            "=",
            "==&=",
            "a" * 70_000,
            quote_from_bytes(noise),
            "ward=" + quote_from_bytes(noise),
        ]
    )


SPOILERS = [
    _spoil_value,
    _spoil_name,
    _repeat,
    _spoil_path,
    _spoil_header,
    _spoil_method,
    _spoil_body,
    _spoil_bytes,
]
WEIGHTS = [10, 4, 2, 5, 6, 2, 2, 2]


def is_whole(request):
    """Tell whether a request says nothing about its body but its true length."""
    head = request.partition(b"\r\n\r\n")[0].lower()
    lengths = head.count(b"\r\ncontent-length:")
    spoiled = (
        b"\r\ntransfer-encoding:",
        b"\r\nexpect:",
        b"\r\nupgrade:",
        b"\r\ncontent-length: -",
        b"99999999",
    )
    return lengths <= 1 and not any(word in head for word in spoiled)


def _text(chance):
    text = chance.choice(TEXTS)
    return text if chance.random() < 0.8 else chance.choice(TEXTS) + text


def _bytes_of(request):
    query = request["query"]
    if query is None:
        query = urlencode(request["pairs"], errors="surrogatepass")
    target = (request["path"] + (f"?{query}" if query else ""))[:LONGEST]
    lines = [
        f"{request['method']} {target} HTTP/1.1",
        *(f"{name}: {value}" for name, value in request["headers"]),
    ]
    if request["body"] and not any(
        name in ("Content-Length", "Transfer-Encoding") for name, _ in request["headers"]
    ):
        lines.append(f"Content-Length: {len(request['body'])}")
    lines.append("Connection: close")
    head = "\r\n".join(lines).encode("utf-8", "surrogatepass")
    return head + b"\r\n\r\n" + request["body"]
