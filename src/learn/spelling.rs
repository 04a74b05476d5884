//! Spellings of a draft: of two that are both right, the one that nearly all articles have.
//!
//! The words are those that `style/variants` knows: British and American, "adviser" and "advisor",
//! compounds in one word, with a hyphen or in two. A pair is a choice only where both are met: what
//! a house never writes needs no rule.

use std::collections::{BTreeMap, BTreeSet};

use strsim::osa_distance;

use super::{Form, Rule, Sight};
use crate::archive::Archive;
use crate::checks::ArticleContext;
use crate::checks::style::variants::compounds::{CLOSED, HYPHEN, OPEN, as_compound};
use crate::checks::style::variants::{self, Use};
use crate::lexicon;
use crate::source::{Span, Text};
use crate::stylebook::Stylebook;
use crate::stylebook::rules::Wording;
use crate::tokens::FoldMap;

/// A `[[term]]`: the house's word, and those that it replaces.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) right: Form,
    pub(super) wrong: Vec<Form>,
}

/// How many times as often as the others a spelling stands that has clearly won.
const TIMES: usize = 19;

/// A word at its first place in an article.
#[derive(Debug)]
struct Spelled {
    key: u64,
    form: u8,
    text: String,
    place: Span,
}

/// The spellings of one article.
#[derive(Debug)]
pub(super) struct Seen {
    spelled: Vec<Spelled>,
    /// Every word of the house's prose, as the compound that it may be.
    words: Vec<(u64, Span)>,
}

impl Seen {
    pub(super) fn of(cx: &ArticleContext<'_>) -> Self {
        let mut known = BTreeSet::new();
        let mut spelled = Vec::new();
        let house = |u: &Use| u.house && u.form != CLOSED;
        for found in variants::uses(cx).into_iter().filter(house) {
            let text = lower(cx.text(found.place));
            if known.insert((found.key, found.form, text.clone())) {
                let place = cx.article.map.to_source(found.place);
                // A hyphen before a noun says nothing about two words.
                let form =
                    found.form + u8::from(found.attribute && found.form == HYPHEN) * ATTRIBUTE;
                spelled.push(Spelled { key: found.key, form, text, place });
            }
        }
        let mut words: Vec<(u64, Span)> = cx
            .tokens
            .iter()
            .filter_map(|t| Some((as_compound(cx, t)?, cx.article.map.to_source(t.span()))))
            .collect();
        words.sort_unstable_by_key(|(key, place)| (*key, place.start));
        words.dedup_by_key(|(key, _)| *key);
        Self { spelled, words }
    }
}

/// Added to the form of a hyphened compound before a noun.
const ATTRIBUTE: u8 = 100;

/// Words that keep their capital keep it here; line breaks are spaces.
fn lower(word: &str) -> String {
    let words: Vec<&str> = word.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Where a word of several spellings stands.
#[derive(Debug, Default)]
struct Family {
    /// By spelling and word.
    forms: BTreeMap<u8, BTreeMap<String, Vec<Sight>>>,
}

/// How often a word stands, and where first.
#[derive(Clone, Copy, Debug)]
struct Closed {
    articles: usize,
    first: Sight,
}

/// The spellings of all articles.
#[derive(Debug, Default)]
pub(super) struct Tally {
    families: BTreeMap<u64, Family>,
    words: FoldMap<Closed>,
}

impl Tally {
    pub(super) fn add(&mut self, seen: Seen, record: u32) {
        for Spelled { key, form, text, place } in seen.spelled {
            let family = self.families.entry(key).or_default();
            let sights = family.forms.entry(form).or_default().entry(text).or_default();
            sights.push(Sight { record, place });
        }
        for (key, place) in seen.words {
            let first = Sight { record, place };
            self.words.entry(key).or_insert(Closed { articles: 0, first }).articles += 1;
        }
    }

    /// The spellings that have won; those of a dialect only where the archive has one.
    pub(super) fn learn(
        &self,
        archive: &Archive<'_>,
        packs: &Stylebook,
        least: usize,
        dialect: bool,
    ) -> Vec<Rule> {
        let ruled = ruled(packs);
        let mut choices: BTreeMap<String, Choice> = BTreeMap::new();
        for (key, family) in &self.families {
            let compound = family.forms.keys().any(|form| *form >= CLOSED);
            let pairs = if compound {
                let closed = self.words.get(key).copied();
                family.compounds(closed, least)
            } else {
                family.twins(least)
            };
            for (right, wrong) in pairs {
                let foreign = !dialect && lexicon::spelling_twin(&wrong.0).is_some();
                if foreign || ruled.contains(&right.0) || ruled.contains(&wrong.0) {
                    continue;
                }
                let form = |(text, sights, articles): Word| {
                    let mut form = Form::new(archive, text, &sights);
                    form.articles = articles;
                    form
                };
                let choice = choices.entry(right.0.clone());
                let choice =
                    choice.or_insert_with(|| Choice { right: form(right), wrong: Vec::new() });
                choice.wrong.push(form(wrong));
            }
        }
        choices.into_values().map(Rule::Term).collect()
    }
}

/// Words that a pack in use speaks about.
fn ruled(packs: &Stylebook) -> BTreeSet<String> {
    let words = |wording: &Wording| match wording {
        Wording::Use { right, wrong } => std::iter::once(right).chain(wrong).cloned().collect(),
        Wording::Either { forms, .. } => forms.clone(),
    };
    let terms = packs.rules.terms.iter();
    terms.flat_map(|t| -> Vec<Text> { words(&t.wording) }).map(|w| w.to_lowercase()).collect()
}

/// A word, places of it, and in how many articles it stands.
type Word = (String, Vec<Sight>, usize);

impl Family {
    /// In how many articles a spelling stands, whatever the word.
    fn articles(&self, forms: &[u8]) -> usize {
        let words = forms.iter().filter_map(|form| self.forms.get(form));
        let records: BTreeSet<u32> =
            words.flat_map(|w| w.values()).flatten().map(|sight| sight.record).collect();
        records.len()
    }

    /// Words of a spelling.
    fn words(&self, forms: &[u8]) -> BTreeMap<&str, Vec<Sight>> {
        let mut out: BTreeMap<&str, Vec<Sight>> = BTreeMap::new();
        for (text, sights) in forms.iter().filter_map(|form| self.forms.get(form)).flatten() {
            out.entry(text).or_default().extend(sights);
        }
        for sights in out.values_mut() {
            sights.sort_unstable();
            sights.dedup_by_key(|sight| sight.record);
        }
        out
    }

    /// Two spellings of one word: each rare word with its usual counterpart.
    fn twins(&self, least: usize) -> Vec<(Word, Word)> {
        let forms: Vec<u8> = self.forms.keys().copied().collect();
        let Some(usual) = forms.iter().max_by_key(|form| self.articles(&[**form])) else {
            return Vec::new();
        };
        let many = self.articles(&[*usual]);
        let known = self.words(&[*usual]);
        let mut out = Vec::new();
        for rare in forms.iter().filter(|form| *form != usual) {
            if !has_won(many, self.articles(&[*rare]), least) {
                continue;
            }
            for (text, sights) in self.words(&[*rare]) {
                let right =
                    lexicon::spelling_twin(text).or_else(|| nearest(text, known.keys().copied()));
                let Some(right) = right.filter(|right| known.contains_key(right)) else { continue };
                out.push((word(right, &known[right]), word(text, &sights)));
            }
        }
        out
    }

    /// A compound in one word, with a hyphen or in two.
    fn compounds(&self, closed: Option<Closed>, least: usize) -> Vec<(Word, Word)> {
        let hyphens = [HYPHEN, HYPHEN + ATTRIBUTE];
        let (hyphened, open) = (self.words(&hyphens), self.words(&[OPEN]));
        let (h, o) = (self.articles(&hyphens), self.articles(&[OPEN]));
        let c = closed.map_or(0, |closed| closed.articles);
        let mut out = Vec::new();
        if let Some(closed) = closed.filter(|_| has_won(c, h + o, least)) {
            for (text, sights) in hyphened.iter().chain(&open) {
                let right = (text.replace(['-', '\u{2011}', ' '], ""), vec![closed.first], c);
                out.push((right, word(text, sights)));
            }
        }
        // Two words and a hyphen are both right, each at its place: only one word is another choice.
        let (many, known) = if o > h { (o, &open) } else { (h, &hyphened) };
        if let Some(closed) = closed.filter(|_| has_won(many, c, least)) {
            for (text, sights) in known {
                let wrong = text.replace(['-', '\u{2011}', ' '], "");
                out.push((word(text, sights), (wrong, vec![closed.first], c)));
            }
        }
        out
    }
}

/// Whether a spelling in `many` articles has clearly won against one in `few`, which is met.
fn has_won(many: usize, few: usize, least: usize) -> bool {
    few > 0 && many >= 2 * least && many >= TIMES * few
}

fn word(text: &str, sights: &[Sight]) -> Word {
    (text.to_owned(), sights.to_vec(), sights.len())
}

/// The word that is the same in another spelling: of the same number, with the fewest other letters.
fn nearest<'w>(text: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    const MOST: usize = 3;
    let number = |word: &str| word.ends_with('s');
    let alike = words.filter(|word| number(word) == number(text));
    let distance = |word: &&str| osa_distance(word, text);
    alike.min_by_key(distance).filter(|word| distance(word) <= MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn family(forms: &[(u8, &str, u32)]) -> Family {
        let mut family = Family::default();
        let mut record = 0;
        for (form, text, articles) in forms {
            for _ in 0..*articles {
                let sight = Sight { record, place: Span::default() };
                let words = family.forms.entry(*form).or_default();
                words.entry((*text).to_owned()).or_default().push(sight);
                record += 1;
            }
        }
        family
    }

    fn texts(pairs: Vec<(Word, Word)>) -> Vec<(String, String)> {
        pairs.into_iter().map(|(right, wrong)| (right.0, wrong.0)).collect()
    }

    fn closed(articles: usize) -> Option<Closed> {
        Some(Closed { articles, first: Sight { record: 0, place: Span::default() } })
    }

    #[test]
    fn a_twin_wins_by_far_or_not_at_all() {
        let pair = |few| family(&[(0, "organized", 60), (1, "organised", few)]);
        let won = [("organized".to_owned(), "organised".to_owned())];
        assert_eq!(texts(pair(3).twins(5)), won);
        assert_eq!(texts(pair(4).twins(5)), []);
        assert_eq!(texts(pair(0).twins(5)), []);
    }

    #[test]
    fn a_plural_replaces_a_plural() {
        let advisers = family(&[(0, "adviser", 40), (0, "advisers", 40), (1, "advisors", 2)]);
        let won = [("advisers".to_owned(), "advisors".to_owned())];
        assert_eq!(texts(advisers.twins(5)), won);
    }

    #[test]
    fn one_word_beats_two_and_a_hyphen() {
        let found = family(&[(HYPHEN, "cyber-security", 1), (OPEN, "cyber security", 1)]);
        let won = ["cyber-security", "cyber security"]
            .map(|w| ("cybersecurity".to_owned(), w.to_owned()));
        assert_eq!(texts(found.compounds(closed(40), 5)), won);
        assert_eq!(texts(found.compounds(closed(30), 5)), []);
    }

    #[test]
    fn two_words_leave_the_hyphen_alone() {
        let found = family(&[(HYPHEN + ATTRIBUTE, "health-care", 9), (OPEN, "health care", 60)]);
        let won = [("health care".to_owned(), "healthcare".to_owned())];
        assert_eq!(texts(found.compounds(closed(2), 5)), won);
        assert_eq!(texts(found.compounds(None, 5)), []);
    }
}
