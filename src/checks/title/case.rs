//! `title/case`: a title is not set as the house sets titles.

use crate::checks::title::cases::{Cased, cased, is_formal};
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::titles::Tense;
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::matcher::Form;
use crate::stylebook::style::Case;
use crate::tokens::folds_ascii;

/// See the module.
pub struct TitleCase;

const INFO: Info = Info {
    name: "title/case",
    summary: "a title has a capital, or none, against the house style",
    severity: Severity::Warning,
    default: true,
    explanation: "[style] says how titles are set directly before a name (titles-before-name), \
        after it (titles-after-name), and whether \"acting\" and \"former\" have a capital before a \
        capitalised title (acting-before-title, former-before-title). Without these keys the check is silent.\n\n\
        Before a name it knows offices of state, after one any title. Silent in headlines, quotations and \
        bylines, at the start of a sentence, and about job descriptions (\"company president\").",
    bad: "US president Edith Pell met the mayor. (titles-before-name = \"upper\")",
    good: "US President Edith Pell met the mayor.",
    needs_date: false,
};

const OF: [u64; 2] = folds_ascii(["of", "for"]);
const ACTING: [u64; 2] = folds_ascii(["acting", "interim"]);
const FORMER: [u64; 1] = folds_ascii(["former"]);

impl Check for TitleCase {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let style = cx.style;
        if style.titles_before_name.is_none()
            && style.titles_after_name.is_none()
            && style.acting.is_none()
            && style.former.is_none()
        {
            return;
        }
        for title in cased(cx) {
            let wanted =
                if title.after { style.titles_after_name } else { style.titles_before_name };
            if let Some(wanted) = wanted.filter(|case| *case != title.case)
                && is_known(cx, &title, wanted)
            {
                out.push(finding(cx, &title, wanted));
            }
            for (wanted, words) in [(style.acting, &ACTING[..]), (style.former, &FORMER)] {
                out.extend(wanted.and_then(|wanted| qualifier(cx, &title, words, wanted)));
            }
        }
    }
}

/// Whether the house's rule is about a title: offices of state before a name; behind one, any
/// title. What is set with a capital behind a name is an office of a listed body.
fn is_known(cx: &ArticleContext<'_>, title: &Cased, wanted: Case) -> bool {
    let of_body = || {
        let form = |form| matches!(form, Form::Organization(_) | Form::Acronym(_));
        cx.matches.near(title.body).any(|m| m.span == title.body && form(m.form))
    };
    let last = cx.tokens.get(title.tokens.1).is_some_and(|t| t.is_mark(&cx.article.text, '.'));
    match (title.after, wanted) {
        // "Sen." is no word: it keeps its capital.
        (false, Case::Lower) => is_formal(&title.rank) && !last,
        (false, Case::Upper) => is_formal(&title.rank),
        (true, Case::Lower) => true,
        (true, Case::Upper) => title.tense != Tense::Elsewhen && of_body(),
    }
}

fn finding(cx: &ArticleContext<'_>, title: &Cased, wanted: Case) -> Finding {
    let right = recased(cx, title.tokens, wanted);
    let place = if title.after { "after a name" } else { "before a name" };
    let how = if wanted == Case::Upper { "with capitals" } else { "without capitals" };
    let message = format!("house style sets titles {place} {how}: \"{right}\"");
    let finding = cx.finding(&INFO, title.span, message).help(format!("write \"{right}\""));
    // "Director of Operations" has more words to set than these.
    let of = cx.tokens.get(title.tokens.1).is_some_and(|t| OF.contains(&t.fold));
    if cx.is_fixable(title.span) { finding.replace(!of, right) } else { finding }
}

/// The title in the other case; names and acronyms in it stay.
fn recased(cx: &ArticleContext<'_>, tokens: (usize, usize), wanted: Case) -> String {
    let mut out = String::new();
    let mut end = None;
    for token in &cx.tokens[tokens.0..tokens.1] {
        if let Some(end) = end {
            out.push_str(Span { start: end, end: token.start }.of(&cx.article.text));
        }
        end = Some(token.span().end);
        let word = token.text(&cx.article.text);
        let small = ["of", "in", "and", "the", "for"].contains(&word);
        let mut letters = word.chars();
        match (wanted, letters.next()) {
            (Case::Upper, Some(first)) if token.is_word() && !small => {
                out.extend(first.to_uppercase());
                out.push_str(letters.as_str());
            }
            (Case::Lower, Some(_)) if token.is_word() && !token.is_all_upper() => {
                out.push_str(&word.to_lowercase());
            }
            _ => out.push_str(word),
        }
    }
    out
}

/// "acting" or "former" before a title with capitals.
fn qualifier(
    cx: &ArticleContext<'_>,
    title: &Cased,
    words: &[u64],
    wanted: Case,
) -> Option<Finding> {
    let token = cx.tokens.get(title.tokens.0.checked_sub(1)?)?;
    let applies = title.tense != Tense::Now
        && !title.after
        && title.case == Case::Upper
        && words.contains(&token.fold)
        && !token.starts_sentence();
    let case = if token.is_capital() { Case::Upper } else { Case::Lower };
    if !applies || case == wanted || !is_known(cx, title, Case::Upper) {
        return None;
    }
    let right = match (wanted, token.text(&cx.article.text).to_lowercase()) {
        (Case::Lower, word) => word,
        (Case::Upper, word) => word[..1].to_uppercase() + &word[1..],
    };
    let message = format!("house style sets this before a title as \"{right}\"");
    let finding = cx.finding(&INFO, token.span(), message).help(format!("write \"{right}\""));
    Some(if cx.is_fixable(token.span()) { finding.replace(true, right) } else { finding })
}
