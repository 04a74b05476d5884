//! Quotations in sentences as newsrooms set them, and as they lose marks.

use super::*;

fn blocks(text: &str) -> Vec<Block> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split('\n') {
        out.push(Block { span: Span::new(at, at + line.len()), zone: Zone::Body, list: false });
        at += line.len() + 1;
    }
    out
}

/// Inner text and depth of every quotation.
fn cut(text: &str) -> Vec<(&str, u8)> {
    find(text, &blocks(text)).iter().map(|q| (q.inner.of(text), q.depth)).collect()
}

#[test]
fn plain_pairs() {
    assert_eq!(cut("“It rained,” she said."), [("It rained,", 1)]);
    assert_eq!(
        cut("\"It rained,\" she said, \"and it poured.\""),
        [("It rained,", 1), ("and it poured.", 1)]
    );
    assert_eq!(cut("The mayor («We win») left."), [("We win", 1)]);
    assert_eq!(cut("They said ``no money'' and left."), [("no money", 1)]);
    assert_eq!(
        cut("\" It rained, \" said Roe. \" It poured. \""),
        [(" It rained, ", 1), (" It poured. ", 1)]
    );
}

#[test]
fn nesting() {
    assert_eq!(cut("“He said ‘no’ twice,” she said."), [("He said ‘no’ twice,", 1), ("no", 2)]);
    assert_eq!(
        cut("\"The \"soft\" launch failed,\" Roe said."),
        [("The \"soft\" launch failed,", 1), ("soft", 2)]
    );
    assert_eq!(cut("“'No,'” he said."), [("'No,'", 1), ("No,", 2)]);
}

#[test]
fn apostrophes_are_not_marks() {
    for text in [
        "The '90s rock 'n' roll in the boys' room.",
        "’Tis the season for the boys’ choir.",
        "He's 6'2\" and hasn't grown; a 12-inch 10\" pipe.",
        "Get 'em all, the owners' union said.",
    ] {
        assert_eq!(cut(text), [], "{text}");
    }
    assert_eq!(cut("‘The boys’ room is shut,’ Roe said."), [("The boys’ room is shut,", 1)]);
    assert_eq!(cut("The 'soft' launch failed."), [("soft", 1)]);
    assert_eq!(cut("'The owners’ side won' was the headline."), [("The owners’ side won", 1)]);
}

#[test]
fn inches_do_not_close() {
    assert_eq!(cut("\"He is 6'2\" tall,\" Roe said."), [("He is 6'2\" tall,", 1)]);
    assert_eq!(cut("\"Use a 5\" pipe,\" Roe said."), [("Use a 5\" pipe,", 1)]);
    assert_eq!(cut("\"We lost in 2010\" and \"won\"."), [("We lost in 2010", 1), ("won", 1)]);
}

#[test]
fn mixed_pairs_are_recorded() {
    let text = "A \"bad idea,” he said. “Good riddance.\"";
    let found = find(text, &blocks(text));
    let marks: Vec<_> = found.iter().map(|q| (q.open, q.close)).collect();
    assert_eq!(marks, [('"', Some('”')), ('“', Some('"'))]);
}

#[test]
fn paragraphs_go_on() {
    let text = "“It rained.\n“It poured,” Roe said.\nAll dry.";
    let found = find(text, &blocks(text));
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].close, found[0].continues), (None, false));
    assert_eq!((found[1].close, found[1].continues), (Some('”'), true));
    assert_eq!(found[0].inner.of(text), "It rained.");
}

#[test]
fn sentences_on_lines_of_their_own_run_on() {
    assert_eq!(
        cut("\"It rained.\nIt poured.\nWe ran. \"\nAll dry."),
        [("It rained.\nIt poured.\nWe ran. ", 1)]
    );
    // No closing mark comes: the quotation ends with its block.
    assert_eq!(cut("\"It rained.\nIt poured.\nA \"dry\" day."), [("It rained.", 1), ("dry", 1)]);
}

#[test]
fn a_lost_mark_spoils_one_quotation_only() {
    assert_eq!(
        cut("\"It rained, Roe said. \"We ran.\" Then \"calm\"."),
        [("It rained, Roe said.", 1), ("We ran.", 1), ("calm", 1)]
    );
    assert_eq!(cut("It rained,\" Roe said. \"We ran.\""), [("We ran.", 1)]);
}

#[test]
fn odd_input_does_not_panic() {
    let runs = ["\"", "“", "'", "`", "«", "’", "\"'“‘"];
    for run in runs {
        let text = format!("é{} é {}é", run.repeat(50), run.repeat(50));
        for q in find(&text, &blocks(&text)) {
            assert!(text.get(q.inner.range()).is_some());
            assert!(q.span.contains(q.inner));
        }
    }
}
