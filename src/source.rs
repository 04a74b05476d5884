//! One decoded file: its text, its lines, and the way back to the bytes on disk.
//!
//! Every position that newslint prints is worked out here, so that the terminal, JSON and the
//! annotations of a CI server can't disagree. This file knows nothing about articles.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

/// A text that may be part of the program: then it is not copied.
pub type Text = Cow<'static, str>;

/// A span of a few words, as an archive keeps it by the million: six bytes, and so aligned that no
/// room is lost beside it. What is longer is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Span", into = "Span")]
pub struct ShortSpan {
    /// The first byte: its lower half and its upper half.
    start: [u16; 2],
    len: u16,
}

impl ShortSpan {
    /// The same as any other span.
    #[must_use]
    pub fn span(self) -> Span {
        let start = u32::from(self.start[0]) | u32::from(self.start[1]) << 16;
        Span { start, end: start + u32::from(self.len) }
    }
}

impl From<Span> for ShortSpan {
    fn from(span: Span) -> Self {
        let len = span.end.saturating_sub(span.start).min(u32::MAX - span.start);
        let start = [span.start as u16, (span.start >> 16) as u16];
        Self { start, len: u16::try_from(len).unwrap_or(u16::MAX) }
    }
}

impl From<ShortSpan> for Span {
    fn from(short: ShortSpan) -> Self {
        short.span()
    }
}

/// A half-open range of bytes in a text.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets, which never pass `u32::MAX`: larger files are refused when read.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The bytes as a range that indexes a text.
    #[inline]
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Number of bytes.
    #[inline]
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies between the ends.
    #[inline]
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[inline]
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[inline]
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text under the span, empty where the span does not fit the text.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

/// A place as people and other programs name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Unicode scalar values from the start of the line, from 1; a BOM does not count.
    pub column: u32,
    /// Bytes from the start of the file on disk.
    pub offset: u64,
}

/// A decoded file.
#[derive(Debug)]
pub struct SourceFile {
    /// The path as the user gave it, with `/` between its parts.
    pub path: Arc<str>,
    /// The decoded text, without a byte-order mark.
    pub text: Text,
    /// How the bytes on disk were read.
    pub encoding: &'static Encoding,
    /// Length of the byte-order mark on disk.
    pub bom: u8,
    lines: OnceLock<Vec<u32>>,
    stops: OnceLock<Vec<Stop>>,
}

/// What was counted up to some byte of the text: a paragraph of a megabyte with a thousand findings
/// is not counted a thousand times.
#[derive(Clone, Copy, Debug, Default)]
struct Stop {
    /// Bytes of the text.
    at: usize,
    /// Unicode scalar values before it.
    chars: usize,
    /// Bytes on disk before it, without a byte-order mark.
    disk: usize,
}

/// Bytes between two stops.
const STRIDE: usize = 4096;

impl SourceFile {
    /// A text that was read as `encoding` after `bom` bytes of mark.
    #[must_use]
    pub fn new(
        path: Arc<str>,
        text: impl Into<Text>,
        encoding: &'static Encoding,
        bom: u8,
    ) -> Self {
        let (text, lines, stops) = (text.into(), OnceLock::new(), OnceLock::new());
        Self { path, text, encoding, bom, lines, stops }
    }

    /// A UTF-8 text without a byte-order mark: configuration, packs, tests.
    #[must_use]
    pub fn utf8(path: &str, text: impl Into<Text>) -> Self {
        Self::new(path.into(), text, encoding_rs::UTF_8, 0)
    }

    /// Number of lines; an empty file has one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines().len()
    }

    /// Where lines start: nobody asks of most files.
    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| line_starts(&self.text))
    }

    /// The line, from 0, that holds a byte of the text.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> usize {
        self.lines().partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The bytes of a line, from 0, without its line end.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.lines().get(line).map_or(self.text.len(), |&s| s as usize);
        let end = self.lines().get(line + 1).map_or(self.text.len(), |&s| s as usize);
        let bare = self.text[start..end].trim_end_matches(['\r', '\n']);
        Span::new(start, start + bare.len())
    }

    /// Line, column and offset on disk of a byte of the text.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let mut at = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.line_of(at as u32);
        let start = self.lines()[line] as usize;
        let (first, here) = (self.counted(start), self.counted(at));
        let column = here.chars - first.chars + 1;
        let offset = u64::from(self.bom) + here.disk as u64;
        Position { line: line as u32 + 1, column: column as u32, offset }
    }

    /// What stands before a byte of the text.
    fn counted(&self, at: usize) -> Stop {
        let stops = self.stops.get_or_init(|| self.stops());
        let before = stops.partition_point(|s| s.at <= at).saturating_sub(1);
        let stop = stops.get(before).copied().unwrap_or_default();
        let mut here = self.further(stop, at);
        if self.encoding == encoding_rs::ISO_2022_JP {
            // Here a piece is written differently for what stands before it.
            here.disk = self.on_disk(&self.text[..at]);
        }
        here
    }

    fn stops(&self) -> Vec<Stop> {
        let mut stops = vec![Stop::default()];
        let mut stop = Stop::default();
        while stop.at + STRIDE < self.text.len() {
            let mut next = stop.at + STRIDE;
            while !self.text.is_char_boundary(next) {
                next -= 1;
            }
            stop = self.further(stop, next);
            stops.push(stop);
        }
        stops
    }

    fn further(&self, stop: Stop, at: usize) -> Stop {
        let piece = &self.text[stop.at..at];
        Stop {
            at,
            chars: stop.chars + piece.chars().count(),
            disk: stop.disk + self.on_disk(piece),
        }
    }

    /// Bytes of a piece of the text on disk. Encodings other than UTF-8 are encoded again: exact,
    /// and asked only for what is reported.
    fn on_disk(&self, piece: &str) -> usize {
        if self.encoding == encoding_rs::UTF_8 {
            piece.len()
        } else if self.encoding == encoding_rs::UTF_16LE || self.encoding == encoding_rs::UTF_16BE {
            piece.encode_utf16().count() * 2
        } else {
            self.encoding.encode(piece).0.len()
        }
    }
}

/// Lines end at `\n`, `\r\n` or a lone `\r`, nothing else.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    let mut at = 0;
    while let Some(end) = next_byte(bytes, at, LINE_ENDS) {
        at = end + 1;
        if bytes[end] == b'\n' || bytes.get(at) != Some(&b'\n') {
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }
    starts
}

/// What ends a line.
pub(crate) const LINE_ENDS: [u8; 2] = [b'\n', b'\r'];

/// The first of some bytes from `at` on. Most of a text is none of them: a stretch is passed by as
/// a whole, all its bytes compared at once.
#[inline]
pub(crate) fn next_byte<const N: usize>(bytes: &[u8], at: usize, wanted: [u8; N]) -> Option<usize> {
    const STRETCH: usize = 32;
    let is_wanted = |byte: u8| wanted.iter().fold(false, |any, w| any | (byte == *w));
    let mut rest = bytes.get(at..)?;
    while let Some((stretch, behind)) = rest.split_first_chunk::<STRETCH>()
        && stretch.iter().fold(0, |any, byte| any | u8::from(is_wanted(*byte))) == 0
    {
        rest = behind;
    }
    // Within a stretch, eight bytes are compared at a time.
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        let eight = u64::from_le_bytes(*eight);
        let hits =
            wanted.iter().fold(0, |hits, byte| hits | zeros(eight ^ (ONES * u64::from(*byte))));
        if hits != 0 {
            return Some(bytes.len() - rest.len() + hits.trailing_zeros() as usize / 8);
        }
        rest = behind;
    }
    let found = rest.iter().position(|byte| is_wanted(*byte))?;
    Some(bytes.len() - rest.len() + found)
}

/// A one in each byte.
const ONES: u64 = u64::MAX / 255;

/// The upper bit of the first byte that is zero, and of some behind it.
const fn zeros(bytes: u64) -> u64 {
    bytes.wrapping_sub(ONES) & !bytes & (ONES << 7)
}

/// How often some bytes occur, a stretch at a time.
pub(crate) fn count_bytes<const N: usize>(bytes: &[u8], wanted: [u8; N]) -> usize {
    const STRETCH: usize = 128;
    let is_wanted = |byte: &u8| wanted.iter().fold(0, |any, w| any | u8::from(byte == w));
    let stretches = bytes.chunks(STRETCH);
    stretches.map(|stretch| usize::from(stretch.iter().map(is_wanted).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_lf_crlf_and_lone_cr() {
        let file = SourceFile::utf8("a.txt", "é one\r\ntwo\rthree\nfour\u{2028}x");
        assert_eq!(file.line_count(), 4);
        let at = file.text.find("three").unwrap() as u32;
        assert_eq!(file.position(at), Position { line: 3, column: 1, offset: 12 });
        assert_eq!(file.line_span(0).of(&file.text), "é one");
        let x = file.text.find('x').unwrap() as u32;
        assert_eq!(file.position(x).column, 6);
    }

    #[test]
    fn short_spans_are_the_spans_that_they_were_made_of() {
        for (start, end) in [(0, 0), (7, 19), (0x1_0000, 0x1_0003), (0xfffe_fffe, 0xffff_fffd)] {
            let span = Span { start, end };
            assert_eq!(ShortSpan::from(span).span(), span);
        }
        let long = Span { start: 5, end: 0x20_0000 };
        assert_eq!(ShortSpan::from(long).span(), Span { start: 5, end: 5 + 0xffff });
        assert_eq!(ShortSpan::from(Span { start: 9, end: 3 }).span(), Span { start: 9, end: 9 });
        let broken = ShortSpan::from(Span { start: u32::MAX - 1, end: u32::MAX });
        assert_eq!(broken.span().end, u32::MAX);
    }

    #[test]
    fn bytes_are_found_wherever_they_stand() {
        let text = format!("{}x{}x", "-".repeat(31), "-".repeat(70));
        let places: Vec<usize> = text.match_indices('x').map(|(at, _)| at).collect();
        for at in 0..=text.len() + 1 {
            let next = next_byte(text.as_bytes(), at, [b'x', b'y']);
            assert_eq!(next, places.iter().copied().find(|p| *p >= at), "{at}");
            let behind = places.iter().filter(|p| **p >= at).count();
            let bytes = text.as_bytes().get(at..).unwrap_or_default();
            assert_eq!(count_bytes(bytes, [b'x', b'y']), behind, "{at}");
        }
    }

    #[test]
    fn offsets_are_into_the_file_on_disk() {
        let utf16 = SourceFile::new("a".into(), "aé😀b", encoding_rs::UTF_16LE, 2);
        assert_eq!(utf16.position(7).offset, 2 + 8);
        let latin = SourceFile::new("a".into(), "é’b", encoding_rs::WINDOWS_1252, 0);
        assert_eq!(latin.position(5).offset, 2);
        let long = "é".repeat(STRIDE * 3);
        let far = SourceFile::new("a".into(), long, encoding_rs::UTF_16LE, 2).position(20_000);
        assert_eq!(far, Position { line: 1, column: 10_001, offset: 20_002 });
        let bom = SourceFile::new("a".into(), "ab", encoding_rs::UTF_8, 3);
        assert_eq!(bom.position(1), Position { line: 1, column: 2, offset: 4 });
    }
}
