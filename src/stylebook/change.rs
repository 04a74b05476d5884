//! `[[change]]`: how a house amends the rules of a pack that it did not write.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::form::{Form, Origin, Verdict};
use super::load::{Context, Draft, Parsed};
use super::rules::{Meta, Rules, Wording};
use super::wording::flags_itself;
use crate::finding::{CheckName, Finding, Place, Severity};
use crate::source::Span;
use crate::tables::{At, Table, did_you_mean, quoted};

/// One amendment.
#[derive(Clone, Debug)]
pub(super) struct Change {
    rule: String,
    place: Place,
    to: To,
    why: Option<String>,
}

#[derive(Clone, Debug)]
enum To {
    Off,
    Use(At<String>),
}

/// What came of the changes: rules that are switched off are gone from the drafts.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Names of organizations that are switched off: nobody needs to resolve them.
    pub(super) gone: Vec<String>,
    pub(super) findings: Vec<Finding>,
}

pub(super) fn read(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    let rule = table.required_str("rule");
    let right = table.str("use");
    let off = table.bool("off");
    let why = table.str("why").map(|s| s.value);
    let faults = context.faults;
    if let Some(off) = off.as_ref().filter(|off| !off.value) {
        faults.wrong_type(off.span, "`off` can only be true: leave the change out instead");
    }
    match (table.has("use"), table.has("off")) {
        (true, true) => {
            let message = "[[change]] has both `use` and `off`: keep one of them";
            faults.error("pack/conflict", table.key_span("off"), message);
        }
        (false, false) => {
            faults.missing_key(table.span(), "[[change]] needs `use` or `off = true`");
        }
        _ => {}
    }
    let to = right.map_or(To::Off, To::Use);
    let rule = rule?;
    let change = Change { place: faults.place(rule.span), rule: rule.value, to, why };
    Some(change.into())
}

/// Applies the changes of all packs to the rules of all packs.
pub(super) fn apply(drafts: &mut [Draft]) -> Changed {
    let mut out = Changed::default();
    let mut homes: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    for (i, draft) in drafts.iter().enumerate() {
        homes.extend(draft.rules.metas().map(|meta| (meta.rule.id.clone(), i)));
    }
    let changes: Vec<Change> =
        drafts.iter_mut().flat_map(|d| std::mem::take(&mut d.changes)).collect();
    let mut done: BTreeMap<String, Place> = BTreeMap::new();
    for change in changes {
        let Some(draft) = homes.get(change.rule.as_str()).and_then(|&i| drafts.get_mut(i)) else {
            out.findings.push(hits_nothing(&change, &homes));
            continue;
        };
        if let Some(first) = done.get(&change.rule) {
            let message = format!("the rule {} is changed twice", quoted(&change.rule));
            let finding = change.fault("pack/conflict", message).related(first.clone(), "here");
            out.findings.push(finding.help("keep one of the two changes"));
            continue;
        }
        done.insert(change.rule.clone(), change.place.clone());
        match &change.to {
            To::Off => switch_off(draft, &change.rule, &mut out.gone),
            To::Use(right) => out.findings.extend(reword(draft, &change, right)),
        }
    }
    out
}

impl Change {
    fn fault(&self, check: CheckName, message: String) -> Finding {
        Finding::new(check, Severity::Error, self.place.clone(), message)
    }

    fn place_of(&self, span: Span) -> Place {
        Place { path: self.place.path.clone(), span }
    }
}

fn hits_nothing(change: &Change, homes: &BTreeMap<Arc<str>, usize>) -> Finding {
    let pack = change.rule.split('/').next().unwrap_or_default();
    let prefix = format!("{pack}/");
    let known = homes.keys().any(|id| id.starts_with(&prefix));
    let message = if known || !change.rule.contains('/') {
        format!("no rule is named {}: the change hits nothing", quoted(&change.rule))
    } else {
        format!("no pack in use is named {}: the change hits nothing", quoted(pack))
    };
    let help = did_you_mean(&change.rule, homes.keys().map(|id| &**id))
        .unwrap_or_else(|| "write `rule` as \"pack/id\"; `newslint list rules` names all".into());
    change.fault("pack/change-hits-nothing", message).help(help)
}

fn switch_off(draft: &mut Draft, id: &str, gone: &mut Vec<String>) {
    for organization in draft.rules.organizations.iter().filter(|o| &*o.meta.rule.id == id) {
        gone.extend(organization.names().map(str::to_owned));
        gone.extend(organization.acronym.clone());
    }
    draft.rules.retain(|meta| &*meta.rule.id != id);
    draft.forms.retain(|form| &*form.origin.rule.id != id);
    draft.references.retain(|reference| &*reference.rule != id);
}

/// Gives a term, an organization or a person another right form.
fn reword(draft: &mut Draft, change: &Change, right: &At<String>) -> Option<Finding> {
    let place = change.place_of(right.span);
    let is_term = match reword_rule(&mut draft.rules, change, &right.value) {
        Ok(is_term) => is_term,
        Err((check, message)) => {
            return Some(Finding::new(check, Severity::Error, place, message));
        }
    };
    let of_rule = |form: &Form| *form.origin.rule.id == *change.rule;
    let model = draft.forms.iter().find(|form| of_rule(form)).cloned();
    draft.forms.retain(|form| !of_rule(form) || form.text != right.value);
    for form in draft.forms.iter_mut().filter(|form| of_rule(form)) {
        if is_term || form.verdict != Verdict::Right {
            form.verdict = Verdict::Wrong(right.value.as_str().into());
        }
    }
    if let Some(model) = model {
        let origin = Origin { path: place.path, ..Origin::clone(&model.origin) };
        draft.forms.push(Form {
            text: right.value.clone(),
            verdict: Verdict::Right,
            span: place.span,
            origin: Arc::new(origin),
        });
    }
    None
}

/// Whether it is a term, whose old right form is wrong now; or why it can't be changed so.
fn reword_rule(
    rules: &mut Rules,
    change: &Change,
    right: &str,
) -> Result<bool, (CheckName, String)> {
    let is = |meta: &Meta| *meta.rule.id == *change.rule;
    let note = |meta: &mut Meta| {
        if change.why.is_some() {
            meta.note.clone_from(&change.why);
        }
    };
    if let Some(term) = rules.terms.iter_mut().find(|r| is(&r.meta)) {
        let mut wrong = match &term.wording {
            Wording::Use { right, wrong } => {
                [wrong.as_slice(), std::slice::from_ref(right)].concat()
            }
            Wording::Either { forms, .. } => forms.clone(),
        };
        wrong.retain(|w| w != right);
        let faulty =
            wrong.iter().find_map(|w| flags_itself(right, w, &term.except, term.exact_case));
        if let Some(why) = faulty {
            return Err(("pack/conflict", why));
        }
        note(&mut term.meta);
        term.wording = Wording::Use { right: right.to_owned(), wrong };
        return Ok(true);
    }
    if let Some(body) = rules.organizations.iter_mut().find(|r| is(&r.meta)) {
        let old = std::mem::replace(&mut body.name, right.to_owned());
        body.not.retain(|n| n != right);
        body.also.retain(|n| n != right);
        if old != right {
            body.also.push(old);
        }
        note(&mut body.meta);
        return Ok(false);
    }
    if let Some(person) = rules.people.iter_mut().find(|r| is(&r.meta)) {
        person.prefer = Some(right.to_owned());
        person.not.retain(|n| n != right);
        note(&mut person.meta);
        return Ok(false);
    }
    let message = "`use` can change terms, organizations and people: this rule can be `off` only";
    Err(("pack/wrong-type", message.into()))
}
