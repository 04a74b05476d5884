//! `--changed-since`: findings about lines that are new, and about what those lines contradict.
//!
//! Everything is compared with everything, as without it: a new line in one article may be proved
//! wrong by an old one, or prove an old one wrong. Shown is what has a new line in it.

use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use similar::{DiffTag, TextDiff};

use super::project::Files;
use crate::finding::{Finding, Label};
use crate::policy;
use crate::read::decode;
use crate::read::git::Repository;
use crate::source::SourceFile;

/// Files with more lines are not compared: all of their lines count as new.
const MOST_LINES: usize = 20_000;

/// Lines of a file, from 1, that are new.
enum Lines {
    All,
    These(Vec<Range<u32>>),
}

/// Leaves the findings that have a line in them that has changed since a revision.
pub(super) fn narrow(revision: &str, files: &Files, findings: &mut Vec<Finding>) -> io::Result<()> {
    let repository = Repository::here()?;
    let old: HashMap<String, Option<String>> =
        repository.since(revision)?.into_iter().map(|change| (change.name, change.old)).collect();
    let mut changed: HashMap<Arc<str>, Lines> = HashMap::new();
    let mut asked: HashMap<Arc<str>, &str> = HashMap::new();
    for label in findings.iter().flat_map(labels) {
        let path = &label.place.path;
        if changed.contains_key(path) || asked.contains_key(path) {
            continue;
        }
        let name = repository.name(files.on_disk(path));
        let lines = match name.and_then(|name| old.get(&name)) {
            Some(Some(blob)) => {
                asked.insert(path.clone(), blob);
                continue;
            }
            Some(None) => Lines::All,
            None => Lines::These(Vec::new()),
        };
        changed.insert(path.clone(), lines);
    }
    let (paths, blobs): (Vec<_>, Vec<_>) = asked.into_iter().unzip();
    for (path, blob) in paths.into_iter().zip(repository.blobs(&blobs)?) {
        let lines = new_lines(&path, blob, files.read(&path)?);
        changed.insert(path, lines);
    }
    findings.retain(|finding| {
        // What is wrong with the project itself is never old news.
        policy::is_fault(finding.check)
            || labels(finding).any(|l| changed.get(&l.place.path).is_some_and(|c| c.meet(l)))
    });
    Ok(())
}

fn labels(finding: &Finding) -> impl Iterator<Item = &Label> {
    std::iter::once(&finding.primary).chain(&finding.related)
}

impl Lines {
    /// Whether a place has a new line in it. What is said of a whole file stands at its first
    /// byte: there any new line counts.
    fn meet(&self, label: &Label) -> bool {
        let Self::These(lines) = self else { return true };
        match &label.at {
            Some(at) if !label.place.span.is_empty() => {
                lines.iter().any(|new| new.start <= at.end.line && at.start.line < new.end)
            }
            _ => !lines.is_empty(),
        }
    }
}

/// The lines of a file that it had not before. What can't be compared is new.
fn new_lines(path: &Arc<str>, old: Vec<u8>, new: Vec<u8>) -> Lines {
    let decoded = |bytes| decode::decode(path.clone(), bytes).ok().map(|decoded| decoded.file);
    let (Some(old), Some(new)) = (decoded(old), decoded(new)) else { return Lines::All };
    if old.line_count().max(new.line_count()) > MOST_LINES {
        return Lines::All;
    }
    let (old, new) = (lines(&old), lines(&new));
    let diff = TextDiff::configure().diff_slices(&old, &new);
    let added =
        diff.ops().iter().filter(|op| matches!(op.tag(), DiffTag::Insert | DiffTag::Replace));
    let from_one = |range: Range<usize>| range.start as u32 + 1..range.end as u32 + 1;
    Lines::These(added.map(|op| from_one(op.new_range())).collect())
}

/// Lines without their ends: git may write others on disk than it keeps.
fn lines(file: &SourceFile) -> Vec<&str> {
    (0..file.line_count()).map(|line| file.line_span(line).of(&file.text)).collect()
}
