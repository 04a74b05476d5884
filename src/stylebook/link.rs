//! Many packs into one stylebook: changes are applied, names of organizations become indices,
//! contradictions are found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Stylebook;
use super::change;
use super::conflict;
use super::load::Draft;
use super::rules::{Organization, Rules};
use crate::finding::{Finding, Place, Severity};
use crate::source::Text;
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
    owner: Owner,
    name: Text,
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
    let changed = change::apply(&mut drafts);
    findings.extend(changed.findings);

    let mut book = Stylebook::default();
    let (mut forms, mut references) = (Vec::new(), Vec::new());
    let mut directory = Directory::for_references_of(&drafts);
    book.rules.reserve(drafts.iter().map(|draft| &draft.rules));
    for mut draft in drafts {
        directory.add(&draft, book.rules.organizations.len());
        let pack = directory.packs.len() - 1;
        references.extend(draft.references.into_iter().map(|r| (pack, r)));
        forms.push(draft.forms);
        draft.pack.rules = draft.rules.metas().count();
        book.style = draft.style.over(&book.style);
        book.packs.push(draft.pack);
        book.rules.append(draft.rules);
    }
    findings.extend(resolve(&directory, references, &changed.gone, &mut book.rules));
    findings.extend(conflict::settle(forms.iter().flatten(), &mut book.rules));
    findings.sort_by(Finding::order);
    (book, findings)
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

/// The organizations that rules name, by name and acronym, each with the pack that it stands in.
#[derive(Debug, Default)]
struct Directory {
    /// Whether each pack is built in.
    packs: Vec<bool>,
    names: BTreeMap<Text, Vec<Entry>>,
    acronyms: BTreeMap<Text, Vec<Entry>>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    pack: usize,
    organization: usize,
}

enum Found {
    One(usize),
    Many(Vec<usize>),
    None,
}

impl Directory {
    /// An empty one with room for what is asked for: most organizations are named by no rule.
    fn for_references_of(drafts: &[Draft]) -> Self {
        // A parliament's name is asked for by all of its members.
        let wanted: BTreeSet<&Text> =
            drafts.iter().flat_map(|d| &d.references).map(|r| &r.name).collect();
        let empty = || wanted.iter().map(|name| ((*name).clone(), Vec::new())).collect();
        Self { packs: Vec::new(), names: empty(), acronyms: empty() }
    }

    fn add(&mut self, draft: &Draft, first: usize) {
        let pack = self.packs.len();
        self.packs.push(draft.pack.built_in);
        for (i, body) in draft.rules.organizations.iter().enumerate() {
            let entry = Entry { pack, organization: first + i };
            for name in body.names() {
                self.names.get_mut(name).into_iter().for_each(|found| found.push(entry));
            }
            if let Some(acronym) = &body.acronym {
                self.acronyms.get_mut(acronym).into_iter().for_each(|found| found.push(entry));
            }
        }
    }

    /// By name, then acronym; own pack first, and a built-in pack asks its kind before a house's.
    fn find(&self, name: &str, pack: usize, all: &[Organization]) -> Found {
        let empty = Vec::new();
        let lists = [&self.names, &self.acronyms].map(|map| map.get(name).unwrap_or(&empty));
        let built_in = |pack: usize| self.packs.get(pack).copied().unwrap_or(false);
        let near: [&dyn Fn(&Entry) -> bool; 3] =
            [&|e| e.pack == pack, &|e| built_in(pack) && built_in(e.pack), &|_| true];
        for is_near in near {
            for list in lists {
                let found: Vec<usize> =
                    list.iter().filter(|e| is_near(e)).map(|e| e.organization).collect();
                if !found.is_empty() {
                    return choose(name, found, all);
                }
            }
        }
        Found::None
    }
}

/// Bodies with one official name are one body, the first that was loaded; one that bears the name
/// now comes before those that bore it once.
fn choose(name: &str, mut found: Vec<usize>, all: &[Organization]) -> Found {
    let official = |i: &usize| all.get(*i).map_or("", |body| &*body.name);
    if found.iter().any(|i| official(i) == name) {
        found.retain(|i| official(i) == name);
    }
    match found.first() {
        Some(&first) if found.iter().all(|i| official(i) == official(&first)) => Found::One(first),
        _ => Found::Many(found),
    }
}

/// Fills in `parent` and `of`; an office of nobody knows what is left out.
fn resolve(
    directory: &Directory,
    references: Vec<(usize, Reference)>,
    gone: &[Text],
    rules: &mut Rules,
) -> Vec<Finding> {
    // References stand in the order of their rules, so each owner is looked for from the last one on.
    let (mut body, mut person) = (0, 0);
    let mut findings = Vec::new();
    let mut dropped: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (pack, reference) in references {
        let found = match directory.find(&reference.name, pack, &rules.organizations) {
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
                let mut owners = rules.organizations.iter_mut().enumerate().skip(body);
                if let Some((at, owner)) = owners.find(|(_, r)| r.meta.rule.id == reference.rule) {
                    owner.parent = found;
                    body = at;
                }
            }
            Owner::Office(i) => {
                let mut owners = rules.people.iter_mut().enumerate().skip(person);
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

fn unknown(reference: &Reference, all: &[Organization]) -> Finding {
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
