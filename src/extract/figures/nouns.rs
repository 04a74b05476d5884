//! What a figure counts: its head noun, made singular, and what befell those counted.
//!
//! There is no parser here. A plural within a few words of the number is the head; small words,
//! numbers and marks end the phrase.

use serde::{Deserialize, Serialize};

use super::Unit;
use crate::extract::dates::Words;
use crate::source::Span;
use crate::tokens::{Kind, Token, WordSet, fold, fold_ascii, folds_ascii};

/// How far the noun may stand behind its number, in tokens.
const REACH: usize = 8;

/// The noun that a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// Hash of the singular; "people", "persons" and "individuals" are one.
    pub lemma: u64,
    /// The word.
    pub span: Span,
    /// Its token, counted in the block.
    pub(super) at: usize,
    /// Joined to the number by a hyphen ("a 30-month sentence").
    pub compound: bool,
}

/// What befell those that a figure counts: another reporter counts the same with another noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fate {
    /// Dead, killed, died, deaths, fatalities.
    Dead,
    /// Injured, hurt, wounded.
    Injured,
    /// Arrested, detained.
    Arrested,
    /// Missing.
    Missing,
}

const DEAD: [u64; 17] = folds_ascii([
    "dead",
    "killed",
    "died",
    "deaths",
    "fatalities",
    "killing",
    "kills",
    "kill",
    "slain",
    "perished",
    "slaying",
    "die",
    "dies",
    "death",
    "drowned",
    "murdered",
    "lives",
]);
const INJURED: [u64; 12] = folds_ascii([
    "injured",
    "hurt",
    "wounded",
    "injuries",
    "injuring",
    "wounding",
    "injures",
    "wounds",
    "hurting",
    "injure",
    "wound",
    "hospitalized",
]);
const ARRESTED: [u64; 8] = folds_ascii([
    "arrested",
    "arrests",
    "arresting",
    "arrest",
    "detained",
    "detains",
    "detaining",
    "nabbed",
]);
const MISSING: [u64; 2] = folds_ascii(["missing", "unaccounted"]);

const AUXILIARIES: [u64; 12] = folds_ascii([
    "were",
    "was",
    "are",
    "is",
    "have",
    "has",
    "had",
    "been",
    "being",
    "be",
    "others",
    "confirmed",
]);

/// Words that no noun phrase goes on behind.
static STOPS: WordSet<84> = WordSet::new([
    "a",
    "about",
    "after",
    "against",
    "ago",
    "all",
    "also",
    "although",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "between",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "during",
    "each",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "his",
    "if",
    "in",
    "including",
    "into",
    "is",
    "it",
    "its",
    "may",
    "might",
    "more",
    "must",
    "not",
    "of",
    "off",
    "on",
    "or",
    "over",
    "per",
    "she",
    "should",
    "since",
    "so",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "under",
    "until",
    "up",
    "was",
    "were",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "will",
    "with",
    "would",
]);

impl Words<'_> {
    /// The head noun of the figure whose last token stands before `next`.
    pub(super) fn noun(&self, next: usize, unit: Unit, single: bool) -> Option<Noun> {
        if self.is_hyphen(next) {
            return self.compound_noun(next + 1);
        }
        let direct = self.phrase_head(next, unit, single);
        if direct.is_some() || unit == Unit::Things {
            return direct;
        }
        // "$5 million in restitution", "$5 million worth of drugs"
        let mut at = next;
        for word in ["worth", "of", "in"] {
            at += usize::from(self.fold(at) == fold_ascii(word));
        }
        if at == next {
            return None;
        }
        self.phrase_head(at, unit, single)
            .filter(|noun| !self.get(noun.at).is_some_and(Token::is_capital))
    }

    /// "30-month", "10-year-old"
    fn compound_noun(&self, at: usize) -> Option<Noun> {
        let token = self.get(at).filter(|t| t.is_word())?;
        let old = self.is_hyphen(at + 1) && self.fold(at + 2) == fold_ascii("old");
        let lemma = if old { fold_ascii("year-old") } else { lemma(token.text(self.text)) };
        Some(Noun { lemma, span: token.span(), at, compound: true })
    }

    fn phrase_head(&self, next: usize, unit: Unit, single: bool) -> Option<Noun> {
        let mut last = None;
        for at in next..next + REACH {
            let Some(token) = self.get(at) else { break };
            if self.is_hyphen(at) {
                continue;
            }
            if token.kind != Kind::Word || STOPS.contains(token.fold) {
                break;
            }
            let body = token.text(self.text);
            last = Some((at, token.span(), body));
            if is_plural(body) && !self.is_hyphen(at + 1) {
                break;
            }
        }
        let (at, span, body) = last?;
        // Many things are a plural; a sum of money stands before any noun.
        let fits = single || unit != Unit::Things || is_plural(body);
        fits.then(|| Noun { lemma: lemma(body), span, at, compound: false })
    }

    /// What befell those counted by the figure at tokens `start..next`.
    pub(super) fn fate(&self, start: usize, next: usize, noun: Option<&Noun>) -> Option<Fate> {
        let after = noun.map_or(next, |n| n.at);
        // The noun itself may say it ("23 deaths"), or what follows it does.
        for at in after..after + 5 {
            if let Some(fate) = self.get(at).and_then(fate_of) {
                return Some(fate);
            }
            if at > after && !AUXILIARIES.contains(&self.fold(at)) {
                break;
            }
        }
        let before = self.get(start.checked_sub(1)?)?;
        const ACTIVE: [u64; 14] = folds_ascii([
            "killed",
            "killing",
            "kills",
            "kill",
            "injured",
            "injuring",
            "injures",
            "wounded",
            "wounding",
            "wounds",
            "arrested",
            "arresting",
            "detained",
            "arrest",
        ]);
        ACTIVE.contains(&before.fold).then(|| fate_of(before)).flatten()
    }
}

fn fate_of(token: &Token) -> Option<Fate> {
    let fates = [
        (&DEAD[..], Fate::Dead),
        (&INJURED, Fate::Injured),
        (&ARRESTED, Fate::Arrested),
        (&MISSING, Fate::Missing),
    ];
    fates.iter().find(|(words, _)| words.contains(&token.fold)).map(|(_, fate)| *fate)
}

const IRREGULAR: [(&str, &str); 12] = [
    ("people", "person"),
    ("individuals", "person"),
    ("individual", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("kids", "child"),
    ("lives", "life"),
    ("wives", "wife"),
    ("servicemen", "serviceman"),
    ("policemen", "policeman"),
    ("feet", "foot"),
];

/// A word that looks like a plural.
fn is_plural(body: &str) -> bool {
    let ends = |tail: &str| {
        let from = body.len().saturating_sub(tail.len());
        body.get(from..).is_some_and(|end| end.eq_ignore_ascii_case(tail))
    };
    let plain = body.len() >= 4 && ends("s") && !ends("ss") && !ends("us") && !ends("is");
    plain
        || IRREGULAR.iter().any(|(many, one)| {
            many != one && many.eq_ignore_ascii_case(body) && *many != "individual"
        })
}

/// Hash of the singular of a noun.
#[must_use]
pub fn lemma(body: &str) -> u64 {
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| many.eq_ignore_ascii_case(body)) {
        return fold_ascii(one);
    }
    if !is_plural(body) {
        return fold(body);
    }
    let lower = body.to_ascii_lowercase();
    let cut = |tail: &str, by: &str| lower.strip_suffix(tail).map(|stem| format!("{stem}{by}"));
    let one = cut("ies", "y")
        .filter(|_| lower.len() > 4)
        .or_else(|| cut("sses", "ss"))
        .or_else(|| cut("xes", "x"))
        .or_else(|| cut("ches", "ch"))
        .or_else(|| cut("shes", "sh"))
        .or_else(|| cut("s", ""));
    fold(&one.unwrap_or(lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_singulars_meet() {
        for (many, one) in [
            ("pirates", "pirate"),
            ("Parties", "party"),
            ("boxes", "box"),
            ("people", "person"),
            ("losses", "loss"),
            ("women", "woman"),
        ] {
            assert_eq!(lemma(many), fold(one), "{many}");
        }
        assert!(!is_plural("virus") && !is_plural("basis") && !is_plural("loss"));
    }
}
