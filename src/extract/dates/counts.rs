//! Lengths of time: "three weeks", "25 years", "a decade", and how exactly they are meant.

use super::words::Words;
use crate::source::Span;
use crate::tokens::{Kind, Token, WordSet, fold_ascii, folds_ascii};

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years; decades and centuries are counted in years.
    Year,
}

/// How exactly a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// To the unit.
    Exact,
    /// "about", "a decade"
    About,
    /// "more than", "at least"
    More,
    /// "nearly", "less than"
    Less,
}

/// A number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub number: u16,
    /// Of what.
    pub unit: Unit,
    /// How exactly.
    pub measure: Measure,
}

/// From zero to nineteen, then the tens.
const CARDINALS: [&str; 28] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
];
/// "twenty" to "ninety".
pub const TENS: &[&str] = CARDINALS.split_at(20).1;
static CARDINAL: WordSet<28> = WordSet::new(CARDINALS);
const SINGULAR: [u64; 4] = folds_ascii(["day", "week", "month", "year"]);
const PLURAL: [u64; 4] = folds_ascii(["days", "weeks", "months", "years"]);
const DECADES: [u64; 2] = folds_ascii(["decade", "decades"]);
const CENTURIES: [u64; 2] = folds_ascii(["century", "centuries"]);
const UNITS: [Unit; 4] = [Unit::Day, Unit::Week, Unit::Month, Unit::Year];
const ABOUT: [u64; 6] =
    folds_ascii(["about", "around", "roughly", "some", "approximately", "circa"]);
const MORE: [u64; 6] = folds_ascii(["over", "than", "least", "beyond", "least", "past"]);
const LESS: [u64; 4] = folds_ascii(["nearly", "almost", "under", "barely"]);
const FEWER: [u64; 2] = folds_ascii(["less", "fewer"]);

impl Unit {
    /// "week", "month", "year", by the hash of the word.
    pub(super) fn singular(fold: u64) -> Option<Self> {
        SINGULAR.iter().position(|&f| f == fold).and_then(|i| UNITS.get(i)).copied()
    }

    fn plural(fold: u64) -> Option<Self> {
        PLURAL.iter().position(|&f| f == fold).and_then(|i| UNITS.get(i)).copied()
    }
}

/// The number from zero to nineteen, or the ten, that a word spells, by its hash.
#[must_use]
pub fn cardinal_word(fold: u64) -> Option<u16> {
    const FOLDS: [u64; 28] = folds_ascii(CARDINALS);
    if !CARDINAL.contains(fold) {
        return None; // as nearly all words
    }
    let at = FOLDS.iter().position(|&f| f == fold)? as u16;
    Some(if at < 20 { at } else { 20 + 10 * (at - 20) })
}

/// The ordinal that a word spells, by its hash.
#[must_use]
pub fn ordinal_word(fold: u64) -> Option<u16> {
    let ones = ORDINALS.iter().position(|&f| f == fold).map(|i| 1 + i as u16);
    ones.or_else(|| TENTHS.iter().position(|&f| f == fold).map(|i| 20 + 10 * i as u16))
}

pub(in crate::extract) fn spelled(token: &Token) -> Option<u16> {
    cardinal_word(token.fold)
}

impl Words<'_> {
    /// The length of time whose unit is the token before `end`, and its first token.
    pub(super) fn count_ending(&self, end: usize) -> Option<(Count, usize)> {
        let unit_at = end.checked_sub(1)?;
        let word = self.get(unit_at)?;
        let (unit, times) = if DECADES.contains(&word.fold) {
            (Unit::Year, 10)
        } else if CENTURIES.contains(&word.fold) {
            (Unit::Year, 100)
        } else {
            (Unit::plural(word.fold).or_else(|| Unit::singular(word.fold))?, 1)
        };
        let (number, first) = self.number_ending(unit_at)?;
        let measure = match self.measure(first) {
            Measure::Exact if times > 1 => Measure::About,
            measure => measure,
        };
        let number = number.checked_mul(times)?;
        Some((Count { number, unit, measure }, first))
    }

    /// "25", "twenty-five", "five", "a", ending before a token.
    fn number_ending(&self, end: usize) -> Option<(u16, usize)> {
        let at = end.checked_sub(1)?;
        let token = self.get(at)?;
        if token.kind == Kind::Number {
            let number = token.text(self.text).parse().ok()?;
            let part = at > 0
                && self.touches_next(at - 1)
                && !['(', '"', '“'].iter().any(|&m| self.is_mark(at - 1, m));
            return (!part).then_some((number, at));
        }
        if token.fold == fold_ascii("a") || token.fold == fold_ascii("an") {
            return Some((1, at));
        }
        let number = spelled(token)?;
        let tens = at
            .checked_sub(2)
            .filter(|&t| self.is_mark(t + 1, '-'))
            .and_then(|t| Some((spelled(self.get(t)?).filter(|&n| n >= 20)?, t)));
        Some(match tens {
            Some((tens, first)) if number < 10 => (tens + number, first),
            _ => (number, at),
        })
    }

    /// What stands before a number.
    fn measure(&self, first: usize) -> Measure {
        let Some(before) = first.checked_sub(1).and_then(|b| self.get(b)) else {
            return Measure::Exact;
        };
        let fewer = first >= 2 && self.get(first - 2).is_some_and(|t| FEWER.contains(&t.fold));
        let is = |list: &[u64]| list.contains(&before.fold);
        if is(&LESS) || (is(&MORE) && fewer) {
            Measure::Less
        } else if is(&MORE) {
            Measure::More
        } else if is(&ABOUT) {
            Measure::About
        } else {
            Measure::Exact
        }
    }
}

/// A length of time that stands by itself: "five years", "a five-year term".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Its words.
    pub span: Span,
    /// How long.
    pub count: Count,
}

/// The length of time that ends with a token of a block: "five years", "25-year", "a decade".
#[must_use]
pub fn length_ending(text: &str, tokens: &[Token], last: usize) -> Option<Length> {
    let words = Words { text, tokens };
    let unit = tokens.get(last)?;
    let number_end = if last > 0 && words.is_mark(last - 1, '-') { last - 1 } else { last };
    if number_end == last {
        let (count, first) = words.count_ending(last + 1)?;
        return Some(Length { span: tokens.get(first)?.span().to(unit.span()), count });
    }
    let unit = Unit::singular(unit.fold)?;
    let (number, first) = words.number_ending(number_end)?;
    let count = Count { number, unit, measure: words.measure(first) };
    Some(Length { span: tokens.get(first)?.span().to(tokens.get(last)?.span()), count })
}

const ORDINALS: [u64; 19] = folds_ascii([
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]);
const TENTHS: [u64; 8] = folds_ascii([
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
]);

/// The ordinal number that ends with a token of a block: "50th", "twenty-fifth".
#[must_use]
pub fn ordinal(text: &str, tokens: &[Token], last: usize) -> Option<(u16, Span)> {
    let token = tokens.get(last)?;
    let body = token.text(text);
    if token.kind == Kind::Number {
        let digits = body.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = body.get(digits.len()..)?;
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|e| ending.eq_ignore_ascii_case(e));
        return Some((digits.parse().ok().filter(|_| ordinal)?, token.span()));
    }
    let number = ordinal_word(token.fold)?;
    if number >= 20 {
        return Some((number, token.span()));
    }
    let words = Words { text, tokens };
    let tens = last.checked_sub(2).filter(|_| words.is_mark(last - 1, '-'));
    match tens.and_then(|i| Some((i, spelled(tokens.get(i)?)?))) {
        Some((first, tens)) if tens >= 20 && number < 10 => {
            Some((tens + number, tokens.get(first)?.span().to(token.span())))
        }
        _ => Some((number, token.span())),
    }
}
/// A number up to a hundred, as it is spelled.
#[must_use]
pub fn in_words(number: u64) -> Option<String> {
    let number = usize::try_from(number).ok()?;
    let (tens, ones) = (number / 10, number % 10);
    match number {
        0..20 => CARDINALS.get(number).map(|word| (*word).to_owned()),
        100 => Some("one hundred".to_owned()),
        _ => {
            let tens = TENS.get(tens - 2)?;
            let one = CARDINALS.get(ones).filter(|_| ones > 0);
            Some(one.map_or_else(|| (*tens).to_owned(), |one| format!("{tens}-{one}")))
        }
    }
}
