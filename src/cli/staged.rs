//! `--staged`: the articles as the next commit will hold them, not as they lie on disk.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::project::{Chosen, Files};
use crate::config::{Config, absolute};
use crate::read::discover;
use crate::read::git::{Index, Repository};
use crate::read::selection::Selection;
use crate::session::Job;

/// Leaves to a run what git has in its index: staged articles are reported, the others compared
/// with. What lies outside the repository, or in another one inside it, stays as it is, and so does
/// an archive that the user names.
pub(super) fn narrow(files: &mut Files, config: &Config, chosen: &Chosen<'_>) -> io::Result<()> {
    let repository = Repository::here()?;
    let (Index { blobs, others }, staged) = (repository.index()?, repository.staged()?);
    let unlike = repository.unlike_index()?;
    let archive: Vec<PathBuf> = chosen.archive.iter().map(|path| absolute(path)).collect();
    let mut held: HashMap<String, Job> = HashMap::new();
    let mut known: HashSet<String> = HashSet::new();
    for mut job in std::mem::take(&mut files.jobs) {
        let file = files.on_disk(&job.path);
        let whole = absolute(file);
        let name = repository.name(file).filter(|name| {
            !others.iter().any(|other| name.starts_with(other.as_str()))
                && !archive.iter().any(|path| whole.starts_with(path))
        });
        let listed = |name: &String| blobs.contains_key(name);
        let name = match name {
            Some(name) if !listed(&name) => {
                // A link may lead to a file that git has.
                let real = file.canonicalize().ok().and_then(|real| repository.name(&real));
                let Some(real) = real.filter(listed) else { continue };
                Some(real)
            }
            name => name,
        };
        job.reported &= name.as_ref().is_some_and(|name| staged.contains(name));
        known.extend(name.clone());
        match name.filter(|name| unlike.contains(name)) {
            Some(name) => held.insert(name, job).map_or((), drop),
            None => files.jobs.push(job),
        }
    }
    // Files that nobody meets on disk: deleted since, or ignored but for git's index.
    for name in staged.union(&unlike).filter(|name| blobs.contains_key(*name)) {
        if !known.contains(name)
            && let Some(job) = unmet(&repository.path(name), config, chosen.paths)
        {
            let reported = job.reported && staged.contains(name);
            held.insert(name.clone(), Job { reported, ..job });
        }
    }
    let (names, jobs): (Vec<String>, Vec<Job>) = held.into_iter().unzip();
    let wanted: Vec<&str> = names.iter().filter_map(|n| blobs.get(n)).map(String::as_str).collect();
    for (job, bytes) in jobs.into_iter().zip(repository.blobs(&wanted)?) {
        files.hold(&job.path, bytes);
        files.jobs.push(job);
    }
    files.jobs.sort_by(|a, b| a.path.cmp(&b.path));
    // What is staged need not lie on disk, least of all what is to be taken away.
    files.faults.retain(|fault| {
        let name = || repository.name(Path::new(&*fault.primary.place.path));
        fault.check != "input/missing" || !name().is_some_and(|name| staged.contains(&name))
    });
    Ok(())
}

/// The article that a file of the index is which was not met on disk, if it is one.
fn unmet(path: &Path, config: &Config, paths: &[PathBuf]) -> Option<Job> {
    let hidden = |part: &OsStr| part.as_encoded_bytes().starts_with(b".");
    if !discover::is_article(path) || path.iter().any(hidden) {
        return None;
    }
    let root = config.root.as_deref().unwrap_or(Path::new(""));
    let selection = Selection::new(root, &config.include, &config.archive).ok();
    let selection = selection.filter(|_| config.root.is_some());
    let authority = selection.as_ref().is_some_and(|s| s.is_authority(path));
    let included = selection.as_ref().is_none_or(|s| s.includes(path));
    let whole = absolute(path);
    let named = |root: &Path| whole.starts_with(absolute(root));
    let reported = if paths.is_empty() { named(root) } else { paths.iter().any(|p| named(p)) };
    let wanted = reported || selection.is_some() && named(root);
    let path = discover::shown(path).into();
    (wanted && (included || authority)).then_some(Job {
        path,
        reported: reported && !authority,
        authority,
    })
}
