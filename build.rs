//! Compiles what is part of the program, so that a run starts with tables that lie ready.

#[path = "build/examples.rs"]
mod examples;
/// Names and words, as the crate lists them.
#[path = "src/stylebook/listing.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate's own file")]
mod listing;
#[path = "build/packs.rs"]
mod packs;
/// Ids, as the crate makes them.
#[path = "src/stylebook/slug.rs"]
mod slug;
#[path = "build/version.rs"]
mod version;
#[path = "build/words.rs"]
mod words;

use std::path::{Path, PathBuf};

/// Words, their hash and the bits of lists, as the crate has them.
#[path = "src/tokens"]
#[allow(dead_code, unreachable_pub, reason = "the crate's own files")]
mod tokens {
    pub mod cut;
    pub mod fold;
    pub mod listed;
    pub use cut::{Kind, Token, cut};
    pub use fold::{fold, fold_on, folds_ascii};
}

/// The form of the tables, as the crate reads them.
#[path = "src/lexicon"]
#[allow(dead_code, unreachable_pub, reason = "the crate's own files")]
mod lexicon {
    pub mod slips;
    pub mod table;
}

/// The outlines of packs.
#[path = "src/tables"]
#[allow(dead_code, unreachable_pub, reason = "the crate's own file")]
mod tables {
    pub mod outline;
}

fn main() {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names a folder"));
    version::set("src".as_ref());
    words::compile("src/lexicon/data".as_ref(), &out);
    packs::compile("lints".as_ref(), &out);
    examples::compile("fixtures/specs/checks".as_ref(), &out);
}

fn write(path: &Path, bytes: Vec<u8>) {
    std::fs::write(path, bytes).expect("cargo's folder can be written to");
}
