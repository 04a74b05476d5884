//! Where names meet that are one slip apart: many hashes, each with the few names that have it.
//!
//! A sorted list and a directory of it take an eighth of what a map of lists takes, and a look-up
//! touches as little memory: over a large archive that is most of its time. Of a hash half is kept,
//! so that now and then a name is met that has another one: whoever asks compares the names.

use rayon::prelude::*;

/// Entries that a stretch of the list has on average.
const FILL: usize = 4;

/// A hash and a name that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry(u64);

impl Entry {
    pub(super) fn new(hash: u64, name: u32) -> Self {
        Self(spread(hash) & UPPER | u64::from(name))
    }
}

/// The half of a hash that is kept.
const UPPER: u64 = !(u32::MAX as u64);

/// Hashes with the names that have them.
#[derive(Debug, Default)]
pub(super) struct Meeting {
    /// Sorted.
    entries: Vec<Entry>,
    /// Where the stretch of each beginning of a hash begins, and where the last one ends.
    starts: Vec<u32>,
    /// How many bits of a hash choose its stretch.
    bits: u32,
}

impl Meeting {
    /// Names by their hashes.
    pub(super) fn new(mut entries: Vec<Entry>) -> Self {
        entries.par_sort_unstable();
        entries.dedup();
        entries.shrink_to_fit();
        let bits = (entries.len() / FILL).max(2).next_power_of_two().trailing_zeros();
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        for (at, Entry(hash)) in entries.iter().enumerate() {
            while starts.len() <= stretch(*hash, bits) {
                starts.push(at as u32);
            }
        }
        starts.resize((1 << bits) + 1, entries.len() as u32);
        Self { entries, starts, bits }
    }

    /// The names that have a hash, and hardly ever another one.
    pub(super) fn of(&self, hash: u64) -> impl Iterator<Item = u32> {
        let hash = spread(hash);
        let at = stretch(hash, self.bits);
        let ends = self.starts.get(at..at + 2).unwrap_or(&[0, 0]);
        let own = self.entries.get(ends[0] as usize..ends[1] as usize).unwrap_or_default();
        own.iter().filter(move |known| known.0 & UPPER == hash & UPPER).map(|known| known.0 as u32)
    }
}

/// The same hash with all that tells it from others in its upper bits too.
fn spread(hash: u64) -> u64 {
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn stretch(hash: u64, bits: u32) -> usize {
    hash.checked_shr(64 - bits).unwrap_or(0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_by_its_hashes_and_by_no_other() {
        let hashes = |name: u32| [u64::from(name % 7), u64::from(name) << 40 | 99];
        let entries = (0..1000).flat_map(|name| hashes(name).map(|hash| Entry::new(hash, name)));
        let entries = entries.collect();
        let meeting = Meeting::new(entries);
        let sevens: Vec<u32> = meeting.of(3).collect();
        assert_eq!(sevens, (0..1000).filter(|name| name % 7 == 3).collect::<Vec<_>>());
        assert!((0..1000).all(|name| meeting.of(hashes(name)[1]).eq([name])));
        assert_eq!(meeting.of(8).count(), 0);
    }

    #[test]
    fn where_nobody_is_nobody_is_met() {
        assert_eq!(Meeting::new(Vec::new()).of(u64::MAX).count(), 0);
        assert_eq!(Meeting::default().of(0).count(), 0);
    }
}
