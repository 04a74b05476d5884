"""The reduce: rows of `newslint mentions` through the SQL beside this file, in DuckDB.

    reduce.py ROWS PACKS [--against FINDINGS] [--memory SIZE]

ROWS is a file or a pattern of files, .jsonl or .parquet; PACKS a folder of packs, whose names of
organizations are right as they are. FINDINGS are those of `newslint check --format jsonl`: the
places of both are compared.
"""

import argparse
import json
import re
import resource
import sys
import time
import tomllib
from pathlib import Path

import duckdb

COLUMNS = {
    "article": "VARCHAR", "row": "BIGINT", "kind": "VARCHAR", "date": "DATE", "twin": "BIGINT",
    "given": "VARCHAR", "surname": "VARCHAR", "name": "VARCHAR", "written": "VARCHAR",
    "title": "VARCHAR", "acronym": "VARCHAR", "start_byte": "BIGINT", "end_byte": "BIGINT",
    "times": "BIGINT", "zone": "VARCHAR", "list": "BOOLEAN", "headline": "BOOLEAN",
    "headed": "BOOLEAN", "local": "BOOLEAN", "apostrophes": "BOOLEAN", "traits": "BIGINT[]",
    "keys": "BIGINT[]", "more": "BIGINT[]",
}
BUILT_IN = ["us-federal", "us-officials", "titles"]
MINOR = {"of", "and", "the", "for", "on", "in", "to", "&"}


def official(packs):
    """Names of organizations that packs list, in lower case without small words."""
    for pack in BUILT_IN:
        rules = tomllib.loads((packs / f"{pack}.toml").read_text(encoding="utf-8"))
        for body in rules.get("organization", []):
            earlier = [name["name"] for name in body.get("formerly", [])]
            for name in [body["name"], *body.get("also", []), *earlier]:
                words = re.findall(r"(?:[A-Z]\.)+|[\w&'’-]+", name)
                words = [word for word in words if word.lower() not in MINOR]
                while words and words[0] in ("U.S.", "US"):
                    words.pop(0)
                yield " ".join(words).lower()


def reduce(connection, rows, packs):
    """Runs every step; how long each took."""
    if rows.endswith(".parquet"):
        source = f"SELECT {', '.join(map(quoted, COLUMNS))} FROM read_parquet('{rows}')"
    else:
        source = f"SELECT * FROM read_json('{rows}', format='newline_delimited', columns={COLUMNS})"
    connection.execute(f"CREATE VIEW mentions AS {source}")
    connection.execute("CREATE TABLE official (name VARCHAR)")
    names = sorted(set(official(packs)))
    connection.executemany("INSERT INTO official VALUES (?)", [[name] for name in names])
    for step in sorted(Path(__file__).parent.glob("*.sql")):
        start = time.monotonic()
        connection.execute(step.read_text(encoding="utf-8"))
        print(f"{step.name:<16} {time.monotonic() - start:8.1f} s", file=sys.stderr)


def quoted(name):
    return f'"{name}"'


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows")
    parser.add_argument("packs", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--memory", default="8GB")
    options = parser.parse_args()
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{options.memory}'")
    reduce(connection, options.rows, options.packs)
    found = connection.execute('SELECT "check", article, start_byte FROM findings ORDER BY ALL')
    found = set(found.fetchall())
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6
    print(f"reduce: {cpu:.1f} s of processor time, {peak:.2f} GB at most", file=sys.stderr)
    if not options.against:
        for check, article, start in sorted(found):
            print(f"{article}:{start}: {check}")
        return
    single = set()
    for line in options.against.read_text(encoding="utf-8").splitlines():
        finding = json.loads(line)
        if finding["check"] in ("org/variant", "person/variant"):
            single.add((finding["check"], finding["path"], finding["start"]["offset"]))
    for check in ("org/variant", "person/variant"):
        mine = {f for f in found if f[0] == check}
        theirs = {f for f in single if f[0] == check}
        same, missing, more = mine & theirs, theirs - mine, mine - theirs
        print(f"{check}: {len(same)} the same, {len(missing)} missing, {len(more)} more")
        for sign, which in (("-", missing), ("+", more)):
            for _, article, start in sorted(which):
                print(f"  {sign} {article} at byte {start}")


main()
