//! What holds for every format and any text.

use super::*;
use proptest::prelude::*;
use serde_json::Value;

/// Text with everything that makes columns, lines and terminals difficult.
fn text() -> impl Strategy<Value = String> {
    let hard = prop_oneof![
        4 => "[a-z]{1,12}",
        3 => Just(" ".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => "[\n\r\t\u{b}\u{1b}\u{7f}\u{85}\u{9b}\u{ad}]",
        1 => "[\u{301}\u{200b}\u{200d}\u{202e}\u{2028}\u{feff}]",
        2 => "[é’東🎉]",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(hard, 0..120).prop_map(|parts| parts.concat())
}

/// A span of a text from two numbers, on character boundaries.
fn span(text: &str, a: prop::sample::Index, b: prop::sample::Index) -> Span {
    let mut ends: Vec<_> = text.char_indices().map(|(i, _)| i).collect();
    ends.push(text.len());
    let (a, b) = (*a.get(&ends), *b.get(&ends));
    Span::new(a.min(b), a.max(b))
}

/// The byte on disk that a line and a column lead to.
fn offset_of(file: &SourceFile, line: usize, column: usize) -> u64 {
    let mut rest = &*file.text;
    for _ in 1..line {
        let at = rest.find(['\n', '\r']).unwrap();
        let end = if rest[at..].starts_with("\r\n") { at + 2 } else { at + 1 };
        rest = &rest[end..];
    }
    let skipped: usize = rest.chars().take(column - 1).map(char::len_utf8).sum();
    (file.text.len() - rest.len() + skipped) as u64
}

proptest! {
    #[test]
    fn any_text_and_any_places_are_safe_in_every_format(
        first in text(),
        second in text(),
        message in text(),
        ends in prop::collection::vec((any::<bool>(), any::<[prop::sample::Index; 2]>()), 1..6),
        width in 0_usize..160,
    ) {
        let mut desk = Desk::new(&[("a.txt", &first), ("b.txt", &second)]);
        desk.width = width;
        let mut places = ends.into_iter().map(|(other, [a, b])| {
            let (path, text) = if other { ("b.txt", &second) } else { ("a.txt", &first) };
            Place { path: path.into(), span: span(text, a, b) }
        });
        let primary = places.next().unwrap();
        let file = desk.file(&primary.path).unwrap();
        let mut finding = Finding::new("org/name", Severity::Warning, primary, message.clone())
            .label(message.clone())
            .note(message.clone())
            .help(message.clone());
        for place in places {
            finding = finding.related(place, message.clone());
        }
        let findings = [finding];

        let human = desk.write(Format::Human, &findings);
        let bad = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
        prop_assert!(!human.contains(bad), "{human:?}");
        prop_assert!(human.contains('^'));
        let short = desk.write(Format::Short, &findings);
        prop_assert_eq!(short.matches('\n').count(), 1);
        let github = desk.write(Format::Github, &findings);
        prop_assert_eq!(github.matches(['\n', '\r']).count(), 1);

        for format in [Format::Sarif, Format::Gitlab, Format::Rdjson] {
            let whole = desk.write(format, &findings);
            prop_assert!(serde_json::from_str::<Value>(&whole).is_ok(), "{whole:?}");
        }
        for format in [Format::Checkstyle, Format::Junit] {
            let whole = desk.write(format, &findings);
            prop_assert!(roxmltree::Document::parse(&whole).is_ok(), "{whole:?}");
        }

        let jsonl = desk.write(Format::Jsonl, &findings);
        let one: Value = serde_json::from_str(&jsonl).unwrap();
        let json: Value = serde_json::from_str(&desk.write(Format::Json, &findings)).unwrap();
        prop_assert_eq!(&json, &Value::Array(vec![one.clone()]));
        prop_assert_eq!(one["message"].as_str(), Some(message.as_str()));

        let mut numbers = short.split(':').skip(1).map(|n| n.parse::<usize>().unwrap());
        let (line, column) = (numbers.next().unwrap(), numbers.next().unwrap());
        let offset = one["start"]["offset"].as_u64().unwrap();
        prop_assert_eq!(offset_of(&file, line, column), offset);
        let end = one["end"]["offset"].as_u64().unwrap();
        let bytes = &file.text.as_bytes()[offset as usize..end as usize];
        prop_assert_eq!(bytes, one["text"].as_str().unwrap_or("").as_bytes());
    }
}

#[test]
fn a_file_that_changed_since_is_no_reason_to_stop() {
    let before = Desk::new(&[("a.txt", "The old ferry, é.\n")]);
    let mut finding = before.finding("a.txt", "ferry, é", "m");
    finding = finding.related(before.place("a.txt", "é"), "here");
    finding.labels_mut().for_each(|label| before.locate(label));
    for text in ["", "The", "The old fé東東東"] {
        let after = Desk::new(&[("a.txt", text)]);
        let human = after.write_located(Format::Human, std::slice::from_ref(&finding));
        assert!(human.contains("┌─ a.txt:1:9\n"), "{human}");
    }
}

#[test]
fn no_findings_are_an_empty_array_and_no_lines() {
    let desk = Desk::new(&[]);
    assert_eq!(desk.write(Format::Json, &[]), "[]\n");
    for format in [Format::Jsonl, Format::Short, Format::Github] {
        assert_eq!(desk.write(format, &[]), "");
    }
}

#[test]
fn a_short_line_names_place_severity_check_and_message() {
    let desk = Desk::new(&[("a.txt", "É, Ferry\n")]);
    let finding = desk.finding("a.txt", "Ferry", "it differs").label("here").help("mend it");
    assert_eq!(desk.write(Format::Short, &[finding]), "a.txt:1:4: error[org/name]: it differs\n");
}

#[test]
fn every_format_has_its_name() {
    for (format, name) in Format::NAMES {
        assert_eq!(Format::parse(name), Some(format));
        assert_eq!(format.name(), name);
    }
    assert_eq!(Format::parse("Human"), None);
}

#[test]
fn a_closed_pipe_is_the_callers_to_judge() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let finding = Finding::file("org/name", Severity::Error, "a.txt", "m".repeat(20_000));
    for (format, _) in Format::NAMES {
        let report = Report {
            findings: std::slice::from_ref(&finding),
            source: &|_| None,
            color: false,
            width: 80,
            summary: Some(Summary::default()),
        };
        let error = write(format, &mut Closed, &report).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe, "{}", format.name());
    }
}
