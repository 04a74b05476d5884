//! Rules that contradict each other: what one allows, another forbids; or both forbid the same
//! words and ask for different ones instead. The words they fight about are not checked.

use std::collections::BTreeMap;

use super::form::{Form, Verdict};
use super::rules::{Rules, Wording};
use crate::finding::{Finding, Severity};
use crate::tables::quoted;

/// A pair of forms with the same key is looked for among so many, no further: packs made by
/// machine may repeat one form without end.
const LOOK_AT: usize = 64;

/// A form with what conflicts need to know about its pack.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Its rank in the order of loading.
    pub(super) at: usize,
    pub(super) form: Form,
    pub(super) built_in: bool,
}

/// Finds contradictions and takes the disputed words out of the rules.
pub(super) fn settle(forms: &[Candidate], rules: &mut Rules) -> Vec<Finding> {
    let mut by_key: Vec<_> = forms.iter().map(|c| (c.form.key(), c.at, c)).collect();
    by_key.sort_unstable_by_key(|(key, at, _)| (*key, *at));
    let mut findings = Vec::new();
    let mut disputed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for same in by_key.chunk_by(|(a, ..), (b, ..)| a == b).filter(|same| same.len() > 1) {
        for (.., candidate) in same {
            let Verdict::Wrong(instead) = &candidate.form.verdict else { continue };
            let others = || same.iter().take(LOOK_AT).map(|(.., other)| *other);
            let near = || others().filter(|other| contradicts(candidate, instead, other));
            // Two terms that fight are told once, at the later one.
            let earlier = |o: &&Candidate| o.at < candidate.at;
            let against =
                near().find(|o| o.form.verdict == Verdict::Right).or(near().find(earlier));
            if let Some(other) = against {
                findings.push(tell(candidate, instead, other));
                let form = &candidate.form;
                disputed.entry(&form.rule.id).or_default().push(&form.text);
            }
        }
    }
    drop_words(rules, &disputed);
    findings
}

fn contradicts(candidate: &Candidate, instead: &str, other: &Candidate) -> bool {
    if candidate.at == other.at || !candidate.form.meets(&other.form) {
        return false;
    }
    match &other.form.verdict {
        Verdict::Right => true,
        Verdict::Wrong(theirs) => theirs != instead && candidate.form.rule.id != other.form.rule.id,
    }
}

fn tell(wrong: &Candidate, instead: &str, other: &Candidate) -> Finding {
    // Whoever reads this can mend the house's own pack, not a built-in one.
    let at_other = wrong.built_in && !other.built_in;
    let (first, second) = if at_other { (other, wrong) } else { (wrong, other) };
    let text = quoted(&wrong.form.text);
    let message = match &other.form.verdict {
        Verdict::Right if wrong.form.rule.id == other.form.rule.id => {
            format!("{text} is listed both as right and as wrong")
        }
        Verdict::Right => format!(
            "{text} is wrong for the rule {} and right for {}",
            wrong.form.rule.id, other.form.rule.id
        ),
        Verdict::Wrong(theirs) => format!(
            "two rules fight: for {text}, {} asks for {} and {} for {}",
            wrong.form.rule.id,
            quoted(instead),
            other.form.rule.id,
            quoted(theirs)
        ),
    };
    let help = if first.form.rule.id == second.form.rule.id {
        "keep it in one of the two lists".to_owned()
    } else {
        format!(
            "take it out of one of the two, or switch one off: [[change]] rule = \"{}\", off = true",
            second.form.rule.id
        )
    };
    Finding::new("pack/conflict", Severity::Error, first.form.place.clone(), message)
        .related(second.form.place.clone(), "against this")
        .help(help)
}

fn drop_words(rules: &mut Rules, disputed: &BTreeMap<&str, Vec<&str>>) {
    let clear = |id: &str, list: &mut Vec<String>| {
        if let Some(words) = disputed.get(id) {
            list.retain(|text| !words.contains(&text.as_str()));
        }
    };
    for body in &mut rules.organizations {
        clear(&body.meta.rule.id, &mut body.not);
    }
    for person in &mut rules.people {
        clear(&person.meta.rule.id, &mut person.not);
    }
    for term in &mut rules.terms {
        if let Wording::Use { wrong, .. } = &mut term.wording {
            clear(&term.meta.rule.id, wrong);
        }
    }
    rules.terms.retain(|t| !matches!(&t.wording, Wording::Use { wrong, .. } if wrong.is_empty()));
}
