//! The texts that `newslint init` writes: newslint.toml for a folder as it is, and a first pack.

use std::fmt::Write;

use toml::Value;

use super::layout::{Group, Layout};
use super::survey::Survey;
use crate::report::count;
use crate::stylebook::builtin::EVERYWHERE;

/// The configuration of a project.
pub(super) fn text(layout: &Layout, survey: &Survey, packs: &[String]) -> String {
    let mut out = String::from(
        "# newslint reads this file for every article below this folder.\n\n[articles]\n",
    );
    folders(&mut out, layout);
    dates(&mut out, survey);
    let mut used: Vec<String> = EVERYWHERE.map(str::to_owned).to_vec();
    used.push("house".to_owned());
    used.extend_from_slice(packs);
    out.push_str(&REST.replace("@USE", &list(&used)));
    facts(&mut out, survey);
    out
}

/// A list in TOML.
fn list(items: &[String]) -> String {
    let items: Vec<String> =
        items.iter().map(|item| Value::from(item.as_str()).to_string()).collect();
    format!("[{}]", items.join(", "))
}

/// A comment: nothing that stands in a name can end it.
fn comment(out: &mut String, text: &str) {
    let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    out.push_str("# ");
    out.extend(text.chars().map(plain));
    out.push('\n');
}

fn folders(out: &mut String, layout: &Layout) {
    let said = |group: &Group| format!("{}: {}", group.pattern, count(group.articles, "article"));
    out.push_str("# Articles of the project, patterns as in .gitignore. Without this line: all .txt and .md files.\n");
    if layout.groups.is_empty() {
        out.push_str("# include = [\"drafts/**\", \"published/**\"]\n");
    } else {
        let patterns = layout.groups.iter().map(|group| group.pattern.clone());
        let patterns: Vec<String> = patterns.chain(layout.but.iter().cloned()).collect();
        layout.groups.iter().for_each(|group| comment(out, &said(group)));
        let _ = writeln!(out, "include = {}", list(&patterns));
    }
    if !layout.passed_over.is_empty() {
        let names: Vec<String> = layout.passed_over.iter().map(said).collect();
        comment(out, &format!("Left out, since their names say nothing: {}", names.join("; ")));
    }
    out.push_str(
        "# Published articles: drafts are compared with them, they are not reported themselves.\n",
    );
    let archive: Vec<String> = layout.archive().map(|group| group.pattern.clone()).collect();
    if archive.is_empty() {
        out.push_str("# archive = [\"published/**\"]\n");
    } else {
        let _ = writeln!(out, "archive = {}", list(&archive));
    }
}

fn dates(out: &mut String, survey: &Survey) {
    let dates = survey.dates();
    out.push_str(
        "# Where publication dates stand, before a dateline and --date. By default: the usual keys of front\n\
         # matter, and paths with 2026/03/14 or 2026-03-14 in them.\n",
    );
    if survey.articles > 0 {
        let (dated, all) = (dates.dated, count(survey.articles, "article"));
        comment(
            out,
            &format!("Of {all} that were looked at, {dated} say when they were published."),
        );
    }
    if dates.setting.is_empty() {
        out.push_str("# date = [\"front-matter:date\", \"path:%Y/%m/%d\"]\n");
    } else {
        let _ = writeln!(out, "date = {}", list(&dates.setting));
    }
    out.push_str("# timezone = \"America/New_York\"      # of dates with a time of day\n");
}

/// What the front matter has, and what can be done with it.
fn facts(out: &mut String, survey: &Survey) {
    out.push_str("\n# What files don't say about themselves: date, lang, desk, source.\n");
    let keys = survey.keys();
    if !keys.is_empty() {
        let keys: Vec<String> = keys.iter().map(|(key, n)| format!("{key} ({n})")).collect();
        let all = count(survey.articles, "article");
        comment(out, &format!("Keys in the front matter of {all}: {}.", keys.join(", ")));
    }
    for (key, values) in survey.telling() {
        comment(out, &format!("{key}: {}", values.join(", ")));
    }
    if let Some((key, values)) = survey.telling().first() {
        let value = values.first().copied().unwrap_or_default();
        comment(
            out,
            &format!("A rule can be bound to such a key: where = {{ {key} = \"{value}\" }}"),
        );
    }
    if survey.drafts() > 0 {
        let drafts = count(survey.drafts(), "article");
        let what =
            "newslint tells drafts from published articles by their folders, not by such a key.";
        comment(out, &format!("{drafts} called draft in the front matter: {what}"));
    }
    out.push_str("# [[article]]\n# path = \"published/wire/**\"\n# source = \"Northern Press\"\n");
}

const REST: &str = r#"
[packs]
# Built-in packs (see `newslint list packs`) and files below lints/.
# en-us and en-gb check spelling by dialect: choose one, or neither. uk-government is for British
# newsrooms.
use = @USE

# [style]
# preset = "ap"                     # ap, reuters, guardian, bbc, economist, chicago or gpo

[levels]
# A check or a whole family: error, warning, note or off. `newslint list checks` names them.
# "org/variant" = "error"
# "style" = "off"

# [[override]]
# paths = ["opinion/**"]
# levels = { "person/given-name" = "off" }
"#;

/// The first pack.
pub(super) const HOUSE: &str = r#"# The house's own rules. Each can carry examples: `newslint test` runs them.

[pack]
name = "house"
description = "House style"

[[term]]
use = "cybersecurity"
not = ["cyber security", "cyber-security"]
note = "one word since 2019"
example = [
  { bad = "A cyber security firm found the flaw.", good = "A cybersecurity firm found the flaw." },
]

# [[organization]]
# name = "Harbour Safety Inspection Agency"
# acronym = "HSIA"
# not = ["Harbour Inspection Agency"]

# [[person]]
# name = "Adaeze Thornbury"
# also = ["Ada Thornbury"]
# not = ["Adaeze Thornberry"]
# office = [{ title = "mayor", from = 2023-05-12 }]

# [[distinct]]
# names = ["Ada Thornbury", "Ida Thornbury"]
"#;
