//! `figure/two-values`: one article gives one thing two figures.
//!
//! Speaks only where the text itself says that both figures are of one thing: a number written out
//! and repeated in digits, and a prison sentence that is named again by its length.

use super::alike::{self, Kind};
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::figures::FigureMention;
use crate::finding::{Finding, Severity};
use crate::tokens::folds_ascii;

/// See the module.
pub struct TwoValues;

static INFO: Info = Info {
    name: "figure/two-values",
    summary: "one article gives one thing two figures",
    severity: Severity::Warning,
    default: true,
    explanation: "\
A number written out and repeated in brackets must be one number: \"thirty (36) months\". A prison \
sentence that the article names by its length must be as long as the one it reports: \"sentenced to \
30 months in prison\" and, further down, \"his 36-month sentence\".

Silent where the article reports sentences of several lengths.",
    bad: "A judge sentenced Roe to 30 months in prison. Roe begins her 36-month sentence in May.",
    good: "A judge sentenced Roe to 30 months in prison. Roe begins her 30-month sentence in May.",
    needs_date: false,
};

impl Check for TwoValues {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let copy = || cx.mentions.figures.iter().filter(|f| f.zone.is_copy() && !f.quoted);
        out.extend(copy().filter_map(|figure| repeated(cx, figure)));
        let mut served =
            copy().filter(|f| !is_compound(f) && alike::kind(cx, f) == Some(Kind::Sentence));
        let Some(first) = served.next() else { return };
        let length = alike::months(first);
        let plain = |f: &FigureMention| alike::is_whole(f) && f.hedge.is_none();
        if !plain(first) || served.any(|f| alike::months(f) != length) {
            return;
        }
        for again in copy().filter(|f| is_named_again(cx, f) && plain(f)) {
            if alike::months(again) != length {
                let (a, b) = (alike::wording(cx, again), alike::wording(cx, first));
                let finding = cx
                    .finding(
                        &INFO,
                        again.span,
                        format!("\"{a}\" here, \"{b}\" elsewhere in the article"),
                    )
                    .label("how long is the sentence?")
                    .related(cx.place(first.span), "as here")
                    .help("check which one is right");
                out.push(finding);
            }
        }
    }
}

/// "thirty (36)"
fn repeated(cx: &ArticleContext<'_>, figure: &FigureMention) -> Option<Finding> {
    let (value, span) = figure.repeated?;
    let own = figure.magnitude.map_or(figure.value, |(power, _)| figure.value.times_ten_to(-power));
    if value == own || value == figure.value || value.integer().is_some_and(|n| n < 2) {
        return None;
    }
    let (word, digits) = (cx.text(figure.number), cx.text(span));
    let finding = cx
        .finding(&INFO, span, format!("\"{word}\" is not {digits}"))
        .related(cx.place(figure.number), "the same number in words")
        .help("check which one is right");
    Some(finding)
}

fn is_compound(figure: &FigureMention) -> bool {
    figure.noun.is_some_and(|n| n.compound)
}

/// "his 36-month sentence", "the 36-month prison term"
fn is_named_again(cx: &ArticleContext<'_>, figure: &FigureMention) -> bool {
    const OWNERS: [u64; 6] = folds_ascii(["the", "his", "her", "their", "that", "this"]);
    const TERMS: [u64; 3] = folds_ascii(["sentence", "term", "imprisonment"]);
    let Some(noun) = figure.noun.filter(|n| n.compound) else { return false };
    let after = cx.tokens.partition_point(|t| t.start < noun.span.end);
    let mut tail = cx.tokens.iter().skip(after).take(2);
    let owned = (figure.tokens.0 as usize).checked_sub(1).and_then(|i| cx.tokens.get(i));
    let owned = owned.is_some_and(|t| OWNERS.contains(&t.fold));
    owned && alike::months(figure).is_some() && tail.any(|t| TERMS.contains(&t.fold))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::figure::testing::messages;

    #[test]
    fn one_thing_with_two_figures() {
        for text in [
            "He faces thirty (36) months in prison.",
            "The judge sentenced Roe to 30 months in prison. Her 36-month sentence begins in May.",
            "Roe was sentenced to two years in prison. The 12-month prison term is over.",
        ] {
            assert_eq!(messages(&TwoValues, "Court", &[text]).len(), 1, "{text}");
        }
    }

    #[test]
    fn two_things() {
        for text in [
            "He faces thirty-six (36) months in prison and two million (2,000,000) dollars.",
            "Roe was sentenced to two years in prison. Her 24-month sentence begins in May.",
            "Roe was sentenced to 30 months in prison, Doe to 36 months in prison. His 36-month sentence …",
            "Roe was sentenced to 30 months in prison and a 36-month term of release.",
            "Of the three (1) and (2) matter.",
        ] {
            assert_eq!(messages(&TwoValues, "Court", &[text]), [""; 0], "{text}");
        }
    }
}
