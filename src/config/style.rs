//! `[style]`: how this house writes, key by key, on top of the style that it follows.
//!
//! What is not set is only held to itself: an article that does both is inconsistent, an article
//! that does either is not. The published styles are data in `styles/`, with their sources.

use std::sync::Arc;

use crate::finding::{Finding, Severity};
use crate::source::SourceFile;
use crate::tables::{Document, Faults, Table, did_you_mean, quoted};

/// How an acronym is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acronyms {
    /// In brackets after the full name.
    Bracketed,
    /// By the full name earlier in the text; never in brackets.
    EarlierName,
    /// In either way.
    Either,
}

/// First letters of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// "President Roe"
    Upper,
    /// "president Roe"
    Lower,
}

/// How the United States is shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Country {
    /// "U.S."
    Periods,
    /// "US"
    Plain,
}

/// Outer quotation marks; a quotation inside has the other ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// “…”
    Double,
    /// ‘…’
    Single,
}

/// How closely a quotation keeps to what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotations {
    /// To the word; words may only be left out.
    Verbatim,
    /// Slips of grammar may be mended.
    LightEdit,
}

/// Order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// "July 21, 2016"
    MonthDay,
    /// "21 July 2016"
    DayMonth,
}

/// How a month is written beside a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Months {
    /// "Nov. 17"; March to July in full.
    Abbreviated,
    /// "November 17"
    Full,
}

/// Whether something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The spelling of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// "defense"
    American,
    /// "defence"
    British,
}

/// First day of a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WeekStart {
    /// As ISO 8601 counts.
    #[default]
    Monday,
    /// As American calendars print it.
    Sunday,
}

/// The house style; the default is that of a house that has not said anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Name of the published style that it follows.
    pub preset: Option<&'static str>,
    /// How an acronym is introduced.
    pub acronyms: Option<Acronyms>,
    /// Acronyms that need no introduction.
    pub known_acronyms: Vec<String>,
    /// A formal title directly before a name.
    pub titles_before_name: Option<Case>,
    /// A title after a name, or alone.
    pub titles_after_name: Option<Case>,
    /// "acting" and "interim" before a capitalised title.
    pub acting: Option<Case>,
    /// The United States in running text.
    pub country: Option<Country>,
    /// The United States in headlines.
    pub country_in_headlines: Option<Country>,
    /// Outer quotation marks.
    pub quotation_marks: Option<Marks>,
    /// How closely quotations keep to what was said.
    pub quotations: Option<Quotations>,
    /// Order of day and month.
    pub date_order: Option<DateOrder>,
    /// Months beside a day.
    pub months: Option<Months>,
    /// "July 5th"
    pub ordinals: Option<Policy>,
    /// "on" before a weekday.
    pub on_weekday: Option<Policy>,
    /// Spelling.
    pub dialect: Option<Dialect>,
    /// First day of a week, for "last week".
    pub week_start: WeekStart,
    /// People who need no introduction: a surname alone will do.
    pub known_people: Vec<String>,
}

/// Name and text of every published style.
const PRESETS: [(&str, &str); 7] = [
    ("ap", include_str!("../../styles/ap.toml")),
    ("reuters", include_str!("../../styles/reuters.toml")),
    ("guardian", include_str!("../../styles/guardian.toml")),
    ("bbc", include_str!("../../styles/bbc.toml")),
    ("economist", include_str!("../../styles/economist.toml")),
    ("chicago", include_str!("../../styles/chicago.toml")),
    ("gpo", include_str!("../../styles/gpo.toml")),
];

const CASES: [(&str, Case); 2] = [("upper", Case::Upper), ("lower", Case::Lower)];
const POLICIES: [(&str, Policy); 2] = [("always", Policy::Always), ("never", Policy::Never)];
const COUNTRIES: [(&str, Country); 2] = [("U.S.", Country::Periods), ("US", Country::Plain)];
const ACRONYMS: [(&str, Acronyms); 3] = [
    ("bracketed", Acronyms::Bracketed),
    ("earlier-name", Acronyms::EarlierName),
    ("either", Acronyms::Either),
];

/// Reads `[style]`.
#[must_use]
pub fn read(mut table: Table<'_>) -> Style {
    let mut style = preset(&mut table);
    keys(&mut style, &mut table);
    table.finish();
    style
}

/// The published style that a table names, or none.
fn preset(table: &mut Table<'_>) -> Style {
    let Some(name) = table.str("preset").filter(|name| name.value != "none") else {
        return Style::default();
    };
    if let Some((name, text)) = PRESETS.iter().find(|(known, _)| *known == name.value) {
        let path = format!("styles/{name}.toml").into();
        let file = SourceFile::new(path, (*text).to_owned(), encoding_rs::UTF_8, 0);
        let faults = Faults::new(Arc::new(file), super::parse::NAMES);
        let document = Document::parse(&faults);
        let mut style = Style { preset: Some(name), ..Style::default() };
        keys(&mut style, &mut document.root(&faults));
        return style;
    }
    let message = format!("no house style is named {}", quoted(&name.value));
    let names = PRESETS.iter().map(|(name, _)| *name).chain(["none"]);
    let help = did_you_mean(&name.value, names.clone())
        .unwrap_or_else(|| format!("the styles are {}", names.collect::<Vec<_>>().join(", ")));
    let place = table.faults().place(name.span);
    let finding = Finding::new("config/unknown-preset", Severity::Error, place, message);
    table.faults().push(finding.help(help));
    Style::default()
}

/// Every key that is written replaces what stood there before.
fn keys(style: &mut Style, table: &mut Table<'_>) {
    fn set<T: Copy>(
        slot: &mut Option<T>,
        table: &mut Table<'_>,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) {
        if let Some(word) = table.word(key, choices) {
            *slot = Some(word.value);
        }
    }
    set(&mut style.acronyms, table, "acronyms", &ACRONYMS);
    set(&mut style.titles_before_name, table, "titles-before-name", &CASES);
    set(&mut style.titles_after_name, table, "titles-after-name", &CASES);
    set(&mut style.acting, table, "acting-before-title", &CASES);
    set(&mut style.country, table, "country", &COUNTRIES);
    set(&mut style.country_in_headlines, table, "country-in-headlines", &COUNTRIES);
    let marks = [("double", Marks::Double), ("single", Marks::Single)];
    set(&mut style.quotation_marks, table, "quotation-marks", &marks);
    let quotations = [("verbatim", Quotations::Verbatim), ("light-edit", Quotations::LightEdit)];
    set(&mut style.quotations, table, "quotations", &quotations);
    let orders = [("month-day", DateOrder::MonthDay), ("day-month", DateOrder::DayMonth)];
    set(&mut style.date_order, table, "date-order", &orders);
    let months = [("abbreviated", Months::Abbreviated), ("full", Months::Full)];
    set(&mut style.months, table, "months", &months);
    set(&mut style.ordinals, table, "ordinals", &POLICIES);
    set(&mut style.on_weekday, table, "on-before-weekday", &POLICIES);
    let dialects = [("american", Dialect::American), ("british", Dialect::British)];
    set(&mut style.dialect, table, "dialect", &dialects);
    let starts = [("monday", WeekStart::Monday), ("sunday", WeekStart::Sunday)];
    if let Some(start) = table.word("week-starts", &starts) {
        style.week_start = start.value;
    }
    for (slot, key) in
        [(&mut style.known_acronyms, "known-acronyms"), (&mut style.known_people, "known-people")]
    {
        if table.has(key) {
            *slot = table.strs(key).into_iter().map(|word| word.value).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;

    fn style(text: &str) -> Style {
        let (config, findings) = parse("newslint.toml", std::path::Path::new(""), text, &[]);
        assert!(findings.is_empty(), "{findings:#?}");
        config.style
    }

    #[test]
    fn published_styles_are_sound() {
        for (name, text) in PRESETS {
            let own = style(&format!("[style]\npreset = \"{name}\"\n"));
            assert_eq!(own.preset, Some(name));
            // Every key of the file is a key of the table.
            assert_eq!(Style { preset: Some(name), ..style(&format!("[style]\n{text}")) }, own);
        }
    }

    #[test]
    fn a_key_of_the_house_wins() {
        let ap = style("[style]\npreset = \"ap\"\n");
        assert_eq!(ap.months, Some(Months::Abbreviated));
        let house = style("[style]\npreset = \"ap\"\nmonths = \"full\"\nknown-acronyms = []\n");
        assert_eq!(house.months, Some(Months::Full));
        assert!(house.known_acronyms.is_empty() && !ap.known_acronyms.is_empty());
        assert_eq!(house.country, ap.country);
        assert_eq!(style("[style]\npreset = \"none\"\n"), Style::default());
    }
}
