//! The documentation says what the program does: rules on the page are run, lists of checks and
//! keys are written from the code. `SNAPSHOTS=overwrite cargo test` writes them anew.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::fmt::Write;

use newslint::checks;
use newslint::config;
use newslint::examples;
use newslint::finding::Finding;
use newslint::schema::{CONFIG, Key, Kind, PACK};
use newslint::stylebook::Stylebook;
use newslint::stylebook::builtin::PRESETS;

/// A file that is written from the code.
fn holds(path: &str, whole: &str) {
    let there = std::fs::read_to_string(path).unwrap_or_default();
    if there == whole {
        return;
    }
    if std::env::var("SNAPSHOTS").is_ok_and(|v| v == "overwrite") {
        std::fs::write(path, whole).unwrap();
    } else {
        panic!("{path} is not what the code says: SNAPSHOTS=overwrite cargo test --test docs");
    }
}

#[test]
fn checks_are_documented_as_they_explain_themselves() {
    let mut out = String::from(
        "# Checks\n\nEvery check with its meaning; `newslint explain CHECK` prints the same. The severity is \
         that of a\nfinding unless a rule or `[levels]` says otherwise.\n",
    );
    let mut family = "";
    for check in checks::ALL {
        let info = check.info();
        let own = info.name.split('/').next().unwrap();
        if own != family {
            family = own;
            writeln!(out, "\n## {family}").unwrap();
        }
        let opt_in = if info.default { "" } else { ", opt-in" };
        let date = if info.needs_date { " Needs a publication date." } else { "" };
        writeln!(out, "\n### {}\n", info.name).unwrap();
        writeln!(out, "*{}{opt_in}* – {}.{date}\n", info.severity.as_str(), info.summary).unwrap();
        for paragraph in info.explanation.split("\n\n") {
            writeln!(out, "{}\n", paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
                .unwrap();
        }
        writeln!(out, "- flagged: {}\n- right: {}", info.bad, info.good).unwrap();
    }
    holds("docs/checks.md", &out);
}

/// The keys of a table of packs.
fn keys_of(table: &str) -> &'static [Key] {
    let key = PACK.iter().find(|key| key.name == table).unwrap_or_else(|| panic!("no {table}"));
    match key.kind {
        Kind::Table(keys) | Kind::Tables(keys) => keys,
        _ => panic!("{table} is no table"),
    }
}

fn rows(keys: &[Key]) -> String {
    let mut out = String::from("| key | value | meaning |\n|---|---|---|\n");
    for key in keys {
        let needed = if key.required { " (needed)" } else { "" };
        writeln!(out, "| `{}`{needed} | {} | {} |", key.name, key.kind.name(), key.about).unwrap();
        if let Kind::Table(inner) | Kind::Tables(inner) = key.kind {
            for inner in inner {
                let needed = if inner.required { " (needed)" } else { "" };
                let (name, value) = (inner.name, inner.kind.name());
                writeln!(out, "| … `{name}`{needed} | {value} | {} |", inner.about).unwrap();
            }
        }
    }
    out
}

#[test]
fn rules_are_documented_with_all_their_keys() {
    let page = std::fs::read_to_string("docs/rules.md").unwrap();
    let mut out = String::new();
    let mut lines = page.lines().peekable();
    let mut documented = Vec::new();
    while let Some(line) = lines.next() {
        writeln!(out, "{line}").unwrap();
        let Some(table) = line.strip_prefix("<!-- keys: ").and_then(|l| l.strip_suffix(" -->"))
        else {
            continue;
        };
        documented.push(table.to_owned());
        while lines.next_if(|line| line.is_empty() || line.starts_with('|')).is_some() {}
        write!(out, "\n{}", rows(keys_of(table))).unwrap();
        if lines.peek().is_some() {
            out.push('\n');
        }
    }
    for key in PACK {
        assert!(documented.iter().any(|d| d == key.name), "docs/rules.md lacks {}", key.name);
    }
    holds("docs/rules.md", &out);
}

#[test]
fn rules_on_the_page_load_and_their_examples_hold() {
    let page = std::fs::read_to_string("docs/rules.md").unwrap();
    let (mut packs, mut sentences) = (0, 0);
    for block in page.split("```toml\n").skip(1) {
        let text = block.split("```").next().unwrap();
        let (book, findings) = Stylebook::from_toml(&[("lints/page.toml", text)]);
        assert!(findings.is_empty(), "{findings:#?}\n{text}");
        let result = examples::run(&book, &[&book.packs[0].name]);
        assert!(result.failures.is_empty(), "{:#?}", result.failures);
        packs += 1;
        sentences += result.run;
    }
    assert!(packs > 12 && sentences > 20, "{packs} {sentences}");
}

/// What readers say of keys and words that they don't know is how they are held to the schema.
const UNKNOWN: &str = "zzzzzzzzzzzz";

fn read_pack(text: &str) -> Vec<Finding> {
    Stylebook::from_toml(&[("lints/x.toml", text)]).1
}

fn read_config(text: &str) -> Vec<Finding> {
    let names = checks::known_names();
    config::parse("newslint.toml", std::path::Path::new(""), text, &names).1
}

/// The keys that a table has, as the help for an unknown one lists them.
fn known(findings: &[Finding]) -> Vec<String> {
    let help = findings.iter().find_map(|f| f.help.as_deref()?.strip_prefix("its keys are "));
    let mut keys: Vec<String> =
        help.unwrap_or_default().split(", ").map(str::to_owned).filter(|k| !k.is_empty()).collect();
    keys.sort_unstable();
    keys
}

fn names(keys: &[Key]) -> Vec<String> {
    let mut names: Vec<String> = keys.iter().map(|key| key.name.to_owned()).collect();
    names.sort_unstable();
    names
}

/// Compares the keys of a table and of those in it; `wrap` puts a line into the file.
fn same_keys(
    path: &str,
    keys: &[Key],
    read: fn(&str) -> Vec<Finding>,
    wrap: &dyn Fn(&str) -> String,
) {
    let found = known(&read(&wrap(&format!("{UNKNOWN} = true"))));
    assert_eq!(found, names(keys), "{path}");
    for key in keys {
        let path = format!("{path}.{}", key.name);
        match key.kind {
            Kind::Word(words) => {
                let findings = read(&wrap(&format!("{} = \"{UNKNOWN}\"", key.name)));
                let told = |words: &[&str]| {
                    findings
                        .iter()
                        .any(|f| words.iter().all(|w| f.message.contains(&format!("\"{w}\""))))
                };
                assert!(told(words), "{path}: {findings:#?}");
            }
            Kind::Tables(inner) => {
                let wrap = |line: &str| wrap(&format!("{} = [{{ {line} }}]", key.name));
                same_keys(&path, inner, read, &wrap);
            }
            _ => {}
        }
    }
}

fn same_file(keys: &[Key], read: fn(&str) -> Vec<Finding>) {
    assert_eq!(known(&read(&format!("{UNKNOWN} = true\n"))), names(keys));
    for key in keys {
        let (inner, header) = match key.kind {
            Kind::Table(inner) => (inner, format!("[{}]", key.name)),
            Kind::Tables(inner) => (inner, format!("[[{}]]", key.name)),
            _ => continue,
        };
        same_keys(key.name, inner, read, &|line| format!("{header}\n{line}\n"));
    }
}

#[test]
fn the_schema_of_packs_has_the_keys_that_are_read() {
    same_file(PACK, read_pack);
}

#[test]
fn the_schema_of_the_configuration_has_the_keys_that_are_read() {
    let own: Vec<Key> = CONFIG.iter().filter(|key| key.name != "style").copied().collect();
    assert_eq!(known(&read_config(&format!("{UNKNOWN} = true\n"))), names(CONFIG));
    for key in own {
        let (inner, header) = match key.kind {
            Kind::Table(inner) => (inner, format!("[{}]", key.name)),
            Kind::Tables(inner) => (inner, format!("[[{}]]", key.name)),
            _ => continue,
        };
        same_keys(key.name, inner, read_config, &|line| format!("{header}\n{line}\n"));
    }
    let style = CONFIG.iter().find(|key| key.name == "style").unwrap();
    let Kind::Table(style) = style.kind else { panic!("[style] is a table") };
    let wrap = |line: &str| format!("[style]\n{line}\n");
    assert_eq!(known(&read_config(&wrap(&format!("{UNKNOWN} = true")))), names(style));
    let Kind::Word(presets) = style[0].kind else { panic!("`preset` is a word") };
    let all: Vec<&str> = PRESETS.iter().copied().chain(["none"]).collect();
    assert_eq!(presets, all);
}

/// Names of faults in a source file, its tests left out.
fn fault_names(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let quoted = code.split('"').skip(1);
    quoted
        .filter(|word| {
            let name = word.split_once('/');
            name.is_some_and(|(family, name)| {
                let plain = |c: char| c.is_ascii_lowercase() || c == '-';
                ["config", "pack", "input"].contains(&family)
                    && !name.is_empty()
                    && name.chars().all(plain)
            })
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_fault_is_explained_and_every_explained_fault_is_one() {
    let walk = walkdir::WalkDir::new("src").into_iter().map(Result::unwrap);
    let files = walk.map(walkdir::DirEntry::into_path).filter(|path| {
        let name = path.file_name().unwrap();
        path.extension().is_some_and(|e| e == "rs") && name != "tests.rs" && name != "faults.rs"
    });
    let used: std::collections::BTreeSet<String> =
        files.flat_map(|path| fault_names(&std::fs::read_to_string(path).unwrap())).collect();
    let explained: Vec<&str> = checks::faults::ALL.iter().map(|fault| fault.name).collect();
    assert!(explained.is_sorted(), "{explained:?}");
    assert_eq!(used.iter().map(String::as_str).collect::<Vec<_>>(), explained);
}
