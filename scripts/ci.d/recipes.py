"""Cuts the YAML blocks out of a page, each into a file that is called after what it is for."""

import re
import sys
from pathlib import Path

KINDS = {".github/workflows/": "github", ".gitlab-ci.yml": "gitlab", ".pre-commit-config": "hooks"}

page, target = Path(sys.argv[1]).read_text(encoding="utf-8"), Path(sys.argv[2])
target.mkdir(parents=True)
counts = dict.fromkeys(KINDS.values(), 0)
for number, block in enumerate(re.findall(r"^```yaml\n(.*?)^```", page, re.M | re.S)):
    head = block.splitlines()[0]
    kind = next((kind for start, kind in KINDS.items() if head.startswith(f"# {start}")), None)
    if kind is None:
        sys.exit(f"a block of YAML does not say in its first line which file it is: {head}")
    counts[kind] += 1
    (target / f"{number}.{kind}.yml").write_text(block, encoding="utf-8")
missing = [kind for kind, count in counts.items() if not count]
sys.exit(f"no recipe for {', '.join(missing)}" if missing else 0)
