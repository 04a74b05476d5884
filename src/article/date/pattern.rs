//! A date in a path, by a pattern in strptime form: `%Y/%m/%d`, `%d%b%Y`.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::civil;

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathPattern {
    text: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Year,
    ShortYear,
    Month,
    MonthName,
    Day,
    Literal(char),
}

impl PathPattern {
    /// Compiles a pattern of `%Y %y %m %b %B %d` and literal text.
    ///
    /// # Errors
    /// A directive that is not known, or a pattern without year, month or day.
    pub fn new(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            parts.push(match c {
                '%' => match chars.next() {
                    Some('Y') => Part::Year,
                    Some('y') => Part::ShortYear,
                    Some('m') => Part::Month,
                    Some('b' | 'B' | 'h') => Part::MonthName,
                    Some('d') => Part::Day,
                    Some('%') => Part::Literal('%'),
                    Some(other) => return Err(format!("%{other} is not known in a date pattern")),
                    None => return Err("a % at the end of a date pattern".into()),
                },
                literal => Part::Literal(literal),
            });
        }
        let has = |wanted: &[Part]| parts.iter().any(|p| wanted.contains(p));
        if has(&[Part::Year, Part::ShortYear])
            && has(&[Part::Month, Part::MonthName])
            && has(&[Part::Day])
        {
            Ok(Self { text: text.to_owned(), parts })
        } else {
            Err("a date pattern needs a year, a month and a day".into())
        }
    }

    /// The patterns that count when none is configured.
    #[must_use]
    pub fn usual() -> &'static [Self] {
        static USUAL: LazyLock<Vec<PathPattern>> = LazyLock::new(|| {
            ["%Y/%m/%d", "%Y-%m-%d"].iter().filter_map(|p| PathPattern::new(p).ok()).collect()
        });
        &USUAL
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The last date in a path that the pattern fits: a file's own date stands after its folder's.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<Date> {
        let mut found = None;
        let mut before = None;
        let figures = !matches!(self.parts.first(), Some(Part::Literal(_) | Part::MonthName));
        for (at, c) in path.char_indices() {
            if figures && !c.is_ascii_digit() {
                before = Some(c);
                continue;
            }
            let rest = path.get(at..).unwrap_or("");
            // A date does not begin inside a longer number.
            let inside = c.is_ascii_digit() && before.is_some_and(|b: char| b.is_ascii_digit());
            if !inside && let Some(date) = self.at(rest) {
                found = Some(date);
            }
            before = Some(c);
        }
        found
    }

    fn at(&self, mut rest: &str) -> Option<Date> {
        let (mut year, mut month, mut day) = (0i16, 0i8, 0i8);
        for part in &self.parts {
            match part {
                Part::Year => year = number(&mut rest, 4)?,
                Part::ShortYear => {
                    let short = number(&mut rest, 2)?;
                    year = if short < 69 { 2000 + short } else { 1900 + short };
                }
                Part::Month => month = number(&mut rest, 2)?.try_into().ok()?,
                Part::Day => day = number(&mut rest, 2)?.try_into().ok()?,
                Part::MonthName => {
                    let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                    month = civil::month(rest.get(..len)?)?;
                    rest = rest.get(len..)?;
                }
                Part::Literal(c) => rest = rest.strip_prefix(*c)?,
            }
        }
        let plausible = (1700..=2200).contains(&year);
        if rest.starts_with(|c: char| c.is_ascii_digit()) || !plausible {
            return None;
        }
        Date::new(year, month, day).ok()
    }
}

fn number(rest: &mut &str, digits: usize) -> Option<i16> {
    let head = rest.get(..digits)?;
    if !head.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    *rest = rest.get(digits..)?;
    head.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn find(pattern: &str, path: &str) -> Option<Date> {
        PathPattern::new(pattern).unwrap().find(path)
    }

    #[test]
    fn patterns_fit_at_any_place() {
        let day = Some(date(2024, 3, 9));
        assert_eq!(find("%Y/%m/%d", "news/2024/03/09/fire.txt"), day);
        assert_eq!(find("%Y/%m%d", "wire/2024/0309/fire.md"), day);
        assert_eq!(find("%d%b%Y", "fire-09Mar2024.txt"), day);
        assert_eq!(find("%d-%B-%y", "fire-09-march-24.txt"), day);
        assert_eq!(find("%Y%m%d", "20240309-fire.txt"), day);
    }

    #[test]
    fn a_longer_number_is_no_date() {
        assert_eq!(find("%Y%m%d", "id-1202403091.txt"), None);
        assert_eq!(find("%Y-%m-%d", "2024-03-091.txt"), None);
        assert_eq!(find("%Y-%m-%d", "2024-13-09.txt"), None);
    }

    #[test]
    fn bad_patterns_are_refused() {
        assert!(PathPattern::new("%Y/%m").is_err());
        assert!(PathPattern::new("%Y/%q/%d").is_err());
        assert!(PathPattern::new("%Y%m%d%").is_err());
    }
}
