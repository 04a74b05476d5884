//! Decides what zone each paragraph of an article is: one order of questions for all formats.
//!
//! First the head of the page (breadcrumb, headline, deck, byline), then the story, then the tail
//! after which all is furniture. What a line's own wording says is asked of `furniture`; here
//! counts where it stands.

use crate::article::date::civil;
use crate::article::{Block, Metadata, Zone};
use crate::formats::furniture::{self, Sign};
use crate::formats::paragraph::{Paragraph, Role};
use crate::formats::{dateline, page_head, zones_lists};
use crate::source::Span;

/// Longest headline and deck, in characters.
const HEADLINE: usize = 150;
const DECK: usize = 200;
/// Lines below a headline that can be decks.
const DECKS: usize = 3;
/// Shortest paragraph that counts as a story going on, in bytes.
const STORY: usize = 100;
/// Longest item whose names are a list's, not a story's, in bytes.
const ITEM: usize = 80;

/// Cuts paragraphs into blocks, by position, disjoint.
pub(super) fn classify(text: &str, all: &[Paragraph], meta: &mut Metadata) -> Vec<Block> {
    let signs: Vec<Option<Sign>> = all.iter().map(|p| furniture::sign(p.span.of(text))).collect();
    let mut desk = Desk {
        text,
        all,
        story_after: story_after(text, all, &signs),
        signs,
        meta,
        blocks: Vec::with_capacity(all.len() + 1),
        stage: Stage::Head,
        decks: 0,
        bodies: 0,
        correcting: false,
    };
    for (i, paragraph) in all.iter().enumerate() {
        let zone = desk.zone(i, paragraph);
        desk.push(paragraph, zone);
    }
    let mut blocks = desk.blocks;
    zones_lists::mark(text, all, &mut blocks, ITEM);
    blocks
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Before the headline.
    Head,
    /// Right below the headline.
    Below,
    /// In the story.
    Story,
    /// After it.
    Tail,
}

struct Desk<'a> {
    text: &'a str,
    all: &'a [Paragraph],
    signs: Vec<Option<Sign>>,
    story_after: Vec<usize>,
    meta: &'a mut Metadata,
    blocks: Vec<Block>,
    stage: Stage,
    decks: usize,
    bodies: usize,
    correcting: bool,
}

impl Desk<'_> {
    fn zone(&mut self, i: usize, paragraph: &Paragraph) -> Zone {
        let line = paragraph.span.of(self.text);
        if let Some(zone) = self.by_role(paragraph.role) {
            return zone;
        }
        if self.correcting {
            self.correcting = self.all.get(i + 1).is_some_and(|next| !next.gap);
            return Zone::Correction;
        }
        if let Some(zone) = self.by_sign(i, paragraph) {
            return zone;
        }
        match self.stage {
            Stage::Tail => Zone::Boilerplate,
            Stage::Story => Zone::Body,
            Stage::Head | Stage::Below => self.above_the_story(i, paragraph, line),
        }
    }

    fn by_role(&mut self, role: Role) -> Option<Zone> {
        match role {
            Role::Title => {
                self.stage = Stage::Below;
                // What stands below it in the file is no deck by its place.
                self.decks = DECKS;
                Some(Zone::Headline)
            }
            Role::Summary => Some(Zone::Deck),
            Role::Author => Some(Zone::Byline),
            Role::Code => Some(Zone::Boilerplate),
            Role::Caption if self.stage == Stage::Tail => Some(Zone::Boilerplate),
            Role::Caption => Some(Zone::Caption),
            Role::Text | Role::Heading(_) | Role::Item => None,
        }
    }

    fn by_sign(&mut self, i: usize, paragraph: &Paragraph) -> Option<Zone> {
        let sign = (*self.signs.get(i)?)?;
        let after = self.story_after.get(i).copied().unwrap_or(0);
        let part = f64::from(paragraph.span.start) / self.text.len().max(1) as f64;
        let heading = matches!(paragraph.role, Role::Heading(_));
        match sign {
            // A headline may begin as a promotion does.
            Sign::Zone(_) if heading && self.stage == Stage::Head => None,
            Sign::Zone(Zone::Caption | Zone::Boilerplate) if self.stage == Stage::Tail => None,
            Sign::Zone(zone) => Some(zone),
            Sign::Corrections => {
                self.correcting = i + 1 < self.all.len();
                Some(Zone::Correction)
            }
            Sign::Tail | Sign::Release | Sign::Bio if self.stage == Stage::Tail => None,
            Sign::Tail if after <= 2 || part >= 0.75 => Some(self.end()),
            Sign::Tail => Some(Zone::Boilerplate),
            Sign::Release if part >= 0.4 || after <= 1 => Some(self.end()),
            Sign::Bio if part >= 0.6 && after <= 3 => Some(self.end()),
            Sign::Release | Sign::Bio => None,
        }
    }

    fn end(&mut self) -> Zone {
        self.stage = Stage::Tail;
        Zone::Boilerplate
    }

    fn above_the_story(&mut self, i: usize, paragraph: &Paragraph, line: &str) -> Zone {
        let last = i + 1 == self.all.len();
        if let Some(date) = civil::iso_only(line) {
            self.meta.first_line_date.get_or_insert(date);
            return Zone::Byline;
        }
        if page_head::is_timestamp(line) || page_head::is_byline(line) && !last {
            return Zone::Byline;
        }
        let head = self.stage == Stage::Head;
        if is_address(line)
            || page_head::is_section(line)
            || head && page_head::is_breadcrumb(line) && !last
        {
            return Zone::Boilerplate;
        }
        if let Role::Heading(level) = paragraph.role {
            return self.heading(level);
        }
        let dateline = dateline::find(line).is_some();
        if head && !last && !dateline && self.is_headline(i, line) {
            self.stage = Stage::Below;
            return Zone::Headline;
        }
        if self.stage == Stage::Below && self.decks < DECKS && !last && !dateline && is_deck(line) {
            self.decks += 1;
            return Zone::Deck;
        }
        self.stage = Stage::Story;
        Zone::Body
    }

    fn heading(&mut self, level: u8) -> Zone {
        let named = self.blocks.iter().any(|b| b.zone == Zone::Headline);
        if !named || level == 1 {
            self.stage = Stage::Below;
            self.decks = 0;
            return Zone::Headline;
        }
        let below = self.blocks.last().is_some_and(|b| b.zone == Zone::Headline);
        if below && self.decks == 0 {
            self.decks += 1;
            return Zone::Deck;
        }
        self.stage = Stage::Story;
        Zone::Body
    }

    /// A line that ends no sentence, with a story below it.
    fn is_headline(&self, i: usize, line: &str) -> bool {
        let gap = self.all.get(i + 1).is_some_and(|next| next.gap);
        if line.len() > HEADLINE * 4 {
            return false;
        }
        let long = line.chars().count() > HEADLINE;
        if long && !(gap && line.len() <= HEADLINE * 2 && is_title_case(line)) {
            return false;
        }
        if furniture::ends_with_stop(line) {
            return gap && furniture::ends_with_abbreviation(line) && is_title_case(line);
        }
        // "Who did it?" can be either: a headline stands by itself.
        gap || !line.ends_with(['?', '!', '"', '”']) || line.len() <= 70
    }

    fn push(&mut self, paragraph: &Paragraph, zone: Zone) {
        let span = paragraph.span;
        let plain = Block { span, zone, list: false };
        if zone != Zone::Body {
            self.blocks.push(plain);
            return;
        }
        self.bodies += 1;
        let early = self.bodies <= 3 && self.meta.dateline.is_none();
        let done = self.blocks.iter().any(|b| b.zone == Zone::Dateline);
        let found = if early && !done && paragraph.role == Role::Text {
            dateline::find(span.of(self.text))
        } else {
            None
        };
        let Some(found) = found else {
            self.blocks.push(plain);
            return;
        };
        self.meta.dateline = found.date;
        let cut = span.start as usize + found.len;
        self.blocks.push(Block {
            span: Span::new(span.start as usize, cut),
            zone: Zone::Dateline,
            list: false,
        });
        let rest = self.text.get(cut..span.end as usize).unwrap_or("");
        let start = cut + (rest.len() - rest.trim_start().len());
        if start < span.end as usize {
            self.blocks.push(Block { span: Span::new(start, span.end as usize), ..plain });
        }
    }
}

/// How many paragraphs of running copy follow each paragraph.
fn story_after(text: &str, all: &[Paragraph], signs: &[Option<Sign>]) -> Vec<usize> {
    let mut counts = vec![0; all.len()];
    let mut n = 0;
    for ((count, paragraph), sign) in counts.iter_mut().zip(all).zip(signs).rev() {
        *count = n;
        let long = paragraph.span.len() >= STORY && sign.is_none();
        n += usize::from(long && furniture::ends_with_stop(paragraph.span.of(text)));
    }
    counts
}

fn is_deck(line: &str) -> bool {
    line.len() <= DECK * 4
        && line.chars().count() <= DECK
        && !furniture::ends_with_stop(line)
        && line.split_whitespace().nth(2).is_some()
}

/// A line that is a web address and nothing else.
fn is_address(line: &str) -> bool {
    let web = line.starts_with("http") || line.starts_with("www.");
    web && (!line.contains(' ') || line.starts_with("http: / /") || line.starts_with("https: / /"))
}

/// Most of the longer words have capitals.
fn is_title_case(line: &str) -> bool {
    let (mut all, mut capitals) = (0usize, 0usize);
    for word in line.split_whitespace().filter(|w| w.len() > 3) {
        all += 1;
        capitals += usize::from(word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    }
    capitals * 10 >= all * 7
}
