//! The program as its users meet it: console sessions, the newsroom of the README, the README.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use newslint::checks;
use serde_json::Value;

/// Runs the program in the repository, 100 columns wide.
fn newslint(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newslint"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("COLUMNS", "100")
        .output()
        .expect("the program runs")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("output is UTF-8")
}

fn readme() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    std::fs::read_to_string(path).expect("README.md can be read").replace("\r\n", "\n")
}

/// The findings of a run, as check and severity.
fn findings(arguments: &[&str]) -> Vec<(String, String)> {
    let output = newslint(&[arguments, &["--format", "jsonl"]].concat());
    let word = |finding: &Value, key: &str| finding[key].as_str().expect(key).to_owned();
    stdout(&output)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a line is an object"))
        .map(|finding| (word(&finding, "check"), word(&finding, "severity")))
        .collect()
}

#[test]
fn console_sessions() {
    trycmd::TestCases::new().env("COLUMNS", "100").env("NO_COLOR", "1").case("tests/cli/*.md");
}

#[test]
fn every_check_speaks_in_the_newsroom_as_it_does_by_default() {
    let found = findings(&["check", "fixtures/newsroom"]);
    let mut by_check: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (check, severity) in &found {
        by_check.entry(check).or_default().push(severity);
    }
    for info in checks::ALL.iter().map(|check| check.info()).filter(|info| info.default) {
        let spoke = by_check.get(info.name).map(Vec::as_slice).unwrap_or_default();
        assert!(spoke.contains(&info.severity.as_str()), "{} said {spoke:?}", info.name);
    }
}

#[test]
fn nothing_published_in_the_newsroom_is_reported() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/newsroom/published");
    let names = std::fs::read_dir(folder).expect("the folder is there");
    let paths: Vec<String> = names
        .map(|entry| entry.expect("the folder can be read").file_name())
        .map(|name| format!("fixtures/newsroom/published/{}", name.to_string_lossy()))
        .collect();
    assert!(paths.len() >= 6, "{paths:?}");
    // Files given by name are reported, archive or not.
    let arguments: Vec<&str> =
        std::iter::once("check").chain(paths.iter().map(String::as_str)).collect();
    let output = newslint(&[&arguments[..], &["--statistics"]].concat());
    let read = format!("articles checked:    {}\n", paths.len());
    assert!(output.stderr.starts_with(read.as_bytes()), "{output:?}");
    assert_eq!(findings(&arguments), []);
}

#[test]
fn the_examples_of_all_packs_hold() {
    let newsroom = ["test", "--config", "fixtures/newsroom/newslint.toml"];
    let british = ["test", "--lints", "en-gb", "--lints", "uk-government"];
    for arguments in [&newsroom[..], &["test", "--lints", "en-us"], &british] {
        let output = newslint(arguments);
        assert!(output.status.success(), "{arguments:?}:\n{}", stdout(&output));
    }
}

#[test]
fn the_readme_has_the_table_of_checks() {
    let listed = newslint(&["list", "checks"]);
    let rows: String = stdout(&listed)
        .lines()
        .map(|line| {
            let (name, rest) = line.split_once(' ').expect("a name");
            let (level, summary) = rest.trim_start().split_once(' ').expect("a level");
            format!("| `{name}` | {level} | {} |\n", summary.trim_start())
        })
        .collect();
    let table = format!("| check | level | speaks where |\n|---|---|---|\n{rows}\n");
    assert!(readme().contains(&table), "README.md needs this table:\n{table}");
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = readme();
    let shown = readme.split("```").find(|block| block.starts_with("text\nerror["));
    let shown = shown.and_then(|block| block.strip_prefix("text\n")).expect("a diagnostic");
    let printed = newslint(&["check", "fixtures/newsroom"]);
    let printed = stdout(&printed);
    assert!(printed.contains(shown), "README.md shows:\n{shown}\nprinted:\n{printed}");
    for command in ["cargo run --release -- check fixtures/newsroom ", "cargo test "] {
        assert!(readme.contains(command), "{command}");
    }
}
