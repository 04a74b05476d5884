//! Compiles what is part of the program, so that a run starts with tables that lie ready.

#[path = "build/words.rs"]
mod words;

/// The hash of words and the bits of lists, as the crate has them.
#[path = "src/tokens"]
#[allow(dead_code, unreachable_pub, reason = "the crate's own files")]
mod tokens {
    pub mod fold;
    pub mod listed;
    pub use fold::{fold, fold_on};
}

/// The form of the tables, as the crate reads them.
#[path = "src/lexicon"]
#[allow(dead_code, unreachable_pub, reason = "the crate's own files")]
mod lexicon {
    pub mod slips;
    pub mod table;
}

fn main() {
    let out = std::env::var("OUT_DIR").expect("cargo names a folder");
    words::compile("src/lexicon/data".as_ref(), out.as_ref());
}
