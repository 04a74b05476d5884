//! `[[change]]`: how a house amends the rules of a pack that it did not write.

mod amend;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::load::{Context, Draft, Parsed, ordered};
use super::rules::Condition;
use crate::finding::{CheckName, Finding, Place, Severity};
use crate::source::{Span, Text};
use crate::tables::{At, Table, did_you_mean, quoted};

/// One amendment.
#[derive(Clone, Debug)]
pub(super) struct Change {
    rule: Text,
    place: Place,
    off: bool,
    /// The articles in which it is off, where it is not off in all.
    exempt: Option<Condition>,
    right: Option<At<Text>>,
    also: Vec<At<Text>>,
    not: Vec<At<Text>>,
    except: Vec<At<Text>>,
    severity: Option<Severity>,
    since: Option<Date>,
    until: Option<Date>,
    why: Option<Text>,
}

/// What a change can say of a rule besides `off`.
const AMENDS: [&str; 7] = ["use", "also", "not", "except", "severity", "since", "until"];

/// What came of the changes: rules that are switched off are gone from the drafts.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Names of organizations that are switched off: nobody needs to resolve them.
    pub(super) gone: Vec<Text>,
    pub(super) findings: Vec<Finding>,
}

pub(super) fn read(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    let rule = table.required_str("rule");
    let off = table.bool("off");
    let exempt = table.table("where").and_then(|table| context.condition(table));
    let until = table.date("until");
    let faults = context.faults;
    let mut change = Change {
        place: faults.place(table.span()),
        rule: Text::default(),
        off: off.is_some(),
        exempt,
        right: table.str("use"),
        also: table.strs("also"),
        not: table.strs("not"),
        except: table.strs("except"),
        severity: table.severity("severity").map(|s| s.value),
        since: table.date("since").map(|d| d.value),
        until: until.as_ref().map(|d| d.value),
        why: table.str("why").map(|s| s.value),
    };
    ordered(faults, ("since", change.since), ("until", until.as_ref()));
    check_shape(table, off.as_ref(), context);
    let rule = rule?;
    (change.place, change.rule) = (faults.place(rule.span), rule.value);
    Some(change.into())
}

/// A change is `off`, everywhere or `where` it says, or it amends.
fn check_shape(table: &Table<'_>, off: Option<&At<bool>>, context: &Context<'_>) {
    let faults = context.faults;
    if let Some(off) = off.filter(|off| !off.value) {
        faults.wrong_type(off.span, "`off` can only be true: leave the change out instead");
    }
    let amends = AMENDS.iter().find(|key| table.has(key));
    match (table.has("off"), amends) {
        (true, Some(key)) => {
            let message = format!("[[change]] has both `{key}` and `off`: keep one of them");
            faults.error("pack/conflict", table.key_span("off"), message);
        }
        (false, None) => {
            let keys = AMENDS.map(|key| format!("`{key}`")).join(", ");
            let message = format!("[[change]] changes nothing: it needs `off = true`, or {keys}");
            faults.missing_key(table.span(), message);
        }
        _ => {}
    }
    if table.has("where") && !table.has("off") {
        let message = "`where` says where a rule is `off`: give the change `off = true`, or write \
                       a rule of your own with `where`";
        faults.wrong_type(table.key_span("where"), message);
    }
}

/// Applies the changes of all packs to the rules of all packs.
pub(super) fn apply(drafts: &mut [Draft]) -> Changed {
    let mut out = Changed::default();
    let changes: Vec<Change> =
        drafts.iter_mut().flat_map(|d| std::mem::take(&mut d.changes)).collect();
    if changes.is_empty() {
        return out;
    }
    let mut homes: BTreeMap<Text, usize> = BTreeMap::new();
    for (i, draft) in drafts.iter().enumerate() {
        let unread = draft.unread.iter().flat_map(|(_, pack)| pack.ids());
        homes.extend(unread.map(|id| (id.into(), i)));
        homes.extend(draft.rules.metas().map(|meta| (meta.rule.id.clone(), i)));
    }
    let mut done: BTreeMap<Text, Place> = BTreeMap::new();
    for change in changes {
        let Some(draft) = homes.get(&change.rule).and_then(|&i| drafts.get_mut(i)) else {
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
        match &change.exempt {
            _ if !change.off => out.findings.extend(amend::amend(draft, &change)),
            Some(exempt) => except(draft, &change, exempt),
            None => switch_off(draft, &change.rule, &mut out.gone),
        }
    }
    out
}

impl Change {
    /// The pack whose rule it changes.
    pub(super) fn pack(&self) -> &str {
        self.rule.split('/').next().unwrap_or_default()
    }

    /// The words that it brings in.
    pub(super) fn words(&self) -> impl Iterator<Item = &Text> {
        let words = self.right.iter().chain(&self.also).chain(&self.not);
        words.map(|word| &word.value)
    }

    fn fault(&self, check: CheckName, message: String) -> Finding {
        Finding::new(check, Severity::Error, self.place.clone(), message)
    }

    fn place_of(&self, span: Span) -> Place {
        Place { path: self.place.path.clone(), span }
    }
}

fn hits_nothing(change: &Change, homes: &BTreeMap<Text, usize>) -> Finding {
    let pack = change.pack();
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

fn switch_off(draft: &mut Draft, id: &str, gone: &mut Vec<Text>) {
    for organization in draft.rules.organizations.iter().filter(|o| &*o.meta.rule.id == id) {
        gone.extend(organization.names().map(|name| name.to_owned().into()));
        gone.extend(organization.acronym.clone());
    }
    draft.rules.retain(|meta| &*meta.rule.id != id);
    draft.forms.retain(|form| &*form.origin.rule.id != id);
    draft.references.retain(|reference| &*reference.rule != id);
}

/// Leaves the rule alone but for some articles.
fn except(draft: &mut Draft, change: &Change, exempt: &Condition) {
    for meta in draft.rules.metas_mut().filter(|meta| *meta.rule.id == *change.rule) {
        meta.exempt = Some(exempt.clone());
    }
}
