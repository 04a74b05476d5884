//! What articles say survives the way through rows: nothing is lost, nothing is trusted.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use newslint::archive::rows::articles::{Articles, Bad, Returned};
use newslint::archive::rows::{COLUMNS, Row, Source, TEXT};
use newslint::config::Config;
use newslint::policy::{CliLevels, Policy};
use newslint::session::{Extract, Job, Session, Setup};
use newslint::stylebook::{self, Request};
use proptest::prelude::*;

fn fixtures() -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new("fixtures").sort_by_file_name();
    walk.into_iter()
        .map(|entry| entry.expect("fixtures can be read").into_path())
        .filter(|path| path.extension().is_some_and(|e| e == "md" || e == "txt"))
        .collect()
}

fn extract(bytes: &[u8]) -> Option<Extract> {
    let config = Config::default();
    let (stylebook, _) = stylebook::load(&Request::default());
    let policy = Policy::new(&config, CliLevels::default());
    let reader = |_: &str| Ok(bytes.to_vec());
    let session = Session::new(Setup {
        reader: &reader,
        config: &config,
        stylebook: &stylebook,
        policy: &policy,
        date: None,
        threads: Some(1),
        whole: false,
    });
    let job = Job { path: "a.txt".into(), reported: true, authority: false };
    session.extract(&[job]).remove(0)
}

fn rows(extract: &Extract, texts: bool) -> Vec<Row> {
    let Extract { record, bytes } = extract;
    Source { name: "a.txt", settings: "s", record, bytes, texts }.rows()
}

fn back(rows: Vec<Row>) -> Result<Vec<Returned>, Bad> {
    Articles::new(Box::new((1..).zip(rows).map(Ok))).collect()
}

/// Rows, what they rebuild, and the rows of that; by way of text.
fn survives(bytes: &[u8]) {
    let Some(extract) = extract(bytes) else { return };
    let rows = rows(&extract, true);
    let lines: Vec<String> =
        rows.iter().map(|row| serde_json::to_string(row).expect("a row is JSON")).collect();
    let read = lines.iter().map(|line| serde_json::from_str(line).expect("a line is a row"));
    let returned = back(read.collect()).expect("rows are articles").remove(0);
    let Returned { name, settings, record, bytes: text, .. } = &returned;
    assert_eq!((name.as_str(), settings.as_str()), ("a.txt", "s"));
    assert_eq!(text.as_deref(), Some(bytes));
    let again = Source { name, settings, record, bytes, texts: true }.rows();
    assert_eq!(again, rows);
}

#[test]
fn fixtures_survive() {
    let files = fixtures();
    assert!(files.len() > 50);
    files.iter().for_each(|path| survives(&fs::read(path).expect("a fixture can be read")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever becomes of a row on its way, the answer is an article or an error.
    #[test]
    fn spoilt_rows_do_no_harm(at in 0usize..400, with in "[ -~]{0,6}", number in any::<i64>()) {
        let text = fs::read("fixtures/newsroom/drafts/harbour-reaction.md").expect("a fixture");
        let extract = extract(&text).expect("an article");
        let mut rows = rows(&extract, false);
        let n = at % rows.len();
        rows[n].rest = Some(with.clone());
        let _ = back(rows.clone());
        rows[n].rest = None;
        rows[n].keys = vec![number];
        rows[n].start_byte = Some(number as u32);
        rows[n].end_byte = Some((number >> 7) as u32);
        rows[n].zone = Some(with);
        let _ = back(rows.clone());
        rows.swap_remove(n);
        prop_assert!(back(rows).is_err());
    }
}

#[test]
fn rows_of_an_article_may_come_in_any_order_but_not_apart() {
    let text = fs::read("fixtures/newsroom/drafts/harbour-reaction.md").expect("a fixture");
    let mut rows = rows(&extract(&text).expect("an article"), false);
    rows.reverse();
    assert_eq!(back(rows.clone()).expect("one article").len(), 1);
    let other = Row { article: "b.txt".to_owned(), ..Row::default() };
    rows.insert(3, other);
    assert!(matches!(back(rows), Err(Bad::Wrong(1, why)) if why.contains("are not all here")));
}

#[test]
fn the_columns_are_those_of_the_table_and_of_the_docs() {
    let text = fs::read_to_string("docs/scale.md").expect("docs/scale.md can be read");
    for (name, _, what) in COLUMNS.iter().chain([&TEXT]) {
        assert!(text.contains(&format!("| `{name}` |")), "docs/scale.md lacks {name}: {what}");
    }
    let row =
        serde_json::to_value(Row { keys: vec![1], rest: Some(String::new()), ..Row::default() });
    let row = row.expect("a row is JSON");
    let known = |name: &String| COLUMNS.iter().any(|(known, ..)| known == name);
    assert!(row.as_object().expect("an object").keys().all(known), "{row}");
}

fn newslint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newslint"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

/// A copy of the newsroom in a folder of its own.
fn newsroom() -> io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    for entry in walkdir::WalkDir::new("fixtures/newsroom") {
        let entry = entry.map_err(io::Error::other)?;
        let inside = entry.path().strip_prefix("fixtures/newsroom").map_err(io::Error::other)?;
        if entry.file_type().is_dir() {
            fs::create_dir_all(folder.path().join(inside))?;
        } else {
            fs::copy(entry.path(), folder.path().join(inside))?;
        }
    }
    Ok(folder)
}

#[test]
fn an_index_of_rows_answers_like_one_of_articles() {
    let folder = newsroom().expect("a folder");
    let at = folder.path();
    let run = |arguments: &[&str]| newslint(at, arguments);
    assert!(run(&["index", "published", "--output", "one", "-q"]).status.success());
    let mut formats = vec!["jsonl"];
    if cfg!(feature = "parquet") {
        formats.push("parquet");
    }
    let check = |index: &str| {
        let output = run(&["check", "drafts", "--archive", index, "--format", "jsonl"]);
        (output.stdout, output.status.code())
    };
    let reference = check("one");
    assert!(reference.0.len() > 1000);
    for format in formats {
        for texts in [&["--texts"][..], &[]] {
            let write = [&["mentions", "published", "--output", "rows", "--format", format], texts];
            assert!(run(&write.concat()).status.success());
            let made = run(&["index", "--from-mentions", "rows", "--output", "two"]);
            assert!(made.status.success(), "{made:?}");
            assert_eq!(check("two"), reference, "{format} {texts:?}");
        }
    }
    // Where the articles are not, evidence has no line; no finding is lost.
    fs::rename(at.join("published"), at.join("elsewhere")).expect("a folder moves");
    let lines = |out: &[u8]| out.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(lines(&check("two").0), lines(&reference.0));
    assert_eq!(check("one"), reference);
}

#[test]
fn wrong_rows_leave_the_index_as_it_was() {
    let folder = newsroom().expect("a folder");
    let at = folder.path();
    let run = |arguments: &[&str]| newslint(at, arguments);
    assert!(run(&["mentions", "published", "--output", "rows"]).status.success());
    let text = fs::read_to_string(at.join("rows")).expect("rows are text");
    let from = |rows: &str| {
        fs::write(at.join("wrong"), rows).expect("a file is written");
        let output = run(&["index", "--from-mentions", "wrong", "--output", "out"]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(!at.join("out").exists());
        String::from_utf8(output.stderr).expect("errors are UTF-8")
    };
    assert!(from("").contains("there are no articles in these rows"));
    assert!(from("{}\nx").contains("wrong:2: expected value"));
    let short: Vec<&str> = text.lines().take(7).collect();
    assert!(from(&short.join("\n")).contains("wrong:1: the rows of published/"));
    assert!(from(&format!("{text}{text}")).contains(" twice"));
    let other = text.replacen(env!("CARGO_PKG_VERSION"), "0.0.0", 1);
    assert!(from(&other).contains("wrong:1: made by newslint 0.0.0"));
}
