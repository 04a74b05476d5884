//! `newslint explain`: what a check means, an example, how to silence it.

mod example;

use std::io::{self, Write};

use clap::Args;

use super::{Outcome, refuse};
use crate::checks::faults::{self, Fault};
use crate::checks::fixes::Fixes;
use crate::checks::{self, Info};
use crate::finding::Severity;
use crate::tables::did_you_mean;

/// Explain a check: what it means, an example, how to silence it
///
/// A family ("org") lists its checks. What is wrong with configuration, packs and files (config/…,
/// pack/…, input/…) is explained as well.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    newslint explain org/name\n  \
    newslint explain date\n  \
    newslint explain input/too-long")]
pub(super) struct Options {
    /// The check, as it stands in brackets after the severity: org/name
    check: String,
}

pub(super) fn run(options: &Options) -> Outcome {
    let name = options.check.as_str();
    let mut out = io::stdout().lock();
    if let Some(check) = checks::find(name) {
        describe(check.info(), &mut out)?;
    } else if let Some(fault) = faults::find(name) {
        describe_fault(fault, &mut out)?;
    } else if !family(name, &mut out)? {
        let known = checks::known_names().into_iter().chain(faults::ALL.iter().map(|f| f.name));
        let hint = did_you_mean(name, known);
        let hint = hint.unwrap_or_else(|| "`newslint list checks` names them all".to_owned());
        return Err(refuse(format!("no check is called \"{name}\": {hint}")));
    }
    Ok(0)
}

/// Lists what belongs to a family; false where there is none of that name.
fn family(name: &str, out: &mut dyn Write) -> io::Result<bool> {
    let own = |whole: &str| whole.split_once('/').is_some_and(|(family, _)| family == name);
    let checks = checks::ALL.iter().map(|check| (check.info().name, check.info().summary));
    let all = checks.chain(faults::ALL.iter().map(|fault| (fault.name, fault.meaning)));
    let members: Vec<(&str, &str)> = all.filter(|(whole, _)| own(whole)).collect();
    let width = members.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    for (name, summary) in &members {
        writeln!(out, "{name:width$}  {summary}")?;
    }
    Ok(!members.is_empty())
}

fn describe_fault(fault: &Fault, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} ({})", fault.name, fault.severity.as_str())?;
    writeln!(out, "{}\n", wrapped(fault.meaning))?;
    writeln!(out, "{}\n", wrapped(&format!("What to do: {}.", fault.remedy)))?;
    let weight = match fault.severity {
        Severity::Error => "Everything else is checked all the same, and the exit status is 2.",
        _ => "Everything else is checked all the same; the exit status does not change.",
    };
    writeln!(out, "{weight} No level and no stet silences it.")
}

fn describe(info: &Info, out: &mut dyn Write) -> io::Result<()> {
    let opt_in = if info.default { "" } else { ", opt-in" };
    writeln!(out, "{} ({}{opt_in})", info.name, info.severity.as_str())?;
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
    writeln!(out, "{}\n", wrapped(mending(Fixes::of(info.name))))?;
    if let Some((title, files)) = example::of(info.name) {
        writeln!(out, "An example, of those that newslint's own tests run: {title}\n")?;
        write!(out, "{files}")?;
    }
    silencing(info, out)
}

fn mending(fixes: Fixes) -> &'static str {
    match fixes {
        Fixes::None => "Nothing mends it by itself: somebody has to decide what is right.",
        Fixes::Safe => "`newslint check --fix` mends it, outside quotations.",
        Fixes::Unsafe => {
            "`newslint check --fix --unsafe-fixes` mends what it can, outside quotations: look at the result; \
             `--diff` instead of `--fix` shows it before."
        }
        Fixes::Both => {
            "`newslint check --fix` mends what can't change the meaning, outside quotations; with \
             `--unsafe-fixes` it mends more: look at the result."
        }
    }
}

fn silencing(info: &Info, out: &mut dyn Write) -> io::Result<()> {
    let name = info.name;
    writeln!(out, "To change how much it matters, in newslint.toml:\n")?;
    let level = if info.default { "off" } else { info.severity.as_str() };
    writeln!(
        out,
        "    [levels]\n    \"{name}\" = \"{level}\"          # error, warning, note or off\n"
    )?;
    writeln!(out, "    [[override]]                # for some articles")?;
    writeln!(out, "    paths = [\"opinion/**\"]\n    levels = {{ \"{name}\" = \"off\" }}\n")?;
    writeln!(out, "or for one run: newslint check --level {name}={level}\n")?;
    writeln!(
        out,
        "To let a finding stand, with the reason: in Markdown on the line or before it\n"
    )?;
    writeln!(out, "    <!-- stet {name}: as the outlet wrote it -->\n")?;
    writeln!(
        out,
        "in the front matter for the whole article, `stet: [{name}]`, or in newslint.toml:\n"
    )?;
    writeln!(out, "    [[stet]]\n    path = \"published/2020/**\"\n    check = \"{name}\"")?;
    writeln!(out, "    reason = \"as the outlet wrote it\"\n")?;
    writeln!(out, "`newslint stet FILE:LINE --reason '…'` writes it where it belongs.")
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
