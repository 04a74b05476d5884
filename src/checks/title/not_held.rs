//! `title/not-held`: a person is given an office that they do not hold at the time.
//!
//! Offices are intervals. A sentence that speaks of the past keeps the title of the past, so the
//! check is silent wherever the sentence names another year or uses a word that looks back.

use crate::article::Zone;
use crate::checks::title::claims::{Claim, HEADLINE_DAYS, Qualifier, aged, claims, is_in_term};
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::tokens::{Token, fold_ascii, folds_ascii};

/// See the module.
pub struct NotHeld;

const INFO: Info = Info {
    name: "title/not-held",
    summary: "a person is given an office that they do not hold at the time",
    severity: Severity::Error,
    default: true,
    explanation: "A pack lists the person's offices with dates, and on the article's publication \
        date the person is not in the office that stands before or after the name.\n\n\
        Silent in quotations, where the sentence names a year or a date in which the office was \
        held, where it looks back (\"nominated by President X\", \"under\", \"during\"), and \
        without a publication date. In headlines only when the term ended more than 30 days away. \
        For articles published after the pack's as-of date it is a note.",
    bad: "US President George W. Bush will speak on Monday. (Published in 2012.)",
    good: "Former US President George W. Bush will speak on Monday.",
    needs_date: true,
};

/// Words with which a sentence looks back or ahead.
const ELSEWHEN: [u64; 61] = folds_ascii([
    "nominated",
    "nominee",
    "appointed",
    "named",
    "during",
    "when",
    "administration",
    "era",
    "signed",
    "elected",
    "served",
    "became",
    "become",
    "becoming",
    "legacy",
    "tenure",
    "presidency",
    "ago",
    "then",
    "history",
    "historic",
    "library",
    "memorial",
    "sworn",
    "succeeded",
    "predecessor",
    "successor",
    "since",
    "after",
    "before",
    "while",
    "born",
    "died",
    "foundation",
    "inaugurated",
    "later",
    "once",
    "late",
    "last",
    "previous",
    "previously",
    "earlier",
    "fired",
    "fires",
    "firing",
    "dismissed",
    "dismissal",
    "ousted",
    "ouster",
    "removed",
    "removing",
    "replaced",
    "replaces",
    "replacing",
    "resigned",
    "resignation",
    "sacked",
    "quit",
    "departure",
    "terminated",
    "confirmed",
]);

/// "Under President Roe": what follows was in office then.
const UNDER: u64 = fold_ascii("under");
/// "Appointed by President Roe", when there was such a president …
const BY: u64 = fold_ascii("by");
/// … but what is announced by her is announced now.
const NOW: [u64; 14] = folds_ascii([
    "made",
    "announced",
    "joined",
    "accompanied",
    "said",
    "delivered",
    "hosted",
    "headed",
    "attended",
    "prepared",
    "statement",
    "remarks",
    "testimony",
    "speech",
]);
/// Who speaks, does so now, whatever the speech is about.
const SPEECH: [u64; 8] =
    folds_ascii(["said", "says", "added", "stated", "told", "announced", "today", "yesterday"]);
/// Words that look back or ahead in a speech as well as in what is told of the speaker.
const OF_OTHERS: [u64; 19] = folds_ascii([
    "during",
    "when",
    "administration",
    "signed",
    "served",
    "history",
    "historic",
    "since",
    "after",
    "before",
    "while",
    "born",
    "died",
    "last",
    "earlier",
    "previous",
    "previously",
    "departure",
    "confirmed",
]);
/// Words between "under" and the title ("under the leadership of").
const REACH: usize = 6;

impl Check for NotHeld {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let Some(published) = cx.article.date() else { return };
        for claim in &claims(cx) {
            let now = matches!(claim.qualifier, Qualifier::None | Qualifier::Acting);
            let elect = claim.qualifier == Qualifier::Elect;
            let past = !claim.current && looks_elsewhere(cx, claim.sentence, claim.span);
            if past || !(now || elect) {
                continue;
            }
            if elect {
                let other_day = claim.days(cx).into_iter().any(|day| !claim.held_on(day));
                if claim.held_surely_on(published) && !other_day {
                    out.push(in_office(cx, claim, published));
                }
                continue;
            }
            let other_day = claim.days(cx).into_iter().any(|day| claim.held_on(day));
            let near = claim.zone == Zone::Headline
                && claim.terms.iter().any(|t| is_in_term(t, published, HEADLINE_DAYS));
            if !claim.held_on(published) && !other_day && !near {
                out.push(finding(cx, claim, published));
            }
        }
    }
}

/// "President-elect" of a president.
fn in_office(cx: &ArticleContext<'_>, claim: &Claim<'_>, published: jiff::civil::Date) -> Finding {
    let person = claim.person;
    let message = format!("{} is in office as {} on {published}", person.name, claim.title);
    let finding = cx
        .rule_finding(&INFO, &person.meta, claim.span, message)
        .note(format!("{}: {}", claim.title, claim.terms_in_words()))
        .help(format!("write \"{}\" alone", claim.title));
    aged(finding, &person.meta, published)
}

/// Whether a sentence, given by its first and one past its last token, looks back or ahead where it
/// gives a title.
pub(super) fn looks_elsewhere(
    cx: &ArticleContext<'_>,
    sentence: (usize, usize),
    title: Span,
) -> bool {
    let tokens = &cx.tokens[sentence.0..sentence.1];
    let at = tokens.partition_point(|t| t.start < title.start);
    let speaks = || is_heard(&tokens[..at], &tokens[at..], title);
    let elsewhen =
        |t: &Token| ELSEWHEN.contains(&t.fold) && (!OF_OTHERS.contains(&t.fold) || !speaks());
    if tokens.iter().any(elsewhen) {
        return true;
    }
    let before = &tokens[at.saturating_sub(REACH)..at];
    let by = before.iter().rposition(|t| t.fold == BY).is_some_and(|by| {
        by + 3 >= before.len() && by.checked_sub(1).is_none_or(|i| !NOW.contains(&before[i].fold))
    });
    by || before.iter().any(|t| t.fold == UNDER)
}

/// "Said President Roe", "President Roe said", "President Roe today"
fn is_heard(before: &[Token], from: &[Token], title: Span) -> bool {
    let said = |t: &Token| SPEECH.contains(&t.fold);
    let behind = from.iter().skip_while(|t| t.start < title.end);
    let mut behind = behind.skip_while(|t| t.is_capital() || !t.is_word());
    before.last().is_some_and(said) || behind.next().is_some_and(said)
}

fn finding(cx: &ArticleContext<'_>, claim: &Claim<'_>, published: jiff::civil::Date) -> Finding {
    let person = claim.person;
    let acting = if claim.qualifier == Qualifier::Acting { "acting " } else { "" };
    let title = format!("{acting}{}", claim.title);
    let over = claim.terms.iter().all(|t| t.until.is_some_and(|u| u < published));
    let message = if over {
        format!("{} is no longer {title} on {published}", person.name)
    } else {
        format!("{} is not {title} on {published}", person.name)
    };
    let help = if over {
        format!("write \"former {}\", or give the date that the sentence speaks of", claim.title)
    } else {
        "check the title and the date".to_owned()
    };
    let finding = cx
        .rule_finding(&INFO, &person.meta, claim.span, message)
        .note(format!("{}: {}", claim.title, claim.terms_in_words()))
        .help(help);
    aged(finding, &person.meta, published)
}
