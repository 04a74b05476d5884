//! Holds the house in order: a file imports only from rooms above its own, and stays small.

use std::path::{Path, PathBuf};

/// The rooms in the order in which an article passes them.
const ROOMS: [&str; 26] = [
    "shared",
    "source",
    "tokens",
    "finding",
    "article",
    "lexicon",
    "tables",
    "stylebook",
    "config",
    "read",
    "formats",
    "extract",
    "archive",
    "index",
    "checks",
    "policy",
    "session",
    "learn",
    "trial",
    "examples",
    "schema",
    "fix",
    "report",
    "import",
    "cli",
    "main",
];

/// Lines that a file may have, its tests included.
const LONGEST_FILE: usize = 500;

fn sources() -> Vec<(PathBuf, String)> {
    let walk = walkdir::WalkDir::new("src").sort_by_file_name();
    walk.into_iter()
        .map(|entry| entry.expect("src can be read").into_path())
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("source is UTF-8");
            (path, text)
        })
        .collect()
}

fn room(path: &Path) -> String {
    let inside = path.strip_prefix("src").expect("below src");
    let first = inside.components().next().expect("a file").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn place(room: &str) -> usize {
    ROOMS.iter().position(|r| *r == room).unwrap_or_else(|| panic!("no such room: {room}"))
}

/// The first part of every `crate::…` path in code, comments left out.
fn imports(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn files_import_only_from_above() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = room(&path);
        if own == "lib" {
            continue;
        }
        for import in imports(&text) {
            if place(&import) > place(&own) {
                wrong.push(format!("{} imports {import}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_map_names_every_room() {
    let map = std::fs::read_to_string("src/lib.rs").expect("lib.rs can be read");
    for room in ROOMS.iter().filter(|r| **r != "main") {
        assert!(map.contains(&format!("//! | [`{room}`] |")), "{room} is not on the map");
    }
}

#[test]
fn codespan_stays_in_the_terminal_report() {
    for (path, text) in sources() {
        let uses = imports_of(&text, "codespan_reporting");
        assert!(
            !uses
                || path.ends_with("report/terminal.rs")
                || path.starts_with("src/report/terminal"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn what_one_article_says_is_worked_out_without_threads() {
    // Discovery spreads folders, the session articles; what compares all of them spreads its own work, one after
    // another, so that no two hold their tables at once.
    const SPREAD: [&str; 6] = ["read", "archive", "index", "checks", "session", "cli"];
    for (path, text) in sources() {
        let spread = SPREAD.contains(&room(&path).as_str());
        assert!(!imports_of(&text, "rayon") || spread, "{}", path.display());
    }
}

#[test]
fn checks_touch_no_disk() {
    for (path, text) in sources() {
        let pure = ["article", "extract", "archive", "checks", "formats", "policy"];
        let disk = text.contains("std::fs") || text.contains("File::open");
        assert!(!(disk && pure.contains(&room(&path).as_str())), "{}", path.display());
    }
}

#[test]
fn files_say_what_they_are_for_and_stay_small() {
    for (path, text) in sources() {
        assert!(text.starts_with("//!"), "{} does not say what it is for", path.display());
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", path.display());
    }
}

fn imports_of(text: &str, name: &str) -> bool {
    text.lines()
        .any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("{name}::")))
}
