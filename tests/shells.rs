//! Completion scripts and manual pages, as real shells and real `man` programs read them. A shell that
//! is not installed is left out; bash is asked to complete.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn newslint(arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_newslint")).args(arguments).output().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
    output
}

/// Hands a text to a program; nothing where the program is not installed.
fn reads(program: &str, arguments: &[&str], text: &[u8]) -> Option<Output> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take().unwrap().write_all(text).unwrap();
    Some(child.wait_with_output().unwrap())
}

#[test]
fn shells_accept_their_scripts() {
    for (shell, flag) in [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")] {
        let script = newslint(&["completions", shell]).stdout;
        assert!(script.len() > 2000, "{shell}");
        if let Some(output) = reads(shell, &[flag], &script) {
            assert!(output.status.success() && output.stderr.is_empty(), "{shell}: {output:?}");
        }
    }
    for shell in ["powershell", "elvish"] {
        assert!(newslint(&["completions", shell]).stdout.len() > 2000, "{shell}");
    }
}

/// What bash offers after some words, the last of which is half typed.
#[cfg(unix)]
fn completed(words: &str) -> Option<Vec<String>> {
    let mut script = newslint(&["completions", "bash"]).stdout;
    let ask = "\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_newslint newslint \"${COMP_WORDS[COMP_CWORD]}\" \
               \"${COMP_WORDS[COMP_CWORD - 1]}\"\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
    script.extend(format!("\nCOMP_WORDS=({words}){ask}").bytes());
    let output = reads("bash", &["--norc", "-s"], &script)?;
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_options_and_names_of_checks() {
    for (words, offered) in [
        ("newslint expl", &["explain"][..]),
        ("newslint explain org/na", &["org/name"]),
        ("newslint check --select date/week", &["date/weekday"]),
        ("newslint check --format sar", &["sarif"]),
        ("newslint check --write-b", &["--write-baseline"]),
        ("newslint completions f", &["fish"]),
    ] {
        if let Some(found) = completed(words) {
            assert_eq!(found, offered, "{words}");
        }
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::TempDir::new().unwrap();
    let into = folder.path().join("share/man/man1");
    let written = newslint(&["man", "--output", into.to_str().unwrap()]);
    let help = String::from_utf8(newslint(&["--help"]).stdout).unwrap();
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = listed
        .map_while(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() >= 14, "{commands:?}");
    let pages = format!("wrote {} manual pages into", commands.len() + 1);
    assert!(String::from_utf8(written.stdout).unwrap().starts_with(&pages));
    for name in commands.iter().map(|name| format!("newslint-{name}")).chain(["newslint".into()]) {
        let text = std::fs::read_to_string(into.join(format!("{name}.1"))).unwrap();
        let titled = format!(".TH {name} 1");
        assert!(text.contains(&titled), "{name}");
        for (reader, arguments) in
            [("man", &["--warnings", "-l", "-"][..]), ("mandoc", &["-T", "utf8", "-W", "error"])]
        {
            let Some(output) = reads(reader, arguments, text.as_bytes()) else { continue };
            assert!(output.status.success() && output.stderr.is_empty(), "{reader}: {output:?}");
            assert!(output.stdout.len() > 400, "{reader} {name}");
        }
    }
}
