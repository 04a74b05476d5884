//! `newslint completions`: what a shell needs to complete commands, options and names of checks.

use std::io::{self, Write};

use clap::builder::PossibleValuesParser;
use clap::{Arg, Args, Command, CommandFactory, ValueHint};
use clap_complete::Shell;

use super::{Arguments, Outcome};
use crate::checks;
use crate::report::Format;

/// Print a completion script for a shell: commands, options, names of checks
///
/// The script goes where the shell looks for it; newly started shells complete then.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    newslint completions bash > ~/.local/share/bash-completion/completions/newslint\n  \
    newslint completions zsh > ~/.zfunc/_newslint        # a folder of $fpath\n  \
    newslint completions fish > ~/.config/fish/completions/newslint.fish\n  \
    newslint completions powershell >> $PROFILE\n  \
    newslint completions elvish >> ~/.config/elvish/rc.elv")]
pub(super) struct Options {
    /// The shell
    shell: Shell,
}

pub(super) fn run(options: &Options) -> Outcome {
    // The whole script is made first: the library has no way to say that writing it failed.
    let mut script = Vec::new();
    let mut command = Arguments::command().mut_subcommands(named);
    clap_complete::generate(options.shell, &mut command, "newslint", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(0)
}

fn named(command: Command) -> Command {
    command.mut_args(with_words)
}

/// An option with the words that it takes. The commands read them as text, so that they can say
/// what is wrong with a word in their own way; only shells are told them all.
fn with_words(argument: Arg) -> Arg {
    let value = argument.get_value_names().and_then(|names| names.first());
    let id = argument.get_id().as_str().to_uppercase();
    match value.map_or(&*id, |name| name.as_str()) {
        "CHECK" => argument.value_parser(PossibleValuesParser::new(checks::known_names())),
        "FORMAT[=FILE]" => {
            argument.value_parser(PossibleValuesParser::new(Format::NAMES.map(|(_, name)| name)))
        }
        "DIR|FILE|NAME" => argument.value_hint(ValueHint::AnyPath),
        _ => argument,
    }
}
