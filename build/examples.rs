//! The example of each check: the first heading of its fixture in which it speaks.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes a list of names of checks and headings with their blocks.
pub(crate) fn compile(specs: &Path, out: &Path) {
    println!("cargo::rerun-if-changed={}", specs.display());
    let mut list = String::from("&[\n");
    for family in entries(specs) {
        for path in entries(&family) {
            let part = |path: &Path| path.file_stem().and_then(|s| s.to_str()).map(str::to_owned);
            let (Some(family), Some(name)) = (part(&family), part(&path)) else { continue };
            let name = format!("{family}/{name}");
            // Line ends are those of the machine that it was checked out on.
            let text = fs::read_to_string(&path).expect("a fixture is UTF-8").replace("\r\n", "\n");
            let spoken = format!(" {name}: ");
            let speaks = |part: &&str| part.lines().any(|l| l.contains('^') && l.contains(&spoken));
            if let Some(part) = headings(&text).into_iter().find(|part| speaks(&part.as_str())) {
                writeln!(list, "({name:?}, {part:?}),").expect("memory can be written");
            }
        }
    }
    list.push(']');
    crate::write(&out.join("examples.rs"), list.into_bytes());
}

/// The parts below each heading, without the marks of the heading; a `#` inside a block is none.
fn headings(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        match fence {
            Some(open) if line == open => fence = None,
            Some(_) => {}
            None => {
                let marks = line.len() - line.trim_start_matches(['`', '~']).len();
                fence = (marks > 2).then(|| &line[..marks]);
            }
        }
        let heading = line.strip_prefix("# ").filter(|_| fence.is_none());
        if heading.is_some() {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(heading.unwrap_or(line));
            part.push('\n');
        }
    }
    parts
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of fixtures is there");
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("it can be read").path()).collect();
    paths.sort();
    paths
}
