//! The rules of one kind, in the order of their packs. Those of built-in packs are read when they
//! are first asked for: an article concerns few.

use std::ops::Index;
use std::sync::{Arc, OnceLock};

use super::Rule;
use crate::stylebook::unread::Unread;

/// A kind of rule.
pub trait Kind: Sized {
    /// The key of its tables in a pack.
    const KEY: &'static str;

    /// The rule, if it is of this kind.
    fn of(rule: Rule) -> Option<Self>;
}

/// The rules of one kind.
#[derive(Clone, Debug)]
pub struct List<T> {
    rules: Vec<OnceLock<Box<T>>>,
    /// Packs that rules are still to be read from, each with its first rule here.
    unread: Vec<(usize, Arc<Unread>)>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { rules: Vec::new(), unread: Vec::new() }
    }
}

impl<T> List<T> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    pub(super) fn push(&mut self, rule: T) {
        self.rules.push(OnceLock::from(Box::new(rule)));
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.rules.reserve_exact(more);
    }

    /// Adds the rules of a pack that have been read.
    pub(super) fn append(&mut self, other: Self) {
        self.rules.extend(other.rules);
    }

    /// Adds the rules of a pack that have not.
    pub(super) fn leave(&mut self, count: usize, pack: &Arc<Unread>) {
        self.unread.push((self.rules.len(), pack.clone()));
        self.rules.resize_with(self.rules.len() + count, OnceLock::new);
    }

    /// The rules that have been read, from one on, each with its place.
    pub(in crate::stylebook) fn read_mut(
        &mut self,
        from: usize,
    ) -> impl Iterator<Item = (usize, &mut T)> {
        let rules = self.rules.iter_mut().enumerate().skip(from);
        rules.filter_map(|(at, rule)| Some((at, &mut **rule.get_mut()?)))
    }

    /// The same from the first one on.
    pub(in crate::stylebook) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.read_mut(0).map(|(_, rule)| rule)
    }

    /// A rule that has been read.
    pub(in crate::stylebook) fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.rules.get_mut(at)?.get_mut().map(|rule| &mut **rule)
    }

    /// Leaves out those that have been read and are not to be kept.
    pub(in crate::stylebook) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.rules.retain(|rule| rule.get().is_none_or(|rule| keep(rule)));
    }
}

impl<T: Kind> List<T> {
    /// The rule at a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        let slot = self.rules.get(at)?;
        match slot.get() {
            Some(rule) => Some(rule),
            None => {
                let rule = self.read(at)?;
                Some(slot.get_or_init(|| Box::new(rule)))
            }
        }
    }

    /// All of them.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { list: self, next: 0 }
    }

    #[cold]
    fn read(&self, at: usize) -> Option<T> {
        let pack = self.unread.partition_point(|(first, _)| *first <= at);
        let (first, pack) = self.unread.get(pack.checked_sub(1)?)?;
        T::of(pack.read(T::KEY, at - first)?)
    }
}

impl<T: Kind> Index<usize> for List<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        match self.get(at) {
            Some(rule) => rule,
            None => panic!("of {} rules, no rule {at} can be read", self.len()),
        }
    }
}

/// All rules of a list.
#[derive(Clone, Debug)]
pub struct Iter<'l, T> {
    list: &'l List<T>,
    next: usize,
}

impl<'l, T: Kind> Iterator for Iter<'l, T> {
    type Item = &'l T;

    fn next(&mut self) -> Option<&'l T> {
        self.next += 1;
        self.list.get(self.next - 1)
    }
}

impl<'l, T: Kind> IntoIterator for &'l List<T> {
    type Item = &'l T;
    type IntoIter = Iter<'l, T>;

    fn into_iter(self) -> Iter<'l, T> {
        self.iter()
    }
}
