//! The index as its users meet it: the same findings with it as without, whatever happened to it.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Published articles that agree on a body, a person, an office and a quotation, and a draft that
/// gets each of them wrong.
struct Newsroom {
    folder: TempDir,
}

const PLACES: [&str; 8] =
    ["Alder", "Velden", "Orrsund", "Kestwick", "Marrowby", "Tollgate", "Brimley", "Harrowden"];

fn published(i: usize) -> String {
    let place = PLACES[i % PLACES.len()];
    format!(
        "2026-03-{:02}\n\nInspectors close pier {i} at {place}\n\n\
         The Harbour Safety Inspection Agency (HSIA) closed pier {i} at {place} on Tuesday. Director \
         Malcolm Thornbury said the timber was rotten.\n\n\
         “We will mend the old bridge by spring and the road in the summer of next year,” Thornbury \
         told the council of {place}.\n",
        1 + i % 28
    )
}

const DRAFT: &str = "2026-03-20\n\nPier closed\n\n\
    The Harbour Inspection Agency (HSIA) closed another pier. Director Malcolm Thornbery said so.\n\n\
    “We will mend the old bridge by autumn and the road in the summer of next year,” he said.\n";

impl Newsroom {
    fn new(articles: usize) -> Self {
        let newsroom = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(newsroom.path("published")).unwrap();
        for i in 0..articles {
            newsroom.publish(i, &published(i));
        }
        fs::write(newsroom.path("draft.txt"), DRAFT).unwrap();
        newsroom
    }

    fn publish(&self, i: usize, text: &str) {
        fs::write(self.path(&format!("published/{i:04}.txt")), text).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newslint"));
        command.args(arguments).current_dir(self.folder.path()).output().unwrap()
    }

    /// Findings in the draft, as one line each, and the exit status.
    fn check(&self, more: &[&str]) -> (String, Option<i32>) {
        let mut arguments = vec!["check", "draft.txt", "--format", "jsonl"];
        arguments.extend(more);
        let output = self.run(&arguments);
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    }

    fn index(&self) {
        let output = self.run(&["index", "published"]);
        assert!(output.status.success(), "{output:?}");
    }

    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path(".newslint")).unwrap();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }
}

const READ: [&str; 3] = ["--archive", "published", "--no-cache"];
const INDEXED: [&str; 2] = ["--archive", "published"];

#[test]
fn findings_are_the_same_with_an_index_without_the_articles_and_without_an_index() {
    let newsroom = Newsroom::new(12);
    let read = newsroom.check(&READ);
    for check in ["org/variant", "person/variant", "quote/drift"] {
        assert!(read.0.contains(check), "{check}: {}", read.0);
    }
    newsroom.index();
    assert_eq!(newsroom.check(&INDEXED), read);
    assert_eq!(newsroom.check(&["--trust-index"]), read);
    assert_eq!(newsroom.check(&["--archive", ".newslint"]), read);
    fs::remove_dir_all(newsroom.path("published")).unwrap();
    assert_eq!(newsroom.check(&["--archive", ".newslint"]), read);
}

#[test]
fn what_changed_is_read_again_and_what_is_gone_is_forgotten() {
    let newsroom = Newsroom::new(12);
    newsroom.index();
    for i in 0..12 {
        newsroom.publish(i, &published(i).replace("Thornbury", "Thornbery"));
    }
    newsroom.publish(12, &published(12).replace("Safety ", ""));
    let read = newsroom.check(&READ);
    assert!(!read.0.contains("person/variant"), "{}", read.0);
    assert_eq!(newsroom.check(&INDEXED), read);
    for i in 1..=12 {
        fs::remove_file(newsroom.path(&format!("published/{i:04}.txt"))).unwrap();
    }
    let read = newsroom.check(&READ);
    assert_eq!(newsroom.check(&INDEXED), read);
    let stats = newsroom.run(&["index", "--stats"]);
    let stats = String::from_utf8(stats.stdout).unwrap();
    assert!(stats.contains("articles:         1\n"), "{stats}");
}

#[test]
fn a_change_of_the_same_size_in_the_same_moment_is_seen() {
    let newsroom = Newsroom::new(6);
    newsroom.index();
    let path = newsroom.path("published/0003.txt");
    let meta = fs::metadata(&path).unwrap();
    newsroom.publish(3, &published(3).replace("Thornbury", "Thornbery"));
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(meta.modified().unwrap()).unwrap();
    assert_eq!(newsroom.check(&INDEXED), newsroom.check(&READ));
}

#[test]
fn an_article_of_a_trusted_index_is_checked_as_it_is_now() {
    let newsroom = Newsroom::new(6);
    newsroom.index();
    newsroom.publish(3, &format!("{}\n{DRAFT}", published(3)));
    let check = |more: &[&str]| {
        let arguments = ["check", "published/0003.txt", "--format", "jsonl"];
        newsroom.run(&[&arguments, more].concat()).stdout
    };
    let read = check(&READ);
    assert!(!read.is_empty());
    assert_eq!(check(&["--trust-index"]), read);
    assert_eq!(check(&INDEXED), read);
}

#[test]
fn a_damaged_index_is_never_believed() {
    let newsroom = Newsroom::new(40);
    let read = newsroom.check(&READ);
    newsroom.index();
    let mut spread = 0x9e37_79b9_7f4a_7c15_u64;
    for round in 0..60 {
        let files = newsroom.files();
        let file = &files[round % files.len()];
        let mut bytes = fs::read(file).unwrap();
        if !bytes.is_empty() {
            spread = spread.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(round as u64);
            let at = (spread >> 20) as usize % bytes.len();
            match round % 4 {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, 0),
                _ => bytes[at] ^= 1 << (spread % 8),
            }
            fs::write(file, bytes).unwrap();
        }
        assert_eq!(newsroom.check(&INDEXED), read, "{} at round {round}", file.display());
    }
}

#[test]
fn a_given_index_that_is_damaged_or_missing_is_an_error_that_says_what_to_do() {
    let newsroom = Newsroom::new(6);
    let missing = newsroom.run(&["check", "draft.txt", "--trust-index"]);
    assert_eq!(missing.status.code(), Some(2));
    let said = String::from_utf8(missing.stderr).unwrap();
    assert!(said.contains("newslint index"), "{said}");
    newsroom.index();
    let manifest = newsroom.path(".newslint/index.json");
    fs::write(&manifest, "{\"format\":\"somebody's own\"}").unwrap();
    let foreign = newsroom.run(&["check", "draft.txt", "--archive", ".newslint"]);
    assert_eq!(foreign.status.code(), Some(2));
    let said = String::from_utf8(foreign.stderr).unwrap();
    assert!(said.contains("can't be used"), "{said}");
}

#[test]
fn two_runs_at_once_and_one_that_is_killed_leave_an_index_that_holds() {
    let newsroom = Newsroom::new(300);
    let read = newsroom.check(&READ);
    let start = |folder: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newslint"));
        command.args(["index", "published", "--threads", "1"]).current_dir(folder);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    for round in 0..6 {
        let mut runs: Vec<_> = (0..3).map(|_| start(newsroom.folder.path())).collect();
        std::thread::sleep(std::time::Duration::from_millis(10 + 30 * round));
        runs[0].kill().unwrap();
        for run in &mut runs {
            run.wait().unwrap();
        }
        assert_eq!(newsroom.check(&INDEXED), read, "round {round}");
        newsroom.publish(round as usize, &format!("{}\nMore.\n", published(round as usize)));
    }
    let leftover = |path: &PathBuf| path.extension().is_some_and(|e| e == "segment");
    newsroom.index();
    assert!(newsroom.files().iter().filter(|p| leftover(p)).count() < 12);
}
