//! `org/acronym-collision`: one article introduces the same letters for two names.

use std::collections::{BTreeMap, BTreeSet};

use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::lexicon;
use crate::stylebook::official::content_words;

use super::acronyms::{Introduction, initials_fit, introductions};

/// See the module.
pub struct AcronymCollision;

const INFO: Info = Info {
    name: "org/acronym-collision",
    summary: "one article introduces the same letters for two names",
    severity: Severity::Warning,
    default: true,
    explanation: "The letters in brackets stand for one name in one paragraph and for another in \
        the next. Either one of the names is wrong, or readers can't know which body is meant \
        further down.\n\n\
        Silent where one name is part of the other, and about letters that are neither name's \
        initials, and about people and several bodies at once (\"District Attorneys (DA)\").",
    bad: "The Harbour Safety Agency (HSA) met the Health Standards Agency (HSA).",
    good: "The Harbour Safety Agency (HSA) met the Health Standards Agency.",
    needs_date: false,
};

impl Check for AcronymCollision {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let mut told = BTreeSet::new();
        let mut first: BTreeMap<u64, (Introduction, Vec<String>)> = BTreeMap::new();
        for intro in introductions(cx).into_iter().filter(|i| names_one_body(cx, i)) {
            let words = content_words(cx.text(intro.name));
            let Some((earlier, known)) = first.get(&intro.fold) else {
                first.insert(intro.fold, (intro, words));
                continue;
            };
            // Every other name is told once.
            if collides(cx, (earlier, known), (&intro, &words)) && told.insert((intro.fold, words))
            {
                out.push(finding(cx, earlier, &intro));
            }
        }
    }
}

/// "Ida Brask (IB)" is a person, "District Attorneys (DA)" and "Harbour Boards (HB)" are several.
fn names_one_body(cx: &ArticleContext<'_>, intro: &Introduction) -> bool {
    let people = &cx.mentions.people;
    let from = people.partition_point(|p| p.span.end <= intro.name.start);
    let in_name = people[from..].iter().take_while(|p| p.span.start < intro.name.end);
    let person = in_name.filter(|p| p.is_full()).any(|p| p.span.end == intro.name.end);
    let last = cx.text(intro.name).split_whitespace().next_back().unwrap_or("");
    let one = last.strip_suffix('s').filter(|one| !one.ends_with('s'));
    let several = one.is_some_and(|one| lexicon::is_title_word(one) || lexicon::is_org_head(one));
    !person && (!several || lexicon::is_org_head(last)) && !lexicon::is_title_word(last)
}

fn collides(
    cx: &ArticleContext<'_>,
    (earlier, known): (&Introduction, &[String]),
    (intro, words): (&Introduction, &[String]),
) -> bool {
    // "Fellows" and "Fellowship" are one name in two forms.
    let alike = |a: &str, b: &str| {
        a == b || a.len().min(b.len()) >= 5 && (a.starts_with(b) || b.starts_with(a))
    };
    let part = |a: &[String], b: &[String]| a.iter().all(|w| b.iter().any(|v| alike(w, v)));
    let fits = |i: &Introduction| initials_fit(cx.text(i.name), cx.text(i.acronym));
    !part(words, known) && !part(known, words) && fits(earlier) && fits(intro)
}

fn finding(cx: &ArticleContext<'_>, earlier: &Introduction, intro: &Introduction) -> Finding {
    let (name, other) = (cx.text(intro.name), cx.text(earlier.name));
    let acronym = cx.text(intro.acronym);
    let message = format!("\"{acronym}\" stands for \"{name}\" here and for \"{other}\" above");
    cx.finding(&INFO, intro.name.to(intro.acronym), message)
        .related(cx.place(earlier.name.to(earlier.acronym)), "introduced here")
        .help("give one of them its full name throughout")
}
