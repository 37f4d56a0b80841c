"""The generators: how each makes a client, how the client is built, and how it plays the story.

The one idea: a generator is a list of commands. Each runs in the generator's own folder, where
`openapi.yaml` lies; any failure fails the generator.
"""

from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
STORIES = HERE / "stories"
PYTHON = "python"  # of the generators' own environment, first on the PATH
STRICT = (
    "--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler",
    "--lib", "es2022,dom,dom.iterable", "--skipLibCheck",
)  # fmt: skip


@dataclass(frozen=True)
class Generator:
    """A generator, its version by package name, and its commands in order."""

    name: str
    package: str
    makes: str
    generate: list[list[str]]
    build: list[list[str]]
    play: list[str] = field(default_factory=list)


def typescript(name, package, makes, generate, story):
    """A generator of TypeScript: the story and the client must compile under `tsc --strict`."""
    return Generator(
        name,
        package,
        makes,
        generate,
        [
            ["cp", str(STORIES / "telling.ts"), str(STORIES / story), "."],
            ["tsc", "--noEmit", *STRICT, story],
            [
                "esbuild",
                story,
                "--bundle",
                "--platform=node",
                "--format=esm",
                "--outfile=story.mjs",
            ],
        ],
        ["node", "story.mjs"],
    )


def python(name, makes, generate, story, folder):
    """A generator of Python: the client must install, and the story must pass mypy."""
    return Generator(
        name,
        name,
        makes,
        generate,
        [
            [PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--target", "site", folder],
            ["cp", str(STORIES / story), "."],
            [
                "env",
                "MYPYPATH=site",
                PYTHON,
                "-m",
                "mypy",
                "--config-file=",
                "--strict",
                "--follow-imports=silent",
                story,
            ],
        ],
        ["env", "PYTHONPATH=site", PYTHON, story],
    )


GENERATORS = [
    python(
        "openapi-python-client",
        "a typed Python client on httpx",
        [
            ["cp", str(STORIES / "openapi_python_client.yaml"), "."],
            ["openapi-python-client", "generate", "--path", "openapi.yaml", "--output-path", "client", "--config", "openapi_python_client.yaml", "--fail-on-warning"],
        ],
        "openapi_python_client.py",
        "./client",
    ),
    python(
        "openapi-generator-cli",
        "a typed Python client on urllib3 and pydantic",
        [["openapi-generator-cli", "generate", "-i", "openapi.yaml", "-g", "python", "-o", "client", "--package-name", "havering_safety_client"]],
        "openapi_generator_python.py",
        "./client",
    ),
    typescript(
        "openapi-generator-cli (typescript-fetch)",
        "openapi-generator-cli",
        "TypeScript classes on fetch",
        [["openapi-generator-cli", "generate", "-i", "openapi.yaml", "-g", "typescript-fetch", "-o", "client"]],
        "openapi_generator_fetch.ts",
    ),
    typescript(
        "openapi-typescript",
        "openapi-typescript",
        "TypeScript types; openapi-fetch asks with them",
        [["openapi-typescript", "openapi.yaml", "-o", "client/schema.d.ts"]],
        "openapi_typescript.ts",
    ),
    typescript(
        "@hey-api/openapi-ts",
        "@hey-api/openapi-ts",
        "TypeScript functions on fetch",
        [["openapi-ts", "-i", "openapi.yaml", "-o", "client"]],
        "hey_api.ts",
    ),
    typescript(
        "orval",
        "orval",
        "TypeScript functions on a fetch of one's own",
        [["cp", str(STORIES / "telling.ts"), str(STORIES / "orval_fetch.ts"), str(STORIES / "orval.config.ts"), "."], ["orval", "--config", "./orval.config.ts"]],
        "orval.ts",
    ),
]  # fmt: skip
