//! What an index consists of: which segments, which of their articles count no more, which files
//! they were made from.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::bytes::{damaged, u64_at};
use crate::read::checksum;
use crate::read::stamp::Stamp;

/// The manifest's name.
pub(super) const MANIFEST: &str = "index.json";
/// Its first key: what this is.
const FORMAT: &str = "newslint index 1";
/// Changes whenever articles may be read otherwise than before.
const EXTRACTOR: &str = env!("NEWSLINT_EXTRACTOR");
const STAMP: usize = 32;

/// One segment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) file: String,
    pub(super) articles: u32,
    /// Articles that count no more, sorted.
    pub(super) dead: Vec<u32>,
}

/// What an index consists of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: String,
    extractor: String,
    pub(super) settings: String,
    pub(super) parts: Vec<Part>,
    stamps: Option<String>,
}

impl Manifest {
    pub(super) fn new(settings: &str) -> Self {
        Self {
            format: FORMAT.to_owned(),
            extractor: EXTRACTOR.to_owned(),
            settings: settings.to_owned(),
            parts: Vec::new(),
            stamps: None,
        }
    }

    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let bytes = fs::read(folder.join(MANIFEST))?;
        let manifest: Self =
            serde_json::from_slice(&bytes).map_err(|_| damaged("its manifest can't be read"))?;
        let plain = |file: &str| !file.contains(['/', '\\']);
        if manifest.format != FORMAT || manifest.extractor != EXTRACTOR {
            return Err(damaged("it was made by another version"));
        }
        if manifest.parts.iter().all(|part| plain(&part.file))
            && manifest.stamps.as_deref().is_none_or(plain)
        {
            return Ok(manifest);
        }
        Err(damaged("it names files elsewhere"))
    }

    /// The stamps of all articles, segment by segment.
    pub(super) fn stamps(&self, folder: &Path) -> io::Result<Vec<Vec<Stamp>>> {
        let Some(file) = &self.stamps else {
            return Ok(self.parts.iter().map(|_| Vec::new()).collect());
        };
        let bytes = fs::read(folder.join(file))?;
        let (check, mut rest) = bytes.split_at_checked(8).ok_or_else(|| damaged("its stamps"))?;
        let count: usize = self.parts.iter().map(|p| p.articles as usize).sum();
        if u64_at(check, 0) != checksum(rest) || rest.len() != count * STAMP {
            return Err(damaged("its stamps have another checksum"));
        }
        let mut out = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let (own, others) = rest.split_at(part.articles as usize * STAMP);
            rest = others;
            let stamp = |b: &[u8]| Stamp {
                size: u64_at(b, 0),
                modified: u64_at(b, 8),
                inode: u64_at(b, 16),
                blob: u64_at(b, 24),
            };
            out.push(own.chunks_exact(STAMP).map(stamp).collect());
        }
        Ok(out)
    }

    /// Replaces the manifest and the stamps: in one step, and only when both are written whole.
    pub(super) fn write(&mut self, folder: &Path, stamps: &[Vec<Stamp>]) -> io::Result<()> {
        let mut bytes = vec![0; 8];
        for stamp in stamps.iter().flatten() {
            for number in [stamp.size, stamp.modified, stamp.inode, stamp.blob] {
                bytes.extend_from_slice(&number.to_le_bytes());
            }
        }
        let check = checksum(&bytes[8..]);
        bytes[..8].copy_from_slice(&check.to_le_bytes());
        let file = format!("{check:016x}.stamps");
        keep(folder, &file, &bytes)?;
        self.stamps = Some(file);
        let manifest = serde_json::to_vec(self).map_err(io::Error::other)?;
        keep(folder, MANIFEST, &manifest)
    }

    /// Removes what no manifest names any more.
    pub(super) fn sweep(&self, folder: &Path) {
        let named = |name: &str| {
            self.parts.iter().any(|p| p.file == name) || self.stamps.as_deref() == Some(name)
        };
        let ours = |name: &str| name.ends_with(".segment") || name.ends_with(".stamps");
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            if name.to_str().is_some_and(|name| ours(name) && !named(name)) {
                // What can't be removed now is removed the next time.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Writes a file whole or not at all.
fn keep(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(folder.join(name)).map_err(|error| error.error)?;
    Ok(())
}
