//! `org/expansion`: an acronym is introduced with a name that is not what it stands for, or with
//! its letters in the wrong order.
//!
//! Generic "initials don't match" is right one time in five: acronyms follow other languages and
//! other word orders. So the check speaks only where a pack knows the acronym, or where the right
//! letters stand elsewhere in the article or in most other articles.

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap};

use crate::archive::majority;
use crate::checks::org::name::is_right_name;
use crate::checks::org::similar::difference;
use crate::checks::{ArchiveContext, ArticleContext, Check, Info};
use crate::extract::organizations::OrganizationMention;
use crate::finding::{Finding, Place, Severity};
use crate::source::Span;
use crate::stylebook::matcher::Form;
use crate::stylebook::official::content_words;
use crate::stylebook::rules::Organization;
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
        let uses = LazyCell::new(|| Uses::new(cx));
        for mention in &cx.mentions.organizations {
            if mention.acronym.is_empty() || !mention.zone.names_bodies() || mention.quoted {
                continue;
            }
            if !swapped_letters(cx, &uses, mention, out) {
                other_name(cx, mention, out);
            }
        }
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        other_acronyms(cx, out);
    }
}

/// First place and number of each acronym of an article, by hash.
struct Uses(HashMap<u64, (Span, usize)>);

impl Uses {
    fn new(cx: &ArticleContext<'_>) -> Self {
        let mut uses = HashMap::new();
        for acronym in &cx.mentions.acronyms {
            uses.entry(acronym.fold).or_insert((acronym.span, 0)).1 += 1;
        }
        Self(uses)
    }

    fn first(&self, letters: &str) -> Option<Span> {
        self.0.get(&fold(letters)).map(|(span, _)| *span)
    }

    fn count(&self, letters: &str) -> usize {
        self.0.get(&fold(letters)).map_or(0, |(_, count)| *count)
    }
}

/// The first letters of a name's words, or of those with a capital.
fn first_letters(name: &str, capitals: bool) -> impl Iterator<Item = char> {
    name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .filter_map(|word| word.chars().next())
        .filter(move |first| !capitals || first.is_uppercase())
        .flat_map(char::to_uppercase)
}

/// Initials of a name: of its long words, and of all of them.
pub(crate) fn initials(name: &str) -> [String; 2] {
    [true, false].map(|capitals| first_letters(name, capitals).collect())
}

/// Whether some letters are the initials of a name.
pub(crate) fn has_initials(name: &str, letters: &str) -> bool {
    [true, false].into_iter().any(|capitals| first_letters(name, capitals).eq(letters.chars()))
}

/// The initials of the last words of a name, where the acronym has two of them changed over.
fn swapped_initials(name: &str, written: &str) -> Option<String> {
    let letters = written.chars().count();
    let last = |all: String| -> String {
        all.chars().skip(all.chars().count().saturating_sub(letters)).collect()
    };
    let all = initials(name).map(last);
    let right = all.iter().any(|right| right == written);
    all.into_iter().find(|all| !right && is_swap(written, all))
}

/// Whether two acronyms differ by two neighbours that changed places.
fn is_swap(written: &str, right: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (written.chars().collect(), right.chars().collect());
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|&i| a[i] != b[i]).collect();
    a.len() == b.len()
        && matches!(differing[..], [i, j] if j == i + 1 && a[i] == b[j] && a[j] == b[i])
}

/// The letters of the name's own initials, two of them changed over: proved by a pack, or by the
/// right letters elsewhere in the article.
fn swapped_letters(
    cx: &ArticleContext<'_>,
    uses: &Uses,
    mention: &OrganizationMention,
    out: &mut Vec<Finding>,
) -> bool {
    let written = cx.text(mention.acronym);
    if let Some(org) = body_named(cx, mention)
        && let Some(right) = org.acronym.as_deref().filter(|right| is_swap(written, right))
    {
        let mut finding = cx
            .rule_finding(&INFO, &org.meta, mention.acronym, wrong_order(written))
            .label(format!("the {} is \"{right}\"", org.name))
            .help(format!("write \"{right}\""));
        if cx.is_fixable(mention.acronym) {
            finding = finding.replace(true, right);
        }
        out.push(finding);
        return true;
    }
    let Some(right) = swapped_initials(cx.text(mention.span), written) else { return false };
    let Some(proof) = uses.first(&right).filter(|_| uses.count(written) == 1) else {
        return false;
    };
    let mut finding = cx
        .finding(&INFO, mention.acronym, wrong_order(written))
        .label(format!("the initials are \"{right}\""))
        .related(cx.place(proof), "as here")
        .help(format!("write \"{right}\""));
    if cx.is_fixable(mention.acronym) {
        finding = finding.replace(true, right);
    }
    out.push(finding);
    true
}

fn wrong_order(written: &str) -> String {
    format!("\"{written}\" has its letters in the wrong order")
}

/// The listed body that the words before the acronym name.
fn body_named<'a>(
    cx: &ArticleContext<'a>,
    mention: &OrganizationMention,
) -> Option<&'a Organization> {
    cx.matches.near(mention.span).find_map(|m| match m.form {
        Form::Organization(o) if m.span.end == mention.span.end => {
            Some(&cx.stylebook.rules.organizations[o])
        }
        _ => None,
    })
}

/// A pack knows the acronym, and the name is none of its owners'.
fn other_name(cx: &ArticleContext<'_>, mention: &OrganizationMention, out: &mut Vec<Finding>) {
    let acronym = cx.text(mention.acronym);
    let owners = cx.stylebook.official().owners(acronym);
    if owners.is_empty() || body_named(cx, mention).is_some() || is_right_name(cx, mention.span) {
        return;
    }
    let written = content_words(cx.text(mention.span));
    let names = || owners.iter().flat_map(|o| cx.stylebook.official().of(*o));
    // One word apart is a wrong name (org/name); little in common is another body.
    let near = names().any(|n| n.words() == written || difference(&written, n.words()).is_some());
    let alike = names().find(|name| {
        let shared = name.words().iter().filter(|w| written.contains(w)).count();
        let all = name.words().len() + written.len() - shared;
        shared >= 2 && shared * 2 >= all
    });
    let Some(name) = alike.filter(|_| !near) else { return };
    let org = &cx.stylebook.rules.organizations[name.organization];
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
}

/// The initials in the right order are what most other articles use.
fn other_acronyms(cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
    let mut users: HashMap<u64, BTreeSet<u64>> = HashMap::new();
    for record in cx.archive.records.iter() {
        for acronym in &record.acronyms {
            users.entry(*acronym).or_default().insert(record.twin);
        }
    }
    let votes = |letters: &str| users.get(&fold(letters)).map_or(0, BTreeSet::len);
    for record in cx.reported() {
        for form in record.organizations.iter().filter(|f| !f.acronym.is_empty()) {
            let written = record.word(form.acronym);
            let Some(right) = swapped_initials(record.word(form.written), written) else {
                continue;
            };
            // Where the article has both, it proves itself.
            if record.acronyms.binary_search(&fold(&right)).is_ok() {
                continue;
            }
            let (many, few) = (votes(&right), votes(written));
            // An order of its own ("ISO") stands in many articles, the initials in none.
            if many == 0 || many < few {
                continue;
            }
            let sure = majority::decides(many, few);
            let severity = if sure { INFO.severity } else { Severity::Warning };
            let place = Place { path: record.path.clone(), span: form.acronym_place.span() };
            let finding = Finding::new(INFO.name, severity, place, wrong_order(written))
                .label(format!("\"{right}\" in {many} other articles"))
                .help(format!("write \"{right}\""));
            out.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_and_swaps() {
        assert!(has_initials("Department of Justice", "DOJ"));
        assert!(!has_initials("Department of Justice", "DOJS"));
        assert_eq!(initials("Department of Justice"), ["DJ".to_owned(), "DOJ".to_owned()]);
        assert!(is_swap("DJO", "DOJ"));
        let name = "State Department's Bureau of Harbour Safety";
        assert_eq!(swapped_initials(name, "BSH").as_deref(), Some("BHS"));
        assert_eq!(swapped_initials(name, "BHS"), None);
        assert_eq!(swapped_initials("Office for Victims of Crime", "OVC"), None);
        assert!(!is_swap("FSLN", "SNLF"));
        assert!(!is_swap("DOJ", "DOJ"));
    }
}
