//! `person/variant`: one article spells a person's name differently from nearly all others.
//!
//! The same given name with a surname one slip away, or the same surname with a given name one
//! slip away. Two real people may be one letter apart (Davis and Davies): the established name
//! must belong to one person only, and the rare one to nobody else, or the office must agree.

use rayon::prelude::*;

use crate::archive::doubtful::DoubtfulName;
use crate::archive::record::mark;
use crate::archive::{Archive, Record, Use, majority};
use crate::checks::edits::are_within;
use crate::checks::meeting::{Entry, Meeting};
use crate::checks::{ArchiveContext, Check, Info};
use crate::finding::{Cite, Finding, Place, Severity};
use crate::lexicon::{self, folds_without_each_letter, without_each_letter};
use crate::source::Span;
use crate::tokens::fold;

/// See the module.
pub struct Variant;

const INFO: Info = Info {
    name: "person/variant",
    summary: "a person's name is spelled differently from nearly all other articles",
    severity: Severity::Warning,
    default: true,
    explanation: "At least three other articles, and four times as many, have the same given name \
        with a surname one letter away, or the same surname with a given name one letter away; or the given \
        name is none that anybody knows, and one letter away from one of the same story.\n\n\
        Silent where either surname belongs to several people in the archive, unless the same \
        office stands before both names; about names that [[distinct]] keeps apart; in team sheets \
        and court lists.",
    bad: "Malcolm Thornbery bought the club. (Elsewhere: Malcolm Thornbury.)",
    good: "Malcolm Thornbury bought the club.",
    needs_date: false,
};

type Name<'a> = (&'a str, &'a str);

impl Check for Variant {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        let archive = cx.archive;
        let bearers = |surname| archive.names.family_size(surname);
        // In the order of the names.
        let established: Vec<(Name<'_>, usize)> = archive
            .names
            .iter()
            .filter(|(_, uses)| uses.len() >= majority::VOTES)
            .map(|(name, uses)| (name, archive.votes(uses)))
            .filter(|(_, votes)| *votes >= majority::VOTES)
            .collect();
        let index = slips_of(&established);
        for (name, uses) in archive.names.iter() {
            if uses.iter().all(|u| !archive.records[u.record as usize].reported) {
                continue;
            }
            let near = keys(&name).flat_map(|key| index.of(key));
            let mut near: Vec<u32> =
                near.filter(|at| is_slip(&name, &established[*at as usize].0)).collect();
            near.sort_unstable();
            near.dedup();
            let [at] = near[..] else { continue };
            let (right, many) = established[at as usize];
            if is_damaged(archive, right, &name) {
                continue;
            }
            if cx.stylebook.rules.keeps_apart(&format!("{} {}", name.1, name.0)) {
                continue;
            }
            let votes = archive.votes(uses);
            let same_office = || shares_title(archive, uses, archive.names.get(&right));
            let alone = bearers(name.0) <= 2 && bearers(right.0) <= 2;
            if majority::decides(many, votes) && (alone || same_office()) {
                report(archive, uses, right, many, out);
            }
        }
        for record in cx.reported() {
            let near = record.doubtful.iter().filter_map(|name| doubtful(cx, record, name));
            out.extend(near);
        }
    }
}

/// "Malcom Ostrander", no given name that anybody knows, where the story or three articles have a
/// Malcolm Ostrander.
fn doubtful(cx: &ArchiveContext<'_>, record: &Record, form: &DoubtfulName) -> Option<Finding> {
    /// A surname of more people is not looked through, a name in more articles not to its end.
    const MOST: usize = 60;
    let archive = cx.archive;
    let (given, surname) = (record.word(form.given), record.word(form.surname));
    let bearers = archive.names.family(surname);
    let bearers: Vec<_> = bearers.take(MOST).map(|((_, g), uses)| (g, uses)).collect();
    let near = bearers.iter().filter(|(g, _)| lexicon::is_given_name(g) && is_one_off(given, g));
    let mut near = near.filter(|(g, _)| !is_transliterated(given, g));
    let (right, uses) = *near.next()?;
    // One article with both is another check's.
    if near.next().is_some() || uses.iter().any(|u| u.record as usize == index(archive, record)) {
        return None;
    }
    let stories = archive.stories();
    let this = mark(fold(surname));
    let same = |u: &&Use| stories.same(record, archive.records[u.record as usize], Some(this));
    let told = uses.iter().take(MOST).find(same);
    let votes = archive.votes(uses);
    let alone = bearers.len() == 1 && !lexicon::is_common_surname(surname);
    let proof = told.or_else(|| uses.first().filter(|_| alone && votes >= majority::VOTES))?;
    let written = record.word(form.written);
    if cx.stylebook.rules.keeps_apart(&written.to_lowercase()) {
        return None;
    }
    let other = archive.records[proof.record as usize];
    let usual = other.word(other.names[proof.form as usize].written);
    Some(finding(record, form.place, written, usual, votes, (surname, right)))
}

/// "Heydar" and "Heidar", "Massoud" and "Masoud": a name from another script has several right
/// spellings; a slip in a name of our own has not.
fn is_transliterated(a: &str, b: &str) -> bool {
    let vowel = |c: char| "aeiouy".contains(c);
    let skeleton = |name: &str| {
        let mut letters: Vec<char> = name.chars().filter(|c| !vowel(*c)).collect();
        letters.dedup();
        letters
    };
    let mut letters = [a, b].map(|name| name.chars().collect::<Vec<_>>());
    letters.iter_mut().for_each(|name| name.sort_unstable());
    // Letters that changed places are a slip in any language.
    letters[0] != letters[1] && skeleton(a) == skeleton(b)
}

fn index(archive: &Archive<'_>, record: &Record) -> usize {
    archive.records.partition_point(|r| r.path < record.path)
}

fn is_one_off(a: &str, b: &str) -> bool {
    a != b
        && a.chars().next() == b.chars().next()
        && a.len().min(b.len()) > 3
        && are_within(1, a, b)
}

fn finding(
    record: &Record,
    span: Span,
    written: &str,
    usual: &str,
    votes: usize,
    right: Name<'_>,
) -> Finding {
    let place = Place { path: record.path.clone(), span };
    let articles = if votes == 1 { "article" } else { "articles" };
    let message = format!("\"{written}\" is spelled \"{usual}\" elsewhere");
    let mut finding = Finding::new(INFO.name, INFO.severity, place, message)
        .label(format!("\"{usual}\" in {votes} other {articles}"))
        .help("check the spelling; if these are two people, list them under [[distinct]]");
    finding.cite =
        Some(Box::new(Cite::Person { surname: right.0.to_owned(), given: right.1.to_owned() }));
    finding
}

/// Hashes under which a name and all its slips meet: one part as it is, the other without one
/// letter.
fn keys(name: &Name<'_>) -> impl Iterator<Item = u64> {
    let (surname, given) = *name;
    keys_of(1, given, surname).chain(keys_of(2, surname, given))
}

fn keys_of(side: u64, kept: &str, slipped: &str) -> impl Iterator<Item = u64> {
    let kept = fold(kept).rotate_left(17).wrapping_add(side);
    let parts = std::iter::once(fold(slipped)).chain(folds_without_each_letter(slipped, 0));
    parts.map(move |part| (kept ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Where established names and their slips meet.
fn slips_of(established: &[(Name<'_>, usize)]) -> Meeting {
    let keys = |(at, (name, _)): (usize, &(Name<'_>, usize))| {
        keys(name).map(|key| Entry::new(key, at as u32)).collect::<Vec<_>>()
    };
    Meeting::new(established.par_iter().enumerate().flat_map_iter(keys).collect())
}

fn is_slip(written: &Name<'_>, right: &Name<'_>) -> bool {
    let letters = |name: &str| name.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let slip = |a: &str, b: &str, shortest: usize| {
        let plural = a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a);
        a != b
            && a.chars().count().min(b.chars().count()) >= shortest
            && !plural
            && are_within(1, a, b)
            && letters(a) != letters(b)
            && !lexicon::is_common_word(a)
    };
    let surname = written.1 == right.1 && slip(written.0, right.0, 5);
    // Two given names that both exist (Maria, Marie) are two people's.
    let given = written.0 == right.0
        && slip(written.1, right.1, 5)
        && !(lexicon::is_given_name(written.1) && lexicon::is_given_name(right.1));
    surname || given
}

/// Whether the usual form may have lost a letter on its way, the one with a mark: "Trasvia", once
/// written with an ñ, beside "Trasvina".
fn is_damaged(archive: &Archive<'_>, usual: Name<'_>, odd: &Name<'_>) -> bool {
    let lost = |short: &str, long: &str| {
        let mut gaps = without_each_letter(long, 0).enumerate();
        gaps.find(|(_, rest)| rest == short).map(|(i, _)| i)
    };
    let (part, at) = match (lost(usual.0, odd.0), lost(usual.1, odd.1)) {
        (Some(at), _) => (odd.0, at),
        (_, Some(at)) => (odd.1, at),
        _ => return false,
    };
    let letter = |i: usize| part.chars().nth(i);
    if letter(at).is_some_and(|c| !c.is_ascii()) {
        return true;
    }
    // Texts without a single apostrophe have lost whatever is not plain.
    let bare = |u: &Use| !archive.records[u.record as usize].apostrophes;
    let doubled = letter(at) == letter(at + 1) || at > 0 && letter(at) == letter(at - 1);
    let marked = letter(at).is_some_and(|c| "aceinouy".contains(c));
    marked && !doubled && archive.names.get(&usual).iter().all(bare)
}

fn shares_title(archive: &Archive<'_>, a: &[Use], b: &[Use]) -> bool {
    let titles = |uses: &[Use]| -> Vec<String> {
        uses.iter()
            .map(|u| {
                let record = archive.records[u.record as usize];
                record.word(record.names[u.form as usize].title).to_owned()
            })
            .filter(|t| t.contains(' '))
            .collect()
    };
    let known = titles(b);
    titles(a).iter().any(|t| known.contains(t))
}

fn report(
    archive: &Archive<'_>,
    uses: &[Use],
    right: Name<'_>,
    many: usize,
    out: &mut Vec<Finding>,
) {
    for at in uses {
        let record = archive.records[at.record as usize];
        let form = &record.names[at.form as usize];
        // A thing named after somebody: in the headline, again below, and beside the name itself.
        let thing = form.headline
            && form.count > 1
            && archive.names.get(&right).iter().any(|u| u.record == at.record);
        if !record.reported || form.list || thing {
            continue;
        }
        let usual = archive
            .names
            .get(&right)
            .first()
            .map(|u| (archive.records[u.record as usize], u.form as usize))
            .map_or("", |(record, form)| record.word(record.names[form].written));
        let written = record.word(form.written);
        out.push(finding(record, form.place.span(), written, usual, many, right));
    }
}
