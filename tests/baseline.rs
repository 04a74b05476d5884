//! Accepted findings, as a newsroom with an old archive lives with them.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::path::Path;

use assert_cmd::Command;

const PACK: &str = "[[term]]\nuse = \"adviser\"\nnot = [\"advisor\"]\n\
                    [[term]]\nuse = \"email\"\nnot = [\"e-mail\"]\n";

fn project(articles: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("lints")).unwrap();
    std::fs::write(root.path().join("lints/house.toml"), PACK).unwrap();
    std::fs::write(root.path().join("newslint.toml"), "[packs]\nuse = [\"house\"]\n").unwrap();
    for (path, text) in articles {
        std::fs::write(root.path().join(path), text).unwrap();
    }
    root
}

/// Standard output, standard error and the exit status.
fn check(root: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::cargo_bin("newslint").unwrap();
    let command = command.current_dir(root).args(["check", "--format", "short"]);
    let output = command.args(["--fail-on", "warning"]).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn what_is_accepted_stays_hidden_wherever_it_moves() {
    let root = project(&[
        ("a.txt", "The advisor left.\n\nAn advisor wrote an e-mail.\n"),
        ("b.txt", "The advisor stayed.\n"),
    ]);
    let at = root.path();
    let (out, told, status) = check(at, &["--write-baseline", "accepted.jsonl"]);
    assert_eq!((out.as_str(), status), ("", Some(0)));
    assert_eq!(told, "newslint: 4 accepted in accepted.jsonl, 0 that were are gone\n");

    // Lines move, others are written: only what is new shows, from any folder.
    let moved = "The lock opened.\n\nAn e-mail came.\n\nThe advisor left.\n\nAn advisor wrote.\n";
    std::fs::write(at.join("a.txt"), moved.replace("The lock", "The e-mail on the lock")).unwrap();
    let (out, told, status) = check(at, &["--baseline", "accepted.jsonl"]);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(out.starts_with("a.txt:3:4: warning[style/term]"), "{out}");
    assert_eq!(status, Some(1));
    assert_eq!(told, "newslint: 4 accepted by accepted.jsonl\n");
    let inside = at.join("lints");
    let (out, ..) = check(&inside, &["--baseline", "../accepted.jsonl", "../a.txt"]);
    assert_eq!(out.lines().count(), 1, "{out}");
}

#[test]
fn stale_entries_are_counted_and_taken_out() {
    let root = project(&[("a.txt", "The advisor left.\n"), ("b.txt", "An e-mail came.\n")]);
    let at = root.path();
    check(at, &["--write-baseline", "accepted.jsonl"]);
    std::fs::write(at.join("a.txt"), "The adviser left.\n").unwrap();
    let (_, told, status) = check(at, &["--baseline", "accepted.jsonl"]);
    assert_eq!(status, Some(0));
    let stale = "1 accepted by accepted.jsonl; 1 entry is stale: --write-baseline takes it out";
    assert_eq!(told, format!("newslint: {stale}\n"));
    // Neither articles nor checks that are left alone make an entry stale.
    for left_alone in [&["b.txt"][..], &["--select", "date"]] {
        let (_, told, _) = check(at, &[&["--baseline", "accepted.jsonl"], left_alone].concat());
        assert!(!told.contains("stale"), "{told}");
    }
    check(at, &["--write-baseline", "accepted.jsonl", "b.txt"]);
    assert_eq!(std::fs::read_to_string(at.join("accepted.jsonl")).unwrap().lines().count(), 2);
    let (_, told, _) = check(at, &["--write-baseline", "accepted.jsonl"]);
    assert_eq!(told, "newslint: 1 accepted in accepted.jsonl, 1 that were are gone\n");
    assert_eq!(std::fs::read_to_string(at.join("accepted.jsonl")).unwrap().lines().count(), 1);
}

#[test]
fn a_baseline_that_is_missing_or_none_is_an_error() {
    let root = project(&[("a.txt", "The advisor left.\n"), ("b.jsonl", "{}\n")]);
    let (out, told, status) = check(root.path(), &["--baseline", "none.jsonl"]);
    assert_eq!((out.as_str(), status), ("", Some(2)));
    assert!(told.contains("there is no baseline none.jsonl"), "{told}");
    let (_, told, status) = check(root.path(), &["--baseline", "b.jsonl"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("the baseline b.jsonl is no baseline (line 1: missing field"), "{told}");
    let (_, told, status) = check(root.path(), &["--write-baseline", "b.jsonl"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("is no baseline"), "{told}");
    assert_eq!(std::fs::read_to_string(root.path().join("b.jsonl")).unwrap(), "{}\n");
}
