//! Faults of TOML files, each with its exact place.

use super::*;
use crate::finding::Finding;
use crate::source::SourceFile;

const NAMES: Names = Names {
    syntax: "t/syntax",
    unknown_key: "t/unknown-key",
    wrong_type: "t/wrong-type",
    missing_key: "t/missing-key",
    bad_date: "t/bad-date",
};

/// Reads a text with a made-up table and lists its faults as `line:column check message`.
fn faults(text: &str) -> Vec<String> {
    let file = Arc::new(SourceFile::utf8("t.toml", text.to_owned()));
    let faults = Faults::new(file.clone(), NAMES);
    {
        let document = Document::parse(&faults);
        let mut root = document.root(&faults);
        for mut rule in root.tables("rule") {
            rule.required_str("name");
            rule.strs("not");
            rule.date("since");
            rule.bool("known");
            rule.severity("severity");
            for mut office in rule.tables("office") {
                office.required_str("title");
                office.finish();
            }
            rule.finish();
        }
        root.finish();
    }
    faults.into_findings().iter().map(|f| show(&file, f)).collect()
}

fn show(file: &SourceFile, finding: &Finding) -> String {
    let at = file.position(finding.primary.place.span.start);
    format!("{}:{} {} {}", at.line, at.column, finding.check, finding.message)
}

#[test]
fn all_faults_of_a_file_are_found_at_once() {
    let text = "[[rule]]\nname = 3\nnot = \"x\"\nknwon = true\n\n[[rule]]\nsince = 2020\n\
                known = \"yes\"\nnot = [\"a\", 1, \" \"]\nseverity = \"warn\"\n\
                office = [{ titel = \"x\" }]\n[[ruel]]\n";
    assert_eq!(
        faults(text),
        [
            "2:8 t/wrong-type `name` must be text in quotes, not a number",
            "3:7 t/wrong-type `not` must be a list of texts, as in [\"…\", \"…\"], not text",
            "4:1 t/unknown-key [[rule]] has no key \"knwon\"",
            "6:1 t/missing-key [[rule]] needs the key `name`",
            "7:9 t/bad-date `since` is no date: write a day as 2020-11-17",
            "8:9 t/wrong-type `known` must be true or false, not text",
            "9:13 t/wrong-type `not` must be a list of texts only, not a number",
            "9:16 t/wrong-type a text in `not` is blank",
            "10:12 t/wrong-type \"severity\" must be \"error\", \"warning\" or \"note\", \
             not \"warn\"",
            "11:11 t/missing-key `office` needs the key `title`",
            "11:13 t/unknown-key `office` has no key \"titel\"",
            "12:3 t/unknown-key the file has no key \"ruel\"",
        ]
    );
}

#[test]
fn single_brackets_are_explained() {
    assert_eq!(
        faults("[rule]\nname = \"x\"\n"),
        ["1:1 t/wrong-type write [[rule]] with double brackets: there may be many"]
    );
}

#[test]
fn a_syntax_error_is_told_once_and_drags_nothing_behind_it() {
    let found = faults("[[rule]]\nname = \n[[rule]]\nname = \"b\"\nnaem = 1\n");
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("2:8 t/syntax no valid TOML: "), "{found:#?}");
    assert!(found[1].starts_with("5:1 t/unknown-key"), "{found:#?}");
    assert_eq!(faults(&"= 1\n".repeat(50)).len(), 3);
}

#[test]
fn dates_come_bare_or_in_quotes() {
    for good in ["2020-11-17", "\"2020-11-17\"", "'2020-02-29'"] {
        assert_eq!(faults(&format!("[[rule]]\nname = 'x'\nsince = {good}\n")), [""; 0], "{good}");
    }
    for bad in [
        "'17 Nov 2020'",
        "2020-11-17T10:00:00Z",
        "'2019-02-29'",
        "10:00:00",
        "2020-02-30",
        "2020-13-01",
    ] {
        let found = faults(&format!("[[rule]]\nname = 'x'\nsince = {bad}\n"));
        assert!(found.len() == 1 && found[0].starts_with("3:9 t/bad-date"), "{bad} {found:?}");
    }
}

proptest::proptest! {
    #[test]
    fn arbitrary_text_never_panics(text in "\\PC{0,80}") {
        faults(&text);
    }

    #[test]
    fn arbitrary_tables_never_panic(
        text in "((\\[\\[?(rule|x)\\]\\]?|name|not|since|office|é|=| |\n|\"|'|\\[|\\]|\\{|\\}|,|2020-02-30|#){0,40})"
    ) {
        for finding in faults(&text) {
            proptest::prop_assert!(!finding.is_empty());
        }
    }
}

#[test]
fn giant_and_deep_files_are_read_within_bounds() {
    assert_eq!(faults(&"= \n".repeat(700_000)).len(), 1);
    assert_eq!(faults(&format!("[[rule]]\nname = '{}'\n", "x".repeat(2_000_000))), [""; 0]);
    for deep in ["[", "{a=", "a.", "[a."] {
        assert!(!faults(&deep.repeat(100_000)).is_empty(), "{deep}");
    }
    assert!(!faults(&format!("{}a = 1\n", "a.".repeat(100_000))).is_empty());
    assert!(!faults(&format!("[{}a]\n", "a.".repeat(100_000))).is_empty());
}
