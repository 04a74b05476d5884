//! `person/not-introduced`: a surname stands alone, and the article never gives the whole name.
//!
//! A capital alone may be a company, a place or a brand. Only a courtesy title ("Mr. Roe"), an
//! office ("Sen. Roe") or a person of a pack makes it somebody, and any capitalised word before
//! the surname, anywhere in the article, counts as an introduction.

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::people::PersonMention;
use crate::finding::{Finding, Severity};
use crate::lexicon;
use crate::tokens::{FoldSet, Kind, Listed, Sort, Token, fold, fold_ascii, folds_ascii};

/// See the module.
pub struct NotIntroduced;

const INFO: Info = Info {
    name: "person/not-introduced",
    summary: "a surname stands alone and the whole name nowhere",
    severity: Severity::Note,
    default: true,
    explanation: "The body calls somebody by the surname, and no given name stands before it \
        anywhere in the article: \"Mr. Pell\", \"Sen. Pell\", or a surname that only one person of \
        the packs has.\n\n\
        Silent in quotations, headlines and lists, about rulers and saints, who have one name, and \
        about known-people of [style], who need no introduction.",
    bad: "The lock was closed. Mr. Pell did not say why. (No given name in the article.)",
    good: "Edgar Pell closed the lock. Mr. Pell did not say why.",
    needs_date: false,
};

const COURTESY: [u64; 7] = folds_ascii(["mr", "mrs", "ms", "miss", "mx", "dr", "prof"]);
/// Offices that are mostly held by people of two names.
const OFFICES: [u64; 21] = folds_ascii([
    "sen",
    "senator",
    "rep",
    "congressman",
    "congresswoman",
    "gov",
    "governor",
    "president",
    "mayor",
    "judge",
    "sheriff",
    "detective",
    "sgt",
    "sergeant",
    "capt",
    "captain",
    "attorney",
    "lawyer",
    "officer",
    "councilman",
    "minister",
]);

impl Check for NotIntroduced {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let alone = alone(cx);
        let mut asked: Vec<&[Alone<'_>]> =
            alone.chunk_by(|a, b| a.key == b.key).filter(|same| may_be_told(cx, same)).collect();
        if asked.is_empty() {
            return;
        }
        // In the order of the story.
        asked.sort_by_key(|same| same[0].person.tokens);
        let introduced = introduced(cx, &asked);
        for mentions in asked {
            let (key, surname) = (mentions[0].key, cx.text(mentions[0].person.surname));
            let here =
                introduced.contains(&key) || bare(surname).is_some_and(|k| introduced.contains(&k));
            let titled = mentions.iter().find(|m| is_titled(cx, m.person));
            if here
                || is_known_by_office(cx, mentions)
                || titled.is_some() && is_brand(cx, mentions)
            {
                continue;
            }
            // A surname of the packs may be another's: two mentions, and one bearer only.
            let book = cx.stylebook;
            let eminent = || book.people.eminent(&book.rules, key);
            let known = (mentions.len() > 1).then(eminent).flatten();
            let known = known.and_then(|i| book.rules.people.get(i)).map(|person| &person.name);
            let Some(first) = titled.or_else(|| known.map(|_| &mentions[0])) else { continue };
            let surname = cx.text(first.person.surname);
            let mut finding = cx
                .finding(&INFO, first.person.surname, format!("\"{surname}\" is never introduced by the whole name"))
                .help("give the whole name at the first mention, or list it under known-people in [style]");
            finding.notes.extend(known.map(|name| format!("the packs know {name}")));
            out.push(finding);
        }
    }
}

/// A surname that stands alone in the story.
struct Alone<'a> {
    key: u64,
    person: &'a PersonMention,
}

/// Lists of words that, alone, are hardly somebody's surname.
const NO_SURNAME: Listed = Listed::GIVEN_NAME
    .or(Listed::PLACE)
    .or(Listed::DEMONYM)
    .or(Listed::NEVER_SURNAME)
    .or(Listed::COMMON_WORD);

/// The surnames that stand alone, the same ones side by side.
fn alone<'a>(cx: &ArticleContext<'a>) -> Vec<Alone<'a>> {
    let body = |p: &&PersonMention| p.zone == Zone::Body && !p.quoted && !p.list;
    let word = |p: &PersonMention| &cx.tokens[p.tokens.0 as usize];
    let people = cx.mentions.people.iter().filter(|p| !p.is_full()).filter(body);
    let people = people.filter(|p| !word(p).listed.is_in(NO_SURNAME));
    let mut out: Vec<Alone<'_>> =
        people.map(|person| Alone { key: word(person).fold, person }).collect();
    out.sort_by_key(|alone| alone.key);
    out
}

/// Whether one surname, with all its mentions, may be somebody's who is told of.
fn may_be_told(cx: &ArticleContext<'_>, mentions: &[Alone<'_>]) -> bool {
    (mentions.len() > 1 || is_titled(cx, mentions[0].person))
        && may_be_surname(cx, cx.text(mentions[0].person.surname))
}

/// Some texts lost their apostrophes on the way: "Roes" is Roe's.
fn bare(surname: &str) -> Option<u64> {
    surname.strip_suffix('s').map(fold)
}

const PAGEANT: [u64; 9] = folds_ascii([
    "pageant",
    "pageants",
    "contest",
    "crowned",
    "crown",
    "beauty",
    "contestant",
    "reigning",
    "titleholder",
]);
const MISS: u64 = fold_ascii("miss");

/// "Mr. Whippy's van", and nowhere without the "'s"; "Miss Orrsund", who was crowned.
fn is_brand(cx: &ArticleContext<'_>, mentions: &[Alone<'_>]) -> bool {
    let before = |p: &PersonMention| {
        let title = cx.tokens[..p.tokens.0 as usize].iter().rev().find(|t| t.is_word());
        title.map_or(0, |t| t.fold)
    };
    let owner = |p: &PersonMention| {
        let mut after = cx.tokens[p.tokens.1 as usize..].iter();
        COURTESY.contains(&before(p))
            && after.next().is_some_and(|t| t.kind == Kind::Possessive)
            && after.next().is_some_and(|t| t.is_word() && !t.is_capital())
    };
    let crowned = |p: &PersonMention| {
        let (first, last) = cx.sentence(p.tokens.0 as usize);
        before(p) == MISS && cx.tokens[first..last].iter().any(|t| PAGEANT.contains(&t.fold))
    };
    mentions.iter().all(|m| owner(m.person)) || mentions.iter().any(|m| crowned(m.person))
}

fn may_be_surname(cx: &ArticleContext<'_>, surname: &str) -> bool {
    let known = cx.style.known_people.iter().flatten().any(|name| {
        name.split_whitespace().next_back().is_some_and(|last| last.eq_ignore_ascii_case(surname))
    });
    surname.chars().count() > 2 && !known
}

/// "Mr. Roe", "Sen. Roe"
fn is_titled(cx: &ArticleContext<'_>, person: &PersonMention) -> bool {
    let text = &cx.article.text;
    let mut before = cx.tokens[..person.tokens.0 as usize].iter().rev();
    let mut title = before.next();
    if title.is_some_and(|t| t.is_mark(text, '.')) {
        title = before.next().filter(|t| lexicon::is_abbreviation(t.text(text)));
    } else if person.sentence_start {
        return false;
    }
    title.is_some_and(|t| {
        t.is_capital() && (COURTESY.contains(&t.fold) || OFFICES.contains(&t.fold))
    })
}

/// "President Roe", of whom a pack knows that she is, or was: whoever reads knows as well.
fn is_known_by_office(cx: &ArticleContext<'_>, mentions: &[Alone<'_>]) -> bool {
    let surname = cx.text(mentions[0].person.surname);
    let surname = [surname, surname.strip_suffix('s').unwrap_or(surname)].map(fold);
    let titled = mentions.iter().map(|m| m.person.title).filter(|title| !title.is_empty());
    let titles: Vec<String> = titled.map(|title| cx.text(title).to_lowercase()).collect();
    if titles.is_empty() {
        return false;
    }
    let bears = |name: &str| name.split_whitespace().any(|word| surname.contains(&fold(word)));
    let rules = &cx.stylebook.rules;
    let bearers = rules.names_of_people().filter(|(_, name)| bears(name));
    bearers.filter_map(|(i, name)| rules.people.get(i).filter(|p| p.name == name)).any(|person| {
        let holds = |title: &String| person.offices.iter().any(|o| title.ends_with(&*o.title));
        titles.iter().any(holds)
    })
}

/// Those surnames before which a capitalised word stands somewhere: a given name, for all one
/// knows.
fn introduced(cx: &ArticleContext<'_>, asked: &[&[Alone<'_>]]) -> FoldSet {
    let text = &cx.article.text;
    let surnames = asked.iter().map(|same| &same[0]);
    let wanted: FoldSet = surnames
        .flat_map(|s| std::iter::once(s.key).chain(bare(cx.text(s.person.surname))))
        .collect();
    let mut out = FoldSet::default();
    for i in cx.tokens.places_in([Sort::Capital], 1..cx.tokens.len()) {
        let token = &cx.tokens[i];
        if token.starts_block() || !wanted.contains(&token.fold) {
            continue;
        }
        let before = &cx.tokens[i - 1];
        let letters = |t: &Token| t.text(text).trim_end_matches('.').len();
        let initial = |t: &Token| t.is_capital() && letters(t) == 1;
        let joined = match before.kind {
            Kind::Word if before.is_capital() => {
                let word = before.text(text);
                let opener = before.starts_sentence() && lexicon::is_common_word(word);
                initial(before) || !opener && !lexicon::is_title_word(word)
            }
            Kind::Word => lexicon::is_name_particle(before.text(text)),
            // "J. Roe", "Jean-Roe", a nickname in quotation marks or brackets
            Kind::Mark => {
                let mark = before.text(text);
                matches!(mark, "-" | "\"" | "”" | ")" | "’" | "'")
                    || mark == "." && i > 1 && initial(&cx.tokens[i - 2])
            }
            _ => false,
        };
        if joined {
            out.insert(token.fold);
        }
    }
    for person in cx.mentions.people.iter().filter(|p| p.is_full()) {
        out.insert(fold(cx.text(person.surname)));
    }
    out
}
