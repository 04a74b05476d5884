//! Stet: findings that an editor has looked at and lets stand, in the configuration, in the front
//! matter or in a comment beside the line.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::{family, is_fault};
use crate::article::StetNote;
use crate::checks::stet::{UNKNOWN, UNUSED};
use crate::checks::{self, Info};
use crate::config::{Config, Stet};
use crate::finding::{Finding, Place};
use crate::tables::{did_you_mean, quoted};

/// Everything that lets findings stand.
pub struct Stets<'a> {
    config: &'a Config,
    /// Notes in the reported articles, those without any left out.
    notes: BTreeMap<Arc<str>, &'a [StetNote]>,
    today: Date,
    used: Vec<bool>,
    used_notes: BTreeSet<(Arc<str>, usize)>,
}

impl<'a> Stets<'a> {
    /// The stets of a configuration and of the reported articles, on a day.
    #[must_use]
    pub fn new(
        config: &'a Config,
        notes: impl Iterator<Item = (Arc<str>, &'a [StetNote])>,
        today: Date,
    ) -> Self {
        let used = vec![false; config.stets.len()];
        Self { config, notes: notes.collect(), today, used, used_notes: BTreeSet::new() }
    }

    /// Whether a located finding is let stand.
    pub fn let_stand(&mut self, finding: &Finding) -> bool {
        if is_fault(finding.check) {
            return false;
        }
        let mut stands = false;
        let place = &finding.primary.place;
        for (i, note) in self.notes.get(&place.path).copied().unwrap_or_default().iter().enumerate()
        {
            let covered = note
                .covers
                .is_none_or(|line| line.start <= place.span.start && place.span.start <= line.end);
            if covered && names(&note.check, finding.check) {
                self.used_notes.insert((place.path.clone(), i));
                stands = true;
            }
        }
        let relative = self.config.relative(&place.path);
        for (stet, used) in self.config.stets.iter().zip(&mut self.used) {
            let lasts = stet.until.is_none_or(|until| self.today <= until);
            if lasts && fits(stet, finding, &relative) {
                *used = true;
                stands = true;
            }
        }
        stands
    }

    /// Notes that let nothing stand, and those that name no check. `reported` are all reported
    /// articles where the whole project was checked: else nothing is said of the configuration's.
    #[must_use]
    pub fn left_over(&self, reported: &[&str], is_active: &dyn Fn(&Info) -> bool) -> Vec<Finding> {
        let mut out = Vec::new();
        for (path, notes) in &self.notes {
            for (i, note) in notes.iter().enumerate() {
                let place = Place { path: path.clone(), span: note.span };
                if !is_known(&note.check) {
                    out.push(unknown(note, place));
                } else if !self.used_notes.contains(&(path.clone(), i))
                    && asked(&note.check, is_active)
                {
                    let message = format!("nothing is left for this stet: no {} here", note.check);
                    let finding = Finding::new(UNUSED.name, UNUSED.severity, place, message);
                    out.push(finding.help("take it out"));
                }
            }
        }
        let unused = self.config.stets.iter().zip(&self.used).filter(|(_, used)| !**used);
        for (stet, _) in unused {
            let about = |path: &&str| {
                stet.path.as_ref().is_none_or(|glob| glob.is_match(&*self.config.relative(path)))
            };
            let active = stet.check.as_ref().is_none_or(|check| asked(check, is_active));
            if active && reported.iter().any(about) {
                out.push(self.unused(stet));
            }
        }
        out
    }

    fn unused(&self, stet: &Stet) -> Finding {
        let message = match stet.until.filter(|until| *until < self.today) {
            Some(until) => format!("the last day of this [[stet]] was {until}"),
            None => "nothing is left for this [[stet]]".to_owned(),
        };
        let finding = Finding::new(UNUSED.name, UNUSED.severity, stet.place.clone(), message);
        finding.help("take it out, or look again whether the finding should stand")
    }
}

/// Whether a check or a family is the finding's.
#[must_use]
pub fn names(name: &str, check: &str) -> bool {
    name == check || name == family(check)
}

fn is_known(name: &str) -> bool {
    checks::ALL.iter().any(|check| names(name, check.info().name))
}

/// Whether a check, or one of a family, runs at all: else nothing can be said about its stets.
fn asked(name: &str, is_active: &dyn Fn(&Info) -> bool) -> bool {
    let infos = checks::ALL.iter().map(|check| check.info());
    infos.into_iter().any(|info| names(name, info.name) && is_active(info))
}

fn unknown(note: &StetNote, place: Place) -> Finding {
    let message = format!("no check or family of checks is named {}", quoted(&note.check));
    let finding = Finding::new(UNKNOWN.name, UNKNOWN.severity, place, message);
    let names = checks::known_names();
    let help = did_you_mean(&note.check, names.iter().copied())
        .unwrap_or_else(|| "`newslint list checks` names them all".to_owned());
    finding.help(help)
}

fn fits(stet: &Stet, finding: &Finding, relative: &str) -> bool {
    let text = |label: &crate::finding::Label| label.at.as_ref().map(|at| bare(&at.text));
    let is = |wanted: &str, label| text(label).is_some_and(|text| text == bare(wanted));
    stet.path.as_ref().is_none_or(|glob| glob.is_match(relative))
        && stet.check.as_ref().is_none_or(|check| names(check, finding.check))
        && stet.text.as_ref().is_none_or(|wanted| is(wanted, &finding.primary))
        && stet
            .against
            .as_ref()
            .is_none_or(|wanted| finding.related.iter().any(|label| is(wanted, label)))
}

/// A text however its lines are broken.
#[must_use]
pub fn bare(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
