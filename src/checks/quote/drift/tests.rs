//! Pairs of quotations as two articles have them.

use jiff::civil::date;

use super::*;
use crate::archive::{Archive, Record};
use crate::article::quotes::find;
use crate::article::{Article, Block, Zone};
use crate::extract::{Mentions, words};
use crate::source::Span;
use crate::stylebook::Stylebook;

fn record(path: &str, text: &str) -> Record {
    let mut article = Article { path: path.into(), text: text.into(), ..Article::default() };
    article.blocks.push(Block { span: Span::new(0, text.len()), zone: Zone::Body, list: false });
    article.quotes = find(text, &article.blocks);
    let tokens = words(&article);
    let mut record = Record::new(&article, &tokens, &Mentions::of(&article, &tokens), &[]);
    // A day later for each letter.
    let letter = path.bytes().next().unwrap_or(b'a') as i8;
    record.date = jiff::civil::Date::new(2026, 3, letter - b'a' as i8 + 1).ok();
    record
}

fn run(records: &[Record]) -> Vec<Finding> {
    let mut out = Vec::new();
    let archive = Archive::new(records.iter().collect());
    Drift.archive(
        &ArchiveContext {
            archive: &archive,
            stylebook: &Stylebook::default(),
            style: &crate::stylebook::style::Style::default(),
        },
        &mut out,
    );
    out
}

/// Severity and message, with the two quotations in `a.txt` and `b.txt`.
fn pair(a: &str, b: &str) -> Vec<(Severity, String)> {
    let articles = [
        record("a.txt", &format!("“{a}” Roe said.")),
        record("b.txt", &format!("“{b}” she said.")),
    ];
    run(&articles).into_iter().map(|f| (f.severity, f.message)).collect()
}

const SAID: &str = "We will mend the old bridge by spring and the road in the summer, if it is dry";

#[test]
fn a_changed_word_is_shown_at_the_later_article() {
    let found = pair(&format!("{SAID},"), &SAID.replace("old", "new"));
    let message = "this quotation differs from a.txt: \"new\" here, \"old\" there";
    assert_eq!(found, [(Severity::Warning, message.to_owned())]);
}

#[test]
fn where_no_date_tells_it_is_shown_at_both() {
    let mut articles = [
        record("a.txt", &format!("“{SAID}.”")),
        record("b.txt", &format!("“{}.”", SAID.replace("old", "new"))),
        record("c.txt", &format!("“{}.”", SAID.replace("old", "new"))),
    ];
    articles.iter_mut().for_each(|a| a.date = None);
    let paths = |articles: &[Record]| -> Vec<String> {
        run(articles).iter().map(|f| f.primary.place.path.to_string()).collect()
    };
    assert_eq!(paths(&articles[..2]), ["a.txt", "b.txt"]);
    // The one that fewer have.
    assert_eq!(paths(&articles), ["a.txt"]);
}

#[test]
fn labels_stand_on_the_words() {
    let texts = [format!("“{SAID}.”"), format!("Roe: “{}.”", SAID.replace("the road", "road"))];
    let articles = [record("a.txt", &texts[0]), record("b.txt", &texts[1])];
    let found = run(&articles);
    assert_eq!(found[0].primary.place.span.of(&texts[1]), "and road");
    assert_eq!(found[0].related[0].place.span.of(&texts[0]), "and the road");
    assert_eq!(found[0].severity, Severity::Note);
}

#[test]
fn slips_figures_and_spelling() {
    let long = "We have honoured all 45 of the promises that we made to voters here tomorrow";
    let severity = |b: &str| pair(long, b).first().map(|f| f.0);
    assert_eq!(severity(&long.replace("tomorrow", "tomorow")), Some(Severity::Warning));
    assert_eq!(severity(&long.replace("45", "54")), Some(Severity::Warning));
    assert_eq!(severity(&long.replace("honoured", "honored")), Some(Severity::Note));
    assert_eq!(severity(&long.replace("have ", "have not ")), Some(Severity::Warning));
}

#[test]
fn how_quotations_are_set_is_no_change() {
    for b in [
        "mend the old bridge by spring and the road in the summer,",
        "We will mend the old bridge … and the road in the summer, if it is dry.",
        "We will mend the old bridge by spring and the road in the summer ...",
        "[The council] will mend the old bridge by spring and the road in the summer.",
        "We will mend the old (stone) bridge by spring and the road in the summer.",
        "We will mend the ‘old’ bridge by spring - and the road in the summer",
        "We will mend the old bridge by Spring [sic] and the road in the summer",
        "WE WILL MEND THE OLD BRIDGE BY SPRING AND THE ROAD IN THE SUMMER",
        "We will, um, mend the old bridge by spring and the road in the summer",
        "mend the old bridge by spring and the road in the summer, whatever the minister says",
    ] {
        assert_eq!(pair(SAID, b), [], "{b}");
    }
}

#[test]
fn a_figure_in_words_and_a_hyphen_are_house_style() {
    let a = "We need five long-term plans, 20 percent more money and a little time to breathe";
    assert_eq!(pair(a, &a.replace("five", "5").replace("percent", "per cent")), []);
    let hour = "The gates will be shut at 6 p.m. on all the days of the fair this year";
    assert_eq!(pair(hour, &hour.replace("6 p.m.", "6:00 p.m.")), []);
    assert_eq!(pair(a, &a.replace("long-term", "long term").replace(" percent", "%")), []);
}

#[test]
fn different_quotations_are_not_compared() {
    let found = pair(SAID, "We will mend the old mill by autumn because the owner has asked us to");
    assert_eq!(found, []);
}

#[test]
fn published_copy_and_majorities_decide() {
    let other = SAID.replace("old", "new");
    let (a, b) = (format!("“{SAID}.”"), format!("“{other}.”"));
    let mut articles = [record("a.txt", &a), record("b.txt", &b)];
    articles[1].authority = true;
    articles[1].reported = false;
    assert_eq!(&*run(&articles)[0].primary.place.path, "a.txt");
    articles[0].reported = false;
    assert_eq!(run(&articles).len(), 0);

    let mut many: Vec<_> =
        (0..4).map(|i| record(&format!("m{i}.txt"), &format!("{} {a}", "x ".repeat(i)))).collect();
    many.push(record("b.txt", &b));
    many[0].date = Some(date(2021, 3, 1));
    let found = run(&many);
    assert_eq!(found.len(), 1);
    assert_eq!(&*found[0].primary.place.path, "b.txt");
    assert_eq!((found[0].related.len(), found[0].more), (3, 1));
}

#[test]
fn one_article_may_contradict_itself() {
    let text = format!("“{SAID},” Roe said. Later: “{}.”", SAID.replace("old", "new"));
    let found = run(&[record("a.txt", &text)]);
    assert_eq!(found.len(), 1);
    assert!(found[0].message.contains("another one in this article"), "{}", found[0].message);
    assert!(found[0].primary.place.span.of(&text) == "new");
}
