//! Anniversaries and ages beside the year that they are counted from.

use super::spans::stated;
use super::{quoted, report, years};
use crate::checks::ArticleContext;
use crate::checks::date::reckon::When;
use crate::checks::date::sentence::Sentence;
use crate::extract::dates::counts::{Unit, length_ending, ordinal};
use crate::extract::dates::times::{Time, Which};
use crate::finding::Finding;
use crate::source::Span;
use crate::tokens::{Kind, Sort, Token, fold_ascii, folds_ascii};

const ANNIVERSARY: u64 = fold_ascii("anniversary");
const BORN: u64 = fold_ascii("born");
const OF: u64 = fold_ascii("of");
const IN: [u64; 2] = folds_ascii(["in", "on"]);
const THE: [u64; 6] = folds_ascii(["the", "its", "his", "her", "their", "our"]);
const FOUNDED: [u64; 6] =
    folds_ascii(["founded", "established", "incorporated", "formed", "created", "launched"]);
const DIED: [u64; 5] = folds_ascii(["died", "dies", "killed", "death", "murdered"]);
const OLD: u64 = fold_ascii("old");
const YEAR: u64 = fold_ascii("year");
const AGED: [u64; 2] = folds_ascii(["aged", "age"]);
const AT: u64 = fold_ascii("at");
const THE_PLACE: u64 = fold_ascii("the");

/// Others whose birth a sentence may tell.
const FAMILY: [u64; 24] = folds_ascii([
    "whose",
    "son",
    "sons",
    "daughter",
    "daughters",
    "child",
    "children",
    "baby",
    "twins",
    "twin",
    "father",
    "mother",
    "parents",
    "brother",
    "sister",
    "siblings",
    "wife",
    "husband",
    "grandson",
    "granddaughter",
    "grandchildren",
    "born-again",
    "triplets",
    "boy",
]);

/// Reads a sentence.
pub(super) fn check(cx: &ArticleContext<'_>, sentence: &Sentence<'_>, out: &mut Vec<Finding>) {
    let words = sentence.first..sentence.first + sentence.tokens.len();
    for at in cx.tokens.places_in([Sort::Age], words) {
        let (token, at) = (&cx.tokens[at], at - sentence.first);
        if token.fold == ANNIVERSARY {
            out.extend(anniversary(cx, sentence, at));
        } else if token.fold == BORN {
            out.extend(birth(cx, sentence, at));
        } else if token.fold == OLD {
            out.extend(age_of_body(cx, sentence, at));
        }
    }
}

/// A year with its place: an expression that starts there, or four digits.
fn year_at(sentence: &Sentence<'_>, at: usize) -> Option<(i32, Span)> {
    let token = sentence.tokens.get(at)?;
    let named = sentence.whens.iter().find(|w| w.span().start == token.start);
    if let Some((when, days)) = named.and_then(|w| Some((w, stated(*w)?))) {
        return Some((days.first.year().into(), when.span()));
    }
    let year: i32 = token.text(sentence.article()).parse().ok()?;
    let four = token.kind == Kind::Number && token.len == 4;
    (four && (1500..2200).contains(&year)).then_some((year, token.span()))
}

/// "founded in 1980".
fn founding(sentence: &Sentence<'_>) -> Option<(i32, Span)> {
    let verb = sentence.tokens.iter().position(|t| FOUNDED.contains(&t.fold))?;
    year_at(sentence, verb + 1 + usize::from(sentence.is(verb + 1, &IN)))
}

/// The years from which a sentence may be told: publication, and others that it names; none
/// where it counts back itself ("a year ago it marked …").
fn vantage(cx: &ArticleContext<'_>, sentence: &Sentence<'_>, but: i32) -> Vec<i32> {
    let away = |when: &When<'_>| match when {
        When::Time(mention) => matches!(
            mention.time,
            Time::Ago(_) | Time::Calendar(Unit::Year, Which::Last | Which::Next)
        ),
        When::Date(date) => date.other_year,
    };
    if sentence.whens.iter().any(away) {
        return Vec::new();
    }
    let named = sentence.whens.iter().filter_map(|w| Some(i32::from(stated(*w)?.first.year())));
    let published = cx.article.date().map(|d| i32::from(d.year()));
    published.into_iter().chain(named).filter(|&y| y != but).collect()
}

/// "the 50th anniversary of the 1980 eruption".
fn anniversary(cx: &ArticleContext<'_>, sentence: &Sentence<'_>, at: usize) -> Option<Finding> {
    let last = at.checked_sub(1)?;
    let (number, span) = ordinal(sentence.article(), sentence.tokens, last).or_else(|| {
        let length = length_ending(sentence.article(), sentence.tokens, last)?;
        Some((length.count.number, length.span))
    })?;
    if sentence.tokens.get(at)?.is_quoted() {
        return None;
    }
    let of = sentence.is(at + 1, &[OF]).then(|| at + 2 + usize::from(sentence.is(at + 2, &THE)));
    let (year, place) = of.and_then(|i| year_at(sentence, i)).or_else(|| founding(sentence))?;
    let number = i32::from(number);
    let from = vantage(cx, sentence, year);
    let now = *from.first()?;
    if from.iter().any(|then| (then - year - number).abs() <= 1) || now < year {
        return None;
    }
    let said = span.of(sentence.article());
    let message = format!("{year} was {} ago: not the {said} anniversary", years(now - year));
    let span = span.to(sentence.tokens.get(at)?.span());
    let help = "correct the number or the year";
    Some(report(cx, span, message, (place, "counted from here"), help))
}

/// "born in 1956", "born in Salem, Ohio, on May 4, 1956".
fn birth_year(sentence: &Sentence<'_>, born: usize) -> Option<(i32, Span)> {
    for at in born + 1..born + 8 {
        if let Some(year) = year_at(sentence, at) {
            return Some(year);
        }
        // Only the names of places lie between.
        let place = sentence.tokens.get(at).is_some_and(|t| t.is_capital() || t.fold == THE_PLACE);
        if !place && sentence.word(at) != "," && !sentence.is(at, &IN) {
            return None;
        }
    }
    None
}

/// "Roe, 54, was born in 1956".
fn birth(cx: &ArticleContext<'_>, sentence: &Sentence<'_>, at: usize) -> Option<Finding> {
    let (year, place) = birth_year(sentence, at)?;
    if sentence.has(&FAMILY) || sentence.tokens.get(at)?.is_quoted() {
        return None;
    }
    let (age, span) = age(sentence, at)?;
    let others = || {
        let years = sentence.whens.iter().filter_map(|w| stated(*w));
        years.map(|d| i32::from(d.first.year())).filter(|&y| y != year)
    };
    let died = sentence.has(&DIED);
    let (then, dead) = match (died, others().next()) {
        (true, Some(then)) if others().count() == 1 => (then, true),
        (false, None) => (i32::from(cx.article.date()?.year()), false),
        _ => return None,
    };
    let passed = then - year;
    if passed <= 0 || passed > 120 || (passed - 1..=passed).contains(&age) {
        return None;
    }
    let is = if dead { "was" } else { "is" };
    let when = if dead { format!(" in {then}") } else { String::new() };
    let message =
        format!("who was born in {year} {is} {} or {passed}{when}, not {age}", passed - 1);
    let help = "correct the age or the year of birth";
    let finding = report(cx, span, message, (place, "born in this year"), help);
    Some(if dead { finding } else { finding.note(format!("published in {then}")) })
}

/// How far, in words, an age may stand from "born".
const REACH: usize = 15;

/// The age in a sentence: ", 54,", "aged 54", "54-year-old".
fn age(sentence: &Sentence<'_>, born: usize) -> Option<(i32, Span)> {
    let near = born.saturating_sub(REACH)..(born + REACH).min(sentence.tokens.len());
    near.filter_map(|i| {
        let token = sentence.tokens.get(i).filter(|t| t.kind == Kind::Number && t.len <= 3)?;
        let number: i32 =
            token.text(sentence.article()).parse().ok().filter(|n| (1..120).contains(n))?;
        let before = |back: usize| i.checked_sub(back);
        let apposed = before(1).is_some_and(|b| sentence.word(b) == ",")
            && before(2).is_some_and(|b| sentence.tokens.get(b).is_some_and(Token::is_capital))
            && matches!(sentence.word(i + 1), "," | ")");
        let aged = before(1).is_some_and(|b| sentence.is(b, &AGED))
            && !before(2).is_some_and(|b| sentence.is(b, &[AT]));
        let month = sentence.whens.iter().any(|w| w.span().contains(token.span()));
        let old = sentence.is(i + 2, &[YEAR]) && sentence.is(i + 4, &[OLD]);
        (!month && (apposed || aged || old)).then_some((number, token.span()))
    })
    .next()
}

/// "the 50-year-old company, founded in 1980".
fn age_of_body(cx: &ArticleContext<'_>, sentence: &Sentence<'_>, old: usize) -> Option<Finding> {
    let (year, place) = founding(sentence)?;
    let length = length_ending(sentence.article(), sentence.tokens, old.checked_sub(2)?)?;
    let span = length.span.to(sentence.tokens.get(old)?.span());
    // Somebody of that age may have founded it.
    let founder = sentence.tokens.get(old + 1).is_none_or(|t| !t.is_word() || t.is_capital());
    let person =
        folds_ascii(["man", "woman", "founder", "entrepreneur", "businessman", "engineer"]);
    if founder || sentence.is(old + 1, &person) || sentence.tokens.get(old)?.is_quoted() {
        return None;
    }
    let now = i32::from(cx.article.date()?.year());
    let number = i32::from(length.count.number);
    if (now - year - number).abs() <= 1 || vantage(cx, sentence, year).len() != 1 || now < year {
        return None;
    }
    let said = quoted(sentence, span);
    let message = format!("{year} was {} ago: not {said}", years(now - year));
    Some(report(cx, span, message, (place, "founded in this year"), "correct the age or the year"))
}
