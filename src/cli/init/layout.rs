//! How a newsroom's folder is laid out: which folders hold drafts, which what was published.
//!
//! Only names are looked at. The first folder on the way to an article whose name has a meaning
//! decides; a newsroom that has `city/drafts` and `sport/drafts` is given one pattern for both.

use std::collections::{BTreeMap, BTreeSet};

/// What a folder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Articles that are still worked on.
    Drafts,
    /// Articles that readers have seen.
    Published,
    /// Articles, more is not known.
    Articles,
}

const DRAFTS: [&str; 11] = [
    "drafts",
    "_drafts",
    "draft",
    "desk",
    "incoming",
    "inbox",
    "in-progress",
    "review",
    "unpublished",
    "upcoming",
    "wip",
];
const PUBLISHED: [&str; 8] =
    ["published", "archive", "archives", "_archive", "posts", "_posts", "live", "past"];
/// Folders that hold articles, or folders of them whose names say more.
const CONTAINERS: [&str; 12] = [
    "articles",
    "blog",
    "content",
    "copy",
    "editorial",
    "features",
    "news",
    "opinion",
    "site",
    "source",
    "src",
    "stories",
];
/// Folders of programs and of sites: what is in them was not written for readers.
const NO_ARTICLES: [&str; 20] = [
    "_data",
    "_includes",
    "_layouts",
    "_site",
    "archetypes",
    "assets",
    "build",
    "data",
    "dist",
    "doc",
    "docs",
    "i18n",
    "layouts",
    "lints",
    "node_modules",
    "static",
    "target",
    "templates",
    "themes",
    "vendor",
];
/// Files about a project, not of it, without their endings.
const NO_ARTICLE: [&str; 13] = [
    "ads",
    "authors",
    "changelog",
    "code_of_conduct",
    "contributing",
    "humans",
    "licence",
    "license",
    "notice",
    "readme",
    "requirements",
    "robots",
    "security",
];

/// Folders without a telling name that are listed one by one.
const LISTED: usize = 6;

/// Some folders that one pattern names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The pattern, in gitignore syntax.
    pub(super) pattern: String,
    /// What they hold.
    pub(super) role: Role,
    /// How many articles.
    pub(super) articles: usize,
}

/// A layout: what is in the project, and what was passed over.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Drafts first, then what is published, then the rest.
    pub(super) groups: Vec<Group>,
    /// Files that are no articles although they lie where articles do: `!` before their patterns.
    pub(super) but: Vec<String>,
    /// Folders and loose files that are left out, since others have a name that says more.
    pub(super) passed_over: Vec<Group>,
}

/// Where a file lies, as far as names tell.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Below a folder with a meaning: its parent's path, its own name or pattern.
    Named(Role, String, String),
    /// Below a folder at the top whose name says nothing.
    Folder(String),
    /// In the folder of the project itself, with this ending.
    Loose(String),
}

impl Layout {
    /// The layout of a folder with these files; paths are relative to it, with `/`.
    pub(super) fn of(paths: &[String]) -> Self {
        let mut counts: BTreeMap<Place, usize> = BTreeMap::new();
        let mut but = Vec::new();
        for path in paths {
            if is_no_article(path) {
                but.push(format!("!/{}", escaped(path)));
            } else if let Some(place) = place(path) {
                *counts.entry(place).or_default() += 1;
            }
        }
        let (named, rest): (Vec<_>, Vec<_>) =
            counts.into_iter().partition(|(place, _)| matches!(place, Place::Named(..)));
        let rest: Vec<Group> =
            rest.into_iter().map(|(place, articles)| unnamed(&place, articles)).collect();
        let mut layout = Self { groups: together(named), ..Self::default() };
        if !layout.groups.is_empty() {
            layout.passed_over = rest;
            return layout;
        }
        let (mut folders, loose): (Vec<Group>, Vec<Group>) =
            rest.into_iter().partition(|group| group.pattern.ends_with("/**"));
        if folders.len() > LISTED {
            let articles = folders.iter().map(|group| group.articles).sum();
            folders = vec![Group { pattern: "/*/**".into(), role: Role::Articles, articles }];
            layout.but = no_articles(paths);
        }
        if !loose.is_empty() {
            layout.but.append(&mut but);
        }
        layout.groups = folders.into_iter().chain(loose).collect();
        layout
    }

    /// The groups that are compared with and not reported: none, where there are no drafts.
    pub(super) fn archive(&self) -> impl Iterator<Item = &Group> {
        let drafts = self.groups.iter().any(|group| group.role == Role::Drafts);
        self.groups.iter().filter(move |group| drafts && group.role != Role::Drafts)
    }

    /// The groups that are reported.
    pub(super) fn reported(&self) -> impl Iterator<Item = &Group> {
        let drafts = self.groups.iter().any(|group| group.role == Role::Drafts);
        self.groups.iter().filter(move |group| !drafts || group.role == Role::Drafts)
    }
}

/// The folders at the top that hold no articles.
fn no_articles(paths: &[String]) -> Vec<String> {
    let tops = paths.iter().filter_map(|path| Some(path.split_once('/')?.0));
    let tops: BTreeSet<&str> =
        tops.filter(|top| NO_ARTICLES.contains(&top.to_lowercase().as_str())).collect();
    tops.into_iter().map(|top| format!("!{}/**", escaped(top))).collect()
}

/// Whether a file at the top is about the project.
fn is_no_article(path: &str) -> bool {
    let stem = path.split('.').next().unwrap_or(path).to_lowercase().replace('-', "_");
    !path.contains('/') && NO_ARTICLE.contains(&stem.as_str())
}

fn place(path: &str) -> Option<Place> {
    let (folders, file) =
        path.rsplit_once('/').map_or(("", path), |(folders, file)| (folders, file));
    if folders.is_empty() {
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
        return Some(Place::Loose(ending.to_owned()));
    }
    let parts: Vec<&str> = folders.split('/').collect();
    if parts.iter().any(|part| NO_ARTICLES.contains(&part.to_lowercase().as_str())) {
        return None;
    }
    let mut container = None;
    for (at, part) in parts.iter().enumerate() {
        let parent = || parts[..at].join("/");
        let name = part.to_lowercase();
        let named = |role| Some(Place::Named(role, parent(), (*part).to_owned()));
        if DRAFTS.contains(&name.as_str()) {
            return named(Role::Drafts);
        }
        if PUBLISHED.contains(&name.as_str()) {
            return named(Role::Published);
        }
        if is_year(part) && container.is_none() {
            // The years to come are meant as well.
            let years = "[12][0-9][0-9][0-9]".to_owned();
            return Some(Place::Named(Role::Published, parent(), years));
        }
        if CONTAINERS.contains(&name.as_str()) && container.is_none() {
            container = named(Role::Articles);
        }
    }
    container.or_else(|| Some(Place::Folder(parts[0].to_owned())))
}

fn is_year(name: &str) -> bool {
    name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit()) && name.starts_with(['1', '2'])
}

fn unnamed(place: &Place, articles: usize) -> Group {
    let pattern = match place {
        Place::Folder(name) => format!("{}/**", escaped(name)),
        Place::Loose(ending) => format!("/*.{}", escaped(ending)),
        Place::Named(_, parent, name) => pattern(parent, name),
    };
    Group { pattern, role: Role::Articles, articles }
}

/// One pattern for folders of one name, wherever they lie.
fn together(places: Vec<(Place, usize)>) -> Vec<Group> {
    let mut by_name: BTreeMap<(Role, String), Vec<(String, usize)>> = BTreeMap::new();
    for (place, articles) in places {
        if let Place::Named(role, parent, name) = place {
            by_name.entry((role, name)).or_default().push((parent, articles));
        }
    }
    let group = |((role, name), places): ((Role, String), Vec<(String, usize)>)| {
        let articles = places.iter().map(|(_, articles)| articles).sum();
        let pattern = match places.as_slice() {
            [(parent, _)] => pattern(parent, &name),
            _ => format!("**/{}/**", in_pattern(&name)),
        };
        Group { pattern, role, articles }
    };
    by_name.into_iter().map(group).collect()
}

fn pattern(parent: &str, name: &str) -> String {
    let name = in_pattern(name);
    if parent.is_empty() { format!("{name}/**") } else { format!("{}/{name}/**", escaped(parent)) }
}

/// A folder's name; that of the years is a pattern already.
fn in_pattern(name: &str) -> String {
    if name.starts_with("[12]") { name.to_owned() } else { escaped(name) }
}

/// A path as a pattern that fits it alone.
fn escaped(path: &str) -> String {
    let mut out = String::new();
    for c in path.chars() {
        if matches!(c, '\\' | '*' | '?' | '[' | ']' | '{' | '}' | '!' | '#' | ' ') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
