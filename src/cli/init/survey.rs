//! What the articles of a folder say of themselves: where their dates stand, what keys they have.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::date::{self, DateSettings, KEYS, PathPattern};
use crate::article::{Article, DateSource};

/// Forms of dates in paths that are tried where the usual ones find nothing.
const PATHS: [&str; 12] = [
    "%Y%m%d", "%Y_%m_%d", "%Y.%m.%d", "%Y/%m%d", "%Y/%m-%d", "%Y/%b/%d", "%y%m%d", "%d-%m-%Y",
    "%d.%m.%Y", "%d_%m_%Y", "%d%b%Y", "%d-%b-%Y",
];
/// Keys with a date that is no publication date.
const OTHERS: [&str; 8] =
    ["embargo", "event", "expir", "modif", "update", "lastmod", "unpublish", "valid"];
/// Keys whose values rules are bound to, and that tell drafts from articles.
const TELLING: [&str; 9] =
    ["desk", "section", "category", "categories", "source", "agency", "status", "draft", "edition"];
/// Values that are shown of a key.
const SHOWN: usize = 6;

/// Keys that are shown.
const KEYS_SHOWN: usize = 8;

/// What a sample of articles says.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Articles of the sample.
    pub(super) articles: usize,
    /// How many have a publication date by themselves.
    dated: usize,
    /// By which keys of the front matter, those that count unasked.
    keys: BTreeMap<String, usize>,
    /// Forms of dates in paths that were needed.
    usual_paths: BTreeSet<String>,
    /// Undated articles: their paths, and keys with dates in them.
    undated: Vec<(String, Vec<String>)>,
    /// In how many articles each key stands, and how often each of its values.
    fields: BTreeMap<String, (usize, BTreeMap<String, usize>)>,
}

/// Where dates stand that nobody would look for unasked.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Dates {
    /// `[articles] date`; empty where the usual places are enough.
    pub(super) setting: Vec<String>,
    /// Articles of the sample that have a date then.
    pub(super) dated: usize,
}

impl Survey {
    /// Adds an article, with its path relative to the project.
    pub(super) fn add(&mut self, path: &str, article: &mut Article) {
        self.articles += 1;
        let meta = &mut article.meta;
        date::choose(meta, path, &DateSettings::default());
        match meta.published.as_ref().map(|published| &published.source) {
            Some(DateSource::FrontMatter(key)) => {
                self.dated += 1;
                *self.keys.entry(key.clone()).or_default() += 1;
            }
            Some(DateSource::Path(form)) => {
                self.dated += 1;
                self.usual_paths.insert(form.clone());
            }
            Some(_) => self.dated += 1,
            None => {
                let publication = |key: &&String| {
                    let key = key.to_lowercase();
                    !OTHERS.iter().any(|other| key.contains(other))
                };
                let keys = meta.front_matter_dates.iter().map(|(key, _)| key).filter(publication);
                self.undated.push((path.to_owned(), keys.cloned().collect()));
            }
        }
        let mut seen = BTreeSet::new();
        for (key, value) in &meta.fields {
            let entry = self.fields.entry(key.to_lowercase()).or_default();
            entry.0 += usize::from(seen.insert(key.to_lowercase()));
            *entry.1.entry(value.clone()).or_default() += 1;
        }
    }

    /// Where publication dates are found.
    pub(super) fn dates(&self) -> Dates {
        let mut keys: BTreeMap<&str, usize> = BTreeMap::new();
        for key in self.undated.iter().filter_map(|(_, keys)| keys.first()) {
            *keys.entry(key).or_default() += 1;
        }
        let key = keys.into_iter().max_by_key(|(_, n)| *n).filter(|(_, n)| *n > 1);
        let without: Vec<&str> = self
            .undated
            .iter()
            .filter(|(_, keys)| key.is_none_or(|(key, _)| !keys.iter().any(|k| k == key)))
            .map(|(path, _)| path.as_str())
            .collect();
        let path = likeliest(&without);
        let mut setting = Vec::new();
        if let Some((key, _)) = key {
            // A list that is given stands for the usual one: what counts today must stay in it.
            let known =
                KEYS.iter().filter(|known| self.keys.keys().any(|k| k.eq_ignore_ascii_case(known)));
            setting.extend(known.chain([&key]).map(|key| format!("front-matter:{key}")));
        }
        if let Some((form, _)) = path {
            let usual = self.usual_paths.iter().map(String::as_str);
            setting.extend(usual.chain([form]).map(|form| format!("path:{form}")));
        }
        let more = key.map_or(0, |(_, n)| n) + path.map_or(0, |(_, n)| n);
        Dates { setting, dated: self.dated + more }
    }

    /// The keys of the front matter with the articles that have them, the usual ones first.
    pub(super) fn keys(&self) -> Vec<(&str, usize)> {
        let dates = self.keys.iter().map(|(key, n)| (key.as_str(), *n));
        let fields = self.fields.iter().map(|(key, (n, _))| (key.as_str(), *n));
        let mut all: Vec<(&str, usize)> =
            dates.chain(fields).filter(|(key, _)| is_plain(key)).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        all.truncate(KEYS_SHOWN);
        all
    }

    /// Keys that tell articles apart, with their likeliest values.
    pub(super) fn telling(&self) -> Vec<(&str, Vec<&str>)> {
        let values = |key: &str| {
            let (_, values) = self.fields.get(key)?;
            let plain = values.iter().filter(|(value, _)| is_plain(value));
            let mut values: Vec<(&str, usize)> = plain.map(|(v, n)| (v.as_str(), *n)).collect();
            values.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            values.truncate(SHOWN);
            let values: Vec<&str> = values.into_iter().map(|(value, _)| value).collect();
            (!values.is_empty()).then_some(values)
        };
        TELLING.iter().filter_map(|key| Some((*key, values(key)?))).collect()
    }

    /// Articles that call themselves drafts.
    pub(super) fn drafts(&self) -> usize {
        let says = |key: &str, value: &str| {
            let values = self.fields.get(key).map(|(_, values)| values);
            values.and_then(|values| values.get(value)).copied().unwrap_or_default()
        };
        says("draft", "true") + says("status", "draft") + says("published", "false")
    }
}

/// The form of a date that fits most of some paths, if it fits half of them and more than one.
fn likeliest(paths: &[&str]) -> Option<(&'static str, usize)> {
    let fits = |form: &&'static str| {
        let pattern = PathPattern::new(form).ok()?;
        let hits = paths.iter().filter(|path| pattern.find(path).is_some()).count();
        (hits > 1 && hits * 2 >= paths.len()).then_some((*form, hits))
    };
    // Of two that fit the same, the first is the likelier.
    PATHS.iter().filter_map(fits).rev().max_by_key(|(_, hits)| *hits)
}

/// Whether a word can stand in a comment as it is.
fn is_plain(word: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '&');
    !word.is_empty() && word.chars().count() <= 32 && word.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;
    use crate::source::SourceFile;

    fn survey(files: &[(&str, &str)]) -> Survey {
        let mut survey = Survey::default();
        for (path, text) in files {
            let file = SourceFile::utf8(path, (*text).to_owned());
            survey.add(path, &mut formats::parse(&file));
        }
        survey
    }

    #[test]
    fn usual_places_need_no_setting() {
        let survey = survey(&[
            ("2024/03/09/fire.txt", "The pier burned.\n"),
            ("fair.md", "---\ndate: 2024-03-10\n---\n\nThe fair opened.\n"),
        ]);
        assert_eq!(survey.dates(), Dates { setting: vec![], dated: 2 });
    }

    #[test]
    fn unusual_places_are_found_and_the_usual_ones_kept() {
        let survey = survey(&[
            ("a.md", "---\ndate: 2024-03-10\n---\n\nThe fair opened.\n"),
            (
                "b.md",
                "---\ndate_online: 2024-03-10\ndate_modified: 2024-04-10\n---\n\nThe fair opened.\n",
            ),
            ("c.md", "---\ndate_online: 2024-03-11\n---\n\nThe fair opened.\n"),
            ("20240312-fair.txt", "The fair closed.\n"),
            ("20240313-fair.txt", "The fair closed.\n"),
            ("2024-03-14-fair.txt", "The fair closed.\n"),
            ("notes.txt", "Ask the mayor.\n"),
        ]);
        let setting =
            ["front-matter:date", "front-matter:date_online", "path:%Y-%m-%d", "path:%Y%m%d"];
        assert_eq!(survey.dates(), Dates { setting: setting.map(Into::into).to_vec(), dated: 6 });
    }

    #[test]
    fn a_number_that_is_a_date_once_is_none() {
        let survey =
            survey(&[("20240312.txt", "Text.\n"), ("a.txt", "Text.\n"), ("b.txt", "Text.\n")]);
        assert_eq!(survey.dates(), Dates { setting: vec![], dated: 0 });
    }

    #[test]
    fn keys_and_values_that_tell_articles_apart_are_counted() {
        let survey = survey(&[
            ("a.md", "---\ntitle: A\ndesk: metro\ndraft: true\n---\n\nText.\n"),
            ("b.md", "---\ntitle: B\ndesk: metro\ntags: [x, y]\n---\n\nText.\n"),
            ("c.md", "---\ntitle: C\ndesk: sport\nsource: \"a\\nb\"\n---\n\nText.\n"),
        ]);
        assert_eq!(survey.telling(), [("desk", vec!["metro", "sport"]), ("draft", vec!["true"])]);
        assert_eq!(survey.keys()[..2], [("desk", 3), ("title", 3)]);
        assert!(survey.keys().contains(&("tags", 1)));
        assert_eq!(survey.drafts(), 1);
    }
}
