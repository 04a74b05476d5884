//! Hand-made findings, drawn.

use super::*;
use crate::finding::RuleRef;

const PARAGRAPH: &str = "Ada Quill, a spokeswoman for the Harbor and Rivers Board, said on Friday \
    that the new ferry would cost $12 million, that it would carry 300 passengers and that the \
    board, which voted 7-2 after months of debate, expected it to enter service in the spring of \
    2027; a second ferry, she added, would cost $14 million.\n";

/// Compares a drawing with lines that start with a bar, so that their indent counts.
#[track_caller]
fn check(drawn: &str, expected: &str) {
    let expected: Vec<_> =
        expected.lines().filter_map(|line| line.trim_start().strip_prefix('▏')).collect();
    let expected = expected.join("\n");
    let drawn: Vec<_> = drawn.lines().map(str::trim_end).collect();
    let drawn = drawn.join("\n");
    assert!(drawn == expected, "drawn:\n{drawn}\n\nexpected:\n{expected}\n");
}

#[test]
fn both_places_are_shown_in_their_own_files() {
    let wire = format!("Ferry\n\n\n\n{}", PARAGRAPH.replace("Harbor", "Harbour"));
    let desk = Desk::new(&[
        ("drafts/a.txt", &format!("Ferry\n\n{PARAGRAPH}")),
        ("published/b.txt", &wire),
    ]);
    let rule = RuleRef { id: "town/board".into(), path: "lints/town.toml".into(), line: 14 };
    let finding = desk
        .finding(
            "drafts/a.txt",
            "Harbor and Rivers Board",
            "\"Harbor and Rivers Board\" is misspelled",
        )
        .label("the official name is \"Harbour and Rivers Board\"")
        .related(desk.place("published/b.txt", "Harbour and Rivers Board"), "as here")
        .rule(&rule)
        .note("both: Ada Quill speaks for it")
        .help("replace with \"Harbour and Rivers Board\" (--fix)");
    check(
        &desk.show(finding),
        r#"
        ▏error[org/name]: "Harbor and Rivers Board" is misspelled
        ▏  ┌─ drafts/a.txt:3:34
        ▏  │
        ▏3 │ Ada Quill, a spokeswoman for the Harbor and Rivers Board, said on Friday …
        ▏  │                                  ^^^^^^^^^^^^^^^^^^^^^^^ the official name is "Harbour and Rivers Board"
        ▏  │
        ▏  ┌─ published/b.txt:5:34
        ▏  │
        ▏5 │ Ada Quill, a spokeswoman for the Harbour and Rivers Board, said on Friday …
        ▏  │                                  ------------------------ as here
        ▏  │
        ▏  = rule: town/board, lints/town.toml:14
        ▏  = both: Ada Quill speaks for it
        ▏  = help: replace with "Harbour and Rivers Board" (--fix)
        "#,
    );
}

#[test]
fn labels_of_a_paragraph_share_a_window_or_have_their_own() {
    let desk = Desk::new(&[("a.txt", PARAGRAPH)]);
    let near = desk
        .finding("a.txt", "$12 million", "near")
        .related(desk.place("a.txt", "ferry"), "this ferry");
    check(
        &desk.show(near),
        r#"
        ▏error[org/name]: near
        ▏  ┌─ a.txt:1:104
        ▏  │
        ▏1 │ … that the new ferry would cost $12 million, that it would carry 300 …
        ▏  │                -----            ^^^^^^^^^^^
        ▏  │                │
        ▏  │                this ferry
        "#,
    );
    let far = desk
        .finding("a.txt", "$14 million", "far")
        .label("here")
        .related(desk.place("a.txt", "$12 million"), "first stated here");
    check(
        &desk.show(far),
        r#"
        ▏error[org/name]: far
        ▏  ┌─ a.txt:1:302
        ▏  │
        ▏1 │ … ferry would cost $12 million, that it would carry 300 passengers and …
        ▏  │                    ----------- first stated here
        ▏1 │ … in the spring of 2027; a second ferry, she added, would cost $14 million.
        ▏  │                                                                ^^^^^^^^^^^ here
        "#,
    );
}

#[test]
fn labels_on_other_lines_have_their_own_excerpt() {
    let desk = Desk::new(&[("a.txt", &format!("Ferry to cost $14 million\n\n{PARAGRAPH}"))]);
    let finding = desk
        .finding("a.txt", "$12 million", "figures differ")
        .related(desk.place("a.txt", "$14 million"), "the headline says this");
    check(
        &desk.show(finding),
        r#"
        ▏error[org/name]: figures differ
        ▏  ┌─ a.txt:3:104
        ▏  │
        ▏3 │ … ferry would cost $12 million, that it would carry 300 passengers and …
        ▏  │                    ^^^^^^^^^^^
        ▏  │
        ▏  ┌─ a.txt:1:15
        ▏  │
        ▏1 │ Ferry to cost $14 million
        ▏  │               ----------- the headline says this
        "#,
    );
}

#[test]
fn a_label_longer_than_the_window_is_elided_inside() {
    let mut desk = Desk::new(&[("a.txt", PARAGRAPH)]);
    desk.width = 50;
    let finding = desk.finding(
        "a.txt",
        "the new ferry would cost $12 million, that it would carry 300 passengers and that the board",
        "long",
    );
    check(
        &desk.show(finding),
        r#"
        ▏error[org/name]: long
        ▏  ┌─ a.txt:1:79
        ▏  │
        ▏1 │ … the new ferry would … and that the board…
        ▏  │   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        "#,
    );
}

#[test]
fn nothing_from_an_article_or_a_path_reaches_the_terminal_raw() {
    let path = "\u{1b}]0;x\u{7}.txt";
    let desk = Desk::new(&[(path, "The \u{1b}[31mboard\u{202e}\tmet\u{9b}2J here.")]);
    let finding = desk
        .finding(path, "board\u{202e}\tmet", "\u{1b}[2Jgone\nand on")
        .label("\u{202e}label")
        .related(Place { path: "\u{7}b".into(), span: Span::default() }, "\u{7}bell")
        .note("one\ntwo\u{1b}")
        .help("\u{200b}help");
    check(
        &desk.show(finding),
        r#"
        ▏error[org/name]: ?[2Jgone and on
        ▏  ┌─ ?]0;x?.txt:1:10
        ▏  │
        ▏1 │ The ?[31mboard� met¿2J here.
        ▏  │          ^^^^^^^^^^ �label
        ▏  │
        ▏  = see ?b:1:1: ?bell
        ▏  = one
        ▏    two?
        ▏  = help: �help
        "#,
    );
}

#[test]
fn carets_stand_under_wide_and_combining_characters() {
    let desk = Desk::new(&[("a.txt", "Jose\u{301} flew to 東京 with 🎉 Ada.")]);
    let finding = desk
        .finding("a.txt", "東京", "wide")
        .related(desk.place("a.txt", "Jose\u{301}"), "combining")
        .related(desk.place("a.txt", "🎉"), "emoji");
    check(
        &desk.show(finding),
        r#"
        ▏error[org/name]: wide
        ▏  ┌─ a.txt:1:15
        ▏  │
        ▏1 │ José flew to 東京 with 🎉 Ada.
        ▏  │ ----         ^^^^      -- emoji
        ▏  │ │
        ▏  │ combining
        "#,
    );
}

#[test]
fn line_ends_and_file_ends_can_be_marked() {
    let desk = Desk::new(&[("a.txt", "One.\r\nTwo\r\nThree"), ("empty.txt", "")]);
    let at = |path: &str, start, end| Place { path: path.into(), span: Span::new(start, end) };
    let finding = Finding::new("style/end", Severity::Warning, at("a.txt", 6, 13), "two lines")
        .related(at("a.txt", 16, 16), "end of file")
        .related(at("empty.txt", 0, 0), "empty file")
        .related(at("a.txt", 4, 6), "a line end");
    check(
        &desk.show(finding),
        r#"
        ▏warning[style/end]: two lines
        ▏  ┌─ a.txt:2:1
        ▏  │
        ▏2 │ Two
        ▏  │ ^^^
        ▏  │
        ▏  ┌─ a.txt:3:6
        ▏  │
        ▏3 │ Three
        ▏  │      - end of file
        ▏  │
        ▏  ┌─ empty.txt:1:1
        ▏  │
        ▏1 │
        ▏  │ - empty file
        ▏  │
        ▏  ┌─ a.txt:1:5
        ▏  │
        ▏1 │ One.
        ▏  │     - a line end
        "#,
    );
}

#[test]
fn a_file_that_vanished_is_named_without_an_excerpt() {
    let desk = Desk::new(&[("a.txt", "Ferry\n")]);
    let gone = Place { path: "gone.txt".into(), span: Span::new(5, 9) };
    let evidence =
        desk.finding("a.txt", "Ferry", "differs").related(gone.clone(), "as it was here");
    check(
        &desk.show(evidence),
        r#"
        ▏error[org/name]: differs
        ▏  ┌─ a.txt:1:1
        ▏  │
        ▏1 │ Ferry
        ▏  │ ^^^^^
        ▏  │
        ▏  = see gone.txt:1:1: as it was here
        "#,
    );
    let primary = Finding::new("input/unreadable", Severity::Error, gone, "file vanished")
        .related(desk.place("a.txt", "Ferry"), "named here")
        .help("run again");
    check(
        &desk.show(primary),
        r#"
        ▏error[input/unreadable]: file vanished
        ▏  ┌─ gone.txt:1:1
        ▏  │
        ▏  = see a.txt:1:1: named here
        ▏  = help: run again
        "#,
    );
    let bare = Finding::file("input/unreadable", Severity::Error, "gone.txt", "file vanished");
    check(
        &desk.show(bare),
        r#"
        ▏error[input/unreadable]: file vanished
        ▏  ┌─ gone.txt:1:1
        "#,
    );
}

#[test]
fn three_pieces_of_evidence_are_shown_and_the_rest_is_counted() {
    let paths = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"];
    let desk = Desk::new(&paths.map(|path| (path, "Ferry\n")));
    let mut finding = desk.finding("a.txt", "Ferry", "differs");
    for path in &paths[1..] {
        finding = finding.related(desk.place(path, "Ferry"), "as here");
    }
    finding.more = 6;
    check(
        &desk.show(finding),
        r#"
        ▏error[org/name]: differs
        ▏  ┌─ a.txt:1:1
        ▏  │
        ▏1 │ Ferry
        ▏  │ ^^^^^
        ▏  │
        ▏  ┌─ b.txt:1:1
        ▏  │
        ▏1 │ Ferry
        ▏  │ ----- as here
        ▏  │
        ▏  ┌─ c.txt:1:1
        ▏  │
        ▏1 │ Ferry
        ▏  │ ----- as here
        ▏  │
        ▏  ┌─ d.txt:1:1
        ▏  │
        ▏1 │ Ferry
        ▏  │ ----- as here
        ▏  │
        ▏  = and in 7 other articles
        "#,
    );
}

#[test]
fn the_last_lines_say_what_was_not_checked_and_count() {
    let mut desk = Desk::new(&[("a.txt", "Ferry\n")]);
    desk.summary =
        Summary { articles: 12, archive: 0, undated: 3, checks_without_date: 6, foreign: 0 };
    check(
        &desk.write(Format::Human, &[]),
        r#"
        ▏3 articles have no date: 6 checks did not run on them
        ▏no findings in 12 articles
        "#,
    );
    let finding = desk.finding("a.txt", "Ferry", "m");
    assert!(desk.write(Format::Human, &[finding]).ends_with(
        "\n\n3 articles have no date: 6 checks did not run on them\n1 error in 1 of 12 articles\n"
    ));
}

#[test]
fn colour_is_codespans_own_and_only_on_request() {
    let mut desk = Desk::new(&[("a.txt", "Ferry\n")]);
    let finding = desk.finding("a.txt", "Ferry", "m");
    assert!(!desk.write(Format::Human, std::slice::from_ref(&finding)).contains('\u{1b}'));
    desk.color = true;
    let text = desk.write(Format::Human, &[finding]);
    assert!(text.starts_with("\u{1b}[0m\u{1b}[1m\u{1b}[38;5;9merror[org/name]"), "{text:?}");
}
