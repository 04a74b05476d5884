//! Days as people and programs write them: "2024-03-10", "March 10, 2024", "10 March 2024".

use jiff::civil::{Date, Weekday};

/// The months, lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The days of the week, lower case.
pub const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Days from one date to another.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// The month, from 1, of a name or of an abbreviation of three letters or more ("Sept.", "MAR").
#[must_use]
pub fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    if word.len() < 3 || word.len() > 9 {
        return None;
    }
    let at = MONTHS
        .iter()
        .position(|m| m.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)))?;
    i8::try_from(at + 1).ok()
}

/// A day that is the whole text or starts it, with or without a time of day after it. The day
/// counts as written: a time zone does not move it.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| {
        let mut words = text
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|w| !w.is_empty())
            .skip_while(|w| is_weekday(w));
        let (first, second, third) = (words.next()?, words.next()?, words.next()?);
        let (month, day) = match month(first) {
            Some(month) => (month, day_number(second)?),
            None => (month(second)?, day_number(first)?),
        };
        Date::new(year(third)?, month, day).ok()
    })
}

/// An ISO day that is the whole text: a first line that holds nothing else.
#[must_use]
pub fn iso_only(text: &str) -> Option<Date> {
    if text.len() == 10 { iso(text) } else { None }
}

/// `2024-03-10`, and what may follow it: nothing, a space, a `T`.
fn iso(text: &str) -> Option<Date> {
    let head = text.get(..10)?;
    if text.as_bytes().get(10).is_some_and(u8::is_ascii_alphanumeric)
        && !text.get(10..)?.starts_with(['T', 't'])
    {
        return None;
    }
    let mut parts = head.split(['-', '/']);
    let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
    if y.len() != 4 || m.len() != 2 || parts.next().is_some() {
        return None;
    }
    Date::new(year(y)?, m.parse().ok()?, d.parse().ok()?).ok()
}

/// Whether a word names a day of the week.
#[must_use]
pub fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']);
    let starts = |day: &str| day.get(..word.len()).is_some_and(|h| h.eq_ignore_ascii_case(word));
    word.len() >= 3 && WEEKDAYS.iter().any(|(day, _)| starts(day))
}

/// "3", "03", "3rd".
fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..)?;
    if !["", "st", "nd", "rd", "th"].contains(&ending) || digits.len() > 2 {
        return None;
    }
    digits.parse().ok().filter(|d| (1..=31).contains(d))
}

fn year(word: &str) -> Option<i16> {
    let all_digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    if all_digits { word.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_counted_across_months() {
        assert_eq!(days_between(date(2024, 2, 28), date(2024, 3, 1)), 2);
        assert_eq!(days_between(date(2024, 1, 1), date(2023, 12, 31)), -1);
    }

    #[test]
    fn the_usual_forms_are_read() {
        let day = Some(date(2014, 3, 12));
        for text in [
            "2014-03-12",
            "2014-03-12T10:11:00Z",
            "2014-03-12 10:11:00 -0400",
            "2014/03/12",
            "March 12, 2014",
            "Wed, 12 Mar 2014 08:00:00 GMT",
            "12th March 2014",
            "Mar. 12, 2014 at noon",
        ] {
            assert_eq!(parse(text), day, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for text in ["", "Last Modified", "2014-13-12", "2014-03-123", "March 2014", "May be, 12"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(iso_only("2014-03-12 x"), None);
    }
}
