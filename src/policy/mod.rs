//! How much each finding matters: which checks run, how severe they are, how the run ends.
//!
//! Checks speak at their own severity; here the newsroom's wishes are applied. Faults of the
//! input itself (configuration, packs, unreadable files) obey nobody: what could not be checked
//! must not look clean.

mod baseline;
mod levels;
mod parse;
pub mod stet;
mod summary;

use jiff::civil::Date;

pub use baseline::{Accepted, Baseline};
pub use levels::{CliLevels, Policy};
pub use parse::{level, name, setting};
pub use stet::Stets;
pub use summary::{FailOn, exit_status};

/// Families whose findings are about what was given to newslint, not about the copy.
const FAULTS: [&str; 3] = ["config", "input", "pack"];

/// The day on which newslint runs, by the clock of the world.
#[must_use]
pub fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// The family of a check: `org` of `org/name`.
#[must_use]
pub fn family(check: &str) -> &str {
    check.split_once('/').map_or(check, |(family, _)| family)
}

/// Whether a check reports faults of the configuration, of packs or of files.
#[must_use]
pub fn is_fault(check: &str) -> bool {
    let is = |family: &&str| {
        check.strip_prefix(family).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    FAULTS.iter().any(is)
}
