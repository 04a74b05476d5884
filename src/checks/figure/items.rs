//! "12 takeaways" above eleven numbered items.

use super::headline::INFO;
use crate::checks::ArticleContext;
use crate::extract::figures::{FigureMention, Unit};
use crate::finding::Finding;
use crate::source::Span;
use crate::tokens::folds_ascii;

/// Nouns that a list is a list of.
const LISTED: [u64; 38] = folds_ascii([
    "takeaway",
    "way",
    "tip",
    "thing",
    "reason",
    "question",
    "lesson",
    "step",
    "factor",
    "fact",
    "myth",
    "rule",
    "sign",
    "idea",
    "moment",
    "chart",
    "book",
    "film",
    "movie",
    "place",
    "trend",
    "mistake",
    "principle",
    "point",
    "story",
    "album",
    "song",
    "recipe",
    "trick",
    "hack",
    "prediction",
    "quote",
    "key",
    "best",
    "example",
    "advantage",
    "benefit",
    "secret",
]);
/// Fewer numbered items make no list.
const FEWEST: usize = 3;

/// What the headline promises against the numbered items.
pub(super) fn examine(cx: &ArticleContext<'_>, headline: &FigureMention) -> Option<Finding> {
    let noun =
        headline.noun.filter(|n| headline.unit == Unit::Things && LISTED.contains(&n.lemma))?;
    let (count, last) = items(cx)?;
    let promised = headline.value.integer()?;
    if promised == count as u64 || promised > 200 {
        return None;
    }
    let said = headline.span.to(noun.span).of(&cx.article.text);
    let message = format!("the headline promises \"{said}\", the list has {count}");
    let finding = cx
        .finding(&INFO, headline.span, message)
        .related(cx.place(last), "the last item")
        .help("count the items, and write their number in the headline");
    Some(finding)
}

/// How many numbered items the article has, and where the one with the highest number stands; none
/// where the numbers do not run from 1 without a gap: then they are those of several lists.
fn items(cx: &ArticleContext<'_>) -> Option<(usize, Span)> {
    let text = cx.article.text.as_str();
    let mut found: Vec<(usize, Span)> = Vec::new();
    for block in cx.article.blocks.iter().filter(|b| b.zone.is_copy()) {
        let line = block.span.of(text).trim_start_matches('#');
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let marked = line[digits..].starts_with(['.', ')', ':'])
            && line[digits + 1..].starts_with(char::is_whitespace);
        let number = line[..digits].parse().ok().filter(|_| marked && digits <= 3);
        if let Some(number) = number {
            let start = block.span.end as usize - line.len();
            found.push((number, Span::new(start, start + digits)));
        }
    }
    let countdown = found.windows(2).all(|w| w[0].0 == w[1].0 + 1);
    let upwards = found.windows(2).all(|w| w[0].0 + 1 == w[1].0);
    let (low, high) =
        if countdown { (found.last()?, found.first()?) } else { (found.first()?, found.last()?) };
    ((countdown || upwards) && low.0 == 1 && found.len() >= FEWEST).then_some((found.len(), high.1))
}
