//! Many packs into one stylebook: changes are applied, names of organizations become indices,
//! contradictions are found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Stylebook;
use super::builtin::Compiled;
use super::catalog::{Catalog, Found, Listing};
use super::change;
use super::conflict;
use super::load::Draft;
use super::rules::{List, Organization, Rules};
use super::unread::Unread;
use super::wake::wake;
use crate::finding::{Finding, Place, Severity};
use crate::source::{SourceFile, Text};
use crate::tables::{At, Faults, did_you_mean, quoted};

/// What of a rule names an organization.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner {
    /// `parent` of an organization.
    Parent,
    /// `of` in this office of a person.
    Office(usize),
}

/// The name of an organization in a rule about something else.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// The rule that names it.
    pub(super) rule: Text,
    /// What of the rule.
    pub(super) owner: Owner,
    /// The name.
    pub(super) name: Text,
    place: Place,
}

impl Reference {
    pub(super) fn new(rule: Text, owner: Owner, name: At<Text>, faults: &Faults) -> Self {
        Self { rule, owner, place: faults.place(name.span), name: name.value }
    }
}

/// Makes one stylebook of all packs.
pub(super) fn link(drafts: Vec<Draft>) -> (Stylebook, Vec<Finding>) {
    let (mut drafts, mut findings) = unique_packs(drafts);
    wake(&mut drafts);
    let changed = change::apply(&mut drafts);
    findings.extend(changed.findings);
    for draft in drafts.iter_mut().filter(|draft| draft.unread.is_none()) {
        draft.pack.rules = draft.rules.metas().count();
    }
    findings.extend(conflict::settle(&mut drafts));

    let mut book = Stylebook::default();
    let mut references = Vec::new();
    let catalog = Arc::new(catalog(&drafts));
    book.rules.reserve(catalog.rules());
    for (place, draft) in drafts.into_iter().enumerate() {
        references.extend(draft.references.into_iter().map(|r| (place, r)));
        book.style = draft.style.over(&book.style);
        book.packs.push(draft.pack.clone());
        match draft.unread {
            Some(ready) => {
                let counts = ready.1.counts();
                let pack = Arc::new(Unread::new(draft.pack, ready, place, catalog.clone()));
                book.rules.leave(counts, &pack);
            }
            None => book.rules.append(draft.rules),
        }
    }
    findings.extend(resolve(&catalog, references, &changed.gone, &mut book.rules));
    book.rules.set_catalog(catalog);
    findings.sort_by(Finding::order);
    (book, findings)
}

/// The names and words of all packs.
pub(super) fn catalog(drafts: &[Draft]) -> Catalog {
    let mut catalog = Catalog::default();
    for draft in drafts {
        let listing = match draft.unread.as_ref().and_then(listing) {
            Some(ready) => ready,
            None => Listing::of_rules(&draft.rules),
        };
        catalog.add(listing, draft.pack.built_in);
    }
    catalog
}

/// What a pack lists that is not read.
pub(super) fn listing((file, compiled): &(Arc<SourceFile>, Compiled)) -> Option<Listing> {
    match &file.text {
        Text::Borrowed(text) => Some(compiled.listing(text)),
        Text::Owned(_) => None,
    }
}

/// Leaves out packs whose name an earlier one has.
fn unique_packs(drafts: Vec<Draft>) -> (Vec<Draft>, Vec<Finding>) {
    let mut homes: BTreeMap<Arc<str>, Arc<str>> = BTreeMap::new();
    let (mut kept, mut findings) = (Vec::with_capacity(drafts.len()), Vec::new());
    for draft in drafts {
        let pack = &draft.pack;
        let Some(first) = homes.get(&pack.name) else {
            homes.insert(pack.name.clone(), pack.path.clone());
            kept.push(draft);
            continue;
        };
        let message = format!(
            "the name {} is taken by the pack in {first}: this pack is left out",
            quoted(&pack.name)
        );
        let finding = Finding::file("pack/duplicate-pack", Severity::Error, &pack.path, message);
        findings.push(finding.help("give it another `name`"));
    }
    (kept, findings)
}

/// Fills in `parent` and `of`; an office of nobody knows what is left out.
fn resolve(
    catalog: &Catalog,
    references: Vec<(usize, Reference)>,
    gone: &[Text],
    rules: &mut Rules,
) -> Vec<Finding> {
    // References stand in the order of their rules, so each owner is looked for from the last one on.
    let (mut body, mut person) = (0, 0);
    let mut findings = Vec::new();
    let mut dropped: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (pack, reference) in references {
        let found = match catalog.body(&reference.name, pack) {
            Found::One(organization) => Some(organization),
            _ if gone.contains(&reference.name) => None,
            Found::Many(several) => {
                findings.push(ambiguous(&reference, &several, rules));
                None
            }
            Found::None => {
                findings.push(unknown(&reference, &rules.organizations));
                None
            }
        };
        match reference.owner {
            Owner::Parent => {
                let mut owners = rules.organizations.read_mut(body);
                if let Some((at, owner)) = owners.find(|(_, r)| r.meta.rule.id == reference.rule) {
                    owner.parent = found;
                    body = at;
                }
            }
            Owner::Office(i) => {
                let mut owners = rules.people.read_mut(person);
                let owner = owners.find(|(_, r)| r.meta.rule.id == reference.rule);
                let Some((at, owner)) = owner else { continue };
                person = at;
                match (owner.offices.get_mut(i), found) {
                    (Some(office), Some(_)) => office.of = found,
                    _ => dropped.entry(at).or_default().push(i),
                }
            }
        }
    }
    drop_offices(rules, &dropped);
    findings
}

fn drop_offices(rules: &mut Rules, dropped: &BTreeMap<usize, Vec<usize>>) {
    for (person, offices) in dropped {
        let Some(person) = rules.people.get_mut(*person) else { continue };
        let mut at = 0;
        person.offices.retain(|_| {
            at += 1;
            !offices.contains(&(at - 1))
        });
        person.offices_complete = false;
    }
}

fn ambiguous(reference: &Reference, several: &[usize], rules: &Rules) -> Finding {
    let bodies = several.iter().filter_map(|i| rules.organizations.get(*i));
    let names: Vec<String> =
        bodies.map(|b| format!("{} ({})", quoted(&b.name), b.meta.rule.id)).collect();
    let message = format!("{} may be any of {}", quoted(&reference.name), names.join(" and "));
    fault(reference, message).help("write the official name of the one that is meant")
}

fn unknown(reference: &Reference, all: &List<Organization>) -> Finding {
    let message = format!("no organization is named {}", quoted(&reference.name));
    let names: BTreeSet<&str> = all.iter().flat_map(Organization::names).collect();
    let acronyms: BTreeSet<&str> = all.iter().filter_map(|o| o.acronym.as_deref()).collect();
    let known = names.into_iter().chain(acronyms);
    let help = did_you_mean(&reference.name, known).unwrap_or_else(|| {
        "write the name or acronym of an [[organization]] in a pack in use, or add one".into()
    });
    fault(reference, message).help(help)
}

fn fault(reference: &Reference, message: String) -> Finding {
    Finding::new("pack/unknown-reference", Severity::Error, reference.place.clone(), message)
}
