//! `style/dateline`: whether the place in a dateline stands alone.
//!
//! Wire services list the cities that every reader knows (AP: about 30 American and 50 foreign
//! ones); any other takes its state or country.

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::source::Span;

/// See the module.
pub struct Dateline;

const INFO: Info = Info {
    name: "style/dateline",
    summary: "a dateline names a state or country too much, or lacks one",
    severity: Severity::Note,
    default: true,
    explanation: "[style] lists under `datelines-alone` the places that stand alone at the head of a \
        story. One of them with its state or country is reported, and any other place without. \
        Without the key the check is silent.",
    bad: "BOSTON, Massachusetts (AP) - The council met. (Style: datelines-alone holds BOSTON.)",
    good: "BOSTON (AP) - The council met.",
    needs_date: false,
};

impl Check for Dateline {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let Some(alone) = &cx.style.datelines_alone else { return };
        for block in cx.article.blocks.iter().filter(|b| b.zone == Zone::Dateline) {
            let Some((place, region)) = parts(cx, block.span) else { continue };
            let name = cx.text(place);
            let known = alone.iter().any(|known| known.to_lowercase() == name.to_lowercase());
            match region {
                Some(region) if known => {
                    let message = format!("\"{name}\" stands alone in a dateline");
                    let whole = place.to(region);
                    let finding =
                        cx.finding(&INFO, whole, message).help(format!("write \"{name}\""));
                    out.push(if cx.is_fixable(whole) {
                        finding.replace(true, name)
                    } else {
                        finding
                    });
                }
                // A line that only looks like a dateline names neither agency nor date.
                None if !known && is_filed(cx, block.span) => {
                    let message = format!("\"{name}\" does not stand alone in a dateline");
                    let finding = cx.finding(&INFO, place, message);
                    out.push(finding.help("add its state or country"));
                }
                _ => {}
            }
        }
    }
}

/// The place of a dateline, and what stands between it and the agency, the date or the dash; none
/// where it names no place.
fn parts(cx: &ArticleContext<'_>, block: Span) -> Option<(Span, Option<Span>)> {
    let text = cx.text(block);
    let head = text.split(['(', '—', '–', '/', '_']).next()?;
    let head = head.split(" - ").next()?;
    let mut pieces = head.split(',').scan(block.start as usize, |at, piece| {
        let start = *at + (piece.len() - piece.trim_start().len());
        *at += piece.len() + 1;
        Some((
            Span::new(start, start + piece.trim().len()),
            piece.trim().trim_end_matches('-').trim(),
        ))
    });
    let (place, name) = pieces.next()?;
    let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’');
    if name.is_empty() || !name.starts_with(char::is_uppercase) || !name.chars().all(letters) {
        return None;
    }
    let place = Span { end: place.start + name.len() as u32, ..place };
    let dates = &cx.mentions.dates;
    let region = pieces.take_while(|(span, piece)| {
        let dated = dates.iter().any(|d| d.span.overlaps(*span));
        !piece.is_empty() && !dated && piece.chars().all(letters) && !is_month(piece)
    });
    let region =
        region.map(|(span, piece)| Span { end: span.start + piece.len() as u32, ..span }).last();
    Some((place, region))
}

/// Whether a dateline in capitals names the agency, or the day.
fn is_filed(cx: &ArticleContext<'_>, block: Span) -> bool {
    let text = cx.text(block);
    let place = text.split(['(', ',']).next().unwrap_or("").trim();
    let dated = cx.mentions.dates.iter().any(|d| d.span.overlaps(block));
    let capitals = !place.chars().any(char::is_lowercase) && place.split_whitespace().count() <= 4;
    capitals && (dated || text.contains('('))
}

/// "Nov", which a year does not follow.
fn is_month(piece: &str) -> bool {
    piece
        .split_whitespace()
        .next()
        .is_some_and(|word| crate::article::date::civil::month(word).is_some())
}
