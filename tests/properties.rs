//! Whatever the bytes, `check` neither panics nor points outside the file.

use std::io;
use std::path::Path;

use newslint::checks;
use newslint::config;
use newslint::finding::Finding;
use newslint::policy::{CliLevels, Policy};
use newslint::report::{self, Format, Report, Summary};
use newslint::session::{Job, Session, Setup};
use newslint::stylebook::Stylebook;
use proptest::prelude::*;

const PACK: &str = r#"
[[organization]]
name = "Harbour Safety Inspection Agency"
acronym = "HSIA"
not = ["Harbour Inspectors Agency"]
[[person]]
name = "Adaeze Thornbury"
not = ["Adaeze Thornberry"]
office = [{ title = "mayor", from = 2020-01-01, until = 2021-01-01 }]
[[term]]
use = "cybersecurity"
not = ["cyber security"]
[[term]]
either = ["adviser", "advisor"]
within = "archive"
[[pattern]]
id = "p"
match = 'a+b'
message = "m"
use = "b"
"#;

/// Pieces that the checks look for, and the marks that confuse readers of text.
fn pieces() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Harbour Safety Agency (HSIA)",
        "Harbour Inspectors Agency",
        "Mayor Adaeze Thornberry",
        "Adaeze Thornbury",
        "Thornbry",
        "cyber security",
        "Cyber\nsecurity",
        "adviser",
        "advisor",
        "Tuesday, November 17, 2021",
        "February 30",
        "taken on July 30, 2018 and on July 31, 2018",
        "“We will not go back to the old harbour before the winter”",
        "\"We will not go back to the old port before the winter”",
        "TK",
        "[NAME]",
        "aaab",
        "**Adaeze** Thorn&shy;bury",
        "[Harbour](http://x.example) Safety",
        "`cyber security`",
        "---\ntitle: Pier &amp; ferry\ndate: 2021-05-01\n---\n",
        "+++\ntitle = \"x\"\n+++\n",
        "WASHINGTON, Nov 17 (Agency) - ",
        "The National Harbour Council (NCH) and the NHC",
        "\r\n",
        "\n\n",
        "\r",
        "\u{a0}",
        "\u{200b}",
        "\u{202e}",
        "é",
        "😀",
        "\u{0}",
        "’s",
        ". ",
        ", ",
        " - ",
        "# ",
        "> ",
        "* ",
    ]);
    prop_oneof![6 => known.prop_map(str::to_owned), 2 => "[ -~]{0,12}", 1 => "\\PC{0,8}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(pieces(), 0..40).prop_map(|parts| parts.join(" "))
}

/// Checks two files through the whole pipeline and every report.
fn check(files: &[(&str, Vec<u8>)], pack: &str, configuration: &str) -> Vec<Finding> {
    let known = checks::known_names();
    let (config, mut faults) = config::parse("newslint.toml", Path::new(""), configuration, &known);
    let (stylebook, more) = Stylebook::from_toml(&[("lints/house.toml", pack)]);
    faults.extend(more);
    let policy = Policy::new(&config, CliLevels::default());
    let reader = |path: &str| {
        let file = files.iter().find(|(name, _)| *name == path);
        file.map(|(_, bytes)| bytes.clone()).ok_or_else(|| io::ErrorKind::NotFound.into())
    };
    let mut session = Session::new(Setup {
        reader: &reader,
        config: &config,
        stylebook: &stylebook,
        policy: &policy,
        date: None,
        threads: Some(1),
        whole: false,
    });
    let jobs: Vec<Job> = files
        .iter()
        .map(|(path, _)| Job { path: (*path).into(), reported: true, authority: false })
        .collect();
    session.read(&jobs);
    let (findings, _) = session.findings(faults);
    let source = |path: &str| session.source(path);
    let report = Report {
        findings: &findings,
        source: &source,
        color: false,
        width: 80,
        summary: Some(Summary::default()),
    };
    for (format, _) in Format::NAMES {
        let mut out = Vec::new();
        report::write(format, &mut out, &report).expect("memory can be written");
        let text = String::from_utf8(out).expect("output is UTF-8");
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    }
    findings
}

fn places_are_inside(files: &[(&str, Vec<u8>)], findings: &[Finding]) {
    for finding in findings {
        let labels = std::iter::once(&finding.primary).chain(&finding.related);
        for label in labels {
            let Some((_, bytes)) = files.iter().find(|(p, _)| *p == &*label.place.path) else {
                continue;
            };
            if let Some(at) = &label.at {
                assert!(at.start.offset <= at.end.offset, "{finding:?}");
                assert!(at.end.offset <= bytes.len() as u64, "{finding:?}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_bytes(a in prop::collection::vec(any::<u8>(), 0..400), b in text()) {
        let files = [("a.md", a.clone()), ("a.txt", a), ("b.txt", b.into_bytes())];
        places_are_inside(&files, &check(&files, PACK, ""));
    }

    #[test]
    fn any_markdown_and_text(a in text(), b in text()) {
        let files = [
            ("2021-01-02-a.md", a.clone().into_bytes()),
            ("a.txt", a.into_bytes()),
            ("b.md", b.into_bytes()),
        ];
        places_are_inside(&files, &check(&files, PACK, ""));
    }

    #[test]
    fn any_toml(pack in text(), config in text(), cut in 0..PACK.len()) {
        let files = [("a.txt", b"Mayor Adaeze Thornberry met an advisor.\n".to_vec())];
        check(&files, &pack, &config);
        let half = PACK.get(..cut).unwrap_or(PACK);
        check(&files, &format!("{half}{pack}"), &config);
    }
}
