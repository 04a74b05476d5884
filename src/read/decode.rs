//! Bytes → text: byte-order marks, UTF-16, legacy encodings, files that are no text.
//!
//! UTF-8 is taken over without a copy. Every other encoding is checked to give the same bytes
//! back, because positions on disk are worked out by encoding again.

use std::io;
use std::path::Path;
use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::finding::{Finding, Severity};
use crate::source::SourceFile;

/// Spans are 32-bit, and a decoded text can be longer than its bytes.
const MAX_BYTES: u64 = (u32::MAX / 2) as u64;

/// How much of a file is looked at to tell text from data.
const SAMPLE: usize = 8 * 1024;

/// A decoded file, and whether every byte of it made sense.
#[derive(Debug)]
pub struct Decoded {
    /// The file.
    pub file: SourceFile,
    /// Some bytes were no text in its encoding: offsets on disk may be off after them.
    pub lossy: bool,
}

/// Why a file is no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// Not text.
    Binary,
    /// Too large for 32-bit positions.
    TooLarge,
}

/// The bytes of a file; a file too large to be read is an error.
///
/// # Errors
/// What the operating system says.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    if std::fs::metadata(path)?.len() > MAX_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than 2 GB"));
    }
    std::fs::read(path)
}

/// Decodes a file by its byte-order mark, else by what its bytes look like.
///
/// # Errors
/// Files that are not text, or too large for 32-bit positions.
pub fn decode(path: Arc<str>, mut bytes: Vec<u8>) -> Result<Decoded, Skipped> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Skipped::TooLarge);
    }
    if let Some((encoding, bom)) = Encoding::for_bom(&bytes) {
        if encoding != UTF_8 {
            return Ok(transcode(path, bytes.get(bom..).unwrap_or(&[]), encoding, bom as u8));
        }
        bytes.drain(..bom);
        return decode_unmarked(path, bytes, bom as u8);
    }
    if let Some(encoding) = utf16_by_zeros(&bytes) {
        return Ok(transcode(path, &bytes, encoding, 0));
    }
    decode_unmarked(path, bytes, 0)
}

/// What an editor is told about a file that is no article.
#[must_use]
pub fn skipped(path: &str, why: Skipped) -> Finding {
    match why {
        Skipped::Binary => {
            Finding::file("input/binary", Severity::Error, path, "this file is not text")
        }
        Skipped::TooLarge => {
            Finding::file("input/too-large", Severity::Error, path, "this file is larger than 2 GB")
        }
    }
}

/// What an editor is told about a file that could not be read.
#[must_use]
pub fn unreadable(path: &str, error: &io::Error) -> Finding {
    let message = format!("this file cannot be read: {error}");
    Finding::file("input/unreadable", Severity::Error, path, message)
}

/// What an editor is told about a file with bytes that are no text.
#[must_use]
pub fn damaged(file: &SourceFile) -> Finding {
    let name = file.encoding.name();
    let message = format!("this file was read as {name}, but some of its bytes are not");
    Finding::file("input/encoding", Severity::Warning, &file.path, message)
        .note("byte offsets after them may be off")
        .help("save it as UTF-8")
}

fn decode_unmarked(path: Arc<str>, bytes: Vec<u8>, bom: u8) -> Result<Decoded, Skipped> {
    if is_binary(&bytes) {
        return Err(Skipped::Binary);
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let file = SourceFile::new(path, text, UTF_8, bom);
            Ok(Decoded { file, lossy: false })
        }
        Err(error) => {
            let bytes = error.into_bytes();
            let encoding = if bom > 0 { UTF_8 } else { guess(&bytes) };
            Ok(transcode(path, &bytes, encoding, bom))
        }
    }
}

fn transcode(path: Arc<str>, bytes: &[u8], encoding: &'static Encoding, bom: u8) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    // A replacement character stands for one damaged unit of UTF-16, so only there is the way
    // back exact by itself.
    let exact = encoding == UTF_16LE || encoding == UTF_16BE || {
        let (again, _, _) = encoding.encode(&text);
        again.as_ref() == bytes
    };
    Decoded { file: SourceFile::new(path, text, encoding, bom), lossy: malformed || !exact }
}

/// One bad byte among many good sequences is damage, not another encoding.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad * 10 {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Text of the Latin script in UTF-16 has a zero in every other byte.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE.min(bytes.len()))?;
    let pairs = sample.len() / 2;
    if pairs < 2 || !bytes.len().is_multiple_of(2) || !sample.contains(&0) {
        return None;
    }
    let zeros = |at: usize| sample.iter().skip(at).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > pairs * 4 && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 4 && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    if bytes.contains(&0) {
        return true;
    }
    let sample = bytes.get(..SAMPLE.min(bytes.len())).unwrap_or(&[]);
    let control = |b: &u8| matches!(*b, 1..=8 | 14..=31 | 127);
    // Most texts have none, which is seen without counting.
    let any = sample.iter().fold(0, |any, b| any | u8::from(control(b))) != 0;
    any && sample.iter().filter(|b| control(b)).count() * 10 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Decoded {
        decode("a.txt".into(), bytes.to_vec()).unwrap()
    }

    #[test]
    fn marks_are_taken_off_and_counted() {
        let utf8 = text(b"\xEF\xBB\xBFHi");
        assert_eq!((&*utf8.file.text, utf8.file.bom), ("Hi", 3));
        let utf16 = text(b"\xFF\xFEH\0i\0");
        assert_eq!((&*utf16.file.text, utf16.file.position(1).offset), ("Hi", 4));
    }

    #[test]
    fn utf16_without_a_mark_is_seen_by_its_zeros() {
        let big: Vec<u8> = "Mayor resigns".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&big).file.text, "Mayor resigns");
        assert_eq!(text(&big).file.encoding, UTF_16BE);
    }

    #[test]
    fn legacy_bytes_keep_their_offsets() {
        let latin = text(b"The caf\xE9 on Main Street \x93closed\x94 in May, the owner said.");
        assert!(latin.file.text.contains("café on Main Street “closed”"));
        assert!(!latin.lossy);
        let at = latin.file.text.find("May").unwrap() as u32;
        assert_eq!(latin.file.position(at).offset, 36);
    }

    #[test]
    fn one_bad_byte_does_not_make_utf8_mojibake() {
        let mut bytes = "“Élodie” – “Zoë” – “Łódź” – “São Paulo” ".as_bytes().to_vec();
        bytes.push(0xFF);
        let damaged = text(&bytes);
        assert!(damaged.lossy && damaged.file.text.starts_with("“Élodie”"));
    }

    #[test]
    fn data_is_no_article() {
        assert_eq!(decode("a".into(), vec![0, 1, 2, 0, 0]).err(), Some(Skipped::Binary));
        assert_eq!(decode("a".into(), vec![1, 2, 3, b'x']).err(), Some(Skipped::Binary));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_give_exact_offsets_unless_said_otherwise(bytes: Vec<u8>) {
            if let Ok(d) = decode("a".into(), bytes.clone())
                && !d.lossy
            {
                let end = d.file.position(d.file.text.len() as u32);
                proptest::prop_assert_eq!(end.offset, bytes.len() as u64);
            }
        }
    }
}
