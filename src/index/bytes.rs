//! Numbers and checksums in files, and reading at a place.

use std::fs::File;
use std::io;

use crate::read::checksum;

/// The same in half the room, for small pieces.
pub(super) fn short_sum(bytes: &[u8]) -> u32 {
    checksum(bytes) as u32
}

/// A piece of a file that is not what it should be.
pub(super) fn damaged(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the index is damaged: {what}"))
}

/// A number at a place; 0 behind the end, which no checksum lets pass.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|b| b.try_into().ok());
    four.map_or(0, u32::from_le_bytes)
}

/// A number at a place; 0 behind the end, which no checksum lets pass.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    let eight = bytes.get(at..at + 8).and_then(|b| b.try_into().ok());
    eight.map_or(0, u64::from_le_bytes)
}

/// Bytes of a file, wherever others read it at the same time.
pub(super) fn read_at(file: &File, at: u64, len: usize) -> io::Result<Vec<u8>> {
    let mut out = vec![0; len];
    fill(file, at, &mut out)?;
    Ok(out)
}

#[cfg(unix)]
fn fill(file: &File, at: u64, out: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, out, at)
}

#[cfg(windows)]
fn fill(file: &File, mut at: u64, mut out: &mut [u8]) -> io::Result<()> {
    while !out.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, out, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                at += read as u64;
                out = &mut out[read..];
            }
        }
    }
    Ok(())
}
