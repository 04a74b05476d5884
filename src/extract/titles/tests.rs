//! What is read of titles, as "rank / tense / body".

use super::*;
use crate::extract::{people, words};
use crate::source::SourceFile;

fn read(text: &str) -> Vec<String> {
    let file = SourceFile::utf8("a.txt", format!("{text}\n\nMore words of the story follow.\n"));
    let article = crate::formats::parse(&file);
    let tokens = words(&article);
    let people = people::people(&article, &tokens);
    titles(&article, &tokens, &people)
        .iter()
        .map(|t| {
            let words = &tokens[t.tokens.0 as usize..t.tokens.1 as usize];
            let rank = rank::normal(&article.text, words);
            let body = t.body.of(&article.text);
            format!("{rank} / {:?} / {body}", t.tense)
        })
        .collect()
}

#[test]
fn ranks_are_read_whole() {
    for (text, title) in [
        (
            "So said Acting Assistant Attorney General Mary Thorn of the Rivers Division.",
            "assistant attorney general / Acting / Rivers Division",
        ),
        ("So said Special Agent in Charge Mary Thorn.", "special agent in charge / Now / "),
        (
            "So said Assistant Attorney General for Water Mary Thorn at noon.",
            "assistant attorney general / Now / Water",
        ),
        ("So said former HSIA Director Mary Thorn.", "director / Elsewhen / HSIA"),
        ("So said acting HSIA Director Mary Thorn.", "director / Acting / HSIA"),
        ("So said Deputy Acting Director Mary Thorn.", "deputy acting director / Acting / "),
        ("So said Mary Thorn, the agency's deputy director, at noon.", "deputy director / Now / "),
        (
            "So said Mary Thorn, acting director of the Harbour Agency, at noon.",
            "director / Acting / Harbour Agency",
        ),
        ("So said then-Gov. Mary Thorn.", "governor / Elsewhen / "),
        ("So said President-elect Mary Thorn.", "president / Elsewhen / "),
        ("So said Area Commander Inspector Mary Thorn.", "inspector / Now / Area Commander"),
        ("Under Attorney General Mary Thorn it rained.", "attorney general / Now / "),
    ] {
        assert_eq!(read(text), [title], "{text}");
    }
}

#[test]
fn what_belongs_to_the_next_person_is_not_read() {
    for (text, titles) in [
        (
            "With Sheriff Mary Thorn, U.S. Attorney for Alder John Reed and others it rained.",
            &["sheriff / Now / ", "u.s. attorney / Now / Alder"][..],
        ),
        ("With Mary Thorn, Sheriff John Reed came.", &["sheriff / Now / "][..]),
        ("So said Mr. John Thorn.", &[][..]),
    ] {
        assert_eq!(read(text), titles, "{text}");
    }
}
