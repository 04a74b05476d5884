//! `style/courtesy`: "Mr." and "Ms." where the house has none, or none where it has them.
//!
//! AP, Reuters and the Guardian call people by their surnames; the Economist and the New York Times
//! write Mr and Ms from the second reference on.

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::people::PersonMention;
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::style::Policy;
use crate::tokens::{Token, fold_ascii, folds_ascii};

/// See the module.
pub struct Courtesy;

const INFO: Info = Info {
    name: "style/courtesy",
    summary: "a courtesy title against the house style",
    severity: Severity::Note,
    default: true,
    explanation: "The key `courtesy-titles` of [style] says whether Mr., Mrs. and Ms. stand before \
        names: never, or always at later references by surname. Without the key the check is \
        silent.\n\n\
        Silent in quotations, headlines and captions, about couples (\"Mr. and Mrs. Roe\"), and about \
        names of things that hold a courtesy title (\"Mr. Whippy\" in a longer name).",
    bad: "Edith Pell closed the lock. Ms. Pell did not say why. (courtesy-titles = \"never\")",
    good: "Edith Pell closed the lock. Pell did not say why.",
    needs_date: false,
};

const TITLES: [u64; 6] = folds_ascii(["mr", "mrs", "ms", "mr.", "mrs.", "ms."]);

impl Check for Courtesy {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        match cx.style.courtesy_titles {
            Some(Policy::Never) => too_many(cx, out),
            Some(Policy::Always) => too_few(cx, out),
            None => {}
        }
    }
}

/// The body's own words about people.
fn is_running(person: &PersonMention) -> bool {
    person.zone == Zone::Body && !person.quoted && !person.list
}

/// The courtesy title before a name, with its period, and where the name begins.
fn title_before<'a>(cx: &ArticleContext<'a>, person: &PersonMention) -> Option<&'a Token> {
    let first = person.tokens.0 as usize;
    let back = |n: usize| first.checked_sub(n).and_then(|i| cx.tokens.get(i));
    let before = back(1).filter(|t| t.is_mark(&cx.article.text, '.')).map_or(back(1), |_| back(2));
    // "Blue Mountain, MS" ends a paragraph.
    let title = before.filter(|t| TITLES.contains(&t.fold) && !t.is_all_upper())?;
    // "Mr. and Mrs. Roe"
    let at = cx.tokens.partition_point(|t| t.start < title.start);
    let couple = at.checked_sub(1).is_some_and(|i| cx.tokens[i].fold == fold_ascii("and"));
    (!couple).then_some(title)
}

fn too_many(cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
    for person in cx.mentions.people.iter().filter(|p| is_running(p)) {
        let Some(title) = title_before(cx, person) else { continue };
        let part = cx.mentions.organizations.iter().any(|o| o.span.contains(title.span()));
        if part {
            continue;
        }
        let span = Span { start: title.start, end: person.span.start };
        let name = cx.text(person.span);
        let written = format!("{}{name}", cx.text(span));
        let message = format!("house style has no courtesy titles: \"{written}\"");
        let finding = cx.finding(&INFO, title.span().to(person.span), message);
        let finding = finding.help(format!("write \"{name}\""));
        let fixable = cx.is_fixable(title.span().to(person.span));
        out.push(if fixable { finding.replace(true, name) } else { finding });
    }
}

/// Surnames of people whom the article has named in full.
fn too_few(cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
    let mut introduced: Vec<&str> = Vec::new();
    for person in cx.mentions.people.iter().filter(|p| is_running(p)) {
        let surname = cx.text(person.surname);
        if person.is_full() {
            introduced.push(surname);
            continue;
        }
        let titled = !person.title.is_empty() || title_before(cx, person).is_some();
        if !titled && introduced.contains(&surname) && surname.chars().count() > 1 {
            let message = format!("house style gives \"{surname}\" a courtesy title here");
            out.push(cx.finding(&INFO, person.span, message).help("write Mr, Mrs or Ms before it"));
        }
    }
}
