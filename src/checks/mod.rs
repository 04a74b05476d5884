//! The checks: code that turns what articles say into findings.
//!
//! One file each. A check states its name, its default severity and its documentation in
//! [`Info`], and looks at one article, at all of them together, or both. Checks do no input or
//! output and keep nothing between calls.
//!
//! A check does not walk over all words of an article. It starts from what was found already, the
//! mentions and the matches of rules, or asks for the words of a sort:
//!
//! ```
//! use newslint::article::{Article, Block, Zone};
//! use newslint::extract::words;
//! use newslint::source::Span;
//! use newslint::tokens::Sort;
//!
//! let text = String::from("Of 40 boats two came back.");
//! let block = Block { span: Span::new(0, text.len()), zone: Zone::Body, list: false };
//! let article = Article { text, blocks: vec![block], ..Article::default() };
//! let tokens = words(&article); // what a check has as `cx.tokens`
//! let numbers = tokens.places([Sort::Number, Sort::SpelledNumber]);
//! let written: Vec<&str> = numbers.map(|at| tokens[at].text(&article.text)).collect();
//! assert_eq!(written, ["40", "two"]);
//! ```
//!
//! A sort that is missing is a line in [`Sort`](crate::tokens::Sort) and one where the index is
//! made; words that it is told by are a list in `src/lexicon/data`.

pub mod article {
    //! The article itself: what must not be published.
    pub mod boilerplate;
    pub mod correction;
    pub mod dateline;
    pub mod embargo;
    pub mod placeholder;
}
pub mod date {
    //! Calendar dates.
    pub mod also;
    pub mod duration;
    pub mod event;
    pub mod format;
    pub mod founded;
    pub mod impossible;
    pub mod preposition;
    mod reckon;
    pub mod relative;
    mod sentence;
    #[cfg(test)]
    mod testing;
    pub mod two_dates;
    pub mod weekday;
    mod wording;
}
mod bygone;
mod edits;
pub mod faults;
pub mod fixes;
pub mod figure {
    //! Numbers: one thing, one figure.
    mod alike;
    mod between;
    pub mod conflict;
    pub mod fact;
    pub mod headline;
    mod items;
    pub mod magnitude;
    mod nearby;
    pub mod noun;
    #[cfg(test)]
    mod testing;
    pub mod two_values;
}
mod meeting;
pub mod org {
    //! Names of organizations.
    pub mod acronym_collision;
    mod acronyms;
    mod apostrophes;
    pub mod expansion;
    pub mod form;
    pub mod late_acronym;
    pub mod name;
    pub mod outdated;
    pub mod similar;
    pub mod story_names;
    pub mod undefined_acronym;
    pub mod unused_acronym;
    pub mod variant;
}
pub mod person {
    //! Names of people.
    pub mod form;
    pub mod given_conflict;
    pub mod given_name;
    pub mod name;
    pub mod not_introduced;
    pub mod spelling;
    pub mod variant;
}
pub mod quote {
    //! Quotations: their marks, and their words against the same words elsewhere. What was said
    //! is never corrected here: an editor has to ask.
    mod align;
    pub mod drift;
    mod evidence;
    pub mod house_marks;
    pub mod mixed_marks;
    pub mod nesting;
    pub mod source;
    mod spelling;
    mod versions;
}
pub mod stet;
pub mod style {
    //! House style.
    pub mod country;
    pub mod courtesy;
    pub mod dateline;
    pub mod doubled_word;
    pub mod invisible;
    pub mod marks;
    pub mod numbers;
    pub mod pattern;
    pub mod require;
    pub mod term;
    pub mod variants;
}
pub mod title {
    //! Who held which office when.
    pub mod acting;
    pub mod affiliation;
    pub mod case;
    mod cases;
    mod claims;
    pub mod conflict;
    pub mod former;
    pub mod holder;
    pub mod mixed_case;
    pub mod not_held;
    mod offices;
}

use crate::archive::{Archive, Record};
use crate::article::Article;
use crate::extract::Mentions;
use crate::finding::{CheckName, Finding, Place, Severity};
use crate::source::Span;
use crate::stylebook::Stylebook;
use crate::stylebook::matches::Matches;
use crate::stylebook::rules::Meta;
use crate::stylebook::style::Style;
use crate::tokens::{Token, Tokens};

/// Every check, by name. A new check is a file, its `mod` above and a line here.
pub const ALL: &[&dyn Check] = &[
    &article::boilerplate::Boilerplate,
    &article::correction::Correction,
    &article::dateline::Dateline,
    &article::embargo::Embargo,
    &article::placeholder::Placeholder,
    &date::also::Also,
    &date::duration::Duration,
    &date::event::EventDate,
    &date::format::Format,
    &date::founded::Founded,
    &date::impossible::Impossible,
    &date::preposition::Preposition,
    &date::relative::Relative,
    &date::two_dates::TwoDates,
    &date::weekday::Weekday,
    &figure::conflict::Conflict,
    &figure::fact::Fact,
    &figure::headline::Headline,
    &figure::magnitude::Magnitude,
    &figure::noun::Noun,
    &figure::two_values::TwoValues,
    &org::acronym_collision::AcronymCollision,
    &org::expansion::Expansion,
    &org::form::Form,
    &org::late_acronym::LateAcronym,
    &org::name::Name,
    &org::outdated::Outdated,
    &org::undefined_acronym::UndefinedAcronym,
    &org::unused_acronym::UnusedAcronym,
    &org::variant::Variant,
    &person::form::Form,
    &person::given_conflict::GivenConflict,
    &person::given_name::GivenName,
    &person::name::Name,
    &person::not_introduced::NotIntroduced,
    &person::spelling::Spelling,
    &person::variant::Variant,
    &quote::drift::Drift,
    &quote::house_marks::HouseMarks,
    &quote::mixed_marks::MixedMarks,
    &quote::nesting::Nesting,
    &quote::source::Source,
    &stet::Unknown,
    &stet::Unused,
    &style::country::Country,
    &style::courtesy::Courtesy,
    &style::dateline::Dateline,
    &style::doubled_word::DoubledWord,
    &style::invisible::Invisible,
    &style::marks::Marks,
    &style::numbers::Numbers,
    &style::pattern::Pattern,
    &style::require::Require,
    &style::term::Term,
    &style::variants::Variants,
    &title::acting::Acting,
    &title::affiliation::Affiliation,
    &title::case::TitleCase,
    &title::conflict::Conflict,
    &title::former::Former,
    &title::holder::Holder,
    &title::mixed_case::MixedCase,
    &title::not_held::NotHeld,
];

/// What a check says about itself; `explain` prints it.
#[derive(Debug)]
pub struct Info {
    /// Stable name, `family/name`.
    pub name: CheckName,
    /// The fault in one line.
    pub summary: &'static str,
    /// Severity unless a rule or the configuration says otherwise.
    pub severity: Severity,
    /// Whether it runs unless asked not to.
    pub default: bool,
    /// What it means, why it matters, what it leaves alone: a few short paragraphs.
    pub explanation: &'static str,
    /// A sentence that it flags.
    pub bad: &'static str,
    /// The same sentence, mended.
    pub good: &'static str,
    /// Whether it needs a publication date.
    pub needs_date: bool,
}

/// One reported article, with everything that was found in it.
#[derive(Clone, Copy)]
pub struct ArticleContext<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its words, block by block, and where those of each sort stand: a check walks over what
    /// `cx.tokens.places([Sort::…])` gives it, and looks closer there.
    pub tokens: &'a Tokens,
    /// What it says, independent of any rule.
    pub mentions: &'a Mentions,
    /// Phrases of rules in it, by place, longer ones first.
    pub matches: &'a Matches,
    /// All rules.
    pub stylebook: &'a Stylebook,
    /// The house style.
    pub style: &'a Style,
}

impl ArticleContext<'_> {
    /// The place in the decoded file that a span of the article's text stands for.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { path: self.article.path.clone(), span: self.article.map.to_source(span) }
    }

    /// A finding of `check` at a span of the article's text, at the check's own severity. Words
    /// that the message quotes may come from either side of a line break.
    #[must_use]
    pub fn finding(&self, check: &Info, span: Span, message: impl Into<String>) -> Finding {
        let mut message = message.into();
        if message.contains(['\n', '\r']) {
            message = message.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        Finding::new(check.name, check.severity, self.place(span), message)
    }

    /// The same, demanded by a rule: with its severity, its place and its note.
    #[must_use]
    pub fn rule_finding(
        &self,
        check: &Info,
        rule: &Meta,
        span: Span,
        message: impl Into<String>,
    ) -> Finding {
        let mut finding = self.finding(check, span, message).rule(&rule.rule);
        finding.severity = rule.severity.unwrap_or(finding.severity);
        finding.notes.extend(rule.note.as_deref().map(str::to_owned));
        finding.notes.extend(rule.source.as_ref().map(|s| format!("source: {s}")));
        finding
    }

    /// The text under a span.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.article.text)
    }

    /// First and one past the last token of the sentence around a token. A sentence of more than
    /// 240 is no sentence: the nearest part of it will do.
    #[must_use]
    pub fn sentence(&self, inside: usize) -> (usize, usize) {
        const LONGEST: usize = 120;
        let mut first = inside;
        while first > 0 && !self.tokens[first].starts_sentence() && inside - first < LONGEST {
            first -= 1;
        }
        let rest = self.tokens.iter().skip(inside + 1).take(LONGEST);
        let last = inside + 1 + rest.take_while(|t| !t.starts_sentence()).count();
        (first, last)
    }

    /// Whether an edit there changes exactly the bytes that the reader sees, outside quotations.
    #[must_use]
    pub fn is_fixable(&self, span: Span) -> bool {
        self.article.map.is_copy(span) && !self.is_quoted(span.start)
    }

    /// Whether a byte lies inside quotation marks. The words around it know: a walk over the
    /// quotations would take one over the whole article where they lie inside another.
    #[must_use]
    pub fn is_quoted(&self, at: u32) -> bool {
        let after = self.tokens.partition_point(|t| t.start <= at);
        let before = after.checked_sub(1).and_then(|i| self.tokens.get(i));
        let inside = before.is_some_and(|t| at < t.span().end);
        before.is_some_and(Token::is_quoted)
            || !inside && self.tokens.get(after).is_some_and(Token::is_quoted)
    }
}

/// Everything that articles say of one another.
#[derive(Clone, Copy)]
pub struct ArchiveContext<'a> {
    /// All articles.
    pub archive: &'a Archive<'a>,
    /// All rules.
    pub stylebook: &'a Stylebook,
    /// The house style.
    pub style: &'a Style,
}

impl<'a> ArchiveContext<'a> {
    /// The articles that findings may stand at.
    pub fn reported(&self) -> impl Iterator<Item = &'a Record> {
        self.archive.records.iter().copied().filter(|r| r.reported)
    }
}

/// One check.
pub trait Check: Sync {
    /// Name, severity, documentation.
    fn info(&self) -> &'static Info;

    /// Looks at one reported article.
    fn article(&self, _cx: &ArticleContext<'_>, _out: &mut Vec<Finding>) {}

    /// Whether the look at all articles together is spread over all threads, and builds tables for
    /// that: such checks run one after another, so that their tables never lie side by side.
    fn spreads(&self) -> bool {
        false
    }

    /// Looks at all articles together.
    fn archive(&self, _cx: &ArchiveContext<'_>, _out: &mut Vec<Finding>) {}
}

/// How messages name the articles that say otherwise.
pub(crate) fn other_articles(count: usize) -> String {
    match count {
        1 => "another article".to_owned(),
        n => format!("{n} other articles"),
    }
}

/// The check of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static dyn Check> {
    ALL.iter().copied().find(|c| c.info().name == name)
}

/// Names of all checks and families that configuration may speak about.
#[must_use]
pub fn known_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = ALL.iter().map(|c| c.info().name).collect();
    names.extend(ALL.iter().filter_map(|c| c.info().name.split('/').next()));
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Zone, quotes};
    use crate::extract;

    proptest::proptest! {
        #[test]
        fn quoted_is_what_any_quotation_holds(
            lines in proptest::collection::vec("[a ,.\"'“”‘’„«»]{0,24}", 1..6),
        ) {
            let mut article = Article::default();
            for line in lines {
                let from = article.text.len();
                article.text.push_str(&line);
                let span = Span::new(from, article.text.len());
                article.blocks.push(Block { span, zone: Zone::Body, list: false });
                article.text.push('\n');
            }
            article.quotes = quotes::find(&article.text, &article.blocks);
            let tokens = extract::words(&article);
            let cx = ArticleContext {
                article: &article,
                tokens: &tokens,
                mentions: &Mentions::default(),
                matches: &Matches::default(),
                stylebook: &Stylebook::default(),
                style: &Style::default(),
            };
            for at in tokens.iter().map(|t| t.start) {
                let quoted = article.quotes.iter().any(|q| q.inner.start <= at && at < q.inner.end);
                proptest::prop_assert_eq!(cx.is_quoted(at), quoted, "at {}", at);
            }
        }
    }
}
