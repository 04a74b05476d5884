//! `newslint init`: a commented configuration and a first pack, for the folder as it is.

mod configuration;
mod layout;
mod survey;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Outcome, refuse, whole};
use crate::checks;
use crate::config::{self, Config, FILE_NAME};
use crate::formats;
use crate::read::selection::Selection;
use crate::read::{decode, discover};
use crate::report::count;
use layout::Layout;
use survey::Survey;

/// Articles that are read to see what they say of themselves.
const SAMPLE: usize = 500;

/// Write a commented newslint.toml and lints/house.toml
///
/// Looks at the folder: which of its folders hold drafts and which what is published, where dates
/// stand, what keys the front matter has. Asks nothing, overwrites nothing.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    newslint init\n  \
    newslint init ~/newsroom")]
pub(super) struct Options {
    /// The folder of the project
    #[arg(default_value = ".")]
    folder: PathBuf,
}

pub(super) fn run(options: &Options) -> Outcome {
    let folder = &options.folder;
    if !folder.is_dir() {
        return Err(refuse(format!(
            "{} is no folder: name the one of the project",
            folder.display()
        )));
    }
    let target = folder.join(FILE_NAME);
    if target.symlink_metadata().is_ok() {
        return Err(refuse(format!(
            "{} exists already: nothing was written; `newslint check` uses it as it is, and a new one is \
             written when it is moved away",
            target.display()
        )));
    }
    let root = Config { root: Some(folder.clone()), ..Config::default() };
    let files = discover::discover(std::slice::from_ref(folder), false).into_files();
    let paths: Vec<String> = files.iter().map(|f| root.relative(&f.path).into_owned()).collect();
    let layout = Layout::of(&paths);
    let survey = survey(&files, &paths);
    let text = configuration::text(&layout, &survey, &packs(folder));
    let roles = loaded_back(folder, &text, &layout, &paths)?;
    let house = folder.join("lints").join("house.toml");
    let written = write(&target, &text, &house)?;
    tell(folder, &written, roles)?;
    Ok(0)
}

/// What some articles say of themselves: of a large archive, some from everywhere in it.
fn survey(files: &[discover::Found], paths: &[String]) -> Survey {
    let mut survey = Survey::default();
    let step = files.len().div_ceil(SAMPLE).max(1);
    for (file, path) in files.iter().zip(paths).step_by(step) {
        // What can't be read is told by the first check.
        let Ok(bytes) = decode::read(file.file()) else { continue };
        let Ok(decoded) = decode::decode(file.path.clone(), bytes) else { continue };
        survey.add(path, &mut formats::parse(&decoded.file));
    }
    survey
}

/// The house's packs that are there already, by the names that `[packs] use` knows.
fn packs(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder.join("lints")) else { return Vec::new() };
    let name = |entry: io::Result<std::fs::DirEntry>| {
        let path = entry.ok()?.path();
        let is_pack = path.extension().is_some_and(|e| e == "toml");
        is_pack.then(|| path.file_stem()?.to_str().map(str::to_owned)).flatten()
    };
    let mut names: Vec<String> = entries.filter_map(name).filter(|name| name != "house").collect();
    names.sort();
    names
}

/// How many articles are reported and how many compared with.
type Roles = (usize, usize);

/// Reads a configuration as `newslint check` will, and lets it choose among the articles.
fn loaded_back(folder: &Path, text: &str, layout: &Layout, paths: &[String]) -> io::Result<Roles> {
    let wrong = |why: String| {
        refuse(format!("no configuration fits this folder ({why}): nothing was written"))
    };
    let (config, faults) = config::parse(FILE_NAME, folder, text, &checks::known_names());
    if let Some(fault) = faults.first() {
        return Err(wrong(fault.message.clone()));
    }
    let selection = Selection::new(folder, &config.include, &config.archive)
        .map_err(|faults| wrong(faults.into_iter().map(|(glob, _)| glob).collect()))?;
    let (mut reported, mut archive) = (0, 0);
    for path in paths.iter().map(|path| folder.join(path)) {
        if selection.is_authority(&path) {
            archive += 1;
        } else if selection.includes(&path) {
            reported += 1;
        }
    }
    let meant = |groups: &mut dyn Iterator<Item = &layout::Group>| -> usize {
        groups.map(|g| g.articles).sum()
    };
    if reported < meant(&mut layout.reported()) || archive < meant(&mut layout.archive()) {
        return Err(wrong("the names of its folders can't be written as patterns".into()));
    }
    Ok((reported, archive))
}

/// Writes both files or none; a pack that is there stays as it is.
fn write(target: &Path, text: &str, house: &Path) -> io::Result<Vec<PathBuf>> {
    let failed = |path: &Path, why: &io::Error| {
        refuse(format!("{} can't be written: {why}; nothing was written", path.display()))
    };
    let mut staged = whole::beside(target).map_err(|why| failed(target, &why))?;
    staged.write_all(text.as_bytes()).map_err(|why| failed(target, &why))?;
    let mut written = vec![target.to_path_buf()];
    let lints = house.parent().unwrap_or(Path::new("."));
    let new = !lints.exists();
    if !house.exists() {
        let made = std::fs::create_dir_all(lints).map_err(|why| failed(lints, &why));
        if let Err(error) = made.and_then(|()| whole::write(house, configuration::HOUSE, false)) {
            // Only a folder that was made for it, and that is still empty.
            let _ = if new { std::fs::remove_dir(lints) } else { Ok(()) };
            return Err(error);
        }
        written.push(house.to_path_buf());
    }
    staged.persist_noclobber(target).map_err(|error| failed(target, &error.error))?;
    Ok(written)
}

fn tell(folder: &Path, written: &[PathBuf], (reported, archive): Roles) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let names: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
    writeln!(out, "wrote {}", names.join(" and "))?;
    let above = config::absolute(folder);
    if let Some(above) = above.parent().and_then(config::find) {
        writeln!(out, "in this folder it takes the place of {}", above.display())?;
    }
    match (reported, archive) {
        (0, 0) => writeln!(out, "no .txt or .md files yet: [articles] says where they will be")?,
        (reported, 0) => writeln!(out, "{} to check", count(reported, "article"))?,
        (reported, archive) => {
            let (reported, archive) = (count(reported, "article"), count(archive, "article"));
            writeln!(out, "{reported} to check, {archive} to compare with")?;
        }
    }
    if folder == Path::new(".") {
        writeln!(out, "next: newslint check")
    } else {
        writeln!(out, "next: newslint check {}", folder.display())
    }
}
