//! `org/outdated`: an organization is called by a name that it had given up by then.

use jiff::civil::Date;

use crate::checks::{ArticleContext, Check, Info, bygone};
use crate::finding::{Cite, Finding, Severity};
use crate::stylebook::matcher::{Form, Match};
use crate::stylebook::rules::Organization;

/// See the module.
pub struct Outdated;

const INFO: Info = Info {
    name: "org/outdated",
    summary: "an organization is called by a name that it had given up",
    severity: Severity::Warning,
    default: true,
    explanation: "A pack lists the name under `formerly` with the day until which it was valid, \
        and the article was published later.\n\n\
        Silent inside quotations, about sentences that speak of the time before (a year up to \
        then, \"formerly\", \"then\", \"predecessor\", \"renamed\"), about laws and other names \
        that hold the old one, where the article gives both names, and without a date.",
    bad: "The General Accounting Office reported on Monday. (In 2021.)",
    good: "The Government Accountability Office reported on Monday.",
    needs_date: true,
};

impl Check for Outdated {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let Some(today) = cx.article.date() else { return };
        let mut done = Vec::new();
        for found in cx.matches {
            let Form::Organization(o) = found.form else { continue };
            let org = &cx.stylebook.rules.organizations[o];
            let Some(until) = last_day(org, cx.text(found.span)) else { continue };
            let name = (o, until);
            let over = bygone::is_over(until, today);
            if !over || done.contains(&name) || !is_about_now(cx, found, until) {
                continue;
            }
            done.push(name);
            // Who gives both names knows what they do.
            if !gives_present_name(cx, o, org) {
                out.push(finding(cx, found, org, until));
            }
        }
    }
}

/// The day until which the name was valid, if it is a former one.
fn last_day(org: &Organization, written: &str) -> Option<Date> {
    let words = |s: &str| s.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let former = org.formerly.iter().find(|f| {
        f.name.len().abs_diff(written.len()) <= written.len() && words(&f.name) == words(written)
    });
    former.and_then(|f| f.until)
}

/// Whether the article's own copy has a name that the body bears now.
fn gives_present_name(cx: &ArticleContext<'_>, o: usize, org: &Organization) -> bool {
    let present =
        |m: &&Match| m.form == Form::Organization(o) && last_day(org, cx.text(m.span)).is_none();
    cx.matches.iter().any(|m| present(&m))
}

/// Whether a name stands alone, in a sentence that does not speak of the time before.
fn is_about_now(cx: &ArticleContext<'_>, found: &Match, until: Date) -> bool {
    let span = found.span;
    let longer = cx.matches.around(span).next().is_some();
    let names = &cx.mentions.organizations;
    let after = names.partition_point(|o| o.span.start <= span.start);
    let within = after.checked_sub(1).is_some_and(|i| names[i].span.end > span.end);
    let token = &cx.tokens[found.first];
    if token.is_quoted() || !cx.article.zone_at(span.start).is_copy() || longer || within {
        return false;
    }
    !bygone::speaks_of_before(cx, found.first, until)
}

fn finding(cx: &ArticleContext<'_>, found: &Match, org: &Organization, until: Date) -> Finding {
    let written = cx.text(found.span);
    let message = format!("\"{written}\" was the name until {until}; now it is \"{}\"", org.name);
    let mut finding = cx
        .rule_finding(&INFO, &org.meta, found.span, message)
        .help(format!("write \"{}\", or say that it is the former name", org.name));
    finding.cite = Some(Box::new(Cite::Organization(org.name.to_string())));
    if cx.is_fixable(found.span) { finding.replace(false, org.name.clone()) } else { finding }
}
