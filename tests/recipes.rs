//! The recipes of docs/ci.md and the sessions of README.md: every command of newslint on these pages is
//! run in a newsroom.

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

/// The folders of a newsroom, and a line to be run there.
fn newsroom(parts: &str) -> tempfile::TempDir {
    let room = tempfile::TempDir::new().unwrap();
    let copied = Command::new("bash")
        .args(["-c", &format!("cp -r fixtures/newsroom/{parts} '{}'", room.path().display())])
        .status();
    assert!(copied.unwrap().success());
    room
}

/// Runs a command as it stands on a page; it may find something, but must do its job.
fn run(command: &str, room: &Path, tools: &Path) {
    let program = Path::new(env!("CARGO_BIN_EXE_newslint")).parent().unwrap();
    let output = Command::new("bash")
        .args(["-o", "pipefail", "-c", command])
        .current_dir(room)
        .env("PATH", format!("{}:{}:/usr/bin:/bin", program.display(), tools.display()))
        .env("HOME", room.join("home"))
        .output()
        .unwrap();
    let status = output.status.code().unwrap();
    assert!(status < 2, "{command}: {status}\n{output:?}");
}

/// Files that the sessions of README.md speak of, beside the folders.
const MEANT: [(&str, &str); 8] = [
    ("story.md", "The council met on Wednesday, November 17, 2021.\n"),
    ("draft.md", "The council met on Wednesday, November 17, 2021.\n"),
    ("buffer", "The council met on Wednesday, November 17, 2021.\n"),
    ("list.csv", "name,title\nAdaeze Thornbury,mayor\n"),
    ("agencies.csv", "Agency,Short\nHarbour Lights Commission,HLC\n"),
    ("members.yaml", "- name: Rosalind Achtenberg\n"),
    (
        "council.map.toml",
        "[pack]\nname = \"council\"\n[[from]]\nfile = \"members.yaml\"\nkind = \"person\"\n\
         [from.columns]\nname = \"name\"\n",
    ),
    ("lints/learned.toml", "[[term]]\nuse = \"harbour\"\nnot = [\"harbor\"]\n"),
];

#[test]
fn sessions_of_the_readme_run() {
    let page = std::fs::read_to_string("README.md").unwrap();
    let room = newsroom("{drafts,published,lints}");
    for (name, text) in MEANT {
        std::fs::write(room.path().join(name), text).unwrap();
    }
    let house = room.path().join("lints/house.toml");
    let email = "\n[[term]]\nid = \"email\"\nuse = \"email\"\nnot = [\"e-mail\"]\n";
    std::fs::write(&house, std::fs::read_to_string(&house).unwrap() + email).unwrap();
    for folder in [".local/share/bash-completion/completions", ".zfunc", ".config/fish/completions"]
    {
        std::fs::create_dir_all(room.path().join("home").join(folder)).unwrap();
    }
    let commands = commands(&page);
    assert!(commands.len() >= 25, "{commands:?}");
    for command in &commands {
        // A session writes what the one before it has used: newslint replaces nothing unasked.
        let again = command
            .split_once("--output lints/")
            .is_some_and(|(_, file)| room.path().join("lints").join(file).exists());
        let command = if again { format!("{command} --force") } else { command.clone() };
        run(&command, room.path(), room.path());
    }
}

#[test]
fn recipes_for_ci_run() {
    let page = std::fs::read_to_string("docs/ci.md").unwrap();
    let room = newsroom(".");
    // What takes the findings from standard input, in the place of reviewdog.
    let tools = room.path().join("tools");
    std::fs::create_dir(&tools).unwrap();
    std::fs::write(tools.join("reviewdog"), "#!/bin/sh\nexec cat >reviewdog.json\n").unwrap();
    let made = Command::new("chmod").arg("+x").arg(tools.join("reviewdog")).status();
    assert!(made.unwrap().success());
    check_out(room.path());
    let commands = commands(&page);
    assert!(commands.len() >= 13, "{commands:?}");
    commands.iter().for_each(|command| run(command, room.path(), &tools));
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
