//! `style/invisible`: characters that nobody sees and every program trips over.
//!
//! No-break spaces beside spaces and characters without width come from web editors and joined
//! copy. A single no-break space is often meant ("5 km"), and two spaces after a full stop are a
//! habit of typists: both are left alone.

use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::source::{Span, next_byte};

/// See the module.
pub struct Invisible;

const INFO: Info = Info {
    name: "style/invisible",
    summary: "invisible characters, doubled spaces, a character that was lost",
    severity: Severity::Note,
    default: true,
    explanation: "A no-break space next to another space, two spaces inside a sentence, a \
        zero-width character, or the sign for a character that could not be read (\u{fffd}).\n\n\
        Silent about single no-break spaces, which keep a number with its unit, about two spaces \
        after a full stop, about columns, and about joiners inside emoji and other scripts. An \
        article that is full of them gets three findings and a count.",
    bad: "The director\u{a0} left  the hall.",
    good: "The director left the hall.",
    needs_date: false,
};

/// With more than this many, they are the state of the article and no slip.
const MANY: usize = 6;
/// How many of them are shown then.
const SHOWN: usize = 3;
/// Wider gaps than this are columns.
const WIDEST: usize = 3;

/// What is wrong at a place, and what to put there.
struct Fault {
    span: Span,
    message: String,
    mended: Option<&'static str>,
}

impl Check for Invisible {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let mut faults = Vec::new();
        for block in cx.article.blocks.iter().filter(|b| b.zone.is_copy()) {
            read(cx, block.span, &mut faults);
        }
        let rest = faults.len();
        let many = rest > MANY;
        for (i, fault) in faults.into_iter().enumerate() {
            if many && i == SHOWN {
                let message = format!("{} more invisible characters", rest - SHOWN);
                out.push(cx.finding(&INFO, fault.span, message));
                return;
            }
            let mut finding = cx.finding(&INFO, fault.span, fault.message);
            finding = match fault.mended {
                None => finding.help("look up what stood there"),
                Some("") => finding.help("delete it"),
                Some(_) => finding.help("write one space"),
            };
            // A space is no word: quotations may lose one too.
            if let Some(mended) = fault.mended.filter(|_| cx.article.map.is_copy(fault.span)) {
                finding = finding.replace(true, mended);
            }
            out.push(finding);
        }
    }
}

fn read(cx: &ArticleContext<'_>, block: Span, out: &mut Vec<Fault>) {
    let text = block.of(&cx.article.text);
    let bytes = text.as_bytes();
    if !text.contains("  ") && !has_invisible(bytes) {
        return;
    }
    let base = block.start as usize;
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        // Everything else that may be invisible starts with one of these bytes.
        let len = match b {
            b' ' | 0xC2 | 0xE2 | 0xEF => {
                let (fault, len) = look(text, at);
                if let Some((size, message, mended)) = fault {
                    let span = Span::new(base + at, base + at + size);
                    if !cx.article.is_masked(span) {
                        out.push(Fault { span, message, mended });
                    }
                }
                len
            }
            _ => 1,
        };
        at += len.max(1);
    }
}

/// Whether something may stand there that is neither a letter nor a common mark.
fn has_invisible(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(lead) = next_byte(bytes, at, [0xC2, 0xE2, 0xEF]) {
        // Curly quotation marks and dashes begin with the same byte as characters without width.
        let rest = bytes.get(lead..).unwrap_or_default();
        if !matches!(rest, [0xE2, 0x80, 0x90..=0xBF, ..]) {
            return true;
        }
        at = lead + 1;
    }
    false
}

type Found = (usize, String, Option<&'static str>);

/// What is wrong at a byte, and how far to go on.
fn look(text: &str, at: usize) -> (Option<Found>, usize) {
    let Some(rest) = text.get(at..) else { return (None, 1) };
    let Some(first) = rest.chars().next() else { return (None, 1) };
    let head = text.get(..at).unwrap_or("");
    if is_space(first) {
        let len: usize = rest.chars().take_while(|c| is_space(*c)).map(char::len_utf8).sum();
        return (spaces(head, rest, len), len);
    }
    let len = first.len_utf8();
    let plain = |c: Option<char>| c.is_none_or(|c| c.is_ascii() || is_latin(c));
    let around = plain(head.chars().next_back()) && plain(rest.chars().nth(1));
    let found = match first {
        '\u{fffd}' => (len, "a character was lost here".to_owned(), None),
        '\u{200b}' | '\u{2060}' | '\u{feff}' => {
            (len, "an invisible character without width".to_owned(), Some(""))
        }
        // In other scripts and in emoji these have a meaning.
        '\u{200c}'..='\u{200f}' if around => {
            (len, "an invisible character without width".to_owned(), Some(""))
        }
        '\u{ad}' if around => (len, "a soft hyphen".to_owned(), Some("")),
        _ => return (None, len),
    };
    (Some(found), len)
}

/// A space, or a no-break space.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}')
}

fn is_latin(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{24f}' | '\u{2010}'..='\u{2026}')
}

/// A run of spaces of so many bytes at the head of `rest`.
fn spaces(head: &str, rest: &str, len: usize) -> Option<Found> {
    let run = rest.get(..len)?;
    let count = run.chars().count();
    let (before, after) = (head.chars().next_back()?, rest.get(len..)?.chars().next()?);
    if !(2..=WIDEST).contains(&count) || matches!(after, '\n' | '\r') || before.is_whitespace() {
        return None;
    }
    if run.contains('\u{a0}') {
        let message = "a no-break space beside another space".to_owned();
        return Some((len, message, Some(" ")));
    }
    // Inside a sentence only: after its end two spaces are a habit.
    let inside =
        before.is_alphanumeric() || matches!(before, ',' | ';' | '-' | '–' | '—' | '\'' | '’');
    // Before a capital a line break was lost more often than a space was doubled.
    let goes_on = after.is_lowercase() || matches!(before, ',' | ';');
    let word = goes_on || after.is_ascii_digit() || matches!(after, '(' | '$' | '€' | '£');
    (inside && word && count == 2)
        .then(|| (len, "two spaces inside a sentence".to_owned(), Some(" ")))
}
