//! The pipeline: files in, findings out, articles spread over threads.
//!
//! A session keeps what each article says, not its text. Findings within an article are kept
//! with it; findings between articles are worked out afresh each time, so that mending one side
//! clears the finding on the other.
//!
//! A session knows no disk, no configuration file and no output: an editor server hands it the
//! text that is on the screen.
//!
//! ```
//! use newslint::config::Config;
//! use newslint::policy::{CliLevels, Policy};
//! use newslint::session::{Job, Session, Setup};
//! use newslint::stylebook::Stylebook;
//!
//! let config = Config::default();
//! let stylebook = Stylebook::default();
//! let policy = Policy::new(&config, CliLevels::default());
//! let reader = |_: &str| Ok(b"The council met on Tuesday, November 17, 2021.\n".to_vec());
//! let mut session = Session::new(Setup {
//!     reader: &reader,
//!     config: &config,
//!     stylebook: &stylebook,
//!     policy: &policy,
//!     date: None,
//!     threads: Some(1),
//!     whole: false,
//! });
//! session.read(&[Job { path: "draft.txt".into(), reported: true, authority: false }]);
//! let (findings, statistics) = session.findings(Vec::new());
//! assert_eq!(statistics.reported, 1);
//! assert_eq!(findings[0].message, "November 17, 2021 is a Wednesday, not a Tuesday");
//! ```

mod budget;
mod finish;
mod read_article;

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::archive::packed::Packing;
use crate::archive::{Archive, Record};
use crate::article::{Article, StetNote};
use crate::checks::{self, ArchiveContext, ArticleContext};
use crate::config::Config;
use crate::extract::Mentions;
use crate::finding::{Cite, Finding};
use crate::index::Recalled;
use crate::policy::Policy;
use crate::read::decode;
use crate::source::{SourceFile, Span};
use crate::stylebook::Stylebook;
use crate::stylebook::matcher::Matcher;
use crate::stylebook::matches::Matches;
use crate::stylebook::style::Style;
use crate::tokens::Tokens;

/// One article to read.
#[derive(Clone, Debug)]
pub struct Job {
    /// The path as the user gave it.
    pub path: Arc<str>,
    /// Findings may stand here.
    pub reported: bool,
    /// Part of the archive.
    pub authority: bool,
}

/// Reads the bytes of a path. The session knows no disk: an editor or a test may serve others.
pub type Reader<'a> = dyn Fn(&str) -> io::Result<Vec<u8>> + Sync + 'a;

/// What a run needs beside the articles.
pub struct Setup<'a> {
    /// Where bytes come from.
    pub reader: &'a Reader<'a>,
    /// The project's configuration.
    pub config: &'a Config,
    /// All rules.
    pub stylebook: &'a Stylebook,
    /// How much each finding matters.
    pub policy: &'a Policy,
    /// Publication date for articles that state none.
    pub date: Option<Date>,
    /// Number of threads; none for one a core.
    pub threads: Option<usize>,
    /// Whether all of the project's articles are reported that are no archive: only then can be
    /// said what of its configuration nothing needs.
    pub whole: bool,
}

/// What one file gave.
enum Outcome {
    Read(Box<Analysed>),
    Skipped(Skipped),
}

impl Outcome {
    /// What an article says.
    fn record(&mut self) -> Option<&mut Record> {
        match self {
            Self::Read(analysed) => Some(&mut analysed.record),
            Self::Skipped(_) => None,
        }
    }
}

struct Analysed {
    record: Record,
    /// Of its bytes: to know whether the file is still what was read.
    sum: u64,
    findings: Vec<Finding>,
    /// The text disproved its publication date.
    disproved: bool,
    /// What is to stand in it.
    stets: Vec<StetNote>,
}

/// What an index keeps of an article.
#[derive(Clone, Debug)]
pub struct Extract {
    /// What other articles can contradict.
    pub record: Record,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// Why a file was not read as an article.
#[derive(Clone, Debug)]
enum Skipped {
    Binary,
    Failed(Box<Finding>),
}

/// Everything about one article, for `show`.
pub struct Reading {
    /// The decoded file.
    pub source: Arc<SourceFile>,
    /// The article.
    pub article: Article,
    /// Its words.
    pub tokens: Tokens,
    /// What it says.
    pub mentions: Mentions,
    /// Phrases of rules in it.
    pub matches: Matches,
    /// Some of its bytes were no text.
    pub lossy: bool,
    /// The rest of a file that is too long to be checked to its end.
    pub unread: Option<Span>,
}

/// How a run went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Articles that findings may stand at.
    pub reported: usize,
    /// Articles that they are compared with.
    pub context: usize,
    /// Reported articles without a publication date.
    pub undated: usize,
    /// Of these, the ones whose text disproves the date that they state.
    pub disproved: usize,
    /// Reported articles that are not in English.
    pub foreign: usize,
    /// Files that are no text.
    pub binary: Vec<Arc<str>>,
    /// Findings by check.
    pub by_check: BTreeMap<&'static str, usize>,
}

/// The pipeline with all that it has read.
pub struct Session<'a> {
    setup: Setup<'a>,
    /// The configuration's own style over that of the packs.
    style: Style,
    matcher: Matcher,
    pool: Option<rayon::ThreadPool>,
    articles: BTreeMap<Arc<str>, Outcome>,
}

impl<'a> Session<'a> {
    /// Compiles the rules and gets ready to read.
    #[must_use]
    pub fn new(setup: Setup<'a>) -> Self {
        let style = setup.config.style.clone().over(&setup.stylebook.style);
        let matcher = Matcher::new(&setup.stylebook.rules);
        let pool = setup
            .threads
            .and_then(|n| rayon::ThreadPoolBuilder::new().num_threads(n.max(1)).build().ok());
        Self { setup, style, matcher, pool, articles: BTreeMap::new() }
    }

    /// Reads articles, in parallel. A path that was read before is read again.
    pub fn read(&mut self, jobs: &[Job]) {
        let packing = Packing::default();
        let analyse = |job: &Job| {
            let mut outcome = self.analyse(job);
            let piece = outcome.record().map(|record| packing.add(record));
            (job.path.clone(), outcome, piece)
        };
        let read: Vec<_> = self.work(|| jobs.par_iter().map(analyse).collect());
        let packed = packing.finish();
        let settled = read.into_iter().map(|(path, mut outcome, piece)| {
            if let (Some(record), Some(piece)) = (outcome.record(), piece) {
                packed.settle(record, piece);
            }
            (path, outcome)
        });
        // Both are sorted: put together they take the least room.
        self.articles.append(&mut settled.collect());
    }

    /// Reads articles for an index: none where a file is no text or can't be read. The session
    /// keeps nothing of them.
    #[must_use]
    pub fn extract(&self, jobs: &[Job]) -> Vec<Option<Extract>> {
        self.extract_each(jobs, |_, extract| extract)
    }

    /// The same, made into something else on the worker threads.
    #[must_use]
    pub fn extract_each<T: Send>(
        &self,
        jobs: &[Job],
        each: impl Fn(&Job, Extract) -> T + Sync,
    ) -> Vec<Option<T>> {
        let one = |job: &Job| self.extract_one(job).ok().map(|extract| each(job, extract));
        self.work(|| jobs.par_iter().map(one).collect())
    }

    /// What each article says outside quotation marks, with the article itself for what no record
    /// keeps; none where a file is left alone or can't be read. The session keeps nothing of them.
    #[must_use]
    pub fn survey<T: Send>(
        &self,
        jobs: &[Job],
        each: impl Fn(&ArticleContext<'_>, Record) -> T + Sync,
    ) -> Vec<Option<T>> {
        let one = |job: &Job| self.survey_one(job, &each);
        self.work(|| jobs.par_iter().map(one).collect())
    }

    /// What the session's articles say.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.articles.values().filter_map(|outcome| match outcome {
            Outcome::Read(analysed) => Some(&analysed.record),
            Outcome::Skipped(_) => None,
        })
    }

    /// Whom and what the findings inside articles want to show as other articles have it.
    pub fn cites(&self) -> impl Iterator<Item = &Cite> {
        let read = self.articles.values().filter_map(|outcome| match outcome {
            Outcome::Read(analysed) => Some(&analysed.findings),
            Outcome::Skipped(_) => None,
        });
        read.flatten().filter_map(|finding| finding.cite.as_deref())
    }

    fn work<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(work),
            // There, too, memory is that of the threads that read.
            None => rayon::scope(|_| work()),
        }
    }

    /// The project's configuration.
    #[must_use]
    pub fn config(&self) -> &'a Config {
        self.setup.config
    }

    /// Forgets an article.
    pub fn remove(&mut self, path: &str) {
        self.articles.remove(path);
    }

    /// Everything about one article; none where it can't be read.
    ///
    /// # Errors
    /// The finding that says why the file can't be read.
    pub fn reading(&self, path: &str) -> Result<Reading, Box<Finding>> {
        self.read_article(&path.into()).map_err(|skipped| match skipped {
            Skipped::Failed(finding) => finding,
            Skipped::Binary => Box::new(decode::skipped(path, decode::Skipped::Binary)),
        })
    }

    /// All findings, in order, located, with the faults of configuration and input that are known
    /// already; and how the run went.
    #[must_use]
    pub fn findings(&self, faults: Vec<Finding>) -> (Vec<Finding>, Statistics) {
        self.findings_beside(faults, None)
    }

    /// The same for the last time: what was found inside the articles is handed over, not copied,
    /// and what they say is forgotten before the findings are made ready.
    #[must_use]
    pub fn last_findings(&mut self, faults: Vec<Finding>) -> (Vec<Finding>, Statistics) {
        let own = self.articles.values_mut().filter_map(|outcome| match outcome {
            Outcome::Read(analysed) => Some(std::mem::take(&mut analysed.findings)),
            Outcome::Skipped(_) => None,
        });
        let found = own.chain([faults]).filter(|list| !list.is_empty()).collect();
        let (found, statistics) = self.compared(found, None);
        self.articles.values_mut().filter_map(Outcome::record).for_each(Record::forget);
        self.shown(found, statistics)
    }

    /// The same, with what an index recalled of earlier articles.
    #[must_use]
    pub fn findings_beside(
        &self,
        faults: Vec<Finding>,
        recalled: Option<&Recalled>,
    ) -> (Vec<Finding>, Statistics) {
        let own = self.articles.values().filter_map(|outcome| match outcome {
            Outcome::Read(analysed) => Some(analysed.findings.clone()),
            Outcome::Skipped(_) => None,
        });
        let found = own.chain([faults]).filter(|list| !list.is_empty()).collect();
        let (found, statistics) = self.compared(found, recalled);
        self.shown(found, statistics)
    }

    /// What was found inside the articles, and what is found between them, as policy has it.
    fn compared(
        &self,
        found: Vec<Vec<Finding>>,
        recalled: Option<&Recalled>,
    ) -> (Vec<Vec<Finding>>, Statistics) {
        let mut found = found;
        let mut records = Vec::new();
        let mut statistics = Statistics::default();
        for (path, outcome) in &self.articles {
            match outcome {
                Outcome::Read(analysed) => {
                    statistics.count(analysed);
                    records.push(&analysed.record);
                }
                Outcome::Skipped(Skipped::Binary) => statistics.binary.push(path.clone()),
                Outcome::Skipped(Skipped::Failed(finding)) => found.push(vec![(**finding).clone()]),
            }
        }
        if let Some(recalled) = recalled {
            statistics.context += recalled.articles;
            records.extend(&recalled.records);
            records.sort_by(|a, b| a.path.cmp(&b.path));
        }
        let beyond = recalled.map(|recalled| &recalled.beyond);
        let archive = self.work(|| Archive::with(records, beyond));
        found.append(&mut self.between(&archive));
        self.work(|| self.judge(&mut found, &archive));
        (found, statistics)
    }

    /// Findings in order, each fault told once, with their lines and columns, those that an editor
    /// lets stand left out.
    fn shown(
        &self,
        found: Vec<Vec<Finding>>,
        mut statistics: Statistics,
    ) -> (Vec<Finding>, Statistics) {
        let findings = self.work(|| self.finish(joined(found)));
        for finding in &findings {
            *statistics.by_check.entry(finding.check).or_default() += 1;
        }
        (findings, statistics)
    }

    /// Findings between articles, by check.
    fn between(&self, archive: &Archive<'_>) -> Vec<Vec<Finding>> {
        let cx = ArchiveContext { archive, stylebook: self.setup.stylebook, style: &self.style };
        let active = |check: &&&dyn checks::Check| -> bool {
            self.setup.policy.is_active(check.info().name, check.info().default)
        };
        let find = |check: &&dyn checks::Check| {
            let mut out = Vec::new();
            check.archive(&cx, &mut out);
            out
        };
        let (spreading, others): (Vec<_>, Vec<_>) =
            checks::ALL.iter().filter(active).partition(|check| check.spreads());
        self.work(|| {
            let mut found: Vec<_> = spreading.into_iter().map(find).collect();
            found.par_extend(others.into_par_iter().map(find));
            found
        })
    }
}

/// All findings. They are large: one list of the right size takes them, and each of the others goes
/// when it is empty.
fn joined(found: Vec<Vec<Finding>>) -> Vec<Finding> {
    let mut findings = Vec::with_capacity(found.iter().map(Vec::len).sum());
    found.into_iter().for_each(|mut list| findings.append(&mut list));
    findings
}

impl Statistics {
    fn count(&mut self, analysed: &Analysed) {
        let record = &analysed.record;
        if record.reported {
            self.reported += 1;
            self.undated += usize::from(record.date.is_none() && !record.foreign);
            self.disproved += usize::from(analysed.disproved && !record.foreign);
            self.foreign += usize::from(record.foreign);
        } else {
            self.context += 1;
        }
    }
}
