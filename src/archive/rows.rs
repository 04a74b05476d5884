//! What an article says, as rows: for engines that run on many machines.
//!
//! Reading an article is a pure map, and a check between articles a reduce by key. So a
//! [`Record`] can leave the house as flat rows, one a mention, with the keys that checks join on,
//! and come back from them: an engine that knows nothing of newslint can do either half. The rows
//! of an article stand together and in order; a first one says how many there are.
//!
//! What engines join and group by has a column of its own; what only newslint understands stands
//! in one more, as JSON. Nothing that comes back is trusted.

pub mod articles;
#[cfg(feature = "parquet")]
pub mod columnar;
mod forms;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use super::Record;
use crate::read::checksum;
use crate::source::Span;
use forms::Form;

/// Changes whenever articles may be read otherwise than before.
const EXTRACTOR: &str = env!("CARGO_PKG_VERSION");

/// Each column: its name, its type in Arrow, and what it holds.
pub const COLUMNS: [(&str, &str, &str); 24] = [
    ("article", "Utf8", "the article's path, relative to the project"),
    ("row", "Int64", "number of the row in its article, from 0"),
    ("kind", "Utf8", "what the row is"),
    ("date", "Date32", "the article's publication date"),
    ("twin", "Int64", "equal for near-identical articles, which share one vote"),
    ("given", "Utf8", "first given name, lower case"),
    ("surname", "Utf8", "surname, lower case"),
    ("name", "Utf8", "a body's name in lower case, without small words"),
    ("written", "Utf8", "the same as the article writes it"),
    ("title", "Utf8", "the title before a name, or the rank, in its normal form"),
    ("acronym", "Utf8", "the acronym that the article introduces with a body's name"),
    ("start_byte", "Int64", "first byte of the first place, in the decoded file"),
    ("end_byte", "Int64", "one past its last byte"),
    ("times", "Int64", "how often; of an article, how many rows follow"),
    ("zone", "Utf8", "the part of the article where the first place is"),
    ("list", "Boolean", "in list-like copy"),
    ("headline", "Boolean", "the first place is the headline"),
    ("headed", "Boolean", "a head noun of bodies' names is in it"),
    ("local", "Boolean", "a state's, a county's or a town's body"),
    ("apostrophes", "Boolean", "of an article: whether any apostrophe stands in it"),
    ("traits", "List", "what word lists say of each word of the name"),
    ("keys", "List", "what the row is found by: itself, and with something left out"),
    ("more", "List", "keys of another sort"),
    ("rest", "Utf8", "all else, as JSON; not for engines"),
];

/// The column that only `--texts` fills: the article's bytes.
pub const TEXT: (&str, &str, &str) = ("text", "Utf8", "the file's bytes in base64");

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Kind {
    /// The article itself: its first row.
    #[default]
    Article,
    /// Words that tell one story from another.
    Marks,
    /// How its long quotations begin.
    Sayings,
    /// The acronyms that it uses.
    Acronyms,
    /// All its numbers.
    Numbers,
    /// A full name.
    Person,
    /// What may be a name with a slip.
    Doubtful,
    /// A long name of an organization.
    Organization,
    /// A capitalised phrase.
    Phrase,
    /// A quotation.
    Quotation,
    /// A form of a "pick one" term.
    Term,
    /// A name that a published note corrects.
    Correction,
    /// A title of a person.
    Title,
    /// A person's party and state.
    Affiliation,
    /// A figure that says plainly what it counts.
    Figure,
}

impl Kind {
    /// Every kind with its name in rows.
    pub const NAMES: [(Self, &'static str); 15] = [
        (Self::Article, "article"),
        (Self::Marks, "marks"),
        (Self::Sayings, "sayings"),
        (Self::Acronyms, "acronyms"),
        (Self::Numbers, "numbers"),
        (Self::Person, "person"),
        (Self::Doubtful, "doubtful"),
        (Self::Organization, "organization"),
        (Self::Phrase, "phrase"),
        (Self::Quotation, "quotation"),
        (Self::Term, "term"),
        (Self::Correction, "correction"),
        (Self::Title, "title"),
        (Self::Affiliation, "affiliation"),
        (Self::Figure, "figure"),
    ];

    fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, _)| *kind == self).map_or("article", |(_, name)| name)
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.name().to_owned()
    }
}

impl TryFrom<String> for Kind {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let known = Self::NAMES.iter().find(|(_, known)| *known == name);
        known.map(|(kind, _)| *kind).ok_or_else(|| format!("no kind of row: \"{name}\""))
    }
}

/// One row: a mention with its article. [`COLUMNS`] says what each column holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Row {
    pub article: String,
    pub row: u32,
    pub kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    pub twin: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acronym: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_byte: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_byte: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apostrophes: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_empty")]
    pub traits: Vec<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_empty")]
    pub keys: Vec<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_empty")]
    pub more: Vec<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Engines write an empty list as none.
fn or_empty<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<i64>, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// What only newslint understands of an article.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    /// The version that read it.
    newslint: String,
    /// What decided how it was read.
    settings: String,
    /// Checksum of its bytes.
    content: u64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    foreign: bool,
}

/// An article on its way into rows.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name in an index.
    pub name: &'a str,
    /// What decided how it was read.
    pub settings: &'a str,
    /// What other articles can contradict.
    pub record: &'a Record,
    /// The file's bytes.
    pub bytes: &'a [u8],
    /// Whether the bytes leave the house as well.
    pub texts: bool,
}

impl Source<'_> {
    /// The rows of an article, in order.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let Self { name, record, bytes, .. } = *self;
        let head = Head {
            newslint: EXTRACTOR.to_owned(),
            settings: self.settings.to_owned(),
            content: checksum(bytes),
            foreign: record.foreign,
        };
        let mut rows = vec![Row {
            apostrophes: Some(record.apostrophes),
            rest: json(&head),
            text: self.texts.then(|| BASE64_STANDARD.encode(bytes)),
            ..Row::default()
        }];
        let short = |list: &[u32]| list.iter().map(|mark| i64::from(*mark)).collect();
        let acronyms = record.acronyms.iter().map(|hash| hash.cast_signed()).collect();
        let lists: [(Kind, Vec<i64>); 4] = [
            (Kind::Marks, short(&record.marks)),
            (Kind::Sayings, short(&record.sayings)),
            (Kind::Acronyms, acronyms),
            (Kind::Numbers, short(&record.numbers)),
        ];
        let lists = lists.into_iter().filter(|(_, keys)| !keys.is_empty());
        rows.extend(lists.map(|(kind, keys)| Row { kind, keys, ..Row::default() }));
        add(record, &record.names, &mut rows);
        add(record, &record.organizations, &mut rows);
        add(record, &record.titles, &mut rows);
        add(record, &record.affiliations, &mut rows);
        add(record, &record.phrases, &mut rows);
        add(record, &record.figures, &mut rows);
        add(record, &record.corrections, &mut rows);
        add(record, &record.doubtful, &mut rows);
        add(record, &record.quotations, &mut rows);
        add(record, &record.terms, &mut rows);
        rows[0].times = u32::try_from(rows.len() - 1).ok();
        for (n, row) in (0..).zip(&mut rows) {
            name.clone_into(&mut row.article);
            (row.row, row.date, row.twin) = (n, record.date, record.twin.cast_signed());
        }
        rows
    }
}

fn add<F: Form>(record: &Record, forms: &[F], rows: &mut Vec<Row>) {
    rows.extend(forms.iter().map(|form| {
        let mut row = Row { kind: F::KIND, ..Row::default() };
        form.write(record, &mut row);
        row
    }));
}

fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

impl Row {
    fn put(&mut self, place: Span) {
        (self.start_byte, self.end_byte) = (Some(place.start), Some(place.end));
    }
}
