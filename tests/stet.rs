//! `newslint stet`: findings of a line are let stand, where the next run reads it.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

const PACK: &str = "[[term]]\nuse = \"adviser\"\nnot = [\"advisor\"]\n\
                    [[organization]]\nname = \"Harbour Safety Inspection Agency\"\n\
                    acronym = \"HSIA\"\nnot = [\"Harbour Inspectors Agency\"]\n";
const CONFIG: &str = "# Ours\n[packs]\nuse = [\"house\"]";

fn project(article: &str, text: &str) -> TempDir {
    let root = TempDir::new().unwrap();
    for (path, text) in [("lints/house.toml", PACK), ("newslint.toml", CONFIG), (article, text)] {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn run(root: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output =
        Command::cargo_bin("newslint").unwrap().current_dir(root).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn findings(root: &Path) -> String {
    run(root, &["check", "--format", "short", "--quiet"]).1
}

fn stet(root: &Path, place: &str, more: &[&str]) -> (Option<i32>, String, String) {
    run(root, &[&["stet", place, "--reason", "their word: kept"], more].concat())
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn a_paragraph_in_markdown_gets_a_comment_before_it() {
    let text = "# Pier\r\n\r\nThe advisor left.\r\nThe advisor came.\r\n";
    let root = project("a.md", text);
    let root = root.path();
    let (status, out, _) = stet(root, "a.md:3", &[]);
    assert_eq!((status, &*out), (Some(0), "a.md:3: style/term stands (written to a.md)\n"));
    let noted = "# Pier\r\n\r\n<!-- stet style/term: their word: kept -->\r\nThe advisor left.\r\n";
    assert_eq!(read(root, "a.md"), format!("{noted}The advisor came.\r\n"));
    // Inside a paragraph a line of its own would cut it in two.
    assert_eq!(stet(root, "a.md:5", &[]).0, Some(0));
    let both = format!("{noted}The advisor came. <!-- stet style/term: their word: kept -->\r\n");
    assert_eq!(read(root, "a.md"), both);
    assert_eq!(findings(root), "");
}

#[test]
fn the_end_of_a_paragraph_stays_its_end() {
    let root = project("a.md", "One\nadvisor left.  \nAn advisor came.\\\nThe end.\n");
    assert_eq!(stet(root.path(), "a.md:2", &[]).0, Some(0));
    assert_eq!(stet(root.path(), "a.md:3", &[]).0, Some(0));
    let note = "<!-- stet style/term: their word: kept -->";
    let wanted = format!("One\nadvisor left. {note}  \nAn advisor came. {note}\\\nThe end.\n");
    assert_eq!(read(root.path(), "a.md"), wanted);
    assert_eq!(findings(root.path()), "");
}

#[test]
fn what_has_no_room_for_a_comment_is_said_in_the_configuration() {
    let front = "---\ntitle: The advisor left\n---\nThe council met.\n";
    for (path, text, place) in [
        ("wire [2].txt", "The advisor left.\n", "wire [2].txt:1"),
        ("a.md", front, "a.md:2"),
        ("old/a.md", "```\nx\n```\n\nThe advisor left.\n", "old/a.md:5"),
    ] {
        let root = project(path, text);
        let root = root.path();
        assert_ne!(findings(root), "", "{path}");
        let into: &[&str] = if path == "old/a.md" { &["--into", "config"] } else { &[] };
        let (status, out, err) = stet(root, place, into);
        assert_eq!(status, Some(0), "{err}");
        assert!(out.contains("(written to newslint.toml)"), "{out}");
        assert_eq!(read(root, path), text);
        let config = read(root, "newslint.toml");
        assert!(config.starts_with(&format!("{CONFIG}\n\n[[stet]]\npath = ")), "{config}");
        assert!(config.contains("reason = \"their word: kept\"\n"), "{config}");
        assert_eq!(findings(root), "", "{config}");
    }
}

#[test]
fn what_readers_see_stays_as_it_is() {
    let note = " <!-- stet style/term: their word: kept -->";
    for (text, line, wanted) in [
        // Inside a list a line of its own would end it.
        ("10. x\n\n    The advisor came.\n\n    It went.\n", 3, Some("    The advisor came.")),
        ("* x\n\n* The advisor came.\n", 3, Some("* The advisor came.")),
        // No room in a table, nor behind a closed heading.
        ("## x\n| the advisor | b |\n|---|---|\n| c | d |\n", 2, None),
        ("x\n## The advisor ##\n", 2, None),
    ] {
        let root = project("a.md", text);
        let (status, _, err) = stet(root.path(), &format!("a.md:{line}"), &[]);
        assert_eq!(status, Some(0), "{text}: {err}");
        let now = wanted.map_or(text.to_owned(), |w| text.replace(w, &format!("{w}{note}")));
        assert_eq!(read(root.path(), "a.md"), now);
        assert_eq!(findings(root.path()), "", "{text}");
    }
}

#[test]
fn one_note_for_one_thing_and_none_for_nothing() {
    let root = project("b.txt", "The advisor saw an advisor.\r\nThe  end.\r\n");
    let root = root.path();
    fs::write(root.join("newslint.toml"), CONFIG.replace('\n', "\r\n")).unwrap();
    let told = stet(root, "b.txt:1:5", &[]).1;
    assert_eq!(told, "b.txt:1: style/term stands (written to newslint.toml)\n");
    let config = read(root, "newslint.toml");
    assert_eq!(config.matches("[[stet]]\r\n").count(), 1, "{config}");
    assert_eq!(config.matches('\n').count(), config.matches("\r\n").count());
    let (status, _, err) = stet(root, "b.txt:2", &[]);
    assert_eq!(status, Some(2));
    assert!(err.contains("blanks can't be named"), "{err}");
    assert!(stet(root, "b.txt:1", &["--until", "2020-01-01"]).2.contains("--until is over"));
    assert_eq!(read(root, "newslint.toml"), config);
    fs::write(root.join("c.txt"), "The advisor left.\n\nThe advisor came.\n").unwrap();
    let told = stet(root, "c.txt:3", &[]).1;
    assert!(told.contains("stands, and where the same words stand (1 more) (written"), "{told}");
    // What would be read as something else is not written.
    fs::write(root.join("newslint.toml"), "[packs]\nuse = [\"house\"]\n#\nx = \"\"\"\n").unwrap();
    assert_eq!(stet(root, "b.txt:1", &[]).0, Some(2));
}

#[test]
fn only_what_is_asked_for_stands() {
    let root = project("a.txt", "The advisor of the Harbour Inspectors Agency left.\n");
    let root = root.path();
    let more = ["--check", "org", "--by", "the desk", "--until", "2199-01-01"];
    assert_eq!(stet(root, "a.txt:1", &more).0, Some(0));
    let config = read(root, "newslint.toml");
    assert!(config.ends_with("by = \"the desk\"\nuntil = 2199-01-01\n"), "{config}");
    assert!(config.contains("path = \"/a.txt\"\ncheck = \"org/name\"\n"), "{config}");
    let left = findings(root);
    assert!(left.contains("style/term") && !left.contains("org/name"), "{left}");
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_written() {
    let text = "The advisor left.\n\nNothing here.\n";
    let root = project("a.md", text);
    let root = root.path();
    let refused = |arguments: &[&str], why: &str| {
        let (status, _, err) = run(root, &[&["stet"], arguments].concat());
        assert_eq!(status, Some(2), "{arguments:?}");
        assert!(err.contains(why), "{err}");
    };
    refused(&["a.md:3", "--reason", "x"], "nothing is found there; findings begin on line 1");
    refused(&["a.md", "--reason", "x"], "name a line as well");
    refused(&["a.md:1", "--reason", " "], "says in one line");
    refused(&["a.md:1", "--reason", "x --> y"], "can't hold `--`");
    refused(&["a.md:1", "--reason", "x", "--check", "org/nme"], "did you mean \"org/name\"");
    refused(&["a.md:1", "--reason", "x", "--check", "org"], "nothing is found there");
    refused(&["gone.md:1", "--reason", "x"], "there is no such file");
    refused(&["a.md:1"], "--reason <TEXT>");
    fs::remove_file(root.join("newslint.toml")).unwrap();
    fs::write(root.join("b.txt"), "The the end.\n").unwrap();
    refused(&["b.txt:1", "--reason", "x"], "`newslint init` makes one");
    assert_eq!(read(root, "a.md"), text);
}
