//! Files that are there whole or not at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::refuse;

/// A file that takes its name when it is whole: nobody meets half of one. Whoever may read what
/// others write in that folder may read it.
pub(super) fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let mut builder = Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The user's mask is taken from it, as from every new file.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder.unwrap_or(Path::new("."))).map_err(plainly)
}

/// An error without the name that a file has for now: it means nothing to anybody.
fn plainly(error: io::Error) -> io::Error {
    let told = error.to_string();
    match told.split_once(" at path ") {
        Some((why, _)) => io::Error::new(error.kind(), why.to_owned()),
        None => error,
    }
}

/// Writes a file; one that is there is replaced only where that is asked for.
pub(super) fn write(path: &Path, text: &str, replaces: bool) -> io::Result<()> {
    if replaces {
        return replace(path, &mut |out| out.write_all(text.as_bytes()));
    }
    let failed = |error| not_written(path, plainly(error));
    let mut file = beside(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.persist_noclobber(path).map(|_| ()).map_err(|error| failed(error.error))
}

fn not_written(path: &Path, why: io::Error) -> io::Error {
    refuse(format!("{} can't be written: {why}", path.display()))
}

/// Writes a file in the place of what is there. A link stays a link, and what is no file (a pipe, a
/// device) is written to as it is.
pub(super) fn replace(
    path: &Path,
    write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let failed = |error| not_written(path, plainly(error));
    let real = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    // "/dev/stdout" leads to the file that a shell has opened, and goes on writing to.
    let stream = path.starts_with("/dev") || path.starts_with("/proc");
    if stream || real.metadata().is_ok_and(|found| !found.is_file()) {
        let mut file = File::options().append(true).open(path).map_err(failed)?;
        return write(&mut file).map_err(failed);
    }
    let mut file = beside(real).map_err(failed)?;
    write(&mut file).map_err(failed)?;
    file.persist(real).map(|_| ()).map_err(|error| failed(error.error))
}

/// Exchanges what a file holds, with its permissions kept. A file that may not be written to, or
/// that holds something else by now, is left as it is.
pub(super) fn exchange(path: &Path, old: &[u8], new: &[u8]) -> io::Result<()> {
    let real = &path.canonicalize()?;
    // A rename needs no right to write to the file itself: who took that away meant it.
    File::options().write(true).open(real)?;
    let permissions = real.metadata()?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let mut file = beside(real)?;
    file.write_all(new).map_err(plainly)?;
    keep_owner(real, file.as_file());
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    if std::fs::read(real)? != old {
        return Err(refuse("it has changed since it was read"));
    }
    file.persist(real).map(|_| ()).map_err(|error| error.error)
}

/// Gives a file the owner of another one, where the user may do that.
#[cfg(unix)]
fn keep_owner(of: &Path, file: &File) {
    use std::os::unix::fs::{MetadataExt, fchown};
    if let Ok(known) = of.metadata() {
        // Only who may give files away has to: all others own what they write.
        let _ = fchown(file, Some(known.uid()), Some(known.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &File) {}
