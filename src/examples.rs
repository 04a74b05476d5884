//! Runs the examples that rules carry: each is checked as a one-paragraph article.

use std::io;
use std::sync::Arc;

use crate::config::Config;
use crate::policy::Policy;
use crate::session::{Job, Session, Setup};
use crate::source::Text;
use crate::stylebook::Stylebook;
use crate::stylebook::rules::Meta;

/// An example that does not hold.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The rule that carries it.
    pub rule: Text,
    /// Its pack's file.
    pub path: Arc<str>,
    /// Line of the example.
    pub line: u32,
    /// The sentence.
    pub text: String,
    /// What is wrong.
    pub why: &'static str,
}

/// How the examples went.
#[derive(Clone, Debug, Default)]
pub struct Result {
    /// How many sentences were checked.
    pub run: usize,
    /// Those that failed.
    pub failures: Vec<Failure>,
}

/// Runs every example of the named packs.
#[must_use]
pub fn run(stylebook: &Stylebook, packs: &[&str]) -> Result {
    let mut result = Result::default();
    let chosen = |meta: &&Meta| {
        let pack = meta.rule.id.split('/').next().unwrap_or("");
        packs.contains(&pack)
    };
    let sentences: Vec<Sentence<'_>> =
        stylebook.rules.metas().filter(chosen).flat_map(Sentence::of).collect();
    let flagged = flagged_rules(stylebook, &sentences);
    for (sentence, rules) in sentences.iter().zip(flagged) {
        result.run += 1;
        let spoke = rules.iter().any(|r| **r == *sentence.meta.rule.id);
        if spoke != sentence.flagged {
            result.failures.push(Failure {
                rule: sentence.meta.rule.id.clone(),
                path: sentence.meta.rule.path.clone(),
                line: sentence.line,
                text: sentence.text.to_owned(),
                why: if sentence.flagged { "not flagged" } else { "flagged, but should not be" },
            });
        }
    }
    result
}

/// A sentence of an example and whether its rule must flag it.
struct Sentence<'a> {
    meta: &'a Meta,
    line: u32,
    text: &'a str,
    flagged: bool,
}

impl<'a> Sentence<'a> {
    fn of(meta: &'a Meta) -> impl Iterator<Item = Self> {
        meta.examples.iter().flat_map(move |example| {
            let forms = [(&example.bad, true), (&example.good, false), (&example.ok, false)];
            forms.into_iter().filter_map(move |(text, flagged)| {
                text.as_deref().map(|text| Self { meta, line: example.line, text, flagged })
            })
        })
    }
}

/// For each sentence, the rules that flag it.
fn flagged_rules(stylebook: &Stylebook, sentences: &[Sentence<'_>]) -> Vec<Vec<Text>> {
    let texts: Vec<String> = sentences.iter().map(|s| format!("{}\n", s.text)).collect();
    let number = |path: &str| path.trim_end_matches(".txt").parse::<usize>().ok();
    let reader = |path: &str| {
        number(path)
            .and_then(|n| texts.get(n))
            .map(|text| text.clone().into_bytes())
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    };
    let (config, policy) = (Config::default(), Policy::unchanged());
    let mut session = Session::new(Setup {
        reader: &reader,
        config: &config,
        stylebook,
        policy: &policy,
        date: None,
        threads: None,
        whole: false,
    });
    let jobs: Vec<Job> = (0..sentences.len())
        .map(|n| Job { path: format!("{n}.txt").into(), reported: true, authority: false })
        .collect();
    session.read(&jobs);
    let mut out = vec![Vec::new(); sentences.len()];
    for finding in session.findings(Vec::new()).0 {
        let sentence = number(&finding.primary.place.path).and_then(|n| out.get_mut(n));
        if let (Some(rules), Some(rule)) = (sentence, finding.rule) {
            rules.push(rule.id);
        }
    }
    out
}
