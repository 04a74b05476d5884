//! Rules that contradict each other: what one allows, another forbids; or both forbid the same
//! words and ask for different ones instead. The words they fight about are not checked.

use std::collections::BTreeMap;

use super::form::{Form, Verdict};
use super::load::Draft;
use super::rules::{Rules, Wording};
use crate::finding::{Finding, Severity};
use crate::source::Text;
use crate::tables::quoted;

/// A pair of forms with the same key is looked for among so many, no further: packs made by
/// machine may repeat one form without end.
const LOOK_AT: usize = 64;

/// A form and its rank in the order of loading.
type Ranked<'a> = (usize, &'a Form);

/// Finds contradictions between packs that have been read, and takes the disputed words out of the
/// rules.
pub(super) fn settle(drafts: &mut [Draft]) -> Vec<Finding> {
    let forms: Vec<_> = drafts.iter_mut().map(|draft| std::mem::take(&mut draft.forms)).collect();
    let forms = forms.iter().flatten();
    let mut by_key: Vec<_> = forms.enumerate().map(|(at, form)| (form.key(), at, form)).collect();
    by_key.sort_unstable_by_key(|(key, at, _)| (*key, *at));
    let mut findings = Vec::new();
    let mut disputed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for same in by_key.chunk_by(|(a, ..), (b, ..)| a == b).filter(|same| same.len() > 1) {
        for (_, at, form) in same {
            let Verdict::Wrong(instead) = &form.verdict else { continue };
            let others = || same.iter().take(LOOK_AT).map(|(_, at, other)| (*at, *other));
            let near = || others().filter(|other| contradicts((*at, form), instead, *other));
            // Two terms that fight are told once, at the later one.
            let earlier = |other: &Ranked<'_>| other.0 < *at;
            let right = |other: &Ranked<'_>| other.1.verdict == Verdict::Right;
            if let Some((_, other)) = near().find(right).or(near().find(earlier)) {
                findings.push(tell(form, instead, other));
                disputed.entry(&form.origin.rule.id).or_default().push(&form.text);
            }
        }
    }
    for draft in drafts {
        drop_words(&mut draft.rules, &disputed);
    }
    findings
}

fn contradicts((at, form): Ranked<'_>, instead: &str, (place, other): Ranked<'_>) -> bool {
    if at == place || !form.meets(other) {
        return false;
    }
    match &other.verdict {
        Verdict::Right => true,
        Verdict::Wrong(theirs) => {
            **theirs != *instead && form.origin.rule.id != other.origin.rule.id
        }
    }
}

fn tell(wrong: &Form, instead: &str, other: &Form) -> Finding {
    // Whoever reads this can mend the house's own pack, not a built-in one.
    let at_other = wrong.origin.built_in && !other.origin.built_in;
    let (first, second) = if at_other { (other, wrong) } else { (wrong, other) };
    let text = quoted(&wrong.text);
    let (ours, theirs) = (&wrong.origin.rule.id, &other.origin.rule.id);
    let message = match &other.verdict {
        Verdict::Right if ours == theirs => {
            format!("{text} is listed both as right and as wrong")
        }
        Verdict::Right => format!("{text} is wrong for the rule {ours} and right for {theirs}"),
        Verdict::Wrong(right) => format!(
            "two rules fight: for {text}, {ours} asks for {} and {} for {theirs}",
            quoted(instead),
            quoted(right)
        ),
    };
    let help = if ours == theirs {
        "keep it in one of the two lists".to_owned()
    } else {
        format!(
            "take it out of one of the two, or switch one off: [[change]] rule = \"{}\", off = true",
            second.origin.rule.id
        )
    };
    Finding::new("pack/conflict", Severity::Error, first.place(), message)
        .related(second.place(), "against this")
        .help(help)
}

fn drop_words(rules: &mut Rules, disputed: &BTreeMap<&str, Vec<&str>>) {
    let clear = |id: &str, list: &mut Vec<Text>| {
        if let Some(words) = disputed.get(id) {
            list.retain(|text| !words.contains(&&**text));
        }
    };
    for body in rules.organizations.iter_mut() {
        clear(&body.meta.rule.id, &mut body.not);
    }
    for person in rules.people.iter_mut() {
        clear(&person.meta.rule.id, &mut person.not);
    }
    for term in rules.terms.iter_mut() {
        if let Wording::Use { wrong, .. } = &mut term.wording {
            clear(&term.meta.rule.id, wrong);
        }
    }
    rules.terms.retain(|t| !matches!(&t.wording, Wording::Use { wrong, .. } if wrong.is_empty()));
}
