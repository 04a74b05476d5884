//! When the text itself proves a publication date wrong.
//!
//! An article that reports as past what happened after its date was not published on that date:
//! a folder's date, a re-used template. Then it counts as undated.

use std::ops::Range;

use jiff::civil::Date;

use super::civil;
use crate::article::{Article, Zone};
use crate::tokens::{Sort, Tokens};

/// Days by which time zones and late filing may differ.
const SLACK: i64 = 2;

/// The day that the article's body reports as past although it lies after its publication date.
#[must_use]
pub fn disproved(article: &Article, tokens: &Tokens) -> Option<Date> {
    let published = article.date()?;
    let bodies = article.blocks.iter().zip(tokens.blocks()).filter(|(b, _)| b.zone == Zone::Body);
    bodies.into_iter().find_map(|(block, words)| {
        let mut years = years(tokens, words).peekable();
        years.peek()?;
        let mut end = block.span.start;
        let dated = block.span.of(&article.text).split_inclusive(". ").filter(|sentence| {
            end += sentence.len() as u32;
            let mut any = false;
            while years.next_if(|year| *year < end).is_some() {
                any = true;
            }
            any
        });
        dated.filter(|s| is_past(s)).find_map(|sentence| later_day(sentence, published))
    })
}

/// Takes the publication date away where the text disproves it, and keeps both days.
pub fn disprove(article: &mut Article, tokens: &Tokens) {
    if let Some(day) = disproved(article, tokens) {
        article.meta.disproved = article.meta.published.take().map(|published| (published, day));
    }
}

/// A full date, with its year, that lies clearly after `published`.
fn later_day(sentence: &str, published: Date) -> Option<Date> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    words.windows(3).find_map(|three| {
        let [a, b, c] = three else { return None };
        let c = c.get(..4)?;
        let ends_clause = b.ends_with(',') && civil::month(a).is_some();
        if !ends_clause && civil::month(b).is_none() {
            return None;
        }
        let day = civil::parse(&format!("{a} {} {c}", b.trim_end_matches(',')))?;
        let days = civil::days_between(published, day);
        (days > SLACK).then_some(day)
    })
}

/// Where the numbers stand that are long enough to be years.
fn years<'t>(tokens: &'t Tokens, words: &Range<usize>) -> impl Iterator<Item = u32> + use<'t> {
    let numbers = tokens.places_in([Sort::Number], words.clone()).map(|at| &tokens[at]);
    numbers.filter(|number| number.len >= 4).map(|number| number.start)
}

fn is_past(sentence: &str) -> bool {
    let mut past = false;
    for word in sentence.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 1) {
        match word {
            // Anything planned, ordered, conditional or reported by a calendar.
            "will" | "would" | "shall" | "may" | "could" | "should" | "must" | "expected"
            | "scheduled" | "planned" | "until" | "through" | "by" | "before" | "due" | "set"
            | "to" | "expires" | "begins" | "starts" | "ends" | "ending" | "effective"
            | "deadline" | "upcoming" | "next" | "is" | "are" | "be" | "slated" => return false,
            "was" | "were" => past = true,
            _ => {}
        }
    }
    past
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, DateSource, Published};
    use crate::source::Span;
    use crate::tokens::tokenize;
    use jiff::civil::date;

    fn article(text: &str) -> Article {
        let block = Block { span: Span::new(0, text.len()), zone: Zone::Body, list: false };
        let mut article = Article { text: text.into(), blocks: vec![block], ..Article::default() };
        article.meta.published =
            Some(Published { date: date(2020, 3, 1), source: DateSource::FirstLine });
        article
    }

    fn words(article: &Article) -> Tokens {
        let mut list = Vec::new();
        tokenize(&article.text, article.blocks[0].span, &mut list);
        let all = 0..list.len();
        Tokens::new(&article.text, list, vec![all])
    }

    fn later(text: &str) -> Option<Date> {
        let article = article(text);
        disproved(&article, &words(&article))
    }

    #[test]
    fn what_was_later_disproves() {
        let day = later("The bridge was closed on May 4, 2020, after a crash.");
        assert_eq!(day, Some(date(2020, 5, 4)));
        let mut late = article("Two men were hurt on 4 May 2020.");
        let tokens = words(&late);
        disprove(&mut late, &tokens);
        assert_eq!(late.date(), None);
        let kept = late.meta.disproved.map(|(published, day)| (published.date, day));
        assert_eq!(kept, Some((date(2020, 3, 1), date(2020, 5, 4))));
    }

    #[test]
    fn plans_and_slack_do_not() {
        for text in [
            "The trial was set for May 4, 2020.",
            "The bridge will close on May 4, 2020, where it was closed.",
            "The bridge was closed on March 3, 2020.",
            "The bridge was closed on May 4, 2019.",
        ] {
            assert_eq!(later(text), None, "{text}");
        }
    }
}
