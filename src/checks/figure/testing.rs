//! A headline and paragraphs through one check.

use crate::article::{Article, Block, Zone};
use crate::checks::{ArticleContext, Check};
use crate::extract::{Mentions, words};
use crate::source::Span;
use crate::stylebook::Stylebook;
use crate::stylebook::matches::Matches;
use crate::stylebook::style::Style;

/// What a check says about an article of a headline and paragraphs.
pub(super) fn messages(check: &dyn Check, headline: &str, story: &[&str]) -> Vec<String> {
    let mut article = Article::default();
    for (i, line) in std::iter::once(&headline).chain(story).enumerate() {
        let start = article.text.len();
        article.text.push_str(line);
        let zone = if i == 0 { Zone::Headline } else { Zone::Body };
        let span = Span::new(start, article.text.len());
        article.blocks.push(Block { span, zone, list: false });
        article.text.push_str("\n\n");
    }
    let tokens = words(&article);
    let mentions = Mentions::of(&article, &tokens);
    let cx = ArticleContext {
        article: &article,
        tokens: &tokens,
        mentions: &mentions,
        matches: &Matches::default(),
        stylebook: &Stylebook::default(),
        style: &Style::default(),
    };
    let mut out = Vec::new();
    check.article(&cx, &mut out);
    out.into_iter().map(|f| f.message).collect()
}
