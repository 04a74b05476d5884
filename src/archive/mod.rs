//! What all articles say: the memory that each of them is compared with.
//!
//! A [`Record`] keeps of one article what other articles can contradict, in a few hundred bytes:
//! the article's text is not needed any more. An [`Archive`] groups the records by key.

pub mod beyond;
pub mod doubtful;
pub mod figures;
pub mod groups;
pub mod lookups;
pub mod offices;
pub mod packed;
pub mod phrases;
pub mod record;
pub mod rows;
pub mod stories;
#[cfg(test)]
mod testing;
pub mod vicinity;
mod words;

use std::sync::{Arc, OnceLock};

use crate::finding::Place;
use crate::stylebook::official::content_words;
use beyond::Beyond;
pub use figures::FigureForm;
pub use groups::Groups;
pub use offices::{AffiliationForm, TitleForm};
pub use phrases::PhraseForm;
use record::Key;
pub use record::{CorrectionNote, NameForm, OrganizationForm, Record, TermUse};
use stories::Stories;

/// Where a form stands: record and index of the form in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// Index into [`Archive::records`].
    pub record: u32,
    /// Index of the form in the record's list.
    pub form: u32,
}

/// The constants of "which side is wrong", in one place.
pub mod majority {
    /// Independent votes that a majority needs.
    pub const VOTES: usize = 3;
    /// How many times the minority it must be.
    pub const TIMES: usize = 4;

    /// Whether `many` independent votes decide against `few`.
    #[must_use]
    pub fn decides(many: usize, few: usize) -> bool {
        many >= VOTES && many >= TIMES * few
    }
}

/// All records, grouped by what they say.
#[derive(Debug)]
pub struct Archive<'a> {
    /// One for each article, by path.
    pub records: Arc<[&'a Record]>,
    /// Folded long names of organizations.
    pub organizations: Groups<'a, &'a str>,
    /// Folded full names of people: surname, given name.
    pub names: Groups<'a, (&'a str, &'a str)>,
    stories: OnceLock<Stories>,
    beyond: Option<&'a Arc<Beyond>>,
    /// Titles by who has them: surname, given name.
    pub titles: Groups<'a, (&'a str, &'a str)>,
    /// Parties and states by whose they are: surname, given name.
    pub affiliations: Groups<'a, (&'a str, &'a str)>,
}

/// A name without the country before it.
fn bare(name: &str) -> &str {
    name.strip_prefix("U.S. ").or_else(|| name.strip_prefix("US ")).unwrap_or(name)
}

impl<'a> Archive<'a> {
    /// Groups records, which must be sorted by path.
    #[must_use]
    pub fn new(records: Vec<&'a Record>) -> Self {
        Self::with(records, None)
    }

    /// The same for a few of many articles, with what was counted over all of them.
    #[must_use]
    pub fn with(records: Vec<&'a Record>, beyond: Option<&'a Arc<Beyond>>) -> Self {
        let records: Arc<[&Record]> = records.into();
        let names =
            Groups::new(&records, |r| r.names.len(), |r, i| (r.names[i].surname, r.names[i].given));
        let titles = Groups::new(
            &records,
            |r| r.titles.len(),
            |r, i| (r.titles[i].surname, r.titles[i].given),
        );
        let affiliations = Groups::new(
            &records,
            |r| r.affiliations.len(),
            |r, i| (r.affiliations[i].surname, r.affiliations[i].given),
        );
        let organizations = Groups::new(
            &records,
            |r| r.organizations.len(),
            |r, i| (r.organizations[i].key, Key::default()),
        );
        let stories = OnceLock::new();
        Self { records, organizations, names, stories, beyond, titles, affiliations }
    }

    /// Which articles tell the same story; worked out when first asked for.
    pub fn stories(&self) -> &Stories {
        self.stories.get_or_init(|| Stories::new(&self.records, self.beyond.cloned()))
    }

    /// Whether a run of quoted words is anybody's, told by articles that are not at hand.
    #[must_use]
    pub fn is_stock(&self, gram: u64) -> bool {
        self.beyond.is_some_and(|beyond| beyond.stock.contains(&gram))
    }

    /// Whether too many figures have a key, told by articles that are not at hand.
    #[must_use]
    pub fn is_crowded(&self, figure: u64) -> bool {
        self.beyond.is_some_and(|beyond| beyond.crowded.contains(&figure))
    }

    /// How many people have each title before their names, by surname, where that was counted
    /// over more articles than are at hand.
    pub fn titles_beyond(&self) -> impl Iterator<Item = (&'a str, usize)> {
        let counts = self.beyond.into_iter().flat_map(|beyond| &beyond.titles);
        counts.map(|(title, count)| (title.as_str(), *count))
    }

    /// The same for ranks.
    pub fn ranks_beyond(&self) -> impl Iterator<Item = (&'a str, usize)> {
        let counts = self.beyond.into_iter().flat_map(|beyond| &beyond.ranks);
        counts.map(|(rank, count)| (rank.as_str(), *count))
    }

    /// Independent votes behind some uses: near-identical articles share one.
    #[must_use]
    pub fn votes(&self, uses: &[Use]) -> usize {
        let mut voters: Vec<u64> =
            uses.iter().map(|u| self.records[u.record as usize].twin).collect();
        voters.sort_unstable();
        voters.dedup();
        voters.len()
    }

    /// Places, in other articles than `but`, where an organization is called by a name, small
    /// words and all: published ones first, then the latest.
    #[must_use]
    pub fn organization_places(&self, name: &str, but: &str) -> Vec<Place> {
        let key = content_words(name).join(" ");
        let uses = self.organizations.get(&key.as_str());
        let same: Vec<Use> = uses
            .iter()
            .filter(|u| {
                let record = self.records[u.record as usize];
                let written = record.word(record.organizations[u.form as usize].written);
                bare(written).eq_ignore_ascii_case(bare(name))
            })
            .copied()
            .collect();
        self.latest_first(&same, but, |record, form| record.organizations[form].place.span())
    }

    /// Places, in other articles than `but`, where a person is called so: published ones
    /// first, then the latest.
    #[must_use]
    pub fn name_places(&self, surname: &str, given: &str, but: &str) -> Vec<Place> {
        let uses = self.names.get(&(surname, given));
        self.latest_first(uses, but, |record, form| record.names[form].place.span())
    }

    fn latest_first(
        &self,
        uses: &[Use],
        but: &str,
        span: impl Fn(&Record, usize) -> crate::source::Span,
    ) -> Vec<Place> {
        let mut found: Vec<_> = uses
            .iter()
            .map(|u| (self.records[u.record as usize], u.form as usize))
            .filter(|(record, _)| &*record.path != but)
            .collect();
        // What is published counts for more than what is not.
        found.sort_by_key(|(record, _)| {
            (!record.authority, std::cmp::Reverse(record.date), record.path.clone())
        });
        found
            .into_iter()
            .map(|(record, form)| Place { path: record.path.clone(), span: span(record, form) })
            .collect()
    }
}
