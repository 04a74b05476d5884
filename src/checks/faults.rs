//! What can be wrong with configuration, packs and files: no checks, but findings all the same. Each has
//! a name, which `newslint explain` knows.

use crate::finding::Severity::{self, Error, Warning};

/// One thing that can be wrong.
#[derive(Debug)]
pub struct Fault {
    /// Stable name: `config/…`, `pack/…`, `input/…`.
    pub name: &'static str,
    /// Errors make the exit status 2.
    pub severity: Severity,
    /// What it means.
    pub meaning: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

const fn fault(
    name: &'static str,
    severity: Severity,
    meaning: &'static str,
    remedy: &'static str,
) -> Fault {
    Fault { name, severity, meaning, remedy }
}

/// All of them, by name.
pub const ALL: &[Fault] = &[
    fault(
        "config/bad-date",
        Error,
        "a date in newslint.toml is none",
        "write dates as 2026-11-21, without quotation marks",
    ),
    fault(
        "config/bad-date-pattern",
        Error,
        "an entry of `[articles] date` is no way to find a date",
        "write \"front-matter:KEY\", or \"path:PATTERN\" with a year (%Y or %y), a month (%m or %b) and a day (%d)",
    ),
    fault(
        "config/bad-glob",
        Error,
        "a path pattern in newslint.toml is none",
        "write patterns as in .gitignore; a bracket that is part of a name needs a backslash before it",
    ),
    fault(
        "config/missing-key",
        Error,
        "a table in newslint.toml lacks a key that it needs",
        "add the key; `newslint schema config` says which keys each table has",
    ),
    fault(
        "config/syntax",
        Error,
        "newslint.toml is no TOML from here on",
        "mend the line; the rest of the file is not read until then",
    ),
    fault(
        "config/unknown-check",
        Error,
        "newslint.toml names a check or family that newslint does not have",
        "`newslint list checks` names them all",
    ),
    fault(
        "config/unknown-key",
        Error,
        "newslint.toml has a key that newslint does not know",
        "`newslint schema config` says which keys each table has; the key is left out until then",
    ),
    fault(
        "config/unknown-pack",
        Error,
        "`[packs] use` or --lints names a pack that is not there",
        "`newslint list packs` names the built-in ones; a pack of the house is a file or a folder below lints/",
    ),
    fault(
        "config/unknown-preset",
        Error,
        "`[style] preset` names a published style that newslint does not have",
        "choose one that the message names, or \"none\"",
    ),
    fault(
        "config/unreadable",
        Error,
        "newslint.toml is there and can't be read",
        "see to its permissions, and save it as UTF-8",
    ),
    fault(
        "config/wrong-type",
        Error,
        "a value in newslint.toml is of another kind than its key takes",
        "`newslint schema config` says what each key takes",
    ),
    fault(
        "input/binary",
        Error,
        "a file with the ending of an article is no text",
        "leave it out with `include` or .gitignore, or give it the ending of what it is",
    ),
    fault(
        "input/encoding",
        Warning,
        "some bytes of an article are no text in the encoding of the rest",
        "save the file as UTF-8; until then offsets after those bytes may be off",
    ),
    fault(
        "input/front-matter",
        Warning,
        "the front matter of an article is broken",
        "mend it; until then nothing in it counts, its date neither, and the article below it is checked all the same",
    ),
    fault(
        "input/link-loop",
        Error,
        "a link leads back to a folder that it lies in",
        "remove the link",
    ),
    fault(
        "input/missing",
        Error,
        "a path of the command line is not there",
        "look at its spelling, and at the folder that newslint is started in",
    ),
    fault(
        "input/no-articles",
        Error,
        "there is no article to check",
        "name a file, or a folder with .txt or .md files; `[articles] include` says which ones belong to the project",
    ),
    fault("input/too-large", Error, "a file is larger than 2 GB", "split it: an article a file"),
    fault(
        "input/too-long",
        Warning,
        "a file has more than 4 MB of text: the first 4 MB were checked, the rest was not",
        "split it: an article a file",
    ),
    fault(
        "input/unreadable",
        Error,
        "the operating system does not let a file be read",
        "see to its permissions",
    ),
    fault(
        "pack/bad-date",
        Error,
        "a date in a pack is none",
        "write dates as 2026-11-21, without quotation marks",
    ),
    fault(
        "pack/bad-regex",
        Error,
        "the `match` of a pattern is no regular expression, or its `use` names a group that it lacks",
        "mend it; the syntax is that of Rust's regex crate, which has no look-around and no backreferences",
    ),
    fault(
        "pack/change-hits-nothing",
        Error,
        "a [[change]] names a rule or a word that is not there",
        "`newslint list rules` names all rules in use; write `rule` as \"pack/id\"",
    ),
    fault(
        "pack/conflict",
        Error,
        "two rules fight, or one fights with itself: what one demands the other calls wrong",
        "make them agree, or let a [[change]] take one of them back",
    ),
    fault(
        "pack/dates-order",
        Error,
        "something ends before it begins",
        "exchange the dates, or correct one of them",
    ),
    fault(
        "pack/duplicate-pack",
        Error,
        "two packs have one name",
        "give one of them another `name`",
    ),
    fault(
        "pack/duplicate-rule",
        Error,
        "two rules of a pack have one id",
        "make them one rule, or give one of them another `id`",
    ),
    fault(
        "pack/empty",
        Warning,
        "a pack has no rules, or a folder of packs no pack",
        "write one, or take it out of `[packs] use`",
    ),
    fault(
        "pack/missing-key",
        Error,
        "a rule lacks a key that it needs",
        "add the key; docs/rules.md and `newslint schema pack` say which ones each rule has",
    ),
    fault(
        "pack/syntax",
        Error,
        "a pack is no TOML from here on",
        "mend the line; none of its rules counts until then",
    ),
    fault(
        "pack/unknown-key",
        Error,
        "a pack has a key that newslint does not know",
        "docs/rules.md and `newslint schema pack` say which keys each rule has",
    ),
    fault(
        "pack/unknown-reference",
        Error,
        "a rule speaks of an organization or a title that no pack in use has",
        "add it, or look at its spelling",
    ),
    fault(
        "pack/unreadable",
        Error,
        "a pack is there and can't be read",
        "see to its permissions, and save it as UTF-8",
    ),
    fault(
        "pack/wrong-type",
        Error,
        "a value in a pack is of another kind than its key takes",
        "docs/rules.md and `newslint schema pack` say what each key takes",
    ),
];

/// The fault of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Fault> {
    ALL.iter().find(|fault| fault.name == name)
}
