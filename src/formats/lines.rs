//! The lines of a text, trimmed, and whether an editor's machine broke its paragraphs.

use crate::source::{LINE_ENDS, Span, next_byte};

/// One line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its bytes without white space at the ends.
    pub(super) span: Span,
    /// Whether a blank line stands before it.
    pub(super) gap: bool,
}

/// Longest line of a text that was broken by a machine, in characters.
const WIDEST: usize = 100;
/// Shortest such width.
const NARROWEST: usize = 40;

/// Cuts a text into its lines; ends are `\n`, `\r\n` and a lone `\r`.
pub(super) fn cut(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = false;
    let mut at = 0;
    while at < text.len() {
        let end = next_byte(text.as_bytes(), at, LINE_ENDS).map_or(text.len(), |end| end + 1);
        let raw = text.get(at..end).unwrap_or("");
        let body = raw.trim();
        // The line feed of a CR LF is a piece of its own, and no blank line.
        let is_tail_of_crlf = raw == "\n" && at > 0 && text.as_bytes().get(at - 1) == Some(&b'\r');
        if body.is_empty() {
            gap |= !is_tail_of_crlf;
        } else {
            let start = at + (raw.len() - raw.trim_start().len());
            lines.push(Line { span: Span::new(start, start + body.len()), gap });
            gap = false;
        }
        at = end;
    }
    lines
}

/// Joins lines that were broken at a margin, so that each line is a paragraph.
pub(super) fn join_wrapped(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let Some(width) = margin(text, &lines) else { return lines };
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut last: Option<Span> = None;
    for line in lines {
        let goes_on = !line.gap && last.is_some_and(|l| is_full(text, l, line.span, width));
        last = Some(line.span);
        match out.last_mut() {
            Some(paragraph) if goes_on => paragraph.span.end = line.span.end,
            _ => out.push(line),
        }
    }
    out
}

/// The width at which a machine broke the lines, if one did: nearly every line is so long that
/// the next line's first word would not have fitted, and many break inside a sentence.
fn margin(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs = || {
        lines.windows(2).filter_map(|two| match two {
            [a, b] if !b.gap => Some((a.span, b.span)),
            _ => None,
        })
    };
    let mut width = 0;
    for (a, b) in pairs() {
        if a.len().max(b.len()) > WIDEST * 4 {
            return None;
        }
        width = width.max(chars(text, a)).max(chars(text, b));
    }
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let (mut all, mut full, mut inside) = (0usize, 0usize, 0usize);
    for (a, b) in pairs() {
        all += 1;
        full += usize::from(is_full(text, a, b, width));
        inside += usize::from(b.of(text).starts_with(char::is_lowercase));
    }
    (full * 10 >= all * 6 && inside * 10 >= all * 3).then_some(width)
}

/// Whether `next`'s first word would not have fitted on `line`; machines differ by a few columns.
fn is_full(text: &str, line: Span, next: Span, width: usize) -> bool {
    let word = next.of(text).split_whitespace().next().map_or(0, |w| w.chars().count());
    chars(text, line) + 1 + word + 4 > width
}

fn chars(text: &str, span: Span) -> usize {
    span.of(text).chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<&str> {
        join_wrapped(text, cut(text)).iter().map(|l| l.span.of(text)).collect()
    }

    #[test]
    fn every_line_end_counts_and_blank_lines_are_gaps() {
        let lines = cut("one\r\ntwo\r\n\r\nthree\rfour");
        let gaps: Vec<bool> = lines.iter().map(|l| l.gap).collect();
        assert_eq!(gaps, [false, false, true, false]);
    }

    #[test]
    fn broken_paragraphs_are_joined_and_others_are_not() {
        let wrapped = "The council voted on Monday to close the old bridge after a\n\
            long debate about its safety and what it would cost to mend\n\
            it before the winter.\n\nThe mayor said that the bridge would not be opened again\n\
            before the spring of next year, and that a ferry would run.\n";
        assert_eq!(paragraphs(wrapped).len(), 2);
        let sentences = "The council voted on Monday to close the bridge.\n\
            The mayor said it was not safe.\nA ferry will run.\nNobody was hurt.\n";
        assert_eq!(paragraphs(sentences).len(), 4);
    }
}
