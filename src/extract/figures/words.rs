//! Numbers as words and digits, magnitudes, currencies, hedges: what stands around a figure.

use super::value::Value;
use crate::extract::dates::{Words, spelled};
use crate::tokens::{Kind, Token, fold_ascii, folds_ascii};

/// What the number counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Things: the head noun says which.
    Things,
    /// Hundredths.
    Percent,
    /// Money, by a hash of the currency's sign.
    Money(u64),
}

/// How exact a number wants to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    /// "at least", "more than", "or more".
    AtLeast,
    /// "up to", "nearly", "fewer than".
    AtMost,
    /// "about", "some", "or so".
    About,
}

const PERCENT: [u64; 2] = folds_ascii(["percent", "pct"]);
const DOLLARS: [u64; 2] = folds_ascii(["dollars", "dollar"]);
const EUROS: [u64; 2] = folds_ascii(["euros", "euro"]);
const SOME: [u64; 3] = folds_ascii(["odd", "some", "plus"]);

/// Readers of numbers share the readers of dates' view of a block.
impl Words<'_> {
    pub(super) fn fold(&self, at: usize) -> u64 {
        self.get(at).map_or(0, |t| t.fold)
    }

    /// The number that starts at a token, and the token after it; words and digits alike.
    pub(super) fn number(&self, at: usize) -> Option<(Value, usize)> {
        let token = self.get(at)?;
        match token.kind {
            Kind::Number => self.digits(at),
            Kind::Word if token.len <= 9 => self.spelled(at),
            _ => None,
        }
    }

    /// "1,200", "5.2bn", "9m".
    fn digits(&self, at: usize) -> Option<(Value, usize)> {
        let body = self.get(at)?.text(self.text);
        let tail = body.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
        let value = Value::parse(&body[..body.len() - tail.len()])?;
        // What stands glued behind it may be a magnitude; anything else makes it a name.
        (tail.is_empty() || glued_magnitude(tail).is_some()).then_some((value, at + 1))
    }

    /// "twenty-three", "two hundred and five", "three thousand".
    fn spelled(&self, at: usize) -> Option<(Value, usize)> {
        let (mut total, mut part, mut next) = (0u64, self.small(at)?, at + 1);
        // Tens take one more word, with a hyphen or a space.
        let units = |tens: u64, next: usize| {
            let hyphen = usize::from(self.is_hyphen(next));
            let unit = self.small(next + hyphen).filter(|u| (1..10).contains(u))?;
            ((20..100).contains(&tens) && tens.is_multiple_of(10))
                .then_some((unit, next + hyphen + 1))
        };
        if let Some((unit, after)) = units(part, next) {
            (part, next) = (part + unit, after);
        }
        for _ in 0..2 {
            if self.fold(next) == const { fold_ascii("hundred") } {
                (part, next) = (part * 100, next + 1);
                let and = usize::from(self.fold(next) == const { fold_ascii("and") });
                if let Some(small) = self.small(next + and) {
                    (part, next) = (part + small, next + and + 1);
                    if let Some((unit, after)) = units(small, next) {
                        (part, next) = (part + unit, after);
                    }
                }
            }
            if total > 0 || self.fold(next) != const { fold_ascii("thousand") } {
                break;
            }
            (total, next) = (part * 1000, next + 1);
            part = 0;
            if let Some(small) = self.small(next) {
                (part, next) = (small, next + 1);
                if let Some((unit, after)) = units(part, next) {
                    (part, next) = (part + unit, after);
                }
            }
        }
        Some((Value::new(total + part), next))
    }

    fn small(&self, at: usize) -> Option<u64> {
        self.get(at).and_then(spelled).map(u64::from)
    }

    /// A hyphen between two tokens that touch it.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        let hyphen = ['-', '‐', '‑', '–'].iter().any(|&m| self.is_mark(at, m));
        hyphen && at > 0 && self.touches_next(at - 1) && self.touches_next(at)
    }

    /// A word for zeros behind the number at `at`: its power of ten, its token, the one after it.
    pub(super) fn magnitude(&self, number: usize, next: usize) -> Option<(i16, usize, usize)> {
        let token = self.get(number)?;
        if token.kind == Kind::Number {
            let body = token.text(self.text);
            let tail = body.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
            if let Some(power) = glued_magnitude(tail) {
                return Some((power, number, next));
            }
        }
        let at = next + usize::from(self.is_hyphen(next));
        let token = self.get(at).filter(|t| t.is_word())?;
        magnitude_word(token).map(|power| (power, at, at + 1))
    }

    /// The currency whose sign stands right before a number: its hash and first token.
    pub(super) fn sign_before(&self, at: usize) -> Option<(u64, usize)> {
        let sign = at.checked_sub(1)?;
        let body = self.get(sign).filter(|t| t.kind == Kind::Mark)?.text(self.text);
        let gap = !self.touches_next(sign);
        if !["$", "£", "€", "¥", "₹", "₽", "₩", "₪", "₦", "₱"].contains(&body) {
            return None;
        }
        let before = sign.checked_sub(1).and_then(|b| self.get(b));
        let country = before.filter(|t| {
            t.is_word() && t.len <= 3 && t.is_capital() && t.span().end == self.tokens[sign].start
        });
        let own = self.fold(sign);
        Some(match country {
            Some(c) if body == "$" && !["US", "U.S."].contains(&c.text(self.text)) => {
                (own ^ c.fold, sign - 1)
            }
            Some(_) => (own, sign - 1),
            None if gap && body != "$" && body != "£" && body != "€" => return None,
            None => (own, sign),
        })
    }

    /// "percent", "%", "dollars": the unit and the token after it.
    pub(super) fn unit_after(&self, at: usize) -> Option<(Unit, usize)> {
        if self.is_mark(at, '%') {
            return Some((Unit::Percent, at + 1));
        }
        let hyphen = usize::from(self.is_hyphen(at));
        let word = at + hyphen;
        let unit = match self.fold(word) {
            f if PERCENT.contains(&f) => Unit::Percent,
            f if f == const { fold_ascii("per") }
                && self.fold(word + 1) == const { fold_ascii("cent") } =>
            {
                return Some((Unit::Percent, word + 2));
            }
            f if DOLLARS.contains(&f) => Unit::Money(const { fold_ascii("$") }),
            f if EUROS.contains(&f) => Unit::Money(crate::tokens::fold("€")),
            _ => return None,
        };
        Some((unit, word + 1))
    }

    /// The hedge that ends right before a token, and the token where it starts.
    pub(super) fn hedge_before(&self, at: usize) -> Option<(Hedge, usize)> {
        let one = at.checked_sub(1)?;
        if ['~', '≈', '>', '<', '±'].iter().any(|&m| self.is_mark(one, m)) {
            return Some((Hedge::About, one));
        }
        let two = one.checked_sub(1).map(|two| (self.fold(two), self.fold(one)));
        if let Some(pair) = two
            && let Some((_, hedge)) = HEDGES_OF_TWO.iter().find(|(words, _)| *words == pair)
        {
            return Some((*hedge, one - 1));
        }
        let found = HEDGES.iter().find(|(word, _)| *word == self.fold(one));
        found.map(|(_, hedge)| (*hedge, one))
    }

    /// "or more", "or so", "plus", "+".
    pub(super) fn hedge_after(&self, at: usize) -> Option<Hedge> {
        if self.is_mark(at, '+') || self.fold(at) == const { fold_ascii("plus") } {
            return Some(Hedge::AtLeast);
        }
        let hyphen = usize::from(self.is_hyphen(at));
        if hyphen == 1 && SOME.contains(&self.fold(at + 1)) {
            return Some(Hedge::About);
        }
        let or = self.fold(at) == const { fold_ascii("or") };
        const TAILS: [u64; 6] = folds_ascii(["more", "so", "fewer", "less", "better", "greater"]);
        (or && TAILS.contains(&self.fold(at + 1))).then_some(Hedge::About)
    }
}

/// "bn" in "5.2bn": its power of ten.
fn glued_magnitude(tail: &str) -> Option<i16> {
    match tail {
        "bn" | "b" | "B" | "BN" | "Bn" => Some(9),
        "m" | "M" | "mn" | "mln" | "MM" => Some(6),
        "k" | "K" => Some(3),
        "tn" | "trn" | "T" => Some(12),
        _ => None,
    }
}

fn magnitude_word(token: &Token) -> Option<i16> {
    const WORDS: [u64; 12] = folds_ascii([
        "million", "billion", "trillion", "thousand", "hundred", "millions", "billions", "mn",
        "bn", "mln", "tn", "crore",
    ]);
    const POWERS: [i16; 12] = [6, 9, 12, 3, 2, 6, 9, 6, 9, 6, 12, 7];
    WORDS.iter().position(|w| *w == token.fold).map(|i| POWERS[i])
}

const HEDGES: [(u64, Hedge); 18] = [
    (fold_ascii("about"), Hedge::About),
    (fold_ascii("around"), Hedge::About),
    (fold_ascii("approximately"), Hedge::About),
    (fold_ascii("approx"), Hedge::About),
    (fold_ascii("roughly"), Hedge::About),
    (fold_ascii("some"), Hedge::About),
    (fold_ascii("estimated"), Hedge::About),
    (fold_ascii("circa"), Hedge::About),
    (fold_ascii("maybe"), Hedge::About),
    (fold_ascii("perhaps"), Hedge::About),
    (fold_ascii("nearly"), Hedge::AtMost),
    (fold_ascii("almost"), Hedge::AtMost),
    (fold_ascii("under"), Hedge::AtMost),
    (fold_ascii("below"), Hedge::AtMost),
    (fold_ascii("over"), Hedge::AtLeast),
    (fold_ascii("above"), Hedge::AtLeast),
    (fold_ascii("exceeding"), Hedge::AtLeast),
    (fold_ascii("exceeds"), Hedge::AtLeast),
];

const HEDGES_OF_TWO: [((u64, u64), Hedge); 14] = [
    ((fold_ascii("more"), fold_ascii("than")), Hedge::AtLeast),
    ((fold_ascii("greater"), fold_ascii("than")), Hedge::AtLeast),
    ((fold_ascii("at"), fold_ascii("least")), Hedge::AtLeast),
    ((fold_ascii("upwards"), fold_ascii("of")), Hedge::AtLeast),
    ((fold_ascii("excess"), fold_ascii("of")), Hedge::AtLeast),
    ((fold_ascii("north"), fold_ascii("of")), Hedge::AtLeast),
    ((fold_ascii("less"), fold_ascii("than")), Hedge::AtMost),
    ((fold_ascii("fewer"), fold_ascii("than")), Hedge::AtMost),
    ((fold_ascii("at"), fold_ascii("most")), Hedge::AtMost),
    ((fold_ascii("up"), fold_ascii("to")), Hedge::AtMost),
    ((fold_ascii("many"), fold_ascii("as")), Hedge::AtMost),
    ((fold_ascii("much"), fold_ascii("as")), Hedge::AtMost),
    ((fold_ascii("close"), fold_ascii("to")), Hedge::AtMost),
    ((fold_ascii("maximum"), fold_ascii("of")), Hedge::AtMost),
];
