//! Which files play which role, and what a run looks like from outside: real folders, through the
//! real program.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const WRONG: &str = "The council met on Tuesday, November 17, 2021, to hear the plan again.\n";
const CONFIG: &str = "[articles]\ninclude = [\"drafts/**\", \"published/**\"]\narchive = \
                      [\"published/**\"]\n";

/// A desk with drafts and an archive, every article with one wrong weekday.
fn desk(config: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let files = ["drafts/a.txt", "drafts/b.txt", "published/2021/c.txt"];
    for (path, text) in files.map(|p| (p, WRONG)).into_iter().chain([("newslint.toml", config)]) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newslint"));
    command.current_dir(folder).args(arguments).env("NO_COLOR", "1");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = command(folder, arguments).output().expect("newslint runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

/// The paths of the findings.
fn reported(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let all = [&["check", "--format", "short", "--quiet"], arguments].concat();
    let (_, out, _) = run(folder, &all);
    out.lines().filter_map(|line| line.split_once(":1:")).map(|(path, _)| path.into()).collect()
}

#[test]
fn paths_are_shown_as_they_were_given() {
    let desk = desk(CONFIG);
    let both = ["drafts/a.txt", "drafts/b.txt"];
    for given in ["drafts", "drafts/", "./drafts", "./drafts/", "."] {
        assert_eq!(reported(desk.path(), &[given]), both, "{given}");
    }
    assert_eq!(reported(desk.path(), &[]), both);
    assert_eq!(reported(&desk.path().join("drafts"), &["a.txt"]), ["a.txt"]);
    let absolute = desk.path().join("drafts/a.txt").to_string_lossy().into_owned();
    assert_eq!(reported(Path::new("/"), &[&absolute]), [&*absolute]);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_matters_where_articles_are() {
    let desk = desk(CONFIG);
    let link = |name: &str| std::os::unix::fs::symlink("nowhere", desk.path().join(name));
    link("elsewhere.txt").expect("a link");
    assert_eq!(run(desk.path(), &["check", "--fail-on", "never"]).0, 0);
    link("drafts/gone.txt").expect("a link");
    assert_eq!(run(desk.path(), &["check", "--fail-on", "never"]).0, 2);
}

#[test]
fn globs_of_the_configuration_fit_from_everywhere() {
    let off = "[[override]]\npaths = [\"drafts/a*\"]\nlevels = { \"date/weekday\" = \"off\" }\n";
    let desk = desk(&format!("{CONFIG}{off}"));
    assert_eq!(reported(desk.path(), &["drafts"]), ["drafts/b.txt"]);
    assert_eq!(reported(&desk.path().join("drafts"), &["."]), ["b.txt"]);
    assert_eq!(reported(&desk.path().join("published"), &["../drafts"]), ["../drafts/b.txt"]);
    let absolute = desk.path().join("drafts").to_string_lossy().into_owned();
    assert_eq!(reported(Path::new("/"), &[&absolute]), [format!("{absolute}/b.txt")]);
}

#[test]
fn facts_about_an_article_count() {
    let french = "[[article]]\npath = \"drafts/a.txt\"\nlang = \"fr\"\n";
    let desk = desk(&format!("{CONFIG}{french}"));
    assert_eq!(reported(desk.path(), &["drafts"]), ["drafts/b.txt"]);
    let (_, _, statistics) = run(desk.path(), &["check", "drafts", "--statistics"]);
    assert!(statistics.contains("not in English:      1"), "{statistics}");
    assert!(statistics.contains("compared with:       1"), "{statistics}");
    assert!(statistics.contains("      1  date/weekday"), "{statistics}");
}

#[test]
fn a_named_archive_file_is_reported_a_folder_s_is_context() {
    let desk = desk(CONFIG);
    let archived = ["published/2021/c.txt"];
    assert_eq!(reported(desk.path(), &["published/2021/c.txt"]), archived);
    assert_eq!(reported(desk.path(), &["published"]), archived, "all of it is archive");
    assert_eq!(reported(desk.path(), &["."]), ["drafts/a.txt", "drafts/b.txt"]);
}

#[test]
fn a_file_that_is_draft_and_archive_is_read_once() {
    let desk = desk("");
    for archive in ["drafts", "./drafts/a.txt", "."] {
        let all = ["check", "drafts/a.txt", "--archive", archive, "--statistics", "--quiet"];
        let (status, _, statistics) = run(desk.path(), &all);
        assert_eq!(status, 1);
        assert!(statistics.contains("articles checked:    1\n"), "{archive}: {statistics}");
        assert!(statistics.contains("      1  date/weekday"), "{archive}: {statistics}");
    }
}

#[test]
fn a_date_that_the_text_disproves_is_shown_as_none() {
    let desk = desk("");
    let text = "---\ntitle: Pier\ndate: 2020-01-01\n---\n\nThe pier was closed on May 2, 2021.\n";
    fs::write(desk.path().join("pier.md"), text).expect("a file");
    let (status, out, _) = run(desk.path(), &["show", "pier.md"]);
    let line = "date: none (front matter, date says 2020-01-01, but the text reports 2021-05-02 as \
                past)";
    assert!(status == 0 && out.contains(line), "{out}");
}

#[test]
fn any_number_of_threads_says_the_same() {
    let desk = desk(CONFIG);
    for i in 0..40 {
        let name = ["Roe", "Rowe"][i % 2];
        let text = format!("Mayor Adaeze {name} of Port Oriel met {i} members. {WRONG}");
        fs::write(desk.path().join(format!("drafts/{i}.txt")), text).expect("a file");
    }
    let one = run(desk.path(), &["check", "--format", "jsonl", "--threads", "1"]);
    let four = run(desk.path(), &["check", "--format", "jsonl", "--threads", "4"]);
    assert!(one.1.lines().count() >= 42, "{}", one.1);
    assert_eq!(one, four);
}

#[test]
fn a_closed_pipe_keeps_the_status() {
    let desk = desk("");
    fs::write(desk.path().join("long.txt"), WRONG.repeat(3000)).expect("a file");
    let mut child = command(desk.path(), &["check", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("newslint runs");
    let mut head = [0; 64];
    child.stdout.take().expect("a pipe").read_exact(&mut head).expect("findings");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stderr).expect("UTF-8"), "");
}
