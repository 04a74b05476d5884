//! `org/name`: an organization is called by a name that is not its own.
//!
//! Two ways to be wrong: a form that a pack lists as wrong, and a form one word away from a right
//! one, with evidence that this body is meant (its acronym in brackets, its name or acronym
//! elsewhere in the article, or so many of its words that nothing else can be meant).
//! Rule of every stylebook: official names are written as the body writes them; inside
//! quotations too, since nobody speaks in misspelled names, but never with a fix there.

use crate::article::Zone;
use crate::checks::org::similar::{Difference, difference};
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::organizations::OrganizationMention;
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::matcher::Form;
use crate::stylebook::official::{OfficialName, content_words};

/// See the module.
pub struct Name;

const INFO: Info = Info {
    name: "org/name",
    summary: "an organization is called by a wrong name",
    severity: Severity::Error,
    default: true,
    explanation: "A pack gives the official name of an organization, and the article calls it \
        something that is one word away (missing, added, replaced, swapped, misspelled or in the \
        wrong number), or uses a form that the pack lists as wrong.\n\n\
        Silent where another body may be meant: without the acronym or the right name nearby, \
        only names that share several unusual words are compared. The longest official name wins, \
        so \"Security Agency Act\" is no wrong \"Security Agency\".",
    bad: "The Federal Bureau of Investigations (FBI) opened an inquiry.",
    good: "The Federal Bureau of Investigation (FBI) opened an inquiry.",
    needs_date: false,
};

impl Check for Name {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        listed_wrong_forms(cx, out);
        for mention in &cx.mentions.organizations {
            if mention.zone.is_copy() && !is_right_name(cx, mention.span) {
                near_forms(cx, mention, out);
            }
        }
    }
}

/// Whether a right name covers the span, or the span a right name: a longer name is another
/// thing (a law, an office), not a wrong form.
pub(super) fn is_right_name(cx: &ArticleContext<'_>, span: Span) -> bool {
    cx.matches.near(span).any(|m| {
        matches!(m.form, Form::Organization(_))
            && (m.span.contains(span) || span.contains(m.span))
            && m.span.len() * 2 > span.len()
    })
}

fn listed_wrong_forms(cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
    for found in cx.matches {
        let Form::WrongOrganization(i) = found.form else { continue };
        let org = &cx.stylebook.rules.organizations[i];
        let zone = cx.article.zone_at(found.span.start);
        let inside_right = cx.matches.near(found.span).any(|m| {
            matches!(m.form, Form::Organization(_))
                && m.span.contains(found.span)
                && m.span != found.span
        });
        if !zone.is_copy() || inside_right || !org.meta.applies(cx.article.date()) {
            continue;
        }
        let written = content_words(cx.text(found.span));
        let right = content_words(&org.name);
        let what = difference(&written, &right)
            .map_or("is not its name".to_owned(), |d| d.describe(&written, &right));
        report(cx, found.span, i, &org.name, &what, true, out);
    }
}

fn near_forms(cx: &ArticleContext<'_>, mention: &OrganizationMention, out: &mut Vec<Finding>) {
    let written = content_words(cx.text(mention.span));
    if written.len() < 2 || written.len() > 12 {
        return;
    }
    let acronym = cx.text(mention.acronym);
    let mut best: Option<(&OfficialName, Difference)> = None;
    for name in cx.stylebook.official.near(&written) {
        let Some(how) = difference(&written, &name.words) else { continue };
        let org = &cx.stylebook.rules.organizations[name.organization];
        let defined = !acronym.is_empty() && org.acronym.as_deref() == Some(acronym);
        let sure = defined || is_meant(cx, name, how, &written);
        if sure && org.meta.applies(cx.article.date()) {
            match best {
                // Two bodies equally near: nobody can say which is meant.
                Some((other, _)) if other.organization != name.organization && !defined => return,
                _ => best = Some((name, how)),
            }
        }
    }
    if let Some((name, how)) = best {
        let what = how.describe(&written, &name.words);
        let already = out.iter().any(|f| f.primary.place == cx.place(mention.span));
        if !already {
            let safe = !matches!(how, Difference::Replaced(_));
            report(cx, mention.span, name.organization, &name.name, &what, safe, out);
        }
    }
}

/// Evidence, without the acronym in brackets, that the body is meant.
fn is_meant(
    cx: &ArticleContext<'_>,
    name: &OfficialName,
    how: Difference,
    written: &[String],
) -> bool {
    if how.at_edge(written.len(), name.words.len()) || matches!(how, Difference::Replaced(_)) {
        return false;
    }
    let kept = written.len().min(name.words.len())
        - usize::from(!matches!(how, Difference::Missing(_) | Difference::Extra(_)));
    let named = |form| cx.matches.first(form).is_some();
    let named_elsewhere =
        named(Form::Organization(name.organization)) || named(Form::Acronym(name.organization));
    let unusual = name
        .words
        .iter()
        .filter(|w| written.contains(w) && cx.stylebook.official.bodies_with(w) <= 2)
        .count();
    (named_elsewhere && kept >= 2) || (kept >= 3 && unusual >= 2)
}

fn report(
    cx: &ArticleContext<'_>,
    span: Span,
    organization: usize,
    name: &str,
    what: &str,
    safe: bool,
    out: &mut Vec<Finding>,
) {
    let org = &cx.stylebook.rules.organizations[organization];
    let written = cx.text(span);
    let name = with_lead(written, name);
    let message = format!("\"{written}\" {what}");
    let mut finding = cx
        .rule_finding(&INFO, &org.meta, span, message)
        .label(format!("the official name is \"{name}\""));
    if cx.article.is_quoted(span.start) {
        finding = finding.help(format!(
            "check the recording: if the speaker was right, write \"{name}\"; a quotation is never \
             changed for style"
        ));
    } else {
        finding = finding.help(format!("write \"{name}\""));
        if cx.is_fixable(span) {
            let headline = cx.article.zone_at(span.start) == Zone::Headline;
            finding = finding.replace(safe && !headline, name);
        }
    }
    finding.cite = Some(content_words(&org.name).join(" "));
    out.push(finding);
}

/// The official name with the country in front where the article has it in front.
fn with_lead(written: &str, name: &str) -> String {
    for lead in ["U.S. ", "US "] {
        if written.starts_with(lead) && !name.starts_with(lead) {
            return format!("{lead}{name}");
        }
    }
    name.to_owned()
}
