//! What stands around a full name and says whose it is: a role, an age, names of places, bodies
//! and colleagues, a word of kinship.
//!
//! Only hashes are kept: whether two articles say the same beside two names is all that is asked.

use serde::{Deserialize, Serialize};

use crate::extract::people::PersonMention;
use crate::extract::titles::rank;
use crate::tokens::{Kind, Token, WordSet, fold, folds_ascii};

/// The words around the first place of a full name.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Vicinity {
    /// The word of a role right before the name, or the last one of the title.
    role: u32,
    /// The age that is given.
    age: u8,
    /// Names within a few words.
    names: [u16; NAMES],
    /// A word of kinship stands near.
    pub kin: bool,
}

const NAMES: usize = 6;
/// So far from the name a word may be another person's.
const BEFORE: usize = 8;
const AFTER: usize = 10;

impl Vicinity {
    /// Reads the words around a name.
    pub(super) fn new(text: &str, tokens: &[Token], person: &PersonMention) -> Self {
        let (first, last) = (person.tokens.0 as usize, person.tokens.1 as usize);
        let around = Around {
            text,
            before: opening(tokens, first),
            name: tokens.get(first..last).unwrap_or_default(),
            after: tokens.get(last..(last + AFTER).min(tokens.len())).unwrap_or_default(),
        };
        Self { role: around.role(), age: around.age(), names: around.names(), kin: around.kin() }
    }

    /// The same role, or the same age.
    #[must_use]
    pub fn is_same_person(&self, other: &Self) -> bool {
        self.role != 0 && self.role == other.role || self.age != 0 && self.age == other.age
    }

    /// Names that stand beside both.
    #[must_use]
    pub fn shared_names(&self, other: &Self) -> usize {
        self.names.iter().filter(|n| **n != 0 && other.names.contains(n)).count()
    }
}

struct Around<'a> {
    text: &'a str,
    before: &'a [Token],
    name: &'a [Token],
    after: &'a [Token],
}

/// Words before a name that give it no role.
const NO_ROLE: [u64; 44] = folds_ascii([
    "with", "from", "that", "when", "than", "said", "says", "told", "over", "into", "after",
    "before", "against", "where", "while", "between", "which", "about", "their", "whom", "have",
    "were", "then", "also", "only", "even", "both", "like", "since", "until", "under", "during",
    "because", "through", "among", "near", "behind", "beside", "without", "within", "toward",
    "does", "former", "acting",
]);

static KIN: WordSet<22> = WordSet::new([
    "wife",
    "husband",
    "widow",
    "son",
    "daughter",
    "brother",
    "sister",
    "mother",
    "father",
    "parents",
    "family",
    "cousin",
    "uncle",
    "aunt",
    "nephew",
    "niece",
    "grandson",
    "granddaughter",
    "grandfather",
    "grandmother",
    "twin",
    "children",
]);

const YEAR: [u64; 2] = folds_ascii(["year", "years"]);

/// "Jr.", "III" behind a name: of one name, different people. 0 where there is none.
pub(super) fn suffix(text: &str, tokens: &[Token], person: &PersonMention) -> u8 {
    let comma = |t: &&Token| t.is_mark(text, ',');
    let rest = tokens.get(person.tokens.1 as usize..).unwrap_or_default();
    let at = usize::from(rest.first().is_some_and(|t| comma(&t)));
    let token = rest.get(at).filter(|t| t.is_capital());
    let rank = |t: &Token| SUFFIXES.iter().position(|s| *s == t.fold).map_or(0, |i| i as u8 + 1);
    token.map_or(0, rank)
}

const SUFFIXES: [u64; 6] = folds_ascii(["jr", "sr", "ii", "iii", "iv", "v"]);

/// Whether two suffixes are two people's.
#[must_use]
pub fn are_two(a: u8, b: u8) -> bool {
    a != 0 && b != 0 && a != b
}

fn short(word: &str) -> u32 {
    let hash = fold(word);
    ((hash ^ (hash >> 32)) as u32).max(1)
}

/// The tokens before a name that belong to its sentence.
fn opening(tokens: &[Token], name: usize) -> &[Token] {
    // A name that opens the sentence has none before it.
    if tokens.get(name).is_some_and(Token::starts_sentence) {
        return &[];
    }
    let before = tokens.get(name.saturating_sub(BEFORE + 2)..name).unwrap_or_default();
    let start = before.iter().rposition(Token::starts_sentence).unwrap_or(0);
    before.get(start..).unwrap_or_default()
}

impl Around<'_> {
    fn rest(&self) -> impl Iterator<Item = &Token> {
        self.after.iter().take_while(|t| !t.starts_sentence())
    }

    fn role(&self) -> u32 {
        // "The referee, Edgar Pell,"
        let is_point = |t: &&Token| t.is_mark(self.text, ',') || t.is_mark(self.text, '.');
        let Some(token) = self.before.iter().rev().find(|t| !is_point(t)) else { return 0 };
        let word = token.text(self.text);
        let is_role = token.is_word()
            && (!token.is_capital() || token.listed.is_title_word())
            && word.len() > 2
            && (word.len() > 3 || token.listed.is_title_word())
            && !word.ends_with("ed")
            && !word.ends_with("ing")
            && !NO_ROLE.contains(&token.fold);
        if is_role { short(&rank::normal(self.text, &[*token])) } else { 0 }
    }

    /// "Edgar Pell, 32,", "a 32-year-old climber, Edgar Pell"
    fn age(&self) -> u8 {
        let years = |token: &Token| {
            let digits = token.kind == Kind::Number;
            token.text(self.text).parse().ok().filter(|n| digits && (3..=110).contains(n))
        };
        let comma = |t: Option<&Token>| t.is_some_and(|t| t.is_mark(self.text, ','));
        if let [_, age, closing, ..] = self.after
            && comma(self.after.first())
            && !closing.is_capital()
            && !closing.is_mark(self.text, '-')
            && let Some(age) = years(age)
        {
            return age;
        }
        let mut words = self.before.windows(3);
        let old = |w: &[Token]| w[1].is_mark(self.text, '-') && YEAR.contains(&w[2].fold);
        words.find(|w| old(w)).and_then(|w| years(&w[0])).unwrap_or(0)
    }

    fn names(&self) -> [u16; NAMES] {
        let mut out = [0; NAMES];
        let named = |token: &&Token| {
            token.is_capital()
                && !token.starts_sentence()
                && token.len > 2
                && !token.listed.is_title_word()
                && !token.listed.is_never_surname()
                && (!token.listed.is_given_name() || token.listed.is_place())
                && !self.name.iter().any(|n| n.fold == token.fold)
        };
        let near = self.before.iter().rev().chain(self.rest()).filter(named);
        for (slot, token) in out.iter_mut().zip(near) {
            *slot = ((token.fold ^ (token.fold >> 32)) as u16).max(1);
        }
        out
    }

    /// "Her husband, Edgar Pell": a relative shares the surname and nothing else.
    fn kin(&self) -> bool {
        self.before.iter().chain(self.rest()).any(|t| KIN.contains(t.fold))
    }
}
