//! Published corrections: what was wrong, and what is right.
//!
//! Reads the notes that papers publish: "he is Alberto Gonzales, not Gonzalez", "misspelled the name
//! of Wilhelmina Oosterhout as Oosterhoud". A correction of one word of a name, with other words of
//! the name beside it, is a rule for everything else that was published.

use crate::article::{Article, Zone};
use crate::source::Span;
use crate::tokens::{Kind, Token, fold_ascii, folds_ascii};

/// Letters in which the two words may differ.
const LETTERS: usize = 3;
/// Longest name, in words.
const NAME: usize = 8;
/// Notes longer than that are no notes.
const NOTE: usize = 400;

/// One corrected name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionMention {
    /// The right name, in full.
    pub right: String,
    /// The name as it was: one word is another.
    pub wrong: String,
    /// The words in the note that say so.
    pub span: Span,
}

/// The corrections that an article publishes.
#[must_use]
pub fn corrections(article: &Article, tokens: &[Token]) -> Vec<CorrectionMention> {
    let mut out = Vec::new();
    for block in article.blocks.iter().filter(|b| b.zone == Zone::Correction) {
        let first = tokens.partition_point(|t| t.start < block.span.start);
        let rest = tokens.get(first..).unwrap_or_default();
        let count = rest.iter().take(NOTE).take_while(|t| t.start < block.span.end).count();
        let note = Note { text: &article.text, tokens: &rest[..count] };
        out.extend((0..count).filter_map(|at| note.correction(at)));
    }
    out
}

struct Note<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Note<'_> {
    /// The correction whose "not" or "as" is the token at `at`.
    fn correction(&self, at: usize) -> Option<CorrectionMention> {
        let word = self.tokens.get(at)?.fold;
        let wrong = self.name_after(at + 1)?;
        let right = match word {
            w if w == fold_ascii("not") => self.name_before(at)?,
            w if w == fold_ascii("as") => self.misspelled_before(at)?,
            _ => return None,
        };
        let right = self.full(right);
        let (right_words, wrong_words) = (self.words(right), self.words(wrong));
        let replaced = replace_one(&right_words, &wrong_words)?;
        let span =
            |name: (usize, usize)| self.tokens[name.0].span().to(self.tokens[name.1 - 1].span());
        Some(CorrectionMention {
            right: right_words.join(" "),
            wrong: replaced.join(" "),
            span: span(wrong),
        })
    }

    fn words(&self, name: (usize, usize)) -> Vec<&str> {
        let words = self.tokens[name.0..name.1].iter().filter(|t| t.is_word());
        words.map(|t| t.text(self.text)).collect()
    }

    /// The run of capitalised words that starts at a token, marks of quotation left out.
    fn name_after(&self, at: usize) -> Option<(usize, usize)> {
        let skip = |t: &Token| t.kind == Kind::Mark || t.fold == fold_ascii("the");
        let skipped = self.tokens.get(at..)?.iter().take(2).take_while(|t| skip(t)).count();
        let from = at + skipped;
        let run = self.tokens.get(from..)?.iter().take(NAME).take_while(|t| t.is_capital()).count();
        (run > 0).then_some((from, from + run))
    }

    /// The run of capitalised words that ends before the comma before "not".
    fn name_before(&self, at: usize) -> Option<(usize, usize)> {
        let before = self.tokens.get(..at)?;
        let marks = before.iter().rev().take(2).take_while(|t| t.kind == Kind::Mark).count();
        let end = at - marks;
        let run = before[..end].iter().rev().take(NAME).take_while(|t| t.is_capital()).count();
        (marks > 0 && run > 0).then_some((end - run, end))
    }

    /// "misspelled the name of X as", "misidentified X as"
    fn misspelled_before(&self, at: usize) -> Option<(usize, usize)> {
        const MIS: [u64; 8] = folds_ascii([
            "misspelled",
            "misspelt",
            "misidentified",
            "misnamed",
            "misstated",
            "incorrectly",
            "wrongly",
            "spelled",
        ]);
        let before = self.tokens.get(at.saturating_sub(20)..at)?;
        let offset = at - before.len();
        let verb = before.iter().position(|t| MIS.contains(&t.fold))?;
        let start = verb + before.get(verb..)?.iter().position(Token::is_capital)?;
        let run = before[start..].iter().take(NAME).take_while(|t| t.is_capital()).count();
        Some((offset + start, offset + start + run))
    }

    /// A surname alone: the full name stands elsewhere in the note.
    fn full(&self, name: (usize, usize)) -> (usize, usize) {
        if name.1 - name.0 > 1 {
            return name;
        }
        let word = self.tokens[name.0].fold;
        let others = (1..self.tokens.len()).filter(|&i| i != name.0 && self.tokens[i].fold == word);
        let mut runs = others.map(|last| {
            let before = self.tokens[..last].iter().rev().take(NAME);
            (last - before.take_while(|t| t.is_capital() && !t.starts_sentence()).count(), last + 1)
        });
        runs.find(|run| run.1 - run.0 > 1).unwrap_or(name)
    }
}

/// The right name with the one word that was wrong; none where that is not clear.
fn replace_one<'a>(right: &[&'a str], wrong: &[&'a str]) -> Option<Vec<&'a str>> {
    let near = |a: &str, b: &str| {
        let (a, b) = (a.to_lowercase(), b.to_lowercase());
        a.len() >= 4 && b.len() >= 4 && a != b && strsim::osa_distance(&a, &b) <= LETTERS
    };
    if right.len() < 2 {
        return None;
    }
    if let [one] = wrong {
        let mut places = (0..right.len()).filter(|&i| near(right[i], one));
        let place = places.next().filter(|_| places.next().is_none())?;
        let mut out = right.to_vec();
        out[place] = one;
        return Some(out);
    }
    let differ: Vec<usize> = if right.len() == wrong.len() {
        (0..right.len()).filter(|&i| !right[i].eq_ignore_ascii_case(wrong[i])).collect()
    } else {
        return None;
    };
    (differ.len() == 1 && near(right[differ[0]], wrong[differ[0]])).then(|| wrong.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;
    use crate::extract::words;

    fn read(text: &str) -> Vec<(String, String)> {
        let span = Span::new(0, text.len());
        let block = Block { span, zone: Zone::Correction, list: false };
        let article = Article { text: text.into(), blocks: vec![block], ..Article::default() };
        let found = corrections(&article, &words(&article));
        found.into_iter().map(|c| (c.right, c.wrong)).collect()
    }

    #[test]
    fn notes_as_papers_write_them() {
        for text in [
            "Correction: The agent is Wilma Oosterhout, not Oosterhoud.",
            "An earlier version misspelled the surname of Wilma Oosterhout as Oosterhoud.",
            "An earlier version of this article misspelled the name of a teacher. She is Wilma Oosterhout, not \
             Wilma Oosterhoud.",
            "A caption misidentified Wilma Oosterhout as “Wilma Oosterhoud”.",
            "This article misspelled the surname of the teacher Wilma Oosterhout. It is Oosterhout, not Oosterhoud.",
        ] {
            let want = ("Wilma Oosterhout".to_owned(), "Wilma Oosterhoud".to_owned());
            assert_eq!(read(text), [want], "{text}");
        }
    }

    #[test]
    fn other_corrections_are_no_rules() {
        for text in [
            "Correction: The bridge is in Alder, not Sample.",
            "Correction: The meeting is on Monday, not Tuesday.",
            "Correction: The director is Wilma Oosterhout, not Jo Roe.",
            "Correction: The pier was closed by the Harbour Agency, not the Harbour Council.",
            "Correction: It is Oosterhout, not Oosterhoud.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
