//! Where quotations begin and end, across paragraphs and inside one another.
//!
//! A small stack over the marks of each block. Marks are lost in real copy, so nothing here
//! trusts a count: a straight mark's neighbours say whether it opens or closes, and an opening
//! mark that is never closed ends where the next one of its kind begins, or with its block.

mod marks;

use crate::article::{Block, Zone};
use crate::source::Span;
use marks::{Mark, collect};

/// One pair of quotation marks, or an opening mark whose paragraph ended first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The opening mark and everything to the closing one, both included.
    pub span: Span,
    /// What lies between the marks.
    pub inner: Span,
    /// 1 for a quotation, 2 for one inside it.
    pub depth: u8,
    /// The mark that opens it.
    pub open: char,
    /// The mark that closes it; none where the paragraph ends first.
    pub close: Option<char>,
    /// Whether it goes on from an unclosed one in the paragraph before.
    pub continues: bool,
}

/// Quotations inside quotations inside quotations: beyond that it is no prose.
const DEEPEST: usize = 4;
/// How many blocks an unclosed quotation may run on through.
const RUN_ON: usize = 5;
/// How many marks ahead a single mark looks for its partner.
const LOOK_AHEAD: usize = 64;

/// The mark that closes what `open` opened.
#[must_use]
pub fn closing(open: char) -> char {
    match open {
        '“' => '”',
        '„' => '“',
        '«' => '»',
        '‘' => '’',
        '`' => '\'',
        other => other,
    }
}

/// Whether the two marks belong together.
#[must_use]
pub fn matches(open: char, close: char) -> bool {
    closing(open) == close || (open == '„' && close == '”')
}

/// Finds the quotations of an article, by position of the opening mark.
#[must_use]
pub fn find(text: &str, blocks: &[Block]) -> Vec<Quotation> {
    let mut scan = Scan { text, out: Vec::new(), stack: Vec::new(), marks: Vec::new() };
    let mut pending: Option<Zone> = None;
    for (i, block) in blocks.iter().enumerate() {
        let mut continues = false;
        if pending.is_some_and(|zone| zone != block.zone) {
            if block.zone.is_copy() {
                scan.give_up(0);
            } else {
                // Furniture between two paragraphs of one quotation: it keeps its own marks.
                continue;
            }
        } else if pending.is_some() {
            match ahead(text, blocks.get(i..).unwrap_or_default()) {
                Ahead::Closes => {}
                Ahead::Opens => {
                    continues = !scan.give_up(0);
                }
                Ahead::Nothing => {
                    scan.give_up(0);
                }
            }
        }
        scan.block(block, continues);
        pending = (!scan.stack.is_empty()).then_some(block.zone);
    }
    scan.give_up(0);
    scan.out
}

/// What the blocks after an unclosed quotation say about it.
enum Ahead {
    /// A closing mark comes before any opening one.
    Closes,
    /// The next paragraph opens again.
    Opens,
    /// Neither.
    Nothing,
}

fn ahead(text: &str, blocks: &[Block]) -> Ahead {
    let mut marks = Vec::new();
    let Some(zone) = blocks.first().map(|b| b.zone) else { return Ahead::Nothing };
    for (i, block) in blocks.iter().take(RUN_ON).enumerate() {
        if block.zone != zone || block.list {
            return Ahead::Nothing;
        }
        collect(text, block.span, &mut marks);
        let Some(first) = marks.iter().find(|m| !m.is_single()) else { continue };
        if first.close && !first.open && !first.after_digit {
            return Ahead::Closes;
        }
        let head = text.get(block.span.start as usize..first.at).unwrap_or("x");
        let leads = i == 0 && first.open && head.trim().is_empty();
        return if leads { Ahead::Opens } else { Ahead::Nothing };
    }
    Ahead::Nothing
}

/// An opening mark that waits for its partner.
struct Frame {
    /// Its quotation in the output.
    quotation: usize,
    /// A single mark's partner, known from the start.
    partner: Option<usize>,
    /// End of the block it stands in, without trailing space.
    limit: usize,
}

struct Scan<'a> {
    text: &'a str,
    out: Vec<Quotation>,
    stack: Vec<Frame>,
    marks: Vec<Mark>,
}

impl Scan<'_> {
    fn block(&mut self, block: &Block, mut continues: bool) {
        let mut marks = std::mem::take(&mut self.marks);
        collect(self.text, block.span, &mut marks);
        let limit = block.span.start as usize + block.span.of(self.text).trim_end().len();
        for (i, mark) in marks.iter().enumerate() {
            if mark.is_single() {
                self.single(i, mark, &marks, limit);
                continue;
            }
            let quoting = self.stack.iter().any(|f| f.partner.is_none());
            if mark.close && (quoting || !mark.open) {
                if quoting && !self.is_inches(i, mark, &marks) {
                    self.close(mark);
                }
            } else if mark.open {
                self.open(mark, None, limit, std::mem::take(&mut continues));
            }
        }
        // Only the outermost quotation can go on in the next paragraph.
        self.give_up(1);
        if self.stack.first().is_some_and(|f| f.partner.is_some()) {
            self.stack.clear();
        }
        self.marks = marks;
    }

    fn open(&mut self, mark: &Mark, partner: Option<usize>, limit: usize, continues: bool) {
        if self.stack.len() >= DEEPEST {
            return;
        }
        let limit = limit.max(mark.end());
        self.stack.push(Frame { quotation: self.out.len(), partner, limit });
        self.out.push(Quotation {
            span: Span::new(mark.at, limit),
            inner: Span::new(mark.end(), limit),
            depth: self.stack.len() as u8,
            open: mark.ch,
            close: None,
            continues,
        });
    }

    /// Closes the quotation that the mark belongs to: the innermost, unless one further out is of
    /// the mark's own kind and the innermost is not.
    fn close(&mut self, mark: &Mark) {
        let kind = |f: &Frame| self.out.get(f.quotation).map_or('"', |q| q.open);
        let doubles = || self.stack.iter().enumerate().rev().filter(|(_, f)| f.partner.is_none());
        let own = doubles().find(|(_, f)| matches(kind(f), mark.ch)).map(|(i, _)| i);
        let Some(at) = own.or_else(|| doubles().next().map(|(i, _)| i)) else { return };
        for frame in self.stack.drain(at + 1..) {
            cut(&mut self.out, frame.quotation, mark.at);
        }
        if let Some(frame) = self.stack.pop() {
            finish(&mut self.out, frame.quotation, mark);
        }
    }

    fn single(&mut self, i: usize, mark: &Mark, marks: &[Mark], limit: usize) {
        if let Some(at) = self.stack.iter().rposition(|f| f.partner == Some(mark.at)) {
            for frame in self.stack.drain(at + 1..) {
                cut(&mut self.out, frame.quotation, mark.at);
            }
            if let Some(frame) = self.stack.pop() {
                finish(&mut self.out, frame.quotation, mark);
            }
            return;
        }
        let inside_single = self.stack.iter().any(|f| f.partner.is_some());
        if mark.open
            && !inside_single
            && let Some(partner) = self.partner(marks.get(i..).unwrap_or_default())
        {
            self.open(mark, Some(partner), limit, false);
        }
    }

    /// The mark that closes the single mark at the head of `marks`; none where it is an
    /// apostrophe. A plural's possessive ("the boys’ room") gives way to a closing mark that
    /// punctuation proves.
    fn partner(&self, marks: &[Mark]) -> Option<usize> {
        let mut found = None;
        let mut doubles = 0i32;
        for mark in marks.iter().skip(1).take(LOOK_AHEAD) {
            if !mark.is_single() {
                doubles += if mark.open { 1 } else { -1 };
                if doubles < 0 {
                    break;
                }
            } else if mark.open {
                break;
            } else if doubles == 0 {
                // A straight mark closes with its like; a curly one may meet a typed apostrophe.
                if marks.first().is_some_and(|m| m.ch == '\'') && mark.ch == '’' {
                    continue;
                }
                let head = self.text.get(..mark.at).unwrap_or("");
                let plural = head.ends_with('s') || head.ends_with('S');
                if !plural || mark.firm {
                    return if found.is_some() && !mark.firm { found } else { Some(mark.at) };
                }
                found = found.or(Some(mark.at));
            }
        }
        found
    }

    /// `6'2"`, and `a 5" pipe,"`: a figure's mark with the real closing one still to come.
    fn is_inches(&self, i: usize, mark: &Mark, marks: &[Mark]) -> bool {
        if !mark.after_digit {
            return false;
        }
        let head = self.text.get(..mark.at).unwrap_or("");
        let number = |c: char| c.is_ascii_digit() || c == '.';
        let before = head.trim_end_matches(number);
        if before.ends_with(['\'', '’', '′']) {
            return true;
        }
        let next = marks.iter().skip(i + 1).find(|m| !m.is_single());
        head.len() - before.len() <= 3 && next.is_some_and(|m| m.close && !m.open)
    }

    /// Drops unclosed quotations from a depth on. An opening mark with another of its kind after
    /// it lost its partner: it ends there, and what follows is no part of it. Says whether that
    /// was so.
    fn give_up(&mut self, from: usize) -> bool {
        let mut lost = false;
        while self.stack.len() > from {
            let Some(frame) = self.stack.pop() else { break };
            let Some(outer) = self.out.get(frame.quotation).copied() else { continue };
            let first = frame.quotation + 1;
            let inner = self.out.get_mut(first..).unwrap_or_default();
            let next = inner.iter().find(|q| q.depth == outer.depth + 1 && q.open == outer.open);
            let Some(next) = next.map(|q| q.span.start as usize) else {
                cut(&mut self.out, frame.quotation, frame.limit);
                continue;
            };
            lost = true;
            for q in inner.iter_mut().filter(|q| q.span.start as usize >= next) {
                q.depth = q.depth.saturating_sub(1).max(1);
            }
            let head = self.text.get(..next).unwrap_or("").trim_end().len();
            cut(&mut self.out, frame.quotation, head);
        }
        lost
    }
}

/// Ends an unclosed quotation.
fn cut(out: &mut [Quotation], i: usize, end: usize) {
    if let Some(q) = out.get_mut(i) {
        let end = (end as u32).max(q.inner.start);
        q.span.end = end;
        q.inner.end = end;
    }
}

/// Ends a quotation at its closing mark.
fn finish(out: &mut [Quotation], i: usize, mark: &Mark) {
    if let Some(q) = out.get_mut(i) {
        q.inner.end = (mark.at as u32).max(q.inner.start);
        q.span.end = mark.end() as u32;
        q.close = Some(mark.ch);
    }
}

#[cfg(test)]
mod tests;
