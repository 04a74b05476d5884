//! The stylebook: all rules of all packs, proved sound and compiled once.

pub mod rules;

use std::sync::Arc;

use crate::source::SourceFile;
use rules::{Pack, Rules};

/// All rules of all packs in use.
#[derive(Debug, Default)]
pub struct Stylebook {
    /// The packs, in the order of loading.
    pub packs: Vec<Pack>,
    /// Their rules.
    pub rules: Rules,
    /// The packs' files, so that findings can show the rule's own line.
    pub files: Vec<Arc<SourceFile>>,
}
