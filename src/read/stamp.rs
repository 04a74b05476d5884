//! What the file system says of a file, and whether that proves it unchanged.

use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::{os::fd::OwnedFd, os::unix::fs::MetadataExt};

#[cfg(unix)]
use rustix::fs::{AtFlags, Mode, OFlags};

/// What a file was when it was read, as far as the file system tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970; 0 where the file was written so late that it may have changed
    /// since without another time.
    pub modified: u64,
    /// Number of the file; 0 where the system has none.
    pub inode: u64,
    /// What git calls its content; 0 where git was not asked, or has it otherwise.
    pub blob: u64,
}

impl Stamp {
    /// What the file system says of a file.
    #[must_use]
    pub fn of(meta: &fs::Metadata) -> Self {
        let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).ok();
        let modified = meta.modified().ok().and_then(since);
        #[cfg(unix)]
        let inode = meta.ino();
        #[cfg(not(unix))]
        let inode = 0;
        let modified = modified.map_or(0, |time| time.as_nanos() as u64);
        Self { size: meta.len(), modified, inode, blob: 0 }
    }

    /// The same without a time where the file changed so shortly before it was read that it may
    /// change again within the same tick of the clock.
    #[must_use]
    pub fn read_at(self, begun: u64) -> Self {
        /// Nanoseconds: file systems with coarse clocks count in two seconds.
        const TICK: u64 = 2_000_000_000;
        let modified = if self.modified.saturating_add(TICK) < begun { self.modified } else { 0 };
        Self { modified, ..self }
    }

    /// Whether a file is certainly as it was.
    #[must_use]
    pub fn is_sure(self, now: Self) -> bool {
        let told = |stamp: Self| (stamp.size, stamp.modified, stamp.inode);
        self.modified != 0 && told(self) == told(now)
    }

    /// Whether git has the same content for a file of another time: a fresh checkout.
    #[must_use]
    pub fn is_same_blob(self, now: Self) -> bool {
        self.blob != 0 && (self.blob, self.size) == (now.blob, now.size)
    }
}

/// A folder, open: the system finds a file by its name in there sooner than by a whole path.
#[derive(Debug)]
pub(super) struct OpenFolder {
    #[cfg(unix)]
    handle: Option<OwnedFd>,
}

impl OpenFolder {
    #[cfg(unix)]
    pub(super) fn at(path: &Path) -> Self {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Self { handle: rustix::fs::open(path, flags, Mode::empty()).ok() }
    }

    #[cfg(not(unix))]
    pub(super) fn at(_: &Path) -> Self {
        Self {}
    }

    /// What the file system says of a file of the folder, by its name and by its path; none where
    /// it says nothing.
    #[cfg(unix)]
    pub(super) fn stamp(&self, name: &str, path: impl FnOnce() -> String) -> Option<Stamp> {
        let Some(handle) = &self.handle else { return asked(&path()) };
        let told = rustix::fs::statat(handle, name, AtFlags::empty()).ok()?;
        let seconds = u64::try_from(told.st_mtime).ok();
        let modified = seconds.map_or(0, |seconds| {
            seconds.wrapping_mul(1_000_000_000).wrapping_add(told.st_mtime_nsec as u64)
        });
        Some(Stamp { size: told.st_size as u64, modified, inode: told.st_ino as u64, blob: 0 })
    }

    #[cfg(not(unix))]
    pub(super) fn stamp(&self, _: &str, path: impl FnOnce() -> String) -> Option<Stamp> {
        asked(&path())
    }
}

fn asked(path: &str) -> Option<Stamp> {
    fs::metadata(path).ok().map(|meta| Stamp::of(&meta))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_the_same_by_its_name_and_by_its_path() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        fs::write(&path, "The lock.").unwrap();
        let text = |name: &str| dir.path().join(name).to_string_lossy().into_owned();
        let folder = OpenFolder::at(dir.path());
        let told = || folder.stamp("a.txt", || text("a.txt"));
        assert_eq!(told(), asked(&text("a.txt")));
        assert!(told().is_some_and(|told| told.is_sure(told) && told.size == 9));
        let file = fs::File::options().write(true).open(&path).unwrap();
        // Before 1970 there is no time that proves anything.
        let early = std::time::UNIX_EPOCH - std::time::Duration::from_millis(1500);
        file.set_modified(early).unwrap();
        assert_eq!(told(), asked(&text("a.txt")));
        assert_eq!(told().unwrap().modified, 0);
        assert_eq!(folder.stamp("b.txt", || text("b.txt")), None);
    }
}
