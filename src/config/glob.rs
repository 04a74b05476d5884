//! Globs as `.gitignore` writes them.

use globset::{GlobBuilder, GlobMatcher};

/// Why a glob means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlobFault(pub String);

/// Compiles a glob for paths relative to the configuration, with `/` between their parts.
///
/// A `/` inside or before it ties it to the folder of the configuration, otherwise it fits at any
/// depth. `*` stays inside one folder, `**` does not. The name of a folder, or a `/` at the end,
/// means all that is in it.
///
/// # Errors
///
/// Where the glob can't be read, and for `!…`: what is left out can't be said here.
pub fn compile(pattern: &str) -> Result<GlobMatcher, GlobFault> {
    if pattern.starts_with('!') {
        return Err(GlobFault("a glob with `!` leaves files out: that can't be said here".into()));
    }
    let bare = pattern.strip_prefix("./").unwrap_or(pattern);
    let (tied, bare) = match bare.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (bare.trim_end_matches('/').contains('/'), bare),
    };
    let (folder, body) = match bare.strip_suffix('/') {
        Some(rest) => (true, rest),
        None => (false, bare),
    };
    if body.is_empty() {
        return Err(GlobFault("the glob is empty".into()));
    }
    let head = if tied || body.starts_with("**") { "" } else { "**/" };
    let last = body.rsplit('/').next().unwrap_or(body);
    let text = if folder {
        format!("{head}{body}/**")
    } else if last.contains(['*', '?', '[', '{', '\\']) {
        format!("{head}{body}")
    } else {
        format!("{{{head}{body},{head}{body}/**}}")
    };
    GlobBuilder::new(&text)
        .literal_separator(true)
        .backslash_escape(true)
        .build()
        .map(|glob| glob.compile_matcher())
        .map_err(|error| GlobFault(error.kind().to_string()))
}

/// The glob that fits one file and no other, by its path relative to the configuration.
#[must_use]
pub fn exactly(relative: &str) -> String {
    let escaped = globset::escape(relative);
    // Without a `/` it would fit at any depth.
    if escaped.contains('/') { escaped } else { format!("/{escaped}") }
}

/// Why a line of gitignore syntax can't be read.
pub(super) fn gitignore_fault(line: &str) -> Option<GlobFault> {
    let mut builder = ignore::gitignore::GitignoreBuilder::new("");
    let error = builder.add_line(None, line).err()?;
    let text = error.to_string();
    Some(GlobFault(text.rsplit(": ").next().unwrap_or(&text).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_fit_as_in_gitignore() {
        let fits = |glob: &str, path: &str| compile(glob).unwrap().is_match(path);
        for (glob, yes, no) in [
            ("drafts/*", "drafts/a.txt", "drafts/x/a.txt"),
            ("drafts/**", "drafts/x/a.txt", "old/drafts/a.txt"),
            ("000_*", "drafts/000_a.txt", "drafts/1000_a.txt"),
            ("000_*", "000_a.txt", "000_x/a.txt"),
            ("/000_*", "000_a.txt", "drafts/000_a.txt"),
            ("opinion", "a/opinion/b.txt", "a/opinions/b.txt"),
            ("opinion/", "opinion/x/b.txt", "opinion"),
            ("./drafts/a.txt", "drafts/a.txt", "a.txt"),
            ("a?.txt", "x/ab.txt", "x/a/.txt"),
            ("x/{a,b}.txt", "x/b.txt", "x/c.txt"),
            ("**/live/*.md", "live/a.md", "live/x/a.md"),
        ] {
            assert!(fits(glob, yes), "{glob} {yes}");
            assert!(!fits(glob, no), "{glob} {no}");
        }
    }

    #[test]
    fn globs_that_mean_nothing_are_refused() {
        for glob in ["!drafts", "[", "a{b", "", "/", "x/[z-a]"] {
            assert!(compile(glob).is_err(), "{glob}");
        }
        assert!(gitignore_fault("drafts/**").is_none() && gitignore_fault("!a").is_none());
        assert!(gitignore_fault("x[z-a]").is_some());
    }
}
