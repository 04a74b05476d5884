//! `article/placeholder`: words that were meant to be replaced before publication.
//!
//! "TK" (to come) is misspelled on purpose so that it can be found; the others are just as plain
//! once their look-alikes are left out: initials, Roman numbers, ratings.

use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::tokens::{Kind, Sort, Token, fold_ascii, folds_ascii};

/// See the module.
pub struct Placeholder;

const INFO: Info = Info {
    name: "article/placeholder",
    summary: "a placeholder was left in",
    severity: Severity::Error,
    default: true,
    explanation: "TK, TKTK, XXXX, ???, [NAME], [CHECK], [PHOTO HERE], lorem ipsum: marks that \
        writers leave for themselves and that must not be published.\n\n\
        Silent about TK and XXX as part of a name or number (TK Maxx, Super Bowl XXX, Triple X), \
        about bracketed words inside a quotation, and about code.",
    bad: "The minister, who is TK years old, resigned.",
    good: "The minister, who is 61 years old, resigned.",
    needs_date: false,
};

/// What is numbered in Roman figures.
const VOLUMES: [u64; 7] =
    folds_ascii(["chapter", "volume", "part", "book", "act", "article", "section"]);
const LOREM: u64 = fold_ascii("lorem");
const DOLOR: u64 = fold_ascii("dolor");
const IPSUM: u64 = fold_ascii("ipsum");

/// Words in square brackets that only an editor writes.
const NOTES: [&str; 22] = [
    "NAME", "NAMES", "CHECK", "TITLE", "DATE", "TIME", "AGE", "CITY", "LINK", "PHOTO", "IMAGE",
    "QUOTE", "SOURCE", "INSERT", "TBC", "TBD", "TK", "NUMBER", "FIXME", "TODO", "VERIFY",
    "CONFIRM",
];

impl Check for Placeholder {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let text = &cx.article.text;
        let mut end = 0;
        for i in cx.tokens.places([Sort::Filler, Sort::Upper]) {
            if i < end {
                continue;
            }
            let token = &cx.tokens[i];
            let length = placeholder(text, cx.tokens, i);
            if length > 0 {
                end = i + length;
                let span = token.span().to(cx.tokens[end - 1].span());
                if cx.article.zone_at(span.start).is_copy() && !cx.article.is_masked(span) {
                    out.push(finding(cx, span));
                }
            }
        }
    }
}

fn finding(cx: &ArticleContext<'_>, span: Span) -> Finding {
    cx.finding(&INFO, span, format!("placeholder \"{}\" left in", cx.text(span)))
        .help("write what belongs here, or cut it")
}

/// How many tokens from `i` are a placeholder.
fn placeholder(text: &str, tokens: &[Token], i: usize) -> usize {
    let token = &tokens[i];
    if token.kind == Kind::Mark {
        return match token.text(text) {
            "[" => bracketed(text, tokens, i),
            "?" => question_marks(text, tokens, i),
            _ => 0,
        };
    }
    // The text itself, not a sentence about it.
    let is = |at: usize, word: u64| tokens.get(at).is_some_and(|t| t.fold == word);
    if token.fold == LOREM && is(i + 1, IPSUM) && is(i + 2, DOLOR) {
        return 3;
    }
    if !token.is_all_upper() {
        return 0;
    }
    let word = token.text(text);
    let tk = word.len().is_multiple_of(2) && word.as_bytes().chunks(2).all(|c| c == b"TK");
    let xs = word.len() >= 3 && word.bytes().all(|b| b == b'X');
    usize::from((tk || xs) && !in_a_name(text, tokens, i))
}

/// "TK Maxx", "Super Bowl XXX", "J. TK", "TK-42": part of a name or a number.
fn in_a_name(text: &str, tokens: &[Token], i: usize) -> bool {
    let glued = |a: &Token, b: &Token| a.span().end == b.start;
    let before = i.checked_sub(1).map(|p| &tokens[p]);
    let after = tokens.get(i + 1);
    let named_before = before.is_some_and(|t| t.is_capital() && !t.starts_sentence());
    let named_after = after.is_some_and(|t| t.is_capital() && !t.starts_block());
    let joined = |t: Option<&Token>, before: bool| {
        t.is_some_and(|t| {
            let close = if before { glued(t, &tokens[i]) } else { glued(&tokens[i], t) };
            close && (t.is_mark(text, '-') || t.is_mark(text, '/') || t.is_mark(text, '&'))
        })
    };
    let numbered = tokens[i].text(text).starts_with('X');
    // "Flight TK 12", "Chapter XXX"
    let flight = after.is_some_and(|t| t.kind == Kind::Number);
    let volume = before.is_some_and(|t| VOLUMES.contains(&t.fold));
    flight
        || volume
        || named_after
        || joined(before, true)
        || joined(after, false)
        || (numbered && named_before)
}

fn bracketed(text: &str, tokens: &[Token], open: usize) -> usize {
    let inside: Vec<&Token> =
        tokens[open + 1..].iter().take(7).take_while(|t| !t.is_mark(text, ']')).collect();
    let closed = tokens.get(open + 1 + inside.len()).is_some_and(|t| t.is_mark(text, ']'));
    // A link's label is not an editor's note.
    let link = tokens.get(open + 2 + inside.len()).is_some_and(|t| t.is_mark(text, '('));
    let shouted = inside.iter().filter(|t| t.is_word()).all(|t| t.is_all_upper());
    let note = inside.iter().any(|t| NOTES.contains(&t.text(text)));
    if closed && !link && shouted && note { inside.len() + 2 } else { 0 }
}

/// "???" standing for a word; a reader's indignation follows one.
fn question_marks(text: &str, tokens: &[Token], i: usize) -> usize {
    let run = tokens[i..].iter().take_while(|t| t.is_mark(text, '?')).count();
    let stands_alone = i == 0 || tokens[i - 1].span().end < tokens[i].start;
    if run >= 2 && stands_alone { run } else { 0 }
}
