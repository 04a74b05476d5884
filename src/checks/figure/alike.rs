//! What a figure is about, so that two of them can be compared: the dead, a prison sentence, an age,
//! or whatever its noun says.

use crate::checks::ArticleContext;
use crate::extract::figures::{Fate, FigureMention, Hedge, Unit, Value};
use crate::tokens::{Token, fold_ascii, folds_ascii};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// People to whom something happened, whatever the noun.
    Fate(Fate),
    /// Time to be served in prison.
    Sentence,
    /// Somebody's age.
    Age,
    /// Things of that noun, in that unit.
    Counted(Unit, u64),
}

/// Complete and no end of a range.
pub(super) fn is_whole(figure: &FigureMention) -> bool {
    !figure.part && !figure.range
}

/// What a figure counts; none where it does not say.
pub(super) fn kind(cx: &ArticleContext<'_>, figure: &FigureMention) -> Option<Kind> {
    if let Some(fate) = figure.fate.filter(|_| figure.unit == Unit::Things) {
        return Some(Kind::Fate(fate));
    }
    if let Unit::Money(_) = figure.unit {
        return Some(Kind::Counted(figure.unit, 0));
    }
    let noun = figure.noun?;
    if noun.lemma == fold_ascii("year-old") {
        return Some(Kind::Age);
    }
    if months(figure).is_some() {
        return is_sentence(cx, figure).then_some(Kind::Sentence);
    }
    Some(Kind::Counted(figure.unit, noun.lemma))
}

/// How many months a stretch of time has; none for what is no stretch of months or years.
pub(super) fn months(figure: &FigureMention) -> Option<Value> {
    let lemma = figure.noun.filter(|_| figure.unit == Unit::Things)?.lemma;
    match lemma {
        l if l == fold_ascii("month") => Some(figure.value),
        l if l == fold_ascii("year") => figure.value.times(12),
        _ => None,
    }
}

/// "sentenced to 30 months", "30 months in prison": not release or probation.
fn is_sentence(cx: &ArticleContext<'_>, figure: &FigureMention) -> bool {
    const PRISON: [u64; 7] = folds_ascii([
        "prison",
        "jail",
        "imprisonment",
        "incarceration",
        "bars",
        "custody",
        "sentence",
    ]);
    const OTHER: [u64; 6] =
        folds_ascii(["release", "probation", "supervised", "supervision", "maximum", "home"]);
    let after = figure.tokens.1 as usize;
    let words = cx.tokens.get(after..(after + 6).min(cx.tokens.len())).unwrap_or_default();
    let ends = |t: &&Token| !t.starts_sentence() && !matches!(t.text(&cx.article.text), "," | ";");
    let mut tail = words.iter().take_while(ends);
    // "63 months in prison and three years of supervised release"
    let told = tail.find(|t| PRISON.contains(&t.fold) || OTHER.contains(&t.fold));
    let start = figure.tokens.0 as usize;
    let before = cx.tokens.get(start.saturating_sub(4)..start).unwrap_or_default();
    let sentenced = before.iter().any(|t| t.fold == fold_ascii("sentenced"));
    told.map_or(sentenced, |t| PRISON.contains(&t.fold))
}

/// Whether a figure of the story is the headline's: equal, rounded, the same stretch of time, or
/// hedged so that the headline's may be meant.
pub(super) fn bears_out(headline: &FigureMention, figure: &FigureMention) -> bool {
    let repeated = figure.repeated.is_some_and(|(value, _)| value == headline.value);
    if headline.value == figure.value || repeated {
        return true;
    }
    if let (Some(a), Some(b)) = (months(headline), months(figure)) {
        // "12 years" for 151 months
        let other = headline.noun.map(|n| n.lemma) != figure.noun.map(|n| n.lemma);
        return a == b || (other && (a.approximate() - b.approximate()).abs() < 12.0);
    }
    if headline.unit != figure.unit {
        return false;
    }
    let (a, b) = (headline.value.approximate(), figure.value.approximate());
    // "more than $250 million" may be $257 million; "more than $14.2 million" is not $14.3 million.
    let coarse = figure.value.exponent() > headline.value.exponent();
    let meant = match figure.hedge.filter(|_| coarse || headline.unit == Unit::Things) {
        Some(Hedge::AtLeast) => a >= b && a <= b * 1.3,
        Some(Hedge::AtMost) => a <= b && a >= b * 0.75,
        Some(Hedge::About) => (a - b).abs() <= b * 0.15,
        None => false,
    };
    let round = headline.magnitude.is_some() || headline.unit == Unit::Percent || a >= 1000.0;
    meant || (round && headline.rounds(figure.value))
}

/// The figure with its noun, as the article writes it.
pub(super) fn wording<'a>(cx: &ArticleContext<'a>, figure: &FigureMention) -> &'a str {
    let span = figure.noun.map_or(figure.span, |noun| figure.span.to(noun.span));
    span.of(&cx.article.text)
}

/// Nouns that stand for the same people in headline and story.
const PEOPLE: [u64; 38] = folds_ascii([
    "person",
    "man",
    "woman",
    "defendant",
    "member",
    "officer",
    "suspect",
    "employee",
    "executive",
    "resident",
    "worker",
    "official",
    "operator",
    "owner",
    "leader",
    "associate",
    "citizen",
    "national",
    "official",
    "conspirator",
    "inmate",
    "guard",
    "deputy",
    "student",
    "soldier",
    "driver",
    "brother",
    "gangster",
    "businessman",
    "engineer",
    "doctor",
    "nurse",
    "trader",
    "banker",
    "lawyer",
    "teenager",
    "guerrilla",
    "militant",
]);

/// Whether a figure counts people.
pub(super) fn counts_people(figure: &FigureMention) -> bool {
    figure.unit == Unit::Things && figure.noun.is_some_and(|n| PEOPLE.contains(&n.lemma))
}

/// Whether a figure opens its block and counts people.
pub(super) fn counts_people_first(cx: &ArticleContext<'_>, figure: &FigureMention) -> bool {
    let opens = cx.tokens.get(figure.tokens.0 as usize).is_some_and(Token::starts_block);
    opens && counts_people(figure)
}
