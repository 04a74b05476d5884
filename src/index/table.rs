//! Keys on disk: sorted by bucket, so that one look-up reads one small piece of the file.
//!
//! The upper bits of a key choose its bucket, 32 further bits tell it from the others there. Each
//! bucket has a checksum of its own, since only those are read that somebody asks for.

use std::fs::File;
use std::io::{self, Write};

use super::bytes::{damaged, read_at, short_sum, u32_at};

/// Entries that a bucket has on average.
const FILL: usize = 64;
/// A bucket of more bytes than this is no bucket but a damaged length.
const MOST: u32 = 1 << 30;

/// One key and what it leads to: an article, and what it says there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub(super) key: u64,
    pub(super) subject: u32,
    pub(super) article: u32,
}

/// Where a table lies in its file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Table {
    /// First byte of the directory.
    pub(super) at: u64,
    /// How many bits of a key choose the bucket.
    pub(super) bits: u32,
    /// Whether entries have a subject.
    pub(super) subjects: bool,
}

/// A table with its directory, which every look-up needs.
#[derive(Debug)]
pub(super) struct OpenTable {
    table: Table,
    /// Where each bucket ends, behind where it begins.
    ends: Vec<u32>,
}

impl Table {
    /// Writes sorted entries at a place of a file; says where they lie and how long they are.
    pub(super) fn write(
        out: &mut impl Write,
        at: u64,
        entries: &[Entry],
        subjects: bool,
    ) -> io::Result<(Self, u64)> {
        let bits = (entries.len() / FILL).next_power_of_two().trailing_zeros().clamp(1, 24);
        let table = Self { at, bits, subjects };
        let buckets = 1usize << bits;
        let directory = table.directory();
        let mut ends = Vec::with_capacity(directory);
        let mut body = Vec::with_capacity(entries.len() * table.width() + buckets * 4);
        let mut rest = entries;
        for bucket in 0..buckets {
            ends.extend_from_slice(&length(&body)?.to_le_bytes());
            let count = rest.partition_point(|e| table.bucket(e.key) <= bucket);
            let (own, others) = rest.split_at(count);
            rest = others;
            let start = body.len();
            body.extend_from_slice(&[0; 4]);
            for entry in own {
                body.extend_from_slice(&table.tail(entry.key).to_le_bytes());
                if subjects {
                    body.extend_from_slice(&entry.subject.to_le_bytes());
                }
                body.extend_from_slice(&entry.article.to_le_bytes());
            }
            let check = short_sum(&body[start + 4..]).to_le_bytes();
            body[start..start + 4].copy_from_slice(&check);
        }
        ends.extend_from_slice(&length(&body)?.to_le_bytes());
        out.write_all(&ends)?;
        out.write_all(&body)?;
        Ok((table, (ends.len() + body.len()) as u64))
    }

    /// Bytes of the directory.
    fn directory(self) -> usize {
        ((1usize << self.bits) + 1) * 4
    }

    /// Reads the directory of a table.
    pub(super) fn open(self, file: &File) -> io::Result<OpenTable> {
        let bytes = read_at(file, self.at, self.directory())?;
        let ends = bytes.chunks_exact(4).map(|end| u32_at(end, 0)).collect();
        Ok(OpenTable { table: self, ends })
    }

    fn width(self) -> usize {
        if self.subjects { 12 } else { 8 }
    }

    fn bucket(self, key: u64) -> usize {
        (key >> (64 - self.bits)) as usize
    }

    fn tail(self, key: u64) -> u32 {
        (key >> (32 - self.bits)) as u32
    }
}

impl OpenTable {
    /// Calls `each` with the subject and the article of every entry of a key.
    pub(super) fn get(
        &self,
        file: &File,
        key: u64,
        mut each: impl FnMut(u32, u32),
    ) -> io::Result<()> {
        let table = self.table;
        let bucket = table.bucket(key);
        let Some(&[start, end]) = self.ends.get(bucket..bucket + 2) else {
            return Err(damaged("a directory is cut short"));
        };
        if end < start.saturating_add(4) || end - start > MOST {
            return Err(damaged("a bucket ends before it begins"));
        }
        let body = table.at + table.directory() as u64;
        let bytes = read_at(file, body + u64::from(start), (end - start) as usize)?;
        let (check, entries) = bytes.split_at(4);
        if u32_at(check, 0) != short_sum(entries) {
            return Err(damaged("a bucket has another checksum"));
        }
        let (tail, width) = (table.tail(key), table.width());
        let count = entries.len() / width;
        let mut low = 0;
        let mut high = count;
        while low < high {
            let middle = (low + high) / 2;
            if u32_at(entries, middle * width) < tail { low = middle + 1 } else { high = middle }
        }
        for entry in entries[low * width..].chunks_exact(width) {
            if u32_at(entry, 0) != tail {
                break;
            }
            let subject = if table.subjects { u32_at(entry, 4) } else { 0 };
            each(subject, u32_at(entry, width - 4));
        }
        Ok(())
    }
}

/// How long a body is so far.
fn length(body: &[u8]) -> io::Result<u32> {
    u32::try_from(body.len()).map_err(|_| io::Error::other("too many keys for one segment"))
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    fn entries() -> Vec<Entry> {
        let spread = |n: u32| u64::from(n / 3).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut all: Vec<Entry> =
            (0..3000).map(|n| Entry { key: spread(n), subject: n % 7, article: n }).collect();
        all.sort_unstable();
        all
    }

    fn written(entries: &[Entry], subjects: bool) -> (tempfile::TempDir, File, OpenTable) {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = b"head".to_vec();
        let (table, len) = Table::write(&mut bytes, 4, entries, subjects).unwrap();
        assert_eq!(len as usize, bytes.len() - 4);
        let path = folder.path().join("table");
        std::fs::write(&path, bytes).unwrap();
        let file = File::open(path).unwrap();
        let table = table.open(&file).unwrap();
        (folder, file, table)
    }

    #[test]
    fn every_entry_is_found_by_its_key_and_nothing_by_others() {
        let entries = entries();
        for subjects in [true, false] {
            let (_folder, file, table) = written(&entries, subjects);
            for group in entries.chunk_by(|a, b| a.key == b.key) {
                let mut found = Vec::new();
                table.get(&file, group[0].key, |s, a| found.push((s, a))).unwrap();
                let wanted = |e: &Entry| (if subjects { e.subject } else { 0 }, e.article);
                let mut wanted: Vec<_> = group.iter().map(wanted).collect();
                wanted.sort_unstable();
                found.sort_unstable();
                assert_eq!(found, wanted);
            }
            table.get(&file, 0x1234_5678_9abc_def0, |_, _| panic!("nobody has this key")).unwrap();
        }
    }

    #[test]
    fn an_empty_table_has_nothing() {
        let (_folder, file, table) = written(&[], true);
        table.get(&file, u64::MAX, |_, _| panic!("nobody has this key")).unwrap();
    }
}
