//! Dates as news writes them: what is read, and what is left alone.

use jiff::civil::Weekday;

use super::*;
use crate::article::{Article, Block, Zone};
use crate::extract::words;

fn read(text: &str) -> Vec<DateMention> {
    let span = Span::new(0, text.len());
    let block = Block { span, zone: Zone::Body, list: false };
    let article = Article { text: text.into(), blocks: vec![block], ..Article::default() };
    dates(&article, &words(&article))
}

/// Weekdays and days of every date, as "Tue 2020-11-17" with "-" for what is not stated.
fn shape(text: &str) -> String {
    let name = |d: Weekday| match d {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    };
    let one = |m: &DateMention| {
        let mut parts: Vec<String> = m.weekdays.iter().map(|w| name(w.weekday).into()).collect();
        parts.extend(m.days.iter().map(|d| {
            let year = d.year.map_or_else(String::new, |y| format!("{y}-"));
            format!("{year}{}-{}", d.month, d.number)
        }));
        parts.join(" ")
    };
    read(text).iter().map(one).collect::<Vec<_>>().join(" | ")
}

#[test]
fn weekday_and_date_in_every_common_order() {
    for (text, want) in [
        ("It met Tuesday, Nov. 17, 2020, in Salem.", "Tue 2020-11-17"),
        ("on Tuesday November 17 at noon", "Tue 11-17"),
        ("on Tuesday, 17 November 2020", "Tue 2020-11-17"),
        ("Tuesday the 17th of November", "Tue 11-17"),
        ("on November 17 (Tuesday)", "Tue 11-17"),
        ("logged 2020-11-17 (Tuesday)", "Tue 2020-11-17"),
        ("on Tuesday (Nov. 17)", "Tue 11-17"),
        ("Tues., Nov. 17", "Tue 11-17"),
        ("TUESDAY, NOVEMBER 17", "Tue 11-17"),
        ("on November 17, 2020, a Tuesday.", "Tue 2020-11-17"),
        ("Tuesday night, Nov. 17,2020", "Tue 2020-11-17"),
        ("Tuesday,\nNov.\n17", "Tue 11-17"),
        ("in Tuesday’s (Nov. 17) match", "Tue 11-17"),
    ] {
        assert_eq!(shape(text), want, "{text}");
    }
}

#[test]
fn lists_and_ranges_keep_every_day_and_weekday() {
    for (text, want) in [
        ("Thursday through Sunday, March 6-9, 2025", "Thu Sun 2025-3-6 2025-3-9"),
        ("Saturday–Monday, May 24–26", "Sat Mon 5-24 5-26"),
        ("Monday, Tuesday, April 29-30", "Mon Tue 4-29 4-30"),
        ("this Saturday and Sunday, November 1 and 2", "Sat Sun 11-1 11-2"),
        ("Friday, Nov. 29 to Sunday, Dec. 1", "Fri 11-29 | Sun 12-1"),
        ("Friday, Nov. 29 to Sunday, Dec. 1, 2024", "Fri 2024-11-29 | Sun 2024-12-1"),
        ("Friday-Sunday, Nov. 29-Dec. 1, 2024", "Fri Sun 2024-11-29 2024-12-1"),
        ("Dec. 30-Jan. 2, 2025", "2024-12-30 2025-1-2"),
        ("6-9 March 2025", "2025-3-6 2025-3-9"),
        ("29 November to 1 December 2024", "2024-11-29 2024-12-1"),
        ("May 3, 10, and 17, 2024", "2024-5-3 2024-5-10 2024-5-17"),
        ("Nov. 17, 2020 and Dec. 3, 2021", "2020-11-17 2021-12-3"),
        ("Tuesday, May 5 and June 6", "Tue 5-5 6-6"),
        ("May 5, 2020, 9 guests", "2020-5-5"),
        ("May 5, 2020 /24 hours", "2020-5-5"),
        ("opened on 5 May. 2020 was hard.", "5-5"),
    ] {
        assert_eq!(shape(text), want, "{text}");
    }
}

#[test]
fn what_looks_like_a_date_and_is_none() {
    for text in [
        "March 3 p.m. sessions",
        "Theresa May spoke to 5 people",
        "you may 5 times",
        "March 100 miles",
        "May 50 people come",
        "June 2020",
        "in May 5,000 people",
        "Nov. 17:30",
        "In June 31-year-old Ann Lee left",
        "May 24-19",
        "CVE-2020-11-17",
        "2020-11-17-3",
        "the Tuesday 2020 vote",
    ] {
        assert_eq!(shape(text), "", "{text}");
    }
}

#[test]
fn weekdays_stay_with_their_own_date() {
    for (text, want) in [
        ("It closed Tuesday. Nov. 17 was a holiday.", "11-17"),
        ("The Sun, March 3, 2020", "2020-3-3"),
        ("Baltimore Sun, March 3, 2020", "2020-3-3"),
        ("The Sunday Times, March 3, 2020", "2020-3-3"),
        ("Tuesday's Nov. 17 deadline", "11-17"),
        ("by Nov. 17, a Friday deadline", "11-17"),
        ("Tuesday, May 5, June 6", "Tue 5-5 | 6-6"),
        ("at 7 May 5", "5-5"),
        ("at 7:30 May 5", "5-5"),
        ("on Nov. 17, 2000 people came", "11-17"),
        ("17 November, 20 guests", "11-17"),
    ] {
        assert_eq!(shape(text), want, "{text}");
    }
}

#[test]
fn words_after_a_date_move_its_year() {
    for text in ["Nov. 17 last year", "Nov. 17 of the previous year", "Nov. 17, a year earlier"] {
        assert!(read(text)[0].other_year, "{text}");
    }
    assert!(!read("Nov. 17 this year")[0].other_year);
}

#[test]
fn spans_cover_the_words() {
    let text = "Born on Tuesday, 17th of November 2020 in Rome";
    let found = read(text);
    assert_eq!(found[0].span.of(text), "Tuesday, 17th of November 2020");
    assert_eq!(found[0].days[0].span.of(text), "17th");
    assert_eq!(found[0].year_span.unwrap().of(text), "2020");
    assert_eq!(found[0].order, Order::DayMonth);
}

proptest::proptest! {
    /// Pieces of dates in any order: never a panic, spans that fit the text and do not overlap.
    #[test]
    fn any_heap_of_pieces_is_read(picks in proptest::collection::vec(0usize..32, 0..40)) {
        const PIECES: [&str; 32] = [
            "Monday", "Tues.", "Sun", "’s", "May ", "Nov. ", "sept", "Feb", "17", " 3", "31st",
            "2020", "17,2020", "99", "0", "-", "–", " to ", ", ", " and ", "(", ")", " of ", ":",
            "the ", "\n", " p.m.", " a ", "last year", "é", "2021-02-30", ".",
        ];
        let text: String = picks.iter().map(|&i| PIECES[i]).collect();
        let found = read(&text);
        for mention in &found {
            proptest::prop_assert!(!mention.days.is_empty());
            let parts = mention.days.iter().map(|d| d.span);
            for span in parts.chain(mention.weekdays.iter().map(|w| w.span)) {
                proptest::prop_assert!(mention.span.contains(span));
                proptest::prop_assert!(!span.of(&text).is_empty());
            }
        }
        for pair in found.windows(2) {
            proptest::prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
    }
}
