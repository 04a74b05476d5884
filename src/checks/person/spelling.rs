//! `person/spelling`: one article spells one surname in two ways.
//!
//! A capitalised word one slip away from the surname of a person that the article introduces, and
//! that is no word, place, given name or namesake itself. Copy-desk checklists ask for it by name:
//! "Are names spelled the same in every instance?"

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::given_conflict::is_same_given;
use crate::article::Zone;
use crate::checks::edits::are_within;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::people::PersonMention;
use crate::finding::{Finding, Severity};
use crate::lexicon::{self, folds_without_each_letter};
use crate::source::Span;
use crate::tokens::{FoldMap, Sort, Token, fold, folds_ascii};

/// See the module.
pub struct Spelling;

const INFO: Info = Info {
    name: "person/spelling",
    summary: "one surname is spelled in two ways in one article",
    severity: Severity::Warning,
    default: true,
    explanation: "The article introduces a person by full name and later writes a surname that is \
        one letter away: dropped, doubled, changed or swapped. The rarer spelling is reported, the \
        other one is shown.\n\n\
        Silent about words, places, nationalities and given names, about plurals and possessives, \
        about two people who are introduced by different given names, and in team sheets.",
    bad: "Mayor Ada Thornbury opened the bridge. Thornbuy cut the ribbon; Thornbury smiled.",
    good: "Mayor Ada Thornbury opened the bridge. Thornbury cut the ribbon; Thornbury smiled.",
    needs_date: false,
};

/// Shorter surnames are one slip away from too many others.
const SHORTEST: usize = 5;
/// A slip may have dropped a letter.
const SHORTEST_SLIP: usize = SHORTEST - 1;
/// More surnames than this around one slip, or given names before one surname, are a directory:
/// nothing there tells a slip from a name.
const CROWD: usize = 16;

/// Words that a place follows.
const WHERE: [u64; 5] = folds_ascii(["in", "near", "at", "outside", "around"]);
/// Words that no surname follows.
const ARTICLES: [u64; 10] =
    folds_ascii(["the", "a", "an", "this", "that", "these", "its", "his", "her", "their"]);
/// How the names of places end.
const TOWNS: [&str; 14] = [
    "town", "ton", "ville", "burg", "burgh", "bury", "ford", "land", "shire", "field", "port",
    "ham", "wick", "mouth",
];

/// A spelling, wherever it stands.
#[derive(Default)]
struct Spellings<'a> {
    places: Vec<Span>,
    /// Given names that it is introduced with.
    given: BTreeSet<&'a str>,
    /// Capitalised words right before it that may be given names.
    beside: BTreeSet<&'a str>,
    /// How often one of them does.
    in_full: usize,
    /// Not in furniture only.
    in_copy: bool,
    /// Introduced in list-like copy only.
    listed_only: bool,
    /// Also in the headline.
    headline: bool,
    /// How often inside a sentence with no capital and no article beside it: "so Mils said".
    lone: usize,
    /// How often right after "in", "near" or the like.
    where_at: usize,
}

impl Check for Spelling {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let mut places = places(cx);
        let alike = alike(cx, &places);
        if alike.is_empty() {
            return;
        }
        places.retain(|at| alike.binary_search(&cx.tokens[*at].fold).is_ok());
        let words = capitals(cx, &places);
        let mut near: FoldMap<Vec<&str>> = FoldMap::default();
        let known = |w: &str, s: &Spellings<'_>| {
            w.chars().count() >= SHORTEST
                && match s.given.is_empty() {
                    true => s.places.len() > 1 && !is_word(w),
                    false => !s.listed_only,
                }
        };
        for (surname, _) in words.iter().filter(|(w, s)| known(w, s)) {
            for gap in slips(surname) {
                near.entry(gap).or_default().push(surname);
            }
        }
        near.retain(|_, surnames| surnames.len() <= CROWD);
        for (written, seen) in &words {
            if let Some(surname) = only_candidate(&words, &near, written, seen) {
                let right = &words[surname];
                if !is_other_person(written, seen, right)
                    && (seen.in_copy || shares_given(seen, right))
                {
                    report(cx, written, seen, surname, right, out);
                }
            }
        }
    }
}

/// The one surname that a word may be a slip of. Two people whose names are both one letter away:
/// nobody can say which is meant.
fn only_candidate<'a>(
    words: &BTreeMap<&'a str, Spellings<'a>>,
    near: &FoldMap<Vec<&'a str>>,
    written: &str,
    seen: &Spellings<'_>,
) -> Option<&'a str> {
    let mut found = None;
    for surname in slips(written).filter_map(|gap| near.get(&gap)).flatten() {
        let right = &words[surname];
        let fits = found != Some(*surname)
            && (!right.given.is_empty() || is_introduction(seen))
            && is_slip(written, surname, || {
                shares_given(seen, right) || is_capital_word(written, seen, right)
            });
        if fits && found.replace(*surname).is_some() {
            return None;
        }
    }
    found
}

/// Where the capitalised words stand that may be a slip of somebody's surname by their looks, or
/// that surname.
fn places(cx: &ArticleContext<'_>) -> Vec<usize> {
    let mut shapes = Shapes::default();
    for person in cx.mentions.people.iter().filter(|p| p.is_full()) {
        shapes.add(last_part(cx.text(person.surname)));
    }
    if shapes.is_empty() {
        return Vec::new();
    }
    let is_usable =
        |t: &Token| !t.is_all_upper() && !t.is_masked() && usize::from(t.len) >= SHORTEST_SLIP;
    let first = |t: &Token| cx.article.text.as_bytes().get(t.start as usize);
    let may_fit = |t: &Token| first(t).is_some_and(|byte| shapes.may_begin(*byte));
    let fits = |t: &Token| may_fit(t) && is_usable(t) && shapes.fit(cx.text(t.span()));
    cx.tokens.places([Sort::Capital]).filter(|i| fits(&cx.tokens[*i])).collect()
}

/// Hashes, sorted, of the words that may be a slip away from another one: most articles have few,
/// and only these are looked at further.
fn alike(cx: &ArticleContext<'_>, places: &[usize]) -> Vec<u64> {
    let word = |at: &usize| (cx.tokens[*at].fold, cx.text(cx.tokens[*at].span()));
    let mut words: Vec<(u64, &str)> = places.iter().map(word).collect();
    words.sort_unstable_by_key(|word| word.0);
    // "McVay" and "Mcvay"
    let twins = words.windows(2).filter(|two| two[0].0 == two[1].0 && two[0].1 != two[1].1);
    let mut out: Vec<u64> = twins.map(|two| two[0].0).collect();
    words.dedup_by_key(|word| word.0);
    let letters: usize = words.iter().map(|(_, word)| word.len()).sum();
    let mut gaps: Vec<(u64, u64)> = Vec::with_capacity(letters);
    words.iter().for_each(|(fold, word)| add_gaps(*fold, word, &mut gaps));
    keep_repeated(&mut gaps);
    gaps.sort_unstable();
    for two in gaps.windows(2) {
        if two[0].0 == two[1].0 && two[0].1 != two[1].1 {
            out.extend([two[0].1, two[1].1]);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Leaves out most of the gaps that stand there once: two sets of bits tell.
fn keep_repeated(gaps: &mut Vec<(u64, u64)>) {
    const WORDS: usize = 64;
    let place = |gap: u64| ((gap >> 58) as usize % WORDS, 1u64 << (gap >> 52 & 63));
    let (mut once, mut twice) = ([0u64; WORDS], [0u64; WORDS]);
    for (gap, _) in &*gaps {
        let (at, bit) = place(*gap);
        twice[at] |= once[at] & bit;
        once[at] |= bit;
    }
    gaps.retain(|(gap, _)| {
        let (at, bit) = place(*gap);
        twice[at] & bit != 0
    });
}

/// Surnames of several words are compared by their last one.
fn last_part(surname: &str) -> &str {
    surname.rsplit([' ', '-']).next().unwrap_or("")
}

/// For each first byte of a surname, the lengths that a slip of it may have, as bits.
#[derive(Default)]
struct Shapes([u32; Self::BYTES]);

impl Shapes {
    const BYTES: usize = 32;

    fn of(word: &str) -> (usize, u32) {
        let first = word.bytes().next().unwrap_or_default();
        let letters = if word.is_ascii() { word.len() } else { word.chars().count() };
        (usize::from(first) % Self::BYTES, letters.min(u32::BITS as usize - 2) as u32)
    }

    fn add(&mut self, surname: &str) {
        let (first, letters) = Self::of(surname);
        self.0[first] |= (0b111 << letters) >> 1;
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|lengths| *lengths == 0)
    }

    fn may_begin(&self, first: u8) -> bool {
        self.0[usize::from(first) % Self::BYTES] != 0
    }

    fn fit(&self, word: &str) -> bool {
        let (first, letters) = Self::of(word);
        self.0[first] >> letters & 1 != 0
    }
}

/// Adds marks of a word and of the word without each of its letters but the first, in one pass:
/// the sum of what each letter is worth in its place.
fn add_gaps(fold: u64, word: &str, out: &mut Vec<(u64, u64)>) {
    let worth = |letter: char, at: usize| {
        let mixed = (u64::from(letter) << 8 | at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
    };
    let letters = word.chars().count();
    if letters > lexicon::LONGEST_SLIP {
        return;
    }
    let mut gap = word.chars().enumerate().map(|(at, c)| worth(c, at)).fold(0, u64::wrapping_add);
    out.push((gap, fold));
    // From the last letter on: what stands behind a gap moves up by one.
    for (at, letter) in (1..letters).rev().zip(word.chars().rev()) {
        gap = gap.wrapping_sub(worth(letter, at));
        out.push((gap, fold));
        gap = gap.wrapping_add(worth(letter, at - 1));
    }
}

/// The capitalised words at some places, so far as they are copy, and how each is introduced.
fn capitals<'a>(cx: &ArticleContext<'a>, places: &[usize]) -> BTreeMap<&'a str, Spellings<'a>> {
    let text: &'a str = &cx.article.text;
    let mut words: BTreeMap<&str, Spellings<'a>> = BTreeMap::new();
    for &i in places {
        let token = &cx.tokens[i];
        let word = token.text(text);
        let before = i.checked_sub(1).map(|p| &cx.tokens[p]).filter(|_| !token.starts_sentence());
        let zone = cx.article.zone_at(token.start);
        let given = before.filter(|t| may_be_given(t, text));
        if begins_a_place(cx, i) {
            continue;
        }
        // Furniture names people of other stories: there only a full name counts. A correction names
        // the slip itself.
        let furniture = zone == Zone::Boilerplate && given.is_some();
        let counts = zone.is_copy() || furniture;
        if counts && word.chars().count() >= SHORTEST_SLIP {
            let seen = words.entry(word).or_default();
            seen.places.push(token.span());
            seen.in_copy |= zone.is_copy();
            seen.headline |= zone == Zone::Headline;
            seen.lone += usize::from(is_lone(cx, i));
            seen.where_at += usize::from(before.is_some_and(|t| WHERE.contains(&t.fold)));
            // "Oneike Barnett" is somebody else than "Barrett", known given name or not.
            if let Some(given) = given {
                seen.beside.insert(given.text(text));
                seen.in_full += 1;
            }
        }
    }
    for person in cx.mentions.people.iter().filter(|p| p.is_full()) {
        if let Some(seen) = words.get_mut(last_part(person.surname.of(text))) {
            note_introduction(seen, person, text);
        }
    }
    words
}

/// "Rhode Island"
fn begins_a_place(cx: &ArticleContext<'_>, at: usize) -> bool {
    let next = cx.tokens.get(at + 1).filter(|t| t.is_capital() && !t.starts_block());
    next.is_some_and(|next| lexicon::is_place(cx.text(cx.tokens[at].span().to(next.span()))))
}

/// A capitalised word that is no title and no ordinary word: perhaps a given name.
fn may_be_given(token: &Token, text: &str) -> bool {
    let word = token.text(text);
    token.is_capital()
        && !token.is_all_upper()
        && !lexicon::is_title_word(word)
        && !lexicon::is_org_head(word)
        && match (lexicon::is_given_name(word), lexicon::is_common_word(word)) {
            (given, true) => given && !token.starts_sentence(),
            (given, false) => given || !token.starts_sentence(),
        }
}

fn note_introduction<'a>(seen: &mut Spellings<'a>, person: &PersonMention, text: &'a str) {
    let given = person.given.of(text).split_whitespace().next().unwrap_or("");
    let first = seen.given.is_empty();
    if seen.given.insert(given) {
        seen.listed_only = person.list && (first || seen.listed_only);
    }
}

/// Hashes of a word and of the word without each of its letters but the first: two words one slip
/// apart share at least one.
fn slips(word: &str) -> impl Iterator<Item = u64> {
    let long = word.chars().nth(lexicon::LONGEST_SLIP).is_some();
    let whole = (!long).then(|| fold(word));
    whole.into_iter().chain(folds_without_each_letter(word, 1))
}

/// "Holly Allen" and "Holly Aleen" are one person, whatever else "Aleen" may be.
fn shares_given(seen: &Spellings<'_>, right: &Spellings<'_>) -> bool {
    seen.given.union(&seen.beside).any(|given| right.given.contains(given))
}

/// An ordinary word that has a capital in the middle of a sentence, once, for no other reason
/// than to be a surname that the article has again and again.
fn is_capital_word(written: &str, seen: &Spellings<'_>, right: &Spellings<'_>) -> bool {
    const OFTEN: usize = 3;
    let owner = written.strip_suffix('s').unwrap_or(written);
    let thing = lexicon::is_place(owner)
        || lexicon::is_place(written)
        || lexicon::is_given_name(written)
        || lexicon::is_org_head(written)
        || lexicon::is_title_word(written)
        || lexicon::is_never_surname(written);
    seen.places.len() == 1
        && seen.lone == 1
        && !right.given.is_empty()
        && right.places.len() >= OFTEN
        && !thing
}

/// Inside a sentence, unquoted, with neither a capital nor an article beside it.
fn is_lone(cx: &ArticleContext<'_>, at: usize) -> bool {
    let token = &cx.tokens[at];
    let Some(before) = at.checked_sub(1).map(|i| &cx.tokens[i]) else { return false };
    let after = cx.tokens.get(at + 1);
    let plain = |t: &Token| t.is_word() && !t.is_capital();
    !token.starts_sentence()
        && !token.is_quoted()
        && plain(before)
        && !ARTICLES.contains(&before.fold)
        && after.is_some_and(|t| plain(t) || matches!(t.text(&cx.article.text), "," | "."))
}

/// The only time that a surname stands there is with a given name: the slip may be in the
/// introduction, and all later references right.
fn is_introduction(seen: &Spellings<'_>) -> bool {
    seen.places.len() == 1 && seen.given.len() == 1
}

fn is_slip(written: &str, surname: &str, sure: impl Fn() -> bool) -> bool {
    let plural =
        |a: &str, b: &str| a.strip_suffix('s') == Some(b) || a.strip_suffix("es") == Some(b);
    written != surname
        && written.chars().next() == surname.chars().next()
        && !plural(written, surname)
        && !plural(surname, written)
        && are_within(1, written, surname)
        && letters(written) != letters(surname)
        && (!is_demonym_of(written, surname) && !is_word(written) || sure())
}

/// A name without apostrophes and accents: they are lost in transmission, not misspelled.
fn letters(name: &str) -> String {
    name.nfd().filter(|c| c.is_alphabetic() && c.is_ascii()).collect()
}

/// "Valencian" beside "Valencia": a place and its people.
fn is_demonym_of(a: &str, b: &str) -> bool {
    let grown = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| matches!(rest, "n" | "i"))
    };
    grown(a, b) || grown(b, a)
}

/// Something that a capitalised word may be beside a surname.
fn is_word(word: &str) -> bool {
    // Texts lose apostrophes: "Pakistans".
    let owner = word.strip_suffix('s').unwrap_or(word);
    lexicon::is_common_word(word)
        || lexicon::is_place(owner)
        || lexicon::is_place(word)
        || lexicon::is_given_name(word)
        || lexicon::is_org_head(word)
        || lexicon::is_title_word(word)
        || lexicon::is_never_surname(word)
}

/// Introduced by another given name, or more frequent than the surname that it would be a slip of.
fn is_other_person(written: &str, seen: &Spellings<'_>, right: &Spellings<'_>) -> bool {
    let stranger = |g: &str| !right.given.iter().any(|r| is_same_given(r, g));
    let mut beside = seen.beside.difference(&right.beside);
    let namesake = !right.given.is_empty()
        && (right.given.len() > CROWD
            || seen.given.iter().any(|g| stranger(g))
            || beside.any(|g| stranger(g)));
    let rarer = seen.places.len() < right.places.len()
        || (seen.places.len() == right.places.len() && first(seen) > first(right));
    // A toy or a token that is named after somebody: the headline has it, and the story, in full.
    let thing = seen.headline && seen.places.len() > 1 && seen.in_full == seen.places.len();
    namesake || thing || seen.listed_only || !rarer || is_town(written, seen)
}

/// "in Wellingtown", and nowhere else
fn is_town(word: &str, seen: &Spellings<'_>) -> bool {
    seen.where_at == seen.places.len() && TOWNS.iter().any(|end| word.ends_with(end))
}

fn first(seen: &Spellings<'_>) -> u32 {
    seen.places.first().map_or(0, |s| s.start)
}

fn report(
    cx: &ArticleContext<'_>,
    written: &str,
    seen: &Spellings<'_>,
    surname: &str,
    right: &Spellings<'_>,
    out: &mut Vec<Finding>,
) {
    let even = seen.places.len() == right.places.len();
    for (i, place) in seen.places.iter().enumerate().take(3) {
        let message = if even {
            format!("\"{written}\" here, \"{surname}\" elsewhere in this article")
        } else {
            format!("\"{written}\" is spelled \"{surname}\" elsewhere in this article")
        };
        let times = match right.places.len() {
            1 => "spelled so here".to_owned(),
            n => format!("spelled so here and {} more", plural_times(n - 1)),
        };
        let mut finding = cx.finding(&INFO, *place, message);
        if let Some(proof) = right.places.iter().find(|p| **p != *place) {
            finding = finding.related(cx.place(*proof), times);
        }
        finding = finding.help("check how the name is spelled, and spell it so throughout");
        if !even && cx.is_fixable(*place) {
            finding = finding.replace(false, surname);
        }
        if i == 2 && seen.places.len() > 3 {
            finding = finding.note(format!("and {} more", plural_times(seen.places.len() - 3)));
        }
        out.push(finding);
    }
}

fn plural_times(n: usize) -> String {
    if n == 1 { "once".to_owned() } else { format!("{n} times") }
}
