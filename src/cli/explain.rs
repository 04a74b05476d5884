//! `newslint explain`: what a check means, an example, how to silence it.

use std::io::{self, Write};

use clap::Args;

use super::{Outcome, refuse};
use crate::checks;
use crate::tables::did_you_mean;

/// Explain a check: what it means, an example, how to silence it
#[derive(Args, Debug)]
pub(super) struct Options {
    /// The check, as it stands in brackets after the severity: org/name
    check: String,
}

pub(super) fn run(options: &Options) -> Outcome {
    let Some(check) = checks::find(&options.check) else {
        let names = checks::ALL.iter().map(|c| c.info().name);
        let hint = did_you_mean(&options.check, names).map_or(String::new(), |h| format!(": {h}"));
        return Err(refuse(format!(
            "no check is called \"{}\"{hint}; `newslint list checks` names them all",
            options.check
        )));
    };
    let info = check.info();
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{} ({}{})",
        info.name,
        info.severity.as_str(),
        if info.default { "" } else { ", opt-in" }
    )?;
    writeln!(out, "{}\n", info.summary)?;
    for paragraph in info.explanation.split("\n\n") {
        writeln!(out, "{}\n", wrapped(paragraph))?;
    }
    writeln!(out, "Flagged:  {}", info.bad)?;
    writeln!(out, "Right:    {}\n", info.good)?;
    if info.needs_date {
        writeln!(
            out,
            "Needs the article's publication date; `newslint show FILE` says which it found.\n"
        )?;
    }
    writeln!(out, "To change how much it matters, in newslint.toml:\n")?;
    writeln!(
        out,
        "    [levels]\n    \"{}\" = \"off\"          # or \"error\", \"warning\", \"note\"\n",
        info.name
    )?;
    writeln!(out, "or for one run: newslint check --level {}=off", info.name)?;
    Ok(0)
}

fn wrapped(paragraph: &str) -> String {
    let mut lines = vec![String::new()];
    for word in paragraph.split_whitespace() {
        let full = lines.last().is_some_and(|l| !l.is_empty() && l.len() + word.len() >= 88);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}
