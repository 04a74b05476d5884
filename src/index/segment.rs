//! One immutable file of an index: records, texts and keys of some articles.
//!
//! Nothing in it is trusted: lengths are held against the file, and what is read has a checksum.
//!
//! | part | what it holds |
//! |---|---|
//! | head | a mark that says what this is, and the version of the format |
//! | pieces | each article's record; then the bytes of each as they were on disk, compressed |
//! | paths, rows | by path: where an article's pieces lie |
//! | folders | which articles, one behind the other, lie in one folder |
//! | tables | keys to articles, keys to what articles say |
//! | foot | where the parts lie, with their checksums |

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;

use super::bytes::{damaged, read_at, short_sum, u32_at, u64_at};
use super::table::{Entry, OpenTable, Table};
use crate::archive::Record;
use crate::archive::lookups::{self, Keys, folder};
use crate::read::checksum;

/// First bytes of a segment, with the version of the format.
const HEAD: &[u8; 8] = b"NLSEG\0\0\x04";
const FOOT: usize = 128;
const ROW: usize = 56;
const STRETCH: usize = 16;
/// Bytes between two records that are read with them sooner than each record by itself.
const GAP: u64 = 4096;

/// Where an article of a segment lies in it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Checksum of the file's bytes.
    pub(super) content: u64,
    record: Piece,
    text: Piece,
    path: (u64, u32),
}

#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    at: u64,
    len: u32,
    check: u32,
}

impl Piece {
    /// Its bytes, if they are what was written.
    fn checked(self, bytes: &[u8]) -> io::Result<&[u8]> {
        if short_sum(bytes) != self.check {
            return Err(damaged("a piece has another checksum"));
        }
        Ok(bytes)
    }
}

fn decoded(record: &[u8]) -> io::Result<Record> {
    postcard::from_bytes(record).map_err(|_| damaged("a record can't be read"))
}

/// For each folder, which articles lie in it: a stretch of them for each that is interrupted.
fn stretches(articles: &[Stored<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut start = 0u32;
    for own in articles.chunk_by(|a, b| folder(a.path) == folder(b.path)) {
        let end = start + own.len() as u32;
        let key = own.first().map_or(0, |article| lookups::of_folder(folder(article.path)));
        out.extend_from_slice(&key.to_le_bytes());
        out.extend_from_slice(&start.to_le_bytes());
        out.extend_from_slice(&end.to_le_bytes());
        start = end;
    }
    out
}

/// A segment, open for reading.
#[derive(Debug)]
pub(super) struct Segment {
    file: File,
    size: u64,
    /// How many articles it has.
    pub(super) count: u32,
    paths: (u64, u64),
    rows: u64,
    checks: (u64, u64),
    folders: Piece,
    articles: OpenTable,
    sayings: OpenTable,
}

impl Segment {
    /// Writes articles, sorted by path, into a new file.
    pub(super) fn write(file: &File, articles: &[Stored<'_>]) -> io::Result<()> {
        let mut out = Counted { out: BufWriter::with_capacity(1 << 20, file), at: 0 };
        out.write_all(HEAD)?;
        let (mut plain, mut said, mut near) = (Vec::new(), Vec::new(), Vec::new());
        let mut rows = Vec::with_capacity(articles.len() * ROW);
        let mut paths = Vec::new();
        let records: Vec<Piece> =
            articles.iter().map(|article| out.piece(&article.record)).collect::<io::Result<_>>()?;
        for (n, (article, record)) in articles.iter().zip(records).enumerate() {
            let n = n as u32;
            let text = out.piece(&article.text)?;
            let name = (paths.len() as u64, article.path.len() as u32);
            paths.extend_from_slice(article.path.as_bytes());
            let row = Row { content: article.content, record, text, path: name };
            row.write(&mut rows);
            let keys = &article.keys;
            let own = lookups::of_path(article.path);
            plain.push(Entry { key: own, subject: 0, article: n });
            plain.extend(keys.articles.iter().map(|k| Entry { key: *k, subject: 0, article: n }));
            let entry =
                |(key, subject): &(u64, u32)| Entry { key: *key, subject: *subject, article: n };
            said.extend(keys.sayings.iter().map(entry));
            near.extend(keys.near.iter().map(entry));
        }
        plain.sort_unstable();
        near.sort_unstable();
        near.dedup_by_key(|e| (e.key, e.subject));
        said.append(&mut near);
        said.sort_unstable();
        let (paths_at, rows_at) = (out.at, out.at + paths.len() as u64);
        out.write_all(&paths)?;
        out.write_all(&rows)?;
        let stretches = stretches(articles);
        let stretches = out.piece(&stretches)?;
        let (plain, len) = Table::write(&mut out.out, out.at, &plain, false)?;
        out.at += len;
        let (said, _) = Table::write(&mut out.out, out.at, &said, true)?;
        let mut foot = Vec::with_capacity(FOOT);
        let numbers = [
            articles.len() as u64,
            paths_at,
            paths.len() as u64,
            rows_at,
            checksum(&paths),
            checksum(&rows),
            plain.at,
            u64::from(plain.bits),
            said.at,
            u64::from(said.bits),
            stretches.at,
            u64::from(stretches.len),
            u64::from(stretches.check),
        ];
        numbers.iter().for_each(|n| foot.extend_from_slice(&n.to_le_bytes()));
        foot.resize(FOOT - 16, 0);
        let check = checksum(&foot);
        foot.extend_from_slice(&check.to_le_bytes());
        foot.extend_from_slice(HEAD);
        out.write_all(&foot)?;
        out.out.flush()
    }

    /// Opens a segment.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let at = size.checked_sub(FOOT as u64).ok_or_else(|| damaged("a segment is cut short"))?;
        let foot = read_at(&file, at, FOOT)?;
        if foot.get(FOOT - 8..) != Some(HEAD) {
            return Err(damaged("a segment is none of this version"));
        }
        if u64_at(&foot, FOOT - 16) != checksum(&foot[..FOOT - 16]) {
            return Err(damaged("the end of a segment has another checksum"));
        }
        let number = |i: usize| u64_at(&foot, i * 8);
        let bits = |i: usize| (number(i) as u32).clamp(1, 24);
        let articles = Table { at: number(6), bits: bits(7), subjects: false }.open(&file)?;
        let sayings = Table { at: number(8), bits: bits(9), subjects: true }.open(&file)?;
        Ok(Self {
            file,
            size,
            count: number(0) as u32,
            paths: (number(1), number(2)),
            rows: number(3),
            checks: (number(4), number(5)),
            folders: Piece { at: number(10), len: number(11) as u32, check: number(12) as u32 },
            articles,
            sayings,
        })
    }

    /// Bytes on disk.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    fn read(&self, at: u64, len: u64) -> io::Result<Vec<u8>> {
        if at.checked_add(len).is_none_or(|end| end > self.size) {
            return Err(damaged("a place behind the end"));
        }
        read_at(&self.file, at, len as usize)
    }

    /// All rows with their paths, in order of path.
    pub(super) fn listing(&self) -> io::Result<Listing> {
        let paths = self.read(self.paths.0, self.paths.1)?;
        let rows = self.read(self.rows, u64::from(self.count) * ROW as u64)?;
        if (checksum(&paths), checksum(&rows)) != self.checks {
            return Err(damaged("the list of articles has another checksum"));
        }
        let paths = String::from_utf8(paths).map_err(|_| damaged("a path is no text"))?;
        Ok(Listing { paths, rows })
    }

    /// One row.
    pub(super) fn row(&self, article: u32) -> io::Result<Row> {
        if article >= self.count {
            return Err(damaged("a key leads nowhere"));
        }
        let at = self.rows + u64::from(article) * ROW as u64;
        Ok(Row::read(&self.read(at, ROW as u64)?))
    }

    /// The path of a row.
    pub(super) fn path(&self, row: &Row) -> io::Result<String> {
        let bytes = self.read(self.paths.0 + row.path.0, u64::from(row.path.1))?;
        String::from_utf8(bytes).map_err(|_| damaged("a path is no text"))
    }

    /// What is kept of an article.
    pub(super) fn record(&self, row: &Row) -> io::Result<Record> {
        decoded(&self.piece(row.record)?)
    }

    /// What is kept of some articles, in their order; those that lie close to each other are read
    /// in one piece.
    pub(super) fn records(
        &self,
        rows: &[Row],
        mut each: impl FnMut(usize, Record) -> io::Result<()>,
    ) -> io::Result<()> {
        let end = |row: &Row| row.record.at.saturating_add(u64::from(row.record.len));
        let is_near = |a: &Row, b: &Row| end(a) <= b.record.at && b.record.at - end(a) <= GAP;
        let mut done = 0;
        for near in rows.chunk_by(is_near) {
            let [first, .., last] = near else {
                each(done, self.record(&near[0])?)?;
                done += 1;
                continue;
            };
            let bytes = self.read(first.record.at, end(last) - first.record.at)?;
            for row in near {
                let at = (row.record.at - first.record.at) as usize;
                let bytes = bytes.get(at..at + row.record.len as usize).unwrap_or(&[]);
                each(done, decoded(row.record.checked(bytes)?)?)?;
                done += 1;
            }
        }
        Ok(())
    }

    /// Calls `each` with the key of a folder and articles that lie in it, one behind the other.
    pub(super) fn folders(&self, mut each: impl FnMut(u64, Range<u32>)) -> io::Result<()> {
        for stretch in self.piece(self.folders)?.chunks_exact(STRETCH) {
            each(u64_at(stretch, 0), u32_at(stretch, 8)..u32_at(stretch, 12));
        }
        Ok(())
    }

    /// An article's bytes as they were on disk; none where it was entered without.
    pub(super) fn text(&self, row: &Row) -> io::Result<Option<Vec<u8>>> {
        if row.text.len == 0 {
            return Ok(None);
        }
        let bytes = self.piece(row.text)?;
        let text = lz4_flex::decompress_size_prepended(&bytes);
        text.map(Some).map_err(|_| damaged("a text can't be read"))
    }

    /// The pieces of an article as they lie here, for another segment.
    pub(super) fn pieces(&self, row: &Row) -> io::Result<(Vec<u8>, Vec<u8>)> {
        Ok((self.piece(row.record)?, self.piece(row.text)?))
    }

    fn piece(&self, piece: Piece) -> io::Result<Vec<u8>> {
        let bytes = self.read(piece.at, u64::from(piece.len))?;
        piece.checked(&bytes)?;
        Ok(bytes)
    }

    /// The articles behind a key.
    pub(super) fn articles(&self, key: u64, mut each: impl FnMut(u32)) -> io::Result<()> {
        self.articles.get(&self.file, key, |_, article| each(article))
    }

    /// What articles say behind a key, and which article.
    pub(super) fn sayings(&self, key: u64, each: impl FnMut(u32, u32)) -> io::Result<()> {
        self.sayings.get(&self.file, key, each)
    }
}

/// An article as it is written: pieces and keys.
pub(super) struct Stored<'a> {
    pub(super) path: &'a str,
    /// Checksum of the file's bytes.
    pub(super) content: u64,
    pub(super) record: Vec<u8>,
    /// The file's bytes, compressed; empty where they are not at hand.
    pub(super) text: Vec<u8>,
    pub(super) keys: Keys,
}

impl Row {
    fn write(&self, out: &mut Vec<u8>) {
        let mut long = |n: u64| out.extend_from_slice(&n.to_le_bytes());
        let two = |a: u32, b: u32| u64::from(a) | u64::from(b) << 32;
        long(self.path.0);
        long(two(self.path.1, 0));
        long(self.record.at);
        long(two(self.record.len, self.record.check));
        long(self.text.at);
        long(two(self.text.len, self.text.check));
        long(self.content);
    }

    fn read(bytes: &[u8]) -> Self {
        let piece = |at: usize| Piece {
            at: u64_at(bytes, at),
            len: u32_at(bytes, at + 8),
            check: u32_at(bytes, at + 12),
        };
        Self {
            path: (u64_at(bytes, 0), u32_at(bytes, 8)),
            record: piece(16),
            text: piece(32),
            content: u64_at(bytes, 48),
        }
    }

    fn name<'p>(&self, paths: &'p str) -> io::Result<&'p str> {
        let start = self.path.0 as usize;
        let end = start.saturating_add(self.path.1 as usize);
        paths.get(start..end).ok_or_else(|| damaged("a path behind the end"))
    }
}

/// Which articles a segment has and where they lie in it, in order of path: read in one piece.
pub(super) struct Listing {
    paths: String,
    rows: Vec<u8>,
}

impl Listing {
    /// Every article's path and row.
    pub(super) fn iter(&self) -> impl Iterator<Item = io::Result<(&str, Row)>> {
        let rows = self.rows.chunks_exact(ROW).map(Row::read);
        rows.map(|row| Ok((row.name(&self.paths)?, row)))
    }

    /// One article's path and row.
    pub(super) fn get(&self, article: u32) -> io::Result<(&str, Row)> {
        let at = article as usize * ROW;
        let row = self.rows.get(at..at + ROW).ok_or_else(|| damaged("a key leads nowhere"))?;
        let row = Row::read(row);
        Ok((row.name(&self.paths)?, row))
    }
}

/// A file in the making that knows how long it is.
struct Counted<W> {
    out: W,
    at: u64,
}

impl<W: Write> Counted<W> {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    fn piece(&mut self, bytes: &[u8]) -> io::Result<Piece> {
        let piece = Piece { at: self.at, len: bytes.len() as u32, check: short_sum(bytes) };
        self.write_all(bytes)?;
        Ok(piece)
    }
}
