//! The checks: code that turns what articles say into findings.
//!
//! One file each. A check states its name, its default severity and its documentation in
//! [`Info`], and looks at one article, at all of them together, or both. Checks do no input or
//! output and keep nothing between calls.

use crate::article::Article;
use crate::extract::Mentions;
use crate::finding::{CheckName, Finding, Place, Severity};
use crate::source::Span;
use crate::stylebook::Stylebook;
use crate::tokens::Token;

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
    /// Its words, block by block.
    pub tokens: &'a [Token],
    /// What it says, independent of any rule.
    pub mentions: &'a Mentions,
    /// All rules.
    pub stylebook: &'a Stylebook,
}

impl ArticleContext<'_> {
    /// The place in the decoded file that a span of the article's text stands for.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { path: self.article.path.clone(), span: self.article.map.to_source(span) }
    }

    /// A finding of `check` at a span of the article's text, at the check's own severity.
    #[must_use]
    pub fn finding(&self, check: &Info, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(check.name, check.severity, self.place(span), message)
    }

    /// The text under a span.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.article.text)
    }
}

/// Every check, by name. A new check is a file, its `mod` and a line here.
pub const ALL: &[&dyn Check] = &[];

/// One check.
pub trait Check: Sync {
    /// Name, severity, documentation.
    fn info(&self) -> &'static Info;

    /// Looks at one reported article.
    fn article(&self, _cx: &ArticleContext<'_>, _out: &mut Vec<Finding>) {}
}
