//! `--fix` and `--diff`, as a user runs them: what is mended, and what must never be lost.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

const PACK: &str = "[[term]]\nuse = \"adviser\"\nnot = [\"advisor\"]\n\
                    [[term]]\nuse = \"email\"\nnot = [\"e-mail\"]\n\
                    [[organization]]\nname = \"Harbour Safety Inspection Agency\"\n\
                    acronym = \"HSIA\"\nnot = [\"Harbour Inspectors Agency\"]\n";

fn project(articles: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("lints")).unwrap();
    std::fs::write(root.path().join("lints/house.toml"), PACK).unwrap();
    std::fs::write(root.path().join("newslint.toml"), "[packs]\nuse = [\"house\"]\n").unwrap();
    for (path, bytes) in articles {
        std::fs::write(root.path().join(path), bytes).unwrap();
    }
    root
}

fn check(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("newslint").unwrap();
    let command = command.current_dir(root).args(["check", "--format", "short", "--quiet"]);
    command.args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn safe_fixes_are_made_and_a_second_run_has_none() {
    let before = "\u{feff}Advisor leaves\r\n\r\nThe ADVISOR left. “The advisor lied,” he said in an\r\ne-mail. \
                  The Harbour Inspectors Agency's boats came.\r\n";
    let after = "\u{feff}Adviser leaves\r\n\r\nThe ADVISER left. “The advisor lied,” he said in an\r\nemail. \
                 The Harbour Safety Inspection Agency's boats came.\r\n";
    let root = project(&[("a.txt", before.as_bytes()), ("b.txt", b"The adviser stayed.\n")]);
    let first = check(root.path(), &["--fix"]);
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    assert_eq!(std::fs::read_to_string(root.path().join("a.txt")).unwrap(), after);
    let second = check(root.path(), &["--fix"]);
    assert!(second.stdout.is_empty() && second.status.success(), "{second:?}");
    assert_eq!(std::fs::read_to_string(root.path().join("a.txt")).unwrap(), after);
    // Nothing beside the files is left.
    let names = std::fs::read_dir(root.path()).unwrap().count();
    assert_eq!(names, 4);
}

#[test]
fn a_diff_shows_and_changes_nothing() {
    let root = project(&[("a.txt", b"One.\n\nThe advisor left.\n"), ("b.txt", b"Nothing.\n")]);
    let shown = check(root.path(), &["--diff"]);
    assert_eq!(shown.status.code(), Some(1));
    let wanted =
        "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n One.\n \n-The advisor left.\n+The adviser left.\n";
    assert_eq!(text(&shown.stdout), wanted);
    assert_eq!(std::fs::read(root.path().join("a.txt")).unwrap(), b"One.\n\nThe advisor left.\n");
    let clean = check(root.path(), &["--diff", "b.txt"]);
    assert!(clean.stdout.is_empty() && clean.status.success());
    let refused = check(root.path(), &["--unsafe-fixes"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("--unsafe-fixes goes with --fix or --diff"));
}

#[test]
fn a_diff_is_what_the_fixes_do_and_hides_no_fault() {
    let root = project(&[("a b.txt", b"The advisor left.\n")]);
    // The second fix is seen after the first.
    let pack = "[[term]]\nuse = \"adviser\"\nnot = [\"advisor\"]\n\
                [[term]]\nuse = \"consultant left\"\nnot = [\"adviser left\"]\n";
    std::fs::write(root.path().join("lints/house.toml"), pack).unwrap();
    let shown = check(root.path(), &["--diff"]);
    let wanted =
        "--- a b.txt\t\n+++ a b.txt\t\n@@ -1 +1 @@\n-The advisor left.\n+The consultant left.\n";
    assert_eq!((text(&shown.stdout), shown.status.code()), (wanted, Some(1)));
    assert_eq!(check(root.path(), &["--diff", "--fail-on", "never"]).status.code(), Some(0));
    assert_eq!(check(root.path(), &["--fix"]).status.code(), Some(0));
    let now = std::fs::read(root.path().join("a b.txt")).unwrap();
    assert_eq!(text(&now), "The consultant left.\n");
    let missing = check(root.path(), &["--diff", "none.txt"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("none.txt: there is no such file"), "{missing:?}");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let root = project(&[("a.txt", b"The advisor left.\n")]);
    let (file, link) = (root.path().join("a.txt"), root.path().join("b.txt"));
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("a.txt", &link).unwrap();
    assert!(check(root.path(), &["--fix", "b.txt"]).status.success());
    assert_eq!(std::fs::read(&file).unwrap(), b"The adviser left.\n");
    assert!(link.is_symlink());
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_left_and_told_and_the_others_are_mended() {
    use std::os::unix::fs::PermissionsExt;
    let root = project(&[("a.txt", b"The advisor left.\n"), ("b.txt", b"The advisor stayed.\n")]);
    let file = root.path().join("a.txt");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).unwrap();
    let mended = check(root.path(), &["--fix"]);
    assert_eq!(mended.status.code(), Some(2), "{mended:?}");
    assert!(text(&mended.stderr).contains("a.txt was not mended: "), "{mended:?}");
    assert_eq!(std::fs::read(&file).unwrap(), b"The advisor left.\n");
    assert_eq!(std::fs::read(root.path().join("b.txt")).unwrap(), b"The adviser stayed.\n");
}

#[test]
fn what_cannot_be_written_in_the_encoding_of_a_file_is_left() {
    let latin =
        b"The caf\xe9 advisor, a se\xf1or, left the caf\xe9 and never came back to the caf\xe9.\n";
    let root = project(&[("a.txt", latin)]);
    let pack = PACK.replace("use = \"adviser\"", "use = \"advis東er\"");
    std::fs::write(root.path().join("lints/house.toml"), pack).unwrap();
    let mended = check(root.path(), &["--fix"]);
    assert_eq!(mended.status.code(), Some(2), "{mended:?}");
    assert!(text(&mended.stderr).contains("save it as UTF-8"), "{mended:?}");
    assert_eq!(std::fs::read(root.path().join("a.txt")).unwrap(), latin);
}

/// The last article is a pipe: once newslint asks for it, it has read the others.
#[cfg(unix)]
#[test]
fn a_file_that_changes_meanwhile_is_left_and_told_and_the_others_are_mended() {
    use std::io::Write;
    let root = project(&[("a.txt", b"The advisor left.\n"), ("b.txt", b"The advisor stayed.\n")]);
    let (file, pipe) = (root.path().join("a.txt"), root.path().join("c.txt"));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let run = std::process::Command::new(assert_cmd::cargo::cargo_bin("newslint"))
        .current_dir(root.path())
        .args(["check", "--fix", "--threads", "1", "a.txt", "b.txt", "c.txt"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut asked = std::fs::File::options().write(true).open(&pipe).unwrap();
    let newer = b"By the desk. The advisor left on Monday.\n";
    std::fs::write(&file, newer).unwrap();
    asked.write_all(b"Nothing.\n").unwrap();
    drop(asked);
    let ended = run.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(2), "{ended:?}");
    assert!(text(&ended.stderr).contains("a.txt was not mended: it has changed since it was read"));
    assert_eq!(std::fs::read(&file).unwrap(), newer);
    assert_eq!(std::fs::read(root.path().join("b.txt")).unwrap(), b"The adviser stayed.\n");
}

/// Killed at any moment, every file is what it was or what it is to become.
#[cfg(unix)]
#[test]
fn a_run_that_is_killed_leaves_every_file_whole() {
    const FILES: usize = 200;
    let (old, new) = ("The advisor left.\n".repeat(100), "The adviser left.\n".repeat(100));
    let names: Vec<String> = (0..FILES).map(|n| format!("{n:03}.txt")).collect();
    let (mut between, program) = (0, assert_cmd::cargo::cargo_bin("newslint"));
    for round in 0..12_u64 {
        let articles: Vec<(&str, &[u8])> =
            names.iter().map(|name| (name.as_str(), old.as_bytes())).collect();
        let root = project(&articles);
        let mut run = std::process::Command::new(&program);
        run.current_dir(root.path()).args([
            "check",
            "--fix",
            "--quiet",
            "--no-cache",
            "--format",
            "json",
        ]);
        let mut child = run.stdout(std::process::Stdio::null()).spawn().unwrap();
        // From the first file that is mended on, it may die any moment.
        let first = root.path().join(&names[0]);
        let started = std::time::Instant::now();
        while std::fs::read_to_string(&first).unwrap() == old && started.elapsed().as_secs() < 60 {
            std::thread::sleep(std::time::Duration::from_micros(200));
        }
        std::thread::sleep(std::time::Duration::from_micros(round * 700));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut mended = 0;
        for name in &names {
            let now = std::fs::read_to_string(root.path().join(name)).unwrap();
            assert!(now == old || now == new, "{name} is neither");
            mended += usize::from(now == new);
        }
        between += usize::from(mended > 0 && mended < FILES);
    }
    assert!(between > 0, "no run was killed between the first file and the last");
}
