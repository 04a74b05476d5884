//! Uses of forms, grouped by key: eight bytes a use, however many keys there are.

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

impl<K: Ord + Copy> Groups<K> {
    /// Groups uses by what `key` says of each.
    pub(super) fn new(mut uses: Vec<Use>, key: impl Fn(Use) -> K) -> Self {
        uses.sort_unstable_by(|a, b| key(*a).cmp(&key(*b)).then(a.cmp(b)));
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
