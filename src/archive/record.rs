//! What is kept of one article when its text is gone.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::doubtful::{self, DoubtfulName};
use super::figures::{self, FigureForm};
use super::offices::{self, AffiliationForm, TitleForm};
use super::phrases::{self, PhraseForm};
use super::vicinity::{self, Vicinity};
pub(super) use super::words::Keeper;
pub use super::words::Key;
use crate::article::{Article, Zone};
use crate::extract::Mentions;
use crate::extract::organizations::is_local;
use crate::extract::people::PersonMention;
use crate::extract::quotations::QuotationMention;
use crate::extract::titles::rank;
use crate::lexicon;
use crate::shared::{Passage, Run};
use crate::source::{ShortSpan, Span};
use crate::stylebook::matcher::{Form, Match};
use crate::stylebook::official::content_key_of;
use crate::tokens::{FoldMap, FoldSet, Sort, Token, Tokens, fold, lower};

/// A full name, as often as the article uses it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct NameForm {
    /// First given name, lower case.
    pub given: Key,
    /// Surname, lower case.
    pub surname: Key,
    /// The name as the article writes it.
    pub written: Key,
    /// First place, in the decoded file.
    pub place: ShortSpan,
    /// How often.
    pub count: u16,
    /// The title before it at the first place, in its normal form; may be empty.
    pub title: Key,
    /// In list-like copy.
    pub list: bool,
    /// The first place is the headline.
    pub headline: bool,
    /// Which "Jr." or "III" follows; 0 for none.
    pub suffix: u8,
    /// What stands around the first place.
    pub vicinity: Vicinity,
}

/// A long name of an organization, as often as the article uses it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct OrganizationForm {
    /// Lower-case words without the small ones.
    pub key: Key,
    /// The name as the article writes it.
    pub written: Key,
    /// First place, in the decoded file.
    pub place: ShortSpan,
    /// The acronym that the article defines with it; may be empty.
    pub acronym: Key,
    /// Where, in the decoded file.
    pub acronym_place: ShortSpan,
    /// How often.
    pub count: u16,
    /// Whether a head noun of organizations' names is in it.
    pub headed: bool,
    /// Zone of the first place.
    pub zone: Zone,
    /// A state's, a county's or a town's: "the state Department of Human Services".
    pub local: bool,
}

/// A form of a "pick one and keep to it" term.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TermUse {
    /// Index of the term in the stylebook.
    pub term: u32,
    /// Index of the form in the term.
    pub form: u32,
    /// First place, in the decoded file.
    pub place: Span,
    /// How often.
    pub count: u32,
}

/// A name that a published note corrects.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct CorrectionNote {
    /// The right name, in full.
    pub right: Key,
    /// The name as it was.
    pub wrong: Key,
    /// Where the note says so, in the decoded file.
    pub place: Span,
}

/// What other articles can contradict. It never grows, and an archive has many: their lists lie end
/// to end once they are [packed](super::packed).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Record {
    /// The article's path as the user gave it.
    pub path: Arc<str>,
    /// Its publication date.
    pub date: Option<Date>,
    /// Named on the command line: findings stand here.
    pub reported: bool,
    /// Part of the archive: its forms count as established.
    pub authority: bool,
    /// Not in English: left alone.
    pub foreign: bool,
    /// Whether any apostrophe stands in it: some texts lost them all on their way.
    pub apostrophes: bool,
    /// Equal for near-identical articles, which share one vote.
    pub twin: u64,
    /// Full names.
    pub names: Run<NameForm>,
    /// What may be names with a slip.
    pub doubtful: Run<DoubtfulName>,
    /// Long names of organizations.
    pub organizations: Run<OrganizationForm>,
    /// Capitalised phrases of any kind.
    pub phrases: Run<PhraseForm>,
    /// Hashes of the acronyms it uses, sorted.
    pub acronyms: Run<u64>,
    /// Quotations, with places in the decoded file.
    pub quotations: Run<QuotationMention>,
    /// Forms of "pick one" terms.
    pub terms: Run<TermUse>,
    /// Names that its published notes correct.
    pub corrections: Run<CorrectionNote>,
    /// Hashes of the words that may be names, sorted: what tells one story from another.
    pub marks: Run<u32>,
    /// Hashes of how its long quotations begin, sorted.
    pub sayings: Run<u32>,
    /// Titles of people.
    pub titles: Run<TitleForm>,
    /// Parties and states of people.
    pub affiliations: Run<AffiliationForm>,
    /// Figures that say plainly what they count.
    pub figures: Run<FigureForm>,
    /// Marks of all its numbers, sorted.
    pub numbers: Run<u32>,
    pub(super) words: Passage,
}

impl Record {
    /// The text behind a key.
    #[must_use]
    pub fn word(&self, key: Key) -> &str {
        key.of(&self.words)
    }

    /// Keeps nothing of an article that is left alone.
    pub fn forget(&mut self) {
        *self = Self {
            path: self.path.clone(),
            date: self.date,
            reported: self.reported,
            authority: self.authority,
            foreign: self.foreign,
            apostrophes: self.apostrophes,
            twin: self.twin,
            ..Self::default()
        };
    }

    /// A record whose keys lead to the words of a keeper.
    pub(super) fn with_words(self, keeper: Keeper) -> Self {
        Self { words: keeper.words.into(), ..self }
    }

    /// Condenses what an article says.
    #[must_use]
    pub fn new(article: &Article, tokens: &Tokens, mentions: &Mentions, terms: &[Match]) -> Self {
        let mut keeper = Keeper::default();
        let names = names(article, tokens, mentions, &mut keeper);
        let organizations = organizations(article, tokens, mentions, &mut keeper);
        let titles = offices::titles(article, tokens, mentions, &mut keeper);
        let affiliations = offices::affiliations(article, mentions, &mut keeper);
        let phrases = phrases::phrases(article, tokens, mentions, &mut keeper);
        let (figures, numbers) = figures::figures(article, tokens, mentions, &mut keeper);
        let corrections = mentions.corrections.iter();
        let corrections = corrections
            .map(|c| CorrectionNote {
                right: keeper.keep_exact(&c.right),
                wrong: keeper.keep_exact(&c.wrong),
                place: article.map.to_source(c.span),
            })
            .collect();
        let mut acronyms: Vec<u64> = mentions.acronyms.iter().map(|a| a.fold).collect();
        acronyms.sort_unstable();
        acronyms.dedup();
        let mut quotations = mentions.quotations.clone();
        quotations.iter_mut().for_each(|q| q.to_source(&article.map));
        Self {
            path: article.path.clone(),
            date: article.date(),
            reported: true,
            authority: false,
            foreign: false,
            apostrophes: article.text.contains('\'') || article.text.contains('’'),
            twin: twin(article, tokens),
            names: names.into(),
            doubtful: doubtful::names(article, tokens, &mut keeper).into(),
            organizations: organizations.into(),
            phrases: phrases.into(),
            acronyms: acronyms.into(),
            quotations: quotations.into(),
            terms: term_uses(article, terms).into(),
            corrections,
            marks: marks(article, tokens, mentions).into(),
            sayings: sayings(mentions).into(),
            titles: titles.into(),
            affiliations: affiliations.into(),
            figures: figures.into(),
            numbers: numbers.into(),
            words: keeper.words.into(),
        }
    }
}

fn names(
    article: &Article,
    tokens: &[Token],
    mentions: &Mentions,
    keeper: &mut Keeper,
) -> Vec<NameForm> {
    let mut out: Vec<NameForm> = Vec::new();
    let mut known: FoldMap<usize> = FoldMap::default();
    for (i, person) in mentions.people.iter().enumerate() {
        if !person.is_full() || !person.zone.is_copy() {
            continue;
        }
        // In a headline every word has a capital: "Lake Man Sentenced" is nobody.
        let surname = person.surname.of(&article.text);
        if person.zone == Zone::Headline && lexicon::is_common_word(surname) {
            continue;
        }
        let given = lower(first_word(person.given.of(&article.text)));
        // "Attorneys Roe and Pell": the title of both.
        if given.strip_suffix('s').is_some_and(lexicon::is_title_word) {
            continue;
        }
        let surname = lower(surname);
        let both = fold(&given).rotate_left(9) ^ fold(&surname);
        let at = *known.entry(both).or_insert(out.len());
        if let Some(form) = out.get_mut(at) {
            form.count = form.count.saturating_add(1);
            continue;
        }
        out.push(NameForm {
            given: keeper.keep(&given),
            surname: keeper.keep(&surname),
            written: keeper.keep_exact(person.span.of(&article.text)),
            place: article.map.to_source(person.span).into(),
            count: 1,
            title: keeper.keep(&title_before(article, tokens, mentions, i)),
            list: person.list,
            headline: person.zone == Zone::Headline,
            suffix: vicinity::suffix(&article.text, tokens, person),
            vicinity: Vicinity::new(&article.text, tokens, person),
        });
    }
    out
}

/// The title before a person's name: the whole rank where one is read, else the title words.
pub(crate) fn title_before(
    article: &Article,
    tokens: &[Token],
    mentions: &Mentions,
    person: usize,
) -> String {
    let at = mentions.titles.partition_point(|t| (t.person as usize) < person);
    let read = mentions.titles.get(at).filter(|t| t.person as usize == person && !t.after);
    let words = |from: usize, to: usize| tokens.get(from..to).unwrap_or_default();
    let rank = if let Some(title) = read {
        words(title.tokens.0 as usize, title.tokens.1 as usize)
    } else {
        let span = mentions.people[person].title;
        let first = tokens.partition_point(|t| t.start < span.start);
        words(first, tokens.partition_point(|t| t.start < span.end))
    };
    rank::normal(&article.text, rank)
}

pub(super) fn first_word(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or("")
}

fn organizations(
    article: &Article,
    tokens: &[Token],
    mentions: &Mentions,
    keeper: &mut Keeper,
) -> Vec<OrganizationForm> {
    let mut out: Vec<OrganizationForm> = Vec::new();
    let mut known: FoldMap<usize> = FoldMap::default();
    let agreed: FoldSet = mentions
        .organizations
        .iter()
        .filter(|org| is_bracketed(article, tokens, org.tokens))
        .map(|org| fold(org.span.of(&article.text)))
        .collect();
    for org in &mentions.organizations {
        // In a headline every word has a capital: where a name ends, nobody can say.
        if !org.zone.names_bodies() || org.zone == Zone::Headline || org.headless || org.doubtful {
            continue;
        }
        let words = tokens.get(org.tokens.0 as usize..org.tokens.1 as usize).unwrap_or(&[]);
        if !agreed.is_empty() && agreed.contains(&fold(org.span.of(&article.text))) {
            continue;
        }
        let key = content_key_of(&article.text, words);
        let acronym = keeper.keep(org.acronym.of(&article.text));
        let acronym_place = article.map.to_source(org.acronym).into();
        let at = *known.entry(fold(&key)).or_insert(out.len());
        if let Some(form) = out.get_mut(at) {
            form.count = form.count.saturating_add(1);
            if form.acronym.is_empty() {
                (form.acronym, form.acronym_place) = (acronym, acronym_place);
            }
            continue;
        }
        out.push(OrganizationForm {
            key: keeper.keep(&key),
            written: keeper.keep_exact(org.span.of(&article.text)),
            place: article.map.to_source(org.span).into(),
            acronym,
            acronym_place,
            count: 1,
            headed: org.headed,
            zone: org.zone,
            local: is_local(&article.text, tokens, org.tokens),
        });
    }
    out
}

/// The mark that a word leaves.
#[must_use]
pub fn mark(word: u64) -> u32 {
    (word ^ (word >> 32)) as u32
}

/// Full names, and capitalised words inside sentences that are neither ordinary words nor given
/// names.
fn marks(article: &Article, tokens: &Tokens, mentions: &Mentions) -> Vec<u32> {
    let full = mentions.people.iter().filter(|p| p.is_full() && p.zone.is_copy());
    let whole = |p: &PersonMention| {
        let words = tokens.get(p.tokens.0 as usize..p.tokens.1 as usize).unwrap_or_default();
        mark(words.iter().fold(0, |hash: u64, t| hash.rotate_left(9) ^ t.fold))
    };
    let mut out: Vec<u32> = full.map(whole).collect();
    for token in tokens.places([Sort::Capital]).map(|at| &tokens[at]) {
        if token.starts_sentence() || token.is_masked() || token.len < 3 {
            continue;
        }
        if !token.listed.is_common_word()
            && !token.listed.is_given_name()
            && article.zone_at(token.start).is_copy()
        {
            out.push(mark(token.fold));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// How long quotations begin; one that is cut at its head leaves another mark, and does no harm.
fn sayings(mentions: &Mentions) -> Vec<u32> {
    const WORDS: usize = 10;
    let first = |q: &QuotationMention| {
        let words = q.words();
        let head = words.get(..WORDS)?.iter();
        Some(mark(head.fold(0, |hash: u64, w| (hash.rotate_left(9) ^ w.fold).wrapping_mul(31))))
    };
    let mut out: Vec<u32> = mentions.quotations.iter().filter_map(first).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// "Alder Family Clinic Group (Family Group)": what the article agrees to call it.
fn is_bracketed(article: &Article, tokens: &[Token], (first, end): (u32, u32)) -> bool {
    let mark = |i: Option<u32>, mark| {
        let token = i.and_then(|i| tokens.get(i as usize));
        token.is_some_and(|t| t.is_mark(&article.text, mark))
    };
    mark(first.checked_sub(1), '(') && mark(Some(end), ')')
}

/// Hash of the first words of the story: re-saved and re-printed copies begin alike.
fn twin(article: &Article, tokens: &[Token]) -> u64 {
    const WORDS: usize = 60;
    let mut hash = 0u64;
    let mut seen = 0;
    for block in article.blocks.iter().filter(|b| b.zone == Zone::Body) {
        let first = tokens.partition_point(|t| t.start < block.span.start);
        for token in tokens[first..].iter().take_while(|t| t.start < block.span.end) {
            if token.is_word() {
                hash = (hash.rotate_left(7) ^ token.fold).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                seen += 1;
            }
            if seen == WORDS {
                return hash;
            }
        }
    }
    // Too short to be told from another by its words: every short article votes for itself.
    if seen < WORDS / 3 { fold(&article.path) } else { hash }
}

fn term_uses(article: &Article, matches: &[Match]) -> Vec<TermUse> {
    let mut out: Vec<TermUse> = Vec::new();
    for found in matches {
        let Form::EitherTerm(term, form) = found.form else { continue };
        let (term, form) = (term as u32, form as u32);
        if let Some(known) = out.iter_mut().find(|u| u.term == term && u.form == form) {
            known.count += 1;
        } else {
            let place = article.map.to_source(found.span);
            out.push(TermUse { term, form, place, count: 1 });
        }
    }
    out
}
