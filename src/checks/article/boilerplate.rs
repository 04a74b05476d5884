//! `article/boilerplate`: page furniture in the middle of a story.
//!
//! Share buttons, newsletter promotion and "Read more" lines come along when a story is copied from a
//! page. Other checks leave such lines alone; the editor should take them out.

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};

/// See the module.
pub struct Boilerplate;

static INFO: Info = Info {
    name: "article/boilerplate",
    summary: "page furniture stands inside the story",
    severity: Severity::Note,
    default: true,
    explanation: "\
A line of the page and not of the story (newsletter promotion, share buttons, \"Read more\", \"Follow \
us\") stands between two paragraphs of the story.

Silent above and below the story, where such lines belong to the page, and about code and figures.",
    bad: "The pier was closed. / Sign up for our newsletter / It will open in May.",
    good: "The pier was closed. / It will open in May.",
    needs_date: false,
};

/// Longest line that is taken for furniture, in bytes.
const LONGEST: usize = 320;

impl Check for Boilerplate {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let blocks = &cx.article.blocks;
        let is_story = |zone: Zone| zone == Zone::Body;
        let Some(first) = blocks.iter().position(|b| is_story(b.zone)) else { return };
        let last = blocks.iter().rposition(|b| is_story(b.zone)).unwrap_or(first);
        for block in &blocks[first..last] {
            let line = block.span.of(&cx.article.text);
            let words = line.split_whitespace().filter(|w| w.starts_with(char::is_alphabetic));
            let furniture = block.zone == Zone::Boilerplate
                && line.len() <= LONGEST
                && words.take(2).count() == 2
                && !cx.article.is_masked(block.span);
            if furniture {
                out.push(
                    cx.finding(
                        &INFO,
                        block.span,
                        "this line belongs to the page, not to the story",
                    )
                    .help("take it out of the story"),
                );
            }
        }
    }
}
