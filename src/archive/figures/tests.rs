//! What is kept of figures, and what of two figures is one phrase.

use crate::archive::testing::record;

fn phrase_of(text: &str) -> u32 {
    let figures = record(text).figures;
    assert_eq!(figures.len(), 1, "{text}");
    figures[0].phrase
}

#[test]
fn one_phrase_in_many_words() {
    for (a, b) in [
        ("A blast killed 17 people.", "There were 19 deaths."),
        ("A blast killed 17 people.", "Nineteen were killed."),
        ("The town got a $4.2 million grant.", "It was a $5 million grant."),
        ("Roe got 30 months in prison.", "Roe begins a three-year sentence."),
        ("He wrote to 17 organisations.", "She wrote to 18 organizations."),
    ] {
        assert_eq!(phrase_of(a), phrase_of(b), "{a} {b}");
    }
    assert_ne!(phrase_of("A blast hurt 17 people."), phrase_of("A blast killed 17 people."));
}

#[test]
fn what_is_no_claim_is_not_kept() {
    for text in [
        "At least 17 people were killed.",
        "“The blast killed 17 people,” she said.",
        "Jo Roe, 23, was arrested.",
        "They found the Curve 8900 phones.",
        "It is 30 miles to Orrsund, and 12 days.",
        "It killed 17 people. It killed 19 people.",
        "She faces a maximum of 20 years in prison.",
    ] {
        assert!(record(text).figures.is_empty(), "{text}");
    }
}

#[test]
fn a_number_and_its_modifiers() {
    let counted = |text: &str| record(text).figures[0].counted;
    let experts = counted("He asked 59 election security experts.");
    assert_eq!(experts, counted("Fifty-nine election security specialists agreed."));
    assert_ne!(experts, counted("He asked 58 election security experts."));
    assert_eq!(counted("He asked 59 experts."), 0);
}
