//! Finds article files and reads them. The only room besides configuration and packs that
//! touches the disk on the way in; it does not know what an article is.

pub mod decode;
pub mod discover;
pub mod git;
mod plain;
pub mod selection;
pub mod stamp;
#[cfg(test)]
mod testing;
pub mod walk;

use twox_hash::XxHash3_64;

/// By what the bytes of a file are known again: the same on every machine.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}
