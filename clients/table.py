"""docs/clients.md: what each generator made of the document, and how to make a client oneself."""

from clients.server import ROOT

PAGE = ROOT / "docs" / "clients.md"
TEXT = """# Generated clients

Written by `make clients`: each generator reads `docs/openapi.yaml` (3.1.0), its client is built and
type-checked (`tsc --strict`, `mypy --strict`), and plays one story against a live server: a list with repeated and
with comma-separated values, its pages to the end, a row's detail, a grid with nulls, a look-up, a misspelt value
received as a typed `Problem`, a CSV as text. What it finds must equal the answers read without any client.

The server held {held}: {repeated} incidents in {pages} pages, a grid of {cells} cells of which {nulls} are null.

| generator | version | makes | generates and builds in | story |
|---|---|---|---|---|
{rows}

## Make one

Python, typed, on httpx:

    pip install openapi-python-client=={python}
    openapi-python-client generate --url http://localhost:8000/api/v1/openapi.json

TypeScript, types only, asked with openapi-fetch:

    npx openapi-typescript@{typescript} http://localhost:8000/api/v1/openapi.json -o schema.d.ts

The stories in `clients/stories/` show each client at work. What to know:

- openapi-python-client leaves out answers whose media type it does not know (workbooks, pictures, lines of JSON, Atom feeds);
  `clients/stories/openapi_python_client.yaml` tells it how to read them.
- orval leaves the asking to a function of yours; without one it reads a CSV as JSON. `clients/stories/orval_fetch.ts` is one.
- Generators send several values as a repeated parameter; one value with commas means the same.
- No client is published by this project: a generated one is always as new as the document it was made from.
"""


def write_table(results, held, expected, versions):
    """Write the page; a generator that failed is in it with the first line of why."""
    rows = [
        f"| {generator.name} | {versions[generator.package]} | {generator.makes} | {seconds:.0f} s | "
        f"{fault.splitlines()[0] if fault else 'the same'} |"
        for generator, seconds, fault in results
    ]
    PAGE.write_text(
        TEXT.format(
            held=held,
            repeated=expected["repeated"],
            pages=-(-expected["repeated"] // 100),
            cells=expected["cells"],
            nulls=expected["nulls"],
            rows="\n".join(rows),
            python=versions["openapi-python-client"],
            typescript=versions["openapi-typescript"],
        )
    )
