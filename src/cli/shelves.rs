//! Articles that a run only compares with, folder by folder: most of an archive is as its index
//! has it, and need never be listed one by one.

use std::path::Path;

use rayon::prelude::*;

use crate::read::selection::Selection;
use crate::read::walk::Folder;
use crate::session::Job;

/// A folder of articles that are compared with.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) folder: Folder,
    /// Part of the archive.
    pub(super) authority: bool,
}

impl Shelf {
    /// One of its articles, by name.
    pub(super) fn job(&self, name: &str) -> Job {
        let path = self.folder.path(name).into();
        Job { path, reported: false, authority: self.authority }
    }

    /// All of its articles.
    pub(super) fn jobs(&self) -> impl Iterator<Item = Job> {
        self.folder.files().map(|(name, _)| self.job(name))
    }
}

/// Folders of an archive.
pub(super) fn of_archive(folders: Vec<Folder>) -> impl Iterator<Item = Shelf> {
    folders.into_iter().map(|folder| Shelf { folder, authority: true })
}

/// Folders of a project: what its configuration calls archive, and what it includes besides.
pub(super) fn of_project(folders: Vec<Folder>, selection: &Selection) -> Vec<Shelf> {
    let choose = |mut folder: Folder| {
        let archive = folder.split_off(|path: &Path| selection.is_authority(path));
        let included = folder.split_off(|path: &Path| selection.includes(path));
        [(archive, true), (included, false)]
    };
    let chosen = folders.into_par_iter().flat_map_iter(choose);
    let shelves = chosen.map(|(folder, authority)| Shelf { folder, authority });
    shelves.filter(|shelf| !shelf.folder.is_empty()).collect()
}
