//! Which checks offer fixes, and whether an editor should look at them: what `explain` says of each.
//! That it is so is proved by the fixtures.

/// How far a check's findings can be mended by the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixes {
    /// Somebody has to find out what is right.
    None,
    /// `--fix` makes them: they can't change what is said.
    Safe,
    /// `--fix --unsafe-fixes` makes them.
    Unsafe,
    /// Some are safe, others are not.
    Both,
}

/// Checks whose fixes can't change what is said.
const SAFE: &[&str] = &[
    "article/correction",
    "date/format",
    "org/expansion",
    "org/name",
    "org/unused-acronym",
    "person/name",
    "quote/mixed-marks",
    "style/country",
    "style/courtesy",
    "style/dateline",
    "style/invisible",
    "style/marks",
    "style/numbers",
    "style/term",
    "title/case",
];
/// Checks with fixes that an editor should look at.
const UNSAFE: &[&str] = &[
    "date/format",
    "date/preposition",
    "org/form",
    "org/outdated",
    "person/form",
    "person/spelling",
    "style/country",
    "style/doubled-word",
    "style/pattern",
    "title/case",
];

impl Fixes {
    /// What a check offers.
    #[must_use]
    pub fn of(check: &str) -> Self {
        match (SAFE.contains(&check), UNSAFE.contains(&check)) {
            (false, false) => Self::None,
            (true, false) => Self::Safe,
            (false, true) => Self::Unsafe,
            (true, true) => Self::Both,
        }
    }
}
