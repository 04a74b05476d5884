//! `newslint.toml`: which articles, which packs, how much each check matters.
//!
//! It is read here and nowhere applied: `read` follows the globs, `policy` the levels. The names
//! of the checks are handed in, since checks are a later room.

mod glob;
mod parse;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use globset::GlobMatcher;
use jiff::civil::Date;

use crate::article::date;
use crate::finding::{Finding, Place, Severity};
use crate::source::SourceFile;
use crate::stylebook::style::Style;
pub use glob::{GlobFault, compile, exactly};
pub use parse::parse;

/// The name of the file.
pub const FILE_NAME: &str = "newslint.toml";

/// What `[[article]]` says about files that don't say it themselves.
#[derive(Clone, Debug)]
pub struct ArticleFacts {
    /// Which files, relative to the configuration.
    pub path: GlobMatcher,
    /// Publication date.
    pub date: Option<Date>,
    /// Language.
    pub lang: Option<String>,
    /// Desk and source, as front matter would say them.
    pub fields: Vec<(String, String)>,
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

/// `[[stet]]`: findings that an editor has looked at and lets stand. What is not set fits all.
#[derive(Clone, Debug)]
pub struct Stet {
    /// Which files, relative to the configuration.
    pub path: Option<GlobMatcher>,
    /// Which check or family.
    pub check: Option<String>,
    /// The text under the finding.
    pub text: Option<String>,
    /// The text that it is compared with.
    pub against: Option<String>,
    /// Why it stands.
    pub reason: Option<String>,
    /// Who decided.
    pub by: Option<String>,
    /// Last day on which it counts.
    pub until: Option<Date>,
    /// Its table, to report one that is out of date or hits nothing.
    pub place: Place,
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
    pub date: Vec<date::Pattern>,
    /// IANA name, for dates with a time of day.
    pub timezone: Option<String>,
    /// What files don't say themselves.
    pub articles: Vec<ArticleFacts>,
    /// `[style]`: how the house writes, over what its packs say.
    pub style: Style,
    /// The published style that it follows.
    pub preset: Option<(String, Place)>,
    /// `[packs] use` with the place of each name; none where it is not set.
    pub packs: Option<Vec<(String, Place)>>,
    /// `[levels]`
    pub levels: Vec<(String, Level)>,
    /// `[[override]]`
    pub overrides: Vec<Override>,
    /// `[[stet]]`
    pub stets: Vec<Stet>,
    /// The root, and where it lies.
    pub(crate) base: OnceLock<(PathBuf, PathBuf)>,
}

impl Config {
    /// What the configuration says about a file, by its path relative to the configuration.
    pub fn facts<'a>(&'a self, relative: &'a str) -> impl Iterator<Item = &'a ArticleFacts> {
        self.articles.iter().filter(move |facts| facts.path.is_match(relative))
    }

    /// A path as globs of the configuration see it: relative to its folder, `/` between parts.
    /// A path outside that folder stays as it is.
    #[must_use]
    pub fn relative<'p>(&self, path: &'p str) -> Cow<'p, str> {
        let root = self.root.as_deref().unwrap_or(Path::new(""));
        let plain = |path: &Path| {
            path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
        };
        if plain(root) && plain(Path::new(path)) {
            let bare = path.trim_start_matches("./");
            return match Path::new(bare).strip_prefix(strip_dot(root)) {
                Ok(inside) => inside.to_str().map_or(Cow::Borrowed(bare), |s| slashes(s.into())),
                Err(_) => Cow::Borrowed(bare),
            };
        }
        let base = self.base(root);
        if is_absolute_and_plain(path) {
            let inside = Path::new(path).strip_prefix(&*base).ok().and_then(Path::to_str);
            return inside.map_or(Cow::Borrowed(path), |inside| slashes(inside.into()));
        }
        match absolute(Path::new(path)).strip_prefix(&*base) {
            Ok(inside) => slashes(Cow::Owned(inside.to_string_lossy().into_owned())),
            Err(_) => Cow::Borrowed(path),
        }
    }
}

impl Config {
    /// Where the root lies. Asked for every article of an archive, so it is worked out once.
    fn base(&self, root: &Path) -> Cow<'_, Path> {
        let (of, base) = self.base.get_or_init(|| (root.to_path_buf(), absolute(root)));
        if of == root { Cow::Borrowed(base) } else { Cow::Owned(absolute(root)) }
    }
}

/// Whether [`absolute`] would leave a path as it is.
fn is_absolute_and_plain(path: &str) -> bool {
    cfg!(unix)
        && path
            .strip_prefix('/')
            .is_some_and(|rest| rest.split('/').all(|part| !matches!(part, "" | "." | "..")))
}

fn slashes(path: Cow<'_, str>) -> Cow<'_, str> {
    if cfg!(windows) { Cow::Owned(path.replace('\\', "/")) } else { path }
}

fn strip_dot(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// An absolute path without `.` and `..`, worked out from the letters alone.
#[must_use]
pub fn absolute(path: &Path) -> PathBuf {
    // An empty path is this folder.
    let whole = std::path::absolute(path).or_else(|_| std::env::current_dir());
    let mut out = PathBuf::new();
    for part in whole.unwrap_or_else(|_| path.to_path_buf()).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// The configuration of the project that a file or folder belongs to.
#[must_use]
pub fn find(start: &Path) -> Option<PathBuf> {
    let has_parent = start.components().any(|part| part == Component::ParentDir);
    if start.is_relative() && !has_parent {
        let start = strip_dot(start);
        for folder in start.ancestors() {
            let file = folder.join(FILE_NAME);
            if file.is_file() {
                return Some(file);
            }
        }
    }
    let start = absolute(start);
    start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

/// Reads a configuration. `checks` are the names of all checks.
#[must_use]
pub fn load(path: &Path, checks: &[&str]) -> (Config, Vec<Finding>) {
    let shown = path.to_string_lossy();
    let shown = slashes(Cow::Borrowed(shown.strip_prefix("./").unwrap_or(&shown)));
    let root = path.parent().unwrap_or(Path::new(""));
    let unreadable = |why: String| {
        let message = format!("the configuration can't be read: {why}");
        let config = Config { root: Some(root.to_path_buf()), ..Config::default() };
        let finding = Finding::file("config/unreadable", Severity::Error, &shown, message);
        (config, vec![finding])
    };
    match std::fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => parse(&shown, root, &text, checks),
        Ok(Err(error)) => {
            let at = error.utf8_error().valid_up_to();
            unreadable(format!("it is not UTF-8 (byte {at}): save it as UTF-8"))
        }
        Err(error) => unreadable(error.to_string()),
    }
}
