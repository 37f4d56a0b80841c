"""Build the site of docs/deployment.md on this machine, put load on it, and take parts away.

    python -m bench.site                          # a million rows, two minutes of load, every fault
    python -m bench.site --rows 100000 --load 20 --only load,redis

Needs nginx-light, postgresql, redis-server and wrk of Debian; everything listens on this machine
alone, in processes and a folder of its own. What was loaded once is used again.
"""

import argparse
import threading
from pathlib import Path

from bench.page_speed import ROOT
from bench.site.build import manage, running_site
from bench.site.faults import FAULTS, nothing_lost
from bench.site.surroundings import clock_moved, disk_full
from bench.site.traffic import crowd, memory_of, witness

CONNECTIONS = 200
FAULTS |= {"disk": disk_full, "clock": clock_moved, "check": nothing_lost}


def saturate(site, seconds):
    """200 connections at saturation, and a new release in the middle of it."""
    before, month = site.newest, site.new_month()
    print(
        f"\n## {CONNECTIONS} connections for {seconds} s, a release imported meanwhile", flush=True
    )
    watched = [*site.web, site.parts["nginx"], site.parts["redis"]]
    with (
        witness(site.address) as watching,
        memory_of(watched) as noted,
        crowd(site.address, CONNECTIONS, seconds) as seen,
    ):
        imports = threading.Timer(
            seconds / 4, manage, [site.environment(), "import_police_archive", month]
        )
        imports.start()
    imports.join()
    print(f"- crowd: {seen[0]}")
    print(f"- a reader one by one: {dict(watching.statuses)}, slowest {watching.slowest:.2f} s")
    print(f"- release {before} before, {site.newest} after")
    for name, values in noted.items():
        quarter = max(1, len(values) // 4)
        early, late = max(values[quarter : 2 * quarter]), max(values[-quarter:])
        print(
            f"- RssAnon of {name}: {early:.0f} MB in the second quarter, {late:.0f} MB in the last"
        )
    print(
        f"- of {len(watching.answers)} answers noted, {watching.check()} differ when asked again as of their "
        f"release; {watching.contradictions} contradicted an earlier one, {watching.backwards} went back",
        flush=True,
    )


def main():
    """Read the command line, build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--load", type=int, default=120, help="seconds of saturation")
    parser.add_argument("--only", default="", help=f"load, {', '.join(FAULTS)}")
    parser.add_argument("--cold", action="store_true", help="keep no answers: each is computed")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    given = parser.parse_args()
    folder = given.folder.resolve() / f"site-{given.rows}"
    settings = {"ANSWER_CACHE_BYTES": "0"} if given.cold else {}
    wanted = given.only.split(",") if given.only else ["load", *FAULTS]
    with running_site(folder, given.rows, **settings) as site:
        print(f"# A site of {given.rows:,} incidents{', no answers kept' if given.cold else ''}")
        for name in wanted:
            if name == "load":
                saturate(site, given.load)
            else:
                FAULTS[name](site)


if __name__ == "__main__":
    main()
