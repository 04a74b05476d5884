//! One paragraph through one check.

use crate::article::{Article, Block, DateSource, Published, Zone};
use crate::checks::{ArticleContext, Check};
use crate::extract::{Mentions, dates, words};
use crate::finding::Finding;
use crate::source::Span;
use crate::stylebook::Stylebook;
use crate::stylebook::matches::Matches;
use crate::stylebook::style::Style;

/// What a check says about one block of a zone.
pub(super) fn check_zone(
    check: &dyn Check,
    text: &str,
    zone: Zone,
    published: Option<&str>,
) -> Vec<Finding> {
    run(check, text, zone, published, false)
}

/// What a check says about an undated paragraph that is all quotation.
pub(super) fn check_quoted(check: &dyn Check, text: &str) -> Vec<Finding> {
    run(check, text, Zone::Body, None, true)
}

fn run(
    check: &dyn Check,
    text: &str,
    zone: Zone,
    published: Option<&str>,
    quoted: bool,
) -> Vec<Finding> {
    let mut article = article(text, zone);
    article.meta.published = published
        .map(|day| Published { date: day.parse().unwrap(), source: DateSource::CommandLine });
    article.pasted.extend(quoted.then(|| Span::new(0, text.len())));
    let tokens = words(&article);
    let dates = dates::dates(&article, &tokens);
    let times = dates::times::times(&article, &tokens, &dates);
    let mentions = Mentions { dates, times, ..Mentions::default() };
    let stylebook = Stylebook::default();
    let cx = ArticleContext {
        article: &article,
        tokens: &tokens,
        mentions: &mentions,
        matches: &Matches::default(),
        stylebook: &stylebook,
        style: &Style::default(),
    };
    let mut out = Vec::new();
    check.article(&cx, &mut out);
    out
}

/// What a check says about a paragraph of the story.
pub(super) fn check(check: &dyn Check, text: &str, published: Option<&str>) -> Vec<Finding> {
    check_zone(check, text, Zone::Body, published)
}

/// Its messages alone.
pub(super) fn messages(by: &dyn Check, text: &str, published: Option<&str>) -> Vec<String> {
    check(by, text, published).into_iter().map(|f| f.message).collect()
}

/// What a paragraph of the story says.
pub(super) fn mentions(text: &str) -> Mentions {
    let article = article(text, Zone::Body);
    Mentions::of(&article, &words(&article))
}

fn article(text: &str, zone: Zone) -> Article {
    let span = Span::new(0, text.len());
    Article {
        text: text.into(),
        blocks: vec![Block { span, zone, list: false }],
        ..Article::default()
    }
}
