//! The keys of `[style]`.

use super::Kind::{Texts, Word};
use super::{Key, key};

const CASES: &[&str] = &["upper", "lower"];
const POLICIES: &[&str] = &["always", "never"];
const COUNTRIES: &[&str] = &["U.S.", "US"];

/// How a house writes, in a pack or in the configuration.
pub const STYLE: &[Key] = &[
    key(
        "acronyms",
        Word(&["bracketed", "earlier-name", "either"]),
        "how an acronym is introduced: in brackets after the name, by the name earlier in the text, or either",
    ),
    key("known-acronyms", Texts, "acronyms that need no introduction"),
    key("titles-before-name", Word(CASES), "a formal title directly before a name"),
    key("titles-after-name", Word(CASES), "a title after a name, or alone"),
    key(
        "acting-before-title",
        Word(CASES),
        "\"acting\" and \"interim\" before a capitalised title",
    ),
    key("former-before-title", Word(CASES), "\"former\" before a capitalised title"),
    key(
        "courtesy-titles",
        Word(POLICIES),
        "Mr., Mrs. and Ms. before names: never, or always at later references",
    ),
    key(
        "spell-out-up-to",
        Word(&["none", "nine", "ten", "hundred"]),
        "up to which number things are counted in words",
    ),
    key("country", Word(COUNTRIES), "the United States in running text"),
    key("country-in-headlines", Word(COUNTRIES), "the United States in headlines"),
    key("quotation-marks", Word(&["double", "single"]), "outer quotation marks"),
    key(
        "quotations",
        Word(&["verbatim", "light-edit"]),
        "whether slips of grammar may be mended in quotations",
    ),
    key("date-order", Word(&["month-day", "day-month"]), "order of day and month"),
    key(
        "months",
        Word(&["abbreviated", "full"]),
        "months beside a day: \"Nov. 17\" or \"November 17\"",
    ),
    key("ordinals", Word(POLICIES), "\"July 5th\""),
    key("on-before-weekday", Word(POLICIES), "\"on\" before a weekday"),
    key(
        "dialect",
        Word(&["american", "british"]),
        "spelling; brings the pack en-us or en-gb unless [packs] names one of them",
    ),
    key("week-starts", Word(&["monday", "sunday"]), "first day of a week, for \"last week\""),
    key("known-people", Texts, "people who need no introduction: a surname alone will do"),
    key("datelines-alone", Texts, "places that need no state or country in a dateline"),
];
