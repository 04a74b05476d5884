//! An article: a file cut into zones, with what it says about itself.
//!
//! Formats build it, extraction and checks read it. Zones are exclusive; beside them stand the
//! quotations (with their depth) and the masked spans (code, URLs, mark-up) that are no prose.

pub mod date;
pub mod map;
pub mod quotes;

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::source::Span;
use map::TextMap;
use quotes::Quotation;

/// What part of an article a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Zone {
    /// The title.
    Headline,
    /// The line below it (standfirst, subhead).
    Deck,
    /// Who wrote it.
    Byline,
    /// Place, date and agency at the head of the first paragraph.
    Dateline,
    /// Words about a picture.
    Caption,
    /// The story.
    Body,
    /// Reporting and editing credits, picture credits.
    Credit,
    /// A published correction.
    Correction,
    /// Furniture: newsletter promotion, share lines, author biographies, breadcrumbs.
    Boilerplate,
}

impl Zone {
    /// Every zone with the name that rules and `show` use.
    pub const NAMES: [(Self, &'static str); 9] = [
        (Self::Headline, "headline"),
        (Self::Deck, "deck"),
        (Self::Byline, "byline"),
        (Self::Dateline, "dateline"),
        (Self::Caption, "caption"),
        (Self::Body, "body"),
        (Self::Credit, "credit"),
        (Self::Correction, "correction"),
        (Self::Boilerplate, "boilerplate"),
    ];

    /// The name that rules and `show` use.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(zone, _)| *zone == self).map_or("body", |(_, name)| name)
    }

    /// The zone of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, n)| *n == name).map(|(zone, _)| *zone)
    }

    /// Where a body's official name is its official name: copy, and furniture, which is published
    /// as well.
    #[must_use]
    pub fn names_bodies(self) -> bool {
        self.is_copy() || matches!(self, Self::Boilerplate | Self::Correction)
    }

    /// Copy that the newsroom wrote and answers for: the zones that checks read.
    #[must_use]
    pub fn is_copy(self) -> bool {
        matches!(self, Self::Headline | Self::Deck | Self::Caption | Self::Body)
    }
}

/// A stretch of one zone: a paragraph, a heading, a caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the article's text.
    pub span: Span,
    /// What it is.
    pub zone: Zone,
    /// One of several short items of a list, where names are namesakes more often than not.
    pub list: bool,
}

/// Why a span is not prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mask {
    /// Code.
    Code,
    /// A web or mail address, a handle, a hashtag.
    Url,
    /// Mark-up.
    Markup,
}

/// What said when an article was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateSource {
    /// An `[[article]]` table of the configuration.
    Configuration,
    /// This key of the front matter.
    FrontMatter(String),
    /// The dateline in the text.
    Dateline,
    /// A first line that is only an ISO date.
    FirstLine,
    /// This pattern, matched against the path.
    Path(String),
    /// `--date`.
    CommandLine,
}

/// A publication date and why we believe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day, as the newsroom counts it.
    pub date: Date,
    /// Where it was found.
    pub source: DateSource,
}

/// A month and day in a dateline, with the year where it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatelineDate {
    /// The year, if stated.
    pub year: Option<i16>,
    /// Month, from 1.
    pub month: i8,
    /// Day of the month.
    pub day: i8,
}

/// An editor's "let it stand", written in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StetNote {
    /// The check or family that it lets stand.
    pub check: String,
    /// Where it is written, in the decoded file.
    pub span: Span,
    /// The line that it is about, in the decoded file; none for all of the article.
    pub covers: Option<Span>,
    /// Why.
    pub reason: Option<String>,
}

/// What an article says about itself.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// Front-matter dates in the order of the file: key and day.
    pub front_matter_dates: Vec<(String, Date)>,
    /// The date in the dateline.
    pub dateline: Option<DatelineDate>,
    /// The date on a first line that holds nothing else.
    pub first_line_date: Option<Date>,
    /// What the first line or the path says, where the dateline was chosen over them.
    pub beside_dateline: Option<Date>,
    /// The publication date that was chosen, see [`date::choose`].
    pub published: Option<Published>,
    /// A publication date that the text disproves, and a day that it reports as past: the article
    /// then counts as undated, see [`date::disprove`].
    pub disproved: Option<(Published, Date)>,
    /// Language, from front matter ("en", "en-GB").
    pub lang: Option<String>,
    /// Other front-matter keys, once for each of their values: source, desk, byline.
    pub fields: Vec<(String, String)>,
    /// What is to stand.
    pub stets: Vec<StetNote>,
    /// What is broken in the front matter, and where in the decoded file.
    pub faults: Vec<(Span, String)>,
}

/// A file cut into zones.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The path as the user gave it.
    pub path: Arc<str>,
    /// What checks see.
    pub text: String,
    /// The way back to the decoded file.
    pub map: TextMap,
    /// Blocks by position, disjoint.
    pub blocks: Vec<Block>,
    /// Spans that are no prose, by position, disjoint.
    pub masks: Vec<(Span, Mask)>,
    /// Quotations by position of their opening mark.
    pub quotes: Vec<Quotation>,
    /// Block quotations by position, disjoint: what others wrote, without marks around it.
    pub pasted: Vec<Span>,
    /// What the article says about itself.
    pub meta: Metadata,
}

impl Article {
    /// The block that holds a byte of the text.
    #[must_use]
    pub fn block_at(&self, at: u32) -> Option<&Block> {
        let i = self.blocks.partition_point(|b| b.span.end <= at);
        self.blocks.get(i).filter(|b| b.span.start <= at)
    }

    /// The zone of a byte; what lies between blocks counts as furniture.
    #[must_use]
    pub fn zone_at(&self, at: u32) -> Zone {
        self.block_at(at).map_or(Zone::Boilerplate, |b| b.zone)
    }

    /// Whether a span touches a masked one.
    #[must_use]
    pub fn is_masked(&self, span: Span) -> bool {
        let i = self.masks.partition_point(|(m, _)| m.end <= span.start);
        self.masks.get(i).is_some_and(|(m, _)| m.overlaps(span))
    }

    /// The publication date, if one is known.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.meta.published.as_ref().map(|p| p.date)
    }
}
