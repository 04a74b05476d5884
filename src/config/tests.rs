//! Configurations with faults, each found at its exact place; sound ones and what became of them.

use super::*;
use crate::article::date::{PathPattern, Pattern};

const CHECKS: [&str; 4] = ["org/name", "org/variant", "date/weekday", "style/term"];

fn read(text: &str) -> (Config, Vec<String>) {
    let (config, findings) = parse("newslint.toml", Path::new(""), text, &CHECKS);
    let file = config.file.clone().unwrap();
    let show = |finding: &Finding| {
        let at = file.position(finding.primary.place.span.start);
        format!("{}:{} {}", at.line, at.column, finding.check)
    };
    let shown = findings.iter().map(show).collect();
    (config, shown)
}

#[test]
fn a_whole_configuration_is_read() {
    let (config, found) = read(
        r#"
[articles]
include = ["drafts/**", "published/**"]
archive = ["published/**"]
date = ["front-matter:date", "path:%Y/%m/%d"]
timezone = "America/New_York"

[[article]]
path = "003_*"
date = 2025-04-17
lang = "en-GB"

[style]
preset = "ap"

[packs]
use = ["us-federal", "house"]

[levels]
"org/variant" = "error"
style = "off"

[[override]]
paths = ["opinion/**"]
levels = { "org/name" = "note" }

[[stet]]
path = "published/2020/**"
check = "org/name"
text = "Infrastructure Agency"
reason = "as the outlet wrote it"
until = 2027-01-01
"#,
    );
    assert_eq!(found, [""; 0]);
    assert_eq!(config.archive, ["published/**"]);
    let path = PathPattern::new("%Y/%m/%d").unwrap();
    assert_eq!(config.date, [Pattern::FrontMatter("date".into()), Pattern::Path(path)]);
    assert!(config.articles[0].path.is_match("drafts/003_x.txt"));
    assert_eq!(config.preset.unwrap().0, "ap");
    let packs = config.packs.unwrap();
    assert_eq!(
        (packs[1].0.as_str(), packs[1].1.span.of(&config.file.unwrap().text)),
        ("house", "\"house\"")
    );
    assert_eq!(config.levels[1], ("style".to_owned(), Level::Off));
    assert_eq!(config.overrides[0].levels[0].1, Level::At(Severity::Note));
    assert!(config.stets[0].path.as_ref().unwrap().is_match("published/2020/11/a.txt"));
    assert_eq!(config.stets[0].place.span.of("\n"), "");
}

#[test]
fn each_fault_is_found_at_its_place() {
    for (text, expected) in [
        ("[articles\n", "1:10 config/syntax"),
        ("[artcles]\n", "1:2 config/unknown-key"),
        ("[articles]\ninclude = \"x\"\n", "2:11 config/wrong-type"),
        ("[articles]\narchive = [\"a\", \"x[z-a]\"]\n", "2:17 config/bad-glob"),
        ("[articles]\ndate = [\"frontmatter:date\"]\n", "2:9 config/bad-date-pattern"),
        ("[articles]\ndate = [\"front-matter:\"]\n", "2:9 config/bad-date-pattern"),
        ("[articles]\ndate = [\"path:%Y/%m\"]\n", "2:9 config/bad-date-pattern"),
        ("[articles]\ndate = [\"path:%Q\"]\n", "2:9 config/bad-date-pattern"),
        ("[[article]]\npath = \"a\"\ndate = \"17 April\"\n", "3:8 config/bad-date"),
        ("[[article]]\npath = \"a\"\n", "1:1 config/missing-key"),
        ("[[article]]\nlang = \"en\"\n", "1:1 config/missing-key"),
        ("[[article]]\npath = \"[a\"\nlang = \"en\"\n", "2:8 config/bad-glob"),
        ("[style]\ntitles = \"x\"\n", "2:1 config/unknown-key"),
        ("[packs]\nuse = [\"house\", 1]\n", "2:17 config/wrong-type"),
        ("[levels]\n\"org/nmae\" = \"off\"\n", "2:1 config/unknown-check"),
        ("[levels]\norg = \"of\"\n", "2:7 config/wrong-type"),
        ("[levels]\norg.name = \"off\"\n", "2:1 config/wrong-type"),
        ("[[override]]\nlevels = { org = \"off\" }\n", "1:1 config/missing-key"),
        ("[[override]]\npaths = []\nlevels = { org = \"off\" }\n", "2:1 config/wrong-type"),
        ("[[override]]\npaths = [\"!x\"]\nlevels = { org = \"off\" }\n", "2:10 config/bad-glob"),
        ("[[stet]]\ncheck = \"org/nam\"\n", "2:9 config/unknown-check"),
        ("[[stet]]\nreason = \"x\"\n", "1:1 config/missing-key"),
        ("[override]\n", "1:1 config/wrong-type"),
        ("[[packs]]\n", "1:1 config/wrong-type"),
    ] {
        let (config, found) = read(text);
        assert_eq!(found, [expected], "{text}");
        assert!(config.stets.is_empty(), "{text}");
    }
}

#[test]
fn all_faults_are_told_at_once_and_the_rest_is_kept() {
    let (config, found) = read(
        "[articles]\ninclude = [\"drafts/**\"]\nfoo = 1\n[levels]\norg = \"warn\"\n\
         \"date/weekday\" = \"note\"\ndat = \"off\"\n[[stet]]\nuntil = 1\ntext = \"x\"\n",
    );
    assert_eq!(
        found,
        [
            "3:1 config/unknown-key",
            "5:7 config/wrong-type",
            "7:1 config/unknown-check",
            "9:9 config/bad-date",
        ]
    );
    assert_eq!(config.include, ["drafts/**"]);
    assert_eq!(config.levels, [("date/weekday".to_owned(), Level::At(Severity::Note))]);
}

#[test]
fn slips_are_answered_with_the_word_that_was_meant() {
    let (_, findings) = parse(FILE_NAME, Path::new(""), "[levels]\nvariant = 'off'\n", &CHECKS);
    assert_eq!(findings[0].help.as_deref(), Some("did you mean \"org/variant\"?"));
    let (_, findings) = parse(FILE_NAME, Path::new(""), "[stlye]\n", &CHECKS);
    assert_eq!(findings[0].help.as_deref(), Some("did you mean \"style\"?"));
}

#[test]
fn the_configuration_is_found_by_walking_up() {
    let root = tempfile::tempdir().unwrap();
    let deep = root.path().join("drafts/today");
    std::fs::create_dir_all(&deep).unwrap();
    assert_eq!(find(&deep), None);
    let file = root.path().join(FILE_NAME);
    std::fs::write(&file, b"\xef\xbb\xbf[levels]\nx = 'off'\n").unwrap();
    assert_eq!(find(&deep.join("a.txt")), Some(file.clone()));
    assert_eq!(find(&deep.join("../../drafts")), Some(file.clone()));
    let (config, findings) = load(&file, &CHECKS);
    assert_eq!(config.file.as_ref().unwrap().bom, 3);
    assert_eq!((findings.len(), findings[0].check), (1, "config/unknown-check"));
    let article = deep.join("a.txt");
    assert_eq!(config.relative(article.to_str().unwrap()), "drafts/today/a.txt");
    std::fs::write(&file, b"# \xff\n").unwrap();
    assert_eq!(load(&file, &CHECKS).1[0].check, "config/unreadable");
}

#[test]
fn paths_are_seen_from_the_folder_of_the_configuration() {
    let seen = |root: &str, path: &str| {
        let config = Config { root: Some(root.into()), ..Config::default() };
        config.relative(path).into_owned()
    };
    assert_eq!(seen("", "./drafts/a.txt"), "drafts/a.txt");
    assert_eq!(seen(".", "drafts/a.txt"), "drafts/a.txt");
    assert_eq!(seen("news", "news/drafts/a.txt"), "drafts/a.txt");
    assert_eq!(seen("news", "other/a.txt"), "other/a.txt");
    assert_eq!(seen("", "drafts/../a.txt"), "a.txt");
    assert_eq!(seen("/srv/news", "/srv/news/./a.txt"), "a.txt");
    assert_eq!(seen("/srv/news", "/srv/news/drafts/a.txt"), "drafts/a.txt");
    assert_eq!(seen("/srv/news", "/srv/newsroom/a.txt"), "/srv/newsroom/a.txt");
    let below = std::env::current_dir().unwrap().join("drafts/a.txt");
    assert_eq!(seen("", below.to_str().unwrap()), "drafts/a.txt");
    assert_eq!(seen("..", "a.txt"), format!("{}/a.txt", here()));
}

fn here() -> String {
    let here = std::env::current_dir().unwrap();
    here.file_name().unwrap().to_str().unwrap().to_owned()
}

proptest::proptest! {
    #[test]
    fn arbitrary_configurations_never_panic(
        text in "((\\[\\[?(articles|article|style|packs|levels|override|stet)\\]\\]?\n|(include|archive|date|path|paths|use|levels|check|until) = |\"\\PC{0,8}\"\n|\\[\"\\PC{0,8}\"\\]\n|\\{ org = \"off\" \\}\n|path:%){0,30})"
    ) {
        let (config, findings) = parse("n.toml", Path::new(""), &text, &CHECKS);
        let file = config.file.unwrap();
        for finding in findings {
            proptest::prop_assert!(file.text.get(finding.primary.place.span.range()).is_some());
        }
    }

    #[test]
    fn arbitrary_globs_never_panic(glob in "[*?\\[\\]{}!/.a\\\\-]{0,12}") {
        let _ = compile(&glob);
        let _ = super::glob::gitignore_fault(&glob);
    }
}
