"""Ask for charts, and read what is drawn."""

from xml.etree import ElementTree as Xml

SVG = "{http://www.w3.org/2000/svg}"
BURGLARIES = "/api/v1/stats/incidents{}?crime_type=burglary"


def spec_of(client, address):
    """Return the Vega-Lite document at an address that has `{}` where its suffix goes."""
    response = client.get(address.format(".vl.json"))
    assert response.status_code == 200, response.content
    return response.json()


def svg_of(client, address):
    """Return the root of an SVG."""
    response = client.get(address.format(".svg"))
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "image/svg+xml"
    return Xml.fromstring(response.content)


def texts_of(root):
    """Return every line of text in a drawing."""
    return [" ".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def views_in(spec):
    """Return every view of a spec that has marks."""
    found = [spec] if "mark" in spec else []
    for key in ("layer", "vconcat"):
        for view in spec.get(key, ()):
            found += views_in(view)
    return found + (views_in(spec["spec"]) if "spec" in spec else [])
