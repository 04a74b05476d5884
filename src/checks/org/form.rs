//! `org/form`: an organization is called by a right name where the house uses another.
//!
//! Stylebooks say how a body is called at first reference, from then on, and in headlines, where
//! there is no room (AP, Reuters and the Guardian each list hundreds).

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::source::Text;
use crate::stylebook::matcher::{self, Match, folds};
use crate::stylebook::rules::Organization;

/// See the module.
pub struct Form;

const INFO: Info = Info {
    name: "org/form",
    summary: "an organization is not called as the house calls it there",
    severity: Severity::Warning,
    default: true,
    explanation: "A pack says of an organization how it is called at first reference (`first`), from \
        then on (`later`) and in headlines (`headline`). Another right name or the acronym in that \
        place is reported; wrong names are told by org/name.\n\n\
        First and later references are counted in the body, quotations and letters in brackets \
        left out. Bodies without these keys may be called by any right name.",
    bad: "HSIA closed the pier. (A pack: first = \"Harbour Safety Inspection Agency\".)",
    good: "The Harbour Safety Inspection Agency closed the pier. HSIA inspectors stayed.",
    needs_date: false,
};

impl Check for Form {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let mut referred = Vec::new();
        for found in cx.matches {
            let Some(i) = body(found) else { continue };
            let org = &cx.stylebook.rules.organizations[i];
            let formless = org.first.is_none() && org.later.is_empty() && org.headline.is_none();
            if formless || !is_reference(cx, found) || !org.meta.applies(cx.article) {
                continue;
            }
            match cx.article.zone_at(found.span.start) {
                Zone::Headline => out.extend(judge(cx, found, org, "in headlines", &org.headline)),
                Zone::Body if referred.contains(&i) => {
                    out.extend(judge(cx, found, org, "after the first reference", &org.later));
                }
                Zone::Body => {
                    referred.push(i);
                    out.extend(judge(cx, found, org, "at first reference", &org.first));
                }
                _ => {}
            }
        }
    }
}

/// The organization that a match names rightly.
fn body(found: &Match) -> Option<usize> {
    match found.form {
        matcher::Form::Organization(i) | matcher::Form::Acronym(i) => Some(i),
        _ => None,
    }
}

/// The house's own words, not part of a longer name, not the letters that introduce themselves.
fn is_reference(cx: &ArticleContext<'_>, found: &Match) -> bool {
    let before = found.first.checked_sub(1).and_then(|i| cx.tokens.get(i));
    let bracketed = before.is_some_and(|t| t.is_mark(&cx.article.text, '('));
    let part = cx.matches.around(found.span).any(|m| body(m).is_some());
    !bracketed && !part && !cx.tokens[found.first].is_quoted()
}

fn judge<'f>(
    cx: &ArticleContext<'_>,
    found: &Match,
    org: &Organization,
    place: &str,
    forms: impl IntoIterator<Item = &'f Text>,
) -> Option<Finding> {
    let written = cx.text(found.span);
    let said = folds(written);
    let mut forms = forms.into_iter().peekable();
    let wanted = (*forms.peek()?).clone();
    if forms.any(|form| folds(form) == said) {
        return None;
    }
    let message = format!("\"{written}\" {place}: the house writes \"{wanted}\" there");
    let finding =
        cx.rule_finding(&INFO, &org.meta, found.span, message).help(format!("write \"{wanted}\""));
    // Articles and verbs around it may have to change with it.
    Some(if cx.is_fixable(found.span) { finding.replace(false, wanted) } else { finding })
}
