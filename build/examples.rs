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
            if let Some(part) = text.split("\n# ").find(speaks) {
                let part = part.trim_start_matches("# ");
                writeln!(list, "({name:?}, {part:?}),").expect("memory can be written");
            }
        }
    }
    list.push(']');
    crate::write(&out.join("examples.rs"), list.into_bytes());
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of fixtures is there");
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("it can be read").path()).collect();
    paths.sort();
    paths
}
