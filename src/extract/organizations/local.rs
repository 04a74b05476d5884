//! Bodies of states and towns, which share their names with the nation's.

use crate::tokens::{Kind, Token, fold_ascii, folds_ascii};

const IN: u64 = fold_ascii("in");
const LOCAL: [u64; 10] = folds_ascii([
    "state",
    "county",
    "city",
    "town",
    "village",
    "borough",
    "provincial",
    "municipal",
    "territorial",
    "tribal",
]);

/// Whether the name that starts at a token is a state's or a town's: "the state Department of …".
#[must_use]
pub fn is_local(text: &str, tokens: &[Token], (first, end): (u32, u32)) -> bool {
    let (first, end) = (first as usize, end as usize);
    let back = |n: usize| first.checked_sub(n).and_then(|i| tokens.get(i));
    let owner = if back(1).is_some_and(|t| t.kind == Kind::Possessive) { back(2) } else { None };
    let place = |t: &Token| LOCAL.contains(&t.fold) || t.listed.is_place();
    // "in Orrsund, Norland"
    let there = matches!(tokens.get(end..end + 4), Some([here, town, comma, state])
        if here.fold == IN && town.is_capital() && comma.is_mark(text, ',') && place(state));
    there || owner.is_some_and(place) || back(1).is_some_and(|t| LOCAL.contains(&t.fold))
}
