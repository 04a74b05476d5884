//! Findings as they look on a terminal, and what holds for every format and any text.

mod properties;
mod terminal;

use std::sync::Arc;

use crate::finding::{Finding, Label, Place, Severity};
use crate::source::{SourceFile, Span};

use super::{Format, Report, Summary, write};

/// Files of an imagined newsroom.
struct Desk {
    files: Vec<Arc<SourceFile>>,
    width: usize,
    color: bool,
    summary: Summary,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let files =
            files.iter().map(|(path, text)| Arc::new(SourceFile::utf8(path, (*text).to_owned())));
        let summary = Summary { articles: 2, ..Summary::default() };
        Self { files: files.collect(), width: 80, color: false, summary }
    }

    fn file(&self, path: &str) -> Option<Arc<SourceFile>> {
        self.files.iter().find(|f| &*f.path == path).cloned()
    }

    /// A place by the words that stand there.
    fn place(&self, path: &str, words: &str) -> Place {
        let text = &self.file(path).unwrap().text;
        let start = text.find(words).unwrap();
        Place { path: path.into(), span: Span::new(start, start + words.len()) }
    }

    fn finding(&self, path: &str, words: &str, message: &str) -> Finding {
        Finding::new("org/name", Severity::Error, self.place(path, words), message)
    }

    fn locate(&self, label: &mut Label) {
        if let Some(file) = self.file(&label.place.path) {
            label.locate(&file);
        }
    }

    fn write(&self, format: Format, findings: &[Finding]) -> String {
        let mut findings = findings.to_vec();
        findings.iter_mut().flat_map(Finding::labels_mut).for_each(|label| self.locate(label));
        self.write_located(format, &findings)
    }

    fn write_located(&self, format: Format, findings: &[Finding]) -> String {
        let source = |path: &str| self.file(path);
        let (color, width, summary) = (self.color, self.width, self.summary);
        let report = Report { findings, source: &source, color, width, summary: Some(summary) };
        let mut out = Vec::new();
        write(format, &mut out, &report).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// One finding on the terminal, without the line that counts.
    fn show(&self, finding: Finding) -> String {
        let text = self.write(Format::Human, &[finding]);
        let (finding, total) = text.trim_end().rsplit_once('\n').unwrap();
        assert!(total.ends_with("of 2 articles"), "{total}");
        finding.trim_end().to_owned()
    }
}
