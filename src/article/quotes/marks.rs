//! Quotation marks of one block, each with what it can be: an opening mark, a closing one, or
//! either. Knows the characters beside a mark and nothing of what was opened before.

use crate::source::{Span, next_byte};

/// One mark that may open or close a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// First byte of the mark in the text.
    pub(super) at: usize,
    /// Its length; two characters make one mark in LaTeX's ``…''.
    pub(super) len: usize,
    /// The mark, its first character where it has two.
    pub(super) ch: char,
    /// Whether it can open.
    pub(super) open: bool,
    /// Whether it can close.
    pub(super) close: bool,
    /// Stands after a figure: inches, perhaps.
    pub(super) after_digit: bool,
    /// A closing mark in a place where nothing else can follow: punctuation before it.
    pub(super) firm: bool,
}

impl Mark {
    /// One byte past the mark.
    pub(super) fn end(&self) -> usize {
        self.at + self.len
    }

    /// `‘…’`, `'…'`: marks that are apostrophes more often than not.
    pub(super) fn is_single(&self) -> bool {
        self.len != 2 && is_single(self.ch)
    }
}

fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’')
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' | '`')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '/')
}

/// Nothing, or white space.
fn is_gap(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

/// Punctuation that follows a closing mark.
fn ends(c: Option<char>) -> bool {
    is_gap(c) || c.is_some_and(|c| matches!(c, ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}'))
}

/// Words that begin with an apostrophe.
const CLIPPED: [&str; 17] = [
    "tis", "twas", "til", "till", "em", "n", "cause", "cos", "cuz", "round", "bout", "im", "er",
    "neath", "nuff", "ello", "ere",
];

/// Collects the marks of `text[span]` in order. One pass: a run of marks is looked at once.
pub(super) fn collect(text: &str, span: Span, out: &mut Vec<Mark>) {
    out.clear();
    let block = span.of(text);
    let base = span.start as usize;
    let bytes = block.as_bytes();
    let mut at = 0;
    // ASCII marks and the lead bytes of “ ” „ ‘ ’ and « »; every other byte is passed by.
    while let Some(next) = next_byte(bytes, at, *b"\"'`\xE2\xC2") {
        at = next;
        let run = block.get(at..).unwrap_or("");
        let len = run.char_indices().find(|&(_, c)| !is_mark(c)).map_or(run.len(), |(i, _)| i);
        if len == 0 {
            at += run.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let prev = block.get(..at).and_then(|head| head.chars().next_back());
        let next = run.get(len..).and_then(|tail| tail.chars().next());
        // An apostrophe between letters is most of what a text holds.
        let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if !(len <= 3 && inner(prev) && inner(next) && run.starts_with(['\'', '’'])) {
            let after = run.get(len..).unwrap_or("");
            push_run(run.get(..len).unwrap_or(""), base + at, prev, next, after, out);
        }
        at += len;
    }
}

/// Every mark of a run sees the characters around the whole run: in `“'No,'” he said` all four
/// marks stand where their neighbours do.
fn push_run(
    run: &str,
    at: usize,
    prev: Option<char>,
    next: Option<char>,
    after: &str,
    out: &mut Vec<Mark>,
) {
    let mut chars = run.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let paired = matches!(c, '`' | '\'') && chars.peek().is_some_and(|&(_, n)| n == c);
        if paired {
            chars.next();
        } else if c == '`' {
            continue;
        }
        let len = if paired { 2 } else { c.len_utf8() };
        let (open, close) = if paired {
            (c == '`', c == '\'' && !is_gap(prev))
        } else if is_single(c) {
            single(c, prev, next, after)
        } else {
            double(c, prev, next, after)
        };
        if open || close {
            let after_digit = c == '"' && prev.is_some_and(|p| p.is_ascii_digit());
            let firm = prev.is_some_and(|p| matches!(p, '.' | ',' | '!' | '?' | '…'));
            out.push(Mark { at: at + i, len, ch: c, open, close, after_digit, firm });
        }
    }
}

/// What a double mark can be: (open, close).
fn double(c: char, prev: Option<char>, next: Option<char>, after: &str) -> (bool, bool) {
    let spaced = is_gap(prev);
    let bracketed = prev.is_some_and(|p| matches!(p, '(' | '[' | '{'));
    let dashed = prev.is_some_and(is_dash);
    match c {
        '„' | '«' => (true, false),
        '»' => (false, true),
        // Turned the wrong way: a slip of the keyboard, or the end of „…“.
        '“' => {
            let closes = !spaced && !bracketed && !dashed && (ends(next) || next == Some('.'));
            (!closes, closes)
        }
        '”' => (spaced && next.is_some_and(char::is_alphanumeric), true),
        _ if bracketed => (next.is_some(), false),
        _ if spaced && is_gap(next) => (next.is_some(), prev.is_some()),
        _ if spaced => {
            let leads_in = after.starts_with("..") || !(ends(next) || next == Some('.'));
            (leads_in || prev.is_none(), !leads_in && prev.is_some())
        }
        _ if ends(next) || next == Some('.') => (false, true),
        // Something on both sides: after a dash or a comma it may be either.
        _ if dashed || prev.is_some_and(|p| matches!(p, ',' | '.' | ':' | ';' | '!' | '?')) => {
            (next.is_some_and(char::is_alphanumeric), true)
        }
        _ => (false, true),
    }
}

/// What a single mark can be: (open, close).
fn single(c: char, prev: Option<char>, next: Option<char>, after: &str) -> (bool, bool) {
    let leads = is_gap(prev) || prev.is_some_and(|p| matches!(p, '(' | '[' | '{') || is_dash(p));
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let clipped = CLIPPED.iter().any(|w| w.eq_ignore_ascii_case(word)) || is_decade(word);
    let open = c != '’' && leads && next.is_some_and(|n| !n.is_whitespace()) && !clipped;
    let close = c != '‘' && !is_gap(prev) && !next.is_some_and(char::is_alphanumeric);
    (open, close && !(open && leads))
}

/// "90s", "68": a decade or a year that lost its century.
fn is_decade(word: &str) -> bool {
    let digits = word.trim_end_matches('s');
    digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit())
}
