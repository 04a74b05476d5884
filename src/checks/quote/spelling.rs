//! When two words are one word: British and American spelling, figures written out, slips of the
//! keyboard. Knows words, not quotations.

use crate::extract::dates::counts::{cardinal_word, ordinal_word};
use crate::tokens::fold;

/// Words whose two spellings no ending explains, British first.
const PAIRS: [(&str, &str); 40] = [
    ("tyre", "tire"),
    ("tyres", "tires"),
    ("grey", "gray"),
    ("sceptic", "skeptic"),
    ("sceptics", "skeptics"),
    ("sceptical", "skeptical"),
    ("scepticism", "skepticism"),
    ("cheque", "check"),
    ("cheques", "checks"),
    ("kerb", "curb"),
    ("plough", "plow"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("aluminium", "aluminum"),
    ("mum", "mom"),
    ("mums", "moms"),
    ("storey", "story"),
    ("jewellery", "jewelry"),
    ("towards", "toward"),
    ("afterwards", "afterward"),
    ("amongst", "among"),
    ("whilst", "while"),
    ("learnt", "learned"),
    ("spelt", "spelled"),
    ("burnt", "burned"),
    ("dreamt", "dreamed"),
    ("judgement", "judgment"),
    ("ageing", "aging"),
    ("manoeuvre", "maneuver"),
    ("licence", "license"),
    ("practise", "practice"),
    ("draught", "draft"),
    ("mould", "mold"),
    ("pyjamas", "pajamas"),
    ("fulfil", "fulfill"),
    ("enrol", "enroll"),
    ("skilful", "skillful"),
    ("counsellor", "counselor"),
    ("ok", "okay"),
    ("alright", "all right"),
];

/// British endings with their American counterparts.
const ENDINGS: [(&str, &str); 10] = [
    ("our", "or"),
    ("is", "iz"),
    ("ys", "yz"),
    ("tre", "ter"),
    ("bre", "ber"),
    ("ence", "ense"),
    ("ogue", "og"),
    ("ll", "l"),
    ("ae", "e"),
    ("oe", "e"),
];

/// Whether both are the same time of day, on a dial of twelve hours or of twenty-four, with or
/// without its zone: "6:41pm PST" and "18:41", marks left out.
pub(super) fn is_same_hour(a: &[String], b: &[String]) -> bool {
    let clock = |words: &[String]| {
        // The colon may have cut the hour from the minutes.
        let figures = words.iter().take_while(|w| w.starts_with(|c: char| c.is_ascii_digit()));
        let count = figures.clone().count();
        let (first, rest) = (figures.cloned().collect::<String>(), words.get(count..)?);
        let digits = first.trim_end_matches(|c: char| c.is_alphabetic());
        let half = &first[digits.len()..];
        let zone = |w: &String| w.len() <= 4 && w.chars().all(char::is_alphabetic);
        let time: u32 = digits.parse().ok().filter(|_| (3..=4).contains(&digits.len()))?;
        let dial = matches!(half, "" | "am" | "pm" | "a" | "p");
        (dial && time % 100 < 60 && time < 2400 && rest.len() <= 2 && rest.iter().all(zone))
            .then_some(time % 1200)
    };
    // A year is no hour: one of the two says which half of the day it is.
    let halved = |w: &[String]| {
        w.iter().take(2).any(|w| w.starts_with(|c: char| c.is_ascii_digit()) && w.ends_with('m'))
    };
    (halved(a) || halved(b)) && clock(a).is_some() && clock(a) == clock(b)
}

/// "he's" and "he is": the same words, spoken or spelled out; apostrophes left out.
pub(super) fn is_contraction(a: &[String], b: &[String]) -> bool {
    const ENDS: [(&str, &str); 8] = [
        ("is", "s"),
        ("are", "re"),
        ("not", "nt"),
        ("have", "ve"),
        ("will", "ll"),
        ("am", "m"),
        ("would", "d"),
        ("had", "d"),
    ];
    let short = |words: &[String]| -> String {
        let end = |w: &String| ENDS.iter().find(|(long, _)| w == long).map(|(_, short)| *short);
        words.iter().enumerate().map(|(i, w)| end(w).filter(|_| i > 0).unwrap_or(w)).collect()
    };
    a.len() != b.len() && short(a) == short(b)
}

/// Words that carry grammar more than sense.
const FUNCTION: [&str; 92] = [
    "a", "an", "the", "and", "or", "but", "so", "that", "this", "these", "those", "which", "who",
    "whom", "of", "to", "in", "on", "at", "by", "for", "from", "with", "as", "into", "about",
    "over", "is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "do",
    "does", "did", "it", "its", "he", "she", "they", "them", "their", "his", "her", "we", "us",
    "our", "i", "you", "your", "my", "me", "there", "here", "then", "than", "also", "just", "very",
    "really", "well", "now", "if", "because", "cause", "when", "while", "will", "would", "can",
    "could", "going", "gonna", "want", "wanna", "got", "gotta", "im", "ive", "weve", "theyre",
    "within", "thats", "dont", "s", "once",
];

/// Whether one is the British and one the American spelling of a word.
pub(super) fn is_dialect(a: &str, b: &str) -> bool {
    let one_way = |gb: &str, us: &str| {
        PAIRS.contains(&(gb, us))
            || ENDINGS.iter().any(|(from, to)| {
                gb.match_indices(from).any(|(at, _)| {
                    let (head, tail) = gb.split_at(at);
                    let tail = tail.get(from.len()..).unwrap_or("");
                    head.len() >= 2
                        && us.len() + from.len() == gb.len() + to.len()
                        && us.strip_prefix(head).and_then(|r| r.strip_prefix(to)) == Some(tail)
                })
            })
    };
    a.len().min(b.len()) >= 2 && (one_way(a, b) || one_way(b, a))
}

/// Whether both mean the same figure, one in digits, one in words.
pub(super) fn is_same_number(a: &str, b: &str) -> bool {
    let ordinal = |w: &str| {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| w.strip_suffix(end));
        let figure = digits.and_then(|d| d.parse().ok());
        figure.or_else(|| ordinal_word(fold(w)))
    };
    // (is an ordinal, value)
    let value = |w: &str| match w.parse::<u16>().ok().or_else(|| cardinal_word(fold(w))) {
        Some(n) => Some((false, n)),
        None => ordinal(w).map(|n| (true, n)),
    };
    value(a).is_some() && value(a) == value(b)
}

/// Words that carry grammar more than sense: their change is an edit for flow.
pub(super) fn is_function(word: &str) -> bool {
    FUNCTION.contains(&word)
}

/// Whether a slip of the keyboard may have made one of the other: one letter in a short word, two
/// in a long one, and the same first letter or last.
pub(super) fn is_slip(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let most = if shorter >= 6 { 2 } else { 1 };
    shorter >= 3 && strsim::damerau_levenshtein(a, b) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dialects() {
        for (a, b) in [
            ("honoured", "honored"),
            ("recognize", "recognise"),
            ("centre", "center"),
            ("travelling", "traveling"),
            ("defense", "defence"),
            ("fibre", "fiber"),
            ("tires", "tyres"),
            ("analyse", "analyze"),
        ] {
            assert!(is_dialect(a, b), "{a} {b}");
        }
        for (a, b) in [("four", "fur"), ("our", "or"), ("pay", "play"), ("his", "hiz2")] {
            assert!(!is_dialect(a, b), "{a} {b}");
        }
    }

    #[test]
    fn figures_and_slips() {
        assert!(is_same_number("five", "5"));
        assert!(is_same_number("eleventh", "11th"));
        assert!(!is_same_number("five", "6"));
        assert!(!is_same_number("five", "5th"));
        let words = |s: &str| s.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(is_contraction(&words("he is"), &words("hes")));
        assert!(is_contraction(&words("did not"), &words("didnt")));
        assert!(!is_contraction(&words("he is"), &words("she")));
        assert!(is_same_hour(&words("641pm pst"), &words("1841")));
        assert!(is_same_hour(&words("6 41pm pst"), &words("18 41")));
        assert!(!is_same_hour(&words("641pm"), &words("642pm")));
        assert!(!is_same_hour(&words("1841"), &words("641")));
        assert!(is_slip("tomorrow", "tomorow"));
        assert!(!is_slip("bridge", "tunnel"));
    }
}
