//! `--staged` and `--changed-since` in real repositories, and articles from standard input.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

const RIGHT: &str = "The council met on Wednesday, November 17, 2021, to hear the plan again.\n";
const WRONG: &str = "The council met on Tuesday, November 17, 2021, to hear the plan again.\n";
const CONFIG: &str = "[articles]\ninclude = [\"drafts/**\", \"published/**\"]\n\
                      archive = [\"published/**\"]\n[packs]\nuse = [\"house\"]\n";
const PACK: &str = "[[term]]\nuse = \"adviser\"\nnot = [\"advisor\"]\n\
                    [[term]]\nuse = \"email\"\nnot = [\"e-mail\"]\n";

fn git(root: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    let user =
        ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"];
    command.current_dir(root).args(user).args(arguments);
    // A hook that runs these tests has its own repository.
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.assert().success();
}

/// A repository with these articles in its first commit.
fn repository(articles: &[(&str, &str)]) -> TempDir {
    let root = TempDir::new().unwrap();
    for (path, text) in [("newslint.toml", CONFIG), ("lints/house.toml", PACK)] {
        write(root.path(), path, text);
    }
    for (path, text) in articles {
        write(root.path(), path, text);
    }
    git(root.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(root.path());
    root
}

fn commit(root: &Path) {
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "--message=articles"]);
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn newslint(root: &Path, arguments: &[&str], stdin: &str) -> Output {
    let mut command = Command::cargo_bin("newslint").unwrap();
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    let command = command.current_dir(root).args(["check", "--format", "short", "--quiet"]);
    command.args(arguments).write_stdin(stdin).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// The places of the findings, and the exit status.
fn found(root: &Path, arguments: &[&str]) -> (Vec<String>, Option<i32>) {
    let output = newslint(root, arguments, "");
    let out = text(&output.stdout);
    let places = out.lines().map(|line| line.split(": ").next().unwrap().to_owned());
    (places.collect(), output.status.code())
}

fn none() -> (Vec<String>, Option<i32>) {
    (Vec::new(), Some(0))
}

fn wrong(path: &str, line: u32) -> (Vec<String>, Option<i32>) {
    (vec![format!("{path}:{line}:20")], Some(1))
}

#[test]
fn what_is_staged_counts_and_not_what_is_on_disk() {
    let root = repository(&[("drafts/a.txt", RIGHT), ("drafts/old.txt", WRONG)]);
    let (root, staged) = (root.path(), ["--staged"]);
    assert_eq!(found(root, &staged), none(), "nothing is staged");
    write(root, "drafts/a.txt", WRONG);
    assert_eq!(found(root, &staged), none(), "nothing is staged yet");
    git(root, &["add", "drafts/a.txt"]);
    assert_eq!(found(root, &staged), wrong("drafts/a.txt", 1));
    write(root, "drafts/a.txt", RIGHT);
    assert_eq!(found(root, &staged), wrong("drafts/a.txt", 1), "mended on disk only");
    fs::remove_file(root.join("drafts/a.txt")).unwrap();
    assert_eq!(found(root, &staged), wrong("drafts/a.txt", 1), "deleted on disk only");
    assert_eq!(found(&root.join("drafts"), &staged), wrong("a.txt", 1));
    assert_eq!(found(root, &["--staged", "published"]).0, ["published:1:1"], "no such folder");
    git(root, &["add", "drafts/a.txt"]);
    assert_eq!(found(root, &staged), none(), "deleted for good");
    write(root, "drafts/new.txt", WRONG);
    assert_eq!(found(root, &staged), none(), "git has not heard of it");
    // Neither links nor files of another kind are articles.
    write(root, "drafts/table.csv", WRONG);
    git(root, &["add", "drafts/table.csv"]);
    assert_eq!(found(root, &staged), none());
}

#[test]
fn staged_articles_are_compared_with_the_rest_of_the_index() {
    let first = "Mayor Adaeze Thornbury opened the pier. Thornbury thanked the crew.\n";
    let archive: Vec<(String, &str)> =
        (0..8).map(|n| (format!("published/{n}.txt"), first)).collect();
    let archive: Vec<(&str, &str)> = archive.iter().map(|(p, t)| (p.as_str(), *t)).collect();
    let root = repository(&archive);
    let root = root.path();
    write(root, "drafts/a.txt", &first.replace("Adaeze Thornbury", "Adaeze Thornbery"));
    git(root, &["add", "drafts/a.txt"]);
    let beside = ["--staged", "--fail-on", "never", "--select", "person/variant"];
    assert_eq!(found(root, &beside).0, ["drafts/a.txt:1:7"]);
    // What is taken out of the index is not compared with, whatever lies on disk.
    git(root, &["rm", "--quiet", "--cached", "-r", "published"]);
    assert_eq!(found(root, &beside), none());
}

#[test]
fn what_a_user_names_is_compared_with_whatever_git_ignores() {
    let spoken = "\"We did it right and we will do it again next year,\" Adaeze Thornbury said.\n";
    let root = repository(&[(".gitignore", "old/\n"), ("drafts/x.txt", RIGHT)]);
    let root = root.path();
    write(root, "old/a.txt", spoken);
    write(root, "drafts/a.txt", &spoken.replace("next year", "this year"));
    git(root, &["add", "drafts"]);
    let beside = ["--staged", "--fail-on", "never", "--select", "quote/drift", "--archive", "old"];
    assert_eq!(found(root, &beside).0.len(), 1);
    // A deletion that is staged is no missing file.
    git(root, &["rm", "--quiet", "drafts/x.txt"]);
    assert_eq!(found(root, &["--staged", "drafts/x.txt"]), none());
    assert_eq!(found(root, &["--staged", "drafts/z.txt"]).1, Some(2));
    // Git may have an article that it ignores.
    write(root, "old/b.txt", WRONG);
    git(root, &["add", "--force", "old/b.txt"]);
    fs::write(root.join("newslint.toml"), "").unwrap();
    assert_eq!(found(root, &["--staged"]), wrong("old/b.txt", 1));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_hides_no_article() {
    let root = repository(&[("drafts/a.txt", RIGHT)]);
    std::os::unix::fs::symlink("drafts", root.path().join("current")).unwrap();
    write(root.path(), "drafts/a.txt", WRONG);
    assert_eq!(found(root.path(), &[]), wrong("drafts/a.txt", 1));
    commit(root.path());
    write(root.path(), "drafts/a.txt", &format!("{WRONG}\nMore.\n"));
    git(root.path(), &["add", "--all"]);
    assert_eq!(found(root.path(), &["--staged"]), wrong("drafts/a.txt", 1));
}

#[test]
fn changed_lines_and_what_they_contradict_are_shown() {
    let old = format!("One.\n\n{WRONG}\nThe pier was closed.\n");
    let root = repository(&[("drafts/a.txt", &old), ("drafts/b.txt", RIGHT)]);
    let root = root.path();
    assert_eq!(found(root, &["--changed-since", "HEAD"]), none());
    // A new line above moves what was wrong before.
    write(root, "drafts/a.txt", &format!("Nought.\n\n{old}\nThe end.\n").replace('\n', "\r\n"));
    assert_eq!(found(root, &["--changed-since", "HEAD"]), none());
    git(root, &["switch", "--quiet", "--create", "desk"]);
    write(root, "drafts/b.txt", &format!("{RIGHT}\n{WRONG}"));
    git(root, &["mv", "drafts/a.txt", "drafts/c.txt"]);
    commit(root);
    write(root, "drafts/new.txt", WRONG);
    let (places, status) = found(root, &["--changed-since", "main"]);
    assert_eq!(
        (places, status),
        (vec!["drafts/b.txt:3:20".into(), "drafts/new.txt:1:20".into()], Some(1))
    );
    assert_eq!(found(root, &["--changed-since", "HEAD"]), wrong("drafts/new.txt", 1));
    assert_eq!(found(root, &["--changed-since", "main", "drafts/c.txt"]), none());
    let unknown = newslint(root, &["--changed-since", "nowhere"], "");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("no revision `nowhere`: fetch it"));
}

#[test]
fn an_old_line_that_a_new_one_contradicts_is_shown() {
    let old = "Adaeze Thornbery left the pier on Tuesday.\n";
    let new = "Mayor Adaeze Thornbury opened the pier on Monday. Thornbury thanked the crew.\n";
    let root = repository(&[("drafts/a.md", old)]);
    let root = root.path();
    write(root, "drafts/a.md", &format!("{old}\n{new}"));
    let places = found(root, &["--fail-on", "never", "--changed-since", "HEAD"]).0;
    assert_eq!(places, ["drafts/a.md:1:8"]);
    commit(root);
    assert_eq!(found(root, &["--fail-on", "never", "--changed-since", "HEAD"]), none());
}

#[test]
fn only_findings_about_changed_lines_are_mended() {
    let root = repository(&[("drafts/a.txt", "The advisor left.\n")]);
    let root = root.path();
    write(root, "drafts/a.txt", "The advisor left.\nAn e-mail came.\n");
    assert_eq!(found(root, &["--changed-since", "HEAD", "--fix"]), none());
    let mended = fs::read_to_string(root.join("drafts/a.txt")).unwrap();
    assert_eq!(mended, "The advisor left.\nAn email came.\n");
}

#[test]
fn without_a_repository_that_is_said() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "a.txt", WRONG);
    for arguments in [&["--staged"][..], &["--changed-since", "HEAD"]] {
        let refused = newslint(folder.path(), arguments, "");
        assert_eq!(refused.status.code(), Some(2));
        assert!(text(&refused.stderr).contains("only inside a git repository"));
    }
    let mixed = newslint(folder.path(), &["--staged", "--fix"], "");
    assert_eq!(mixed.status.code(), Some(2));
}

#[test]
fn a_text_from_standard_input_stands_for_a_file() {
    let root = repository(&[("drafts/a.txt", WRONG)]);
    let root = root.path();
    let places = |arguments: &[&str], text: &str| {
        let out = self::text(&newslint(root, arguments, text).stdout).to_owned();
        out.lines().map(|l| l.split(": ").next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let named = ["--stdin-filename", "drafts/a.txt"];
    assert_eq!(places(&named, RIGHT), [""; 0], "what is on disk does not count");
    assert_eq!(places(&named, &format!("\n\n{WRONG}")), ["drafts/a.txt:3:20"]);
    assert_eq!(
        places(&["--stdin-filename", "drafts/none.md", "-"], WRONG),
        ["drafts/none.md:1:20"]
    );
    assert_eq!(places(&["-"], WRONG), ["stdin.txt:1:20"]);
    let both = newslint(root, &["--stdin-filename", "a.txt", "drafts"], WRONG);
    assert_eq!(both.status.code(), Some(2));
    assert!(text(&both.stderr).contains("leave out the paths"));
    assert_eq!(fs::read_to_string(root.join("drafts/a.txt")).unwrap(), WRONG);
}

#[test]
fn a_mended_text_goes_to_standard_output_and_findings_beside_it() {
    let root = repository(&[("drafts/a.txt", RIGHT)]);
    let article = format!("The advisor left.\r\n{WRONG}");
    let mended = newslint(root.path(), &["--stdin-filename", "drafts/a.txt", "--fix"], &article);
    assert_eq!(mended.status.code(), Some(1));
    assert_eq!(text(&mended.stdout), article.replace("advisor", "adviser"));
    assert!(text(&mended.stderr).contains("drafts/a.txt:2:20: error"));
    assert_eq!(fs::read_to_string(root.path().join("drafts/a.txt")).unwrap(), RIGHT);
    let shown = newslint(root.path(), &["--stdin-filename", "drafts/a.txt", "--diff"], &article);
    assert!(text(&shown.stdout).contains("+The adviser left."));
}
