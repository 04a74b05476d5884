//! `title/affiliation`: a politician's party or state is another one than in Congress's own list,
//! than elsewhere in the article, or than in the other articles.
//!
//! "(D-Vt.)" is typed hundreds of times and read by nobody. Namesakes sit in the legislatures of
//! other states: against the list, one half of the tag must be right, or the title federal.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::archive::offices::Bearers;
use crate::archive::{AffiliationForm, Record, Use, majority};
use crate::article::date::civil::days_between;
use crate::checks::title::conflict::are_namesakes;
use crate::checks::{ArchiveContext, ArticleContext, Check, Info, other_articles};
use crate::extract::affiliations::{AffiliationMention, Party, State, party_name, state_name};
use crate::extract::people::PersonMention;
use crate::finding::{Finding, Place, Severity};
use crate::lexicon::{self, Seat};
use crate::source::Span;

/// See the module.
pub struct Affiliation;

const INFO: Info = Info {
    name: "title/affiliation",
    summary: "a politician is given another party or state than elsewhere",
    severity: Severity::Warning,
    default: true,
    explanation: "A tag (\"D-Vt.\"), an apposition (\"a Democrat from Vermont\") or a label \
        (\"Labour MP\") names another party or another state than the list of the US Congress on \
        that date, than another place in the article, or than the other articles.\n\n\
        The list holds the members of June 2026 with all their terms. Silent in quotations, about \
        former members of a party, and where two people of one name stand under [[distinct]].",
    bad: "Sen. Edith Pell (D-Vt.) spoke. Later Pell, R-Vt., left.",
    good: "Sen. Edith Pell (D-Vt.) spoke. Later Pell, D-Vt., left.",
    needs_date: false,
};

/// People change parties: articles from further away prove nothing.
const NEAR_DAYS: i64 = 2 * 365;

impl Check for Affiliation {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        if cx.mentions.affiliations.is_empty() {
            return;
        }
        let text = &cx.article.text;
        let people = &cx.mentions.people;
        let bearers = Bearers::new(text, people);
        let mut first: BTreeMap<u32, &AffiliationMention> = BTreeMap::new();
        for said in &cx.mentions.affiliations {
            let Some(person) = people.get(said.person as usize) else { continue };
            let Some(whom) = bearers.full(text, people, person) else { continue };
            if person.quoted || !person.zone.is_copy() {
                continue;
            }
            let before = out.len();
            listed(cx, person, whom, said, out);
            let usual = *first.entry(whom.tokens.0).or_insert(said);
            if out.len() == before {
                within(cx, whom, usual, said, out);
            }
        }
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        for ((surname, given), uses) in cx.archive.affiliations.iter() {
            if uses.len() < 2 || are_namesakes(&cx.stylebook.rules, given, surname) {
                continue;
            }
            for at in uses {
                between(cx, uses, *at, Half::Party, out);
                between(cx, uses, *at, Half::State, out);
            }
        }
    }
}

/// Against the list of Congress.
fn listed(
    cx: &ArticleContext<'_>,
    person: &PersonMention,
    whom: &PersonMention,
    said: &AffiliationMention,
    out: &mut Vec<Finding>,
) {
    let given = cx.text(whom.given).split_whitespace().next().unwrap_or("");
    let key = format!("{given} {}", cx.text(whom.surname)).to_lowercase();
    let date = cx.article.date();
    let seats: Vec<Seat> = lexicon::seats(&key).filter(|seat| is_of(seat, date)).collect();
    let letter = said.party.and_then(letter);
    let (Some(seat), Some(letter)) = (seats.first(), letter) else { return };
    let right_party = seats.iter().any(|s| s.party == letter);
    let right_state = said.state.is_none_or(|state| seats.iter().any(|s| s.state == state));
    if right_party && right_state {
        return;
    }
    let name = cx.text(whom.span);
    if !right_party && right_state && (said.state.is_some() || is_federal(cx, person)) {
        let (party, written) = (party_of(seat.party), cx.text(said.party_span));
        let message = format!("{name} is listed as {party}, not \"{written}\"");
        out.push(against_list(cx, said.party_span, message, seat));
    } else if right_party && !right_state && is_federal(cx, person) {
        let (state, written) = (state_name(seat.state), cx.text(said.state_span));
        let message = format!("{name} is listed for {state}, not \"{written}\"");
        out.push(against_list(cx, said.state_span, message, seat));
    }
}

fn against_list(cx: &ArticleContext<'_>, span: Span, message: String, seat: &Seat) -> Finding {
    let (party, state) = (party_of(seat.party), state_name(seat.state));
    cx.finding(&INFO, span, message)
        .note(format!("{party}, {state}, since {} (congress-legislators)", seat.from))
        .help("check party and state")
}

fn is_of(seat: &Seat, date: Option<Date>) -> bool {
    let day = |iso: &str| iso.parse::<Date>().ok();
    date.is_none_or(|date| {
        day(seat.from).is_some_and(|from| from <= date)
            && day(seat.until).is_some_and(|until| date <= until)
    })
}

/// "Sen." and "Rep." without "state" before them.
fn is_federal(cx: &ArticleContext<'_>, person: &PersonMention) -> bool {
    let title = cx.text(person.title);
    let first = cx.tokens.partition_point(|t| t.start < person.title.start);
    let is_state = |word: &str| word.eq_ignore_ascii_case("state");
    let state = first > 0 && is_state(cx.text(cx.tokens[first - 1].span()))
        || title.split_whitespace().any(is_state);
    let federal = ["Sen", "Rep", "Congress", "U.S."];
    !state && federal.iter().any(|word| title.contains(word))
}

fn letter(party: Party) -> Option<&'static str> {
    match party_name(party) {
        "Democrat" => Some("D"),
        "Republican" => Some("R"),
        "Independent" => Some("I"),
        "Libertarian" => Some("L"),
        _ => None,
    }
}

fn party_of(letter: &str) -> &'static str {
    match letter {
        "D" => "Democrat",
        "R" => "Republican",
        "L" => "Libertarian",
        _ => "Independent",
    }
}

/// Against an earlier place in the article.
fn within(
    cx: &ArticleContext<'_>,
    whom: &PersonMention,
    usual: &AffiliationMention,
    said: &AffiliationMention,
    out: &mut Vec<Finding>,
) {
    let name = cx.text(whom.span);
    let spans = if usual.party != said.party {
        (usual.party_span, said.party_span)
    } else if let (Some(a), Some(b)) = (usual.state, said.state)
        && a != b
    {
        (usual.state_span, said.state_span)
    } else {
        return;
    };
    let (a, b) = (cx.text(spans.0), cx.text(spans.1));
    let message = format!("{name} is \"{b}\" here and \"{a}\" earlier in the article");
    let finding = cx
        .finding(&INFO, spans.1, message)
        .related(cx.place(spans.0), format!("\"{a}\" here"))
        .help("check party and state, and write the same in both places");
    out.push(finding);
}

/// What of a tag is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Party,
    State,
}

impl Half {
    fn of(self, form: &AffiliationForm) -> Option<&'static str> {
        match self {
            Self::Party => form.party.map(party_name),
            Self::State => form.state.map(State::name),
        }
    }

    fn place(self, form: &AffiliationForm) -> Span {
        if self == Self::Party { form.places.0 } else { form.places.1 }
    }
}

/// Against the other articles.
fn between(cx: &ArchiveContext<'_>, uses: &[Use], odd: Use, half: Half, out: &mut Vec<Finding>) {
    let form = |at: Use| -> (&Record, &AffiliationForm) {
        let record = cx.archive.records[at.record as usize];
        (record, &record.affiliations[at.form as usize])
    };
    let (record, said) = form(odd);
    let Some(here) = half.of(said).filter(|_| record.reported) else { return };
    // Who differs in both halves is somebody else, or twice wrong: that is for the list to say.
    let comparable = |at: &&Use| {
        let (other, usual) = form(**at);
        let near = match (other.date, record.date) {
            (Some(a), Some(b)) => days_between(a, b).abs() <= NEAR_DAYS,
            _ => true,
        };
        let rest = if half == Half::Party { Half::State } else { Half::Party };
        let same_rest = match (rest.of(usual), rest.of(said)) {
            (Some(a), Some(b)) => a == b,
            _ => half == Half::Party,
        };
        other.twin != record.twin && near && same_rest
    };
    let others: Vec<Use> = uses.iter().filter(comparable).copied().collect();
    let mut same = vec![odd];
    let mut against: BTreeMap<&str, Vec<Use>> = BTreeMap::new();
    for at in others {
        match half.of(form(at).1) {
            Some(there) if there == here => same.push(at),
            Some(there) => against.entry(there).or_default().push(at),
            None => {}
        }
    }
    let usual = against.iter().max_by_key(|(_, uses)| cx.archive.votes(uses));
    let Some((usual, places)) = usual else { return };
    let (many, few) = (cx.archive.votes(places), cx.archive.votes(&same));
    let decided = majority::decides(many, few);
    // Nothing decides between one and one: the later article is asked.
    let authority = places.iter().any(|at| form(*at).0.authority) && !record.authority;
    let later = places.iter().all(|at| {
        let other = form(*at).0;
        (other.date, &other.path) < (record.date, &record.path)
    });
    if !decided && !(few <= many && (authority || later)) {
        return;
    }
    let latest = places.iter().max_by_key(|at| form(**at).0.date);
    let Some((other, evidence)) = latest.map(|at| form(*at)) else { return };
    let name = record.word(said.written);
    let articles = other_articles(many);
    let message = format!("{name} is \"{usual}\", not \"{here}\", in {articles}");
    let at = |record: &Record, span| Place { path: record.path.clone(), span };
    let mut finding = Finding::new(INFO.name, INFO.severity, at(record, half.place(said)), message)
        .related(at(other, half.place(evidence)), "as here")
        .help("check party and state");
    finding.more = many - 1;
    out.push(finding);
}
