//! What a line above a headline is by its wording: a breadcrumb, a section's name, a time of
//! publication, a byline.

use crate::article::date::civil;
use crate::formats::furniture::ends_with_stop;

/// "News / Politics": short words between bars, above the headline.
pub(super) fn is_breadcrumb(line: &str) -> bool {
    if line.len() > 80 || ends_with_stop(line) {
        return false;
    }
    ["/", ">", "»", "|", "›"].iter().any(|bar| {
        let behind = |at: usize| line[at + bar.len()..].starts_with([' ', '\u{a0}']);
        let spaced = |(at, _)| line[..at].ends_with(' ') && behind(at);
        line.match_indices(bar).any(spaced)
            && line.split(bar).all(|part| {
                let words = part.split_whitespace().count();
                (1..=3).contains(&words) && !part.contains(|c: char| c.is_ascii_digit())
            })
    })
}

/// A section's name, as pages set it above the headline.
pub(super) fn is_section(line: &str) -> bool {
    const SECTIONS: [&str; 24] = [
        "news",
        "politics",
        "world",
        "world news",
        "business",
        "sport",
        "sports",
        "opinion",
        "technology",
        "tech",
        "culture",
        "local",
        "local news",
        "national",
        "breaking news",
        "exclusive",
        "health",
        "science",
        "entertainment",
        "press release",
        "for immediate release",
        "home",
        "us news",
        "uk news",
    ];
    line.len() <= 24 && SECTIONS.contains(&line.trim_end_matches(':').to_lowercase().as_str())
}

/// A line that only says when something was published: "Updated: 11 November 2011 18:50 IST".
pub(super) fn is_timestamp(line: &str) -> bool {
    const WORDS: [&str; 32] = [
        "first",
        "posted",
        "updated",
        "published",
        "last",
        "modified",
        "created",
        "on",
        "at",
        "am",
        "pm",
        "a.m",
        "p.m",
        "est",
        "edt",
        "et",
        "gmt",
        "utc",
        "bst",
        "ist",
        "pst",
        "pdt",
        "pt",
        "cst",
        "cdt",
        "by",
        "print",
        "time",
        "date",
        "p",
        "a",
        "of",
    ];
    if line.len() > 90 || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    line.split(|c: char| !c.is_alphabetic() && c != '.')
        .map(|w| w.trim_matches('.'))
        .filter(|w| !w.is_empty())
        .all(|w| {
            let lower = w.to_lowercase();
            WORDS.contains(&lower.as_str())
                || civil::month(w).is_some()
                || civil::is_weekday(w)
                || ["st", "nd", "rd", "th"].contains(&lower.as_str())
        })
}

/// "By Jo Doe", "by Jo Doe and Al Roe, Example News".
pub(super) fn is_byline(line: &str) -> bool {
    let head = ["By ", "by ", "BY ", "By: ", "Written by ", "Story by ", "Words by ", "Posted by "]
        .iter()
        .find_map(|h| line.strip_prefix(h));
    let Some(name) = head else { return false };
    let capital = name.trim_start().starts_with(char::is_uppercase);
    let small = name
        .split_whitespace()
        .filter(|w| w.starts_with(char::is_lowercase))
        .filter(|w| {
            !["and", "of", "for", "the", "in", "de", "van", "von", "la", "with"].contains(w)
        })
        .count();
    capital && small == 0 && line.len() <= 120 && !line.ends_with(['?', '!', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_pages_are_known() {
        assert!(is_breadcrumb("Home   >   Local News"));
        assert!(!is_breadcrumb("Mayor resigns after vote"));
        assert!(is_timestamp("Updated: November 11, 2011 18: 50 IST"));
        assert!(!is_timestamp("Fire at 11 Main Street"));
        assert!(is_byline("By Jo Doe and Al Roe, Example News"));
        assert!(!is_byline("By the time the ferry came, it was dark"));
    }
}
