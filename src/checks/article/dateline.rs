//! `article/dateline`: the date in the dateline against the article's own date.
//!
//! A dateline says when the story was filed: the day of publication or the one before. Another
//! month, or last year, is a slip of the fingers or the head of an older story.

use jiff::civil::Date;

use crate::article::{DateSource, Zone};
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};

/// The check.
pub struct Dateline;

static INFO: Info = Info {
    name: "article/dateline",
    summary: "the dateline's date is not the article's",
    severity: Severity::Warning,
    default: true,
    explanation: "\
The date in a dateline (\"SALEM, March 3 (Wire) -\") is compared with the date that the configuration, \
the front matter, a first line, the path or the command line give the article. A story that is filed the day \
before or held for a few days passes; one that is dated after its publication, or a week and more \
before it, does not.

Speaks only where the article has a date from elsewhere: a date that was taken from the dateline \
proves nothing about it.",
    bad: "SALEM, May 3 (Wire) - The council met. (Published on March 3.)",
    good: "SALEM, March 3 (Wire) - The council met.",
    needs_date: true,
};

/// Days by which a story may be filed before it is published, and after.
const FILED: std::ops::RangeInclusive<i64> = -6..=1;

impl Check for Dateline {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let (Some(line), Some(published)) = (cx.article.meta.dateline, date(cx)) else { return };
        let years = match line.year {
            Some(year) => [year; 3],
            None => {
                let year = published.year();
                [year.saturating_sub(1), year, year.saturating_add(1)]
            }
        };
        let days = years.iter().filter_map(|&y| Date::new(y, line.month, line.day).ok());
        let apart = |day: Date| published.duration_until(day).as_hours() / 24;
        let Some(filed) = days.min_by_key(|day| apart(*day).abs()) else { return };
        if FILED.contains(&apart(filed)) {
            return;
        }
        let block = cx.article.blocks.iter().find(|b| b.zone == Zone::Dateline);
        let Some(block) = block else { return };
        // The dateline may hold a date that was read as such: point at it.
        let dates = &cx.mentions.dates;
        let date = dates.iter().find(|d| block.span.contains(d.span));
        let span = date.map_or(block.span, |d| d.span);
        let side = if apart(filed) > 0 { "after" } else { "before" };
        let days = apart(filed).abs();
        let message = format!(
            "the dateline says {filed}, {days} days {side} the article's date, {published}"
        );
        out.push(
            cx.finding(&INFO, span, message)
                .label("not the article's date")
                .help("correct the dateline, or the article's date"),
        );
    }
}

/// The publication date, unless the dateline gave it: then what else says one.
fn date(cx: &ArticleContext<'_>) -> Option<Date> {
    let published = cx.article.meta.published.as_ref()?;
    if published.source != DateSource::Dateline {
        return Some(published.date);
    }
    cx.article.meta.beside_dateline
}
