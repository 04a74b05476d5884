//! `title/holder`: somebody is given an office that a pack says another person holds.
//!
//! Only an office that is named with its body ("HSIA Director", "director of the HSIA") has one
//! holder; directors and presidents without a body are many. A secretary's title may name the body
//! itself ("the U.S. defense secretary").

use crate::checks::title::claims::aged;
use crate::checks::title::not_held::looks_elsewhere;
use crate::checks::title::offices::{department, holder};
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::people::PersonMention;
use crate::extract::titles::{Tense, TitleMention, rank};
use crate::finding::{Finding, Severity};
use crate::lexicon;
use crate::stylebook::matcher::Form;
use crate::stylebook::rules::Person;

/// See the module.
pub struct Holder;

const INFO: Info = Info {
    name: "title/holder",
    summary: "somebody is given an office that another person holds",
    severity: Severity::Warning,
    default: true,
    explanation: "An office with its body (\"HSIA Director\", \"director of the HSIA\") stands with \
        a name, and on the article's publication date a pack has somebody else in that office.\n\n\
        Silent in quotations, about former, acting and future holders, deputies, in sentences that \
        name a year or look back, within two days of a change, and without a publication date. For \
        articles published after the pack's as-of date it is a note.",
    bad: "HSIA Director Edgar Quist closed the lock. (The director is Edith Pell.)",
    good: "HSIA Director Edith Pell closed the lock.",
    needs_date: true,
};

impl Check for Holder {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let Some(published) = cx.article.date() else { return };
        for title in &cx.mentions.titles {
            let Some(person) = cx.mentions.people.get(title.person as usize) else { continue };
            let sure = person.is_full() && !person.quoted && !person.list && person.zone.is_copy();
            if !sure || title.tense == Tense::Elsewhen {
                continue;
            }
            let words = &cx.tokens[title.tokens.0 as usize..title.tokens.1 as usize];
            let rank = rank::normal(&cx.article.text, words);
            let rank = rank.strip_prefix("u.s. ").unwrap_or(&rank);
            let Some((body, rank)) = office(cx, title, rank) else { continue };
            let Some((who, office)) = holder(&cx.stylebook.rules, rank, body, published) else {
                continue;
            };
            let sentence = cx.sentence(person.tokens.0 as usize);
            let year =
                |t: &crate::tokens::Token| t.len == 4 && t.kind == crate::tokens::Kind::Number;
            if is(cx, who, person)
                || looks_elsewhere(cx, sentence, title.span)
                || cx.tokens[sentence.0..sentence.1].iter().any(year)
            {
                continue;
            }
            let name = cx.text(person.span);
            let body = &cx.stylebook.rules.organizations[body].name;
            let message =
                format!("the {rank} of the {body} on {published} is {}, not {name}", who.name);
            let since = office.from.map_or_else(|| "…".to_owned(), |d| d.to_string());
            let span = if title.after { title.span } else { title.span.to(person.span) };
            let finding = cx
                .rule_finding(&INFO, &who.meta, span, message)
                .note(format!("{}: {rank} since {since}", who.name))
                .help("check the name, the title and the date");
            out.push(aged(finding, &who.meta, published));
        }
    }
}

/// The body of an office and the rank in it: as the article names them, or both in one ("Defense
/// Secretary").
fn office<'r>(
    cx: &ArticleContext<'_>,
    title: &TitleMention,
    rank: &'r str,
) -> Option<(usize, &'r str)> {
    if let Some(body) = body(cx, title) {
        return Some((body, rank));
    }
    let department = department(&cx.stylebook.rules, rank)?;
    (title.body.is_empty() && is_american(cx, title, department))
        .then_some((department, "secretary"))
}

/// Other countries and the states have secretaries as well: "U.S." must stand before the title, or
/// the department's own name, without a place before it, in the article.
fn is_american(cx: &ArticleContext<'_>, title: &TitleMention, department: usize) -> bool {
    let first = cx.tokens.partition_point(|t| t.start < title.span.start);
    let word = |i: usize| cx.tokens.get(i).map_or("", |t| t.text(&cx.article.text));
    let is_country = |word: &str| matches!(word, "U.S." | "US" | "United" | "American");
    let lead = first.checked_sub(1).map_or("", word);
    let named = || {
        let form = cx.matches.first(Form::Organization(department));
        let form = form.or_else(|| cx.matches.first(Form::Acronym(department)));
        form.is_some_and(|m| {
            let before = m.first.checked_sub(1).and_then(|i| cx.tokens.get(i));
            before.is_none_or(|t| {
                !t.is_capital() || t.starts_sentence() || is_country(word(m.first - 1))
            })
        })
    };
    let own = word(title.tokens.0 as usize);
    let foreign =
        before_is_name(cx, first) && !is_country(lead) || own == "Defence" || own == "defence";
    !foreign && (is_country(lead) || is_country(own) || named())
}

/// "Norland Defense Secretary Ida Brask": a name before the title is another country's or state's.
fn before_is_name(cx: &ArticleContext<'_>, first: usize) -> bool {
    let here = cx.tokens.get(first).is_some_and(|t| !t.starts_sentence());
    here && first.checked_sub(1).and_then(|i| cx.tokens.get(i)).is_some_and(|t| {
        t.is_capital() && !t.starts_sentence() || t.kind == crate::tokens::Kind::Possessive
    })
}

/// The organization of the packs that a title's body is, whole.
fn body(cx: &ArticleContext<'_>, title: &TitleMention) -> Option<usize> {
    if title.body.is_empty() {
        return None;
    }
    cx.matches.near(title.body).find_map(|m| match m.form {
        Form::Organization(o) | Form::Acronym(o) if m.span == title.body => Some(o),
        _ => None,
    })
}

/// Whether a mention may be that person: the same surname will do, or a name of the pack.
fn is(cx: &ArticleContext<'_>, who: &Person, person: &PersonMention) -> bool {
    let surname = cx.text(person.surname);
    let listed = cx.matches.near(person.span).any(|m| match m.form {
        Form::Person(i) | Form::WrongPerson(i) => {
            m.span.overlaps(person.span) && cx.stylebook.rules.people[i].name == who.name
        }
        _ => false,
    });
    // A surname one slip away is a misspelling of the holder, which another check reports.
    let near = |name: &str| {
        let last = name.split_whitespace().rfind(|w| !lexicon::is_name_suffix(w)).unwrap_or("");
        strsim::osa_distance(&last.to_lowercase(), &surname.to_lowercase()) <= 2
    };
    listed || who.names().any(near)
}
