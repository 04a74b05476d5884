//! Marks list-like copy: team sheets, rosters, runs of short lines. Names there are namesakes
//! more often than not.

use crate::article::{Block, Zone};
use crate::formats::furniture;
use crate::formats::paragraph::{Paragraph, Role};
use crate::source::count_bytes;

/// Longest line of a run of short lines, in bytes.
const LINE: usize = 60;
/// Lines that make a run.
const RUN: usize = 3;

/// Sets `list` on the body blocks that are items no longer than `item` bytes.
pub(super) fn mark(text: &str, all: &[Paragraph], blocks: &mut [Block], item: usize) {
    let runs = short_runs(text, all);
    let mut paragraphs = all.iter().zip(runs).peekable();
    for block in blocks.iter_mut() {
        while paragraphs.peek().is_some_and(|(p, _)| p.span.end < block.span.end) {
            paragraphs.next();
        }
        let Some((paragraph, in_run)) = paragraphs.peek() else { return };
        let line = block.span.of(text);
        block.list = block.zone == Zone::Body
            && (*in_run
                || (paragraph.role == Role::Item || has_bullet(line)) && line.len() <= item
                || is_roster(line));
    }
}

/// Which paragraphs belong to a run of short lines without a sentence.
fn short_runs(text: &str, all: &[Paragraph]) -> Vec<bool> {
    let mut out = vec![false; all.len()];
    let mut start = 0;
    for i in 0..=all.len() {
        let goes_on = all.get(i).is_some_and(|p| {
            let line = p.span.of(text);
            let short = p.span.len() <= LINE && !furniture::ends_with_stop(line);
            short && p.role == Role::Text && (i == start || !p.gap)
        });
        if goes_on {
            continue;
        }
        if i - start >= RUN
            && let Some(run) = out.get_mut(start..i)
        {
            run.fill(true);
        }
        // A short line after a gap may begin the next run.
        let begins = all.get(i).is_some_and(|p| {
            p.span.len() <= LINE
                && p.role == Role::Text
                && !furniture::ends_with_stop(p.span.of(text))
        });
        start = if begins { i } else { i + 1 };
    }
    out
}

fn has_bullet(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "));
    numbered || ["- ", "* ", "• ", "· ", "– "].iter().any(|b| line.starts_with(b))
}

/// "15 Jo Doe; 14 Al Roe; …": many short pieces between commas, nearly all with a capital.
fn is_roster(line: &str) -> bool {
    let marks = count_bytes(line.as_bytes(), [b',', b';']);
    if marks < 8 || line.len() / marks > 25 {
        return false;
    }
    let (mut all, mut named) = (0usize, 0usize);
    for piece in line.split([',', ';']) {
        all += 1;
        let name = piece.trim_start_matches(|c: char| !c.is_alphabetic());
        let words = name.split_whitespace();
        let small = words.filter(|w| w.starts_with(char::is_lowercase)).count();
        named += usize::from(name.starts_with(char::is_uppercase) && small <= 1);
    }
    named * 10 >= all * 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn rosters_are_lists_and_sentences_are_not() {
        assert!(is_roster(
            "15 Jo Doe, 14 Al Roe, 13 Bo Low, 12 Cy Poe, 11 Di Coe, 10 Ed Noe, 9 Fi Loe, 8 Gus Hoe, 7 Ida Joe"
        ));
        assert!(!is_roster("He bought bread, milk, eggs, salt, tea, rice, beans, oil, and paper."));
    }

    #[test]
    fn three_short_lines_make_a_run() {
        let text = "Jo Doe\nAl Roe\nBo Low\nThe match was played on Monday.";
        let mut at = 0;
        let all: Vec<Paragraph> = text
            .split('\n')
            .map(|l| {
                let span = Span::new(at, at + l.len());
                at += l.len() + 1;
                Paragraph { span, role: Role::Text, gap: false }
            })
            .collect();
        assert_eq!(short_runs(text, &all), [true, true, true, false]);
    }
}
