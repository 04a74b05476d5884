//! `title/former`: a person is called former holder of an office that they hold.

use crate::article::Zone;
use crate::checks::title::claims::{HEADLINE_DAYS, Qualifier, aged, claims, is_surely_in_term};
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};

/// See the module.
pub struct Former;

const INFO: Info = Info {
    name: "title/former",
    summary: "a person is called former holder of an office that they hold",
    severity: Severity::Error,
    default: true,
    explanation: "\"Former\" or \"ex-\" stands before an office, and the person is in that office \
        on the publication date, by the dates of a pack.\n\n\
        Silent in quotations, where the sentence names a year in which the office was not held, \
        within two days of the start and the end of a term, and without a publication date. For \
        articles published after the pack's as-of date it is a note.",
    bad: "Former President Barack Obama signed the bill. (Published in 2013.)",
    good: "President Barack Obama signed the bill.",
    needs_date: true,
};

impl Check for Former {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let Some(published) = cx.article.date() else { return };
        for claim in claims(cx).iter().filter(|c| c.qualifier == Qualifier::Former) {
            let another_time = claim.days(cx).into_iter().any(|day| !claim.held_on(day));
            // In a headline a shorter distance may be a matter of hours.
            let near = claim.zone == Zone::Headline
                && !claim.terms.iter().any(|t| is_surely_in_term(t, published, HEADLINE_DAYS));
            if !claim.held_surely_on(published) || another_time || near {
                continue;
            }
            let person = claim.person;
            let message = format!("{} is {} on {published}", person.name, claim.title);
            let finding = cx
                .rule_finding(&INFO, &person.meta, claim.span, message)
                .note(format!("{}: {}", claim.title, claim.terms_in_words()))
                .help("leave out \"former\", or say which term is meant");
            out.push(aged(finding, &person.meta, published));
        }
    }
}
