//! What each step of a run costs on the articles of the fixtures: `cargo bench`.
//!
//! Wall time on one machine; the gate of CI counts instructions instead (`scripts/instructions`).

use std::sync::Arc;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use newslint::archive::{Archive, Record};
use newslint::checks::{self, ArchiveContext, ArticleContext};
use newslint::config::Config;
use newslint::extract::{self, Mentions};
use newslint::formats;
use newslint::index::Index;
use newslint::policy::{CliLevels, Policy};
use newslint::read::decode;
use newslint::session::{Reading, Session, Setup};
use newslint::source::SourceFile;
use newslint::stylebook::style::Style;
use newslint::stylebook::{self, Request, Stylebook};
use newslint::tokens::Tokens;

fn main() {
    divan::main();
}

/// The newsroom of the fixtures: paths and bytes.
fn newsroom() -> Vec<(Arc<str>, Vec<u8>)> {
    let mut articles = Vec::new();
    for folder in ["drafts", "published"] {
        let folder = format!("{}/fixtures/newsroom/{folder}", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(folder).expect("the fixtures are there").flatten() {
            let path: Arc<str> = entry.path().to_string_lossy().into();
            articles.push((path, std::fs::read(entry.path()).expect("a fixture can be read")));
        }
    }
    articles.sort();
    articles
}

fn sources() -> Vec<SourceFile> {
    let decoded = |(path, bytes)| decode::decode(path, bytes).ok().map(|decoded| decoded.file);
    newsroom().into_iter().filter_map(decoded).collect()
}

fn bytes() -> BytesCount {
    BytesCount::new(newsroom().iter().map(|(_, bytes)| bytes.len()).sum::<usize>())
}

fn stylebook() -> Stylebook {
    stylebook::load(&Request::default()).0
}

/// Everything that was read, for the steps behind reading.
fn readings(stylebook: &Stylebook) -> Vec<Reading> {
    let config = Config::default();
    let policy = Policy::new(&config, CliLevels::default());
    let reader = |path: &str| std::fs::read(path);
    let setup = Setup {
        reader: &reader,
        config: &config,
        stylebook,
        policy: &policy,
        date: None,
        threads: Some(1),
        whole: false,
    };
    let session = Session::new(setup);
    newsroom().iter().filter_map(|(path, _)| session.reading(path).ok()).collect()
}

fn families() -> Vec<&'static str> {
    let mut families: Vec<&str> =
        checks::ALL.iter().filter_map(|c| c.info().name.split('/').next()).collect();
    families.dedup();
    families
}

#[divan::bench]
fn packs(bencher: Bencher<'_, '_>) {
    bencher.bench(stylebook);
}

#[divan::bench]
fn format(bencher: Bencher<'_, '_>) {
    let sources = sources();
    bencher.counter(bytes()).bench(|| sources.iter().map(formats::parse).collect::<Vec<_>>());
}

#[divan::bench]
fn words(bencher: Bencher<'_, '_>) {
    let articles: Vec<_> = sources().iter().map(formats::parse).collect();
    bencher.counter(bytes()).bench(|| articles.iter().map(extract::words).collect::<Vec<_>>());
}

#[divan::bench]
fn mentions(bencher: Bencher<'_, '_>) {
    let articles: Vec<_> = sources().iter().map(formats::parse).collect();
    let words: Vec<Tokens> = articles.iter().map(extract::words).collect();
    bencher
        .counter(bytes())
        .bench(|| articles.iter().zip(&words).map(|(a, w)| Mentions::of(a, w)).collect::<Vec<_>>());
}

#[divan::bench]
fn record(bencher: Bencher<'_, '_>) {
    let stylebook = stylebook();
    let readings = readings(&stylebook);
    let record = |r: &Reading| Record::new(&r.article, &r.tokens, &r.mentions, &[]);
    bencher.counter(bytes()).bench(|| readings.iter().map(record).collect::<Vec<_>>());
}

/// The checks of one family, inside each article.
#[divan::bench(args = families())]
fn inside(bencher: Bencher<'_, '_>, family: &str) {
    let stylebook = stylebook();
    let (readings, style) = (readings(&stylebook), Style::default());
    bencher.counter(bytes()).bench(|| {
        let mut out = Vec::new();
        for Reading { article, tokens, mentions, matches, .. } in &readings {
            let (stylebook, style) = (&stylebook, &style);
            let cx = ArticleContext { article, tokens, mentions, matches, stylebook, style };
            for check in checks::ALL.iter().filter(|c| c.info().name.starts_with(family)) {
                check.article(&cx, &mut out);
            }
        }
        black_box(out)
    });
}

/// The checks of one family, between the articles.
#[divan::bench(args = families())]
fn between(bencher: Bencher<'_, '_>, family: &str) {
    let (stylebook, style) = (stylebook(), Style::default());
    let readings = readings(&stylebook);
    let record = |r: &Reading| Record::new(&r.article, &r.tokens, &r.mentions, &[]);
    let records: Vec<Record> = readings.iter().map(record).collect();
    bencher.bench(|| {
        let mut out = Vec::new();
        let archive = Archive::new(records.iter().collect());
        let cx = ArchiveContext { archive: &archive, stylebook: &stylebook, style: &style };
        for check in checks::ALL.iter().filter(|c| c.info().name.starts_with(family)) {
            check.archive(&cx, &mut out);
        }
        black_box(out)
    });
}

/// Opening an index that is not there: what every run without one pays.
#[divan::bench]
fn no_index() -> bool {
    Index::open(black_box("nowhere".as_ref())).is_ok()
}
