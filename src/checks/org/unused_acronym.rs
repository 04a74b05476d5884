//! `org/unused-acronym`: an acronym is introduced in brackets and never used.

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::rules::Bracket;
use crate::stylebook::style::Acronyms;

use super::acronyms::{introductions, owner, uses};

/// See the module.
pub struct UnusedAcronym;

const INFO: Info = Info {
    name: "org/unused-acronym",
    summary: "an acronym is introduced and never used",
    severity: Severity::Note,
    default: true,
    explanation: "Letters in brackets after a name promise that they come again. Where they don't, \
        they only stop the reader (Reuters, the Guardian and Chicago say so). Where [style] has \
        `acronyms = \"earlier-name\"`, as the AP asks, no acronym stands in brackets: then every \
        one is reported, used or not.\n\n\
        Silent about letters that are used anywhere else in the article, headline and captions \
        included, and about organizations whose rule has `bracket-acronym = \"always\"`. Without \
        `acronyms` in [style] only those are reported whose rule has `bracket-acronym = \"never\"`.",
    bad: "The Harbour Safety Agency (HSA) closed the pier. The agency gave no reason.",
    good: "The Harbour Safety Agency closed the pier. The agency gave no reason.",
    needs_date: false,
};

impl Check for UnusedAcronym {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let style = cx.style.acronyms;
        let introduced = introductions(cx);
        let uses = uses(cx, introduced.iter().map(|i| i.fold));
        for intro in &introduced {
            let acronym = cx.text(intro.acronym);
            let bracket = owner(cx, acronym).map_or(Bracket::Style, |o| o.bracket);
            if bracket == Bracket::Always {
                continue;
            }
            let places = uses.get(&intro.fold).map_or(&[][..], Vec::as_slice);
            let copy = |i: &&usize| {
                let token = &cx.tokens[**i];
                token.span() != intro.acronym && is_read(cx.article.zone_at(token.start))
            };
            let used = places.iter().find(copy).map(|i| cx.tokens[*i].span());
            let banned = style == Some(Acronyms::EarlierName) || bracket == Bracket::Never;
            if banned || used.is_none() && style.is_some() {
                out.push(finding(cx, intro.name, intro.acronym, used));
            }
        }
    }
}

/// Part of what a reader of the story sees.
fn is_read(zone: Zone) -> bool {
    zone.is_copy() || matches!(zone, Zone::Correction | Zone::Boilerplate)
}

fn finding(cx: &ArticleContext<'_>, name: Span, acronym: Span, used: Option<Span>) -> Finding {
    let letters = cx.text(acronym);
    let brackets = brackets(&cx.article.text, name, acronym);
    let mut finding = match used {
        None => cx.finding(&INFO, acronym, format!("\"{letters}\" is introduced and never used")),
        Some(place) => cx
            .finding(&INFO, acronym, format!("house style has no \"({letters})\" after a name"))
            .related(cx.place(place), "used here"),
    };
    finding = finding.help(format!("delete \"({letters})\""));
    let Some(cut) = brackets.filter(|cut| cx.is_fixable(*cut) && used.is_none()) else {
        return finding;
    };
    finding.primary.place = cx.place(cut);
    finding.replace(true, "")
}

/// " (HSA)" with the space before it, where nothing else stands between the name and the brackets.
fn brackets(text: &str, name: Span, acronym: Span) -> Option<Span> {
    let before = text.get(name.end as usize..acronym.start as usize)?;
    let after = text.get(acronym.end as usize..)?;
    (before.trim_start() == "(" && before.len() <= 2 && after.starts_with(')'))
        .then_some(Span { start: name.end, end: acronym.end + 1 })
}
