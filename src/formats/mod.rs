//! A decoded file → an article: text, zones, masks, metadata. Never fails: what can't be
//! understood is body copy, and what is broken in front matter is noted as a fault.
//!
//! Each format cuts its file into paragraphs of clean text; what zone a paragraph is, is then
//! decided in one place for all formats.

mod clean;
mod dateline;
mod front_matter;
mod furniture;
mod html;
mod lines;
mod markdown;
mod masks;
mod page_head;
mod paragraph;
mod plain;
mod stet;
mod templates;
mod wording;
mod zones;
mod zones_lists;

use crate::article::{Article, Block, quotes};
use crate::finding::{Finding, Place, Severity};
use crate::source::SourceFile;
use clean::Draft;

/// One input format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Anything without another format.
    Plain,
    /// CommonMark with tables and footnotes, and front matter.
    Markdown,
}

impl Format {
    /// Every format with its name and endings: what `list formats` prints.
    pub const ALL: [(Self, &'static str, &'static [&'static str]); 2] =
        [(Self::Plain, "plain", &["txt"]), (Self::Markdown, "markdown", &["md", "markdown"])];

    /// The format of a path, by its ending.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let known = |endings: &[&str]| endings.iter().any(|e| e.eq_ignore_ascii_case(ending));
        Self::ALL.iter().find(|(.., e)| known(e)).map_or(Self::Plain, |(format, ..)| *format)
    }
}

/// Cuts a file into zones.
#[must_use]
pub fn parse(source: &SourceFile) -> Article {
    let draft = match Format::of(&source.path) {
        Format::Plain => plain::read(&source.text),
        Format::Markdown => {
            let mut draft = markdown::read(&source.text);
            draft.meta.stets.extend(stet::notes(&source.text));
            draft
        }
    };
    assemble(source, draft)
}

/// What an editor is told about broken front matter.
#[must_use]
pub fn faults(article: &Article) -> Vec<Finding> {
    let finding = |(span, message): &(_, String)| {
        let place = Place { path: article.path.clone(), span: *span };
        Finding::new("input/front-matter", Severity::Warning, place, message.clone())
    };
    article.meta.faults.iter().map(finding).collect()
}

fn assemble(source: &SourceFile, draft: Draft) -> Article {
    let Draft { text, map, paragraphs, masks, pasted, mut meta } = draft;
    let blocks: Vec<Block> = zones::classify(&text, &paragraphs, &mut meta);
    let masks = masks::find(&text, &blocks, masks);
    let quotes = quotes::find(&text, &blocks);
    Article { path: source.path.clone(), text, map, blocks, masks, quotes, pasted, meta }
}

#[cfg(test)]
mod tests;
