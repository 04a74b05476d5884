//! Rules about what an article must hold, may no longer say, and must agree with.

use regex::Regex;

use super::Meta;
use crate::source::Text;

/// How far a demand reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The whole article, furniture included.
    Article,
    /// The paragraph.
    Paragraph,
    /// The sentence.
    Sentence,
}

impl Reach {
    /// Every reach with the word that packs use.
    pub const NAMES: [(&str, Self); 3] =
        [("article", Self::Article), ("paragraph", Self::Paragraph), ("sentence", Self::Sentence)];

    /// The word that packs use.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, reach)| *reach == self).map_or("article", |(name, _)| name)
    }
}

/// `[[require]]`: who writes one thing must write another.
#[derive(Clone, Debug)]
pub struct Require {
    /// Common part.
    pub meta: Meta,
    /// What asks for it.
    pub when: Regex,
    /// What must be there then.
    pub need: Regex,
    /// Where it must be.
    pub within: Reach,
    /// Places of `when` that ask for nothing.
    pub unless: Vec<Regex>,
    /// What is missing, in the house's words.
    pub message: Option<Text>,
}

/// `[[correction]]`: a form that was published and corrected.
#[derive(Clone, Debug)]
pub struct KnownCorrection {
    /// Common part.
    pub meta: Meta,
    /// As it was.
    pub wrong: Text,
    /// As it is.
    pub right: Text,
    /// Words that tell which one is meant; none where the form is always wrong.
    pub with: Vec<Text>,
    /// The day of the correction.
    pub corrected: Option<jiff::civil::Date>,
}

/// `[[fact]]`: a figure that the house stands by.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Common part.
    pub meta: Meta,
    /// All must match in a sentence that speaks of it.
    pub about: Vec<Regex>,
    /// The figure with what it counts: "412 metres".
    pub says: Text,
}
