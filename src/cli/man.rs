//! `newslint man`: manual pages, written from what `--help` says.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::{Arguments, Outcome, refuse, whole};
use crate::report::count;
use crate::tables::did_you_mean;

/// Print manual pages: of newslint or of one of its commands
///
/// With --output, the pages of newslint and of all its commands are written into a folder, where
/// `man` finds them if it is the section man1 of a folder that it looks into.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    newslint man | man -l -\n  \
    newslint man check | man -l -\n  \
    newslint man --output ~/.local/share/man/man1")]
pub(super) struct Options {
    /// The command whose page is wanted; without one, that of newslint itself
    #[arg(conflicts_with = "output")]
    command: Option<String>,
    /// Write all pages into this folder: newslint.1, newslint-check.1 …
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(super) fn run(options: &Options) -> Outcome {
    let mut whole = Arguments::command().disable_help_subcommand(true);
    whole.build();
    if let Some(folder) = &options.output {
        return write_all(&whole, folder);
    }
    let wanted = match &options.command {
        Some(name) => find(&whole, name)?,
        None => &whole,
    };
    io::stdout().lock().write_all(&page(wanted)?)?;
    Ok(0)
}

fn find<'c>(whole: &'c Command, name: &str) -> io::Result<&'c Command> {
    let names = || whole.get_subcommands().map(Command::get_name);
    whole.find_subcommand(name).ok_or_else(|| {
        let hint = did_you_mean(name, names()).map_or(String::new(), |hint| format!(": {hint}"));
        let all: Vec<&str> = names().collect();
        refuse(format!("no command is called \"{name}\"{hint}; there are {}", all.join(", ")))
    })
}

fn write_all(whole: &Command, folder: &Path) -> Outcome {
    // All pages are made before the first one is written.
    let commands = std::iter::once(whole).chain(whole.get_subcommands());
    let pages: Vec<(String, Vec<u8>)> = commands
        .map(|command| Ok((format!("{}.1", title(command)), page(command)?)))
        .collect::<io::Result<_>>()?;
    std::fs::create_dir_all(folder)
        .map_err(|why| refuse(format!("{} can't be made: {why}", folder.display())))?;
    for (name, text) in &pages {
        whole::replace(&folder.join(name), &mut |out| out.write_all(text))?;
    }
    let written = count(pages.len(), "manual page");
    writeln!(io::stdout().lock(), "wrote {written} into {}", folder.display())?;
    Ok(0)
}

/// How `man` calls a command: `newslint-check`.
fn title(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

fn page(command: &Command) -> io::Result<Vec<u8>> {
    let man = Man::new(command.clone());
    let mut out = Vec::new();
    // The library leaves out an empty date, so that what follows it is taken for one.
    let version = env!("CARGO_PKG_VERSION");
    writeln!(out, ".TH {} 1 \"\" \"newslint {version}\"", title(command))?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut out)?;
    }
    closing(command).to_writer(&mut out)?;
    Ok(out)
}

/// What follows the options: examples with their lines kept, and where to read on.
fn closing(command: &Command) -> Roff {
    let mut roff = Roff::default();
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    if let Some(examples) = after.strip_prefix("Examples:\n") {
        roff.control("SH", ["EXAMPLES"]).control("nf", []);
        for line in examples.lines() {
            roff.text([roman(line.trim_start())]);
        }
        roff.control("fi", []);
    } else if !after.is_empty() {
        roff.control("SH", ["NOTES"]).text([roman(after)]);
    }
    if !command.has_subcommands() {
        let others = if command.get_name() == "check" { "" } else { ", newslint-check(1)" };
        roff.control("SH", ["SEE ALSO"]).text([roman(format!("newslint(1){others}"))]);
    }
    roff
}
