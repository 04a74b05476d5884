//! What every command needs first: the configuration, the packs, and which files play which role.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use clap::Args;
use jiff::civil::Date;
use rayon::prelude::*;

use super::progress::Progress;
use super::refuse;
use super::shelves::{self, Shelf};
use crate::checks;
use crate::config::{self, Config};
use crate::finding::{Finding, Severity};
use crate::policy::{CliLevels, Policy};
use crate::read::decode;
use crate::read::discover::{self, ByIdentity, Discovery, Found, Identity};
use crate::read::selection::Selection;
use crate::read::walk::Folder;
use crate::session::{Job, Session, Setup};
use crate::stylebook::{self, Request, Stylebook};

/// Options that choose configuration and packs.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Sources {
    /// Configuration to use instead of the newslint.toml found upwards from the first path
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// A pack to load besides: a folder, a TOML file, or the name of a built-in pack
    #[arg(long, value_name = "DIR|FILE|NAME")]
    pub(super) lints: Vec<String>,
}

/// Configuration and packs, with what is wrong with them.
pub(super) struct Project {
    pub(super) config: Config,
    pub(super) stylebook: Stylebook,
    pub(super) faults: Vec<Finding>,
}

impl Project {
    /// Loads both, starting to look at `start`.
    pub(super) fn load(sources: &Sources, start: &Path) -> Self {
        let known = checks::known_names();
        let path = sources.config.clone().or_else(|| config::find(start));
        let (config, mut faults) =
            path.map_or_else(Default::default, |path| config::load(&path, &known));
        let request = Request {
            root: config.root.clone(),
            packs: config.packs.clone(),
            preset: config.preset.clone(),
            dialect: config.style.dialect,
            extra: sources.lints.clone(),
        };
        let (stylebook, more) = stylebook::load(&request);
        faults.extend(more);
        Self { config, stylebook, faults }
    }
}

/// How a command that reports no findings reads its articles.
pub(super) struct Running {
    pub(super) date: Option<Date>,
    pub(super) threads: Option<usize>,
    pub(super) quiet: bool,
}

impl Project {
    /// Lets `work` have a session over some files, for commands that report no findings; what is
    /// wrong with configuration and files is said on standard error.
    pub(super) fn extracting<T>(
        &self,
        files: &Files,
        run: Running,
        work: impl FnOnce(&mut Session<'_>) -> io::Result<T>,
    ) -> io::Result<T> {
        for fault in self.faults.iter().chain(&files.faults) {
            writeln!(io::stderr(), "newslint: {}: {}", fault.primary.place.path, fault.message)?;
        }
        if files.jobs.is_empty() {
            return Err(refuse("there are no articles to read"));
        }
        let progress = Progress::new(files.jobs.len(), run.quiet);
        let reader = |path: &str| {
            progress.step();
            files.read(path)
        };
        let policy = Policy::new(&self.config, CliLevels::default());
        let mut session = Session::new(Setup {
            reader: &reader,
            config: &self.config,
            stylebook: &self.stylebook,
            policy: &policy,
            date: run.date,
            threads: run.threads,
            whole: false,
        });
        let done = work(&mut session);
        progress.clear();
        done
    }
}

/// The files of a run, and where each lies on disk.
#[derive(Default)]
pub(super) struct Files {
    pub(super) jobs: Vec<Job>,
    /// What is compared with and need not be listed, in no order.
    pub(super) shelves: Vec<Shelf>,
    pub(super) faults: Vec<Finding>,
    /// Where a file lies that is not called so.
    on_disk: HashMap<Arc<str>, PathBuf>,
    /// What counts instead of what is on disk.
    held: RwLock<HashMap<Arc<str>, Arc<[u8]>>>,
}

/// What a user chose.
#[derive(Clone, Copy, Default)]
pub(super) struct Chosen<'a> {
    /// Articles, or folders of them; the project where there are none.
    pub(super) paths: &'a [PathBuf],
    /// Earlier articles.
    pub(super) archive: &'a [PathBuf],
    /// Whether the configured articles are to be compared with.
    pub(super) context: bool,
    /// Whether what is compared with is asked about, and left on its shelves.
    pub(super) shelved: bool,
}

/// A file that may become an article of the run.
struct Candidate {
    found: Found,
    is_archive: bool,
    is_included: bool,
}

impl Files {
    /// Chooses the articles: named ones are reported; a named folder stands for the articles in
    /// it that are not archive; the configured articles are the context.
    pub(super) fn choose(config: &Config, paths: &[PathBuf]) -> Self {
        Self::choose_beside(config, Chosen { paths, context: true, ..Chosen::default() })
    }

    /// The same without the context.
    pub(super) fn choose_alone(config: &Config, paths: &[PathBuf]) -> Self {
        Self::choose_beside(config, Chosen { paths, ..Chosen::default() })
    }

    /// The same with an archive.
    pub(super) fn choose_beside(config: &Config, chosen: Chosen<'_>) -> Self {
        let mut files = Self::default();
        let selection = files.selection(config);
        let whole_project = chosen.paths.is_empty();
        let root = [root(config)];
        let named = if whole_project { &root } else { chosen.paths };
        // Which job each file is: one reached by two paths is read once.
        let mut seen = ByIdentity::default();

        for path in named {
            let found = match whole_project {
                true => files.discover_project(path, selection.as_ref(), false),
                false => files.discover(std::slice::from_ref(path), false),
            };
            let found = candidates(found.into_files(), selection.as_ref());
            let archive_only = path.is_file() || found.iter().all(|f| f.is_archive);
            seen.reserve(found.len());
            for file in found {
                let included = !whole_project || file.is_included || file.is_archive;
                let reported = !file.is_archive || (archive_only && !whole_project);
                if included {
                    files.enter(&mut seen, file, reported);
                }
            }
        }
        let context = chosen.context && !whole_project;
        files.compared(config, selection.as_ref(), &Chosen { context, ..chosen }, &mut seen);
        files.no_articles(named);
        files
    }

    /// One text that counts as a file, whether that is on disk or not.
    pub(super) fn of_text(
        config: &Config,
        name: &Path,
        text: Vec<u8>,
        chosen: &Chosen<'_>,
    ) -> Self {
        let mut files = Self::default();
        let selection = files.selection(config);
        let found = discover::named(name);
        let is_archive = selection.as_ref().is_some_and(|s| s.is_authority(name));
        let mut seen = ByIdentity::default();
        files.hold(&found.path, text);
        files.enter(&mut seen, Candidate { found, is_archive, is_included: true }, true);
        files.compared(config, selection.as_ref(), chosen, &mut seen);
        files
    }

    /// Enters what articles are compared with.
    fn compared(
        &mut self,
        config: &Config,
        selection: Option<&Selection>,
        chosen: &Chosen<'_>,
        seen: &mut ByIdentity<usize>,
    ) {
        let configured = !config.include.is_empty() || !config.archive.is_empty();
        let selection = selection.filter(|_| configured && chosen.context);
        let Discovery { files, mut folders, .. } = self.discover(chosen.archive, chosen.shelved);
        for found in files {
            let at =
                self.enter(seen, Candidate { found, is_archive: true, is_included: true }, false);
            self.jobs[at].authority = true;
        }
        let known = |folder: &mut Folder| {
            let mut known = Vec::new();
            folder.retain(|file| match seen.get(&file) {
                Some(at) => {
                    known.push(*at);
                    false
                }
                None => true,
            });
            known
        };
        let known: Vec<usize> = folders.par_iter_mut().flat_map_iter(known).collect();
        known.into_iter().for_each(|at| self.jobs[at].authority = true);
        let mut shelved: HashSet<Identity> = HashSet::new();
        if selection.is_some() {
            folders.iter().for_each(|folder| shelved.extend(folder.identities()));
        }
        self.shelves.extend(shelves::of_archive(folders));
        if let Some(selection) = selection {
            let found = self.discover_project(&root(config), Some(selection), chosen.shelved);
            let is_new = |seen: &ByIdentity<usize>, file| {
                !seen.contains_key(&file) && !shelved.contains(&file)
            };
            let Discovery { files, mut folders, .. } = found;
            folders.par_iter_mut().for_each(|folder| folder.retain(|file| is_new(seen, file)));
            self.shelves.extend(shelves::of_project(folders, selection));
            for file in candidates(files, Some(selection)) {
                if (file.is_archive || file.is_included) && is_new(seen, file.found.identity) {
                    self.enter(seen, file, false);
                }
            }
        }
        if !chosen.shelved {
            self.unshelve();
        }
        self.jobs.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// Lists what is compared with one by one.
    pub(super) fn unshelve(&mut self) {
        let shelves = std::mem::take(&mut self.shelves);
        self.jobs.par_extend(shelves.par_iter().flat_map_iter(Shelf::jobs));
        self.jobs.par_sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// How many articles there are.
    pub(super) fn count(&self) -> usize {
        self.jobs.len() + self.shelves.iter().map(|shelf| shelf.folder.len()).sum::<usize>()
    }

    /// The articles that are not reported.
    pub(super) fn context(&self) -> Vec<Job> {
        let listed = self.jobs.iter().filter(|job| !job.reported).cloned();
        let mut context: Vec<Job> = listed.collect();
        context.par_extend(self.shelves.par_iter().flat_map_iter(Shelf::jobs));
        context.par_sort_by(|a, b| a.path.cmp(&b.path));
        context
    }

    pub(super) fn selection(&mut self, config: &Config) -> Option<Selection> {
        let root = config.root.as_deref()?;
        match Selection::new(root, &config.include, &config.archive) {
            Ok(selection) => Some(selection),
            Err(faults) => {
                let file = config.file.as_ref().map_or("newslint.toml", |f| &f.path);
                self.faults.extend(faults.into_iter().map(|(glob, why)| {
                    Finding::file(
                        "config/bad-glob",
                        Severity::Error,
                        file,
                        format!("\"{glob}\" is no path pattern: {why}"),
                    )
                }));
                None
            }
        }
    }

    /// The same for a whole project: what can't be read where it has no articles is nobody's loss.
    fn discover_project(
        &mut self,
        root: &Path,
        selection: Option<&Selection>,
        stamped: bool,
    ) -> Discovery {
        let before = std::mem::take(&mut self.faults);
        let found = self.discover(&[root.to_path_buf()], stamped);
        let concerns = |path: &Path| {
            selection.is_none_or(|s| s.includes(path) || s.is_authority(path)) || path == root
        };
        self.faults.retain(|fault| {
            let path = Path::new(&*fault.primary.place.path);
            // A folder is not named by what stands for the articles in it.
            concerns(path) || concerns(&path.join("article.txt"))
        });
        self.faults.splice(0..0, before);
        found
    }

    /// What lies below some roots.
    fn discover(&mut self, roots: &[PathBuf], stamped: bool) -> Discovery {
        let mut found = discover::discover(roots, stamped);
        self.faults.append(&mut found.faults);
        found
    }

    /// Makes a file a job, if it is none yet; says which one it is.
    fn enter(&mut self, seen: &mut ByIdentity<usize>, file: Candidate, reported: bool) -> usize {
        let Found { path, file: on_disk, identity, .. } = file.found;
        *seen.entry(identity).or_insert_with(|| {
            if let Some(on_disk) = on_disk {
                self.on_disk.insert(path.clone(), on_disk);
            }
            self.jobs.push(Job { path, reported, authority: file.is_archive });
            self.jobs.len() - 1
        })
    }

    fn no_articles(&mut self, named: &[PathBuf]) {
        if self.jobs.iter().any(|j| j.reported) || !self.faults.is_empty() {
            return;
        }
        let place = named.first().map_or_else(|| ".".to_owned(), |p| discover::shown(p));
        self.faults.push(
            Finding::file("input/no-articles", Severity::Error, &place, "no articles to check")
                .help("newslint reads .txt and .md files; name a file or a folder that has some"),
        );
    }

    /// Whether a path is one of the run's own files.
    pub(super) fn has(&self, path: &str) -> bool {
        self.jobs.binary_search_by(|job| (*job.path).cmp(path)).is_ok()
    }

    /// Where a file lies on disk.
    pub(super) fn on_disk<'p>(&'p self, path: &'p str) -> &'p Path {
        self.on_disk.get(path).map_or(Path::new(path), PathBuf::as_path)
    }

    /// Reads a file that was chosen, or any other by its path.
    pub(super) fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.held.read().unwrap_or_else(PoisonError::into_inner).get(path) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => decode::read(self.on_disk(path)),
        }
    }

    /// Lets a text count instead of what is on disk.
    pub(super) fn hold(&self, path: &Arc<str>, text: Vec<u8>) {
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.insert(path.clone(), text.into());
    }

    /// Whether a text counts instead of what is on disk.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.held.read().unwrap_or_else(PoisonError::into_inner).contains_key(path)
    }
}

/// What the configuration says of files.
fn candidates(files: Vec<Found>, selection: Option<&Selection>) -> Vec<Candidate> {
    let ask = |found: Found| Candidate {
        is_archive: selection.is_some_and(|s| s.is_authority(found.file())),
        is_included: selection.is_none_or(|s| s.includes(found.file())),
        found,
    };
    files.into_par_iter().map(ask).collect()
}

/// Where a project lies: a configuration named without a folder lies in this one.
fn root(config: &Config) -> PathBuf {
    let root = config.root.clone().filter(|root| *root != Path::new(""));
    root.unwrap_or_else(|| PathBuf::from("."))
}
