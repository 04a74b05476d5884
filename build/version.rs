//! The version of whatever decides what is read from an article: a hash of the code itself, so
//! that no index outlives a change of the rooms that it was made by.

use std::path::{Path, PathBuf};

use crate::tokens::fold::fold_on;

/// Rooms that nothing in an index depends on.
const BESIDE: [&str; 5] = ["cli", "policy", "report", "config", "main.rs"];

/// Makes the version known to the crate as `NEWSLINT_EXTRACTOR`.
pub(crate) fn set(source: &Path) {
    println!("cargo:rerun-if-changed={}", source.display());
    let mut files = Vec::new();
    collect(source, &mut files);
    files.sort();
    let hash = files.iter().fold(0, |hash, path| {
        let text = std::fs::read_to_string(path).expect("the crate's own files are text");
        fold_on(fold_on(hash, &path.to_string_lossy()), &text)
    });
    println!("cargo:rustc-env=NEWSLINT_EXTRACTOR={hash:016x}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the crate's own folder").flatten() {
        let path = entry.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if BESIDE.contains(&name) {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
