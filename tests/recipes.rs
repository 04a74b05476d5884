//! The recipes of docs/ci.md: every command of newslint on the page is run on a newsroom.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::path::Path;
use std::process::Command;

/// The commands of a page's blocks that begin with `newslint`: alone on a line, after `run:` or `-` in
/// YAML, between quotation marks in a Jenkinsfile.
fn commands(page: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in page.lines() {
        if line.starts_with("```") {
            inside = !inside;
            continue;
        }
        let bare = line.trim().trim_start_matches("- ").trim_start_matches("run: ");
        let bare = bare.strip_prefix("sh '").and_then(|b| b.strip_suffix('\'')).unwrap_or(bare);
        if inside && bare.starts_with("newslint ") {
            found.push(bare.to_owned());
        }
    }
    found
}

/// A repository with one commit, as a service checks it out.
fn check_out(room: &Path) {
    for arguments in [
        &["init", "--quiet", "--initial-branch=main"][..],
        &["add", "--all"],
        &[
            "-c",
            "user.name=Desk",
            "-c",
            "user.email=desk@example.org",
            "commit",
            "--quiet",
            "-m",
            ".",
        ],
        &["update-ref", "refs/remotes/origin/main", "HEAD"],
    ] {
        let done = Command::new("git").args(arguments).current_dir(room).status();
        assert!(done.unwrap().success(), "{arguments:?}");
    }
}

#[test]
fn recipes_for_ci_run() {
    let page = std::fs::read_to_string("docs/ci.md").unwrap();
    let room = tempfile::TempDir::new().unwrap();
    let copied = Command::new("cp").args(["-r", "fixtures/newsroom/."]).arg(room.path()).status();
    assert!(copied.unwrap().success());
    // What takes the findings from standard input, in the place of reviewdog.
    let tools = room.path().join("tools");
    std::fs::create_dir(&tools).unwrap();
    std::fs::write(tools.join("reviewdog"), "#!/bin/sh\nexec cat >reviewdog.json\n").unwrap();
    let made = Command::new("chmod").arg("+x").arg(tools.join("reviewdog")).status();
    assert!(made.unwrap().success());
    let program = Path::new(env!("CARGO_BIN_EXE_newslint")).parent().unwrap();
    let path = format!("{}:{}:/usr/bin:/bin", program.display(), tools.display());
    check_out(room.path());
    let mut run = 0;
    for command in commands(&page) {
        let output = Command::new("bash")
            .args(["-o", "pipefail", "-c", &command])
            .current_dir(room.path())
            .env("PATH", &path)
            .output()
            .unwrap();
        let status = output.status.code().unwrap();
        assert!(status < 2, "{command}: {status}\n{output:?}");
        run += 1;
    }
    assert!(run >= 12, "{run}");
    for name in ["newslint.json", "reviewdog.json"] {
        let text = std::fs::read_to_string(room.path().join(name)).unwrap();
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(report.as_array().is_none_or(|findings| !findings.is_empty()), "{name}");
    }
    for name in ["newslint.xml", "newslint-checkstyle.xml", "newslint-junit.xml", "checkstyle.xml"]
    {
        let text = std::fs::read_to_string(room.path().join(name)).unwrap();
        assert!(roxmltree::Document::parse(&text).is_ok(), "{name}");
    }
    let accepted = std::fs::read_to_string(room.path().join("accepted.jsonl")).unwrap();
    assert!(!accepted.is_empty());
}
