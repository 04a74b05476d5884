//! newslint reads news articles and reports what is wrong or inconsistent in them, and between
//! them, the way a compiler does.
//!
//! # The map of the house
//!
//! An article flows downwards; a file imports only what stands above it.
//!
//! | room | what happens there |
//! |---|---|
//! | [`shared`] | lists and texts that lie side by side in one piece of memory |
//! | [`source`] | a decoded file: lines, columns, offsets on disk |
//! | [`tokens`] | words of a text |
//! | [`finding`] | what the editor is told |
//! | [`article`] | zones, quotations, metadata, the map from text to file |
//! | [`lexicon`] | embedded word lists: given names, nicknames, common words |
//! | [`tables`] | TOML with the place of every key and value |
//! | [`stylebook`] | packs of rules, proved sound and compiled once |
//! | [`config`] | `newslint.toml` |
//! | [`read`] | finds files, asks git about them, decodes bytes |
//! | [`formats`] | plain text and Markdown into articles |
//! | [`extract`] | what an article says: people, titles, organizations, dates, figures, quotations |
//! | [`archive`] | what all articles say, by key; which of them tell one story |
//! | [`index`] | the archive on disk: what matters to a draft, found by key |
//! | [`checks`] | one file a check |
//! | [`policy`] | how much each finding matters |
//! | [`session`] | the pipeline, articles spread over threads |
//! | [`learn`] | drafts a pack from what an archive says |
//! | [`trial`] | what a pack would do to an archive |
//! | [`examples`] | runs the sentences that prove a pack's rules |
//! | [`schema`] | the keys of packs and configuration, described |
//! | [`fix`] | which edits are made, and what a file is with them |
//! | [`report`] | one output format a file |
//! | [`import`] | lists in CSV, TSV and YAML into packs |
//! | [`cli`] | one subcommand a file |

pub mod archive;
pub mod article;
pub mod checks;
pub mod cli;
pub mod config;
pub mod examples;
pub mod extract;
pub mod finding;
pub mod fix;
pub mod formats;
pub mod import;
pub mod index;
pub mod learn;
pub mod lexicon;
pub mod policy;
pub mod read;
pub mod report;
pub mod schema;
pub mod session;
pub mod shared;
pub mod source;
pub mod stylebook;
pub mod tables;
pub mod tokens;
pub mod trial;
