//! What one figure counts, as a key: the words between the number and its noun, the noun, what
//! befell those counted.

use super::{Of, exact, join, stem};
use crate::article::{Article, Zone};
use crate::extract::figures::{FigureMention, Unit, Value, lemma, nearby};
use crate::lexicon;
use crate::tokens::{Kind, Token, fold_ascii, folds_ascii};

/// What one figure counts.
pub(super) struct Phrase {
    pub(super) of: Of,
    pub(super) key: u64,
    pub(super) counted: u64,
    pub(super) head: u64,
    pub(super) modifiers: u8,
    /// Tokens of the number and the noun.
    pub(super) tokens: (usize, usize),
}

impl Phrase {
    fn bare(of: Of, key: u64, tokens: (usize, usize)) -> Self {
        Self { of, key, counted: 0, head: 0, modifiers: 0, tokens }
    }
}

pub(super) fn of(figure: &FigureMention) -> Of {
    match figure.unit {
        Unit::Things => Of::Things,
        Unit::Money(_) => Of::Money,
        Unit::Percent => Of::Percent,
    }
}

/// "AK-47 rifles", "the Curve 8900 supports", "Jo Roe, 23, was arrested", "mother of 2 dead",
/// "230, 000 people": a number that is a name, an age or the half of one.
pub(super) fn is_label(article: &Article, tokens: &[Token], figure: &FigureMention) -> bool {
    let (start, next) = (figure.tokens.0 as usize, figure.tokens.1 as usize);
    let text = &article.text;
    let Some(before) = start.checked_sub(1).and_then(|b| tokens.get(b)) else { return false };
    let comma = |t: Option<&Token>| t.is_some_and(|t| t.is_mark(text, ','));
    let cut = comma(tokens.get(next))
        && tokens.get(next + 1).is_some_and(|t| t.kind == Kind::Number && t.len == 3);
    let cut_before = comma(Some(before))
        && start >= 2
        && tokens[start].kind == Kind::Number
        && tokens[start - 2].kind == Kind::Number;
    let age = comma(Some(before)) && comma(tokens.get(next)) && figure.noun.is_none();
    let parent = figure.noun.is_none() && before.fold == fold_ascii("of");
    let digits = tokens[start].kind == Kind::Number && figure.unit == Unit::Things;
    let model = before.is_all_upper()
        || before.is_mark(text, '-')
        || (before.is_capital()
            && !before.starts_sentence()
            && figure.zone != Zone::Headline
            && !before.listed.is_place());
    cut || cut_before || age || parent || (digits && model)
}

/// Prison terms are compared in months.
pub(super) fn worth(figure: &FigureMention, of: Of) -> Value {
    let years = figure.noun.is_some_and(|n| n.lemma == fold_ascii("year"));
    let months = (of == Of::Prison && years).then(|| figure.value.times(12)).flatten();
    months.unwrap_or(figure.value)
}

/// Nouns of time, of ages and of scores: whose, and when, nobody can tell from the words around.
const PASSING: [u64; 52] = folds_ascii([
    "year-old",
    "year",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "night",
    "time",
    "decade",
    "century",
    "point",
    "goal",
    "run",
    "yard",
    "rebound",
    "assist",
    "touchdown",
    "game",
    "season",
    "win",
    "loss",
    "cent",
    "dollar",
    "degree",
    "step",
    "example",
    "way",
    "reason",
    "thing",
    "quarter",
    "level",
    "set",
    "mile",
    "kilometer",
    "kilometre",
    "km",
    "meter",
    "metre",
    "foot",
    "inch",
    "mph",
    "knot",
    "pass",
    "carry",
    "catch",
    "tackle",
    "knockout",
    "strikeout",
    "inning",
    "homer",
]);

/// Whether a figure counts what comes and goes.
pub(super) fn is_passing(figure: &FigureMention) -> bool {
    let passes = figure.noun.is_some_and(|n| PASSING.contains(&n.lemma));
    passes && !matches!(figure.unit, Unit::Money(_))
}

pub(super) fn phrase(text: &str, tokens: &[Token], figure: &FigureMention) -> Option<Phrase> {
    let (start, next) = (figure.tokens.0 as usize, figure.tokens.1 as usize);
    if let Some(end) = prison(text, tokens, figure) {
        return Some(Phrase::bare(Of::Prison, fold_ascii("prison"), (start, end)));
    }
    if is_passing(figure) {
        return None;
    }
    let of = of(figure);
    let mut key = match figure.unit {
        Unit::Money(currency) => currency,
        Unit::Percent => 1,
        Unit::Things => 0,
    };
    key = join(key, figure.fate.map_or(0, |fate| fate as u64 + 1));
    // "$88 million in one of the heists"
    let Some(noun) = figure.noun.filter(|n| of != Of::Money || n.span.len() > 3) else {
        // "killed 17", "17 dead"; "paid $5 million".
        let word = match figure.fate {
            Some(_) => fold_ascii("person"),
            None => verb(text, tokens, start).filter(|_| of == Of::Money)?,
        };
        return Some(Phrase::bare(of, join(key, word), (start, next - 1)));
    };
    let at = tokens.partition_point(|t| t.start < noun.span.start);
    let between = tokens.get(next..at).unwrap_or_default().iter();
    let between: Vec<u64> = between
        .filter(|t| t.is_capital() || (t.is_word() && t.len > 2))
        .map(|t| american(t.text(text)))
        .collect();
    key = between.iter().fold(key, |key, word| join(key, *word));
    // "17 deaths" are 17 people killed.
    let fated = figure.fate.is_some() && is_fate(noun.lemma);
    let head = if fated { fold_ascii("person") } else { american(noun.span.of(text)) };
    let counted = match between.as_slice() {
        [.., a, b] if of == Of::Things && !noun.compound => {
            [exact(figure.value), *a, *b].into_iter().fold(1, join)
        }
        _ => 0,
    };
    let modifiers = between.len().min(255) as u8;
    Some(Phrase { of, key: join(key, head), counted, head, modifiers, tokens: (start, at) })
}

/// Hash of the singular of a word in American spelling: two dialects count the same.
fn american(word: &str) -> u64 {
    let twin = lexicon::is_british(word).then(|| lexicon::spelling_twin(word)).flatten();
    lemma(twin.unwrap_or(word))
}

/// "deaths", "injuries", "arrests": those counted are people.
fn is_fate(lemma: u64) -> bool {
    const NOUNS: [u64; 6] =
        folds_ascii(["death", "fatality", "injury", "arrest", "life", "victim"]);
    NOUNS.contains(&lemma)
}

/// "30 months in prison", "a 30-month sentence": the last token of the term.
fn prison(text: &str, tokens: &[Token], figure: &FigureMention) -> Option<usize> {
    const PRISON: [u64; 6] =
        folds_ascii(["prison", "jail", "imprisonment", "incarceration", "sentence", "bars"]);
    const BETWEEN: [u64; 5] = folds_ascii(["in", "of", "federal", "behind", "state"]);
    let noun = figure.noun.filter(|n| {
        let time = n.lemma == fold_ascii("month") || n.lemma == fold_ascii("year");
        time && figure.unit == Unit::Things
    })?;
    // What a court may do is not what it did.
    const POSSIBLE: [u64; 11] = folds_ascii([
        "maximum",
        "minimum",
        "mandatory",
        "statutory",
        "potential",
        "possible",
        "could",
        "face",
        "faces",
        "facing",
        "carries",
    ]);
    let start = figure.tokens.0 as usize;
    let before = tokens.get(start.saturating_sub(10)..start).unwrap_or_default();
    let sentence = before.iter().rposition(Token::starts_sentence).unwrap_or(0);
    if before[sentence..].iter().any(|t| POSSIBLE.contains(&t.fold)) {
        return None;
    }
    let after = tokens.partition_point(|t| t.start < noun.span.end);
    for (i, token) in tokens.iter().enumerate().skip(after).take(4) {
        if PRISON.contains(&token.fold) {
            return Some(i);
        }
        if !BETWEEN.contains(&token.fold) || token.is_mark(text, '.') {
            break;
        }
    }
    None
}

/// The verb or noun that a bare sum hangs on: "pay $5 million", "a fine of $5 million".
fn verb(text: &str, tokens: &[Token], start: usize) -> Option<u64> {
    let before = tokens.get(start.saturating_sub(3)..start)?;
    let mut words = before.iter().rev().take_while(|t| t.is_word() && !t.is_masked());
    words.find(|t| nearby::is_weighty(t) || t.fold == fold_ascii("pay")).map(|t| stem(t.text(text)))
}
