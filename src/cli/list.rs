//! `newslint list`: what there is to choose from.

use std::io::{self, Write};
use std::path::Path;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::project::{Project, Sources};
use crate::checks;
use crate::report::Format;

/// What to list.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Checks with their severity
    Checks,
    /// Packs in use here
    Packs,
    /// Rules of the packs in use here
    Rules,
    /// Output formats
    Formats,
}

/// List checks, packs, rules or formats
#[derive(Args, Debug)]
pub(super) struct Options {
    /// What to list
    what: What,
    #[command(flatten)]
    sources: Sources,
}

pub(super) fn run(options: &Options) -> Outcome {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match options.what {
        What::Checks => checks(&mut out)?,
        What::Formats => {
            for (_, name) in Format::NAMES {
                writeln!(out, "{name}")?;
            }
        }
        What::Packs => packs(&mut out, &Project::load(&options.sources, Path::new(".")))?,
        What::Rules => rules(&mut out, &Project::load(&options.sources, Path::new(".")))?,
    }
    out.flush()?;
    Ok(0)
}

fn checks(out: &mut dyn Write) -> io::Result<()> {
    for check in checks::ALL {
        let info = check.info();
        let level = if info.default { info.severity.as_str() } else { "opt-in" };
        writeln!(out, "{:<22} {level:<8} {}", info.name, info.summary)?;
    }
    Ok(())
}

fn packs(out: &mut dyn Write, project: &Project) -> io::Result<()> {
    for pack in &project.stylebook.packs {
        let origin = if pack.built_in { "built in" } else { &pack.path };
        let as_of = pack.as_of.map_or(String::new(), |d| format!(", as of {d}"));
        let rules = if pack.rules == 1 { "rule" } else { "rules" };
        writeln!(out, "{} ({} {rules}, {origin}{as_of})", pack.name, pack.rules)?;
        if !pack.description.is_empty() {
            writeln!(out, "    {}", pack.description)?;
        }
    }
    let unused = crate::stylebook::builtin::BUILT_IN
        .iter()
        .map(|pack| pack.name)
        .filter(|name| project.stylebook.packs.iter().all(|p| &*p.name != *name));
    let unused: Vec<&str> = unused.collect();
    if !unused.is_empty() {
        writeln!(out, "not in use: {}", unused.join(", "))?;
    }
    Ok(())
}

fn rules(out: &mut dyn Write, project: &Project) -> io::Result<()> {
    for meta in project.stylebook.rules.metas() {
        writeln!(out, "{:<40} {}:{}", meta.rule.id, meta.rule.path, meta.rule.line)?;
    }
    Ok(())
}
