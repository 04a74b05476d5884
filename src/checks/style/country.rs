//! `style/country`: "US" and "U.S." in one article, or not the house's form.
//!
//! Houses differ, and most differ between headline and text, so that the two are never compared
//! with each other. With no style set an article is only held to itself.

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::lexicon;
use crate::source::Span;
use crate::stylebook::style::Country as Form;
use crate::tokens::{Kind, Sort, Token, fold_ascii, folds_ascii};

/// See the module.
pub struct Country;

const INFO: Info = Info {
    name: "style/country",
    summary: "\"US\" and \"U.S.\" in one article, or not the form of the house",
    severity: Severity::Warning,
    default: true,
    explanation: "The keys `country` and `country-in-headlines` of [style] say how the house \
        shortens the United States. Where they are not set, one article should keep to one form \
        in its text; the same goes for UK and U.K., UN and U.N.\n\n\
        Silent inside quotations and the names of firms, in headlines where no form is set for \
        them, and about other meanings: US$, case citations, words in capitals.",
    bad: "The US envoy met officials of the U.S. government.",
    good: "The US envoy met officials of the US government.",
    needs_date: false,
};

/// More places than this of one odd form are not shown.
const SHOWN: usize = 3;

/// Each body with its two forms, without periods first.
const BODIES: [(u64, u64); 3] = [
    (fold_ascii("US"), fold_ascii("U.S.")),
    (fold_ascii("UK"), fold_ascii("U.K.")),
    (fold_ascii("UN"), fold_ascii("U.N.")),
];

/// Firms and titles that keep their own form: "U.S. Steel", "US Airways".
const FIRMS: [u64; 23] = folds_ascii([
    "inc",
    "llc",
    "ltd",
    "corp",
    "holdings",
    "plc",
    "steel",
    "bank",
    "bancorp",
    "airways",
    "foods",
    "weekly",
    "magazine",
    "cellular",
    "news",
    "ecology",
    "bancshares",
    "renal",
    "physical",
    "concrete",
    "silica",
    "xpress",
    "open",
]);

/// A form at a place.
#[derive(Clone, Copy)]
struct Use {
    body: usize,
    form: Form,
    token: usize,
    display: bool,
}

impl Check for Country {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let capitals = cx.tokens.places([Sort::Upper]);
        let uses: Vec<Use> = capitals.filter_map(|i| read(cx, i, &cx.tokens[i])).collect();
        for found in &uses {
            let style =
                if found.display { cx.style.country_in_headlines } else { cx.style.country };
            if let Some(style) = style.filter(|s| found.body == 0 && *s != found.form) {
                out.push(against_house(cx, found, style));
            }
        }
        for body in 0..BODIES.len() {
            if body > 0 || cx.style.country.is_none() {
                mixed(cx, &uses, body, out);
            }
        }
    }
}

fn read(cx: &ArticleContext<'_>, i: usize, token: &Token) -> Option<Use> {
    let (body, form) = BODIES.iter().enumerate().find_map(|(body, (plain, periods))| {
        let form = [(*plain, Form::Plain), (*periods, Form::Periods)];
        form.into_iter().find(|(fold, _)| *fold == token.fold).map(|(_, form)| (body, form))
    })?;
    let zone = cx.article.zone_at(token.start);
    if !zone.is_copy() || token.is_quoted() || token.is_masked() || is_something_else(cx, i) {
        return None;
    }
    let display = matches!(zone, Zone::Headline | Zone::Deck);
    Some(Use { body, form, token: i, display })
}

/// "US$5", "545 U.S. 469", "en-US", "(US)", "CONTACT US TODAY", "U.S. Steel".
fn is_something_else(cx: &ArticleContext<'_>, i: usize) -> bool {
    let text = &cx.article.text;
    let token = &cx.tokens[i];
    let before = i.checked_sub(1).and_then(|p| cx.tokens.get(p)).filter(|_| !token.starts_block());
    let after = cx.tokens.get(i + 1).filter(|t| !t.starts_block());
    let glued_before = before.filter(|b| b.span().end == token.start);
    let glued_after = after.filter(|a| a.start == token.span().end);
    let number = |t: Option<&Token>| t.is_some_and(|t| t.kind == Kind::Number);
    let shouted = |t: Option<&Token>| {
        t.is_some_and(|t| t.is_all_upper() && t.len > 2 && lexicon::is_common_word(t.text(text)))
    };
    let money = after.is_some_and(|a| matches!(a.text(text), "$" | "@" | "&"));
    // "US-CERT" is a name; "US-led" and "US-Mexico" are not.
    let team = glued_after.is_some_and(|a| a.is_mark(text, '-'))
        && cx.tokens.get(i + 2).is_some_and(|t| t.is_all_upper() && t.len > 2);
    let code = glued_before.is_some_and(|b| matches!(b.text(text), "-" | "(" | "&" | "." | "@"))
        && glued_after.is_none_or(|a| !a.is_mark(text, '-'))
        || glued_after.is_some_and(|a| a.is_mark(text, '/'));
    // "Acme US" is a firm, "US v Roe" a case.
    let named = |b: &Token| {
        b.is_capital() && !b.starts_sentence() && !lexicon::is_common_word(b.text(text))
    };
    let firm = after.is_some_and(|a| a.is_capital() && FIRMS.contains(&a.fold))
        || before.is_some_and(named)
        || after.is_some_and(|a| matches!(a.text(text), "v" | "v." | "vs" | "vs."));
    // A road, a route, a page of law reports.
    money
        || code
        || team
        || firm
        || opens_a_name(cx, i)
        || number(after)
        || shouted(before)
        || shouted(after)
}

/// "US-Norland Ferries", "US-Norland Business Council": the names of bodies.
fn opens_a_name(cx: &ArticleContext<'_>, i: usize) -> bool {
    let Some([own, dash, partner, next]) = cx.tokens.get(i..i + 4) else { return false };
    let glued = own.span().end == dash.start && dash.span().end == partner.start;
    let display = matches!(cx.article.zone_at(own.start), Zone::Headline | Zone::Deck);
    glued
        && !display
        && dash.is_mark(&cx.article.text, '-')
        && partner.is_capital()
        && next.is_capital()
        && !next.starts_sentence()
}

fn written(body: usize, form: Form) -> &'static str {
    match (body, form) {
        (0, Form::Plain) => "US",
        (0, Form::Periods) => "U.S.",
        (1, Form::Plain) => "UK",
        (1, Form::Periods) => "U.K.",
        (_, Form::Plain) => "UN",
        (_, Form::Periods) => "U.N.",
    }
}

fn against_house(cx: &ArticleContext<'_>, found: &Use, style: Form) -> Finding {
    let (odd, right) = (written(found.body, found.form), written(found.body, style));
    let place = if found.display { " in headlines" } else { "" };
    let message = format!("house style{place} is \"{right}\", not \"{odd}\"");
    let finding = cx.finding(&INFO, cx.tokens[found.token].span(), message);
    mend(cx, found, style, finding).help(format!("write \"{right}\""))
}

/// One form in the text of an article: the more frequent, or the first.
fn mixed(cx: &ArticleContext<'_>, uses: &[Use], body: usize, out: &mut Vec<Finding>) {
    let all =
        |form: Form| uses.iter().filter(move |u| u.body == body && !u.display && u.form == form);
    let (plain, periods) = (all(Form::Plain).count(), all(Form::Periods).count());
    let first = |form: Form| all(form).next().map(|u| u.token);
    let (Some(a), Some(b)) = (first(Form::Plain), first(Form::Periods)) else { return };
    let keep_plain = plain > periods || (plain == periods && a < b);
    let (usual, odd) =
        if keep_plain { (Form::Plain, Form::Periods) } else { (Form::Periods, Form::Plain) };
    let (Some(kept), count) = (all(usual).next(), all(usual).count()) else { return };
    let (right, wrong) = (written(body, usual), written(body, odd));
    let elsewhere = match count {
        1 => format!("\"{right}\" here"),
        2 => format!("\"{right}\" here and once more"),
        n => format!("\"{right}\" here and {} more times", n - 1),
    };
    for found in all(odd).take(SHOWN) {
        let message = format!("\"{wrong}\" and \"{right}\" in one article");
        let finding = cx
            .finding(&INFO, cx.tokens[found.token].span(), message)
            .related(cx.place(cx.tokens[kept.token].span()), elsewhere.clone())
            .help("choose one form and keep to it");
        out.push(mend(cx, found, usual, finding));
    }
}

/// Adds the fix. The last period of "U.S." may end the sentence as well: then it stays.
fn mend(cx: &ArticleContext<'_>, found: &Use, style: Form, finding: Finding) -> Finding {
    let token = &cx.tokens[found.token];
    if !cx.is_fixable(token.span()) {
        return finding;
    }
    let text = &cx.article.text;
    let next = cx.tokens.get(found.token + 1).filter(|t| !t.starts_block());
    let right = written(found.body, style);
    if style == Form::Periods {
        // "in the US." has its last period already.
        let stop = next.is_some_and(|n| n.is_mark(text, '.') && n.start == token.span().end);
        return finding.replace(true, if stop { right.trim_end_matches('.') } else { right });
    }
    match next {
        None => finding.replace(true, format!("{right}.")),
        // Only a reader can tell "the U.S. The" from "the U.S. Army".
        Some(n) if n.is_capital() || ends(cx, n.span()) => finding.replace(false, right),
        Some(_) => finding.replace(true, right),
    }
}

/// A closing mark of a quotation or a bracket, after which a sentence may have ended.
fn ends(cx: &ArticleContext<'_>, span: Span) -> bool {
    matches!(cx.text(span), "\"" | "”" | "’" | ")" | "'")
}
