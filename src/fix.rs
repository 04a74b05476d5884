//! Mending files: which edits are made, and what the bytes of a file are with them.
//!
//! Only the bytes of the edits change; line ends, marks and encoding of a file stay as they are.
//! Where two edits overlap, the one of the graver finding is made, of equal ones the earlier in the
//! text; the other is seen again when the file is checked again. Nothing here writes to a disk.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::finding::{Edit, Finding, Severity};
use crate::read::decode;

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixes {
    /// Those that can't change what an article says.
    Safe,
    /// All.
    Unsafe,
}

/// What a file is to become.
#[derive(Debug)]
pub struct Mended {
    /// Its bytes with the edits.
    pub bytes: Vec<u8>,
    /// How many findings they mend.
    pub findings: usize,
}

/// Why a file is left as it is.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not what was checked.
    Changed,
    /// Some of its bytes are no text, or a replacement can't be written in its encoding.
    Encoding,
}

impl Refusal {
    /// What the user is told.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self {
            Self::Changed => "it has changed since it was read",
            Self::Encoding => "its encoding can't hold the change; save it as UTF-8",
        }
    }
}

/// The fixes of findings by file, graver findings first.
#[must_use]
pub fn by_file(findings: &[Finding], which: Fixes) -> BTreeMap<Arc<str>, Vec<&Finding>> {
    let mut out: BTreeMap<Arc<str>, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let path = &finding.primary.place.path;
        let wanted = finding.fix.as_ref().is_some_and(|fix| {
            let here = fix.edits.iter().all(|edit| edit.at.place.path == *path);
            (fix.safe || which == Fixes::Unsafe) && here && !fix.edits.is_empty()
        });
        if wanted {
            out.entry(path.clone()).or_default().push(finding);
        }
    }
    for findings in out.values_mut() {
        let rank = |finding: &&Finding| {
            let severity: Severity = finding.severity;
            (std::cmp::Reverse(severity), finding.primary.place.span.start, finding.check)
        };
        findings.sort_by_key(rank);
    }
    out
}

/// A file with the edits of its findings.
///
/// # Errors
/// Why it has to be left as it is.
pub fn mend(path: &Arc<str>, bytes: &[u8], findings: &[&Finding]) -> Result<Mended, Refusal> {
    let decoded = decode::decode(path.clone(), bytes.to_vec()).map_err(|_| Refusal::Changed)?;
    if decoded.lossy {
        return Err(Refusal::Encoding);
    }
    let file = decoded.file;
    let mut made: Vec<(Range<usize>, Vec<u8>)> = Vec::new();
    let mut count = 0;
    for finding in findings {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        let mut own = Vec::new();
        for edit in edits {
            let range = place(edit).ok_or(Refusal::Changed)?;
            let span = edit.at.place.span;
            let same = edit
                .at
                .at
                .as_ref()
                .is_some_and(|at| file.text.get(span.range()) == Some(&*at.text));
            if !same || file.position(span.start).offset as usize != range.start {
                return Err(Refusal::Changed);
            }
            own.push((range, encoded(&edit.replacement, file.encoding).ok_or(Refusal::Encoding)?));
        }
        // A fix is made whole or not at all.
        let free = own.iter().all(|(range, _)| !made.iter().any(|(other, _)| meet(range, other)));
        if free {
            made.append(&mut own);
            count += 1;
        }
    }
    made.sort_by_key(|(range, _)| range.start);
    let mut out = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for (range, replacement) in made {
        out.extend_from_slice(bytes.get(from..range.start).ok_or(Refusal::Changed)?);
        out.extend_from_slice(&replacement);
        from = range.end;
    }
    out.extend_from_slice(bytes.get(from..).ok_or(Refusal::Changed)?);
    Ok(Mended { bytes: out, findings: count })
}

/// The bytes on disk that an edit replaces.
fn place(edit: &Edit) -> Option<Range<usize>> {
    let at = edit.at.at.as_ref()?;
    Some(at.start.offset as usize..at.end.offset as usize)
}

/// Whether two edits touch the same bytes, or the same place.
fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end || a.start == b.start
}

/// A text in the encoding of a file; none where that has no way to write it.
fn encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    if encoding == UTF_8 {
        return Some(text.as_bytes().to_vec());
    }
    if encoding == UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let (bytes, _, lost) = encoding.encode(text);
    (!lost).then(|| bytes.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;
    use crate::source::{SourceFile, Span};

    const NAME: &str = "a.txt";

    /// A finding at the words of a file that is to be replaced.
    fn finding(bytes: &[u8], words: &str, right: &str, severity: Severity) -> Finding {
        let file = decode::decode(NAME.into(), bytes.to_vec()).unwrap().file;
        let start = file.text.find(words).unwrap();
        let place = Place { path: NAME.into(), span: Span::new(start, start + words.len()) };
        let mut finding = Finding::new("style/term", severity, place, "m").replace(true, right);
        locate(&mut finding, &file);
        finding
    }

    fn locate(finding: &mut Finding, file: &SourceFile) {
        finding.labels_mut().for_each(|label| label.locate(file));
    }

    fn mended(bytes: &[u8], findings: &[Finding]) -> Result<(Vec<u8>, usize), Refusal> {
        let all = by_file(findings, Fixes::Safe);
        let path: Arc<str> = NAME.into();
        let own = all.get(&path).cloned().unwrap_or_default();
        mend(&path, bytes, &own).map(|mended| (mended.bytes, mended.findings))
    }

    #[test]
    fn only_the_bytes_of_the_edits_change() {
        let text = "\u{feff}The advisor left.\r\nAn e-mail\ncame: “é”.\r".as_bytes();
        let findings = [
            finding(text, "e-mail", "email", Severity::Warning),
            finding(text, "advisor", "adviser", Severity::Warning),
        ];
        let want = "\u{feff}The adviser left.\r\nAn email\ncame: “é”.\r".as_bytes();
        assert_eq!(mended(text, &findings), Ok((want.to_vec(), 2)));
    }

    #[test]
    fn every_encoding_keeps_its_own() {
        let utf16 = |text: &str| -> Vec<u8> {
            "\u{feff}"
                .encode_utf16()
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect()
        };
        let text = utf16("The advisor said é.");
        let findings = [finding(&text, "advisor", "adviser’s", Severity::Note)];
        assert_eq!(mended(&text, &findings), Ok((utf16("The adviser’s said é."), 1)));
        let latin = b"The caf\xe9 advisor, the se\xf1or, left for the caf\xe9 again.";
        let plain = [finding(latin, "advisor", "adviser", Severity::Note)];
        let want = b"The caf\xe9 adviser, the se\xf1or, left for the caf\xe9 again.";
        assert_eq!(mended(latin, &plain), Ok((want.to_vec(), 1)));
        let foreign = [finding(latin, "advisor", "東", Severity::Note)];
        assert_eq!(mended(latin, &foreign), Err(Refusal::Encoding));
    }

    #[test]
    fn of_edits_that_overlap_the_graver_one_is_made() {
        let text = b"The Harbour Inspectors Agency left.";
        let findings = [
            finding(text, "Harbour", "Harbor", Severity::Warning),
            finding(text, "Harbour Inspectors Agency", "Harbour Agency", Severity::Error),
        ];
        assert_eq!(mended(text, &findings), Ok((b"The Harbour Agency left.".to_vec(), 1)));
    }

    #[test]
    fn a_file_that_is_another_by_now_is_left_alone() {
        let text = b"The advisor left.";
        let findings = [finding(text, "advisor", "adviser", Severity::Note)];
        for other in [&b"An advisor left."[..], b"The adviser left.", b"", b"The \xff\xfeadvisor"] {
            assert!(mended(other, &findings).is_err(), "{other:?}");
        }
        assert_eq!(mended(text, &[]), Ok((text.to_vec(), 0)));
    }

    #[test]
    fn unsafe_fixes_are_made_where_they_are_asked_for() {
        let text = b"The advisor left.";
        let mut unsure = finding(text, "advisor", "adviser", Severity::Note);
        unsure.fix.as_mut().unwrap().safe = false;
        let findings = [unsure];
        assert!(by_file(&findings, Fixes::Safe).is_empty());
        assert_eq!(by_file(&findings, Fixes::Unsafe).len(), 1);
    }
}
