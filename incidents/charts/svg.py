"""Finish an SVG: a name and a description for those who do not see it, and ids of its own.

The drawing is parsed and written again, so what stands in it is well formed, whatever its labels say.
"""

import re
from xml.etree import ElementTree as Xml

SVG = "http://www.w3.org/2000/svg"
Xml.register_namespace("", SVG)
Xml.register_namespace("xlink", "http://www.w3.org/1999/xlink")
_REFERENCE = re.compile(r"url\(#([\w-]+)\)")


def finished(drawing, *, title, description, identity, width):
    """Return an SVG with <title>, <desc> and role="img"; `identity` begins each of its ids.

    It is as wide as asked: a drawing that needs less gets the rest as white on its right.
    """
    root = Xml.fromstring(drawing)
    _rename(root, identity)
    _widen(root, width)
    root.set("role", "img")
    root.set("aria-labelledby", f"{identity}-title {identity}-desc")
    for place, (name, text) in enumerate([("title", title), ("desc", description)]):
        words = Xml.Element(f"{{{SVG}}}{name}", {"id": f"{identity}-{name}"})
        words.text = text
        root.insert(place, words)
    return Xml.tostring(root, encoding="unicode")


def _rename(root, identity):
    """Number ids as they come: Vega counts them on from chart to chart, and bytes would tell how many."""
    ids = (element.get("id") for element in root.iter() if "id" in element.attrib)
    names = {name: f"{identity}-{place}" for place, name in enumerate(ids)}
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, names[value])
            elif value.startswith("url(#"):
                element.set(
                    name,
                    _REFERENCE.sub(lambda found: f"url(#{names.get(found[1], found[1])})", value),
                )


def _widen(root, width):
    across, height = max(width, int(root.get("width"))), root.get("height")
    root.set("width", str(across))
    root.set("viewBox", f"0 0 {across} {height}")
    background = root.find(f"{{{SVG}}}rect")
    if background is not None:
        background.set("width", str(across))
