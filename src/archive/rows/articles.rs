//! Rows back into what articles say, one article at a time.
//!
//! The rows of an article stand together, in any order; its first row says how many there are, so
//! that nothing is lost unseen on the way through other engines.

use std::io;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::forms::Form;
use super::{EXTRACTOR, Head, Kind, Row};
use crate::archive::doubtful::DoubtfulName;
use crate::archive::record::Keeper;
use crate::archive::{
    AffiliationForm, CorrectionNote, FigureForm, NameForm, OrganizationForm, PhraseForm, Record,
    TermUse, TitleForm,
};
use crate::extract::quotations::QuotationMention;
use crate::read::checksum;
use crate::shared::Run;

/// Rows with where each stands: the number of its line, or its own.
pub type Rows<'r> = dyn Iterator<Item = io::Result<(u64, Row)>> + 'r;

/// An article that came back from rows.
#[derive(Clone, Debug)]
pub struct Returned {
    /// Its name in an index.
    pub name: String,
    /// What decided how it was read.
    pub settings: String,
    /// What other articles can contradict.
    pub record: Record,
    /// Checksum of the file's bytes.
    pub content: u64,
    /// The file's bytes, where the rows have them.
    pub bytes: Option<Vec<u8>>,
}

/// Why rows are no articles.
#[derive(Debug)]
pub enum Bad {
    /// They can't be read.
    Unread(io::Error),
    /// This one is wrong: where it stands, and why.
    Wrong(u64, String),
}

/// The articles of some rows.
#[allow(missing_debug_implementations)]
pub struct Articles<'r> {
    rows: Box<Rows<'r>>,
    ahead: Option<(u64, Row)>,
}

impl<'r> Articles<'r> {
    /// Reads rows as they come.
    #[must_use]
    pub fn new(rows: Box<Rows<'r>>) -> Self {
        Self { rows, ahead: None }
    }

    fn row(&mut self) -> Result<Option<(u64, Row)>, Bad> {
        let ahead = self.ahead.take().map(Ok);
        ahead.or_else(|| self.rows.next()).transpose().map_err(Bad::Unread)
    }

    fn group(&mut self) -> Result<Option<Returned>, Bad> {
        let Some(first) = self.row()? else { return Ok(None) };
        let name = first.1.article.clone();
        let mut group = vec![first];
        while let Some(next) = self.row()? {
            if next.1.article != name {
                self.ahead = Some(next);
                break;
            }
            group.push(next);
        }
        article(name, group).map(Some)
    }
}

impl Iterator for Articles<'_> {
    type Item = Result<Returned, Bad>;

    fn next(&mut self) -> Option<Self::Item> {
        self.group().transpose()
    }
}

fn article(name: String, mut rows: Vec<(u64, Row)>) -> Result<Returned, Bad> {
    let first = rows.first().map_or(0, |(at, _)| *at);
    let wrong = |at: u64, why: String| Bad::Wrong(at, why);
    rows.sort_by_key(|(_, row)| row.row);
    let (Some((at, head)), count) = (rows.first(), rows.len() - 1) else {
        return Err(wrong(first, "no row".to_owned()));
    };
    if name.is_empty() {
        return Err(wrong(*at, "a row names no article".to_owned()));
    }
    let numbered = rows.iter().zip(0..).all(|((_, row), n)| row.row == n);
    let whole = head.kind == Kind::Article && head.times.is_some_and(|n| n as usize == count);
    if !numbered || !whole {
        let why = "are not all here: the rows of an article stand together, each once";
        return Err(wrong(first, format!("the rows of {name} {why}")));
    }
    let facts: Head = head.rest().map_err(|why| wrong(*at, why))?;
    if facts.newslint != EXTRACTOR {
        let why = format!("made by newslint {}, this is {EXTRACTOR}", facts.newslint);
        return Err(wrong(*at, why));
    }
    let bytes = head.text.as_ref().map(|text| BASE64_STANDARD.decode(text)).transpose();
    let bytes = bytes.map_err(|error| wrong(*at, format!("text is no base64: {error}")))?;
    if bytes.as_ref().is_some_and(|bytes| checksum(bytes) != facts.content) {
        return Err(wrong(*at, "text has another checksum".to_owned()));
    }
    let mut record = Record {
        path: name.as_str().into(),
        date: head.date,
        reported: true,
        foreign: facts.foreign,
        apostrophes: head.apostrophes.unwrap_or(false),
        twin: head.twin.cast_unsigned(),
        ..Record::default()
    };
    let mut lists = Lists::default();
    for (at, row) in &rows[1..] {
        lists.take(row, &mut record).map_err(|why| wrong(*at, why))?;
    }
    let record = lists.fill(record);
    Ok(Returned { name, settings: facts.settings, record, content: facts.content, bytes })
}

/// The mentions of an article, as they come.
#[derive(Default)]
struct Lists {
    keeper: Keeper,
    names: Vec<NameForm>,
    organizations: Vec<OrganizationForm>,
    titles: Vec<TitleForm>,
    affiliations: Vec<AffiliationForm>,
    phrases: Vec<PhraseForm>,
    figures: Vec<FigureForm>,
    corrections: Vec<CorrectionNote>,
    doubtful: Vec<DoubtfulName>,
    quotations: Vec<QuotationMention>,
    terms: Vec<TermUse>,
}

impl Lists {
    /// One row; what is no mention goes into the record at once.
    fn take(&mut self, row: &Row, record: &mut Record) -> Result<(), String> {
        fn one<F: Form>(row: &Row, keeper: &mut Keeper, list: &mut Vec<F>) -> Result<(), String> {
            list.push(F::read(row, keeper)?);
            Ok(())
        }
        let keeper = &mut self.keeper;
        match row.kind {
            Kind::Article => return Err("a second row of the kind \"article\"".to_owned()),
            Kind::Marks => record.marks = short(&row.keys)?,
            Kind::Sayings => record.sayings = short(&row.keys)?,
            Kind::Numbers => record.numbers = short(&row.keys)?,
            Kind::Acronyms => {
                let mut acronyms: Vec<u64> = row.keys.iter().map(|k| k.cast_unsigned()).collect();
                acronyms.sort_unstable();
                record.acronyms = acronyms.into();
            }
            Kind::Person => one(row, keeper, &mut self.names)?,
            Kind::Organization => one(row, keeper, &mut self.organizations)?,
            Kind::Title => one(row, keeper, &mut self.titles)?,
            Kind::Affiliation => one(row, keeper, &mut self.affiliations)?,
            Kind::Phrase => one(row, keeper, &mut self.phrases)?,
            Kind::Figure => one(row, keeper, &mut self.figures)?,
            Kind::Correction => one(row, keeper, &mut self.corrections)?,
            Kind::Doubtful => one(row, keeper, &mut self.doubtful)?,
            Kind::Quotation => one(row, keeper, &mut self.quotations)?,
            Kind::Term => one(row, keeper, &mut self.terms)?,
        }
        Ok(())
    }

    /// The record with all mentions in it.
    fn fill(self, mut record: Record) -> Record {
        record.names = self.names.into();
        record.organizations = self.organizations.into();
        record.titles = self.titles.into();
        record.affiliations = self.affiliations.into();
        record.phrases = self.phrases.into();
        record.figures = self.figures.into();
        record.corrections = self.corrections.into();
        record.doubtful = self.doubtful.into();
        record.quotations = self.quotations.into();
        record.terms = self.terms.into();
        record.with_words(self.keeper)
    }
}

/// Marks, sorted as checks expect them.
fn short(keys: &[i64]) -> Result<Run<u32>, String> {
    let marks: Result<Vec<u32>, _> = keys.iter().map(|key| u32::try_from(*key)).collect();
    let mut marks = marks.map_err(|_| "a mark is no number of 32 bits".to_owned())?;
    marks.sort_unstable();
    Ok(marks.into())
}
