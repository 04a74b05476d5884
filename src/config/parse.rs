//! The text of a configuration: every table checked, every fault told at once.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use globset::GlobMatcher;

use super::{ArticleFacts, Config, Level, Override, Stet, glob};
use crate::article::date::{PathPattern, Pattern};
use crate::finding::{Finding, Severity};
use crate::source::{SourceFile, Span, Text};
use crate::stylebook::style;
use crate::tables::{At, Document, Faults, Names, Table, did_you_mean, quoted};

pub(super) const NAMES: Names = Names {
    syntax: "config/syntax",
    unknown_key: "config/unknown-key",
    wrong_type: "config/wrong-type",
    missing_key: "config/missing-key",
    bad_date: "config/bad-date",
};

const LEVELS: [(&str, Level); 4] = [
    ("error", Level::At(Severity::Error)),
    ("warning", Level::At(Severity::Warning)),
    ("note", Level::At(Severity::Note)),
    ("off", Level::Off),
];

/// Reads the text of a configuration that is shown as `path` and whose paths are relative to
/// `root`. `checks` are the names of all checks.
#[must_use]
pub fn parse(path: &str, root: &Path, text: &str, checks: &[&str]) -> (Config, Vec<Finding>) {
    let (text, bom) = match text.strip_prefix('\u{feff}') {
        Some(bare) => (bare, 3),
        None => (text, 0),
    };
    let file = SourceFile::new(path.into(), text.to_owned(), encoding_rs::UTF_8, bom);
    let file = Arc::new(file);
    let faults = Faults::new(file.clone(), NAMES);
    let mut config =
        Config { root: Some(root.to_path_buf()), file: Some(file), ..Config::default() };
    Reader { faults: &faults, checks: Checks::new(checks) }.read(&mut config);
    (config, faults.into_findings())
}

/// What a level or a stet can be about.
struct Checks<'a> {
    names: BTreeSet<&'a str>,
}

impl<'a> Checks<'a> {
    fn new(checks: &[&'a str]) -> Self {
        let families = checks.iter().filter_map(|check| check.split('/').next());
        Self { names: checks.iter().copied().chain(families).collect() }
    }
}

struct Reader<'a> {
    faults: &'a Faults,
    checks: Checks<'a>,
}

impl Reader<'_> {
    fn read(&self, config: &mut Config) {
        let document = Document::parse(self.faults);
        let mut root = document.root(self.faults);
        if let Some(table) = root.table("articles") {
            self.articles(table, config);
        }
        for table in root.tables("article") {
            config.articles.extend(self.article(table));
        }
        if let Some(mut table) = root.table("style") {
            let preset = table.str("preset").filter(|name| name.value != "none");
            config.preset =
                preset.map(|name| (name.value.into_owned(), self.faults.place(name.span)));
            config.style = style::read(table);
        }
        if let Some(table) = root.table("packs") {
            config.packs = self.packs(table);
        }
        if let Some(table) = root.table("levels") {
            config.levels = self.levels(table);
        }
        for table in root.tables("override") {
            config.overrides.extend(self.over(table));
        }
        for table in root.tables("stet") {
            config.stets.extend(self.stet(table));
        }
        root.finish();
    }

    fn articles(&self, mut table: Table<'_>, config: &mut Config) {
        config.include = self.gitignore(table.strs("include"));
        config.archive = self.gitignore(table.strs("archive"));
        config.date = table.strs("date").into_iter().filter_map(|t| self.date(&t)).collect();
        config.timezone = table.str("timezone").map(|t| t.value.into_owned());
        table.finish();
    }

    fn gitignore(&self, lines: Vec<At<Text>>) -> Vec<String> {
        let mut out = Vec::with_capacity(lines.len());
        for line in lines {
            match glob::gitignore_fault(&line.value) {
                None => out.push(line.value.into_owned()),
                Some(fault) => self.bad_glob(&line, &fault.0),
            }
        }
        out
    }

    fn date(&self, text: &At<Text>) -> Option<Pattern> {
        let bad = |why: &str| {
            let message = format!("{} finds no date: {why}", quoted(&text.value));
            let help =
                "write \"front-matter:date\", or a pattern for paths as in \"path:%Y/%m/%d\"";
            let place = self.faults.place(text.span);
            let finding = Finding::new("config/bad-date-pattern", Severity::Error, place, message);
            self.faults.push(finding.help(help));
        };
        match text.value.split_once(':') {
            Some(("front-matter", key)) if !key.trim().is_empty() => {
                Some(Pattern::FrontMatter(key.trim().to_owned()))
            }
            Some(("front-matter", _)) => {
                bad("it names no key of the front matter");
                None
            }
            Some(("path", pattern)) => {
                PathPattern::new(pattern).map_err(|why: String| bad(&why)).ok().map(Pattern::Path)
            }
            _ => {
                bad("it starts with neither \"front-matter:\" nor \"path:\"");
                None
            }
        }
    }

    fn article(&self, mut table: Table<'_>) -> Option<ArticleFacts> {
        let path = table.required_str("path");
        let date = table.date("date").map(|d| d.value);
        let lang = table.str("lang").map(|l| l.value.into_owned());
        let mut fields = Vec::new();
        for key in ["desk", "source"] {
            fields.extend(table.str(key).map(|text| (key.to_owned(), text.value.into_owned())));
        }
        if !["date", "lang", "desk", "source"].iter().any(|key| table.has(key)) {
            let message = "[[article]] says nothing: give it a `date`, `lang`, `desk` or `source`";
            self.faults.missing_key(table.span(), message);
        }
        table.finish();
        Some(ArticleFacts { path: self.glob(&path?)?, date, lang, fields })
    }

    fn packs(&self, mut table: Table<'_>) -> Option<Vec<(String, crate::finding::Place)>> {
        let written = table.has("use");
        let names = table.strs("use");
        table.finish();
        let packs =
            names.into_iter().map(|n| (n.value.into_owned(), self.faults.place(n.span))).collect();
        written.then_some(packs)
    }

    fn levels(&self, table: Table<'_>) -> Vec<(String, Level)> {
        let words = table.words(&LEVELS);
        words
            .into_iter()
            .filter(|(name, _)| self.is_check(&name.value, name.span))
            .map(|(name, level)| (name.value, level))
            .collect()
    }

    fn over(&self, mut table: Table<'_>) -> Option<Override> {
        table.require("paths");
        table.require("levels");
        let written = table.strs("paths");
        if table.has("paths") && written.is_empty() {
            self.faults.wrong_type(table.key_span("paths"), "`paths` names no path");
        }
        let paths: Vec<GlobMatcher> = written.iter().filter_map(|p| self.glob(p)).collect();
        let levels = table.table("levels").map(|levels| self.levels(levels));
        table.finish();
        Some(Override { paths, levels: levels? })
    }

    fn stet(&self, mut table: Table<'_>) -> Option<Stet> {
        let before = self.faults.count();
        let path = table.str("path").and_then(|path| self.glob(&path));
        let check = table.str("check").filter(|check| self.is_check(&check.value, check.span));
        let mut text = |key| table.str(key).map(|t| t.value.into_owned());
        let (words, against) = (text("text"), text("against"));
        let (reason, by) = (text("reason"), text("by"));
        let until = table.date("until").map(|d| d.value);
        let place = self.faults.place(table.span());
        if !["path", "check", "text", "against"].iter().any(|key| table.has(key)) {
            let message =
                "[[stet]] would let everything stand: give it a `check`, `path` or `text`";
            self.faults.missing_key(table.span(), message);
        }
        table.finish();
        // A stet that is half understood would let too much stand.
        let check = check.map(|c| c.value.into_owned());
        let stet = Stet { path, check, text: words, against, reason, by, until, place };
        (self.faults.count() == before && !self.faults.is_broken()).then_some(stet)
    }

    fn is_check(&self, name: &str, span: Span) -> bool {
        if self.checks.names.contains(name) {
            return true;
        }
        let message = format!("no check or family of checks is named {}", quoted(name));
        let help = did_you_mean(name, self.checks.names.iter().copied())
            .unwrap_or_else(|| "`newslint list checks` names them all".into());
        let place = self.faults.place(span);
        let finding = Finding::new("config/unknown-check", Severity::Error, place, message);
        self.faults.push(finding.help(help));
        false
    }

    fn glob(&self, text: &At<Text>) -> Option<GlobMatcher> {
        glob::compile(&text.value).map_err(|fault| self.bad_glob(text, &fault.0)).ok()
    }

    fn bad_glob(&self, text: &At<Text>, why: &str) {
        let message = format!("{} can't be read as a glob: {why}", quoted(&text.value));
        self.faults.error("config/bad-glob", text.span, message);
    }
}
