//! Files that an index is compared with, folder by folder.
//!
//! The names of an archive's files share their folders: one that follows another of its folder is
//! found by its last part, which is short, and mostly the next in turn.

use crate::read::stamp::Stamp;

/// Files of one folder, as the file system has them now.
#[derive(Clone, Debug, Default)]
pub struct Listed<'f> {
    /// What stands before each name: the folder as the index calls it, with a `/` at its end.
    pub folder: String,
    /// The files by name, sorted.
    pub files: Vec<(&'f str, Stamp)>,
}

/// Files by folder. Each has a position: they are counted through all folders.
#[derive(Debug, Default)]
pub struct Folders<'f> {
    folders: Vec<Listed<'f>>,
    /// Position of the first file of each folder, and how many files there are.
    starts: Vec<usize>,
}

/// The folder and the last part of a name.
#[must_use]
pub fn parts(name: &str) -> (&str, &str) {
    name.split_at(name.rfind('/').map_or(0, |slash| slash + 1))
}

impl<'f> Folders<'f> {
    /// Takes folders, sorted by name; one that is there twice counts as two halves.
    #[must_use]
    pub fn new(folders: Vec<Listed<'f>>) -> Self {
        let mut starts = Vec::with_capacity(folders.len() + 1);
        let mut all = 0;
        for folder in &folders {
            starts.push(all);
            all += folder.files.len();
        }
        starts.push(all);
        Self { folders, starts }
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The folder and the file at a position, by their places.
    #[must_use]
    pub fn place(&self, at: usize) -> (usize, usize) {
        let folder = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        (folder, at - self.starts.get(folder).copied().unwrap_or(0))
    }

    /// The file at a position: its folder, its name there and its stamp.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<(&Listed<'f>, &'f str, Stamp)> {
        let (folder, file) = self.place(at);
        let folder = self.folders.get(folder)?;
        let (name, stamp) = folder.files.get(file)?;
        Some((folder, name, *stamp))
    }

    /// A look for many names, one after the other.
    pub(super) fn search(&self) -> Search<'_, 'f> {
        Search { all: self, folder: None, next: 0 }
    }

    /// The position of a file by its name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.search().find(name).map(|(at, _)| at)
    }
}

/// Where the last name was found.
pub(super) struct Search<'a, 'f> {
    all: &'a Folders<'f>,
    /// The first folder of the last name's, if there is one.
    folder: Option<usize>,
    /// The file behind the last one.
    next: usize,
}

impl Search<'_, '_> {
    /// The position and the stamp of a file.
    pub(super) fn find(&mut self, name: &str) -> Option<(usize, Stamp)> {
        let (folder, name) = parts(name);
        let all = &self.all.folders;
        let is_last = |at: usize| all.get(at).is_some_and(|listed| listed.folder == folder);
        let first = match self.folder.filter(|at| is_last(*at)) {
            Some(known) => known,
            None => {
                self.next = 0;
                let first = all.partition_point(|listed| *listed.folder < *folder);
                self.folder = is_last(first).then_some(first);
                self.folder?
            }
        };
        if let Some((_, stamp)) = all[first].files.get(self.next).filter(|next| next.0 == name) {
            let at = self.all.starts[first] + self.next;
            self.next += 1;
            return Some((at, *stamp));
        }
        let halves = (first..all.len()).take_while(|at| is_last(*at));
        let mut found = halves.filter_map(|half| {
            let file = all[half].files.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
            Some((half, file))
        });
        let (half, file) = found.next()?;
        if half == first {
            self.next = file + 1;
        }
        Some((self.all.starts[half] + file, all[half].files[file].1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(folder: &str, names: &[&'static str]) -> Listed<'static> {
        let stamp =
            |name: &'static str| (name, Stamp { size: name.len() as u64, ..Stamp::default() });
        Listed { folder: folder.to_owned(), files: names.iter().map(|n| stamp(n)).collect() }
    }

    #[test]
    fn a_file_is_found_by_its_name_in_whatever_order() {
        let folders = Folders::new(vec![
            listed("", &["a.txt", "b"]),
            listed("a-b/", &["x"]),
            listed("a/", &["c", "xx", "yyy"]),
            listed("a/", &["b", "d"]),
            listed("a/e/", &[]),
        ]);
        let names = ["a.txt", "b", "a-b/x", "a/c", "a/xx", "a/yyy", "a/b", "a/d"];
        assert_eq!(folders.len(), names.len());
        let mut search = folders.search();
        for (at, name) in names.iter().enumerate().chain(names.iter().enumerate().rev()) {
            let (found, stamp) = search.find(name).unwrap();
            let (folder, file, same) = folders.get(found).unwrap();
            assert_eq!((found, stamp), (at, same));
            assert_eq!(format!("{}{file}", folder.folder), *name);
        }
        for name in ["", "a", "a/", "a/a", "a/e/c", "z/c", "a.txt/b"] {
            assert_eq!(search.find(name), None, "{name}");
        }
        assert!(folders.get(names.len()).is_none());
    }
}
