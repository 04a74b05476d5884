//! Workflow commands: GitHub shows each finding beside the line it is about.
//!
//! An annotation holds one place only, so the evidence is named in its message.

use std::io::{self, Write};

use crate::finding::{Finding, Severity};

use super::{Report, clean, ends};

pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    for finding in report.findings {
        writeln!(out, "{}", command(finding))?;
    }
    Ok(())
}

fn command(finding: &Finding) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (start, end) = ends(&finding.primary);
    let file = property(&clean::line(&finding.primary.place.path));
    let mut range = format!("line={},endLine={}", start.line, end.line);
    // GitHub refuses columns for a range of several lines.
    if start.line == end.line {
        range.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    }
    let title = property(finding.check);
    format!(
        "::{command} file={file},{range},title={title}::{}",
        data(&super::with_evidence(finding))
    )
}

/// Escapes what stands behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property, which also ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Label, Located, Place};
    use crate::source::{Position, Span};

    fn at(path: &str, start: (u32, u32), end: (u32, u32)) -> Label {
        let position = |(line, column)| Position { line, column, offset: 0 };
        let mut label = Label::new(Place { path: path.into(), span: Span::default() }, "");
        label.at = Some(Box::new(Located {
            start: position(start),
            end: position(end),
            text: String::new(),
        }));
        label
    }

    fn finding(severity: Severity, message: &str, primary: Label) -> Finding {
        let mut finding = Finding::new("org/name", severity, primary.place.clone(), message);
        finding.primary = primary;
        finding
    }

    #[test]
    fn properties_and_messages_are_escaped_by_their_own_rules() {
        let label = at("a,b:100%.txt", (5, 3), (5, 9));
        let found = finding(Severity::Error, "up 5%: twice,\nor more", label);
        assert_eq!(
            command(&found),
            "::error file=a%2Cb%3A100%25.txt,line=5,endLine=5,col=3,endColumn=9,\
             title=org/name::up 5%25: twice,%0Aor more"
        );
        assert_eq!(property("a\r\nb"), "a%0D%0Ab");
    }

    #[test]
    fn evidence_is_named_and_notes_are_notices() {
        let mut found = finding(Severity::Note, "differs", at("a.txt", (1, 1), (1, 4)));
        found.related.push(at("published/b.txt", (5, 272), (5, 280)));
        let line = command(&found);
        assert!(line.starts_with("::notice file=a.txt,"), "{line}");
        assert!(line.ends_with("::differs; see published/b.txt:5:272"), "{line}");
    }

    #[test]
    fn a_range_of_several_lines_has_no_columns() {
        let found = finding(Severity::Warning, "long", at("a.txt", (1, 8), (2, 4)));
        assert_eq!(command(&found), "::warning file=a.txt,line=1,endLine=2,title=org/name::long");
    }
}
