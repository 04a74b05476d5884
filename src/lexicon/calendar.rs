//! Months and weekdays by name.
//!
//! Whether "may" is a month and "Sun" a day is for the reader of dates to decide.

use jiff::civil::Weekday;

const MONTHS: [(&str, &[&str]); 12] = [
    ("january", &["jan"]),
    ("february", &["feb"]),
    ("march", &["mar"]),
    ("april", &["apr"]),
    ("may", &[]),
    ("june", &["jun"]),
    ("july", &["jul"]),
    ("august", &["aug"]),
    ("september", &["sept", "sep"]),
    ("october", &["oct"]),
    ("november", &["nov"]),
    ("december", &["dec"]),
];

const WEEKDAYS: [(&str, &[&str], Weekday); 7] = [
    ("monday", &["mon"], Weekday::Monday),
    ("tuesday", &["tue", "tues"], Weekday::Tuesday),
    ("wednesday", &["wed"], Weekday::Wednesday),
    ("thursday", &["thu", "thur", "thurs"], Weekday::Thursday),
    ("friday", &["fri"], Weekday::Friday),
    ("saturday", &["sat"], Weekday::Saturday),
    ("sunday", &["sun"], Weekday::Sunday),
];

/// The number of a month, in full or abbreviated, with or without the period.
#[must_use]
pub fn month(word: &str) -> Option<i8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let position = MONTHS.iter().position(|(full, short)| is_named(word, full, short))?;
    i8::try_from(position + 1).ok()
}

/// A day of the week, in full or abbreviated, with or without the period.
#[must_use]
pub fn weekday(word: &str) -> Option<Weekday> {
    let word = word.strip_suffix('.').unwrap_or(word);
    WEEKDAYS.iter().find(|(full, short, _)| is_named(word, full, short)).map(|(_, _, day)| *day)
}

fn is_named(word: &str, full: &str, short: &[&str]) -> bool {
    word.eq_ignore_ascii_case(full) || short.iter().any(|s| word.eq_ignore_ascii_case(s))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_weekdays_are_known_by_all_their_names() {
        assert_eq!(month("Sept."), Some(9));
        assert_eq!(month("DECEMBER"), Some(12));
        assert_eq!(month("May"), Some(5));
        assert_eq!(month("Janus"), None);
        assert_eq!(month(""), None);
        assert_eq!(weekday("Thurs."), Some(Weekday::Thursday));
        assert_eq!(weekday("sunday"), Some(Weekday::Sunday));
        assert_eq!(weekday("someday"), None);
    }
}
