//! `--staged`: the articles as the next commit will hold them, not as they lie on disk.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use super::project::Files;
use crate::config::{Config, absolute};
use crate::read::discover::{self, Selection};
use crate::read::git::Repository;
use crate::session::Job;

/// Leaves to a run what git has in its index: staged articles are reported, the others compared
/// with. What lies outside the repository stays as it is.
pub(super) fn narrow(files: &mut Files, config: &Config, paths: &[PathBuf]) -> io::Result<()> {
    let repository = Repository::here()?;
    let (index, staged) = (repository.index()?, repository.staged()?);
    let unlike = repository.unlike_index()?;
    let mut held: HashMap<String, Job> = HashMap::new();
    for mut job in std::mem::take(&mut files.jobs) {
        let file = files.on_disk(&job.path);
        let listed =
            |file: &Path| repository.name(file).map(|name| (index.contains_key(&name), name));
        let name = match listed(file) {
            // A link may lead to a file that git has.
            Some((false, _)) => match file.canonicalize().ok().and_then(|real| listed(&real)) {
                Some((true, name)) => Some(name),
                _ => continue,
            },
            Some((true, name)) => Some(name),
            None => None,
        };
        job.reported &= name.as_ref().is_some_and(|name| staged.contains(name));
        match name.filter(|name| unlike.contains(name)) {
            Some(name) => held.insert(name, job).map_or((), drop),
            None => files.jobs.push(job),
        }
    }
    for name in unlike.iter().filter(|name| index.contains_key(*name)) {
        if !held.contains_key(name)
            && let Some(job) = not_on_disk(&repository.path(name), config, paths)
        {
            let reported = job.reported && staged.contains(name);
            held.insert(name.clone(), Job { reported, ..job });
        }
    }
    let (names, jobs): (Vec<String>, Vec<Job>) = held.into_iter().unzip();
    let blobs: Vec<&str> = names.iter().filter_map(|n| index.get(n)).map(String::as_str).collect();
    for (job, bytes) in jobs.into_iter().zip(repository.blobs(&blobs)?) {
        files.hold(&job.path, bytes);
        files.jobs.push(job);
    }
    files.jobs.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(())
}

/// The article that a staged file is which somebody has deleted since, if it is one.
fn not_on_disk(path: &Path, config: &Config, paths: &[PathBuf]) -> Option<Job> {
    if path.exists() || !discover::is_article(path) {
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
