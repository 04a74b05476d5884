//! Which built-in packs must be read as a house's own are: those that another pack amends, or whose
//! words it may contradict. All others stay as they lie in the program.

use super::builtin;
use super::catalog::Found;
use super::link::{catalog, listing};
use super::load::{self, Draft};
use crate::source::Text;

/// Reads the rules of those packs that can't be taken as they are.
pub(super) fn wake(drafts: &mut [Draft]) {
    let unread = drafts.iter().filter(|draft| draft.unread.is_some());
    if !builtin::at_peace(unread.map(|draft| &*draft.pack.path)) {
        return drafts.iter_mut().for_each(read);
    }
    let changes = drafts.iter().flat_map(|draft| &draft.changes);
    let changed: Vec<Text> =
        changes.clone().map(|change| change.pack().to_owned().into()).collect();
    let mut words: Vec<Text> = changes.flat_map(|change| change.words().cloned()).collect();
    let mut names_stay = true;
    for draft in drafts.iter_mut().filter(|draft| draft.unread.is_some()) {
        if changed.iter().any(|name| **name == *draft.pack.name) {
            read(draft);
            names_stay = false;
        }
    }
    let read_already = drafts.iter().flat_map(|draft| &draft.forms);
    words.extend(read_already.map(|form| form.text.clone()));
    let orphans = orphans(drafts);
    for (place, draft) in drafts.iter_mut().enumerate() {
        let Some(listed) = draft.unread.as_ref().and_then(listing) else { continue };
        let names_others = draft.unread.as_ref().is_some_and(|(_, own)| !own.bodies.is_empty());
        if names_others && (!names_stay || orphans.contains(&place))
            || words.iter().any(|word| listed.may_meet(word))
        {
            read(draft);
        }
    }
}

/// The packs in which a body is named that no built-in pack has, or several have: that is told at
/// the rule.
fn orphans(drafts: &[Draft]) -> Vec<usize> {
    let unread = drafts.iter().enumerate().filter_map(|(at, d)| Some((at, &d.unread.as_ref()?.1)));
    let mut naming = unread.filter(|(_, compiled)| !compiled.bodies.is_empty()).peekable();
    if naming.peek().is_none() {
        return Vec::new();
    }
    let catalog = catalog(drafts);
    let is_one = |name: &str, place| matches!(catalog.body(name, place), Found::One(_));
    let orphans =
        naming.filter(|(at, compiled)| !compiled.bodies.lines().all(|name| is_one(name, *at)));
    orphans.map(|(at, _)| at).collect()
}

/// Reads the rules of a pack, where that is still to be done.
fn read(draft: &mut Draft) {
    if let Some((file, compiled)) = draft.unread.take() {
        // What is part of the program has no faults, as its tests prove.
        *draft = load::read_whole(file, Some(compiled)).0;
    }
}
