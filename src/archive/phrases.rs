//! What is kept of an article's capitalised phrases: hashes, places, and the words of long ones.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::record::{Keeper, Key};
use super::{Archive, Record, Use};
use crate::article::Article;
use crate::extract::Mentions;
use crate::source::{ShortSpan, Span};
use crate::stylebook::matcher::is_minor;
use crate::tokens::{Spread, Token, fold_ascii, tokenize};

/// Articles that are looked at for one phrase.
pub const LOOKED_AT: usize = 60;
/// More in one article are a directory.
const MOST: usize = 64;

const AND: u64 = fold_ascii("and");

/// A capitalised phrase of an article.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct PhraseForm {
    /// Hash of its capitalised words.
    pub hash: u32,
    /// First place, in the decoded file.
    pub place: ShortSpan,
    /// As the article writes it, where it has three capitals or a pair; otherwise empty.
    pub written: Key,
    /// How many capitalised words at its end are somebody's name.
    pub bearer: u8,
}

pub(super) fn phrases(
    article: &Article,
    tokens: &[Token],
    mentions: &Mentions,
    keeper: &mut Keeper,
) -> Vec<PhraseForm> {
    let mut known: HashSet<u32, BuildHasherDefault<Spread>> = HashSet::default();
    let mut out = Vec::new();
    for phrase in &mentions.phrases {
        let words = &tokens[phrase.tokens.0 as usize..phrase.tokens.1 as usize];
        let capitals = || words.iter().filter(|t| counts(t));
        let hash = hash(capitals().map(|t| &t.fold));
        if out.len() == MOST || !known.insert(hash) {
            continue;
        }
        // A pair may be halved, a long phrase may lose a word.
        let long = capitals().count() > 2 || words.iter().any(|t| t.fold == AND);
        let written = if long { phrase.span.of(&article.text) } else { "" };
        let place = article.map.to_source(phrase.span).into();
        let name = words.len() - (phrase.bearer as usize).min(words.len());
        let bearer = words[name..].iter().filter(|t| counts(t)).count() as u8;
        out.push(PhraseForm { hash, place, bearer, written: keeper.keep_exact(written) });
    }
    out
}

/// "The Thick Of It": a small word is one, whatever its letters.
pub(crate) fn counts(token: &Token) -> bool {
    token.is_capital() && !is_minor(token.fold)
}

fn hash<'a>(words: impl IntoIterator<Item = &'a u64>) -> u32 {
    let all = words.into_iter().fold(0u64, |h, w| (h.rotate_left(9) ^ w).wrapping_mul(0x9e37_79b9));
    (all ^ (all >> 32)) as u32
}

/// What a phrase may be met as.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// As it is, or without what stands before its last words.
    Whole(u32),
    /// Without one of its inner words.
    Lacking {
        /// Hash of what is left.
        rest: u32,
        /// Hash of the part that the word was left out of.
        name: u32,
        /// How many capitalised words stand before that part.
        start: usize,
        /// Which of its words is left out.
        gap: usize,
    },
}

/// All that the phrases of an article may be met as, with the phrase.
pub(crate) fn parts<'r>(record: &'r Record, mut each: impl FnMut(&'r PhraseForm, Part)) {
    let mut buffers = Default::default();
    for form in &record.phrases {
        cut(record, form, &mut buffers, &mut |part| each(form, part));
    }
}

/// All that one phrase of an article may be met as: itself first.
pub(super) fn parts_of(record: &Record, form: &PhraseForm, mut each: impl FnMut(Part)) {
    cut(record, form, &mut Default::default(), &mut each);
}

fn cut(
    record: &Record,
    form: &PhraseForm,
    (tokens, words): &mut (Vec<Token>, Vec<u64>),
    each: &mut impl FnMut(Part),
) {
    each(Part::Whole(form.hash));
    capitals_of(record.word(form.written), tokens, words);
    for (start, tail) in tails(words) {
        let name = hash(tail);
        if name != form.hash {
            each(Part::Whole(name));
        }
        let last = tail.len().saturating_sub(usize::from(form.bearer).max(1));
        for gap in 1..last.max(1) {
            let rest = hash(tail.iter().enumerate().filter(|(i, _)| *i != gap).map(|w| w.1));
            each(Part::Lacking { rest, name, start, gap });
        }
    }
}

/// A long phrase that becomes another when one of its inner words is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Longer {
    /// Hash of the long phrase, without what stands before its part in question.
    pub name: u32,
    /// Where the long one stands.
    pub long: Use,
    /// How many capitalised words stand before the part in question.
    pub start: u32,
    /// Which of the words behind them is left out.
    pub gap: u32,
}

/// Phrases that lack one inner word of another.
#[derive(Debug, Default)]
pub struct Shortened {
    /// By the hash of what is left, sorted.
    longer: Vec<(u32, Longer)>,
    /// By their hash, sorted.
    uses: Vec<(u32, Use)>,
}

impl Shortened {
    /// Leaves out each inner word of each long phrase. What is left is rarely a phrase by itself,
    /// so the phrases are cut once more for each side of what meets, and little is kept.
    #[must_use]
    pub fn new(archive: &Archive<'_>) -> Self {
        let whole = Hashes::over(archive);
        each_part(archive, |_, part| {
            if let Part::Whole(hash) = part {
                whole.insert(hash);
            }
            None::<()>
        });
        let mut longer = each_part(archive, |long, part| match part {
            Part::Lacking { rest, name, start, gap } if whole.has(rest) => {
                let (start, gap) = (start as u32, gap as u32);
                Some((rest, Longer { name, long, start, gap }))
            }
            _ => None,
        });
        drop(whole);
        let rests = Hashes::over(archive);
        longer.iter().for_each(|(rest, _)| rests.insert(*rest));
        let mut uses = each_part(archive, |at, part| match part {
            Part::Whole(hash) if rests.has(hash) => Some((hash, at)),
            _ => None,
        });
        longer.par_sort_by_key(|(rest, _)| *rest);
        uses.par_sort_by_key(|(hash, _)| *hash);
        Self { longer, uses }
    }

    /// Each phrase that lacks a word, where it stands, and the longer ones it may be meant to be.
    pub fn iter(&self) -> impl Iterator<Item = (Vec<Use>, Vec<Longer>)> {
        let mut rest = self.uses.as_slice();
        self.longer.chunk_by(|a, b| a.0 == b.0).filter_map(move |longer| {
            let hash = longer.first()?.0;
            rest = rest.get(rest.partition_point(|u| u.0 < hash)..)?;
            let uses: Vec<Use> = rest.iter().take_while(|u| u.0 == hash).map(|u| u.1).collect();
            let longer = longer.iter().map(|l| l.1).collect();
            (!uses.is_empty()).then_some((uses, longer))
        })
    }
}

/// Which hashes there may be: one bit each, in a table that now and then takes two for one.
struct Hashes(Vec<AtomicU64>);

impl Hashes {
    /// Room for the hashes of all phrases.
    fn over(archive: &Archive<'_>) -> Self {
        let phrases: usize = archive.records.iter().map(|record| record.phrases.len()).sum();
        let words = (phrases / 2).next_power_of_two();
        Self((0..words).map(|_| AtomicU64::new(0)).collect())
    }

    fn bit(&self, hash: u32) -> Option<(&AtomicU64, u64)> {
        let at = hash.wrapping_mul(0x9e37_79b1);
        let word = self.0.get((at >> 6) as usize & (self.0.len() - 1))?;
        Some((word, 1 << (at & 63)))
    }

    fn insert(&self, hash: u32) {
        if let Some((word, bit)) = self.bit(hash) {
            word.fetch_or(bit, Ordering::Relaxed);
        }
    }

    fn has(&self, hash: u32) -> bool {
        self.bit(hash).is_some_and(|(word, bit)| word.load(Ordering::Relaxed) & bit != 0)
    }
}

/// What `keep` makes of all parts of all phrases, in the order of the articles.
fn each_part<T: Send>(
    archive: &Archive<'_>,
    keep: impl Fn(Use, Part) -> Option<T> + Sync,
) -> Vec<T> {
    let of_record = |(r, record): (usize, &&Record)| {
        let mut out = Vec::new();
        let mut buffers = Default::default();
        for (f, form) in record.phrases.iter().enumerate() {
            let at = Use { record: r as u32, form: f as u32 };
            cut(record, form, &mut buffers, &mut |part| out.extend(keep(at, part)));
        }
        out
    };
    archive.records.par_iter().enumerate().flat_map_iter(of_record).collect()
}

fn capitals_of(written: &str, tokens: &mut Vec<Token>, out: &mut Vec<u64>) {
    tokens.clear();
    tokenize(written, Span::new(0, written.len()), tokens);
    out.clear();
    out.extend(tokens.iter().filter(|t| counts(t)).map(|t| t.fold));
}

/// A long phrase, and the same without what stands before it: "Orr County Superior Court Judge"
/// has "Superior Court Judge" in it.
fn tails(words: &[u64]) -> impl Iterator<Item = (usize, &[u64])> {
    (0..words.len().saturating_sub(2)).map(|start| (start, &words[start..]))
}
