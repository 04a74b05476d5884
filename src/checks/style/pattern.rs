//! `style/pattern`: text that a `[[pattern]]` of a pack describes.

use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::source::Span;

/// See the module.
pub struct Pattern;

const INFO: Info = Info {
    name: "style/pattern",
    summary: "text that a pattern of a pack describes",
    severity: Severity::Warning,
    default: true,
    explanation: "A [[pattern]] is a regular expression with a message, for what words alone can't \
        say. It is looked for in headline, deck, caption and body, paragraph by paragraph; not in \
        code, addresses and furniture.\n\n\
        Prefer [[term]] where words are enough: it knows about quotations, official names and \
        capitals.",
    bad: "The minister, who TK, resigned. (A pattern for TK.)",
    good: "The minister, who took office in May, resigned.",
    needs_date: false,
};

impl Check for Pattern {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        for rule in &cx.stylebook.rules.patterns {
            if !rule.meta.applies(cx.article) {
                continue;
            }
            for block in cx.article.blocks.iter().filter(|b| b.zone.is_copy()) {
                let text = cx.text(block.span);
                let base = block.span.start as usize;
                for captures in rule.matcher.captures_iter(text) {
                    let Some(found) = captures.get(0).filter(|m| !m.is_empty()) else { continue };
                    let span = Span::new(base + found.start(), base + found.end());
                    if cx.article.is_masked(span) {
                        continue;
                    }
                    let mut finding = cx.rule_finding(&INFO, &rule.meta, span, &*rule.message);
                    if let Some(template) = &rule.replacement {
                        let mut right = String::new();
                        captures.expand(template, &mut right);
                        finding = finding.help(format!("write \"{right}\""));
                        if cx.is_fixable(span) {
                            finding = finding.replace(false, right);
                        }
                    }
                    out.push(finding);
                }
            }
        }
    }
}
