//! The command line: one subcommand a file.

mod accepted;
mod changed;
mod check;
mod checking;
mod explain;
mod fix;
mod from_mentions;
mod import;
mod index;
mod init;
mod learn;
mod list;
mod memory;
mod mentions;
mod output;
mod progress;
mod project;
mod renewal;
mod schema;
mod scope;
mod show;
mod staged;
mod statistics;
mod stet;
mod test;
mod trial;
mod whole;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// The linter that newsrooms run before they publish.
///
/// Reads news articles (.txt, .md), loads rules from TOML packs, and reports what is wrong or
/// inconsistent, inside one article and between articles, with both places shown.
#[derive(Parser)]
#[command(
    name = "newslint",
    version,
    styles = STYLES,
    after_help = "Start with `newslint check FOLDER`. Exit status: 0 nothing to report, 1 findings, \
                  2 it could not do the whole job."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check articles: the main job
    Check(check::Options),
    /// Let a finding stand, and say why
    Stet(stet::Options),
    /// Show how an article is read: zones, its date and why, who and what it mentions
    Show(show::Options),
    /// Run the examples that packs carry
    Test(test::Options),
    /// Explain a check: what it means, an example, how to silence it
    Explain(explain::Options),
    /// List checks, packs, rules or formats
    List(list::Options),
    /// Build or renew the index of an archive, or say what it holds
    Index(index::Options),
    /// Write what articles say as rows, for engines that run on many machines
    Mentions(mentions::Options),
    /// Print the JSON Schema of newslint.toml or of packs, for editors
    Schema(schema::Options),
    /// Draft a pack from an archive: names, acronyms, offices, spellings
    Learn(learn::Options),
    /// Say what a pack or a rule would do to an archive, before it is adopted
    Trial(trial::Options),
    /// Make a pack from CSV, TSV or YAML
    Import(import::Options),
    /// Write a commented newslint.toml and lints/house.toml
    Init(init::Options),
}

/// How a command ends.
type Outcome = io::Result<u8>;

/// Runs the program on a command line; returns its exit status.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let status = if error.use_stderr() { 2 } else { 0 };
            // A closed pipe is no reason to fail.
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    let outcome = match arguments.command {
        Command::Check(options) => check::run(&options),
        Command::Stet(options) => stet::run(&options),
        Command::Show(options) => show::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::List(options) => list::run(&options),
        Command::Index(options) => index::run(&options),
        Command::Mentions(options) => mentions::run(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Learn(options) => learn::run(&options),
        Command::Trial(options) => trial::run(&options),
        Command::Import(options) => import::run(&options),
        Command::Init(options) => init::run(&options),
    };
    match outcome {
        Ok(status) => ExitCode::from(status),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "newslint: {error}");
            ExitCode::from(2)
        }
    }
}

/// An error that stops the run, in words that say what to do.
fn refuse(message: impl Into<String>) -> io::Error {
    io::Error::other(message.into())
}
