//! Reports in files, as a user asks for them.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

fn check(arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("newslint").unwrap();
    command.arg("check").args(["fixtures/newsroom", "--format", "short"]).args(arguments);
    command.output().unwrap()
}

fn lines(path: &Path) -> usize {
    std::fs::read_to_string(path).unwrap().lines().count()
}

#[test]
fn a_report_replaces_an_older_one_and_follows_links() {
    let folder = tempfile::tempdir().unwrap();
    let (file, other) = (folder.path().join("a.jsonl"), folder.path().join("b.jsonl"));
    std::fs::write(&file, "old").unwrap();
    let whole = check(&["--output", file.to_str().unwrap()]);
    assert!(whole.stdout.is_empty() && whole.status.code() == Some(1), "{whole:?}");
    let found = lines(&file);
    assert!(found > 50);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&file, &other).unwrap();
        let spec = format!("json={}", other.display());
        let both = check(&["--format", &spec]);
        assert_eq!(String::from_utf8(both.stdout).unwrap().lines().count(), found);
        assert!(other.is_symlink() && lines(&file) == found + 2);
    }
    // Nothing of the temporary files is left.
    assert!(std::fs::read_dir(folder.path()).unwrap().count() <= 2);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let reader = {
        let pipe = pipe.clone();
        std::thread::spawn(move || std::fs::read_to_string(pipe).unwrap().lines().count())
    };
    let written = check(&["--output", pipe.to_str().unwrap()]);
    assert_eq!(written.status.code(), Some(1), "{written:?}");
    assert!(reader.join().unwrap() > 50);
    assert!(pipe.metadata().unwrap().file_type().is_fifo());
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let failed = check(&["--output", "no/such/folder/report.txt"]);
    assert_eq!(failed.status.code(), Some(2));
    let told = String::from_utf8(failed.stderr).unwrap();
    assert!(told.contains("no/such/folder/report.txt can't be written"), "{told}");
}
