//! Party and state of a legislator: "(D-Vt.)", ", R-Ohio,", "a Democrat from Vermont", "Vermont
//! Republican Ada Roe", "Labour MP Ada Roe".
//!
//! Parties and states are made one form each, however a house shortens them, so that articles of
//! different houses can be compared.

mod names;

use crate::article::Article;
use crate::extract::people::PersonMention;
use crate::source::Span;
use crate::tokens::{Kind, Token, folds_ascii};
use names::is_letter_only;
pub use names::{Party, State, party_name, state_name};

/// Party and state that an article gives to a person.
#[derive(Clone, Copy, Debug)]
pub struct AffiliationMention {
    /// Index of the person in the article's mentions.
    pub person: u32,
    /// The words that say so.
    pub span: Span,
    /// The party, where it is said.
    pub party: Option<Party>,
    /// Where it is said.
    pub party_span: Span,
    /// Postal code of the American state, where it is said.
    pub state: Option<&'static str>,
    /// Where it is said.
    pub state_span: Span,
}

const OF: [u64; 4] = folds_ascii(["of", "from", "for", "representing"]);
const ARTICLES: [u64; 3] = folds_ascii(["a", "an", "the"]);
const FORMER: [u64; 5] = folds_ascii(["former", "onetime", "then", "lifelong", "turned"]);
const SENATOR: [u64; 12] = folds_ascii([
    "senator",
    "sen",
    "representative",
    "rep",
    "congressman",
    "congresswoman",
    "governor",
    "gov",
    "mp",
    "senators",
    "lawmaker",
    "congressmember",
]);
const SUFFIX: [u64; 5] = folds_ascii(["jr", "sr", "ii", "iii", "iv"]);
const US: [u64; 2] = folds_ascii(["u.s.", "us"]);
/// Words of which one stands in any party's name that running copy gives.
const PARTY_WORDS: [u64; 15] = folds_ascii([
    "democrat",
    "democratic",
    "republican",
    "libertarian",
    "labour",
    "conservative",
    "tory",
    "gop",
    "dfl",
    "dem",
    "snp",
    "plaid",
    "dup",
    "party",
    "libdem",
]);

/// What an article says of its people's parties and states, by person.
#[must_use]
pub fn affiliations(
    article: &Article,
    tokens: &[Token],
    people: &[PersonMention],
) -> Vec<AffiliationMention> {
    let reader = Reader { text: &article.text, tokens };
    let mut out = Vec::new();
    for (i, person) in people.iter().enumerate() {
        let after = reader.after(person);
        let before = reader.before(person);
        let found = after.into_iter().chain(before);
        out.extend(found.map(|a| AffiliationMention { person: i as u32, ..a }));
    }
    out
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

/// Party and state with the tokens that they stand at.
#[derive(Default)]
struct Said {
    party: Option<(Party, Span)>,
    state: Option<(&'static str, Span)>,
}

impl Said {
    fn mention(self, span: Span) -> Option<AffiliationMention> {
        let (party, state) = (self.party?, self.state);
        Some(AffiliationMention {
            person: 0,
            span,
            party: Some(party.0),
            party_span: party.1,
            state: state.map(|s| s.0),
            state_span: state.map_or(Span::default(), |s| s.1),
        })
    }
}

impl Reader<'_> {
    fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).filter(|t| !t.starts_block())
    }

    fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.get(at).is_some_and(|t| {
            t.kind == Kind::Mark && t.text(self.text).starts_with(|c| marks.contains(&c))
        })
    }

    /// "(D-Vt.)", ", R-Ohio,", ", a Democrat from Vermont,", ", the Vermont Republican,"
    fn after(&self, person: &PersonMention) -> Option<AffiliationMention> {
        let mut at = person.tokens.1 as usize;
        // "Roe Jr. (D-Vt.)", "Roe II, R-Ohio"
        if self.is_mark(at, &[',']) && self.get(at + 1).is_some_and(|t| SUFFIX.contains(&t.fold)) {
            at += 1;
        }
        if self.get(at).is_some_and(|t| SUFFIX.contains(&t.fold)) {
            at += 1;
            at += usize::from(self.is_mark(at, &['.']));
        }
        // Most names have no mark behind them.
        if self.get(at).is_none_or(|t| t.kind != Kind::Mark) {
            return None;
        }
        let bracket = self.is_mark(at, &['(', '[']);
        if !bracket && !self.is_mark(at, &[',', '—', '–']) {
            return None;
        }
        at += 1;
        self.tag(at, bracket, person).or_else(|| self.apposition(at))
    }

    /// "D-Vt", "R-OH", "D., Vt.", "Democrat, Vermont", "Vt.-D"
    fn tag(
        &self,
        start: usize,
        bracket: bool,
        person: &PersonMention,
    ) -> Option<AffiliationMention> {
        let first = self.get(start).filter(|t| t.is_capital())?;
        // "Lib Dem" before "Lib"
        let words = if bracket { self.party_at(start) } else { None };
        let word = || Some((Party::parse(first.text(self.text), bracket)?, start + 1));
        let (party, mut at) = words.or_else(word)?;
        let party_span = first.span().to(self.tokens[at - 1].span());
        at += usize::from(self.is_mark(at, &['.']));
        let mut said = Said { party: Some((party, party_span)), state: None };
        let mut last = party_span;
        if self.is_mark(at, &['-', '–', '—', '‑', ',', '/', '.'])
            && (bracket || !self.is_mark(at, &[',']))
        {
            at += 1;
            if let Some((state, end)) = self.state_at(at) {
                let span = self.tokens[at].span().to(self.tokens[end - 1].span());
                said.state = Some((state, span));
                last = span;
                at = end;
            } else if !bracket {
                return None;
            }
        } else if !bracket {
            return None;
        }
        // A single letter says something in a tag that is closed, and nowhere else.
        let closed = self.is_mark(at, &[')', ']', ',', '.', ';', ':', '-', '–', '—'])
            || said.state.is_some();
        let letter = said.state.is_none() && is_letter_only(party_span.of(self.text));
        if !closed || letter && !self.is_in_office(person) {
            return None;
        }
        said.mention(party_span.to(last))
    }

    /// Whose title says that a party is to be expected.
    fn is_in_office(&self, person: &PersonMention) -> bool {
        let title = person.title.of(self.text);
        ["Sen", "Rep", "Gov", "Congress"].iter().any(|office| title.contains(office))
    }

    /// A state that starts at a token, and one past its last.
    fn state_at(&self, at: usize) -> Option<(&'static str, usize)> {
        let first = self.get(at)?;
        if !first.is_capital() {
            return None;
        }
        // "N.Y.", "New York", "West Virginia", "W. Va.": the longest that is one.
        for words in (1..=4).rev() {
            let end = at + words;
            let Some(last) = self.get(end - 1) else { continue };
            if last.is_mark(self.text, '.') && end - 1 == at {
                continue;
            }
            let written = first.span().to(last.span()).of(self.text);
            if let Some(state) = names::state(written) {
                return Some((state, end));
            }
        }
        None
    }

    /// "a Democrat from Vermont", "the Vermont Republican", "Republican of Ohio", "the Labour MP"
    fn apposition(&self, start: usize) -> Option<AffiliationMention> {
        // Behind an article and the longest state.
        let near = self.tokens.get(start..)?.iter().take(5);
        if !near.clone().any(|t| PARTY_WORDS.contains(&t.fold)) {
            return None;
        }
        let mut at = start;
        while self.get(at).is_some_and(|t| ARTICLES.contains(&t.fold)) {
            at += 1;
        }
        if self.get(at).is_some_and(|t| FORMER.contains(&t.fold)) {
            return None;
        }
        let mut said = Said::default();
        let first = self.get(at)?.span();
        if let Some((state, end)) = self.state_at(at) {
            said.state = Some((state, first.to(self.tokens[end - 1].span())));
            at = end;
        }
        let (party, end) = self.party_at(at)?;
        let party_span = self.tokens[at].span().to(self.tokens[end - 1].span());
        said.party = Some((party, party_span));
        at = end;
        let mut last = party_span;
        let mut office = false;
        while self.get(at).is_some_and(|t| SENATOR.contains(&t.fold) || US.contains(&t.fold)) {
            office = true;
            at += 1;
        }
        if said.state.is_none()
            && self.get(at).is_some_and(|t| OF.contains(&t.fold))
            && let Some((state, end)) = self.state_at(at + 1)
        {
            let span = self.tokens[at + 1].span().to(self.tokens[end - 1].span());
            said.state = Some((state, span));
            last = span;
            at = end;
        }
        let closed = self.get(at).is_none_or(|t| {
            t.kind == Kind::Mark
                || t.starts_sentence()
                || office && OF.contains(&t.fold)
                || said.state.is_some() && !t.is_capital()
        });
        if !(closed && (said.state.is_some() || office)) {
            return None;
        }
        said.mention(first.to(last))
    }

    /// A party written out: "Democrat", "Liberal Democrat".
    fn party_at(&self, at: usize) -> Option<(Party, usize)> {
        let first = self.get(at)?;
        let pair = self
            .get(at + 1)
            .and_then(|second| Party::parse_words(first.span().to(second.span()).of(self.text)));
        if let Some(party) = pair {
            return Some((party, at + 2));
        }
        Party::parse_words(first.text(self.text)).map(|party| (party, at + 1))
    }

    /// "Vermont Democratic Sen. Ada Roe", "Labour MP Ada Roe", "Republican Rep. Ada Roe of Ohio",
    /// "Ohio Republican Ada Roe"
    fn before(&self, person: &PersonMention) -> Option<AffiliationMention> {
        let name = person.tokens.0 as usize;
        if !person.is_full() || self.tokens[name].starts_sentence() {
            return None;
        }
        let mut at = name;
        let mut office = false;
        while at > 0 && !self.tokens[at].starts_sentence() {
            let token = &self.tokens[at - 1];
            let period = token.is_mark(self.text, '.') && at > 1;
            if SENATOR.contains(&token.fold) || US.contains(&token.fold) {
                office = true;
            } else if !(period && SENATOR.contains(&self.tokens[at - 2].fold)) {
                break;
            }
            at -= 1;
        }
        let end = at;
        if !PARTY_WORDS.contains(&self.tokens.get(end.checked_sub(1)?)?.fold) {
            return None;
        }
        let (party, mut first) = [2, 1].into_iter().find_map(|words| {
            let first = end.checked_sub(words)?;
            let inside = self.tokens[first + 1..end].iter().all(|t| !t.starts_sentence());
            let written = self.tokens[first].span().to(self.tokens[end - 1].span());
            (inside && !self.tokens.get(end)?.starts_sentence())
                .then(|| Party::parse_words(written.of(self.text)))
                .flatten()
                .map(|party| (party, first))
        })?;
        let party_span = self.tokens[first].span().to(self.tokens[end - 1].span());
        let mut said = Said { party: Some((party, party_span)), state: None };
        let mut span = party_span;
        if let Some((state, start)) = self.state_before(first) {
            said.state = Some((state, self.tokens[start].span().to(self.tokens[first - 1].span())));
            span = self.tokens[start].span().to(party_span);
            first = start;
        }
        let after = person.tokens.1 as usize;
        if said.state.is_none()
            && self.get(after).is_some_and(|t| OF.contains(&t.fold))
            && let Some((state, end)) = self.state_at(after + 1)
        {
            said.state =
                Some((state, self.tokens[after + 1].span().to(self.tokens[end - 1].span())));
        }
        let past = first > 0 && FORMER.contains(&self.tokens[first - 1].fold);
        let kept = !past && (office || said.state.is_some());
        kept.then(|| said.mention(span)).flatten()
    }

    /// A state whose name ends right before a token.
    fn state_before(&self, end: usize) -> Option<(&'static str, usize)> {
        if self.tokens.get(end)?.starts_sentence() {
            return None;
        }
        [3, 2, 1].into_iter().find_map(|words| {
            let first = end.checked_sub(words)?;
            if !self.tokens[first].is_capital() {
                return None;
            }
            let written = self.tokens[first].span().to(self.tokens[end - 1].span());
            names::state(written.of(self.text)).map(|state| (state, first))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{people, words};
    use crate::source::SourceFile;

    fn read(text: &str) -> Vec<String> {
        let file =
            SourceFile::utf8("a.txt", format!("{text}\n\nMore words of the story follow.\n"));
        let article = crate::formats::parse(&file);
        let tokens = words(&article);
        let people = people::people(&article, &tokens);
        affiliations(&article, &tokens, &people)
            .iter()
            .map(|a| format!("{} {}", a.party.map_or("?", party_name), a.state.unwrap_or("-")))
            .collect()
    }

    #[test]
    fn tags_are_read_in_every_dress() {
        for (text, said) in [
            ("On Monday Sen. Mary Thorn (D-Vt.) spoke to them.", "Democrat VT"),
            ("On Monday Sen. Mary Thorn (R-OH) spoke to them.", "Republican OH"),
            ("On Monday Sen. Mary Thorn, R-Ohio, spoke to them.", "Republican OH"),
            ("On Monday Sen. Mary Thorn, D-N.Y., spoke to them.", "Democrat NY"),
            ("On Monday Rep. Mary Thorn Jr. (D., N.H.) spoke to them.", "Democrat NH"),
            ("On Monday Sen. Mary Thorn (I-Vt.) spoke to them.", "Independent VT"),
            ("On Monday Mary Thorn, a Democrat from New York, spoke.", "Democrat NY"),
            ("On Monday Mary Thorn, Republican of Ohio, spoke to them.", "Republican OH"),
            ("On Monday Mary Thorn, the Ohio Republican, spoke to them.", "Republican OH"),
            ("On Monday Ohio Republican Mary Thorn spoke to them.", "Republican OH"),
            ("On Monday Democratic Sen. Mary Thorn of West Virginia spoke.", "Democrat WV"),
            ("On Monday Sen. Mary Thorn (D) spoke to them.", "Democrat -"),
            ("On Monday Rep. Mary Thorn (D-OH09) spoke to them.", "Democrat OH"),
            ("On Monday Rep. Mary Thorn (R-OH-9) spoke to them.", "Republican OH"),
            ("On Monday Rep. Mary Thorn, R-Ohio and a baker, spoke.", "Republican OH"),
            ("On Monday Labour MP Mary Thorn spoke to them.", "Labour -"),
            ("On Monday Mary Thorn (Lib Dem) spoke to them.", "Liberal Democrat -"),
            ("On Monday Mary Thorn, the Conservative MP, spoke to them.", "Conservative -"),
        ] {
            assert_eq!(read(text), [said], "{text}");
        }
    }

    #[test]
    fn other_brackets_are_no_tags() {
        for text in [
            "On Monday Mary Thorn (a teacher) spoke to them.",
            "On Monday Mary Thorn, D-Day veteran, spoke to them.",
            "On Monday Mary Thorn (I) spoke to them.",
            "On Monday Mary Thorn, a former Democrat from Ohio, spoke.",
            "On Monday Mary Thorn, Republican leaders and others spoke.",
            "On Monday Mary Thorn (R) spoke to them.",
        ] {
            assert_eq!(read(text), [] as [String; 0], "{text}");
        }
    }
}
