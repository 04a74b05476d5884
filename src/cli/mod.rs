//! The command line: one subcommand a file.

mod accepted;
mod changed;
mod check;
mod checking;
mod completions;
mod explain;
mod fix;
mod from_mentions;
mod import;
mod index;
mod init;
mod learn;
mod list;
mod man;
mod memory;
mod mentions;
mod output;
mod progress;
mod project;
mod renewal;
mod schema;
mod scope;
mod shelves;
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

use crate::report::clean;

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

/// What each does is said where its options are.
#[derive(Subcommand)]
enum Command {
    Check(check::Options),
    Stet(stet::Options),
    Show(show::Options),
    Test(test::Options),
    Explain(explain::Options),
    List(list::Options),
    Index(index::Options),
    Mentions(mentions::Options),
    Schema(schema::Options),
    Learn(learn::Options),
    Trial(trial::Options),
    Import(import::Options),
    Init(init::Options),
    Completions(completions::Options),
    Man(man::Options),
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
        Command::Completions(options) => completions::run(&options),
        Command::Man(options) => man::run(&options),
    };
    match outcome {
        Ok(status) => ExitCode::from(status),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "newslint: {}", clean::lines(&error.to_string()));
            ExitCode::from(2)
        }
    }
}

/// An error that stops the run, in words that say what to do.
fn refuse(message: impl Into<String>) -> io::Error {
    io::Error::other(message.into())
}
