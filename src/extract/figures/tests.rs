//! Figures as news writes them: what is read, and what is left alone.

use super::*;
use crate::article::Block;
use crate::extract::{dates, words};

fn read(text: &str) -> Vec<FigureMention> {
    let span = Span::new(0, text.len());
    let block = Block { span, zone: Zone::Body, list: false };
    let article = Article { text: text.into(), blocks: vec![block], ..Article::default() };
    let tokens = words(&article);
    figures(&article, &tokens, &dates::dates(&article, &tokens))
}

/// "23 pirates", "$5200000 scheme", "~40 people Injured part": value, noun, fate, flags.
fn shape(text: &str) -> String {
    let one = |f: &FigureMention| {
        let mut out = String::new();
        out.push_str(match f.hedge {
            Some(Hedge::AtLeast) => ">",
            Some(Hedge::AtMost) => "<",
            Some(Hedge::About) => "~",
            None => "",
        });
        out.push_str(if matches!(f.unit, Unit::Money(_)) { "$" } else { "" });
        out.push_str(&f.value.approximate().to_string());
        out.push_str(if f.unit == Unit::Percent { "%" } else { "" });
        if let Some(noun) = f.noun {
            out.push(if noun.compound { '-' } else { ' ' });
            out.push_str(noun.span.of(text));
        }
        if let Some(fate) = f.fate {
            out.push_str(&format!(" {fate:?}"));
        }
        for (flag, name) in [(f.part, " part"), (f.range, " range"), (f.definite, " the")] {
            out.push_str(if flag { name } else { "" });
        }
        out
    };
    read(text).iter().map(one).collect::<Vec<_>>().join(" | ")
}

#[test]
fn digits_words_and_magnitudes() {
    for (text, want) in [
        ("They found 23 pirates aboard.", "23 pirates"),
        ("Twenty-three armed pirates fled.", "23 pirates"),
        ("Two hundred and five homes burned.", "205 homes"),
        ("about three thousand five hundred troops", "~3500 troops"),
        ("a $5.2 million Medicare fraud scheme", "$5200000 scheme"),
        ("$5.2bn of claims", "$5200000000 claims"),
        ("paid US$3 million in restitution", "$3000000 restitution"),
        ("a £2-million grant", "$2000000 grant"),
        ("30 percent of voters", "30% voters"),
        ("7.5% growth", "7.5% growth"),
        ("a 30-month sentence", "30-month"),
        ("a 10-year-old girl", "10-year"),
        ("twelve (12) counts", "12 counts"),
        ("one man", "1 man"),
        ("nine million people", "9000000 people"),
        ("300 dollars", "$300"),
    ] {
        assert_eq!(shape(text), want, "{text}");
    }
}

#[test]
fn exactness_and_parts() {
    for (text, want) in [
        ("at least 40 people were injured", ">40 people Injured"),
        ("killed more than 200 people", ">200 people Dead"),
        ("killing 12", "12 Dead"),
        ("up to 20 years in prison", "<20 years"),
        ("five of the 23 pirates", "5 part | 23 pirates the"),
        ("another six arrests", "6 arrests Arrested part"),
        ("50 or more cases", "~50"),
        ("200+ homes", ">200"),
        ("between 5 and 7 percent", "5 range | 7%"),
        ("5 to 7 percent", "5 range | 7% range"),
        ("$100-150 million", "$100 range"),
        ("the 23 men", "23 men the"),
        ("$5 per child", "$5 part"),
        ("12 hours a week", "12 hours part"),
    ] {
        assert_eq!(shape(text), want, "{text}");
    }
}

#[test]
fn what_is_no_figure() {
    for text in [
        "In 2010 the council met.",
        "It met on May 4, 2021, at 9 a.m.",
        "Call 844-916-0895 now.",
        "The score was 3-2.",
        "The 21st century.",
        "A Boeing 737 landed.",
        "Section 12 of the act.",
        "1. Wash your hands.",
        "two-thirds of them",
        "No one knew, and one of them left.",
        "The MH17 flight.",
        "an AK-47 rifle",
        "at 5:30 or 17/4",
    ] {
        assert_eq!(shape(text), "", "{text}");
    }
}

#[test]
fn a_number_said_twice_keeps_both() {
    let found = read("sentenced to thirty (36) months in prison");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].value, Value::new(30));
    assert_eq!(found[0].repeated.map(|(value, _)| value), Some(Value::new(36)));
}

#[test]
fn rounding_goes_either_way_to_the_last_digit() {
    let rounds = |text: &str, exact: &str| {
        let exact = Value::parse(exact).unwrap();
        read(text)[0].rounds(exact)
    };
    assert!(rounds("a $6 million scheme", "6,200,000"));
    assert!(rounds("a $6 million scheme", "5,600,000"));
    assert!(!rounds("a $70 million scheme", "78,000,000"));
    assert!(!rounds("a $5.2 million scheme", "5,400,000"));
    assert!(rounds("12,000 people", "12,437"));
    assert!(!rounds("23 people", "32"));
}
