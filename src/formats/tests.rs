//! What whole articles are cut into, and what holds for any input.

use super::*;
use crate::article::Zone;
use proptest::prelude::*;

fn article(path: &str, text: &str) -> Article {
    parse(&SourceFile::utf8(path, text.to_owned()))
}

fn zones(path: &str, text: &str) -> Vec<(Zone, String)> {
    let article = article(path, text);
    article.blocks.iter().map(|b| (b.zone, b.span.of(&article.text).to_owned())).collect()
}

fn names(path: &str, text: &str) -> Vec<Zone> {
    zones(path, text).into_iter().map(|(zone, _)| zone).collect()
}

use Zone::*;

#[test]
fn a_wire_story_on_a_page() {
    let text = "Home   /   Local\n\nBridge closed after crash\n\n\
        FILE PHOTO: The bridge at dawn, May 4, 2020. Jo Doe/Pool via REUTERS\n\n\
        EXAMPLEVILLE (Reuters) - The bridge was closed on Monday.\n\nNobody was hurt.\n\n\
        (Reporting by Jo Doe; Editing by Al Roe)\n\nFollow us on our official channel for news!\n\n\
        Next In Local News\n\nFerry to run again\n";
    assert_eq!(
        names("a.txt", text),
        [
            Boilerplate,
            Headline,
            Caption,
            Dateline,
            Body,
            Body,
            Credit,
            Boilerplate,
            Boilerplate,
            Boilerplate
        ]
    );
}

#[test]
fn a_page_with_a_deck_a_promotion_and_a_biography() {
    let body = "The bridge was closed on Monday after a lorry hit the northern pillar, police said, and nobody was hurt.";
    let text = format!(
        "Bridge closed after crash\nLorry driver said the sun was \"blinding\"\n\n{body}\n{body}\n\
         Get the Example daily newsletter\nSign up today and never miss a bridge again\n{body}\n{body}\n\
         Jo Doe is the Example's Transport Editor and has written about ferries.\nShe likes boats.\n\n\
         Ten bridges you must see\n"
    );
    assert_eq!(
        names("a.txt", &text),
        [
            Headline,
            Deck,
            Body,
            Body,
            Boilerplate,
            Boilerplate,
            Body,
            Body,
            Boilerplate,
            Boilerplate,
            Boilerplate
        ]
    );
}

#[test]
fn a_story_that_starts_with_sentences_has_no_headline() {
    assert_eq!(names("a.txt", "The bridge was closed.\nNobody was hurt.\n"), [Body, Body]);
}

#[test]
fn a_first_line_that_is_a_date_is_the_date() {
    let article = article("a.txt", "2016-03-07\n\nBridge Closed After Crash\n\nIt was closed.\n");
    assert_eq!(article.meta.first_line_date, Some(jiff::civil::date(2016, 3, 7)));
    assert_eq!(article.blocks[1].zone, Headline);
}

#[test]
fn corrections_are_corrections() {
    let text = "Bridge closed\n\nThe bridge was closed.\n\nCorrections\nThe bridge is in Example, not Sample.\n";
    assert_eq!(names("a.txt", text), [Headline, Body, Correction, Correction]);
}

#[test]
fn a_press_release_in_markdown() {
    let text = "# Acme Opens Plant\n\n## It will build brakes\n\n\
        *MIAMI, FL, March 10, 2024 /Wire/* -- **Acme**, Inc. opened a plant.\n\n\
        ![Jo Doe at the gate](gate.jpg)\n\n- Jo Doe\n- Al Roe\n\n```\ncode\n```\n\nIt cost $3 million.\n\n\
        ## About Acme\n\nAcme was founded in 1931.\n";
    let found = zones("a.md", text);
    let zones: Vec<Zone> = found.iter().map(|(z, _)| *z).collect();
    assert_eq!(
        zones,
        [
            Headline,
            Deck,
            Dateline,
            Body,
            Caption,
            Body,
            Body,
            Boilerplate,
            Body,
            Boilerplate,
            Boilerplate
        ]
    );
    assert_eq!(found[3].1, "Acme, Inc. opened a plant.");
}

#[test]
fn markdown_leads_back_to_its_source() {
    let text = "---\ntitle: Zoë's \"café\"\n---\n\n> *Chris* Kr&eacute;bs, [of\r\n> SentinelOne](http://a.b), `code` said <b>so</b>.\n";
    let file = SourceFile::utf8("a.md", text.to_owned());
    let article = parse(&file);
    assert!(
        article.text.contains("Chris Krébs, of\nSentinelOne, code said so."),
        "{}",
        article.text
    );
    let source_of = |word: &str| {
        let at = article.text.find(word).unwrap();
        article.map.to_source(crate::source::Span::new(at, at + word.len())).of(text)
    };
    assert_eq!(source_of("Chris Krébs"), "Chris* Kr&eacute;bs");
    assert_eq!(source_of("SentinelOne"), "SentinelOne");
    assert_eq!(source_of("Zoë's"), "Zoë's");
    let code = article.text.find("code").unwrap() as u32;
    assert!(article.is_masked(crate::source::Span { start: code, end: code + 1 }));
}

#[test]
fn tags_of_site_generators_fall_away() {
    let found =
        zones("a.md", "Read [it all]({{ \"/x/\" | url }}) and {% image \"a\" \"b\" %} more.\n");
    assert_eq!(found.first().unwrap().1, "Read it all and  more.");
    let found = zones("a.md", "Read ~~it {{ x }} all~~ or {{ y }}\nnothing.\n");
    assert_eq!(found.first().unwrap().1, "Read it  all or \nnothing.");
}

/// Blocks, masks and quotations lie on characters, in order, and lead to characters.
fn sound(path: &str, text: &str) {
    let file = SourceFile::utf8(path, text.to_owned());
    let article = parse(&file);
    let on = |text: &str, span: crate::source::Span| text.get(span.range()).is_some();
    let spans = article.blocks.iter().map(|b| b.span);
    let masks = article.masks.iter().map(|(s, _)| *s);
    for span in spans.clone().chain(masks.clone()).chain(article.quotes.iter().map(|q| q.span)) {
        assert!(on(&article.text, span), "{span:?} in {text:?}");
        assert!(on(&file.text, article.map.to_source(span)), "{span:?} of {text:?}");
    }
    for all in [spans.collect::<Vec<_>>(), masks.collect()] {
        assert!(all.windows(2).all(|two| two[0].end <= two[1].start), "{text:?}");
        assert!(all.iter().all(|s| !s.is_empty()), "{text:?}");
    }
    for (at, c) in article.text.char_indices() {
        let span = crate::source::Span::new(at, at + c.len_utf8());
        assert!(on(&file.text, article.map.to_source(span)), "{c:?} of {text:?}");
        if article.map.is_copy(span) && !c.is_whitespace() {
            assert_eq!(article.map.to_source(span).of(&file.text), span.of(&article.text));
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_cut_soundly(text in "\\PC{0,200}") {
        sound("a.txt", &text);
        sound("a.md", &text);
    }

    #[test]
    fn any_mixture_of_markup_is_cut_soundly(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "# ", "\n", "\n\n", "\r\n", "\r", "*", "**", "`", "```\n", "> ", "- ", "1. ", "|", "---\n",
                "+++\n", "{", "}", "{{", "}}", "{% ", "%}", "title: ", "date: 2020-01-01\n", "\"", "'", "“", "”",
                "&eacute;", "&acE;", "\u{0}", "é", "😀", "<b>", "<!--", "-->", "<p>", "[a](b)", "![alt](x \"t\")",
                "[^1]", "[^1]: ", "http://a.b/c", "@jo", "#tag", "www.x.org", "~~", "\\", "NEW YORK (AP) - ",
                "May 4, 2020", "word ", "About Acme\n", "Share\n", " ", "\t", "|-|\n", "x = 1\n", "\u{2028}",
            ]),
            0..30,
        )
    ) {
        let text = parts.concat();
        sound("a.txt", &text);
        sound("a.md", &text);
        sound("a.md", &format!("---\n{text}\n---\n{text}"));
        sound("a.md", &format!("+++\n{text}\n+++\n{text}"));
        sound("a.md", &format!("---\ntitle: \"{text}\"\nexcerpt: >\n  {text}\n---\n"));
    }
}
