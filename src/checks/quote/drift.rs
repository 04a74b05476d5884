//! `quote/drift`: the same words of the same speaker, quoted in two ways.
//!
//! Compares the words of quotations across all articles and inside one. Which side is right it
//! can't know: it says which one stands alone, or came later, and never offers a fix.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::archive::{Archive, Record, majority};
use crate::checks::{ArchiveContext, Check, Info};
use crate::extract::quotations::{QuotedWord, Sort};
use crate::finding::{Finding, Place, Severity};

use super::align::{Alignment, Hunk, align};
use super::evidence::Evidence;
use super::spelling::{
    is_contraction, is_dialect, is_function, is_same_hour, is_same_number, is_slip,
};
use super::versions::{Holder, Versions};

/// The check.
pub struct Drift;

static INFO: Info = Info {
    name: "quote/drift",
    summary: "one utterance is quoted in two ways",
    severity: Severity::Warning,
    default: true,
    explanation: "\
Two quotations that share most of their words are one utterance, and it was said one way only. \
Where they differ, one of them was mistyped, edited or misheard. The finding stands at the one \
that published copy or a clear majority contradicts, else at the later one, and shows both.

Quoting a part, moved end punctuation, a changed first letter, marks, dashes, an ellipsis, a \
bracketed insertion and \"sic\" are how quotations are set, not changes. British against American \
spelling, a changed article or preposition, quotations in headlines, matches of fewer than ten \
words and quotations that differ all along, as two translations do, are notes.

What was said is never corrected: ask the recording, the statement or the reporter.",
    bad: "A: “We will mend the old bridge by spring and the road in the summer.” \
          B: “We will mend the new bridge by spring and the road in the summer.”",
    good: "A: “We will mend the old bridge by spring and the road in the summer.” \
           B: “We will mend the old bridge by spring …”",
    needs_date: false,
};

/// Fewest words that two quotations share.
const SHARED: usize = 7;
/// From here on, chance has no part in it.
const SURE: usize = 10;
/// Further differences from which on nobody expects the words to be the same.
const LOOSE: usize = 2;
/// Other places shown beside the primary one.
const EVIDENCE: usize = 3;

/// What a difference is, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// No difference in what was said.
    None,
    /// British against American spelling.
    Dialect,
    /// Words of grammar only.
    Function,
    /// Another word.
    Word,
    /// Another figure.
    Number,
    /// A slip of the keyboard.
    Slip,
}

impl Check for Drift {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn spreads(&self) -> bool {
        true
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        let versions = Versions::new(cx.archive);
        let pairs = versions.pairs();
        let differ = |same: &[(u32, u32)]| -> Vec<Pair> {
            let words = versions.words(same[0].0);
            let pairs = same.iter().filter_map(|&(u, v)| Pair::new(&versions, (u, &words), v));
            pairs.filter(|pair| !pair.is_of_two_speakers(&versions, cx.archive)).collect()
        };
        let found = pairs.par_chunk_by(|a, b| a.0 == b.0).flat_map_iter(differ);
        let found: Vec<Pair> = found.collect();
        let evidence = Evidence::new(&versions, &pairs, &found);
        drop(pairs);
        let mut drafts: BTreeMap<(Holder, usize), Draft> = BTreeMap::new();
        for pair in &found {
            for (at, other) in pair.verdict(&evidence) {
                let side = pair.side(at.1 != pair.u).start;
                let draft = drafts.entry((at.0, side)).or_insert_with(|| pair.draft(at.1));
                let reading = pair.side(at.1 == pair.u).reading;
                draft.others.extend(other.into_iter().map(|h| (h, reading)));
                draft.same = draft.same.max(pair.same);
            }
        }
        out.extend(drafts.into_iter().filter_map(|((at, _), d)| d.finding(&versions, at)));
    }
}

/// Two versions of one utterance that differ.
pub(super) struct Pair {
    pub(super) u: u32,
    pub(super) v: u32,
    same: usize,
    kind: Kind,
    /// The worst difference, as either side has it.
    sides: (Side, Side),
    /// How many further ones there are.
    more: usize,
}

/// What one of two versions has where they differ. An archive has many pairs: their words are not
/// kept.
struct Side {
    /// First word of the difference.
    start: usize,
    reading: Reading,
    /// The words there with two neighbours on either side.
    phrase: Box<[u64]>,
}

impl Side {
    fn new(words: &[QuotedWord], own: &Range<usize>, widen: usize) -> Self {
        let around = words.get(own.start.saturating_sub(2)..(own.end + 2).min(words.len()));
        let phrase = around.unwrap_or_default().iter().map(|w| w.fold).collect();
        Self { start: own.start, reading: Reading::new(words, own, widen), phrase }
    }
}

impl Pair {
    /// Compares a version and its words with another one.
    fn new(versions: &Versions<'_>, (u, a): (u32, &[QuotedWord]), v: u32) -> Option<Self> {
        let b = versions.words(v);
        let spoken = |w: &[QuotedWord]| w.iter().filter(|w| w.sort == Sort::Word).count();
        let shorter = spoken(a).min(spoken(&b));
        let Alignment { same, hunks, .. } = align(a, &b).filter(|found| {
            found.same >= SHARED
                && found.same * 10 >= shorter.min(400) * 7
                && found.different() * 10 <= (found.same + found.different()) * 3
        })?;
        let (text_u, text_v) = (versions.text(u), versions.text(v));
        let mut kinds: Vec<(Kind, Hunk)> = hunks
            .into_iter()
            .map(|hunk| {
                let own = bare(text_u, a.get(hunk.a.clone()).unwrap_or_default());
                let other = bare(text_v, b.get(hunk.b.clone()).unwrap_or_default());
                (classify(own.as_deref(), other.as_deref()), hunk)
            })
            .filter(|(kind, _)| *kind != Kind::None)
            .collect();
        let more = kinds.len().saturating_sub(1);
        // The first of the worst.
        kinds.sort_by_key(|(kind, hunk)| (std::cmp::Reverse(*kind), hunk.a.start));
        let (kind, hunk) = kinds.into_iter().next()?;
        // A neighbour on either side where one of the two has nothing to show.
        let widen = usize::from(hunk.a.is_empty() || hunk.b.is_empty());
        let sides = (Side::new(a, &hunk.a, widen), Side::new(&b, &hunk.b, widen));
        Some(Self { u, v, same, kind, sides, more })
    }

    /// Stock phrases ("the importance of protecting the …") of people who speak for themselves:
    /// every one of both sides is attributed, to nobody on the other side, in another story.
    fn is_of_two_speakers(&self, versions: &Versions<'_>, archive: &Archive<'_>) -> bool {
        const MOST: usize = 8;
        let holders = |side: u32| versions.holders(side).iter().take(MOST);
        let speakers = |side: u32| -> Option<Vec<u64>> {
            holders(side).map(|h| versions.mention(*h)?.speaker).collect()
        };
        let (Some(a), Some(b)) = (speakers(self.u), speakers(self.v)) else { return false };
        let one_story = |x: &Holder, y: &Holder| {
            let (x, y) = (versions.record(*x), versions.record(*y));
            x.zip(y).is_some_and(|(x, y)| {
                x.path == y.path || archive.stories().shares_names(x, y, None)
            })
        };
        !a.iter().any(|name| b.contains(name))
            && !holders(self.u).any(|x| holders(self.v).any(|y| one_story(x, y)))
    }

    /// Which holders should change, each with the holders that contradict it.
    fn verdict(&self, evidence: &Evidence<'_, '_>) -> Vec<((Holder, u32), Vec<Holder>)> {
        let versions = evidence.versions;
        let (us, vs) = (versions.holders(self.u), versions.holders(self.v));
        let is = |h: &Holder, f: fn(&Record) -> bool| versions.record(*h).is_some_and(f);
        let authority = |hs: &[Holder]| hs.iter().any(|h| is(h, |r| r.authority));
        let votes = evidence.votes(self);
        let wrong = match (authority(us), authority(vs)) {
            (true, false) => Some(self.v),
            (false, true) => Some(self.u),
            _ if majority::decides(votes.0, votes.1) => Some(self.v),
            _ if majority::decides(votes.1, votes.0) => Some(self.u),
            _ => None,
        };
        let reported = |version: u32| {
            versions.holders(version).iter().copied().filter(|h| is(h, |r| r.reported))
        };
        if let Some(wrong) = wrong {
            let right = if wrong == self.u { vs } else { us };
            return reported(wrong).map(|h| ((h, wrong), right.to_vec())).collect();
        }
        let both =
            reported(self.u).map(|h| (h, self.u)).chain(reported(self.v).map(|h| (h, self.v)));
        let date = |h: &Holder| versions.record(*h).map(|r| r.date);
        let path = |h: &Holder| (versions.record(*h).map(|r| r.path.clone()), h.quotation);
        // At the one that fewer have, else at the later one; where no date tells, at both.
        let fewer = |side: u32| if side == self.u { votes.1 } else { votes.0 };
        let rank = |(h, side): &(Holder, u32)| (fewer(*side), date(h));
        let mut places: Vec<(Holder, u32)> = both.collect();
        places.sort_by_key(|at| (rank(at), path(&at.0)));
        let Some(last) = places.last().copied() else { return Vec::new() };
        let equal = |at: &(Holder, u32)| {
            let other = at.1 != last.1 && at.0.record != last.0.record;
            *at == last || other && rank(at) == rank(&last)
        };
        places.retain(equal);
        let told = |(h, side): (Holder, u32)| {
            let mut others = if side == self.u { vs.to_vec() } else { us.to_vec() };
            others.sort_by_key(|h| (date(h), path(h)));
            ((h, side), others)
        };
        places.into_iter().map(told).collect()
    }

    /// What one side has at the difference, with its neighbours.
    pub(super) fn phrase(&self, of_v: bool) -> &[u64] {
        &self.side(of_v).phrase
    }

    fn side(&self, of_v: bool) -> &Side {
        if of_v { &self.sides.1 } else { &self.sides.0 }
    }

    fn draft(&self, side: u32) -> Draft {
        Draft {
            own: self.side(side == self.v).reading,
            kind: self.kind,
            same: self.same,
            more: self.more,
            others: Vec::new(),
        }
    }
}

/// Words of one side that are shown.
#[derive(Clone, Copy)]
struct Reading {
    from: usize,
    to: usize,
    /// Their bytes in the version's first holder.
    span: crate::source::Span,
}

impl Reading {
    fn new(words: &[QuotedWord], own: &Range<usize>, widen: usize) -> Self {
        let from = own.start.saturating_sub(widen);
        let to = (own.end + widen).min(words.len());
        let shown = words.get(from..to).unwrap_or_default();
        let span = match (shown.first(), shown.last()) {
            (Some(first), Some(last)) => first.text.to(last.text),
            _ => crate::source::Span::default(),
        };
        Self { from, to, span }
    }

    /// The place and the words as this holder sets them: marks inside may differ.
    fn of(&self, versions: &Versions<'_>, holder: Holder) -> Option<(Place, String)> {
        let (record, mention) = (versions.record(holder)?, versions.mention(holder)?);
        let words = mention.words();
        let shown = words.get(self.from..self.to).unwrap_or_default();
        let span = match (shown.first(), shown.last()) {
            (Some(first), Some(last)) => first.text.to(last.text),
            _ => self.span,
        };
        let text = span.of(mention.text()).split_whitespace().collect::<Vec<_>>().join(" ");
        let place = Place { path: record.path.clone(), span: mention.place(span) };
        Some((place, text))
    }
}

/// A finding in the making: one place, and all that contradict it.
struct Draft {
    own: Reading,
    kind: Kind,
    same: usize,
    more: usize,
    others: Vec<(Holder, Reading)>,
}

impl Draft {
    fn finding(self, versions: &Versions<'_>, at: Holder) -> Option<Finding> {
        let (place, own) = self.own.of(versions, at)?;
        let mut others = Vec::new();
        for (holder, reading) in &self.others {
            others.extend(reading.of(versions, *holder));
        }
        let (first, reading) = others.first()?;
        let elsewhere = if first.path == place.path {
            "another one in this article".to_owned()
        } else {
            first.path.to_string()
        };
        let message = format!(
            "this quotation differs from {elsewhere}: \"{}\" here, \"{}\" there",
            short(&own),
            short(reading)
        );
        // A headline cuts quotations to fit.
        let display = |h: Holder| versions.mention(h).is_some_and(|m| m.display);
        let display = display(at) || self.others.iter().all(|(h, _)| display(*h));
        // Two that differ all along are two translations, or two people's notes.
        let loose = self.more >= LOOSE;
        let mild = self.kind <= Kind::Function || self.same < SURE || display || loose;
        let severity = if mild { Severity::Note } else { INFO.severity };
        let mut finding = Finding::new(INFO.name, severity, place, message).help(
            "ask the recording, the statement or the reporter; a quotation is never corrected",
        );
        finding.more = others.len().saturating_sub(EVIDENCE);
        for (place, text) in others.into_iter().take(EVIDENCE) {
            finding = finding.related(place, format!("\"{}\" there", short(&text)));
        }
        finding = finding.note(format!("the two share {} words", self.same));
        if self.kind == Kind::Dialect {
            finding = finding.note("British and American spelling of one word");
        }
        if self.more > 0 {
            finding = finding.note(format!("they differ in {} more places", self.more));
        }
        Some(finding)
    }
}

/// At most so much of a reading that a message stays one line.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let head: String = text.chars().take(MOST).collect();
    let cut = head.rfind(' ').map_or(head.as_str(), |i| head.get(..i).unwrap_or(&head));
    format!("{cut} …")
}

/// The words of a hunk in small letters without marks; none where a gap or an insertion among
/// them explains any difference.
pub(super) fn bare(text: &str, words: &[QuotedWord]) -> Option<Vec<String>> {
    let bare = |w: &QuotedWord| match w.text.of(text) {
        "&" => "and".to_owned(),
        "%" => "percent".to_owned(),
        body => body.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect(),
    };
    words.iter().map(|w| (w.sort == Sort::Word).then(|| bare(w))).collect()
}

pub(super) fn classify(a: Option<&[String]>, b: Option<&[String]>) -> Kind {
    let (Some(a), Some(b)) = (a, b) else { return Kind::None };
    // "6 p.m." and "6:00 p.m." are one hour.
    let joined = |w: &[String]| w.iter().filter(|w| *w != "00").cloned().collect::<String>();
    if joined(a) == joined(b) || is_same_hour(a, b) {
        return Kind::None;
    }
    if let ([x], [y]) = (a, b)
        && is_same_number(x, y)
    {
        return Kind::None;
    }
    let zip = || a.iter().zip(b);
    let level = a.len() == b.len();
    if level && zip().all(|(x, y)| x == y || is_dialect(x, y)) {
        return Kind::Dialect;
    }
    // "Harbour.com" is called Harbour.
    if a.is_empty() && b == ["com"] || b.is_empty() && a == ["com"] {
        return Kind::Function;
    }
    if is_contraction(a, b) || a.iter().chain(b).all(|w| is_function(w)) {
        return Kind::Function;
    }
    let digits = |w: &[String]| w.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    if digits(a) && digits(b) {
        return Kind::Number;
    }
    if level && zip().all(|(x, y)| x == y || is_slip(x, y)) {
        return Kind::Slip;
    }
    Kind::Word
}

#[cfg(test)]
mod tests;
