//! `date/two-dates`: one photograph, two dates.
//!
//! Picture desks write when a photograph was taken and what it shows, often from two sources:
//! "photo taken on July 30 … speaks at a summit on July 31". Speaks only where the second date
//! is bound to what the picture shows; a storm, a vote or an arrest on another day is no fault.

use super::wording;
use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates::{DateMention, Day, Join};
use crate::finding::{Finding, Severity};
use crate::tokens::Token;

/// The check.
pub struct TwoDates;

static INFO: Info = Info {
    name: "date/two-dates",
    summary: "a picture is given two dates",
    severity: Severity::Warning,
    default: true,
    explanation: "\
A caption that says when a picture was taken and then dates what it shows must name the same day \
twice: a file photo taken on July 30 cannot show somebody who speaks on July 31.

Only one sentence is read at a time, and only a second date that follows \"on\" directly. Dates of \
something else (a vote ahead, a storm before, a person \"who was killed on\" a day) and ranges are \
left alone.",
    bad: "In this photo taken on May 4, 2021, Mayor Ann Lee opens the bridge in Salem on May 5, 2021.",
    good: "In this photo taken on May 5, 2021, Mayor Ann Lee opens the bridge in Salem.",
    needs_date: false,
};

/// Bytes before the date in the head of a caption.
const HEAD: u32 = 60;

/// How far, in tokens, the second date may stand from the first.
const REACH: usize = 25;

const TAKEN: [&str; 8] =
    ["taken", "shot", "made", "photographed", "dated", "filmed", "captured", "snapped"];

const PICTURE: [&str; 10] = [
    "photo",
    "photograph",
    "picture",
    "image",
    "photos",
    "file",
    "video",
    "footage",
    "frame",
    "handout",
];

/// Words that tie the second date to something else than the picture.
const ELSEWHERE: [&str; 54] = [
    "who",
    "whom",
    "whose",
    "which",
    "that",
    "where",
    "when",
    "while",
    "as",
    "after",
    "before",
    "since",
    "until",
    "till",
    "ahead",
    "following",
    "prior",
    "from",
    "to",
    "between",
    "through",
    "later",
    "earlier",
    "will",
    "would",
    "was",
    "were",
    "had",
    "has",
    "have",
    "been",
    "be",
    "shows",
    "show",
    "showing",
    "depicts",
    "depicting",
    "says",
    "said",
    "told",
    "tells",
    "next",
    "previous",
    "died",
    "due",
    "and",
    "but",
    "killed",
    "marking",
    "mark",
    "marks",
    "for",
    "because",
    "released",
];

impl Check for TwoDates {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        for pair in cx.mentions.dates.windows(2) {
            let [first, second] = pair else { continue };
            if first.zone.is_copy() && first.zone == second.zone {
                out.extend(examine(cx, first, second));
            }
        }
    }
}

fn examine(cx: &ArticleContext<'_>, first: &DateMention, second: &DateMention) -> Option<Finding> {
    let (taken, shown) = (single(first)?, single(second)?);
    let same_year = match (taken.year, shown.year) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let same = same_year && (taken.month, taken.number) == (shown.month, shown.number);
    let end = after_head(cx, first).unwrap_or(first.span.end);
    let taken_then = end > first.span.end || is_taken(cx, first);
    if same || !taken_then || !is_bound(cx, (first, end), second) {
        return None;
    }
    let when = |day: &Day, mention: &DateMention| {
        wording::day_and_month(mention.order, day.number, day.month)
    };
    let (a, b) = (when(taken, first), when(shown, second));
    let (a, b) = match (taken.year, shown.year) {
        (Some(x), Some(y)) if x != y => (format!("{a}, {x}"), format!("{b}, {y}")),
        _ => (a, b),
    };
    let message = format!("the picture was taken on {a}, but what it shows is dated {b}");
    let finding = cx
        .finding(&INFO, wording::place(second, shown), message)
        .label("one of the two dates is wrong")
        .related(cx.place(wording::place(first, taken)), "taken on this day");
    Some(finding)
}

fn single(mention: &DateMention) -> Option<&Day> {
    mention.days.first().filter(|_| mention.join == Join::One)
}

/// The end of the head of an agency's caption, "SALEM, OR - MAY 4: ", with the date that the
/// picture was taken on.
fn after_head(cx: &ArticleContext<'_>, date: &DateMention) -> Option<u32> {
    let block = cx.article.block_at(date.span.start).filter(|b| b.zone == Zone::Caption)?;
    let at = cx.tokens.partition_point(|t| t.start < date.span.end);
    let colon = cx.tokens.get(at).filter(|t| t.is_mark(&cx.article.text, ':'))?;
    let head = date.span.start - block.span.start;
    (head <= HEAD).then_some(colon.span().end)
}

/// "photo taken on …", "filmed …": the date says when a picture was made.
fn is_taken(cx: &ArticleContext<'_>, date: &DateMention) -> bool {
    let at = cx.tokens.partition_point(|t| t.start < date.span.start);
    let before = cx.tokens.get(at.saturating_sub(12)..at).unwrap_or_default();
    let before = since_sentence(cx, before);
    let mut back = before.iter().rev();
    let Some(mut word) = back.next() else { return false };
    if is_any(cx, word, &["on"]) {
        let Some(verb) = back.next() else { return false };
        word = verb;
    }
    let caption = date.zone == Zone::Caption;
    is_any(cx, word, &TAKEN) && (caption || back.any(|t| is_any(cx, t, &PICTURE)))
}

/// The second date follows "on" in the same sentence, and nothing between takes it elsewhere.
fn is_bound(
    cx: &ArticleContext<'_>,
    (first, end): (&DateMention, u32),
    second: &DateMention,
) -> bool {
    let from = cx.tokens.partition_point(|t| t.start < end);
    let to = cx.tokens.partition_point(|t| t.start < second.span.start);
    let between = cx.tokens.get(from..to).unwrap_or_default();
    let same_block =
        cx.article.block_at(first.span.start) == cx.article.block_at(second.span.start);
    let on = between.last().is_some_and(|t| is_any(cx, t, &["on"]));
    let elsewhere = |t: &Token| {
        let past = t.len > 4 && !t.is_capital() && t.text(&cx.article.text).ends_with("ed");
        t.is_quoted() || past || is_any(cx, t, &ELSEWHERE)
    };
    same_block
        && on
        && (2..=REACH).contains(&between.len())
        && since_sentence(cx, between.get(1..).unwrap_or_default()).len() + 1 >= between.len()
        && (end > first.span.end || since_sentence(cx, between).len() == between.len())
        && !between.iter().any(elsewhere)
}

fn is_any(cx: &ArticleContext<'_>, token: &Token, words: &[&str]) -> bool {
    let body = token.text(&cx.article.text);
    words.iter().any(|w| w.eq_ignore_ascii_case(body))
}

/// The tokens after the last end of a sentence among them; a semicolon or a slash ends one too.
fn since_sentence<'t>(cx: &ArticleContext<'_>, tokens: &'t [Token]) -> &'t [Token] {
    let text = cx.article.text.as_str();
    let ends =
        |token: &Token| token.starts_sentence() || matches!(token.text(text), ";" | "/" | "|");
    let start = tokens.iter().rposition(ends).unwrap_or(0);
    tokens.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::date::testing::{check, check_zone};

    fn caption(text: &str) -> Vec<Finding> {
        check_zone(&TwoDates, text, Zone::Caption, None)
    }

    #[test]
    fn what_a_picture_shows_happens_when_it_is_taken() {
        for text in [
            "In this file photo taken on May 4, 2021 Mayor Ann Lee speaks at a forum on May 5, 2021 in Salem.",
            "Photo taken May 4 of Ann Lee opening the bridge on May 5.",
            "Ann Lee, photographed on 4 May 2021, at the opening of the Salem bridge on 5 May 2021.",
            "This picture shot on Tuesday, May 4, Ann Lee walks in the city of Salem on Wednesday, May 5.",
            "Taken on May 4, 2020, Ann Lee attends a rally in Salem on May 4, 2021.",
            "SALEM, OR - MAY 4: Mayor Ann Lee speaks at a forum on May 5, 2021 in Salem, Oregon.",
        ] {
            assert_eq!(caption(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn the_second_date_is_marked_and_the_first_is_shown() {
        let text = "A photo taken on May 4, 2021, Ann Lee speaks on May 5, 2021. Ann Lee resigned in \
                    a letter on June 1, 2023.";
        let found = caption(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].primary.place.span.of(text), "May 5, 2021");
        assert_eq!(found[0].related[0].place.span.of(text), "May 4, 2021");
        assert_eq!(
            found[0].message,
            "the picture was taken on May 4, but what it shows is dated May 5"
        );
    }

    #[test]
    fn other_days_of_other_things() {
        for text in [
            "Photo taken May 4 shows damage from the May 2 storm.",
            "A photo taken on May 4, 2021, Ann Lee speaks on May 4, 2021, in Salem.",
            "A photo taken on May 4, Ann Lee speaks ahead of the vote on May 9.",
            "A photo taken on May 4 of the school where ten people died on May 2.",
            "A photo taken on May 4 shows the site of the crash on May 2.",
            "A photo taken on May 4, Ann Lee speaks in Salem. The city votes on May 9.",
            "A photo taken on May 4, Ann Lee speaks in Salem. She was fired in a post on May 9.",
            "A photo taken on May 4 and released on May 5.",
            "A photo taken between May 4 and May 5.",
            "SALEM, OR - MAY 4: Mayor Ann Lee speaks ahead of the vote on May 5, 2021.",
            "SALEM, OR - MAY 4: Ann Lee speaks on May 4, 2021 in Salem. She votes on May 9.",
            "A photo taken May 4-5 of Ann Lee at the forum on May 6.",
            "Ann Lee speaks on May 4 and walks on May 5.",
            "A photo taken on May 4 of Ann Lee, who takes office on May 9.",
            "A photo taken on May 4: Ann Lee will speak on May 5.",
        ] {
            assert!(caption(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn in_the_story_the_sentence_must_speak_of_a_picture() {
        let story = |text| check(&TwoDates, text, None).len();
        assert_eq!(story("In a photo taken on May 4, Ann Lee speaks in Salem on May 5."), 1);
        assert_eq!(story("The deal made on May 4 starts in Salem on May 5."), 0);
    }
}
