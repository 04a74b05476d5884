//! When the text itself proves a publication date wrong.
//!
//! An article that reports as past what happened after its date was not published on that date:
//! a folder's date, a re-used template. Then it counts as undated.

use jiff::civil::Date;

use super::civil;
use crate::article::{Article, Zone};

/// Days by which time zones and late filing may differ.
const SLACK: i64 = 2;

/// The day that the article's body reports as past although it lies after its publication date.
#[must_use]
pub fn disproved(article: &Article) -> Option<Date> {
    let published = article.date()?;
    let body = article.blocks.iter().filter(|b| b.zone == Zone::Body);
    body.map(|block| block.span.of(&article.text)).filter(|b| has_year(b)).find_map(|block| {
        let mut sentences = block.split_inclusive(". ").filter(|s| has_year(s) && is_past(s));
        sentences.find_map(|sentence| later_day(sentence, published))
    })
}

/// Takes the publication date away where the text disproves it, and keeps both days.
pub fn disprove(article: &mut Article) {
    if let Some(day) = disproved(article) {
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

/// Whether four figures stand side by side somewhere.
fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |byte: &&u8| byte.is_ascii_digit();
    // The last of every four bytes is asked for: four figures have one of these.
    for (i, four) in bytes.chunks_exact(4).enumerate() {
        if four[3].is_ascii_digit() {
            let before = four.iter().rev().take_while(is_digit).count();
            let after = bytes.iter().skip(4 * i + 4).take(3).take_while(is_digit).count();
            if before + after >= 4 {
                return true;
            }
        }
    }
    false
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
    use jiff::civil::date;

    fn article(text: &str) -> Article {
        let block = Block { span: Span::new(0, text.len()), zone: Zone::Body, list: false };
        let mut article = Article { text: text.into(), blocks: vec![block], ..Article::default() };
        article.meta.published =
            Some(Published { date: date(2020, 3, 1), source: DateSource::FirstLine });
        article
    }

    #[test]
    fn what_was_later_disproves() {
        let day = disproved(&article("The bridge was closed on May 4, 2020, after a crash."));
        assert_eq!(day, Some(date(2020, 5, 4)));
        let mut late = article("Two men were hurt on 4 May 2020.");
        disprove(&mut late);
        assert_eq!(late.date(), None);
        let kept = late.meta.disproved.map(|(published, day)| (published.date, day));
        assert_eq!(kept, Some((date(2020, 3, 1), date(2020, 5, 4))));
    }

    #[test]
    fn four_figures_are_seen_wherever_they_stand() {
        for text in ["2020", "a 2020", "ab2020c", "abc2020 d", "abcd 12020", "12, 345 or 6789"] {
            assert!(has_year(text), "{text}");
        }
        for text in ["", "202", "a 202 020", "1,234,567", "abc 123 d 456 e"] {
            assert!(!has_year(text), "{text}");
        }
    }

    #[test]
    fn plans_and_slack_do_not() {
        for text in [
            "The trial was set for May 4, 2020.",
            "The bridge will close on May 4, 2020, where it was closed.",
            "The bridge was closed on March 3, 2020.",
            "The bridge was closed on May 4, 2019.",
        ] {
            assert_eq!(disproved(&article(text)), None, "{text}");
        }
    }
}
