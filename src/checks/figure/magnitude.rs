//! `figure/magnitude`: one sum, "million" here and "billion" there.
//!
//! The digits of a sum are its fingerprint: the same three digits with another word for the zeros
//! are one sum, written wrong once. With fewer digits it takes more to believe that: the same noun,
//! or the same words around both.

use std::collections::BTreeMap;

use super::nearby;
use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::figures::{FigureMention, Hedge, Unit};
use crate::finding::{Finding, Severity};

/// See the module.
pub struct Magnitude;

static INFO: Info = Info {
    name: "figure/magnitude",
    summary: "one sum is given in millions here and in billions there",
    severity: Severity::Warning,
    default: true,
    explanation: "\
The same digits in the same currency stand in one article with two words for the zeros: \
\"$14.2 million\" and \"$14.2 billion\", or \"$14,200,000\" and \"$14.2 billion\".

With three digits or more that is enough. With fewer, the sums must speak of the same noun or in \
the same words, and a sum of one digit must not stand for a longer one; in one sentence they are two \
sums (\"rose from $1.2 million to $1.2 billion\"). Sums that both stand more than once are two sums.",
    bad: "Clinic pays $14.2 billion. The clinic will pay $14.2 million to settle the claims.",
    good: "Clinic pays $14.2 million. The clinic will pay $14.2 million to settle the claims.",
    needs_date: false,
};

/// How many places of the other size are asked whether they mean the same sum.
const MOST: usize = 8;
/// So many digits are no coincidence.
const TELLING: usize = 3;

impl Check for Magnitude {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let mut groups: BTreeMap<(u64, u64, i16), Vec<&FigureMention>> = BTreeMap::new();
        for figure in &cx.mentions.figures {
            let unit = match figure.unit {
                Unit::Money(currency) => currency,
                Unit::Things => 0,
                Unit::Percent => continue,
            };
            if figure.zone.is_copy() && !figure.quoted && figure.value.digits() > 0 {
                // "$2.3 billion" is no other size of "$23 million".
                let size = figure.value.exponent().rem_euclid(3);
                groups.entry((unit, figure.value.digits(), size)).or_default().push(figure);
            }
        }
        for group in groups.values().filter(|g| g.len() > 1) {
            out.extend(examine(cx, group));
        }
    }
}

/// Figures of the same digits: two sizes among them, one of them a slip.
fn examine(cx: &ArticleContext<'_>, group: &[&FigureMention]) -> Option<Finding> {
    let mut sizes: Vec<Vec<&FigureMention>> = Vec::new();
    for figure in group {
        match sizes.iter().position(|s| s[0].value == figure.value) {
            Some(at) => sizes[at].push(figure),
            None if sizes.len() == 2 => return None,
            None => sizes.push(vec![figure]),
        }
    }
    let [first, second] = sizes.as_slice() else { return None };
    // What stands twice is meant; where both stand once, the later one is shown.
    let (wrong, meant) = match (first.len(), second.len()) {
        (1, n) if n > 1 => (first[0], second),
        (_, 1) => (second[0], first),
        _ => return None,
    };
    let alone = meant.len() == 1;
    let right = *meant.iter().take(MOST).find(|right| is_same_sum(cx, wrong, right, alone))?;
    let told_apart = wrong.value.significant() < 3 && nearby::one_sentence(cx, wrong, right);
    if !is_slip(wrong, right) || told_apart {
        return None;
    }
    let (a, b) = (cx.text(wrong.span), cx.text(right.span));
    let mut finding = cx
        .finding(&INFO, wrong.span, format!("\"{a}\" here, \"{b}\" elsewhere in the article"))
        .label("the same digits, another size")
        .related(cx.place(right.span), "as here")
        .help("check which one is right, and write it in both places");
    // Two round figures may well be two sums: this one, and all of its kind together.
    if wrong.value.significant() < TELLING {
        finding.severity = Severity::Note;
    }
    Some(finding)
}

/// Sizes apart by a word for zeros, which at least one of the two has; the other may have it or
/// all its zeros.
fn is_slip(a: &FigureMention, b: &FigureMention) -> bool {
    let apart = a.value.shift_from(b.value).unwrap_or(0).abs();
    let worded = |f: &FigureMention| f.magnitude.is_some_and(|(power, _)| power >= 6);
    let large = |f: &FigureMention| f.value.approximate() >= 1_000.0;
    matches!(apart, 3 | 6 | 9) && (worded(a) || worded(b)) && large(a) && large(b)
}

fn is_same_sum(cx: &ArticleContext<'_>, a: &FigureMention, b: &FigureMention, alone: bool) -> bool {
    let nouns = (a.noun.map(|n| n.lemma), b.noun.map(|n| n.lemma));
    let same_noun = nouns.0.is_some() && nouns.0 == nouns.1;
    let shared = nearby::shared(cx, a, b);
    let display = |f: &FigureMention| matches!(f.zone, Zone::Headline | Zone::Deck);
    let displayed = display(a) || display(b);
    let alike = match a.value.significant() {
        0 => false,
        1 => {
            let both = a.magnitude.is_some() && b.magnitude.is_some();
            let limit = [a.hedge, b.hedge].contains(&Some(Hedge::AtMost));
            let told = same_noun || displayed || (shared >= 2 && !limit);
            let rounded = alone && (is_rounded(cx, a) || is_rounded(cx, b));
            both && told && !rounded
        }
        2 => same_noun || displayed || shared >= 1,
        _ => true,
    };
    alike && (a.unit != Unit::Things || same_noun)
}

/// "$6 million" that stands for the "$6.2 million" of the same article.
fn is_rounded(cx: &ArticleContext<'_>, round: &FigureMention) -> bool {
    cx.mentions
        .figures
        .iter()
        .any(|f| f.unit == round.unit && f.value != round.value && round.rounds(f.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::figure::testing::messages;

    #[test]
    fn one_sum_in_two_sizes() {
        for (headline, story) in [
            ("Clinic pays $14.2 billion", "The clinic will pay $14.2 million."),
            ("Clinic pays $7 Billion", "The clinic will pay more than $7 million."),
            (
                "Clinic pays",
                "The $5.2 million claims are settled. Roe filed the claims, of $5.2 billion.",
            ),
            ("Clinic pays", "Roe paid $14,200,000 to the clinic. It got $14.2 billion."),
        ] {
            assert_eq!(messages(&Magnitude, headline, &[story]).len(), 1, "{headline} {story}");
        }
    }

    #[test]
    fn two_sums() {
        for (headline, story) in [
            ("Costs rise", "They rose from $1.2 million to $1.2 billion."),
            (
                "Six charged in $6 Million fraud",
                "A $6.2 million fraud. The force has found $6 billion.",
            ),
            ("Clinic pays", "It paid a fine of $1 million. Exports came to $1 billion."),
            ("Clinic pays $2.3 billion", "It earns $23 million."),
            ("Clinic pays", "It paid $5 million. A fee is $5."),
        ] {
            assert_eq!(messages(&Magnitude, headline, &[story]), [""; 0], "{headline} {story}");
        }
    }
}
