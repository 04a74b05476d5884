//! Bad input gets a clear finding, and nothing is lost: each fault with real files, through the
//! real program.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{fs, io};

use newslint::config::Config;
use newslint::policy::{CliLevels, FailOn, Policy, exit_status};
use newslint::session::{Job, Session, Setup};
use newslint::stylebook::Stylebook;
use tempfile::TempDir;

const GOOD: &str = "The council met on Tuesday, November 17, 2021, to hear the plan again.\n";

fn newsroom(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

fn newslint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newslint"))
        .current_dir(folder)
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .expect("newslint runs")
}

/// The same as somebody who may not read everything: root without its privileges.
#[cfg(unix)]
fn unprivileged(folder: &TempDir, arguments: &[&str]) -> (i32, String) {
    let program = env!("CARGO_BIN_EXE_newslint");
    let closed = folder.path().join("closed to its owner");
    fs::create_dir(&closed).expect("a folder");
    lock(&closed, 0o000);
    let is_root = fs::read_dir(&closed).is_ok();
    lock(&closed, 0o755);
    fs::remove_dir(&closed).expect("an empty folder");
    if !is_root {
        return run(folder, arguments);
    }
    let output = Command::new("setpriv")
        .args(["--bounding-set=-all", "--inh-caps=-all", program])
        .current_dir(folder.path())
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .expect("as root, this test needs setpriv (util-linux)");
    outcome(output)
}

#[cfg(unix)]
fn lock(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("mode");
}

/// Exit status and everything printed; a panic is never acceptable.
fn run(folder: &TempDir, arguments: &[&str]) -> (i32, String) {
    outcome(newslint(folder.path(), arguments))
}

fn outcome(output: Output) -> (i32, String) {
    let text = format!(
        "{}{}",
        String::from_utf8(output.stdout).expect("UTF-8"),
        String::from_utf8(output.stderr).expect("UTF-8")
    );
    assert!(!text.contains("panicked"), "{text}");
    (output.status.code().expect("no signal"), text)
}

/// A pack with a fault: status 2, the check's name, the pack's own line; the article is checked
/// all the same.
fn pack_fault(pack: &str, check: &str, line: &str) {
    let folder = newsroom(&[
        ("newslint.toml", b""),
        ("lints/house.toml", pack.as_bytes()),
        ("a.txt", GOOD.as_bytes()),
    ]);
    let (status, text) = run(&folder, &["check", "--format", "short"]);
    assert_eq!(status, 2, "{text}");
    assert!(text.contains(check), "{check} not in:\n{text}");
    assert!(text.contains(&format!("lints/house.toml:{line}")), "line {line} not in:\n{text}");
    assert!(text.contains("date/weekday"), "the article was not checked:\n{text}");
}

#[test]
fn unknown_key() {
    pack_fault("[[term]]\nuse = \"a\"\nnott = [\"b\"]\n", "pack/unknown-key", "3");
}

#[test]
fn wrong_type() {
    pack_fault("[[term]]\nuse = \"a\"\nnot = 3\n", "pack/wrong-type", "3");
}

#[test]
fn bad_regex() {
    pack_fault("[[pattern]]\nid = \"p\"\nmatch = '('\nmessage = \"m\"\n", "pack/bad-regex", "3");
}

#[test]
fn bad_date() {
    pack_fault(
        "[[event]]\nname = \"x\"\ndate = \"31 June\"\nmentions = [\"x\"]\n",
        "pack/bad-date",
        "3",
    );
}

#[test]
fn duplicate_rule() {
    let term = "[[term]]\nid = \"t\"\nuse = \"a\"\nnot = [\"b\"]\n";
    let other = "[[term]]\nid = \"t\"\nuse = \"c\"\nnot = [\"d\"]\n";
    pack_fault(&format!("{term}{other}"), "pack/duplicate-rule", "6");
}

#[test]
fn not_toml() {
    pack_fault("Dear colleagues,\nplease see below.\n", "pack/syntax", "1");
}

#[test]
fn all_errors_of_a_file_at_once() {
    let pack =
        "[[term]]\nuse = 1\nnot = [\"b\"]\n[[pattern]]\nid = \"p\"\nmatch = '['\nmessage = \"m\"\n";
    pack_fault(pack, "pack/wrong-type", "2");
    pack_fault(pack, "pack/bad-regex", "6");
}

#[test]
fn empty_pack() {
    let folder =
        newsroom(&[("newslint.toml", b""), ("lints/house.toml", b""), ("a.txt", b"Fine.\n")]);
    let (status, text) = run(&folder, &["check", "--format", "short"]);
    assert!(text.contains("pack/empty"), "{text}");
    assert_eq!(status, 0, "an empty pack is a warning:\n{text}");
}

#[test]
fn broken_configuration_is_shown_in_its_own_lines() {
    let config = b"[articles]\ninclud = [\"x\"]\n[levels]\n\"org/nmae\" = \"error\"\n";
    let folder = newsroom(&[("newslint.toml", config), ("a.txt", GOOD.as_bytes())]);
    let (status, text) = run(&folder, &["check", "a.txt"]);
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("newslint.toml:2:1"), "{text}");
    assert!(text.contains("did you mean \"include\"") || text.contains("include"), "{text}");
    assert!(text.contains("org/name"), "{text}");
    assert!(text.contains("date/weekday"), "{text}");
}

#[test]
fn missing_path() {
    let folder = newsroom(&[("a.txt", GOOD.as_bytes())]);
    let (status, text) = run(&folder, &["check", "nowhere", "a.txt", "--format", "short"]);
    assert_eq!(status, 2);
    assert!(text.contains("nowhere:1:1: error[input/missing]"), "{text}");
    assert!(text.contains("date/weekday"), "{text}");
}

#[test]
fn no_articles_at_all() {
    let folder = newsroom(&[("picture.png", b"\x89PNG\x00\x00")]);
    let (status, text) = run(&folder, &["check"]);
    assert_eq!(status, 2);
    assert!(text.contains("no articles"), "{text}");
}

#[cfg(unix)]
#[test]
fn unreadable_folder() {
    let folder = newsroom(&[("a.txt", GOOD.as_bytes()), ("closed/b.txt", b"b\n")]);
    let closed = folder.path().join("closed");
    lock(&closed, 0o000);
    let (status, text) = unprivileged(&folder, &["check", ".", "--format", "short"]);
    lock(&closed, 0o755);
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("closed:1:1: error[input/unreadable]"), "{text}");
    assert!(text.contains("a.txt:1:20: error[date/weekday]"), "{text}");
}

#[cfg(unix)]
#[test]
fn unreadable_file() {
    let folder = newsroom(&[("a.txt", GOOD.as_bytes()), ("b.txt", b"b\n")]);
    lock(&folder.path().join("b.txt"), 0o000);
    let (status, text) = unprivileged(&folder, &["check", ".", "--format", "short"]);
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("b.txt:1:1: error[input/unreadable]"), "{text}");
    assert!(text.contains("a.txt:1:20: error[date/weekday]"), "{text}");
}

#[cfg(unix)]
#[test]
fn directory_link_loop() {
    let folder = newsroom(&[("desk/a.txt", GOOD.as_bytes())]);
    std::os::unix::fs::symlink("..", folder.path().join("desk/up")).expect("a link");
    let (status, text) = run(&folder, &["check", ".", "--format", "short"]);
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("input/link-loop"), "{text}");
    assert_eq!(text.matches("date/weekday").count(), 1, "{text}");
}

#[test]
fn a_line_of_fifty_megabytes() {
    let sentence = "Mayor Ada Thornbury of the Harbour Safety Agency (HSA) said \"no\" on May 3. ";
    let text = sentence.repeat(50_000_000 / sentence.len());
    let folder = newsroom(&[("long.txt", text.as_bytes()), ("a.txt", GOOD.as_bytes())]);
    let start = Instant::now();
    let (status, text) = run(&folder, &["check", ".", "--format", "short"]);
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("a.txt:1:20: error[date/weekday]"), "{text}");
    // Seconds when optimised; work that grows with the square of the line would take hours.
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}

#[test]
fn nul_bytes_are_no_text() {
    let folder = newsroom(&[("a.txt", GOOD.as_bytes()), ("b.txt", b"a\x00b\x00\x00\x01\x02c")]);
    let (status, text) = run(&folder, &["check", ".", "--statistics", "--format", "short"]);
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("skipped, not text:   b.txt"), "{text}");
}

#[test]
fn encodings_keep_their_offsets() {
    let text = "Ren\u{e9}e said: the council met on Tuesday, November 17, 2021, again.\n";
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let mut utf16: Vec<u8> = vec![0xff, 0xfe];
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let folder = newsroom(&[("latin.txt", &latin), ("utf16.txt", &utf16)]);
    let (status, out) = run(&folder, &["check", ".", "--format", "jsonl"]);
    assert_eq!(status, 1, "{out}");
    let at = text.find("Tuesday").expect("in the text") - 1;
    assert!(out.contains(&format!("\"offset\":{at}")), "{out}");
    assert!(out.contains(&format!("\"offset\":{}", 2 + 2 * at)), "{out}");
}

/// A file that is no article takes no more time than one: what was left out is said, and the rest of
/// the run goes on.
#[test]
fn a_file_without_end_is_checked_in_part() {
    let mut giant = GOOD.repeat(5_000_000 / GOOD.len());
    giant.push_str("The council met on Sunday, November 16, 2021.\n");
    let folder = newsroom(&[("dump.txt", giant.as_bytes()), ("z.txt", GOOD.as_bytes())]);
    let (status, out) = run(&folder, &["check", ".", "--format", "short"]);
    assert_eq!(status, 1);
    let (warning, rest) =
        out.lines().partition::<Vec<_>, _>(|line| line.contains("warning[input/too-long]"));
    assert!(warning[0].starts_with("dump.txt:"), "{warning:?}");
    assert!(warning[0].contains("only the first 4.0 MB of this file were checked"), "{warning:?}");
    assert!(rest.iter().any(|line| line.starts_with("dump.txt:1:")), "what comes first is checked");
    assert!(rest.iter().any(|line| line.starts_with("z.txt:1:")), "other files are checked");
    assert!(!out.contains("Sunday"), "the rest is not");
}

/// Every file was found; one is gone when it is read, the other when its lines are shown.
#[test]
fn files_that_vanish_during_the_run() {
    let config = Config::default();
    let stylebook = Stylebook::default();
    let policy = Policy::new(&config, CliLevels::default());
    let reads = AtomicUsize::new(0);
    let reader = |path: &str| match path {
        "a.txt" if reads.fetch_add(1, Ordering::Relaxed) == 0 => Ok(GOOD.into()),
        "c.txt" => Ok(GOOD.into()),
        _ => Err(io::ErrorKind::NotFound.into()),
    };
    let setup = Setup {
        reader: &reader,
        config: &config,
        stylebook: &stylebook,
        policy: &policy,
        date: None,
        threads: Some(1),
        whole: false,
    };
    let mut session = Session::new(setup);
    let job = |path: &str| Job { path: path.into(), reported: true, authority: false };
    session.read(&["a.txt", "b.txt", "c.txt"].map(job));
    let (findings, _) = session.findings(Vec::new());
    let found: Vec<_> = findings.iter().map(|f| (f.check, &*f.primary.place.path)).collect();
    let weekday = "date/weekday";
    assert_eq!(found, [(weekday, "a.txt"), ("input/unreadable", "b.txt"), (weekday, "c.txt")]);
    assert!(findings[0].primary.at.is_none() && findings[2].primary.at.is_some());
    assert_eq!(exit_status(&findings, FailOn::Error), 2);
}

#[cfg(unix)]
#[test]
fn a_link_into_nowhere() {
    let folder = newsroom(&[("a.txt", GOOD.as_bytes())]);
    std::os::unix::fs::symlink("gone.txt", folder.path().join("b.txt")).expect("a link");
    let (status, text) = run(&folder, &["check", "b.txt", "a.txt", "--format", "short"]);
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("b.txt:1:1: error[input/"), "{text}");
    assert!(text.contains("date/weekday"), "{text}");
}

#[test]
fn wrong_options_say_what_to_do() {
    let folder = newsroom(&[("a.txt", GOOD.as_bytes())]);
    for (arguments, hint) in [
        (&["check", "--select", "org/nam"][..], "org/name"),
        (&["check", "--level", "org/name=loud"][..], "error"),
        (&["check", "--format", "xml"][..], "jsonl"),
        (&["check", "--date", "yesterday"][..], "2026-11-21"),
        (&["explain", "date/weekdy"][..], "date/weekday"),
    ] {
        let (status, text) = run(&folder, arguments);
        assert_eq!(status, 2, "{arguments:?}: {text}");
        assert!(text.contains(hint), "{arguments:?}: {text}");
    }
}
