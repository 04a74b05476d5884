//! The keys of `newslint.toml`.

use super::Kind::{Day, Levels, Table, Tables, Text, Texts, Word};
use super::{Key, STYLE, key, needed};

const ARTICLES: &[Key] = &[
    key("include", Texts, "articles of the project, gitignore syntax"),
    key("archive", Texts, "articles that are compared with and not reported, gitignore syntax"),
    key("date", Texts, "where publication dates stand: \"front-matter:date\", \"path:%Y/%m/%d\""),
    key("timezone", Text, "IANA name, for dates with a time of day: \"America/New_York\""),
];

const ARTICLE: &[Key] = &[
    needed("path", Text, "which files, a glob"),
    key("date", Day, "their publication date"),
    key("lang", Text, "their language: \"en\", \"de\""),
    key("desk", Text, "their desk, for rules with `where`"),
    key("source", Text, "their source, for rules with `where`"),
];

/// `preset` before the keys of every style.
const OWN_STYLE: &[Key] = &{
    let mut keys = [PRESET; STYLE.len() + 1];
    let mut i = 0;
    while i < STYLE.len() {
        keys[i + 1] = STYLE[i];
        i += 1;
    }
    keys
};

const PRESET: Key = key(
    "preset",
    Word(&["ap", "reuters", "guardian", "bbc", "economist", "chicago", "gpo", "none"]),
    "the published style that the house follows",
);

const PACKS: &[Key] =
    &[key("use", Texts, "exactly these packs: built-in names, files and folders below lints/")];

const OVERRIDE: &[Key] = &[
    needed("paths", Texts, "which files, globs"),
    needed("levels", Levels, "checks and families, and their level there"),
];

const STET: &[Key] = &[
    key("path", Text, "which files, a glob"),
    key("check", Text, "which check or family"),
    key("text", Text, "the text under the finding"),
    key("against", Text, "the text that it is compared with"),
    key("reason", Text, "why it stands"),
    key("by", Text, "who decided"),
    key("until", Day, "last day on which it counts"),
];

/// A configuration.
pub const CONFIG: &[Key] = &[
    key("articles", Table(ARTICLES), "which files are articles, and their dates"),
    key("article", Tables(ARTICLE), "what files don't say about themselves"),
    key("style", Table(OWN_STYLE), "how the house writes"),
    key("packs", Table(PACKS), "the packs in use"),
    key("levels", Levels, "how much checks and families matter"),
    key("override", Tables(OVERRIDE), "levels for some paths"),
    key("stet", Tables(STET), "findings that stand"),
];
