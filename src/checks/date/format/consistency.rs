//! One article, two ways to write a date.
//!
//! Asked only where the house has not said which way is right. The rarer way gets a note, once.

use super::{DateWays, INFO, with_period};
use crate::checks::ArticleContext;
use crate::extract::dates::{DateMention, Day, Order};
use crate::finding::Finding;
use crate::source::Span;

/// Two ways: where each is used first, and how often.
#[derive(Default)]
struct Ways {
    first: [Option<Span>; 2],
    count: [usize; 2],
    last: usize,
}

impl Ways {
    fn add(&mut self, way: usize, span: Span) {
        if let (Some(first), Some(count)) = (self.first.get_mut(way), self.count.get_mut(way)) {
            first.get_or_insert(span);
            *count += 1;
            self.last = way;
        }
    }

    /// The rarer way, or the later one, and the other.
    fn mixed(&self) -> Option<(Span, Span)> {
        let [Some(a), Some(b)] = self.first else { return None };
        let [many, few] = self.count;
        let second = if many == few { a.start < b.start } else { few < many };
        Some(if second { (b, a) } else { (a, b) })
    }
}

/// How an article writes its dates.
#[derive(Default)]
pub(super) struct All {
    orders: Ways,
    months: Ways,
    ordinals: Ways,
}

impl All {
    pub(super) fn new<'d>(
        cx: &ArticleContext<'_>,
        dates: impl Iterator<Item = &'d DateMention>,
    ) -> Self {
        let mut all = Self::default();
        for date in dates {
            order(&mut all.orders, date);
            // "Sept. 11" and "September 11th" are names by now.
            for day in date.days.iter().filter(|d| (d.month, d.number) != (9, 11)) {
                month(cx, &mut all.months, day);
                ordinal(cx, &mut all.ordinals, day);
            }
        }
        all
    }

    pub(super) fn counts(&self) -> DateWays {
        let Self { orders, months, ordinals } = self;
        DateWays { order: orders.count, months: months.count, ordinals: ordinals.count }
    }
}

/// Compares all dates of an article.
pub(super) fn check(cx: &ArticleContext<'_>, all: &All, out: &mut Vec<Finding>) {
    let style = cx.style;
    for (ways, said, what) in [
        (
            &all.orders,
            style.date_order.is_some(),
            "day and month stand in two orders in one article",
        ),
        (
            &all.months,
            style.months.is_some(),
            "months beside a day are written in full and shortened in one article",
        ),
        (
            &all.ordinals,
            style.ordinals.is_some(),
            "days are written with and without ordinal letters in one article",
        ),
    ] {
        let Some((rare, usual)) = ways.mixed().filter(|_| !said) else { continue };
        let finding = cx
            .finding(&INFO, rare, what)
            .label("written so here")
            .related(cx.place(usual), "and so here")
            .help("write all of them one way; [style] can say which");
        out.push(finding);
    }
}

fn order(ways: &mut Ways, date: &DateMention) {
    match date.order {
        Order::MonthDay => ways.add(0, date.span),
        Order::DayMonth => ways.add(1, date.span),
        Order::Iso | Order::Numeric => {}
    }
}

/// Only months that some style shortens tell the two ways apart.
fn month(cx: &ArticleContext<'_>, ways: &mut Ways, day: &Day) {
    if matches!(day.month, 3..=7) {
        return;
    }
    let short = day.month_span.end - day.month_span.start <= 4;
    ways.add(usize::from(short), with_period(cx, day.month_span));
}

fn ordinal(cx: &ArticleContext<'_>, ways: &mut Ways, day: &Day) {
    let letters = cx.text(day.span).ends_with(|c: char| c.is_ascii_alphabetic());
    ways.add(usize::from(letters), day.span);
}
