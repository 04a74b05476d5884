//! What a table is called when something is wrong with it: a copy of its key, made into words only
//! where it is told.

use std::fmt;

/// What a table is called in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// It holds all others, which are written in brackets.
    File,
    /// `[term]`
    Single(&'static str),
    /// `[[term]]`
    Double(&'static str),
    /// A value of a key.
    Inline(&'static str),
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("the file"),
            Self::Single(key) => write!(f, "[{key}]"),
            Self::Double(key) => write!(f, "[[{key}]]"),
            Self::Inline(key) => write!(f, "`{key}`"),
        }
    }
}
