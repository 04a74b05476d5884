//! Who is said to hold which office: a listed person with a listed title beside the name.
//!
//! Two patterns: the title right before the name ("CISA Director Chris Krebs", "former President
//! Joe Biden") and in apposition after it ("Chris Krebs, the former director of CISA,"). Words
//! such as head, chief or boss are descriptions, not titles.

use jiff::civil::Date;

use crate::article::Zone;
use crate::article::date::civil::days_between;
use crate::checks::ArticleContext;
use crate::checks::title::offices::{Wording, wordings};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::matcher::Form;
use crate::stylebook::rules::{Meta, Office, Person, TermKind};
use crate::tokens::{Kind, Token, fold_ascii, folds_ascii};

/// How a title is qualified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Qualifier {
    /// Not at all, or "current".
    None,
    /// "acting", "interim"
    Acting,
    /// "former", "ex-", "one-time".
    Former,
    /// "-elect", "-designate"
    Elect,
    /// Anything else: "then-", "outgoing".
    Other,
}

/// One statement that a person holds or held an office.
pub(super) struct Claim<'a> {
    /// Index of the person in the rules.
    pub(super) person: &'a Person,
    /// Title with its qualifier.
    pub(super) span: Span,
    /// The title, lower case.
    pub(super) title: &'a str,
    /// The person's terms in that office (at that organization, where one is named).
    pub(super) terms: Vec<&'a Office>,
    /// How the title is qualified.
    pub(super) qualifier: Qualifier,
    /// The article says "current".
    pub(super) current: bool,
    /// First and one past the last token of the sentence.
    pub(super) sentence: (usize, usize),
    /// Part of the article.
    pub(super) zone: Zone,
}

const FORMER: [u64; 5] = folds_ascii(["former", "ex", "onetime", "one-time", "erstwhile"]);
const ELECT: [u64; 2] = folds_ascii(["elect", "designate"]);
const ACTING: [u64; 2] = folds_ascii(["acting", "interim"]);
const OTHER: [u64; 14] = folds_ascii([
    "then",
    "outgoing",
    "incoming",
    "deputy",
    "assistant",
    "associate",
    "late",
    "vice",
    "co",
    "elect",
    "designate",
    "under",
    "future",
    "next",
]);
const AMERICAN: [u64; 4] = folds_ascii(["us", "u.s.", "u.s", "american"]);
const CURRENT: u64 = fold_ascii("current");
const THE: u64 = fold_ascii("the");
const LINKS: [u64; 3] = folds_ascii(["of", "at", "for"]);

/// Every claim in an article's copy, outside quotations.
pub(super) fn claims<'a>(cx: &ArticleContext<'a>) -> Vec<Claim<'a>> {
    let mut out = Vec::new();
    for found in cx.matches {
        let Form::Person(i) = found.form else { continue };
        let person = &cx.stylebook.rules.people[i];
        let zone = cx.article.zone_at(found.span.start);
        // The same words may be a shorter form of the name: the longest stands first.
        let covered = cx.matches.near(found.span).any(|m| {
            matches!(m.form, Form::Person(_)) && m.span != found.span && m.span.contains(found.span)
        });
        if person.offices.is_empty() || !zone.is_copy() || covered {
            continue;
        }
        if cx.tokens[found.first].is_quoted() {
            continue;
        }
        let reader = Reader { cx, person, zone };
        out.extend(reader.before(found.first, found.last));
        out.extend(reader.after(found.last));
    }
    out
}

struct Reader<'c, 'a> {
    cx: &'c ArticleContext<'a>,
    person: &'a Person,
    zone: Zone,
}

impl<'a> Reader<'_, 'a> {
    fn token(&self, i: usize) -> &Token {
        &self.cx.tokens[i]
    }

    /// "CISA Director NAME": the title ends where the name starts.
    fn before(&self, name: usize, end: usize) -> Option<Claim<'a>> {
        let elect = name > 2
            && ELECT.contains(&self.token(name - 1).fold)
            && self.token(name - 2).is_mark(&self.cx.article.text, '-');
        let (start_of_name, name) = (name, if elect { name - 2 } else { name });
        let Wording { title, of, words } =
            wordings(self.person).into_iter().find(|wording| {
                name >= wording.words.len()
                    && wording.words.iter().rev().zip((0..name).rev()).all(|(w, i)| {
                        self.token(i).fold == *w && !self.token(i + 1).starts_sentence()
                    })
            })?;
        let first = name - words.len();
        let (qualifier, start, organization) = self.lead(first)?;
        let organization = of.or(organization);
        let organization = match self.office_behind(end) {
            // "Director Roe of the zoo": not this office.
            Some(None) if organization.is_none() => return None,
            Some(behind) => organization.or(behind),
            None => organization,
        };
        let qualifier = if elect { qualifier.max(Qualifier::Elect) } else { qualifier };
        self.claim(title, organization, qualifier, (start, start_of_name), start_of_name)
    }

    /// Whether an office is named behind a name ("of the HSIA"), and the organization that it is.
    fn office_behind(&self, end: usize) -> Option<Option<usize>> {
        const OF: [u64; 2] = folds_ascii(["of", "at"]);
        let at = end;
        let of = self.cx.tokens.get(at).filter(|t| !t.starts_sentence())?;
        if !OF.contains(&of.fold) {
            return None;
        }
        let the = self.cx.tokens.get(at + 1).is_some_and(|t| t.fold == THE);
        let organization = self.organization_starting(at + 1 + usize::from(the));
        Some(organization.map(|(organization, _)| organization))
    }

    /// What stands before a title: qualifiers and the organization. None where the word before
    /// makes it another title ("Russian President", "Assistant Director").
    fn lead(&self, first: usize) -> Option<(Qualifier, usize, Option<usize>)> {
        let mut at = first;
        let mut qualifier = Qualifier::None;
        let mut organization = None;
        while at > 0 && !self.token(at).starts_sentence() {
            let before = self.token(at - 1);
            if before.is_mark(&self.cx.article.text, '-') && at > 1 {
                qualifier = if self.token(at - 2).fold == fold_ascii("ex") {
                    Qualifier::Former
                } else {
                    Qualifier::Other
                };
                at -= 2;
            } else if FORMER.contains(&before.fold) {
                qualifier = Qualifier::Former;
                at -= 1;
            } else if ACTING.contains(&before.fold) && qualifier == Qualifier::None {
                qualifier = Qualifier::Acting;
                at -= 1;
            } else if OTHER.contains(&before.fold) {
                return None;
            } else if AMERICAN.contains(&before.fold) || before.fold == CURRENT {
                at -= 1;
            } else if let Some((org, start)) = self.organization_ending(at) {
                organization = Some(org);
                at = start;
            } else if before.is_capital() && !before.starts_sentence() {
                return None;
            } else {
                break;
            }
        }
        Some((qualifier, at, organization))
    }

    /// The organization whose name or acronym ends right before a token.
    fn organization_ending(&self, at: usize) -> Option<(usize, usize)> {
        let end = if self.token(at - 1).kind == Kind::Possessive { at - 1 } else { at };
        let last = self.cx.tokens.get(end.checked_sub(1)?)?;
        self.cx.matches.near(last.span()).find_map(|m| match m.form {
            Form::Organization(o) | Form::Acronym(o) if m.last == end => Some((o, m.first)),
            _ => None,
        })
    }

    fn organization_starting(&self, at: usize) -> Option<(usize, usize)> {
        let first = self.cx.tokens.get(at)?;
        self.cx.matches.near(first.span()).find_map(|m| match m.form {
            Form::Organization(o) | Form::Acronym(o) if m.first == at => Some((o, m.last)),
            _ => None,
        })
    }

    /// "NAME, the former director of CISA,"
    fn after(&self, end: usize) -> Option<Claim<'a>> {
        let text = &self.cx.article.text;
        let tokens = self.cx.tokens;
        let mut at = end;
        if !tokens.get(at)?.is_mark(text, ',') {
            return None;
        }
        at += 1;
        let start = at;
        let mut qualifier = Qualifier::None;
        let mut organization = None;
        loop {
            let token = tokens.get(at)?;
            if token.starts_sentence() {
                return None;
            }
            if token.fold == THE || token.fold == CURRENT || AMERICAN.contains(&token.fold) {
                at += 1;
            } else if FORMER.contains(&token.fold) {
                qualifier = Qualifier::Former;
                at += 1;
                if tokens.get(at)?.is_mark(text, '-') {
                    at += 1;
                }
            } else if ACTING.contains(&token.fold) {
                qualifier = qualifier.max(Qualifier::Acting);
                at += 1;
            } else if let Some((org, next)) = self.organization_starting(at) {
                organization = Some(org);
                at = next;
                at += usize::from(tokens.get(at)?.kind == Kind::Possessive);
            } else {
                break;
            }
        }
        let Wording { title, of, words } = wordings(self.person).into_iter().find(|wording| {
            let mut words = wording.words.iter().enumerate();
            words.all(|(k, w)| tokens.get(at + k).is_some_and(|t| t.fold == *w))
        })?;
        organization = of.or(organization);
        at += words.len();
        let title_end = at;
        if tokens
            .get(at)
            .is_some_and(|t| t.is_mark(text, '-') || (t.is_capital() && !t.starts_sentence()))
        {
            return None;
        }
        if tokens.get(at).is_some_and(|t| LINKS.contains(&t.fold)) {
            at += 1;
            at += usize::from(tokens.get(at).is_some_and(|t| t.fold == THE));
            // "director of something else": not this office.
            let (org, _) = self.organization_starting(at)?;
            organization = Some(org);
        }
        self.claim(title, organization, qualifier, (start, title_end), end - 1)
    }

    fn claim(
        &self,
        title: &'a str,
        organization: Option<usize>,
        qualifier: Qualifier,
        tokens: (usize, usize),
        inside: usize,
    ) -> Option<Claim<'a>> {
        // Who is elect does not hold the office yet.
        let holds = |o: &&Office| o.title == title && o.kind != TermKind::Elect;
        let same_title = || self.person.offices.iter().filter(holds);
        let terms: Vec<&Office> =
            same_title().filter(|o| organization.is_none() || o.of == organization).collect();
        if terms.is_empty() {
            return None;
        }
        let span = self.token(tokens.0).span().to(self.token(tokens.1 - 1).span());
        let sentence = self.cx.sentence(inside);
        let lead = tokens.0.saturating_sub(1)..tokens.1;
        let current = self.cx.tokens[lead].iter().any(|t| t.fold == CURRENT);
        Some(Claim {
            person: self.person,
            span,
            title,
            terms,
            qualifier,
            current,
            sentence,
            zone: self.zone,
        })
    }
}

/// Announcements and time zones move a date by so much.
const GRACE: i64 = 2;

/// In a headline a shorter distance may be a matter of hours.
pub(super) const HEADLINE_DAYS: i64 = 30;

/// Whether a day lies in a term, give or take some days.
pub(super) fn is_in_term(term: &Office, day: Date, slack: i64) -> bool {
    term.from.is_none_or(|from| days_between(from, day) >= -slack)
        && term.until.is_none_or(|until| days_between(day, until) >= -slack)
}

/// Whether a day surely lies in a term, so many days within it. A term without its first day says
/// what somebody was called, not when.
pub(super) fn is_surely_in_term(term: &Office, day: Date, within: i64) -> bool {
    term.from.is_some() && is_in_term(term, day, -within)
}

impl Claim<'_> {
    /// Held on that day, with the grace that announcements need.
    pub(super) fn held_on(&self, day: Date) -> bool {
        self.terms.iter().any(|t| is_in_term(t, day, GRACE))
    }

    /// Held on that day beyond doubt.
    pub(super) fn held_surely_on(&self, day: Date) -> bool {
        self.terms.iter().any(|t| is_surely_in_term(t, day, GRACE))
    }

    /// How the office is held on that day, where that is beyond doubt.
    pub(super) fn kind_on(&self, day: Date) -> Option<TermKind> {
        let mut near = self.terms.iter().filter(|t| is_in_term(t, day, GRACE)).map(|t| t.kind);
        let first = near.next()?;
        (near.all(|kind| kind == first) && self.held_surely_on(day)).then_some(first)
    }

    /// Days that the sentence names, with a year; a year counts as its months.
    pub(super) fn days(&self, cx: &ArticleContext<'_>) -> Vec<Date> {
        let tokens = &cx.tokens[self.sentence.0..self.sentence.1];
        let mut days = Vec::new();
        for token in tokens.iter().filter(|t| t.kind == Kind::Number && t.len == 4) {
            let Ok(year) = cx.text(token.span()).parse::<i16>() else { continue };
            if (1700..2200).contains(&year) {
                days.extend((1..=12).filter_map(|month| Date::new(year, month, 1).ok()));
                days.extend(Date::new(year, 12, 31));
            }
        }
        days
    }

    /// The person's terms in words, for a note.
    pub(super) fn terms_in_words(&self) -> String {
        let terms: Vec<String> = self
            .terms
            .iter()
            .map(|t| {
                let from = t.from.map_or_else(|| "…".to_owned(), |d| d.to_string());
                match t.until {
                    Some(until) => format!("{from} to {until}"),
                    None => format!("since {from}"),
                }
            })
            .collect();
        terms.join(", ")
    }
}

/// Offices age: a pack bounds what it knows, and what happened since may prove the article right.
pub(super) fn aged(mut finding: Finding, rule: &Meta, published: Date) -> Finding {
    if let Some(as_of) = rule.as_of.filter(|as_of| *as_of < published) {
        finding.severity = Severity::Note;
        finding.notes.push(format!("the pack knows offices up to {as_of} only"));
    }
    finding
}
