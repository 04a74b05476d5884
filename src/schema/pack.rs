//! The keys of a pack, kind by kind.

use super::Kind::{Day, Flag, Free, Regex, Regexes, Table, Tables, Text, Texts, Word, Words};
use super::{Key, STYLE, key, needed};
use crate::article::Zone;

const SEVERITIES: &[&str] = &["error", "warning", "note"];

const EXAMPLE: &[Key] = &[
    key("bad", Text, "a sentence that the rule must flag"),
    key("good", Text, "the same sentence, mended: it must not be flagged"),
    key("ok", Text, "a sentence that the rule must not flag"),
];

const ID: Key = key("id", Text, "letters, digits and hyphens; by default made of the rule's name");
const SEVERITY: Key = key("severity", Word(SEVERITIES), "how much a finding of this rule matters");
const NOTE: Key = key("note", Text, "shown with each finding");
const SOURCE: Key = key("source", Text, "where the rule comes from; shown with each finding");
const SINCE: Key = key("since", Day, "first publication date that the rule applies to");
const UNTIL: Key = key("until", Day, "last publication date that the rule applies to");
const WHERE: Key = key(
    "where",
    Free,
    "which articles it is about, by keys of their metadata: { desk = \"sport\" }",
);
const EXAMPLES: Key =
    key("example", Tables(EXAMPLE), "sentences that prove it; `newslint test` runs them");

/// The keys of a kind of rule, and those that any rule may carry.
macro_rules! rule {
    ($($key:expr),* $(,)?) => {
        &[$($key,)* SEVERITY, NOTE, SOURCE, SINCE, UNTIL, WHERE, EXAMPLES]
    };
}

const FORMER: &[Key] = &[
    needed("name", Text, "the earlier name"),
    key("until", Day, "last day on which it was the name"),
];

const ORGANIZATION: &[Key] = &[
    needed("name", Text, "the official name"),
    key("acronym", Text, "the official acronym"),
    key("also", Texts, "other names that are right"),
    key("not", Texts, "names that are wrong in every context"),
    key("formerly", Tables(FORMER), "names that it had before"),
    key("parent", Text, "the body it belongs to, by name or acronym"),
    key("founded", Day, "its first day"),
    key("until", Day, "its last day"),
    key("country", Text, "country code: US, GB"),
    key("well-known", Flag, "the acronym needs no introduction"),
    key(
        "bracket-acronym",
        Word(&["style", "always", "never"]),
        "whether the acronym stands in brackets after the name",
    ),
    key("first", Text, "the form at first reference"),
    key("later", Texts, "the forms from then on"),
    key("headline", Text, "the form in headlines"),
    ID,
    SEVERITY,
    NOTE,
    SOURCE,
    SINCE,
    WHERE,
    EXAMPLES,
];

const RETIRED: &[Key] = &[
    needed("name", Text, "the earlier name"),
    key("until", Day, "last day on which it was used"),
    key("use", Word(&["history", "never"]), "for the time before, or not even then"),
    key("show", Flag, "false: no message repeats the name"),
];

const OFFICE: &[Key] = &[
    needed("title", Text, "the title: \"director\""),
    key("of", Text, "the organization, by name or acronym"),
    key("from", Day, "first day"),
    key("until", Day, "last day; left out while it lasts"),
    key("kind", Word(&["full", "acting", "elect"]), "how the office is held"),
];

const PERSON: &[Key] = rule![
    needed("name", Text, "the full name"),
    key("prefer", Text, "the form that the house uses"),
    key("also", Texts, "other forms that are right"),
    key("not", Texts, "forms that are wrong"),
    key("formerly", Tables(RETIRED), "names that the person had before"),
    key("office", Tables(OFFICE), "offices held, and when"),
    key("offices-complete", Flag, "no office is missing: only then \"never held it\" is said"),
    ID,
];

const DISTINCT: &[Key] =
    rule![needed("names", Texts, "names of different people, which are never compared"), ID,];

const TITLE: &[Key] = rule![
    needed("name", Text, "the title in lower case"),
    key("plural", Text, "its plural"),
    key("abbreviation", Text, "its abbreviation before a name"),
    ID,
];

const ZONES: [&str; 9] = {
    let mut names = [""; 9];
    let mut i = 0;
    while i < 9 {
        names[i] = Zone::NAMES[i].1;
        i += 1;
    }
    names
};

const TERM: &[Key] = rule![
    key("use", Text, "the word that the house writes"),
    key("not", Texts, "the words that it replaces"),
    key("either", Texts, "several accepted forms, of which one is to be kept to"),
    key("within", Word(&["article", "archive"]), "how far the choice binds"),
    key("except", Texts, "phrases in which the words stand as they are"),
    key("zones", Words(&ZONES), "parts of an article; by default headline, deck, caption and body"),
    key("case", Word(&["fold", "exact"]), "whether capitals must match"),
    ID,
];

const EVENT: &[Key] = rule![
    needed("name", Text, "what happened"),
    needed("date", Day, "when"),
    needed("mentions", Regexes, "all must match in a sentence that speaks of it"),
    ID,
];

const QUOTATION: &[Key] =
    rule![needed("text", Text, "what was really said"), key("speaker", Text, "who said it"), ID,];

const PATTERN: &[Key] = rule![
    needed("id", Text, "letters, digits and hyphens"),
    needed("match", Regex, "what to look for"),
    needed("message", Text, "what is wrong with it"),
    key("use", Text, "what to write instead; $1 names a group"),
];

const REQUIRE: &[Key] = rule![
    needed("id", Text, "letters, digits and hyphens"),
    needed("when", Regex, "what asks for something"),
    needed("need", Regex, "what must be there then"),
    key("within", Word(&["article", "paragraph", "sentence"]), "where it must be"),
    key("unless", Regexes, "places of `when` that ask for nothing"),
    key("message", Text, "what is missing, in the house's words"),
];

const CORRECTION: &[Key] = rule![
    needed("wrong", Text, "the form that was published"),
    needed("right", Text, "the form that is right"),
    key("with", Texts, "words of which one must stand by: they tell which one is meant"),
    key("corrected", Day, "the day of the correction"),
    ID,
];

const FACT: &[Key] = rule![
    needed("about", Regexes, "all must match in a sentence that speaks of the figure"),
    needed("says", Text, "the figure with what it counts: \"412 metres\""),
    ID,
];

const CHANGE: &[Key] = &[
    needed("rule", Text, "the rule that is amended: \"pack/id\""),
    key("off", Flag, "true: the rule is switched off"),
    key("where", Free, "with `off`: only in these articles"),
    key("use", Text, "another right form"),
    key("also", Texts, "forms that are right as well"),
    key("not", Texts, "forms that are wrong as well"),
    key("except", Texts, "phrases in which a term's words stand as they are"),
    key("severity", Word(SEVERITIES), "how much a finding of the rule matters"),
    key("since", Day, "first publication date that the rule applies to"),
    key("until", Day, "last publication date that the rule applies to"),
    key("why", Text, "shown with each finding of the rule"),
];

const HEAD: &[Key] = &[
    key("name", Text, "by which [packs] use finds it; by default the name of its file"),
    key("description", Text, "a line about it"),
    key("source", Text, "where its facts come from, with their licence"),
    key("as-of", Day, "up to when it knows the world"),
];

/// A pack.
pub const PACK: &[Key] = &[
    key("pack", Table(HEAD), "what the pack says about itself"),
    key("style", Table(STYLE), "how a house that uses the pack writes"),
    key("organization", Tables(ORGANIZATION), "an official name"),
    key("person", Tables(PERSON), "a person and the offices held"),
    key("distinct", Tables(DISTINCT), "namesakes who are different people"),
    key("title", Tables(TITLE), "a job title"),
    key("term", Tables(TERM), "a word that the house writes in its own way"),
    key("event", Tables(EVENT), "something that happened on a known day"),
    key("quotation", Tables(QUOTATION), "what was really said"),
    key("pattern", Tables(PATTERN), "a regular expression"),
    key("require", Tables(REQUIRE), "something that must stand beside something else"),
    key("correction", Tables(CORRECTION), "a form that was published and corrected"),
    key("fact", Tables(FACT), "a figure that the house stands by"),
    key("change", Tables(CHANGE), "an amendment to a rule of another pack"),
];
