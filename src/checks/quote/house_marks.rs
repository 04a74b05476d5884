//! `quote/house-marks`: a quotation stands in other marks than the house sets.

use crate::article::Zone;
use crate::article::quotes::Quotation;
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::style::Marks;

/// See the module.
pub struct HouseMarks;

static INFO: Info = Info {
    name: "quote/house-marks",
    summary: "a quotation stands in other marks than the house sets",
    severity: Severity::Note,
    default: true,
    explanation: "The key `quotation-marks` of [style] says which marks are the outer ones: double \
        (\"…\") or single ('…'). A quotation of two words or more in the others is reported. Without \
        the key the check is silent.\n\n\
        Silent in headlines, where many houses set single marks to save room, inside other \
        quotations, and where the closing mark is missing.",
    bad: "‘We never slept,’ she said. (quotation-marks = \"double\")",
    good: "“We never slept,” she said.",
    needs_date: false,
};

impl Check for HouseMarks {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let Some(house) = cx.style.quotation_marks else { return };
        for quote in cx.article.quotes.iter().filter(|q| q.depth == 1) {
            let zone = cx.article.zone_at(quote.span.start);
            let copy = zone.is_copy() && zone != Zone::Headline;
            if copy && is_whole(cx, quote) && marks(cx, quote).is_some_and(|marks| marks != house) {
                let mark = Span { end: quote.inner.start, ..quote.span };
                let (how, others) = match house {
                    Marks::Double => ("double", "single"),
                    Marks::Single => ("single", "double"),
                };
                let message =
                    format!("the house sets quotations in {how} marks, these are {others}");
                let end = Span { start: quote.inner.end, ..quote.span };
                let finding = cx.finding(&INFO, mark, message).related(cx.place(end), "to here");
                out.push(
                    finding.help(format!(
                        "set it in {how} marks, and those inside it in {others} ones"
                    )),
                );
            }
        }
    }
}

/// Closed, and more than a word.
fn is_whole(cx: &ArticleContext<'_>, quote: &Quotation) -> bool {
    quote.inner.end < quote.span.end && cx.text(quote.inner).trim().contains(char::is_whitespace)
}

/// The kind of its opening mark.
fn marks(cx: &ArticleContext<'_>, quote: &Quotation) -> Option<Marks> {
    let mark = cx.text(Span { end: quote.inner.start, ..quote.span });
    match mark.chars().next()? {
        '"' | '“' | '„' => Some(Marks::Double),
        '\'' | '‘' | '‚' => Some(Marks::Single),
        _ => None,
    }
}
