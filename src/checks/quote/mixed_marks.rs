//! `quote/mixed-marks`: a quotation that opens with one kind of mark and closes with another.
//!
//! Looks only at pairs; whether an article sets all its marks one way is not its business.

use crate::article::quotes::{Quotation, closing, matches};
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::source::Span;

/// The check.
pub struct MixedMarks;

static INFO: Info = Info {
    name: "quote/mixed-marks",
    summary: "a quotation opens with one kind of mark and closes with another",
    severity: Severity::Warning,
    default: true,
    explanation: "\
Curly and straight quotation marks meet in one pair where copy from two systems was joined, or \
where one mark was typed again after an edit. The kind that the article uses less is the odd one.

A straight single pair inside curly double marks is the same slip one level down: it is a note, \
and has no fix, since it stands inside the quotation.

Feet and inches, apostrophes and marks whose partner is missing are left alone. An article whose \
pairs are mixed throughout gets three findings and a count.",
    bad: "The mayor called the plan \"far too slow,” and left.",
    good: "The mayor called the plan “far too slow,” and left.",
    needs_date: false,
};

/// With more than this many, the article's marks are no slip but its state.
const MANY: usize = 8;
/// How many of them are shown then.
const SHOWN: usize = 3;

impl Check for MixedMarks {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let curly_is_usual = curly_is_usual(&cx.article.quotes);
        let mut outer = Vec::new();
        let mut found = Vec::new();
        for quote in &cx.article.quotes {
            outer.retain(|q: &Quotation| q.span.end > quote.span.start);
            if cx.article.zone_at(quote.span.start).is_copy()
                && !cx.article.is_masked(Span { end: quote.inner.start, ..quote.span })
                && !cx.article.is_masked(Span { start: quote.inner.end, ..quote.span })
                && let Some(close) = quote.close
            {
                found.extend(if !matches(quote.open, close) {
                    mixed(cx, quote, close, curly_is_usual, outer.is_empty())
                } else {
                    nested(cx, quote, outer.last())
                });
            }
            outer.push(*quote);
        }
        let rest = found.len();
        if rest <= MANY {
            out.append(&mut found);
            return;
        }
        let mut last = found.get(SHOWN).map(|f| f.primary.place.clone());
        found.truncate(SHOWN);
        out.append(&mut found);
        if let Some(place) = last.take() {
            let message = format!("{} more pairs of quotation marks are mixed", rest - SHOWN);
            out.push(Finding::new(INFO.name, Severity::Note, place, message));
        }
    }
}

/// Whether the article's double marks are curly more often than straight. A tie counts for
/// neither: then the mark that opens decides.
fn curly_is_usual(quotes: &[Quotation]) -> Option<bool> {
    let (mut curly, mut straight) = (0usize, 0usize);
    for mark in quotes.iter().flat_map(|q| [Some(q.open), q.close]).flatten() {
        curly += usize::from(matches!(mark, '“' | '”'));
        straight += usize::from(mark == '"');
    }
    (curly != straight).then_some(curly > straight)
}

fn mixed(
    cx: &ArticleContext<'_>,
    quote: &Quotation,
    close: char,
    curly_is_usual: Option<bool>,
    outermost: bool,
) -> Option<Finding> {
    let open = Span { start: quote.span.start, end: quote.inner.start };
    let end = Span { start: quote.inner.end, end: quote.span.end };
    let is_curly = |c| matches!(c, '“' | '”' | '„' | '‘' | '’');
    // The mark to keep is the opening one, unless only the closing one is of the usual kind.
    let keep_close = curly_is_usual.is_some_and(|curly| {
        is_curly(close) == curly && is_curly(quote.open) != curly && opening(close).is_some()
    });
    let (odd, right) = if keep_close {
        (open, opening(close)?)
    } else if quote.open == '”' {
        // Turned the wrong way.
        (open, '“')
    } else {
        (end, closing(quote.open))
    };
    let message = format!(
        "this quotation opens with {} and closes with {}",
        describe(quote.open),
        describe(close)
    );
    let (what, other) = if odd == open { ("opening", end) } else { ("closing", open) };
    let label = format!("the {what} mark should be {right}");
    let partner = if odd == open { "it is closed here" } else { "it was opened here" };
    let finding = cx.finding(&INFO, odd, message).label(label).related(cx.place(other), partner);
    // A mark inside another quotation stands where nothing is changed without asking.
    let safe = outermost && cx.article.map.is_copy(odd) && quote.open != '`';
    Some(if safe { finding.replace(true, right) } else { finding })
}

/// A straight single pair directly inside curly double marks.
fn nested(
    cx: &ArticleContext<'_>,
    quote: &Quotation,
    outer: Option<&Quotation>,
) -> Option<Finding> {
    let outer = outer?;
    let odd = quote.open == '\'' && outer.open == '“' && outer.close == Some('”');
    let odd = odd || (quote.open == '\'' && outer.open == '“' && outer.close.is_none());
    odd.then(|| {
        let text = cx.text(quote.inner);
        let shown = if text.chars().count() > 40 { "…" } else { text };
        let message = format!("straight marks '{shown}' inside a quotation with curly ones");
        let mut finding =
            cx.finding(&INFO, quote.span, message).label(format!("curly would be ‘{shown}’"));
        finding.severity = Severity::Note;
        finding
    })
}

fn opening(close: char) -> Option<char> {
    Some(match close {
        '”' => '“',
        '’' => '‘',
        '»' => '«',
        '"' => '"',
        '\'' => '\'',
        _ => return None,
    })
}

fn describe(mark: char) -> String {
    match mark {
        '"' => "a straight mark (\")".into(),
        '\'' => "a straight mark (')".into(),
        '`' => "a backtick".into(),
        other => format!("a curly mark ({other})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::quotes::find;
    use crate::article::{Article, Block, Zone};
    use crate::extract::Mentions;
    use crate::stylebook::Stylebook;
    use crate::stylebook::matches::Matches;
    use crate::stylebook::style::Style;
    use crate::tokens::Tokens;

    /// Message, text of the primary label, fix.
    fn check(text: &str) -> Vec<(Severity, String, Option<String>)> {
        let span = Span::new(0, text.len());
        let blocks = vec![Block { span, zone: Zone::Body, list: false }];
        let quotes = find(text, &blocks);
        let article = Article { text: text.into(), blocks, quotes, ..Article::default() };
        let cx = ArticleContext {
            article: &article,
            tokens: &Tokens::default(),
            mentions: &Mentions::default(),
            matches: &Matches::default(),
            stylebook: &Stylebook::default(),
            style: &Style::default(),
        };
        let mut out = Vec::new();
        MixedMarks.article(&cx, &mut out);
        out.into_iter()
            .map(|f| {
                let odd = f.primary.place.span.of(text).to_owned();
                let fix = f.fix.map(|f| f.edits.into_iter().map(|e| e.replacement).collect());
                (f.severity, odd, fix)
            })
            .collect()
    }

    #[test]
    fn its_own_example() {
        assert_eq!(check(INFO.bad).len(), 1);
        assert_eq!(check(INFO.good), []);
    }

    #[test]
    fn the_rarer_mark_is_the_odd_one() {
        let warning =
            |mark: &str, fix: &str| (Severity::Warning, mark.to_owned(), Some(fix.to_owned()));
        assert_eq!(
            check("“One,” he said. “Two,” she said. They called it \"three,” then left."),
            [warning("\"", "“")]
        );
        assert_eq!(check("“One,” he said. “We have two.\""), [warning("\"", "”")]);
        assert_eq!(check("\"One,\" he said. “Two,\" she said."), [warning("“", "\"")]);
        // Nothing decides: the closing mark follows the opening one.
        assert_eq!(check("He called it \"three,” then left."), [warning("”", "\"")]);
    }

    #[test]
    fn inner_marks_are_a_note_without_a_fix() {
        assert_eq!(
            check("“They saw 'faults' in the pumps,” Roe said."),
            [(Severity::Note, "'faults'".to_owned(), None)]
        );
        assert_eq!(
            check("“He said “no\" to us,” Roe said. “Twice.”").first().map(|f| f.2.clone()),
            Some(None)
        );
    }

    #[test]
    fn other_marks_are_left_alone() {
        for text in [
            "“They saw ‘faults’ in the pumps,” Roe said.",
            "“One,” he said. The \"second\" was straight throughout.",
            "“The boys' room is 6'2\" wide,” Roe said.",
            "“It rained, Roe said. “We ran.”",
            "\"The “soft” launch failed,\" Roe said.",
            "„Nein“, he said.",
        ] {
            assert_eq!(check(text), [], "{text}");
        }
    }

    #[test]
    fn an_article_of_mixed_marks_is_not_shouted_at() {
        let text = "He said “no\" twice. ".repeat(12);
        let found = check(&text);
        assert_eq!(found.len(), 4);
        assert_eq!(found[3].0, Severity::Note);
    }
}
