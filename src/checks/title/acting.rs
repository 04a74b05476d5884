//! `title/acting`: who only acts in an office is called its holder, or its holder is said to act.
//!
//! Later references may drop the word: only an article that never has it is at fault. Without a
//! pack the other articles know: the word stands before and after in nearly all of them.

use std::collections::BTreeMap;

use crate::archive::{Archive, Record, TitleForm, Use, majority};
use crate::article::date::civil::days_between;
use crate::checks::title::claims::{Claim, Qualifier, aged, claims};
use crate::checks::title::conflict::{are_namesakes, name};
use crate::checks::title::not_held::looks_elsewhere;
use crate::checks::{ArchiveContext, ArticleContext, Check, Info};
use crate::extract::titles::Tense;
use crate::finding::{Finding, Place, Severity};
use crate::stylebook::rules::TermKind;

/// See the module.
pub struct Acting;

const INFO: Info = Info {
    name: "title/acting",
    summary: "\"acting\" is missing from a title, or too much in it",
    severity: Severity::Note,
    default: true,
    explanation: "A pack says that the person only acts in the office on that date, and the \
        article never says so; or the article says \"acting\" of who holds the office in full. \
        Without a pack: at least four other articles before and after have it the other way.\n\n\
        Silent in quotations, in later references to who was called acting before, in sentences \
        that look back, and within two days of a change.",
    bad: "HSIA Director Edith Pell closed the lock. (She acts until somebody is appointed.)",
    good: "HSIA acting Director Edith Pell closed the lock.",
    needs_date: true,
};

impl Check for Acting {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let Some(published) = cx.article.date() else { return };
        let claims = claims(cx);
        for (i, claim) in claims.iter().enumerate() {
            let Some(kind) = claim.kind_on(published) else { continue };
            let same =
                |c: &&Claim<'_>| c.person.name == claim.person.name && c.title == claim.title;
            let said = |wanted| claims.iter().filter(same).any(|c| c.qualifier == wanted);
            let first = !claims[..i].iter().any(|c| same(&c) && c.qualifier == claim.qualifier);
            if !claim.days(cx).is_empty() || looks_elsewhere(cx, claim.sentence, claim.span) {
                continue;
            }
            let message = match (claim.qualifier, kind) {
                (Qualifier::None, TermKind::Acting) if first && !said(Qualifier::Acting) => {
                    format!("{} is acting {} on {published}", claim.person.name, claim.title)
                }
                (Qualifier::Acting, TermKind::Full) => {
                    let (name, title) = (&claim.person.name, claim.title);
                    format!("{name} is {title} on {published}, not acting {title}")
                }
                _ => continue,
            };
            let help =
                if kind == TermKind::Acting { "add \"acting\"" } else { "leave out \"acting\"" };
            let finding = cx
                .rule_finding(&INFO, &claim.person.meta, claim.span, message)
                .note(format!("{}: {}", claim.title, claim.terms_in_words()))
                .help(help);
            out.push(aged(finding, &claim.person.meta, published));
        }
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        for ((surname, given), uses) in cx.archive.titles.iter() {
            // Each article is held against all others, so whoever never acts is passed at once.
            let acts = |at: &Use| {
                let record = cx.archive.records[at.record as usize];
                record.titles[at.form as usize].tense == Tense::Acting
            };
            if uses.len() > majority::VOTES
                && uses.iter().any(acts)
                && !are_namesakes(&cx.stylebook.rules, given, surname)
            {
                let mut told = Vec::new();
                for at in uses {
                    if !told.contains(&at.record) && between(cx.archive, uses, *at, out) {
                        told.push(at.record);
                    }
                }
            }
        }
    }
}

/// The same rank, acting in one article and in full in the others around it, or the reverse.
fn between(archive: &Archive<'_>, uses: &[Use], odd: Use, out: &mut Vec<Finding>) -> bool {
    let form = |at: Use| -> (&Record, &TitleForm) {
        let record = archive.records[at.record as usize];
        (record, &record.titles[at.form as usize])
    };
    let (record, title) = form(odd);
    let rank = record.word(title.rank);
    let Some(day) = record.date else { return false };
    if !record.reported || !title.full || title.tense == Tense::Elsewhen {
        return false;
    }
    let mut by_tense: BTreeMap<Tense, Vec<Use>> = BTreeMap::new();
    for at in uses {
        let (other, usual) = form(*at);
        if other.word(usual.rank) == rank {
            by_tense.entry(usual.tense).or_default().push(*at);
        }
    }
    let other_tense = if title.tense == Tense::Now { Tense::Acting } else { Tense::Now };
    let Some(usual) = by_tense.get(&other_tense) else { return false };
    // Later references may drop the word.
    let earlier = |at: &Use| {
        let (other, usual) = form(*at);
        let here = other.path == record.path;
        here && usual.place.start < title.place.start || !here && other.twin == record.twin
    };
    if usual.iter().any(earlier) {
        return false;
    }
    let distance = |at: &Use| form(*at).0.date.map(|date| days_between(day, date));
    let before = usual.iter().filter_map(distance).filter(|d| *d <= 0).max();
    let after = usual.iter().filter_map(distance).filter(|d| *d >= 0).min();
    let (Some(before), Some(after)) = (before, after) else { return false };
    let same: Vec<Use> = by_tense[&title.tense]
        .iter()
        .filter(|at| distance(at).is_some_and(|d| before <= d && d <= after))
        .copied()
        .collect();
    let usual: Vec<Use> = usual.iter().filter(|at| at.record != odd.record).copied().collect();
    let votes = archive.votes(&usual);
    if !majority::decides(votes, archive.votes(&same).max(1)) {
        return false;
    }
    let nearest = usual.iter().min_by_key(|at| distance(at).map_or(i64::MAX, i64::abs));
    let Some((other, evidence)) = nearest.map(|at| form(*at)) else { return false };
    let place = |record: &Record, span| Place { path: record.path.clone(), span };
    let (written, who) = (record.word(title.written), name(record, title));
    let (says, help) = match title.tense {
        Tense::Now => ("is acting", "add \"acting\""),
        _ => ("is not acting", "leave out \"acting\""),
    };
    let message = format!("{who} {says} \"{written}\" in {votes} other articles before and after");
    let mut finding = Finding::new(INFO.name, INFO.severity, place(record, title.place), message)
        .related(place(other, evidence.place), "as here")
        .help(format!("check the date of the appointment, and {help}"));
    finding.more = votes - 1;
    out.push(finding);
    true
}
