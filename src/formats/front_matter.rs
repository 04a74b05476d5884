//! Front matter of Markdown files: YAML between `---`, TOML between `+++`, a JSON object.
//!
//! Broken front matter is noted and left out; the article below it is read all the same.

mod json;
mod plain;
mod scalar;
mod toml;
mod yaml;

use crate::article::date::{KEYS, civil};
use crate::article::{Metadata, StetNote};
use crate::formats::paragraph::Role;
use crate::source::Span;
pub(super) use scalar::Scalar;

const TITLES: [&str; 5] = ["title", "headline", "linktitle", "hed", "heading"];
const SUMMARIES: [&str; 9] = [
    "description",
    "subtitle",
    "deck",
    "dek",
    "standfirst",
    "excerpt",
    "summary",
    "subhead",
    "subheadline",
];
const AUTHORS: [&str; 5] = ["author", "authors", "byline", "by", "writer"];
const CAPTIONS: [&str; 6] =
    ["caption", "image_caption", "imagecaption", "photo_caption", "image_alt", "imagealt"];
/// Dates beside those that count as publication dates.
const OTHER_DATES: [&str; 4] = ["updated", "updatedDate", "last_modified_at", "expiryDate"];

/// What stands above the article.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// Dates, language, other fields, faults.
    pub(super) meta: Metadata,
    /// Values that are copy: title, description, author, captions, in this order.
    pub(super) zones: Vec<Zoned>,
    /// Where the article begins.
    pub(super) body: usize,
}

/// A value that is part of the article.
#[derive(Debug)]
pub(super) struct Zoned {
    role: Role,
    scalar: Scalar,
}

impl Zoned {
    /// Writes the value as a paragraph of its own.
    pub(super) fn write(&self, source: &str, out: &mut super::clean::Writer) {
        self.scalar.write(source, out);
        out.close(self.role);
    }
}

/// One key and its values: one, or those of a list.
#[derive(Debug)]
struct Entry {
    key: String,
    values: Vec<Scalar>,
}

/// What a parser makes of the text between the fences, or where and why it failed.
type Parsed = Result<Vec<Entry>, (Span, String)>;

/// Reads the front matter of a file, if it has any.
pub(super) fn read(source: &str) -> FrontMatter {
    let Some((inner, body, parse)) = find(source) else { return FrontMatter::default() };
    let mut front = FrontMatter { body, ..FrontMatter::default() };
    match parse(source, inner) {
        Ok(entries) => sort(entries, &mut front),
        Err((span, message)) => front.meta.faults.push((on_boundaries(source, span), message)),
    }
    front
}

type Parse = fn(&str, Span) -> Parsed;

fn find(source: &str) -> Option<(Span, usize, Parse)> {
    if source.starts_with('{') && !source.starts_with("{{") && !source.starts_with("{%") {
        let end = json::end(source)?;
        return Some((Span::new(0, end), end, json::parse));
    }
    let (fence, parse): (_, Parse) = match source.get(..3)? {
        "---" => ("---", yaml::parse),
        "+++" => ("+++", toml::parse),
        _ => return None,
    };
    let first = source.split_inclusive(['\n', '\r']).next()?;
    if first.trim_end() != fence || first.len() == source.len() {
        return None;
    }
    let mut at = first.len();
    for line in source.get(at..)?.split_inclusive(['\n', '\r']) {
        let bare = line.trim_end();
        if bare == fence || fence == "---" && bare == "..." {
            let inner = Span::new(first.len(), at);
            // A rule at the top of a page is no front matter: its lines have no keys.
            let keyed = inner.of(source).trim().is_empty() || inner.of(source).contains([':', '=']);
            return keyed.then_some((inner, at + line.len(), parse));
        }
        at += line.len();
    }
    None
}

fn sort(entries: Vec<Entry>, front: &mut FrontMatter) {
    let mut zones: Vec<(usize, Zoned)> = Vec::new();
    for entry in entries {
        let key = entry.key.to_lowercase().replace('-', "_");
        let rank = [&TITLES[..], &SUMMARIES, &AUTHORS, &CAPTIONS]
            .iter()
            .position(|keys| keys.contains(&key.as_str()));
        if let Some(rank) = rank {
            let taken = zones.iter().any(|(r, _)| *r == rank) && rank < 2;
            // Slugs ("jo-doe") are keys into another file, no names.
            for scalar in entry.values.iter().filter(|v| !taken && !is_slug(v, rank)) {
                let roles = [Role::Title, Role::Summary, Role::Author, Role::Caption];
                let role = roles.get(rank).copied().unwrap_or(Role::Text);
                zones.push((rank, Zoned { role, scalar: scalar.clone() }));
            }
        }
        facts(&entry, &key, &mut front.meta);
    }
    zones.sort_by_key(|(rank, _)| *rank);
    front.zones = zones.into_iter().map(|(_, zoned)| zoned).collect();
}

fn facts(entry: &Entry, key: &str, meta: &mut Metadata) {
    if key == "stet" {
        meta.stets.extend(entry.values.iter().map(|value| StetNote {
            check: value.text.clone(),
            span: value.span,
            covers: None,
            reason: None,
        }));
        return;
    }
    let [value] = entry.values.as_slice() else {
        let fields = entry.values.iter().map(|value| (entry.key.clone(), value.text.clone()));
        return meta.fields.extend(fields);
    };
    let is_date = KEYS.iter().chain(&OTHER_DATES).any(|k| k.eq_ignore_ascii_case(&entry.key));
    let looks_so = || value.text.len() >= 8 && value.text.len() <= 40;
    if (is_date || key.contains("date") || key.contains("publish"))
        && looks_so()
        && let Some(date) = civil::parse(&value.text)
    {
        meta.front_matter_dates.push((entry.key.clone(), date));
        return;
    }
    if matches!(key, "lang" | "language" | "locale") {
        meta.lang = Some(value.text.clone());
        return;
    }
    meta.fields.push((entry.key.clone(), value.text.clone()));
}

fn is_slug(value: &Scalar, rank: usize) -> bool {
    rank == 2 && !value.text.contains(char::is_uppercase)
}

/// A parser's place, moved to the boundaries of characters and into the text.
fn on_boundaries(source: &str, span: Span) -> Span {
    let mut start = (span.start as usize).min(source.len());
    while !source.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (span.end as usize).clamp(start, source.len());
    while !source.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn values(source: &str) -> Vec<(Role, String)> {
        read(source).zones.iter().map(|z| (z.role, z.scalar.text.clone())).collect()
    }

    #[test]
    fn yaml_toml_and_json_say_the_same() {
        for source in [
            "---\ndescription: 'It''s over'\ntitle: \"Bridge: closed\"\nauthor: Jo Doe\ndate: 2024-03-10 10:11:00 -0400\nlang: en-GB\ndesk: metro\n---\nText",
            "+++\ndescription = \"It's over\"\ntitle = 'Bridge: closed'\nauthor = 'Jo Doe'\ndate = 2024-03-10T10:11:00-04:00\nlang = 'en-GB'\ndesk = 'metro'\n+++\nText",
            "{\"description\": \"It's over\", \"title\": \"Bridge: closed\",\n \"author\": \"Jo Doe\", \"date\": \"March 10, 2024\", \"lang\": \"en-GB\", \"desk\": \"metro\"}\nText",
        ] {
            let front = read(source);
            assert_eq!(front.meta.faults, [], "{source}");
            assert_eq!(front.meta.front_matter_dates, [("date".to_owned(), date(2024, 3, 10))]);
            assert_eq!(front.meta.lang.as_deref(), Some("en-GB"));
            assert!(front.meta.fields.contains(&("desk".into(), "metro".into())));
            assert!(source[front.body..].trim_start() == "Text");
            assert_eq!(
                values(source),
                [
                    (Role::Title, "Bridge: closed".to_owned()),
                    (Role::Summary, "It's over".to_owned()),
                    (Role::Author, "Jo Doe".to_owned()),
                ]
            );
        }
    }

    #[test]
    fn broken_front_matter_is_a_fault_and_no_text() {
        for source in ["---\ntitle: \"open\nx: [\n---\nText", "+++\ntitle = \n+++\nText"] {
            let front = read(source);
            assert_eq!(front.meta.faults.len(), 1, "{source}");
            assert_eq!(&source[front.body..], "Text");
        }
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(read("---\n\nJust a rule\n\n---\n").body, 0);
        assert_eq!(read("--- not a fence\n---\n").body, 0);
    }
}
