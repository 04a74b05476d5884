//! `[style]`: how a house writes, key by key.
//!
//! A pack may carry one, as those of the published styles do; the configuration's own comes on top.
//! What is not set is only held to itself: an article that does both is inconsistent, an article
//! that does either is not.

use std::sync::Arc;

use crate::tables::Table;

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
    /// Name of the pack that it comes from.
    pub preset: Option<Arc<str>>,
    /// How an acronym is introduced.
    pub acronyms: Option<Acronyms>,
    /// Acronyms that need no introduction.
    pub known_acronyms: Option<Vec<String>>,
    /// A formal title directly before a name.
    pub titles_before_name: Option<Case>,
    /// A title after a name, or alone.
    pub titles_after_name: Option<Case>,
    /// "acting" and "interim" before a capitalised title.
    pub acting: Option<Case>,
    /// "former" before a capitalised title.
    pub former: Option<Case>,
    /// "Mr.", "Ms." before a name.
    pub courtesy_titles: Option<Policy>,
    /// Numbers up to this one are written in words.
    pub spelled_out: Option<u8>,
    /// Places that need no state or country in a dateline.
    pub datelines_alone: Option<Vec<String>>,
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
    pub week_start: Option<WeekStart>,
    /// People who need no introduction: a surname alone will do.
    pub known_people: Option<Vec<String>>,
}

const CASES: [(&str, Case); 2] = [("upper", Case::Upper), ("lower", Case::Lower)];
const POLICIES: [(&str, Policy); 2] = [("always", Policy::Always), ("never", Policy::Never)];
const COUNTRIES: [(&str, Country); 2] = [("U.S.", Country::Periods), ("US", Country::Plain)];
const ACRONYMS: [(&str, Acronyms); 3] = [
    ("bracketed", Acronyms::Bracketed),
    ("earlier-name", Acronyms::EarlierName),
    ("either", Acronyms::Either),
];

macro_rules! first_set {
    ($own:ident, $base:ident: $($key:ident)*) => {
        Self { $($key: $own.$key.or_else(|| $base.$key.clone()),)* }
    };
}

impl Style {
    /// This style, and what it leaves open as another says it.
    #[must_use]
    pub fn over(self, base: &Self) -> Self {
        first_set!(self, base: preset acronyms known_acronyms titles_before_name titles_after_name
            acting former courtesy_titles spelled_out datelines_alone country country_in_headlines quotation_marks quotations date_order months
            ordinals on_weekday dialect week_start known_people)
    }
}

/// Reads `[style]`.
#[must_use]
pub fn read(mut table: Table<'_>) -> Style {
    let mut style = Style::default();
    keys(&mut style, &mut table);
    table.finish();
    style
}

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
    set(&mut style.former, table, "former-before-title", &CASES);
    set(&mut style.courtesy_titles, table, "courtesy-titles", &POLICIES);
    let most = [("none", 0), ("nine", 9), ("ten", 10), ("hundred", 100)];
    set(&mut style.spelled_out, table, "spell-out-up-to", &most);
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
    set(&mut style.week_start, table, "week-starts", &starts);
    for (slot, key) in [
        (&mut style.known_acronyms, "known-acronyms"),
        (&mut style.known_people, "known-people"),
        (&mut style.datelines_alone, "datelines-alone"),
    ] {
        let words = table.strs(key).into_iter().map(|word| word.value.into_owned()).collect();
        *slot = table.has(key).then_some(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_open_is_as_the_other_style_says() {
        let ap = Style {
            months: Some(Months::Abbreviated),
            country: Some(Country::Periods),
            known_acronyms: Some(vec!["FBI".into()]),
            ..Style::default()
        };
        let own = Style {
            months: Some(Months::Full),
            known_acronyms: Some(Vec::new()),
            ..Style::default()
        };
        let house = own.over(&ap);
        assert_eq!(house.months, Some(Months::Full));
        assert_eq!(house.country, Some(Country::Periods));
        assert_eq!(house.known_acronyms, Some(Vec::new()));
        assert_eq!(Style::default().over(&ap), ap);
    }
}
