//! The stylebook: all rules of all packs, proved sound and compiled once.

pub mod builtin;
mod catalog;
mod change;
mod conflict;
mod demands;
mod form;
mod link;
mod listing;
mod load;
mod locate;
pub mod matcher;
pub mod matches;
mod names;
pub mod official;
pub mod people;
pub mod rules;
mod slug;
pub mod style;
#[cfg(test)]
mod tests;
mod unread;
mod wake;
mod wording;

use std::sync::{Arc, OnceLock};

use crate::finding::Finding;
use crate::source::SourceFile;
use builtin::Compiled;
pub use locate::{Request, load};
use official::OfficialNames;
use people::People;
use rules::{Pack, Rules};
pub(crate) use slug::slug;
use style::Style;

/// All rules of all packs in use.
#[derive(Debug, Default)]
pub struct Stylebook {
    /// The packs, in the order of loading.
    pub packs: Vec<Pack>,
    /// Their rules.
    pub rules: Rules,
    /// How the packs say that the house writes, later ones over earlier ones.
    pub style: Style,
    /// Made when it is first asked for.
    official: OnceLock<OfficialNames>,
    /// Their people, looked at together.
    pub people: People,
    /// The packs' files, so that findings can show the rule's own line.
    pub files: Vec<Arc<SourceFile>>,
}

impl Stylebook {
    /// The official names of organizations, indexed by their words.
    #[must_use]
    pub fn official(&self) -> &OfficialNames {
        self.official.get_or_init(|| OfficialNames::new(&self.rules))
    }

    /// The stylebook of packs given as path and text, and of nothing else.
    #[must_use]
    pub fn from_toml(packs: &[(&str, &str)]) -> (Self, Vec<Finding>) {
        let file = |(path, text): &(&str, &str)| SourceFile::utf8(path, (*text).to_owned());
        Self::from_files(packs.iter().map(|pack| (Arc::new(file(pack)), None)))
    }

    /// The stylebook of pack files, those that are part of the program compiled.
    fn from_files(
        files: impl IntoIterator<Item = (Arc<SourceFile>, Option<Compiled>)>,
    ) -> (Self, Vec<Finding>) {
        let (mut drafts, mut findings, mut sources) = (Vec::new(), Vec::new(), Vec::new());
        for (file, compiled) in files {
            sources.push(file.clone());
            let (draft, faults) = load::read(file, compiled);
            drafts.push(draft);
            findings.extend(faults);
        }
        let (mut book, faults) = link::link(drafts);
        book.files = sources;
        findings.extend(faults);
        findings.sort_by(Finding::order);
        (book, findings)
    }
}
