//! Ranks as words, so that two of them can be compared: "United States Attorneys" and "U.S.
//! Attorney" are one rank, "Deputy Director" and "Director" are two.

use crate::source::Span;
use crate::tokens::{Token, push_lower, tokenize};

/// A rank in lower case: one number, one abbreviation, one gender, no marks.
#[must_use]
pub fn normal(text: &str, tokens: &[Token]) -> String {
    let (mut out, mut word) = (String::new(), String::new());
    for token in tokens.iter().filter(|t| t.is_word()) {
        word.clear();
        push_lower(&mut word, token.text(text));
        let word = usual(&word);
        if word == "states" {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The same of a title in a pack.
#[must_use]
pub fn normal_of(title: &str) -> String {
    let mut tokens = Vec::new();
    tokenize(title, Span::new(0, title.len()), &mut tokens);
    normal(title, &tokens)
}

fn usual(word: &str) -> &str {
    match word {
        "united" | "us" => "u.s.",
        "gov" | "governors" => "governor",
        "sen" | "sens" | "senators" => "senator",
        "rep" | "reps" | "representatives" | "congressman" | "congresswoman" => "representative",
        "lt" | "lieutenants" => "lieutenant",
        "capt" | "captains" => "captain",
        "sgt" | "sergeants" => "sergeant",
        "col" => "colonel",
        "maj" => "major",
        "gen" | "generals" => "general",
        "adm" => "admiral",
        "det" | "detectives" => "detective",
        "prof" | "professors" => "professor",
        "atty" | "attorneys" => "attorney",
        "asst" => "assistant",
        "const" => "constable",
        "dep" => "deputy",
        "agents" => "agent",
        "judges" => "judge",
        "justices" => "justice",
        "directors" => "director",
        "officers" => "officer",
        "inspectors" => "inspector",
        "prosecutors" => "prosecutor",
        "chairman" | "chairwoman" | "chairperson" => "chair",
        "spokesman" | "spokeswoman" => "spokesperson",
        "councilman" | "councilwoman" | "councillor" => "councilor",
        "undersecretary" => "under secretary",
        "defence" => "defense",
        _ => word,
    }
}

/// Words that make another rank of the one they stand in.
const RANKING: [&str; 10] = [
    "deputy",
    "assistant",
    "associate",
    "vice",
    "under",
    "lieutenant",
    "principal",
    "charge",
    "general",
    "major",
];

/// How two ranks differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Not at all, or one is short for the other.
    None,
    /// By a word dropped, added or replaced.
    Word,
    /// Altogether.
    Whole,
}

/// Compares two ranks in their normal forms.
#[must_use]
pub fn difference(a: &str, b: &str) -> Difference {
    if a == b {
        return Difference::None;
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (long, short) = if a.len() >= b.len() { (&a, &b) } else { (&b, &a) };
    if let Some(dropped) = dropped(long, short) {
        // "Director Roe" of the Assistant Director in Charge: so short that it may be meant so.
        let ranking = dropped.iter().any(|word| RANKING.contains(word));
        return if ranking { Difference::Word } else { Difference::None };
    }
    let replaced = long.iter().zip(short.iter()).filter(|(x, y)| x != y).count();
    if long.len() == short.len() && long.len() > 1 && replaced == 1 {
        return Difference::Word;
    }
    Difference::Whole
}

/// The words of `long` that `short` lacks, where it lacks words and nothing else.
fn dropped<'a>(long: &[&'a str], short: &[&str]) -> Option<Vec<&'a str>> {
    let mut rest = short.iter().peekable();
    let mut out = Vec::new();
    for word in long {
        if rest.peek().is_some_and(|next| *next == word) {
            rest.next();
        } else {
            out.push(*word);
        }
    }
    rest.peek().is_none().then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_that_lost_a_word_is_another() {
        for (a, b, found) in [
            ("assistant attorney general", "attorney general", Difference::Word),
            ("deputy assistant attorney general", "assistant attorney general", Difference::Word),
            ("special agent in charge", "assistant special agent in charge", Difference::Word),
            ("u.s. attorney", "u.s. judge", Difference::Word),
            ("u.s. district judge", "judge", Difference::None),
            ("senior trial attorney", "trial attorney", Difference::None),
            ("sheriff", "police chief", Difference::Whole),
        ] {
            assert_eq!(difference(a, b), found, "{a} / {b}");
            assert_eq!(difference(b, a), found, "{b} / {a}");
        }
    }
}
