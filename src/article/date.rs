//! When an article was published: which of several dates counts, and when it is disproved.
//!
//! Knows no configuration and no format: both hand over what they were told.

pub mod civil;
pub mod disprove;
pub mod pattern;

use jiff::civil::Date;

use crate::article::{DateSource, DatelineDate, Metadata, Published};
pub use pattern::PathPattern;

/// Front-matter keys that state a publication date, the likeliest first.
pub const KEYS: [&str; 12] = [
    "date",
    "publishDate",
    "pubDate",
    "published",
    "publish_date",
    "datePublished",
    "date_published",
    "published_at",
    "publishedAt",
    "created",
    "lastmod",
    "modified",
];

/// How far, in days, a dateline without a year may lie from what else is known.
const NEAR: u64 = 60;

/// One configured way to find a publication date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// This key of the front matter.
    FrontMatter(String),
    /// A date in the path.
    Path(PathPattern),
}

/// What configuration and command line say about publication dates.
#[derive(Clone, Debug, Default)]
pub struct DateSettings {
    /// From an `[[article]]` table.
    pub configured: Option<Date>,
    /// Ways to find a date; the usual ones when empty.
    pub patterns: Vec<Pattern>,
    /// From `--date`.
    pub fallback: Option<Date>,
}

/// Chooses the publication date, first that exists: configuration, front matter, a dateline with
/// a date, a first line that is only a date, the path, `--date`.
pub fn choose(meta: &mut Metadata, path: &str, settings: &DateSettings) {
    let from_path = by_path(path, &settings.patterns);
    let line = meta.first_line_date;
    let beside = line.or(from_path.as_ref().map(|p| p.date));
    let known = beside.or(settings.fallback);
    let published = |date, source| Published { date, source };
    meta.published = settings
        .configured
        .map(|date| published(date, DateSource::Configuration))
        .or_else(|| by_front_matter(&meta.front_matter_dates, &settings.patterns))
        .or_else(|| {
            let date = by_dateline(meta.dateline?, known)?;
            Some(published(date, DateSource::Dateline))
        })
        .or_else(|| line.map(|date| published(date, DateSource::FirstLine)))
        .or(from_path)
        .or_else(|| settings.fallback.map(|date| published(date, DateSource::CommandLine)));
    let by_dateline = meta.published.as_ref().is_some_and(|p| p.source == DateSource::Dateline);
    meta.beside_dateline = beside.filter(|_| by_dateline);
}

fn by_front_matter(dates: &[(String, Date)], patterns: &[Pattern]) -> Option<Published> {
    let configured: Vec<&str> = patterns
        .iter()
        .filter_map(|p| match p {
            Pattern::FrontMatter(key) => Some(key.as_str()),
            Pattern::Path(_) => None,
        })
        .collect();
    let keys = if configured.is_empty() { &KEYS[..] } else { &configured[..] };
    keys.iter().find_map(|key| {
        let (key, date) = dates.iter().find(|(k, _)| k.eq_ignore_ascii_case(key))?;
        Some(Published { date: *date, source: DateSource::FrontMatter(key.clone()) })
    })
}

/// A dateline rarely states its year: the one nearest to what else is known.
fn by_dateline(line: DatelineDate, known: Option<Date>) -> Option<Date> {
    if let Some(year) = line.year {
        return Date::new(year, line.month, line.day).ok();
    }
    let known = known?;
    let near = |year| {
        let date = Date::new(year, line.month, line.day).ok()?;
        Some((known.duration_until(date).as_hours().unsigned_abs(), date))
    };
    let years = [known.year() - 1, known.year(), known.year().saturating_add(1)];
    let (hours, date) = years.into_iter().filter_map(near).min()?;
    (hours <= NEAR * 24).then_some(date)
}

fn by_path(path: &str, patterns: &[Pattern]) -> Option<Published> {
    let configured: Vec<&PathPattern> = patterns
        .iter()
        .filter_map(|p| match p {
            Pattern::Path(pattern) => Some(pattern),
            Pattern::FrontMatter(_) => None,
        })
        .collect();
    let patterns =
        if configured.is_empty() { PathPattern::usual().iter().collect() } else { configured };
    patterns.into_iter().find_map(|pattern| {
        let date = pattern.find(path)?;
        Some(Published { date, source: DateSource::Path(pattern.text().to_owned()) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn chosen(meta: &mut Metadata, path: &str, settings: &DateSettings) -> Published {
        choose(meta, path, settings);
        meta.published.clone().unwrap()
    }

    #[test]
    fn the_order_of_sources_holds() {
        let mut meta = Metadata {
            front_matter_dates: vec![
                ("lastmod".into(), date(2021, 5, 9)),
                ("date".into(), date(2021, 5, 1)),
            ],
            dateline: Some(DatelineDate { year: None, month: 5, day: 2 }),
            first_line_date: Some(date(2021, 5, 3)),
            ..Metadata::default()
        };
        let mut settings = DateSettings {
            configured: Some(date(2021, 4, 30)),
            fallback: Some(date(2021, 5, 5)),
            ..DateSettings::default()
        };
        let path = "out/2021/05/04/a.txt";
        assert_eq!(chosen(&mut meta, path, &settings).source, DateSource::Configuration);
        settings.configured = None;
        assert_eq!(chosen(&mut meta, path, &settings).date, date(2021, 5, 1));
        settings.patterns = vec![Pattern::FrontMatter("lastmod".into())];
        assert_eq!(chosen(&mut meta, path, &settings).date, date(2021, 5, 9));
        meta.front_matter_dates.clear();
        settings.patterns.clear();
        assert_eq!(chosen(&mut meta, path, &settings).date, date(2021, 5, 2));
        meta.dateline = None;
        assert_eq!(chosen(&mut meta, path, &settings).source, DateSource::FirstLine);
        meta.first_line_date = None;
        assert_eq!(chosen(&mut meta, path, &settings).date, date(2021, 5, 4));
        assert_eq!(chosen(&mut meta, "a.txt", &settings).source, DateSource::CommandLine);
    }

    #[test]
    fn a_dateline_takes_the_nearest_year_or_none() {
        let new_year = DatelineDate { year: None, month: 12, day: 30 };
        assert_eq!(by_dateline(new_year, Some(date(2021, 1, 2))), Some(date(2020, 12, 30)));
        assert_eq!(by_dateline(new_year, Some(date(2021, 6, 2))), None);
        assert_eq!(by_dateline(new_year, None), None);
    }
}
