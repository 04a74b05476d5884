//! Stretches of lists and texts that lie end to end in one piece of memory.
//!
//! What is kept of an article is a dozen short lists, and an archive has many articles: a million
//! small allocations, each rounded up and with a header of its own. A [`Shared`] is as small as a
//! boxed slice and reads like one, but thousands may lie in one piece, which goes when the last of
//! them does.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A stretch of a piece of memory.
pub struct Shared<C> {
    /// None where there is nothing, or the piece is still being written.
    piece: Option<Arc<C>>,
    start: u32,
    len: u32,
}

/// A list.
pub type Run<T> = Shared<Vec<T>>;
/// A text.
pub type Passage = Shared<String>;

/// What a piece of memory may be.
pub trait Piece: Default {
    /// A stretch of it.
    type Stretch: ?Sized;

    /// Adds a stretch at the end, and says where it begins.
    fn add(&mut self, stretch: &Self::Stretch) -> u32;
}

impl<T: Clone> Piece for Vec<T> {
    type Stretch = [T];

    fn add(&mut self, stretch: &[T]) -> u32 {
        let start = self.len() as u32;
        self.extend_from_slice(stretch);
        start
    }
}

impl Piece for String {
    type Stretch = str;

    fn add(&mut self, stretch: &str) -> u32 {
        let start = self.len() as u32;
        self.push_str(stretch);
        start
    }
}

impl<C> Shared<C> {
    /// Copies this stretch into a piece that is still being written. It can be read when it is
    /// [settled](Self::settle).
    pub fn move_into(&mut self, piece: &mut C)
    where
        C: Piece,
        Self: Deref<Target = C::Stretch>,
    {
        let start = piece.add(self);
        *self = Self { piece: None, start, len: self.len };
    }

    /// Says in which piece this stretch lies, now that it is written.
    pub fn settle(&mut self, piece: &Arc<C>) {
        if self.len > 0 {
            self.piece = Some(piece.clone());
        }
    }

    /// All of a piece.
    fn whole(piece: C, len: usize) -> Self {
        let len = len as u32;
        Self { piece: (len > 0).then(|| Arc::new(piece)), start: 0, len }
    }

    fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..(self.start + self.len) as usize
    }
}

impl<T> Deref for Run<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        self.piece.as_ref().and_then(|all| all.get(self.range())).unwrap_or_default()
    }
}

impl Deref for Passage {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.piece.as_ref().and_then(|all| all.get(self.range())).unwrap_or_default()
    }
}

impl<T> From<Vec<T>> for Run<T> {
    fn from(mut list: Vec<T>) -> Self {
        list.shrink_to_fit();
        let len = list.len();
        Self::whole(list, len)
    }
}

impl<T> FromIterator<T> for Run<T> {
    fn from_iter<I: IntoIterator<Item = T>>(list: I) -> Self {
        list.into_iter().collect::<Vec<T>>().into()
    }
}

impl From<String> for Passage {
    fn from(mut text: String) -> Self {
        text.shrink_to_fit();
        let len = text.len();
        Self::whole(text, len)
    }
}

impl From<&Arc<String>> for Passage {
    fn from(piece: &Arc<String>) -> Self {
        Self { piece: Some(piece.clone()), start: 0, len: piece.len() as u32 }
    }
}

impl From<&str> for Passage {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl<'a, T> IntoIterator for &'a Run<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<C> Clone for Shared<C> {
    fn clone(&self) -> Self {
        Self { piece: self.piece.clone(), ..*self }
    }
}

impl<C> Default for Shared<C> {
    fn default() -> Self {
        Self { piece: None, start: 0, len: 0 }
    }
}

impl<C> PartialEq for Shared<C>
where
    Self: Deref<Target: PartialEq>,
{
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<C> Eq for Shared<C> where Self: Deref<Target: Eq> {}

impl<C> fmt::Debug for Shared<C>
where
    Self: Deref<Target: fmt::Debug>,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<C> Serialize for Shared<C>
where
    Self: Deref<Target: Serialize>,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(to)
    }
}

impl<'de, C: Deserialize<'de>> Deserialize<'de> for Shared<C>
where
    Self: From<C>,
{
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        C::deserialize(from).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_of_one_piece_read_like_lists_of_their_own() {
        let lists: [Run<u32>; 3] = [vec![1, 2].into(), Run::default(), vec![3].into()];
        let mut piece = Vec::new();
        let mut moved = lists.clone();
        moved.iter_mut().for_each(|list| list.move_into(&mut piece));
        assert!(moved[0].is_empty(), "nothing is read of what is still being written");
        let piece = Arc::new(piece);
        moved.iter_mut().for_each(|list| list.settle(&piece));
        assert_eq!(moved, lists);
        assert_eq!(*piece, [1, 2, 3]);
        drop(lists);
        drop(moved);
        assert_eq!(Arc::strong_count(&piece), 1);
    }

    #[test]
    fn texts_are_stretches_too() {
        let (mut text, mut piece) = (Passage::from("é b"), "a".to_owned());
        text.move_into(&mut piece);
        text.settle(&Arc::new(piece));
        assert_eq!(&*text, "é b");
        let read: Passage = serde_json::from_str("\"é b\"").unwrap();
        assert_eq!(read, text);
        assert_eq!(serde_json::to_string(&read).unwrap(), "\"é b\"");
    }
}
