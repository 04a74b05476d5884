//! `newslint init`: a commented configuration and a first pack, for the folder as it is.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Outcome, refuse, whole};

/// Write a commented newslint.toml and lints/house.toml
///
/// Looks at the folder, asks nothing, overwrites nothing.
#[derive(Args, Debug)]
pub(super) struct Options {
    /// The folder of the project
    #[arg(default_value = ".")]
    folder: PathBuf,
}

/// Folder names that mostly hold what is published already.
const ARCHIVES: [&str; 6] = ["published", "archive", "posts", "_posts", "stories", "articles"];
/// Folder names that mostly hold what is not.
const DRAFTS: [&str; 4] = ["drafts", "_drafts", "desk", "incoming"];

pub(super) fn run(options: &Options) -> Outcome {
    let folder = &options.folder;
    if !folder.is_dir() {
        return Err(refuse(format!("{} is no folder", folder.display())));
    }
    let config = folder.join("newslint.toml");
    let house = folder.join("lints").join("house.toml");
    let existing: Vec<String> =
        [&config, &house].iter().filter(|p| p.exists()).map(|p| p.display().to_string()).collect();
    if !existing.is_empty() {
        return Err(refuse(format!(
            "{} {} already: nothing was written",
            existing.join(" and "),
            if existing.len() == 1 { "exists" } else { "exist" }
        )));
    }
    std::fs::create_dir_all(folder.join("lints"))?;
    whole::write(&house, HOUSE, false)?;
    whole::write(&config, &configuration(folder), false)?;
    let mut out = io::stdout().lock();
    writeln!(out, "wrote {} and {}", config.display(), house.display())?;
    writeln!(out, "next: newslint check {}", folder.display())?;
    Ok(0)
}

fn configuration(folder: &Path) -> String {
    let present = |names: &[&str]| -> Vec<String> {
        names.iter().filter(|n| folder.join(n).is_dir()).map(|n| format!("\"{n}/**\"")).collect()
    };
    let (archives, drafts) = (present(&ARCHIVES), present(&DRAFTS));
    let globs = |list: &[String]| format!("[{}]", list.join(", "));
    let include = if drafts.is_empty() && archives.is_empty() {
        "# include = [\"drafts/**\", \"published/**\"]".to_owned()
    } else {
        format!("include = {}", globs(&[drafts.clone(), archives.clone()].concat()))
    };
    // With nowhere to put drafts, the published articles are what is checked.
    let archive = if drafts.is_empty() || archives.is_empty() {
        "# archive = [\"published/**\"]".to_owned()
    } else {
        format!("archive = {}", globs(&archives))
    };
    CONFIGURATION.replace("@INCLUDE", &include).replace("@ARCHIVE", &archive)
}

const CONFIGURATION: &str = r#"# newslint reads this file for every article below this folder.

[articles]
# Articles of the project, as in .gitignore. Without this line: all .txt and .md files.
@INCLUDE
# Published articles: drafts are compared with them, they are not reported themselves.
@ARCHIVE
# Where publication dates are found when an article's front matter or dateline has none.
# date = ["front-matter:date", "path:%Y/%m/%d"]

[packs]
# Built-in packs (see `newslint list packs`) and files below lints/.
# en-us and en-gb check spelling by dialect: choose one, or neither. uk-government is for British
# newsrooms.
use = ["us-federal", "us-officials", "us-congress", "eu-un", "titles", "house"]

[levels]
# A check or a whole family: error, warning, note or off.
# "org/variant" = "error"
# "style" = "off"

# [[override]]
# paths = ["opinion/**"]
# levels = { "person/given-name" = "off" }
"#;

const HOUSE: &str = r#"# The house's own rules. Each can carry examples: `newslint test` runs them.

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
