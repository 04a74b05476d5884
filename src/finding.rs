//! What the editor is told: a check's name, a message, the places that prove it, a way to mend it.
//!
//! Checks build findings, policy sets their severity, the session works out lines and columns,
//! reports print them. Nothing here knows where a finding came from or how it will be shown.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::source::{Position, SourceFile, Span, Text};

/// A check's stable name, `family/name`.
pub type CheckName = &'static str;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; often right as it stands.
    Note,
    /// Probably wrong, or inconsistent with other copy.
    Warning,
    /// Provably wrong.
    Error,
}

impl Severity {
    /// The word used on the command line, in configuration and in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Bytes of a decoded file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the user named it.
    pub path: Arc<str>,
    /// Bytes of its decoded text.
    pub span: Span,
}

/// Where a place is, in words that other programs understand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
    /// The text there.
    pub text: String,
}

/// A place and what is said about it.
#[derive(Clone, Debug)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// Shown beside the underline; may be empty for the primary label.
    pub message: String,
    /// Filled in by the session; absent where the file could not be read again.
    pub at: Option<Box<Located>>,
}

impl Label {
    /// A label whose lines and columns are not worked out yet.
    #[must_use]
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Self { place, message: message.into(), at: None }
    }

    /// Works out lines and columns; leaves them out where the file has become too short.
    pub fn locate(&mut self, file: &SourceFile) {
        let span = self.place.span;
        let located = |text: &str| Located {
            start: file.position(span.start),
            end: file.position(span.end),
            text: text.to_owned(),
        };
        self.at = file.text.get(span.range()).map(|text| Box::new(located(text)));
    }
}

/// The rule of a pack that demanded a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRef {
    /// `pack/id`.
    pub id: Text,
    /// The pack's file.
    pub path: Arc<str>,
    /// Line of the rule in it, from 1.
    pub line: u32,
}

/// One replacement.
#[derive(Clone, Debug)]
pub struct Edit {
    /// What is replaced.
    pub at: Label,
    /// What comes instead.
    pub replacement: String,
}

/// Edits that mend a finding when all are applied.
#[derive(Clone, Debug)]
pub struct Fix {
    /// Whether the edits can't change what the article says.
    pub safe: bool,
    /// The edits, disjoint.
    pub edits: Vec<Edit>,
}

/// A right form, of which other articles may hold examples.
#[derive(Clone, Debug)]
pub enum Cite {
    /// A name of an organization.
    Organization(String),
    /// A person.
    Person {
        /// Surname, lower case.
        surname: String,
        /// First given name, lower case.
        given: String,
    },
}

/// One problem, as the editor is told about it. A run over an archive keeps many, so what most of
/// them lack lies apart.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The check that spoke.
    pub check: CheckName,
    /// How much it matters: the check's or the rule's view until policy has spoken.
    pub severity: Severity,
    /// The whole problem in one sentence.
    pub message: String,
    /// What to change.
    pub primary: Label,
    /// The evidence: other places in this article or another.
    pub related: Vec<Label>,
    /// How many further places say the same as the last related one.
    pub more: usize,
    /// Facts that help to decide.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
    /// The rule that demanded it.
    pub rule: Option<Box<RuleRef>>,
    /// How to mend it.
    pub fix: Option<Fix>,
    /// The right form, where the archive should be asked for examples of it.
    pub cite: Option<Box<Cite>>,
    /// Stable across runs and across edits elsewhere in the file.
    pub fingerprint: String,
}

impl Finding {
    /// A finding with a primary place and nothing else.
    #[must_use]
    pub fn new(
        check: CheckName,
        severity: Severity,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        Self {
            check,
            severity,
            message: message.into(),
            primary: Label::new(place, ""),
            related: Vec::new(),
            more: 0,
            notes: Vec::new(),
            help: None,
            rule: None,
            fix: None,
            cite: None,
            fingerprint: String::new(),
        }
    }

    /// A finding about a whole file, shown at 1:1.
    #[must_use]
    pub fn file(
        check: CheckName,
        severity: Severity,
        path: &str,
        message: impl Into<String>,
    ) -> Self {
        let place = Place { path: path.into(), span: Span::default() };
        Self::new(check, severity, place, message)
    }

    /// Says something beside the primary underline.
    #[must_use]
    pub fn label(mut self, message: impl Into<String>) -> Self {
        self.primary.message = message.into();
        self
    }

    /// Adds evidence.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        // Few have more than one or two, and labels are large.
        self.related.reserve_exact(1);
        self.related.push(Label::new(place, message));
        self
    }

    /// Adds a fact that helps to decide.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names the rule that demanded it.
    #[must_use]
    pub fn rule(mut self, rule: &RuleRef) -> Self {
        self.rule = Some(Box::new(rule.clone()));
        self
    }

    /// Replaces the primary place by `replacement`.
    #[must_use]
    pub fn replace(mut self, safe: bool, replacement: impl Into<String>) -> Self {
        let at = Label::new(self.primary.place.clone(), "");
        self.fix = Some(Fix { safe, edits: vec![Edit { at, replacement: replacement.into() }] });
        self
    }

    /// Every label, primary first: what the session locates.
    pub fn labels_mut(&mut self) -> impl Iterator<Item = &mut Label> {
        let edits = self.fix.iter_mut().flat_map(|f| f.edits.iter_mut().map(|e| &mut e.at));
        std::iter::once(&mut self.primary).chain(self.related.iter_mut()).chain(edits)
    }

    /// The one order in which findings are shown: by file, place, check and message.
    #[must_use]
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.primary
            .place
            .cmp(&other.primary.place)
            .then_with(|| self.check.cmp(other.check))
            .then_with(|| self.message.cmp(&other.message))
            .then_with(|| {
                self.related.iter().map(|l| &l.place).cmp(other.related.iter().map(|l| &l.place))
            })
    }
}
