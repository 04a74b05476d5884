//! The dateline at the head of a paragraph: place, date and agency up to the dash.
//!
//! Hand-cut, not a regular expression: it runs on the head of few paragraphs of every article.

use crate::article::DatelineDate;
use crate::article::date::civil;
use crate::source::next_byte;

/// Longest dateline, in bytes.
const LONGEST: usize = 170;

/// Cities that stand alone in American datelines, as the agencies' style books list them: where
/// a machine lost the dash, one of them in capitals is still a dateline.
const ALONE: [&str; 33] = [
    "ATLANTA",
    "BALTIMORE",
    "BOSTON",
    "CHICAGO",
    "CINCINNATI",
    "CLEVELAND",
    "DALLAS",
    "DENVER",
    "DETROIT",
    "HONOLULU",
    "HOUSTON",
    "INDIANAPOLIS",
    "LAS VEGAS",
    "LONDON",
    "LOS ANGELES",
    "MIAMI",
    "MILWAUKEE",
    "MINNEAPOLIS",
    "NEW ORLEANS",
    "NEW YORK",
    "OKLAHOMA CITY",
    "PARIS",
    "PHILADELPHIA",
    "PHOENIX",
    "PITTSBURGH",
    "SALT LAKE CITY",
    "SAN ANTONIO",
    "SAN DIEGO",
    "SAN FRANCISCO",
    "SEATTLE",
    "ST. LOUIS",
    "TOKYO",
    "WASHINGTON",
];
/// Words in capitals before a colon or dash that are no places.
const LABELS: [&str; 30] = [
    "UPDATE",
    "UPDATED",
    "WARNING",
    "OPINION",
    "ANALYSIS",
    "WATCH",
    "READ",
    "BREAKING",
    "VIDEO",
    "EXCLUSIVE",
    "PHOTOS",
    "PHOTO",
    "RELATED",
    "NOTE",
    "CORRECTION",
    "FILE",
    "TLDR",
    "FAQ",
    "MORE",
    "ALSO",
    "LIVE",
    "EDITORIAL",
    "COLUMN",
    "REVIEW",
    "INTERVIEW",
    "WHO",
    "WHAT",
    "WHEN",
    "WHERE",
    "WHY",
];

/// A dateline: how long it is, and its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// Bytes up to and with the dash.
    pub(super) len: usize,
    /// Month and day, if it states them.
    pub(super) date: Option<DatelineDate>,
}

/// The dateline that a paragraph starts with.
pub(super) fn find(paragraph: &str) -> Option<Dateline> {
    let mut end = paragraph.len().min(LONGEST);
    while !paragraph.is_char_boundary(end) {
        end -= 1;
    }
    let head = paragraph.get(..end)?;
    dashed(head, paragraph.len()).or_else(|| without_dash(head))
}

/// Cuts at each dash in turn; what stands before the last fitting one is the dateline.
fn dashed(head: &str, whole: usize) -> Option<Dateline> {
    let mut best = None;
    let mut facts = Facts::default();
    let mut from = 0;
    while let Some((at, len)) = next_dash(head, from) {
        let part = head.get(from..at)?.trim();
        // After the first dash only a date or an agency continues the dateline.
        // A place may follow the agency; mixed case needs its region to be known as one.
        let looks_placed = || part.contains(',') || !part.contains(char::is_lowercase);
        let fits = if from == 0 || !facts.place && looks_placed() {
            facts.place_first(part)
        } else {
            facts.only_facts(part)
        };
        if !fits {
            break;
        }
        from = at + len;
        let colon = head.get(at..from)?.trim_start().starts_with(':');
        if facts.convince(colon) && from < whole {
            best = Some(Dateline { len: head.get(..from)?.trim_end().len(), date: facts.date });
        }
    }
    best
}

/// A dash with white space after it, and before it unless a bracket or slash closes there.
fn next_dash(head: &str, from: usize) -> Option<(usize, usize)> {
    let rest = head.get(from..)?;
    let mut at = 0;
    // The last is the lead byte of the longer dashes.
    while let Some(i) = next_byte(rest.as_bytes(), at, *b"-_:\xE2") {
        let c = rest.get(i..)?.chars().next()?;
        if let Some(run) = dash(rest, i, c) {
            return Some((from + i, run));
        }
        at = i + c.len_utf8();
    }
    None
}

/// Bytes of the dash that the character `c` at `i` begins.
fn dash(rest: &str, i: usize, c: char) -> Option<usize> {
    if !matches!(c, '-' | '–' | '—' | '―' | '_' | ':' | '\u{2212}') {
        return None;
    }
    let before = rest.get(..i)?;
    let mut dashes = rest.get(i..)?;
    let run = dashes.len() - dashes.trim_start_matches(['-', '–', '—', '―', '_']).len();
    let run = run.max(c.len_utf8());
    dashes = dashes.get(run..)?;
    let spaced_before = before.ends_with([' ', '\u{a0}', ')', '/', ']']) || c == ':';
    let long = c != '-' && c != ':' || run > 1;
    let spaced_after = dashes.starts_with(char::is_whitespace);
    // An em dash may stand without spaces: "PARIS—The".
    let fits = spaced_before && (spaced_after || long) || c == '—' || run > c.len_utf8();
    fits.then_some(run)
}

#[derive(Default)]
struct Facts {
    upper: bool,
    label: bool,
    place: bool,
    agency: bool,
    date: Option<DatelineDate>,
}

impl Facts {
    /// A place in capitals is enough; any other needs a date or an agency beside it.
    fn convince(&self, colon: bool) -> bool {
        if self.label {
            return false;
        }
        if colon {
            return self.place && (self.date.is_some() || self.agency);
        }
        let dated = self.date.is_some_and(|d| self.place || d.year.is_some());
        self.upper || self.agency || dated
    }

    /// "CITY, State, Nov. 17 (Agency)", in this order, each part optional.
    fn place_first(&mut self, part: &str) -> bool {
        let place_end = part.find(['(', '/', '[']).unwrap_or(part.len());
        let (words, rest) = part.split_at(place_end);
        if !self.agency_and_date(rest) {
            return false;
        }
        let mut place_words = 0;
        let pieces: Vec<&str> = words.split_whitespace().collect();
        let mut at = 0;
        while let Some(word) = pieces.get(at) {
            if let Some(used) = self.date_at(pieces.get(at..).unwrap_or(&[])) {
                at += used;
                continue;
            }
            let bare = word.trim_matches([',', '.']);
            let small = ["of", "the", "and", "de", "del", "la", "le", "sur", "am", "upon", "al"];
            let fits = bare.is_empty()
                || bare.starts_with(char::is_uppercase)
                    && !word.contains(['"', '“', ':', ';', '?'])
                || place_words > 0 && small.contains(&bare);
            if !fits
                || civil::is_weekday(bare)
                    && self.date.is_none()
                    && at + 1 < pieces.len()
                    && place_words == 0
            {
                return false;
            }
            if place_words == 0 {
                self.upper = bare.len() > 2 && bare.chars().all(|c| !c.is_lowercase());
                self.label = LABELS.contains(&bare);
            }
            place_words += usize::from(!bare.is_empty());
            at += 1;
        }
        self.place = place_words > 0;
        // "IBM CEO Jo Doe - " is no place: capitals must reach the first comma.
        let city = words.split(',').next().unwrap_or("");
        self.upper &= !city
            .split_whitespace()
            .take(4)
            .any(|w| w.contains(char::is_lowercase) && !self.date_word(w));
        place_words <= 7 && (self.place || self.agency || self.date.is_some())
    }

    fn date_word(&self, word: &str) -> bool {
        self.date.is_some()
            && (civil::month(word.trim_matches([',', '.'])).is_some() || civil::is_weekday(word))
    }

    /// "January 2, 2025", "(Agency)", "/Agency/" between two dashes, nothing else.
    fn only_facts(&mut self, part: &str) -> bool {
        let had = (self.agency, self.date.is_some());
        self.agency_and_date(part) && had != (self.agency, self.date.is_some())
    }

    /// Brackets, slashes, dates and times of day; false at any other word.
    fn agency_and_date(&mut self, rest: &str) -> bool {
        let mut rest = rest.trim_start();
        while let Some(open) = rest.chars().next() {
            let close = match open {
                '(' => ')',
                '/' => '/',
                '[' => ']',
                _ => break,
            };
            let Some(end) = rest.get(1..).and_then(|r| r.find(close)) else { return false };
            let name = rest.get(1..=end).unwrap_or("");
            if name.is_empty() || name.len() > 60 || name.contains(". ") {
                return false;
            }
            self.agency |= name.starts_with(char::is_alphanumeric);
            rest = rest.get(end + 2..).unwrap_or("").trim_start_matches([' ', ',', '\u{a0}']);
        }
        let words: Vec<&str> = rest.split_whitespace().collect();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            if let Some(used) = self.date_at(words.get(at..).unwrap_or(&[])) {
                at += used;
            } else if is_time(word) || word.starts_with(['/', '(']) && word.len() > 2 {
                self.agency |= word.starts_with(['/', '(']);
                at += 1;
            } else {
                return false;
            }
        }
        true
    }

    /// Words that a date takes: weekday, month and day, year.
    fn date_at(&mut self, words: &[&str]) -> Option<usize> {
        let mut used = usize::from(words.first().is_some_and(|w| civil::is_weekday(w)));
        let word = |i: usize| words.get(i).map(|w| w.trim_matches(',')).unwrap_or("");
        let (month, day) = match civil::month(word(used)) {
            Some(month) => (month, word(used + 1)),
            None => (civil::month(word(used + 1))?, word(used)),
        };
        let digits = day.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
        let day: i8 = digits.parse().ok().filter(|d| (1..=31).contains(d))?;
        used += 2;
        let year = word(used).trim_end_matches('.');
        let year: Option<i16> = year.parse().ok().filter(|y| (1700..2200).contains(y));
        used += usize::from(year.is_some());
        // A leap year stands in where none is stated.
        jiff::civil::Date::new(year.unwrap_or(2024), month, day).ok()?;
        self.date = Some(DatelineDate { year, month, day });
        Some(used)
    }
}

/// "@ 6:00 AM Pacific", "10:15 a.m. ET".
fn is_time(word: &str) -> bool {
    const WORDS: [&str; 14] = [
        "@", "at", "am", "pm", "a.m.", "p.m.", "et", "est", "edt", "pt", "gmt", "pacific",
        "eastern", "central",
    ];
    let lower = word.trim_end_matches(',').to_lowercase();
    WORDS.contains(&lower.as_str())
        || lower.starts_with(|c: char| c.is_ascii_digit()) && lower.contains(':')
}

/// "WASHINGTON Two men were …": a known city in capitals, then a capital that begins a sentence.
fn without_dash(head: &str) -> Option<Dateline> {
    if !head.bytes().take(2).all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let city = ALONE.iter().find(|city| head.starts_with(**city))?;
    let rest = head.get(city.len()..)?.strip_prefix([' ', '\u{a0}'])?.trim_start();
    let mut chars = rest.chars();
    let first = chars.next()?;
    let second = chars.next()?;
    let sentence = first.is_uppercase() && (second.is_lowercase() || matches!(second, ' ' | '.'));
    sentence.then_some(Dateline { len: city.len(), date: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(paragraph: &str) -> Option<(&str, Option<DatelineDate>)> {
        find(paragraph).map(|d| (&paragraph[..d.len], d.date))
    }

    fn day(year: Option<i16>, month: i8, day: i8) -> Option<DatelineDate> {
        Some(DatelineDate { year, month, day })
    }

    #[test]
    fn agencies_and_press_releases_are_understood() {
        for (text, head, date) in [
            ("WASHINGTON (Reuters) - The mayor", "WASHINGTON (Reuters) -", None),
            (
                "WASHINGTON, Nov 17 (Reuters) - The",
                "WASHINGTON, Nov 17 (Reuters) -",
                day(None, 11, 17),
            ),
            (
                "MIAMI, FL, March 10, 2024 /Wire/ -- Jo",
                "MIAMI, FL, March 10, 2024 /Wire/ --",
                day(Some(2024), 3, 10),
            ),
            ("LE MANS, France (AP) — A car", "LE MANS, France (AP) —", None),
            (
                "New York, NY – March 3, 2025 – Jo Doe",
                "New York, NY – March 3, 2025 –",
                day(Some(2025), 3, 3),
            ),
            (
                "JERICHO, NY - (Wire) - January 2, 2025 - Jo, Inc.",
                "JERICHO, NY - (Wire) - January 2, 2025 -",
                day(Some(2025), 1, 2),
            ),
            (
                "Boca Raton, Florida (Wire.ai) Monday Nov 10, 2025 @ 6:00 AM Pacific — Jo",
                "Boca Raton, Florida (Wire.ai) Monday Nov 10, 2025 @ 6:00 AM Pacific —",
                day(Some(2025), 11, 10),
            ),
            (
                "March 3, 2025 - Austin, Texas - (Wire) - A",
                "March 3, 2025 - Austin, Texas - (Wire) -",
                day(Some(2025), 3, 3),
            ),
            ("(Reuters) - A ferry sank", "(Reuters) -", None),
            ("PARIS—The ferry", "PARIS—", None),
            ("WASHINGTON Two men", "WASHINGTON", None),
            ("WASHINGTON-- Two men", "WASHINGTON--", None),
            (
                "(Wire) - October 9, 2024 - DALLAS — At a time",
                "(Wire) - October 9, 2024 - DALLAS —",
                day(Some(2024), 10, 9),
            ),
            ("(Reuters) - Example.com - the shop - said", "(Reuters) -", None),
        ] {
            assert_eq!(cut(text), Some((head, date)), "{text}");
        }
    }

    #[test]
    fn prose_has_no_dateline() {
        for text in [
            "The mayor - a former pilot - resigned on May 4, 2020.",
            "UPDATE - The bridge is closed",
            "Jo Doe - the mayor - said",
            "IBM CEO Jo Doe - who took over in May - said",
            "WASHINGTON state is large",
            "Q: What did you see?",
            "NASA said on Monday - again - that",
            "CO-FOUNDER Jo Doe said",
        ] {
            assert_eq!(cut(text), None, "{text}");
        }
    }
}
