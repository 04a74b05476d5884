//! The phrases of rules that were found in one article, ordered for quick questions.
//!
//! Checks ask "what stands around here" and "is this one named anywhere" for every mention. Both
//! answers must not take a walk over the whole article.

use std::ops::Deref;

use crate::source::Span;
use crate::stylebook::matcher::{Form, Match};

/// Matches by place, longer ones first.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    list: Vec<Match>,
    /// The first match of each form, by form.
    firsts: Vec<(Form, usize)>,
    /// Bytes of the longest match.
    longest: usize,
}

impl Matches {
    /// Takes matches in the order in which the matcher finds them.
    #[must_use]
    pub fn new(list: Vec<Match>) -> Self {
        let mut firsts: Vec<_> = list.iter().enumerate().map(|(i, m)| (m.form, i)).collect();
        firsts.sort_unstable();
        firsts.dedup_by_key(|(form, _)| *form);
        let longest = list.iter().map(|m| m.span.len()).max().unwrap_or(0);
        Self { list, firsts, longest }
    }

    /// The matches that share a byte with a span or touch it, by place.
    pub fn near(&self, span: Span) -> impl Iterator<Item = &Match> {
        let earliest = span.start.saturating_sub(self.longest as u32);
        let from = self.list.partition_point(|m| m.span.start < earliest);
        let later = self.list.get(from..).unwrap_or_default();
        later
            .iter()
            .take_while(move |m| m.span.start <= span.end)
            .filter(move |m| m.span.end >= span.start)
    }

    /// The longer matches that a span is part of: a name in a name.
    pub fn around(&self, span: Span) -> impl Iterator<Item = &Match> {
        self.near(span).filter(move |m| m.span.contains(span) && m.span != span)
    }

    /// The first match of a form.
    #[must_use]
    pub fn first(&self, form: Form) -> Option<&Match> {
        let i = self.firsts.binary_search_by_key(&form, |(f, _)| *f).ok()?;
        self.firsts.get(i).and_then(|(_, at)| self.list.get(*at))
    }
}

impl Deref for Matches {
    type Target = [Match];
    fn deref(&self) -> &[Match] {
        &self.list
    }
}

impl<'a> IntoIterator for &'a Matches {
    type Item = &'a Match;
    type IntoIter = std::slice::Iter<'a, Match>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(start: u32, end: u32, form: Form) -> Match {
        Match { span: Span { start, end }, first: 0, last: 1, form }
    }

    #[test]
    fn near_ones_overlap_or_touch() {
        let matches = Matches::new(vec![
            found(0, 30, Form::Organization(1)),
            found(0, 4, Form::Acronym(1)),
            found(10, 14, Form::Person(0)),
            found(20, 25, Form::Organization(1)),
            found(40, 44, Form::Person(0)),
        ]);
        let near = |start, end| -> Vec<u32> {
            matches.near(Span { start, end }).map(|m| m.span.start).collect()
        };
        assert_eq!(near(14, 20), [0, 10, 20]);
        assert_eq!(near(26, 39), [0]);
        assert_eq!(near(50, 60), [] as [u32; 0]);
    }

    #[test]
    fn the_first_of_a_form_is_the_first_in_the_text() {
        let matches = Matches::new(vec![
            found(3, 5, Form::Person(2)),
            found(6, 9, Form::Person(1)),
            found(12, 14, Form::Person(2)),
        ]);
        assert_eq!(matches.first(Form::Person(2)).map(|m| m.span.start), Some(3));
        assert_eq!(matches.first(Form::Acronym(2)), None);
    }
}
