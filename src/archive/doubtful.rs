//! Two capitalised words that may be a name with a slip in the given name: "Malcom Ostrander".
//!
//! In one article nobody can say whether they are a person's. They are kept for the check that
//! knows who else is called so, and have no vote.

use serde::{Deserialize, Serialize};

use super::record::{Keeper, Key};
use crate::article::{Article, Zone};
use crate::lexicon;
use crate::source::Span;
use crate::tokens::{Listed, Sort, Token, Tokens};

/// What may be a person's name.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct DoubtfulName {
    /// The first word, lower case.
    pub given: Key,
    /// The second word, lower case.
    pub surname: Key,
    /// Both as the article writes them.
    pub written: Key,
    /// First place, in the decoded file.
    pub place: Span,
}

/// What a word of a name is not.
const THINGS: Listed = Listed::PLACE
    .or(Listed::DEMONYM)
    .or(Listed::TITLE_WORD)
    .or(Listed::ORG_HEAD)
    .or(Listed::NEVER_SURNAME);

/// More of them in one article are a list.
const MOST: usize = 40;

pub(super) fn names(article: &Article, tokens: &Tokens, keeper: &mut Keeper) -> Vec<DoubtfulName> {
    let text = &article.text;
    let mut out: Vec<DoubtfulName> = Vec::new();
    for i in tokens.places([Sort::Capital]) {
        let Some([given, surname]) = tokens.get(i..i + 2) else { break };
        if !is_long_capital(given)
            || !is_pair(given, surname)
            || !is_alone(tokens, i)
            || !may_be_name(text, given, surname)
        {
            continue;
        }
        let block = article.block_at(given.start);
        let prose = block.is_some_and(|b| b.zone.is_copy() && b.zone != Zone::Headline && !b.list);
        let span = given.span().to(surname.span());
        let form = DoubtfulName {
            given: keeper.keep(&given.text(text).to_lowercase()),
            surname: keeper.keep(&surname.text(text).to_lowercase()),
            written: keeper.keep_exact(span.of(text)),
            place: article.map.to_source(span),
        };
        let known = |n: &DoubtfulName| (n.given, n.surname) == (form.given, form.surname);
        if prose && out.len() < MOST && !out.iter().any(known) {
            out.push(form);
        }
    }
    out
}

fn is_long_capital(token: &Token) -> bool {
    token.is_capital() && !token.is_all_upper() && !token.is_masked() && token.len > 3
}

/// Whether a second word with a capital stands behind a space.
fn is_pair(given: &Token, surname: &Token) -> bool {
    is_long_capital(surname) && !surname.starts_sentence() && surname.start == given.span().end + 1
}

/// No third capital on either side.
fn is_alone(tokens: &[Token], at: usize) -> bool {
    let after = tokens.get(at + 2).is_some_and(|t| t.is_capital() && !t.starts_sentence());
    let before = at.checked_sub(1).map(|i| &tokens[i]).filter(|_| !tokens[at].starts_sentence());
    let stranger = |t: &Token| t.is_capital() && !t.listed.is_title_word() && !t.starts_sentence();
    !after && !before.is_some_and(stranger)
}

fn may_be_name(text: &str, given: &Token, surname: &Token) -> bool {
    !given.listed.is_in(THINGS.or(Listed::COMMON_WORD))
        && !surname.listed.is_in(THINGS)
        && lexicon::resembles_given_name(given.text(text))
}
