//! Uses of forms, grouped by key: eight bytes a use, however many keys there are.

use rayon::prelude::*;

use super::Use;

/// Uses by key, in the order of the keys; those of one key in the order of the articles.
#[derive(Debug)]
pub struct Groups<K> {
    /// Each key, and where its uses end.
    keys: Vec<(K, u32)>,
    uses: Vec<Use>,
}

impl<K> Default for Groups<K> {
    fn default() -> Self {
        Self { keys: Vec::new(), uses: Vec::new() }
    }
}

/// What keys are sorted by.
pub trait Sorted: Ord + Copy + Send {
    /// The text that two of them differ in first.
    fn text(&self) -> &str;

    /// How it begins: in the same order, as far as it goes.
    fn head(&self) -> u64 {
        let mut head = [0; 8];
        head.iter_mut().zip(self.text().bytes()).for_each(|(slot, byte)| *slot = byte);
        u64::from_be_bytes(head)
    }
}

impl Sorted for &str {
    fn text(&self) -> &str {
        self
    }
}

impl Sorted for (&str, &str) {
    fn text(&self) -> &str {
        self.0
    }
}

impl<K: Sorted> Groups<K> {
    /// Groups uses by what `key` says of each.
    pub(super) fn new(uses: Vec<Use>, key: impl Fn(Use) -> K + Sync) -> Self {
        // The words of an archive lie far apart: most keys are told apart by their heads alone.
        let mut heads: Vec<(u64, Use)> = uses.into_iter().map(|u| (key(u).head(), u)).collect();
        heads.par_sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| key(a.1).cmp(&key(b.1))).then_with(|| a.1.cmp(&b.1))
        });
        let mut uses: Vec<Use> = heads.into_iter().map(|(_, at)| at).collect();
        uses.shrink_to_fit();
        let mut keys: Vec<(K, u32)> = Vec::new();
        for (i, at) in uses.iter().enumerate() {
            let (key, end) = (key(*at), i as u32 + 1);
            match keys.last_mut() {
                Some(last) if last.0 == key => last.1 = end,
                _ => keys.push((key, end)),
            }
        }
        keys.shrink_to_fit();
        Self { keys, uses }
    }
}

impl<K: Ord> Groups<K> {
    fn group(&self, at: usize) -> &[Use] {
        let end = self.keys.get(at).map_or(0, |key| key.1 as usize);
        let start = at.checked_sub(1).map_or(0, |before| self.keys[before].1 as usize);
        self.uses.get(start..end).unwrap_or_default()
    }

    /// The uses of a key; none where nobody has it.
    pub fn get(&self, key: &K) -> &[Use] {
        let found = self.keys.binary_search_by(|(known, _)| known.cmp(key));
        found.map_or(&[], |at| self.group(at))
    }

    /// Every key.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.keys.iter().map(|(key, _)| key)
    }

    /// Every key with its uses.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &[Use])> {
        self.after(|_| false)
    }

    /// Keys with their uses from the first one on that is not `before`.
    pub fn after(&self, before: impl Fn(&K) -> bool) -> impl Iterator<Item = (&K, &[Use])> {
        let first = self.keys.partition_point(|(key, _)| before(key));
        self.keys[first..].iter().enumerate().map(move |(i, key)| (&key.0, self.group(first + i)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uses_come_together_by_key_and_article() {
        let words = ["pell", "roe", "pell", "ash"];
        let at = |record: u32| Use { record, form: 0 };
        let groups = Groups::new((0..4).rev().map(at).collect(), |u| words[u.record as usize]);
        assert_eq!(groups.get(&"pell"), [at(0), at(2)]);
        assert_eq!(groups.get(&"roe"), [at(1)]);
        assert!(groups.get(&"quill").is_empty());
        assert_eq!(groups.keys().copied().collect::<Vec<_>>(), ["ash", "pell", "roe"]);
        let rest: Vec<_> = groups.after(|key| *key < "pell").map(|(_, uses)| uses.len()).collect();
        assert_eq!(rest, [2, 1]);
    }
}
