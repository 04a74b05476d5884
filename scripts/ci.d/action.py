"""Runs the shell steps of a composite action as GitHub would, with several sets of inputs.

action.py ACTION.YML FOLDER-OF-THE-PROGRAM FOLDER-OF-ITS-WHEEL WORK
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ACTION, PROGRAM, WHEELS, WORK = (Path(argument).resolve() for argument in sys.argv[1:5])
HOUSE = ACTION.parent
action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))


def filled(text, context):
    """A text with its ${{ … }} replaced; only plain names are known."""
    return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", lambda match: context[match.group(1)], text)


def run(name, inputs, prepare=lambda root: None, steps=("Check articles",)):
    """Runs some steps in a repository with the newsroom in `news/`; returns status, log and outputs."""
    root = WORK / name
    shutil.copytree(HOUSE / "fixtures/newsroom", root / "news")
    prepare(root)
    context = {f"inputs.{key}": str(value.get("default", "")) for key, value in action["inputs"].items()}
    unknown = [key for key in inputs if f"inputs.{key}" not in context]
    assert not unknown, unknown
    context.update({f"inputs.{key}": value for key, value in inputs.items()})
    context.update({"github.action_path": str(HOUSE), "runner.temp": str(root / "temp")})
    files = {key: root / f".{key.lower()}" for key in ("GITHUB_OUTPUT", "GITHUB_PATH")}
    log, status = "", 0
    for step in (step for step in action["runs"]["steps"] if step["name"] in steps):
        for file in files.values():
            file.touch()
        added = files["GITHUB_PATH"].read_text().splitlines()
        ready = [] if "Install newslint" in steps else [str(PROGRAM)]
        path = [*added, *ready, os.environ["PATH"]]
        environment = {
            **os.environ,
            **{key: str(file) for key, file in files.items()},
            "PATH": ":".join(path),
        }
        environment.update({key: filled(value, context) for key, value in step["env"].items()})
        # GitHub's own way of running `shell: bash`.
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=root,
            env=environment,
            text=True,
            capture_output=True,
            check=False,
        )
        log, status = log + done.stdout + done.stderr, done.returncode
        if status:
            break
    outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
    return root, status, log, outputs


def expect(name, condition, seen):
    if not condition:
        sys.exit(f"action.yml, {name}: {seen}")
    print(f"action.yml: {name}")


def uris(report):
    results = json.loads(report.read_text(encoding="utf-8"))["runs"][0]["results"]
    return {
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in results
        for place in result["locations"]
    }


done = run("subfolder", {"working-directory": "news"})
root, status, log, outputs = done
found = uris(root / outputs["sarif"])
expect(
    "findings fail the job, paths are seen from the root",
    status == 1
    and outputs["status"] == "1"
    and "::error file=news/drafts/" in log
    and found
    and all(uri.startswith("news/drafts/") for uri in found),
    done,
)
config = {"working-directory": "news/", "sarif": "out.sarif", "fail-on": "never", "args": "--select org,date"}
done = run("options", config)
root, status, log, outputs = done
expect(
    "options are handed over",
    status == 0
    and outputs == {"status": "0", "sarif": "out.sarif"}
    and "org/name" in log
    and "title=style/" not in log,
    done,
)
paths = "drafts/harbour-days.txt\ndrafts/two words.txt\n"
named = {"working-directory": "news", "paths": paths, "fail-on": "never"}
twice = "The council met on Tuesday, November 17, 2021, to hear the plan again.\n"
done = run("paths", named, lambda root: (root / "news/drafts/two words.txt").write_text(twice))
root, status, log, outputs = done
expect(
    "paths are one a line",
    status == 0
    and uris(root / outputs["sarif"]) == {"news/drafts/harbour-days.txt", "news/drafts/two%20words.txt"},
    done,
)
done = run(
    "plain folder",
    {"working-directory": "plain", "fail-on": "warning"},
    lambda root: ((root / "plain").mkdir(), (root / "plain/a.txt").write_text(twice)),
)
expect("a folder without configuration", done[1] == 1 and "file=plain/a.txt" in done[2], done)
done = run("no articles", {"working-directory": "empty"}, lambda root: (root / "empty").mkdir())
expect("what can't be done fails the job", done[1] == 2 and done[3]["status"] == "2", done)
bad = {"working-directory": "news", "args": "--select org/nam"}
done = run("bad option", bad, lambda root: (root / "newslint.sarif").write_text("old"))
expect("no report of an earlier run is taken for this one's", done[1] == 2 and "sarif" not in done[3], done)
both = ("Install newslint", "Check articles")
# The wheel that was built a moment ago, and no index: what is proved is this source.
os.environ.update({"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(WHEELS)})
version = re.search(r'^version = "(.*)"', (HOUSE / "Cargo.toml").read_text(encoding="utf-8"), re.M)[1]
done = run("from a wheel", {"version": version, "working-directory": "news"}, steps=both)
expect("installed by pip", done[1] == 1 and "::error file=news/drafts/" in done[2], done)
done = run("no such version", {"version": "999", "working-directory": "news"}, steps=both)
expect(
    "a version that is not there", done[1] not in (0, 2) and "::error" not in done[2] and not done[3], done
)
done = run("from source", {"version": "source", "working-directory": "news"}, steps=both)
expect("built from source", done[1] == 1 and "::error file=news/drafts/" in done[2], done)
