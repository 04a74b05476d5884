//! What the embedded lists must hold and must not.

use super::*;

const BRITISH: &str = include_str!("data/british_american.txt");
const AMERICAN: &str = include_str!("data/american_british.txt");
const VARIANTS: &str = include_str!("data/variants.txt");

const ALL: [(Listed, &str); 22] = [
    (Listed::GIVEN_NAME, include_str!("data/given_names.txt")),
    (Listed::NICKNAMED, include_str!("data/nicknames.txt")),
    (Listed::COMMON_SURNAME, include_str!("data/common_surnames.txt")),
    (Listed::NEVER_SURNAME, include_str!("data/not_surnames.txt")),
    (Listed::PARTICLE, include_str!("data/particles.txt")),
    (Listed::SUFFIX, include_str!("data/suffixes.txt")),
    (Listed::TITLE_WORD, include_str!("data/title_words.txt")),
    (Listed::ORG_HEAD, include_str!("data/org_heads.txt")),
    (Listed::PLACE, include_str!("data/places.txt")),
    (Listed::DEMONYM, include_str!("data/demonyms.txt")),
    (Listed::ABBREVIATION, include_str!("data/abbreviations.txt")),
    (Listed::COMMON_WORD, include_str!("data/common_words.txt")),
    (Listed::BRITISH, BRITISH),
    (Listed::AMERICAN, AMERICAN),
    (Listed::VARIANT, VARIANTS),
    (Listed::CALENDAR, include_str!("data/calendar.txt")),
    (Listed::NUMBER, include_str!("data/numbers.txt")),
    (Listed::TIME, include_str!("data/times.txt")),
    (Listed::AGE, include_str!("data/ages.txt")),
    (Listed::COMPOUND, include_str!("data/compounds.txt")),
    (Listed::FOREIGN, include_str!("data/foreign.txt")),
    (Listed::FILLER, include_str!("data/fillers.txt")),
];

fn key(line: &str) -> &str {
    line.split('\t').next().unwrap_or(line)
}

#[test]
fn lists_are_sorted_unique_lower_case_and_found() {
    for (list, text) in ALL {
        let keys: Vec<&str> = text.lines().map(key).collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{list:?} is not sorted or repeats a line");
        for key in keys {
            assert!(
                !key.is_empty() && key == key.trim() && key == key.to_lowercase(),
                "{list:?}: {key:?}"
            );
            for word in [key, &key.to_uppercase(), &key.replace('\'', "’")] {
                assert!(lists(fold(word)).is_in(list), "{list:?} holds {word}: not found");
            }
        }
    }
}

#[test]
fn values_are_those_of_the_lines() {
    for (list, text) in ALL {
        for line in text.lines() {
            let expected = line.split_once('\t').map(|(_, value)| value);
            assert_eq!(value(key(line), list), expected, "{line}");
        }
    }
}

#[test]
fn words_of_no_list_are_not_found() {
    for word in ["", "abb", "qqq", "zo", "émil", "é", "3rd street", "\n", "a\nab", "émile\tx"] {
        assert_eq!(lists(fold(word)), Listed::NOWHERE, "{word:?}");
    }
}

#[test]
fn all_answers_about_a_word_are_those_of_each_question() {
    let words = ["Sen.", "Sen", "U.S.", "J.", "I", "I.", "Mass.", "mass.", "Inc.", "no.", "É."];
    for word in words.into_iter().chain(ALL.iter().flat_map(|(_, text)| text.lines().map(key))) {
        let listed = listed(word, fold(word));
        assert_eq!(listed.is_given_name(), is_given_name(word), "{word}");
        assert_eq!(listed.is_common_word(), is_common_word(word), "{word}");
        assert_eq!(listed.is_place(), is_place(word), "{word}");
        assert_eq!(listed.is_abbreviation(), is_abbreviation(word), "{word}");
        assert_eq!(listed.is_title_word(), is_title_word(word), "{word}");
        assert_eq!(listed.is_org_head(), is_org_head(word), "{word}");
        assert_eq!(listed.is_name_suffix(), is_name_suffix(word), "{word}");
    }
}

#[test]
fn spelling_pairs_mirror_each_other() {
    for line in BRITISH.lines() {
        let (british, american) = line.split_once('\t').unwrap();
        assert_eq!(value(american, Listed::AMERICAN), Some(british));
        assert!(!is_british(american), "{american} is on both sides");
    }
    assert_eq!(BRITISH.lines().count(), AMERICAN.lines().count());
}

#[test]
fn given_names_of_the_world() {
    for name in
        ["Mary", "CHRISTOPHER", "Siobhán", "Narendra", "Kwame", "Giorgia", "Volodymyr", "José"]
    {
        assert!(is_given_name(name), "{name}");
    }
    for word in ["the", "Street", "Krebs", "Court", "Said"] {
        assert!(!is_given_name(word), "{word}");
    }
}

#[test]
fn nicknames_take_one_hop_in_either_direction() {
    assert!(nickname_related("Christopher", "Chris"));
    assert!(nickname_related("chris", "Christopher"));
    assert!(nickname_related("Robert", "BOB"));
    for (a, b) in [
        ("Christine", "Christopher"),
        ("Robert", "Rupert"),
        ("Aaron", "Erin"),
        ("Bob", "Rob"),
        ("Al", ""),
    ] {
        assert!(!nickname_related(a, b), "{a} {b}");
    }
    assert!(nicknames("Christopher").any(|n| n == "chris"));
    assert_eq!(nicknames("Nobody").count(), 0);
}

#[test]
fn common_words_are_words_not_names() {
    for word in ["The", "agency", "Don't", "said", "of", "Brown", "recognises", "Elections"] {
        assert!(is_common_word(word), "{word}");
    }
    for word in ["Krebs", "Japan", "Robert", "qqq", "John"] {
        assert!(!is_common_word(word), "{word}");
    }
}

#[test]
fn places_and_peoples() {
    for word in ["France", "Texas", "Kyiv", "New York", "Ukrainians", "São Paulo", "Fla.", "U.S."]
    {
        assert!(is_place(word), "{word}");
    }
    assert!(!is_place("New") && !is_place("us") && is_demonym("Dutch") && !is_demonym("France"));
}

#[test]
fn abbreviations_need_a_capital_where_they_are_words() {
    for word in ["Sen.", "Sen", "Inc.", "vs.", "U.S.", "J.", "No.", "Mass.", "Sept."] {
        assert!(is_abbreviation(word), "{word}");
    }
    for word in ["no.", "mass.", "ill", "agency.", "I.", "", "."] {
        assert!(!is_abbreviation(word), "{word}");
    }
}

#[test]
fn parts_of_names() {
    assert!(is_title_word("Gov.") && is_title_word("Special") && is_title_word("coach"));
    assert!(is_org_head("Institutes") && is_org_head("Inc.") && !is_org_head("Krebs"));
    assert!(is_name_particle("van") && is_name_particle("Al") && !is_name_particle("of"));
    assert!(is_name_suffix("Jr.") && is_name_suffix("III") && !is_name_suffix("I"));
    assert!(is_never_surname("Avenue") && !is_never_surname("Lake") && !is_never_surname("Woods"));
}

#[test]
fn spelling_twins_and_dialects() {
    assert_eq!(spelling_twin("Honoured"), Some("honored"));
    assert_eq!(spelling_twin("skepticism"), Some("scepticism"));
    assert_eq!(spelling_twin("organize"), Some("organise"));
    assert_eq!(spelling_twin("agency"), None);
    assert_eq!(dialect("defence"), Some(Dialect::British));
    assert_eq!(dialect("color"), Some(Dialect::American));
    assert_eq!(dialect("analyze"), Some(Dialect::American));
    assert_eq!(dialect("organize"), None);
    assert_eq!(dialect("check"), None);
}

#[test]
fn variants_are_numbered_and_of_no_dialect() {
    for line in VARIANTS.lines() {
        let word = key(line);
        let (_, number) = variant(word).unwrap();
        assert!(number.parse::<u8>().is_ok(), "{line}");
        assert_eq!(spelling_twin(word), None, "{word} is in two lists");
    }
}
