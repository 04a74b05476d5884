//! How two names of organizations differ, when they differ by one word.

use crate::checks::edits::are_within;
use crate::lexicon;
use crate::stylebook::matcher::is_minor;
use crate::tokens::{fold, folds_ascii};

/// The one difference between a name as written and a right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// This word of the right name is missing.
    Missing(usize),
    /// This word of the written name is too many.
    Extra(usize),
    /// This word is misspelled or in the wrong number.
    Spelling(usize),
    /// This word is another one.
    Replaced(usize),
    /// This word and the next have changed places.
    Swapped(usize),
}

/// Compares two names word by word; none where they are equal or differ by more.
pub(crate) fn difference<S: AsRef<str>>(written: &[S], right: &[S]) -> Option<Difference> {
    let same = |(a, b): &(&S, &S)| a.as_ref() == b.as_ref();
    let head = written.iter().zip(right).take_while(same).count();
    let tail =
        written[head..].iter().rev().zip(right[head..].iter().rev()).take_while(same).count();
    let (left, wanted) = (written.len() - head - tail, right.len() - head - tail);
    match (left, wanted) {
        (0, 1) => Some(Difference::Missing(head)),
        (1, 0) => Some(Difference::Extra(head)),
        (1, 1) if is_slip(written[head].as_ref(), right[head].as_ref()) => {
            Some(Difference::Spelling(head))
        }
        (1, 1) => Some(Difference::Replaced(head)),
        (2, 2)
            if written[head].as_ref() == right[head + 1].as_ref()
                && written[head + 1].as_ref() == right[head].as_ref() =>
        {
            Some(Difference::Swapped(head))
        }
        _ => None,
    }
}

/// Words that no name ends a part with: "National of Standards" lacks a noun.
const ADJECTIVES: [u64; 12] = folds_ascii([
    "national",
    "international",
    "federal",
    "european",
    "american",
    "african",
    "asian",
    "central",
    "regional",
    "royal",
    "global",
    "executive",
]);

/// "Securities and Commission", "National of Standards": the dropped word stood beside "and", which
/// now joins what nobody would join, or between an adjective and "of". A short form leaves out the
/// other half as well.
pub(crate) fn breaks_a_pair(how: Difference, written: &str, right: &str) -> bool {
    let Difference::Missing(gap) = how else { return false };
    let and = |word: &str| word == "&" || word.eq_ignore_ascii_case("and");
    let words: Vec<&str> = right.split_whitespace().collect();
    let bare = |word: &str| fold(word.trim_end_matches(','));
    let minor = |i: usize| and(words[i]) || is_minor(bare(words[i]));
    let mut content = (0..words.len()).filter(|i| !minor(*i));
    let Some(at) = content.nth(gap) else { return false };
    if gap == 0 || content.next().is_none() {
        return false;
    }
    let beside = |i: usize| words.get(i).is_some_and(|word| and(word));
    if beside(at - 1) || beside(at + 1) {
        return written.split_whitespace().any(and);
    }
    let next = words.get(at + 1).filter(|_| minor(at + 1)).map(|word| bare(word));
    let left: Vec<u64> = written.split_whitespace().map(bare).collect();
    ADJECTIVES.contains(&bare(words[at - 1]))
        && left.windows(2).any(|pair| pair[0] == bare(words[at - 1]) && Some(pair[1]) == next)
}

/// A slip of the pen, or the wrong number: "Institute" for "Institutes". Two words that both
/// exist are two words: "Northern" is no slip for "Southern".
fn is_slip(written: &str, right: &str) -> bool {
    if is_number(written, right) {
        return true;
    }
    if lexicon::is_common_word(written) && lexicon::is_common_word(right)
        || lexicon::is_place(written)
    {
        return false;
    }
    let longest = written.chars().count().max(right.chars().count());
    let allowed = match longest {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    are_within(allowed, written, right)
}

/// Whether two words are singular and plural of one.
pub(crate) fn is_number(a: &str, b: &str) -> bool {
    let plural = |one: &str, many: &str| {
        many.strip_suffix('s') == Some(one)
            || many.strip_suffix("es") == Some(one)
            || many.strip_suffix("ies").is_some_and(|m| one.strip_suffix('y') == Some(m))
    };
    plural(a, b) || plural(b, a)
}

impl Difference {
    /// What is wrong with the written name, to follow it in a sentence.
    pub(crate) fn describe<S: AsRef<str>>(self, written: &[S], right: &[S]) -> String {
        match self {
            Self::Missing(_) => "is missing a word".to_owned(),
            Self::Extra(i) => format!("has the word \"{}\" too many", written[i].as_ref()),
            Self::Spelling(i) | Self::Replaced(i) => {
                format!("has \"{}\" for \"{}\"", written[i].as_ref(), right[i].as_ref())
            }
            Self::Swapped(_) => "has two words the wrong way round".to_owned(),
        }
    }

    /// Whether the difference lies at the head or the tail of the longer name, where a shorter
    /// name is often a legitimate short form and a longer one another body's.
    pub(crate) fn at_edge(self, written: usize, right: usize) -> bool {
        match self {
            Self::Missing(i) => i == 0 || i + 1 == right,
            Self::Extra(i) => i == 0 || i + 1 == written,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(written: &str, right: &str) -> Option<Difference> {
        let cut = |s: &str| s.split(' ').map(str::to_owned).collect::<Vec<_>>();
        difference(&cut(written), &cut(right))
    }

    #[test]
    fn and_needs_two() {
        let right = "Harbour and Inland Safety Agency";
        let breaks = |written: &str| {
            let cut = |s: &str| crate::stylebook::official::content_words(s);
            breaks_a_pair(difference(&cut(written), &cut(right)).unwrap(), written, right)
        };
        assert!(breaks("Harbour and Safety Agency"));
        assert!(!breaks("Harbour Safety Agency"));
        assert!(!breaks("Harbour and Inland Agency"));
        assert!(!breaks("Inland Safety Agency"));
    }

    #[test]
    fn one_word_apart() {
        let right = "harbour safety inspection agency";
        assert_eq!(compare("harbour safety agency", right), Some(Difference::Missing(2)));
        assert_eq!(
            compare("harbour safety inspections agency", right),
            Some(Difference::Spelling(2))
        );
        assert_eq!(
            compare("safety harbour inspection agency", right),
            Some(Difference::Swapped(0))
        );
        assert_eq!(
            compare("harbour safety inspection office", right),
            Some(Difference::Replaced(3))
        );
        assert_eq!(compare("harbour agency", right), None);
        assert_eq!(compare(right, right), None);
    }
}
