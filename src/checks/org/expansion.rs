//! `org/expansion`: an acronym is introduced with a name that is not what it stands for, or with
//! its letters in the wrong order.
//!
//! Generic "initials don't match" is right one time in five: acronyms follow other languages and
//! other word orders. So the check speaks only where a pack knows the acronym, or where the right
//! letters stand elsewhere in the article or in most other articles.

use crate::archive::majority;
use crate::checks::org::name::is_right_name;
use crate::checks::org::similar::difference;
use crate::checks::{ArchiveContext, ArticleContext, Check, Info};
use crate::extract::organizations::OrganizationMention;
use crate::finding::{Finding, Place, Severity};
use crate::stylebook::official::content_words;
use crate::tokens::fold;

/// See the module.
pub struct Expansion;

const INFO: Info = Info {
    name: "org/expansion",
    summary: "an acronym is introduced with a name that it does not stand for",
    severity: Severity::Error,
    default: true,
    explanation: "The article introduces an acronym in brackets after a name. A pack says that \
        the acronym stands for something else that looks alike, or the letters are those of the \
        name in the wrong order while the right order stands elsewhere.\n\n\
        Silent about acronyms that no pack knows and nobody else uses, since initials follow \
        many languages, and about acronyms with several owners when one of them fits.",
    bad: "The National Harbour Council (NCH) met on Monday. The NHC elected a chair.",
    good: "The National Harbour Council (NHC) met on Monday. The NHC elected a chair.",
    needs_date: false,
};

impl Check for Expansion {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        for mention in &cx.mentions.organizations {
            if mention.acronym.is_empty() || !mention.zone.is_copy() || mention.quoted {
                continue;
            }
            if !swapped_letters(cx, mention, out) {
                other_name(cx, mention, out);
            }
        }
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        other_acronyms(cx, out);
    }
}

/// Initials of a name: of its long words, and of all of them.
fn initials(name: &str) -> [String; 2] {
    let letters = |words: &mut dyn Iterator<Item = &str>| -> String {
        words.filter_map(|w| w.chars().next()).flat_map(char::to_uppercase).collect()
    };
    let words = || {
        name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
            .filter(|w| !w.is_empty())
    };
    let mut capitals = words().filter(|w| w.starts_with(char::is_uppercase));
    [letters(&mut capitals), letters(&mut words())]
}

/// Whether two acronyms differ by two neighbours that changed places.
fn is_swap(written: &str, right: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (written.chars().collect(), right.chars().collect());
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|&i| a[i] != b[i]).collect();
    a.len() == b.len()
        && matches!(differing[..], [i, j] if j == i + 1 && a[i] == b[j] && a[j] == b[i])
}

fn swapped_letters(
    cx: &ArticleContext<'_>,
    mention: &OrganizationMention,
    out: &mut Vec<Finding>,
) -> bool {
    let written = cx.text(mention.acronym);
    let Some(right) = initials(cx.text(mention.span)).into_iter().find(|r| is_swap(written, r))
    else {
        return false;
    };
    let hash = fold(&right);
    let Some(proof) = cx.mentions.acronyms.iter().find(|a| a.fold == hash) else { return false };
    let written_elsewhere =
        cx.mentions.acronyms.iter().filter(|a| a.fold == fold(written)).count() > 1;
    if written_elsewhere {
        return false;
    }
    let mut finding = cx
        .finding(
            &INFO,
            mention.acronym,
            format!("\"{written}\" has its letters in the wrong order"),
        )
        .label(format!("the initials are \"{right}\""))
        .related(cx.place(proof.span), "as here")
        .help(format!("write \"{right}\""));
    if cx.is_fixable(mention.acronym) {
        finding = finding.replace(true, right);
    }
    out.push(finding);
    true
}

/// A pack knows the acronym, and the name is none of its owners'.
fn other_name(cx: &ArticleContext<'_>, mention: &OrganizationMention, out: &mut Vec<Finding>) {
    let acronym = cx.text(mention.acronym);
    let owners = cx.stylebook.official.owners(acronym);
    if owners.is_empty() || is_right_name(cx, mention.span) {
        return;
    }
    let written = content_words(cx.text(mention.span));
    for &owner in owners {
        let org = &cx.stylebook.rules.organizations[owner];
        for name in cx.stylebook.official.of(owner) {
            let near = difference(&written, &name.words).is_some();
            let shared = name.words.iter().filter(|w| written.contains(w)).count();
            // One word apart is a wrong name (org/name); nothing in common is another body.
            if near || shared < 2 || shared * 2 < name.words.len() {
                continue;
            }
            let mut finding = cx
                .rule_finding(
                    &INFO,
                    &org.meta,
                    mention.span,
                    format!("\"{acronym}\" does not stand for \"{}\"", cx.text(mention.span)),
                )
                .label(format!("\"{acronym}\" is the {}", org.name))
                .help(format!("write \"{}\", or leave the acronym out", org.name));
            finding.severity = org.meta.severity.unwrap_or(Severity::Warning);
            out.push(finding);
            return;
        }
    }
}

/// Most other articles introduce the same name with other letters.
fn other_acronyms(cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
    for (key, uses) in &cx.archive.organizations {
        let mut by_acronym: std::collections::BTreeMap<&str, Vec<_>> = Default::default();
        for at in uses {
            let record = cx.archive.records[at.record as usize];
            let form = &record.organizations[at.form as usize];
            if !form.acronym.is_empty() {
                by_acronym.entry(record.word(form.acronym)).or_default().push(*at);
            }
        }
        if by_acronym.len() < 2 {
            continue;
        }
        let votes: Vec<(&str, usize)> =
            by_acronym.iter().map(|(a, uses)| (*a, cx.archive.votes(uses))).collect();
        for (written, few) in &votes {
            let right = votes
                .iter()
                .find(|(a, many)| majority::decides(*many, *few) && is_swap(written, a));
            let Some((right, many)) = right else { continue };
            for at in &by_acronym[written] {
                let record = cx.archive.records[at.record as usize];
                if !record.reported {
                    continue;
                }
                let form = &record.organizations[at.form as usize];
                let place = Place { path: record.path.clone(), span: form.acronym_place };
                let mut finding = Finding::new(
                    INFO.name,
                    INFO.severity,
                    place,
                    format!("\"{written}\" has its letters in the wrong order"),
                )
                .label(format!("\"{right}\" in {many} other articles"))
                .help(format!("write \"{right}\""));
                finding.cite = Some((*key).to_owned());
                out.push(finding);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_and_swaps() {
        assert_eq!(initials("Department of Justice"), ["DJ".to_owned(), "DOJ".to_owned()]);
        assert!(is_swap("DJO", "DOJ"));
        assert!(!is_swap("FSLN", "SNLF"));
        assert!(!is_swap("DOJ", "DOJ"));
    }
}
