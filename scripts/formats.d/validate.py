"""Runs newslint over fixtures in every format, and validates what it writes.

validate.py NEWSLINT SARIF-SCHEMA RDJSON-SCHEMA-OR-NOTHING
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import jsonschema

HOUSE = Path(__file__).resolve().parents[2]
FORMATS = ("short", "jsonl", "json", "github", "sarif", "gitlab", "checkstyle", "junit", "rdjson")
PLACES = {
    "pack": "lints/house.toml",
    "config": "newslint.toml",
    "article": "article.txt",
    "archive": "archive.txt",
}
EXPECTED = re.compile(r"^ *[\^-]+ (?:error |warning |note )?[a-z]+/[a-z-]+: ")


def schema(path):
    with open(path, encoding="utf-8") as file:
        stated = json.load(file)
    kind = jsonschema.validators.validator_for(stated)
    kind.check_schema(stated)
    return kind(stated, format_checker=kind.FORMAT_CHECKER)


SARIF = schema(sys.argv[2])
RDJSON = schema(sys.argv[3]) if sys.argv[3] else None


def projects(work):
    """Every heading of every fixture as a folder; the newsroom; a folder with faults of all kinds."""
    shutil.copytree(HOUSE / "fixtures/newsroom", work / "newsroom")
    yield "newsroom", work / "newsroom"
    faults = work / "faults"
    (faults / "lints").mkdir(parents=True)
    (faults / "newslint.toml").write_text('[articles]\nincldue = ["a"]\n[levels]\n"org/nmae" = "off"\n')
    (faults / "lints/house.toml").write_text('[[pattern]]\nid = "x"\nmatch = "("\nmessage = "m"\n')
    (faults / "broken.md").write_text("---\ntitle: [\n---\n\nText & <text>.\n")
    (faults / "latin.txt").write_bytes(b"caf\xe9 \xff\xfe \x81 text text text\n" * 9)
    (faults / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (faults / 'a "name" & <it>.txt').write_text("The council met on Tuesday, November 17, 2021.\n")
    yield "faults", faults
    number = 0
    for path in sorted((HOUSE / "fixtures/specs").rglob("*.md")):
        for heading in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            blocks = re.findall(r"^(```+|~~~+)(\w+) ?(\S*)\n(.*?)^\1$", heading, re.M | re.S)
            number += 1
            folder = work / f"spec-{number}"
            for _, kind, name, text in blocks:
                if kind in PLACES:
                    file = folder / (name or PLACES[kind])
                    file.parent.mkdir(parents=True, exist_ok=True)
                    lines = [line for line in text.splitlines(True) if not EXPECTED.match(line)]
                    file.write_text("".join(lines), encoding="utf-8")
            if folder.exists():
                config = folder / "newslint.toml"
                if not config.exists():
                    archive = [name or PLACES[kind] for _, kind, name, _ in blocks if kind == "archive"]
                    config.write_text(f"[articles]\narchive = {json.dumps(archive)}\n", encoding="utf-8")
                yield f"{path.relative_to(HOUSE)}: {heading.splitlines()[0]}", folder


def count_by_format(texts):
    """Validates each report; returns how many findings each says there are."""
    counts = {"short": len(re.findall(r"^\S.*?: (?:error|warning|note)\[", texts["short"], re.M))}
    counts["jsonl"] = len([json.loads(line) for line in texts["jsonl"].splitlines()])
    counts["json"] = len(json.loads(texts["json"]))
    counts["github"] = len(re.findall(r"^::(?:error|warning|notice) ", texts["github"], re.M))
    sarif = json.loads(texts["sarif"])
    SARIF.validate(sarif)
    (run,) = sarif["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules)), "a rule of SARIF is listed twice"
    for result in run["results"]:
        assert result["ruleId"] in rules, result["ruleId"]
        if "ruleIndex" in result:
            assert rules[result["ruleIndex"]] == result["ruleId"], result
    counts["sarif"] = len(run["results"])
    gitlab = json.loads(texts["gitlab"])
    for issue in gitlab:
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= issue.keys(), issue
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}, issue
        assert issue["location"]["path"] and issue["location"]["lines"]["begin"] >= 1, issue
    fingerprints = Counter(issue["fingerprint"] for issue in gitlab)
    assert not gitlab or max(fingerprints.values()) == 1, (
        f"one fingerprint for two: {fingerprints.most_common(1)}"
    )
    counts["gitlab"] = len(gitlab)
    checkstyle = ElementTree.fromstring(texts["checkstyle"])
    errors = checkstyle.findall("./file/error")
    assert checkstyle.tag == "checkstyle" and all(
        {"line", "severity", "message", "source"} <= error.attrib.keys() for error in errors
    )
    counts["checkstyle"] = len(errors)
    junit = ElementTree.fromstring(texts["junit"])
    suites = [junit] if junit.tag == "testsuite" else junit.findall("testsuite")
    for suite in suites:
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase")), "junit: tests"
        bad = len(suite.findall("testcase/failure")) + len(suite.findall("testcase/error"))
        assert int(suite.attrib["failures"]) + int(suite.attrib.get("errors", 0)) == bad, "junit: failures"
    rdjson = json.loads(texts["rdjson"])
    if RDJSON:
        RDJSON.validate(rdjson)
    for diagnostic in rdjson["diagnostics"]:
        assert diagnostic["message"] and diagnostic["location"]["path"], diagnostic
        assert diagnostic["severity"] in {"ERROR", "WARNING", "INFO"}, diagnostic
        place = diagnostic["location"].get("range", {"start": {"line": 1}})
        assert place["start"]["line"] >= 1, diagnostic
    counts["rdjson"] = len(rdjson["diagnostics"])
    return counts


def reports(program, folder, work):
    """All formats of one run."""
    out = work / "reports"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    options = [f"--format={name}={out / name}" for name in FORMATS]
    done = subprocess.run(
        [program, "check", "--quiet", "--no-cache", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1, 2), done
    assert "panicked" not in done.stderr, done.stderr
    return {name: (out / name).read_text(encoding="utf-8") for name in FORMATS}


def main():
    program = Path(sys.argv[1]).resolve()
    runs = findings = 0
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        for name, folder in projects(work):
            try:
                counts = count_by_format(reports(program, folder, work))
                assert len(set(counts.values())) == 1, f"formats differ in number: {counts}"
            except (
                AssertionError,
                ValueError,
                KeyError,
                ElementTree.ParseError,
                jsonschema.ValidationError,
            ) as wrong:
                sys.exit(f"{name}: {type(wrong).__name__}: {wrong}")
            runs, findings = runs + 1, findings + counts["jsonl"]
    if runs < 300 or findings < 600:
        sys.exit(f"only {runs} runs with {findings} findings: the fixtures were not read as they are")
    print(f"{len(FORMATS)} formats of {runs} runs with {findings} findings are what their readers expect")


main()
