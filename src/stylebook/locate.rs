//! Which packs are in use, and where their files are: part of the program, below `lints/`, or
//! named on the command line. The only file of the stylebook that reads the disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::Stylebook;
use super::builtin::{self, BUILT_IN, Compiled, EVERYWHERE, PRESETS, SPELLINGS};
use super::load::stem;
use super::style::Dialect;
use crate::finding::{Finding, Place, Severity};
use crate::source::SourceFile;
use crate::tables::{did_you_mean, quoted};

/// Rules are written by people: a larger file is none of theirs.
const LARGEST: u64 = 64 << 20;

/// Which packs are asked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The folder of the configuration; `lints/` is looked for in it.
    pub root: Option<PathBuf>,
    /// `[packs] use`: exactly these, each with its place in the configuration.
    pub packs: Option<Vec<(String, Place)>>,
    /// `[style] preset`: the published style that is followed.
    pub preset: Option<(String, Place)>,
    /// `[style] dialect`, where the configuration says it.
    pub dialect: Option<Dialect>,
    /// `--lints`: these as well; a folder, a file or a name.
    pub extra: Vec<String>,
}

/// Loads the packs that are asked for.
#[must_use]
pub fn load(request: &Request) -> (Stylebook, Vec<Finding>) {
    let mut shelf = Shelf::new(request.root.as_deref());
    if let Some((name, place)) = &request.preset {
        shelf.take_preset(name, place);
    }
    match &request.packs {
        None => {
            for name in EVERYWHERE {
                shelf.take_built_in(name);
            }
            shelf.take_house();
        }
        Some(names) => {
            for (name, place) in names {
                if !shelf.take(name) {
                    let finding = shelf.unknown(name, place.clone());
                    shelf.findings.push(finding);
                }
            }
        }
    }
    for name in &request.extra {
        if !(shelf.take_built_in(name) || shelf.take_path(Path::new(name)) || shelf.take(name)) {
            let place = Place { path: name.as_str().into(), span: Default::default() };
            let finding = shelf.unknown(name, place);
            shelf.findings.push(finding);
        }
    }
    shelf.take_spelling(request.dialect);
    let Shelf { files, mut findings, .. } = shelf;
    let (book, faults) = Stylebook::from_files(files);
    findings.extend(faults);
    findings.sort_by(Finding::order);
    (book, findings)
}

/// What could be taken, and what was.
struct Shelf {
    /// `lints/` beside the configuration.
    lints: Option<PathBuf>,
    /// The packs in it, in the order of their paths.
    house: Vec<PathBuf>,
    /// Folders that could not be walked: told once a pack of the house is used.
    unwalked: Vec<Finding>,
    files: Vec<(Arc<SourceFile>, Option<Compiled>)>,
    taken: BTreeSet<String>,
    findings: Vec<Finding>,
}

impl Shelf {
    fn new(root: Option<&Path>) -> Self {
        let lints = root.map(|root| root.join("lints")).filter(|lints| lints.is_dir());
        let (house, unwalked) = lints.as_deref().map(walk).unwrap_or_default();
        let (files, taken, findings) = (Vec::new(), BTreeSet::new(), Vec::new());
        Self { lints, house, unwalked, files, taken, findings }
    }

    fn take_house(&mut self) {
        self.findings.append(&mut self.unwalked);
        for path in self.house.clone() {
            self.take_file(&path);
        }
    }

    /// A pack by the name that `[packs] use` gives: a file or folder below `lints/` by its path
    /// there, a file anywhere below it, a built-in pack, a pack that calls itself so.
    fn take(&mut self, name: &str) -> bool {
        let Some(lints) = self.lints.clone() else { return self.take_built_in(name) };
        let inside =
            !name.split(['/', '\\']).any(|part| part == "..") && !Path::new(name).is_absolute();
        if inside {
            let exact = lints.join(name);
            let with_ending = lints.join(format!("{name}.toml"));
            if self.take_path(&exact) || (with_ending.is_file() && self.take_path(&with_ending)) {
                self.findings.append(&mut self.unwalked);
                return true;
            }
        }
        if let Some(path) = self.house.iter().find(|p| stem(&shown(p)) == name).cloned() {
            return self.take_file(&path);
        }
        if self.take_built_in(name) {
            return true;
        }
        let named = |path: &&PathBuf| own_name(path).as_deref() == Some(name);
        match self.house.iter().find(named).cloned() {
            Some(path) => self.take_file(&path),
            None => false,
        }
    }

    /// A published style, before all other packs: they may say otherwise.
    fn take_preset(&mut self, name: &str, place: &Place) {
        if PRESETS.contains(&name) && self.take_built_in(name) {
            return;
        }
        let message = format!("no published style is named {}", quoted(name));
        let names = PRESETS.iter().copied().chain(["none"]);
        let help = did_you_mean(name, names.clone())
            .unwrap_or_else(|| format!("the styles are {}", names.collect::<Vec<_>>().join(", ")));
        let finding =
            Finding::new("config/unknown-preset", Severity::Error, place.clone(), message);
        self.findings.push(finding.help(help));
    }

    /// Who follows a published style spells as it does, unless another spelling is asked for.
    fn take_spelling(&mut self, dialect: Option<Dialect>) {
        let is_taken = |name: &str| self.taken.contains(&built_in(name));
        let styles = PRESETS.iter().filter(|name| is_taken(name));
        let followed = styles.filter_map(|name| builtin::dialect(name)).next_back();
        let spelled = SPELLINGS.iter().any(|(_, name)| is_taken(name));
        let Some(dialect) = dialect.or(followed).filter(|_| !spelled) else { return };
        for (_, name) in SPELLINGS.iter().filter(|(spelt, _)| *spelt == dialect) {
            self.take_built_in(name);
        }
    }

    fn take_built_in(&mut self, name: &str) -> bool {
        let Some(pack) = BUILT_IN.iter().find(|pack| pack.name == name) else {
            return false;
        };
        if self.taken.insert(built_in(name)) {
            let file = SourceFile::utf8(pack.path, pack.text);
            self.files.push((Arc::new(file), Some(pack.compiled)));
        }
        true
    }

    /// A file, or every pack in a folder.
    fn take_path(&mut self, path: &Path) -> bool {
        if path.is_file() {
            return self.take_file(path);
        }
        if !path.is_dir() {
            return false;
        }
        let (files, findings) = walk(path);
        if files.is_empty() && findings.is_empty() {
            let message = "the folder holds no pack: no file in it ends in .toml";
            let finding = Finding::file("pack/empty", Severity::Warning, &shown(path), message);
            self.findings.push(finding);
        }
        self.findings.extend(findings);
        for file in files {
            self.take_file(&file);
        }
        true
    }

    fn take_file(&mut self, path: &Path) -> bool {
        let shown = shown(path);
        let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if !self.taken.insert(real.to_string_lossy().into_owned()) {
            return true;
        }
        match read(path) {
            Ok(text) => {
                let (text, bom) = match text.strip_prefix('\u{feff}') {
                    Some(bare) => (bare.to_owned(), 3),
                    None => (text, 0),
                };
                let file = SourceFile::new(shown.as_str().into(), text, encoding_rs::UTF_8, bom);
                self.files.push((Arc::new(file), None));
            }
            Err(why) => self.findings.push(unreadable(&shown, &why)),
        }
        true
    }

    fn unknown(&self, name: &str, place: Place) -> Finding {
        let message = format!("no pack is named {}", quoted(name));
        let house: Vec<String> = self.house.iter().map(|p| stem(&shown(p)).to_owned()).collect();
        let names: Vec<&str> =
            BUILT_IN.iter().map(|pack| pack.name).chain(house.iter().map(String::as_str)).collect();
        let help = did_you_mean(name, names.iter().copied())
            .unwrap_or_else(|| format!("the packs here are {}", names.join(", ")));
        Finding::new("config/unknown-pack", Severity::Error, place, message).help(help)
    }
}

/// By what a built-in pack is known to be taken.
fn built_in(name: &str) -> String {
    format!("built in: {name}")
}

fn unreadable(path: &str, why: &str) -> Finding {
    let message = format!("this pack can't be read: {why}");
    Finding::file("pack/unreadable", Severity::Error, path, message)
}

fn read(path: &Path) -> Result<String, String> {
    let size = path.metadata().map_err(|error| error.to_string())?.len();
    if size > LARGEST {
        return Err(format!("it is larger than {} MB", LARGEST >> 20));
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("it is not UTF-8 (byte {at}): save it as UTF-8")
    })
}

/// What a pack calls itself.
fn own_name(path: &Path) -> Option<String> {
    let text = read(path).ok()?;
    let (root, _) = toml::de::DeTable::parse_recoverable(&text);
    let name = root.get_ref().get("pack")?.get_ref().as_table()?.get("name")?.get_ref().as_str()?;
    Some(name.to_owned())
}

/// The packs below a folder by path, and what could not be walked.
fn walk(folder: &Path) -> (Vec<PathBuf>, Vec<Finding>) {
    let (mut files, mut findings) = (Vec::new(), Vec::new());
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let entries = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(move |entry| entry.depth() == 0 || !hidden(entry.file_name()));
    for entry in entries {
        match entry {
            Ok(entry) => {
                let is_toml = entry.path().extension().is_some_and(|ending| ending == "toml");
                if is_toml && entry.file_type().is_file() {
                    files.push(entry.into_path());
                }
            }
            Err(error) => {
                let path = error.path().map_or_else(|| shown(folder), shown);
                let why = match (error.loop_ancestor(), error.io_error()) {
                    (Some(ancestor), _) => {
                        format!("the link leads back to {}", shown(ancestor))
                    }
                    (None, Some(io)) => io.to_string(),
                    (None, None) => error.to_string(),
                };
                findings.push(unreadable(&path, &why));
            }
        }
    }
    (files, findings)
}

/// A path as it is shown: `/` between its parts, no `./` before them.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A project with these files below `lints/`.
    fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join("lints").join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        root
    }

    fn packs(root: &Path, names: Option<&[&str]>, extra: &[&str]) -> (Vec<String>, Vec<Finding>) {
        let place = |i: usize| Place {
            path: "newslint.toml".into(),
            span: crate::source::Span::new(i, i + 1),
        };
        let request = Request {
            root: Some(root.to_path_buf()),
            packs: names.map(|names| {
                names.iter().enumerate().map(|(i, n)| ((*n).to_owned(), place(i))).collect()
            }),
            extra: extra.iter().map(|e| (*e).to_owned()).collect(),
            ..Request::default()
        };
        let (book, findings) = load(&request);
        (book.packs.iter().map(|pack| pack.name.to_string()).collect(), findings)
    }

    const TITLE: &str = "[[title]]\nname = \"mayor\"\n";

    #[test]
    fn without_use_the_precise_packs_and_all_of_the_house_are_taken() {
        let root = project(&[("house.toml", TITLE), ("sport/clubs.toml", TITLE), (".x.toml", "=")]);
        let (names, findings) = packs(root.path(), None, &["en-gb"]);
        assert!(findings.is_empty(), "{findings:#?}");
        let own = ["house", "clubs", "en-gb"].map(str::to_owned);
        assert_eq!(names, [&EVERYWHERE.map(str::to_owned)[..], &own].concat());
    }

    #[test]
    fn use_takes_exactly_what_it_names() {
        let named = format!("[pack]\nname = \"desk\"\n{TITLE}");
        let files = [("house.toml", TITLE), ("sport/clubs.toml", TITLE), ("d.toml", &*named)];
        let root = project(&files);
        let (names, findings) = packs(root.path(), Some(&["titles", "sport", "desk"]), &[]);
        assert!(findings.is_empty(), "{findings:#?}");
        assert_eq!(names, ["titles", "clubs", "desk"]);
        assert_eq!(packs(root.path(), Some(&["clubs", "sport/clubs.toml"]), &[]).0, ["clubs"]);
        assert_eq!(packs(root.path(), Some(&[]), &[]).0, [""; 0]);
    }

    fn followed(preset: &str, dialect: Option<Dialect>, extra: &[&str]) -> Vec<String> {
        let place = Place { path: "newslint.toml".into(), span: Default::default() };
        let request = Request {
            packs: Some(Vec::new()),
            preset: Some((preset.to_owned(), place)),
            dialect,
            extra: extra.iter().map(|e| (*e).to_owned()).collect(),
            ..Request::default()
        };
        let (book, findings) = load(&request);
        let names = book.packs.iter().map(|pack| pack.name.to_string());
        names.chain(findings.iter().filter_map(|f| f.help.clone())).collect()
    }

    #[test]
    fn a_published_style_brings_its_spelling() {
        assert_eq!(followed("guardian", None, &[]), ["guardian", "en-gb"]);
        assert_eq!(followed("guardian", Some(Dialect::American), &[]), ["guardian", "en-us"]);
        assert_eq!(followed("ap", None, &["en-gb"]), ["ap", "en-gb"]);
        assert_eq!(followed("chicgo", None, &[]), ["did you mean \"chicago\"?"]);
        let help = "the styles are ap, reuters, guardian, bbc, economist, chicago, gpo, none";
        assert_eq!(followed("titles", None, &[]), [help]);
    }

    #[test]
    fn an_unknown_pack_is_reported_where_it_is_named() {
        let root = project(&[("house.toml", TITLE)]);
        let (names, findings) = packs(root.path(), Some(&["us-federl", "../x", "huose"]), &[]);
        assert_eq!(names, [""; 0]);
        let told: Vec<_> = findings
            .iter()
            .map(|f| (f.check, f.primary.place.span.start, f.help.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(told[0], ("config/unknown-pack", 0, "did you mean \"us-federal\"?"));
        assert!(told[1].2.starts_with("the packs here are us-federal"), "{told:?}");
        assert_eq!(told[2], ("config/unknown-pack", 2, "did you mean \"house\"?"));
    }

    #[test]
    fn files_that_cannot_be_read_are_reported_and_the_rest_is_loaded() {
        let root = project(&[("house.toml", TITLE), ("bom.toml", "\u{feff}[[title]]\nname = 1\n")]);
        std::fs::write(root.path().join("lints/latin.toml"), b"# caf\xe9\n").unwrap();
        let (names, findings) = packs(root.path(), None, &[]);
        assert!(names.contains(&"house".to_owned()));
        let told: Vec<_> = findings.iter().map(|f| (f.check, f.message.as_str())).collect();
        assert_eq!(told[0].0, "pack/wrong-type");
        let why = "this pack can't be read: it is not UTF-8 (byte 5): save it as UTF-8";
        assert_eq!(told[1], ("pack/unreadable", why));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_back_is_reported() {
        let root = project(&[("house.toml", TITLE)]);
        let lints = root.path().join("lints");
        std::os::unix::fs::symlink(&lints, lints.join("loop")).unwrap();
        let (names, findings) = packs(root.path(), None, &[]);
        assert!(names.contains(&"house".to_owned()));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].check, "pack/unreadable");
        assert!(findings[0].message.contains("the link leads back to"), "{findings:#?}");
    }

    #[test]
    fn the_command_line_names_files_and_folders() {
        let root = project(&[("house.toml", TITLE), ("sport/clubs.toml", TITLE)]);
        let file = root.path().join("lints/house.toml");
        let folder = root.path().join("lints/sport");
        let extra = [file.to_str().unwrap(), folder.to_str().unwrap(), "nowhere.toml"];
        let (names, findings) = packs(Path::new("/nowhere"), Some(&[]), &extra);
        assert_eq!(names, ["house", "clubs"]);
        assert_eq!(findings.len(), 1);
        assert_eq!(&*findings[0].primary.place.path, "nowhere.toml");
    }
}
