//! `org/late-acronym`: an acronym is used before it is introduced, or introduced twice.

use std::collections::BTreeMap;

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::stylebook::official::content_words;

use super::acronyms::{Introduction, full_name, introductions, is_acronym, is_known, uses};

/// See the module.
pub struct LateAcronym;

const INFO: Info = Info {
    name: "org/late-acronym",
    summary: "an acronym is used before it is introduced, or introduced twice",
    severity: Severity::Note,
    default: true,
    explanation: "Paragraphs move when a story is edited, and the introduction of an acronym ends \
        up below its first use. Or two reporters wrote one story, and it is introduced twice.\n\n\
        Silent about headlines and captions, about quotations, about letters that need no \
        introduction, and where the full name stands before the first use.",
    bad: "The HSA closed the pier. The Harbour Safety Agency (HSA) gave no reason.",
    good: "The Harbour Safety Agency (HSA) closed the pier. The HSA gave no reason.",
    needs_date: false,
};

impl Check for LateAcronym {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let introduced = introductions(cx);
        if introduced.is_empty() {
            return;
        }
        let uses = uses(cx, introduced.iter().map(|i| i.fold));
        let mut first: BTreeMap<u64, Option<Introduction>> = BTreeMap::new();
        for intro in introduced {
            match first.get_mut(&intro.fold) {
                // Once is enough to be told.
                Some(earlier) => {
                    if let Some(found) = earlier.as_ref().and_then(|e| again(cx, e, &intro)) {
                        out.push(found);
                        *earlier = None;
                    }
                }
                None => {
                    let places = uses.get(&intro.fold).map_or(&[][..], Vec::as_slice);
                    late(cx, places, &intro, out);
                    first.insert(intro.fold, Some(intro));
                }
            }
        }
    }
}

/// The letters stand in the story before their introduction.
fn late(cx: &ArticleContext<'_>, places: &[usize], intro: &Introduction, out: &mut Vec<Finding>) {
    let acronym = cx.text(intro.acronym);
    let early = places.iter().find(|i| {
        let token = &cx.tokens[**i];
        cx.article.zone_at(token.start) == Zone::Body && !token.is_quoted()
    });
    // In brackets it is introduced there, by a name that is no organization's.
    let Some(i) = early.copied().filter(|i| is_acronym(cx, *i) && !is_bracketed(cx, *i)) else {
        return;
    };
    let early = cx.tokens[i].span();
    let named = full_name(cx, acronym, early.start).is_some();
    if early.start >= intro.name.start || named || is_known(cx, acronym) {
        return;
    }
    let message = format!("\"{acronym}\" is used before it is introduced");
    out.push(
        cx.finding(&INFO, early, message)
            .related(cx.place(intro.name.to(intro.acronym)), "introduced here")
            .help("give the full name here, and the letters alone below"),
    );
}

fn is_bracketed(cx: &ArticleContext<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|p| cx.tokens.get(p));
    before.is_some_and(|t| matches!(cx.text(t.span()), "(" | "[" | "“" | "\""))
}

/// The same name with the same letters once more.
fn again(cx: &ArticleContext<'_>, earlier: &Introduction, intro: &Introduction) -> Option<Finding> {
    let words = |i: &Introduction| content_words(cx.text(i.name));
    let (before, after) = (words(earlier), words(intro));
    // Another name for the same letters is another fault. What stands before a name may have been
    // read as part of it.
    if !before.ends_with(&after) && !after.ends_with(&before) {
        return None;
    }
    let acronym = cx.text(intro.acronym);
    let message = format!("\"{acronym}\" is introduced twice");
    let finding = cx.finding(&INFO, intro.name.to(intro.acronym), message);
    let finding = finding.related(cx.place(earlier.acronym), "introduced here already");
    Some(finding.help(format!("write \"{acronym}\" alone, or the name alone")))
}
