//! The faults of one file, collected while it is read.
//!
//! What a syntax error drags behind it (a value that is missing because its line could not be
//! read) is not reported a second time.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::finding::{CheckName, Finding, Place, Severity};
use crate::source::{SourceFile, Span};

/// Syntax errors told of one file: further ones mostly follow from the first.
const SYNTAX_ERRORS: usize = 3;

/// The names under which the faults of one kind of file are reported.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// No TOML.
    pub syntax: CheckName,
    /// A key that means nothing.
    pub unknown_key: CheckName,
    /// A value of the wrong type, or none of the words allowed.
    pub wrong_type: CheckName,
    /// A key that must be there.
    pub missing_key: CheckName,
    /// No date.
    pub bad_date: CheckName,
}

/// Collects the faults of one file.
#[derive(Debug)]
pub struct Faults {
    file: Arc<SourceFile>,
    names: Names,
    found: RefCell<Vec<Finding>>,
    /// Faults, those included that are not told.
    count: Cell<usize>,
    /// First bytes of all syntax errors, ascending.
    broken: RefCell<Vec<u32>>,
}

impl Faults {
    /// For a file whose faults go by those names.
    #[must_use]
    pub fn new(file: Arc<SourceFile>, names: Names) -> Self {
        let (found, count, broken) = Default::default();
        Self { file, names, found, count, broken }
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The place of a span in the file.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { path: self.file.path.clone(), span }
    }

    /// How many there are, told or not: what was read without adding one is sound.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count.get()
    }

    /// All of them, in the order of the file.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        let mut found = self.found.into_inner();
        found.sort_by(Finding::order);
        found
    }

    /// Whether a syntax error stands anywhere.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        !self.broken.borrow().is_empty()
    }

    /// Whether a syntax error stands between two bytes.
    #[must_use]
    pub fn broken_between(&self, start: u32, end: u32) -> bool {
        let broken = self.broken.borrow();
        let i = broken.partition_point(|&at| at < start);
        broken.get(i).is_some_and(|&at| at < end)
    }

    /// Reports an error.
    pub fn error(&self, check: CheckName, span: Span, message: impl Into<String>) {
        self.push(Finding::new(check, Severity::Error, self.place(span), message));
    }

    /// Reports a finding as it is.
    pub fn push(&self, finding: Finding) {
        self.count.set(self.count.get() + 1);
        self.found.borrow_mut().push(finding);
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type(&self, span: Span, message: impl Into<String>) {
        self.wrong_type_with(span, message, None);
    }

    /// The same with a line of help.
    pub fn wrong_type_with(&self, span: Span, message: impl Into<String>, help: Option<String>) {
        self.structural(self.names.wrong_type, span, message, help);
    }

    /// Reports a key that must be there.
    pub fn missing_key(&self, span: Span, message: impl Into<String>) {
        if !self.is_broken() {
            self.structural(self.names.missing_key, span, message, None);
        } else {
            self.count.set(self.count.get() + 1);
        }
    }

    pub(super) fn unknown_key(&self, span: Span, message: String, help: String) {
        self.structural(self.names.unknown_key, span, message, Some(help));
    }

    pub(super) fn bad_date(&self, span: Span, message: String) {
        self.structural(self.names.bad_date, span, message, None);
    }

    /// Takes down what the parser could not read.
    pub(super) fn syntax(&self, errors: &[toml::de::Error]) {
        let end = self.file.text.len();
        let mut broken: Vec<u32> = Vec::with_capacity(errors.len());
        for (i, error) in errors.iter().enumerate() {
            let range = error.span().unwrap_or(end..end);
            let span = self.char_span(Span::new(range.start.min(end), range.end.min(end)));
            broken.push(span.start);
            if i < SYNTAX_ERRORS {
                self.unread(span, error.message());
            }
        }
        broken.sort_unstable();
        *self.broken.borrow_mut() = broken;
    }

    /// Reports what is no TOML; a day that the calendar does not have is told as such.
    fn unread(&self, span: Span, why: &str) {
        let text = self.file.text.get(span.start as usize..).unwrap_or_default();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 4 && text.as_bytes().get(4) == Some(&b'-') {
            let day = text.split(|c: char| c.is_whitespace() || ",]}#".contains(c)).next();
            let day = super::quoted(day.unwrap_or_default());
            let message = format!("{day} is no date: write a day as 2020-11-17");
            self.error(self.names.bad_date, span, message);
        } else {
            self.error(self.names.syntax, span, format!("no valid TOML: {why}"));
        }
    }

    /// A fault of the structure, unless the line could not be read in the first place.
    fn structural(
        &self,
        check: CheckName,
        span: Span,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        let line = self.file.line_span(self.file.line_of(span.start));
        if self.broken_between(line.start, line.end.saturating_add(1)) {
            self.count.set(self.count.get() + 1);
            return;
        }
        let mut finding = Finding::new(check, Severity::Error, self.place(span), message);
        finding.help = help;
        self.push(finding);
    }

    /// The span, widened to whole characters.
    fn char_span(&self, span: Span) -> Span {
        let text = &self.file.text;
        let (mut start, mut end) = (span.start as usize, span.end as usize);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Span::new(start, end)
    }
}
