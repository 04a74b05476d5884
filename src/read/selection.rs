//! Which files the configuration includes or trusts.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::config::absolute;

/// `include` and `archive` of a configuration: which files are articles, which are authority.
#[derive(Debug)]
pub struct Selection {
    root: PathBuf,
    include: Gitignore,
    archive: Gitignore,
}

impl Selection {
    /// Compiles patterns in gitignore syntax, relative to `root`.
    ///
    /// # Errors
    /// Every pattern that is no pattern, and what is wrong with it.
    pub fn new(
        root: &Path,
        include: &[String],
        archive: &[String],
    ) -> Result<Self, Vec<(String, String)>> {
        let root = absolute(root);
        let mut faults = Vec::new();
        let include = patterns(&root, include, &mut faults);
        let archive = patterns(&root, archive, &mut faults);
        if faults.is_empty() { Ok(Self { root, include, archive }) } else { Err(faults) }
    }

    /// Whether a file is an article of the project; without `include` all are.
    #[must_use]
    pub fn includes(&self, path: &Path) -> bool {
        // Most projects say nothing, and an archive has many files to ask about.
        self.include.is_empty()
            || self.include.num_ignores() == 0 && self.allowed(path)
            || self.hit(&self.include, path)
    }

    /// Whether a file is authority: compared with, not reported.
    #[must_use]
    pub fn is_authority(&self, path: &Path) -> bool {
        self.hit(&self.archive, path)
    }

    /// With negative patterns alone, all that they don't name.
    fn allowed(&self, path: &Path) -> bool {
        self.relative(path)
            .is_none_or(|p| !self.include.matched_path_or_any_parents(p, false).is_whitelist())
    }

    fn hit(&self, patterns: &Gitignore, path: &Path) -> bool {
        !patterns.is_empty()
            && self
                .relative(path)
                .is_some_and(|p| patterns.matched_path_or_any_parents(p, false).is_ignore())
    }

    fn relative(&self, path: &Path) -> Option<PathBuf> {
        absolute(path).strip_prefix(&self.root).ok().map(Path::to_path_buf)
    }
}

fn patterns(root: &Path, lines: &[String], faults: &mut Vec<(String, String)>) -> Gitignore {
    let mut builder = GitignoreBuilder::new(root);
    builder.allow_unclosed_class(false);
    for line in lines {
        if let Err(error) = builder.add_line(None, line) {
            faults.push((line.clone(), error.to_string()));
        }
    }
    builder.build().unwrap_or_else(|error| {
        faults.push((lines.join(" "), error.to_string()));
        Gitignore::empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selection_follows_gitignore_rules() {
        let include = ["drafts/**".into(), "published/**".into(), "!drafts/old.txt".into()];
        let archive = ["published/".into()];
        let chosen = Selection::new(Path::new("/desk"), &include, &archive).unwrap();
        assert!(chosen.includes(Path::new("/desk/drafts/2024/a.txt")));
        assert!(!chosen.includes(Path::new("/desk/drafts/old.txt")));
        assert!(!chosen.includes(Path::new("/desk/readme.txt")));
        assert!(!chosen.includes(Path::new("/elsewhere/drafts/a.txt")));
        assert!(chosen.is_authority(Path::new("/desk/x/../published/2020/a.txt")));
        assert!(Selection::new(Path::new("/desk"), &["a[".into()], &[]).is_err());
    }
}
