//! `newslint.toml`: which articles, which packs, how much each check matters.

use std::path::PathBuf;
use std::sync::Arc;

use globset::GlobMatcher;
use jiff::civil::Date;

use crate::finding::Severity;
use crate::source::SourceFile;

/// One way to find a publication date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatePattern {
    /// This key of the front matter.
    FrontMatter(String),
    /// A strptime pattern in the path: `%Y/%m/%d`.
    Path(String),
}

/// What `[[article]]` says about files that don't say it themselves.
#[derive(Clone, Debug)]
pub struct ArticleFacts {
    /// Which files, relative to the configuration.
    pub path: GlobMatcher,
    /// Publication date.
    pub date: Option<Date>,
    /// Language.
    pub lang: Option<String>,
}

/// How much a check matters: a severity, or nothing at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not reported.
    Off,
    /// Reported so.
    At(Severity),
}

/// Levels for some paths.
#[derive(Clone, Debug)]
pub struct Override {
    /// Which files, relative to the configuration.
    pub paths: Vec<GlobMatcher>,
    /// Check or family, and its level.
    pub levels: Vec<(String, Level)>,
}

/// A loaded configuration; the default is that of a project without one.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The folder that paths inside are relative to; none without a configuration.
    pub root: Option<PathBuf>,
    /// Its own file, to show faults in its own lines.
    pub file: Option<Arc<SourceFile>>,
    /// Articles of the project, gitignore syntax.
    pub include: Vec<String>,
    /// Articles that are authority, gitignore syntax.
    pub archive: Vec<String>,
    /// Ways to find a publication date, first that fits.
    pub date: Vec<DatePattern>,
    /// IANA name, for dates with a time of day.
    pub timezone: Option<String>,
    /// What files don't say themselves.
    pub articles: Vec<ArticleFacts>,
    /// `[packs] use`; none where it is not set.
    pub packs: Option<Vec<String>>,
    /// `[levels]`
    pub levels: Vec<(String, Level)>,
    /// `[[override]]`
    pub overrides: Vec<Override>,
}
