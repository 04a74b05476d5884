//! What stands around a number: whether it is a figure at all, a part of another, an end of a range.

use super::{Noun, Unit};
use crate::extract::dates::Words;
use crate::tokens::{Kind, Token, fold_ascii, folds_ascii};

impl Words<'_> {
    /// A year, a time, a name, one of several numbers glued together, a fraction, an item's number.
    pub(super) fn is_no_figure(&self, at: usize, next: usize) -> bool {
        const LABELS: [u64; 40] = folds_ascii([
            "no",
            "number",
            "section",
            "sections",
            "chapter",
            "title",
            "article",
            "part",
            "page",
            "pages",
            "phase",
            "route",
            "highway",
            "interstate",
            "channel",
            "flight",
            "room",
            "building",
            "suite",
            "level",
            "grade",
            "class",
            "form",
            "rule",
            "act",
            "tier",
            "type",
            "version",
            "district",
            "week",
            "day",
            "age",
            "aged",
            "q",
            "figure",
            "table",
            "exhibit",
            "item",
            "count",
            "line",
        ]);
        const FRACTIONS: [u64; 10] = folds_ascii([
            "half", "halves", "third", "thirds", "quarter", "quarters", "fourth", "fourths",
            "fifth", "fifths",
        ]);
        const CLOCK: [u64; 8] =
            folds_ascii(["a.m.", "p.m.", "am", "pm", "o'clock", "noon", "a.m", "p.m"]);
        let digits = self.tokens[at].kind == Kind::Number;
        let glued = |i: usize, marks: &[char]| marks.iter().any(|&m| self.is_mark(i, m));
        let joined = (self.touches_next(next - 1)
            && glued(next, &['/', ':', '.', '_', '@', '#'])
            && self.touches_next(next))
            || at.checked_sub(1).is_some_and(|b| {
                self.touches_next(b)
                    && (glued(b, &['/', ':', '.', '_', '@', '#', '&']) || self.tokens[b].is_word())
            });
        let hyphens = digits
            && at.checked_sub(1).is_some_and(|b| {
                self.is_hyphen(b) && !self.is_mark(b, '–') && self.sign_before(at).is_none()
            });
        let label = digits
            && at.checked_sub(1).is_some_and(|b| {
                let dot = usize::from(self.is_mark(b, '.'));
                let before = self.get(b.wrapping_sub(dot));
                before.is_some_and(|t| LABELS.contains(&t.fold))
            });
        let item = at == 0 && digits && (self.is_mark(next, '.') || self.is_mark(next, ')'));
        let fraction = {
            let hyphen = usize::from(self.is_hyphen(next));
            FRACTIONS.contains(&self.fold(next + hyphen))
                && self.fold(next) != const { fold_ascii("quarter") }
        };
        (digits && self.year_number(at).is_some() && self.sign_before(at).is_none())
            || CLOCK.contains(&self.fold(next))
            || joined
            || hyphens
            || label
            || item
            || fraction
            || self.is_name(at)
            || self.is_pronoun(at, next)
    }

    /// "Boeing 737": a capitalised word in the middle of a sentence, where capitals say something.
    fn is_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|b| self.get(b)) else { return false };
        let sentence_case = self.get(at + 1).is_none_or(|t| !t.is_capital());
        self.tokens[at].kind == Kind::Number
            && before.is_capital()
            && !before.starts_sentence()
            && sentence_case
            && at >= 2
            && !self.get(at - 2).is_some_and(|t| t.is_capital() && !t.starts_sentence())
            && self.get(at - 2).is_some_and(Token::is_word)
    }

    /// "one of them", "no one", "one another"
    fn is_pronoun(&self, at: usize, next: usize) -> bool {
        const AFTER: [u64; 14] = folds_ascii([
            "of", "another", "who", "that", "which", "is", "was", "has", "in", "to", "on", "way",
            "day", "thing",
        ]);
        const BEFORE: [u64; 9] =
            folds_ascii(["no", "any", "every", "each", "this", "that", "some", "which", "another"]);
        self.fold(at) == const { fold_ascii("one") }
            && next == at + 1
            && (AFTER.contains(&self.fold(next))
                || self.get(next).is_none_or(|t| !t.is_word() && !self.is_hyphen(next))
                || at.checked_sub(1).is_some_and(|b| BEFORE.contains(&self.fold(b))))
    }

    pub(super) fn is_part(
        &self,
        before: usize,
        next: usize,
        unit: Unit,
        noun: Option<&Noun>,
    ) -> bool {
        const BEFORE: [u64; 16] = folds_ascii([
            "another",
            "additional",
            "other",
            "further",
            "remaining",
            "first",
            "last",
            "next",
            "including",
            "extra",
            "past",
            "every",
            "only",
            "per",
            "previous",
            "plus",
        ]);
        const AFTER: [u64; 8] = folds_ascii([
            "more",
            "other",
            "others",
            "additional",
            "further",
            "remaining",
            "extra",
            "out",
        ]);
        const RATE: [u64; 4] = folds_ascii(["per", "each", "apiece", "every"]);
        const TIMES: [u64; 8] =
            folds_ascii(["day", "week", "month", "year", "hour", "minute", "second", "night"]);
        let end = noun.map_or(next, |n| n.at + 1);
        let a = self.fold(end) == const { fold_ascii("a") } && TIMES.contains(&self.fold(end + 1));
        before.checked_sub(1).is_some_and(|b| BEFORE.contains(&self.fold(b)))
            || AFTER.contains(&self.fold(next))
            || (unit == Unit::Things && self.fold(next) == const { fold_ascii("of") })
            || RATE.contains(&self.fold(end))
            || a
    }

    pub(super) fn is_range(&self, start: usize, next: usize) -> bool {
        const JOINS: [u64; 3] = folds_ascii(["to", "and", "or"]);
        let numeric = |i: usize| {
            self.get(i).is_some_and(|t| t.kind == Kind::Number)
                || ["$", "£", "€"]
                    .iter()
                    .any(|s| self.get(i).is_some_and(|t| t.text(self.text) == *s))
        };
        let dash = |i: usize| ['-', '–', '—'].iter().any(|&m| self.is_mark(i, m));
        let to = |i: usize| self.get(i).is_some_and(|t| JOINS[..1].contains(&t.fold));
        let after =
            (dash(next) || to(next)) && (numeric(next + 1) || self.number(next + 1).is_some());
        let before = start.checked_sub(2).is_some_and(|two| {
            (dash(start - 1) || to(start - 1))
                && (numeric(two) || self.magnitude(two, two).is_some() || self.is_mark(two, '%'))
        });
        let between =
            start.checked_sub(1).is_some_and(|b| self.fold(b) == const { fold_ascii("between") });
        let or = JOINS.contains(&self.fold(next))
            && self.fold(next) == const { fold_ascii("or") }
            && numeric(next + 1);
        after || before || between || or
    }

    pub(super) fn is_definite(&self, before: usize) -> bool {
        const DEFINITE: [u64; 6] = folds_ascii(["the", "these", "those", "all", "both", "their"]);
        before.checked_sub(1).is_some_and(|b| DEFINITE.contains(&self.fold(b)))
    }
}
