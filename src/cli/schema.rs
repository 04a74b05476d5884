//! `newslint schema`: JSON Schema for editors that complete and check TOML.

use std::io::{self, Write};

use clap::{Args, ValueEnum};

use super::Outcome;
use crate::schema::{CONFIG, PACK, json_schema};

/// What a schema describes.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// newslint.toml
    Config,
    /// Packs: the TOML files below lints/
    Pack,
}

/// Print the JSON Schema of newslint.toml or of packs, for editors
#[derive(Args, Debug)]
pub(super) struct Options {
    /// Which one
    what: What,
}

pub(super) fn run(options: &Options) -> Outcome {
    let schema = match options.what {
        What::Config => json_schema("newslint.toml", CONFIG),
        What::Pack => json_schema("a newslint pack", PACK),
    };
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)?;
    Ok(0)
}
