//! Uses of forms, grouped by key: eight bytes a use and twelve a key, however long the keys are.

use std::marker::PhantomData;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use rayon::prelude::*;

use super::record::Key;
use super::{Record, Use};

/// Uses by key, in the order of the keys; those of one key in the order of the articles.
#[derive(Debug)]
pub struct Groups<'a, K> {
    records: Arc<[&'a Record]>,
    /// The words of the key of a form, by its number in the record: they are not kept here.
    words: Words,
    key: PhantomData<K>,
    /// How each key begins.
    heads: Vec<u64>,
    /// Where the uses of each key end.
    ends: Vec<u32>,
    uses: Vec<Use>,
}

/// The one or two words that are the key of a form.
type Words = fn(&Record, usize) -> (Key, Key);

/// What keys are sorted by.
pub trait Sorted<'a>: Ord + Copy + Send {
    /// The key that some words of a record are.
    fn of(record: &'a Record, words: (Key, Key)) -> Self;

    /// Its bytes, in the same order as keys; its parts with a byte between them that no word has.
    fn bytes(&self) -> impl Iterator<Item = u8>;

    /// How it begins. Where the last byte is zero that is all of it: no word has one inside.
    fn head(&self) -> Head {
        let mut head = [0; 16];
        head.iter_mut().zip(self.bytes()).for_each(|(slot, byte)| *slot = byte);
        let head = u128::from_be_bytes(head);
        ((head >> 64) as u64, head as u64)
    }
}

/// Stands between two parts of a key: before all that a word may hold, and not the zero that shows
/// that a key is at its end.
const BETWEEN: u8 = 1;

/// The first sixteen bytes of a key.
type Head = (u64, u64);

impl<'a> Sorted<'a> for &'a str {
    fn of(record: &'a Record, (word, _): (Key, Key)) -> Self {
        record.word(word)
    }

    fn bytes(&self) -> impl Iterator<Item = u8> {
        str::bytes(self)
    }
}

impl<'a> Sorted<'a> for (&'a str, &'a str) {
    fn of(record: &'a Record, (first, second): (Key, Key)) -> Self {
        (record.word(first), record.word(second))
    }

    fn bytes(&self) -> impl Iterator<Item = u8> {
        self.0.bytes().chain([BETWEEN]).chain(self.1.bytes())
    }
}

/// Uses that are sorted at a time: 3 MB, and hardly more where many keys begin alike.
const SORTED: usize = 1 << 17;

fn first_byte(head: Head) -> u8 {
    (head.0 >> 56) as u8
}

/// Stretches of first bytes, in order, each of about as many keys as are sorted at a time: while
/// they are sorted they take three times what is kept of them.
fn stretches<I: Iterator<Item = u8>>(
    most: usize,
    bytes: impl FnOnce() -> I,
) -> Vec<RangeInclusive<u8>> {
    if most <= SORTED {
        return vec![0..=u8::MAX];
    }
    let mut counts = [0; 256];
    bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let mut out: Vec<RangeInclusive<u8>> = Vec::new();
    let mut held = 0;
    for (byte, count) in (0..=u8::MAX).zip(counts) {
        match out.last_mut().filter(|_| held + count <= SORTED) {
            Some(last) => (*last, held) = (*last.start()..=byte, held + count),
            None => {
                out.push(byte..=byte);
                held = count;
            }
        }
    }
    out
}

impl<'a, K: Sorted<'a>> Groups<'a, K> {
    /// Groups the forms of all records, so many of each, by the words that are their keys.
    pub(super) fn new(
        records: &Arc<[&'a Record]>,
        forms: fn(&Record) -> usize,
        words: Words,
    ) -> Self {
        let key = |record: &'a Record, form: usize| K::of(record, words(record, form));
        let of = |at: Use| key(records[at.record as usize], at.form as usize);
        let all = || {
            let of_record = |(r, record): (usize, &&'a Record)| {
                let (r, record) = (r as u32, *record);
                let at = move |f: usize| Use { record: r, form: f as u32 };
                (0..forms(record)).map(move |f| (key(record, f).head(), at(f)))
            };
            records.iter().enumerate().flat_map(of_record)
        };
        let most = records.iter().map(|record| forms(record)).sum();
        let (mut heads, mut ends) = (Vec::new(), Vec::new());
        let mut uses: Vec<Use> = Vec::with_capacity(most);
        // The words of an archive lie far apart: most keys are told apart by their heads alone.
        let is_whole = |head: Head| head.1 & 0xff == 0;
        let same =
            |a: &(Head, Use), b: &(Head, Use)| a.0 == b.0 && (is_whole(a.0) || of(a.1) == of(b.1));
        let mut sorted: Vec<(Head, Use)> = Vec::with_capacity(most.min(SORTED));
        for stretch in stretches(most, || all().map(|(head, _)| first_byte(head))) {
            sorted.clear();
            sorted.extend(all().filter(|(head, _)| stretch.contains(&first_byte(*head))));
            sorted.par_sort_unstable_by(|a, b| {
                let rest = || if is_whole(a.0) { a.1.cmp(&b.1) } else { of(a.1).cmp(&of(b.1)) };
                a.0.cmp(&b.0).then_with(rest).then_with(|| a.1.cmp(&b.1))
            });
            let groups = sorted.chunk_by(same).count();
            heads.reserve_exact(groups);
            ends.reserve_exact(groups);
            for group in sorted.chunk_by(same) {
                uses.extend(group.iter().map(|(_, at)| *at));
                heads.push(group[0].0.0);
                ends.push(uses.len() as u32);
            }
        }
        Self { records: records.clone(), words, key: PhantomData, heads, ends, uses }
    }

    fn key_at(&self, at: usize) -> Option<K> {
        let first = self.group(at).first()?;
        let record = *self.records.get(first.record as usize)?;
        Some(K::of(record, (self.words)(record, first.form as usize)))
    }

    fn group(&self, at: usize) -> &[Use] {
        let end = self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.uses.get(start..end).unwrap_or_default()
    }

    /// The uses of a key; none where nobody has it.
    pub fn get(&self, key: &K) -> &[Use] {
        let head = key.head().0;
        let like = self.within(head, head);
        let first = self.first(like, |known| known < *key);
        if self.key_at(first) == Some(*key) { self.group(first) } else { &[] }
    }

    /// The keys whose heads lie between two, these included.
    fn within(&self, least: u64, most: u64) -> Range<usize> {
        let start = self.heads.partition_point(|head| *head < least);
        start..start + self.heads[start..].partition_point(|head| *head <= most)
    }

    /// The first key in a range that is not `before`.
    fn first(&self, range: Range<usize>, before: impl Fn(K) -> bool) -> usize {
        let (mut start, mut end) = (range.start, range.end);
        while start < end {
            let middle = start.midpoint(end);
            if self.key_at(middle).is_some_and(&before) {
                start = middle + 1;
            } else {
                end = middle;
            }
        }
        start
    }

    fn range(&self, range: Range<usize>) -> impl Iterator<Item = (K, &[Use])> {
        range.filter_map(|at| Some((self.key_at(at)?, self.group(at))))
    }

    /// Every key with its uses.
    pub fn iter(&self) -> impl Iterator<Item = (K, &[Use])> {
        self.range(0..self.ends.len())
    }
}

impl<'a> Groups<'a, (&'a str, &'a str)> {
    fn family_range(&self, name: &str) -> Range<usize> {
        let least = (name, "").head().0;
        // Behind a short name anything may follow.
        let shift = (name.len() + 1).min(8) * 8;
        let most = least | u64::MAX.checked_shr(shift as u32).unwrap_or(0);
        let like = self.within(least, most);
        let start = self.first(like.clone(), |(known, _)| known < name);
        start..self.first(start..like.end, |(known, _)| known <= name)
    }

    /// The keys whose first part is this one, with their uses.
    pub fn family(&self, name: &str) -> impl Iterator<Item = ((&'a str, &'a str), &[Use])> {
        self.range(self.family_range(name))
    }

    /// How many they are.
    #[must_use]
    pub fn family_size(&self, name: &str) -> usize {
        self.family_range(name).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::testing::record;

    fn names<'a>(records: &[&'a Record]) -> Groups<'a, (&'a str, &'a str)> {
        Groups::new(
            &records.into(),
            |r| r.names.len(),
            |r, i| (r.names[i].surname, r.names[i].given),
        )
    }

    #[test]
    fn uses_come_together_by_key_and_article() {
        let texts = [
            "Edgar Pell met Tamsin Roe.",
            "Tamsin Featherstonehaugh met Edgar Pell.",
            "Edith Pell met Edgar Pellow and Hal Featherstone.",
            "Tamsin Featherstonehaugh and Edith Featherstonehaugh left.",
            // With what stands behind it, as long as a head.
            "Tamsin Featherstonehau and Edith Featherstonehau left.",
        ];
        let records: Vec<Record> = texts.iter().map(|text| record(text)).collect();
        let groups = names(&records.iter().collect::<Vec<_>>());
        let articles = |key: (&str, &str)| -> Vec<u32> {
            groups.get(&key).iter().map(|at| at.record).collect()
        };
        assert_eq!(articles(("pell", "edgar")), [0, 1]);
        assert_eq!(articles(("featherstonehaugh", "tamsin")), [1, 3]);
        assert!(articles(("quill", "edgar")).is_empty() && articles(("pell", "")).is_empty());
        let all: Vec<_> = groups.iter().map(|(key, _)| key).collect();
        assert_eq!(
            all,
            [
                ("featherstone", "hal"),
                ("featherstonehau", "edith"),
                ("featherstonehau", "tamsin"),
                ("featherstonehaugh", "edith"),
                ("featherstonehaugh", "tamsin"),
                ("pell", "edgar"),
                ("pell", "edith"),
                ("pellow", "edgar"),
                ("roe", "tamsin"),
            ]
        );
        let family = |name| groups.family(name).map(|((_, given), _)| given).collect::<Vec<_>>();
        assert_eq!(family("pell"), ["edgar", "edith"]);
        assert_eq!(family("featherstonehaugh"), ["edith", "tamsin"]);
        assert_eq!(family("featherstonehau"), ["edith", "tamsin"]);
        assert_eq!((groups.family_size("featherstone"), groups.family_size("pel")), (1, 0));
        assert_eq!(groups.family_size(""), 0);
    }

    #[test]
    fn what_is_sorted_at_a_time_is_all_in_order_and_not_too_much() {
        assert_eq!(stretches(3, || [b'a', b'b'].into_iter()), [0..=u8::MAX]);
        let half = SORTED / 2;
        let bytes = || {
            let many = |byte, count| std::iter::repeat_n(byte, count);
            many(b'q', half).chain(many(b'b', half)).chain(many(b'c', SORTED)).chain(many(b'r', 1))
        };
        let found = stretches(bytes().count(), bytes);
        assert_eq!(found, [0..=b'b', b'c'..=b'p', b'q'..=u8::MAX]);
    }

    #[test]
    fn where_nothing_is_nothing_is_found() {
        let none = names(&[]);
        assert!(none.get(&("pell", "edgar")).is_empty());
        assert_eq!((none.iter().count(), none.family_size("pell")), (0, 0));
    }
}
