//! `style/numbers`: a number in figures that the house spells out, or the other way round.
//!
//! Every stylebook has a border (AP: one to nine in words, figures from 10 on) and a list of what
//! is always set in figures: ages, measures, money, percentages, times, scores.

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates::counts::{TENS, in_words};
use crate::extract::figures::{FigureMention, Unit};
use crate::finding::{Finding, Severity};
use crate::tokens::{Kind, folds_ascii};

/// See the module.
pub struct Numbers;

const INFO: Info = Info {
    name: "style/numbers",
    summary: "a number in figures that the house spells out, or the other way round",
    severity: Severity::Note,
    default: true,
    explanation: "The key `spell-out-up-to` of [style] says up to which number things are counted in \
        words; from the next one on they are counted in figures. Without the key the check is \
        silent.\n\n\
        It looks at whole numbers that count a noun in body and captions. Silent about ages, measures, \
        times, votes, money and percentages, ranges and parts, quotations, numbers that begin a \
        sentence, and sentences that count several things, where one number decides for all.",
    bad: "The council sent 3 inspectors and twelve boats. (spell-out-up-to = \"nine\")",
    good: "The council sent three inspectors and 12 boats.",
    needs_date: false,
};

/// What is always counted in figures.
const MEASURES: [u64; 44] = folds_ascii([
    "mile",
    "kilometer",
    "kilometre",
    "km",
    "meter",
    "metre",
    "centimeter",
    "centimetre",
    "foot",
    "inch",
    "yard",
    "acre",
    "hectare",
    "pound",
    "ounce",
    "kilogram",
    "kilo",
    "gram",
    "ton",
    "tonne",
    "degree",
    "liter",
    "litre",
    "gallon",
    "pint",
    "cup",
    "tablespoon",
    "teaspoon",
    "watt",
    "megawatt",
    "knot",
    "mph",
    "point",
    "vote",
    "run",
    "goal",
    "year",
    "month",
    "cent",
    "penny",
    "percentage",
    "megabyte",
    "gigabyte",
    "square",
]);

impl Check for Numbers {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let Some(most) = cx.style.spelled_out else { return };
        let figures = &cx.mentions.figures;
        for (i, figure) in figures.iter().enumerate() {
            let Some(value) = counted(figure) else { continue };
            let first = figure.tokens.0 as usize;
            let (from, to) = cx.sentence(first);
            let inside = |f: &FigureMention| (from..to).contains(&(f.tokens.0 as usize));
            // "Clade 1 mpox", "Phase 3 trials": part of a name. "the nineteen sixties": a decade.
            let before = first.checked_sub(1).and_then(|i| cx.tokens.get(i));
            let named = before.is_some_and(|t| t.is_capital() && !t.starts_sentence());
            if named || counts_tens(cx, figure) {
                continue;
            }
            let near = |j: Option<usize>| j.and_then(|j| figures.get(j)).is_some_and(inside);
            if first == from || near(i.checked_sub(1)) || near(Some(i + 1)) {
                continue;
            }
            out.extend(judge(cx, figure, value, u64::from(most)));
        }
    }
}

/// The whole number by which things are counted.
fn counted(figure: &FigureMention) -> Option<u64> {
    let noun = figure.noun.filter(|noun| !noun.compound && !MEASURES.contains(&noun.lemma))?;
    let plain = figure.unit == Unit::Things
        && figure.magnitude.is_none()
        && figure.repeated.is_none()
        && !figure.range
        && !figure.part
        && !figure.quoted
        && matches!(figure.zone, Zone::Body | Zone::Caption)
        && noun.span.start - figure.span.end <= 1;
    figure.value.integer().filter(|_| plain)
}

/// "nineteen sixties"
fn counts_tens(cx: &ArticleContext<'_>, figure: &FigureMention) -> bool {
    let noun = figure.noun.map_or("", |noun| cx.text(noun.span)).to_lowercase();
    let tens = |word: &str| {
        noun.strip_suffix("ies").is_some_and(|stem| word.strip_suffix('y') == Some(stem))
    };
    TENS.iter().any(|word| tens(word))
}

fn judge(
    cx: &ArticleContext<'_>,
    figure: &FigureMention,
    value: u64,
    most: u64,
) -> Option<Finding> {
    let written = cx.text(figure.number);
    let token = cx.tokens.iter().find(|t| t.start == figure.number.start)?;
    let right = match token.kind {
        Kind::Number if value <= most => in_words(value)?,
        Kind::Word if value > most => in_figures(value),
        _ => return None,
    };
    let how = if token.kind == Kind::Number { "spells out" } else { "writes in figures" };
    let message = format!("the house {how} \"{written}\" here: \"{right}\"");
    let finding = cx.finding(&INFO, figure.number, message).help(format!("write \"{right}\""));
    Some(if cx.is_fixable(figure.number) { finding.replace(true, right) } else { finding })
}

/// A number with commas between its thousands.
fn in_figures(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spelled_as_they_are_read() {
        let spelled: Vec<_> =
            [0, 9, 13, 20, 42, 99, 100].into_iter().filter_map(in_words).collect();
        let words =
            ["zero", "nine", "thirteen", "twenty", "forty-two", "ninety-nine", "one hundred"];
        assert_eq!(spelled, words);
        assert_eq!(in_words(101), None);
        assert_eq!([7, 999, 5000, 1_234_567].map(in_figures), ["7", "999", "5,000", "1,234,567"]);
    }
}
