//! `org/name`: an organization is called by a name that is not its own.
//!
//! Two ways to be wrong: a form that a pack lists as wrong, and a form one word away from a right
//! one, with evidence that this body is meant (its acronym in brackets, its name or acronym
//! elsewhere in the article, or so many of its words that nothing else can be meant).
//! Rule of every stylebook: official names are written as the body writes them; inside
//! quotations too, since nobody speaks in misspelled names, but never with a fix there.

use crate::article::Zone;
use crate::checks::org::apostrophes::Apostrophes;
use crate::checks::org::similar::{Difference, breaks_a_pair, difference};
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::organizations::{OrganizationMention, is_local};
use crate::finding::{Cite, Finding, Severity};
use crate::lexicon;
use crate::source::Span;
use crate::stylebook::matcher::Form;
use crate::stylebook::official::{OfficialName, content_folds_of, content_words, content_words_of};
use crate::stylebook::rules::Organization;
use crate::tokens::{Kind, Token, fold_ascii};

/// See the module.
pub struct Name;

const INFO: Info = Info {
    name: "org/name",
    summary: "an organization is called by a wrong name",
    severity: Severity::Error,
    default: true,
    explanation: "A pack gives the official name of an organization, and the article calls it \
        something that is one word away (missing, added, replaced, swapped, misspelled or in the \
        wrong number), or uses a form that the pack lists as wrong.\n\n\
        Silent where another body may be meant: without the acronym or the right name nearby, \
        only names that share several unusual words are compared. The longest official name wins, \
        so \"Security Agency Act\" is no wrong \"Security Agency\".",
    bad: "The Federal Bureau of Investigations (FBI) opened an inquiry.",
    good: "The Federal Bureau of Investigation (FBI) opened an inquiry.",
    needs_date: false,
};

const AND: u64 = fold_ascii("and");
const TO: u64 = fold_ascii("to");
/// Behind these a name may begin.
const LINKS: [u64; 2] = [AND, TO];

impl Check for Name {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let mut found = Vec::new();
        let apostrophes = Apostrophes::of(cx);
        listed_wrong_forms(cx, &apostrophes, &mut found);
        for mention in &cx.mentions.organizations {
            if !mention.zone.names_bodies() || is_right_name(cx, mention.span) {
                continue;
            }
            let before = found.len();
            near_forms(cx, mention, &apostrophes, &mut found);
            if found.len() == before {
                let other = other_extents(cx, mention).into_iter();
                for other in other.filter(|other| !is_right_name(cx, other.span)) {
                    near_forms(cx, &other, &apostrophes, &mut found);
                }
            }
        }
        // What a pack lists as wrong is told once, in the pack's words.
        found.sort_by_key(|f| f.primary.place.span);
        found.dedup_by_key(|f| f.primary.place.span);
        out.append(&mut found);
    }
}

/// A word is rare that stands in the names of one body of so many, or of two.
const BODIES_A_WORD: usize = 75;

/// Words behind "and" that may belong to a name.
const REST: usize = 4;

/// Where a name may begin and end as well: behind "and", where what follows has an acronym ("the
/// Navy and Internal Service (IRS)"), behind "to" or an owner, and with the last item of a list that it opens with ("Bureau
/// of Alcohol, Tobacco, and Explosives").
fn other_extents(
    cx: &ArticleContext<'_>,
    mention: &OrganizationMention,
) -> Vec<OrganizationMention> {
    let (text, tokens) = (&cx.article.text, cx.tokens);
    let (first, last) = (mention.tokens.0 as usize, mention.tokens.1 as usize);
    let tail = |i: usize| OrganizationMention {
        span: Span { start: tokens[i].start, end: mention.span.end },
        tokens: (i as u32, mention.tokens.1),
        ..*mention
    };
    let begins = |i: &usize| tokens[*i].is_capital();
    if !mention.acronym.is_empty() {
        if cx.stylebook.official().owners(cx.text(mention.acronym)).is_empty() {
            return Vec::new();
        }
        let links = |i: &usize| LINKS.contains(&tokens[*i - 1].fold);
        return (first + 1..last).filter(links).filter(begins).map(tail).collect();
    }
    // "went to U.S. Fish and Service", "HHS's Centers for Medicare and Services"
    let owner = |t: &Token| t.kind == Kind::Possessive || t.fold == TO;
    if let Some(i) = (first + 1..last).rfind(|i| owner(&tokens[*i - 1]) && begins(i)) {
        return vec![tail(i)];
    }
    let comma = tokens.get(last).is_some_and(|t| t.is_mark(text, ','));
    let and = last + usize::from(comma);
    let is_and = tokens.get(and).is_some_and(|t| t.fold == AND);
    let rest = tokens.iter().skip(and + 1).take(REST);
    let rest = rest.take_while(|t| t.is_capital() && !t.starts_sentence()).count();
    if !is_and || rest == 0 || !tokens[first..last].iter().any(|t| t.is_mark(text, ',')) {
        return Vec::new();
    }
    let end = and + 1 + rest;
    let span = mention.span.to(tokens[end - 1].span());
    vec![OrganizationMention { span, tokens: (mention.tokens.0, end as u32), ..*mention }]
}

/// Whether a right name covers the span, or the span a right name: a longer name is another
/// thing (a law, an office), not a wrong form.
pub(super) fn is_right_name(cx: &ArticleContext<'_>, span: Span) -> bool {
    cx.matches.near(span).any(|m| {
        matches!(m.form, Form::Organization(_))
            && (m.span.contains(span) || span.contains(m.span))
            && m.span.len() * 2 > span.len()
    })
}

fn listed_wrong_forms(
    cx: &ArticleContext<'_>,
    apostrophes: &Apostrophes<'_>,
    out: &mut Vec<Finding>,
) {
    for found in cx.matches {
        let Form::WrongOrganization(i) = found.form else { continue };
        let org = &cx.stylebook.rules.organizations[i];
        let zone = cx.article.zone_at(found.span.start);
        let mut around = cx.matches.around(found.span);
        let inside_right = around.any(|m| matches!(m.form, Form::Organization(_)));
        if !zone.names_bodies() || inside_right || !org.meta.applies(cx.article) {
            continue;
        }
        let written = cx.text(found.span);
        let words = content_words(written);
        let how = difference(&words, &content_words(&org.name));
        let at_end = how == Some(Difference::Spelling(words.len().saturating_sub(1)));
        if at_end && apostrophes.is_lost_at_end(found.span) {
            continue;
        }
        report(cx, found.span, i, &org.name, true, out);
    }
}

/// What is wrong with a name, to follow it in a sentence.
fn describe(written: &str, right: &str) -> String {
    let cut = |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_owned).collect() };
    let lower = |name: &str| cut(&name.to_lowercase());
    let how = difference(&lower(written), &lower(right));
    if let Some(how) = how {
        return how.describe(&cut(written), &cut(right));
    }
    let (written, right) = (content_words(written), content_words(right));
    let how = difference(&written, &right).filter(|how| matches!(how, Difference::Missing(_)));
    how.map_or("is not its name".to_owned(), |how| how.describe(&written, &right))
}

/// Holds a name against the right names that are nearly the same.
fn near_forms(
    cx: &ArticleContext<'_>,
    mention: &OrganizationMention,
    apostrophes: &Apostrophes<'_>,
    out: &mut Vec<Finding>,
) {
    let words = &cx.tokens[mention.tokens.0 as usize..mention.tokens.1 as usize];
    let mut folds = Vec::with_capacity(words.len());
    content_folds_of(&cx.article.text, words, &mut folds);
    let fewest = if mention.headless { 1 } else { 2 };
    if folds.len() < fewest || folds.len() > 12 {
        return;
    }
    let near = cx.stylebook.official().near(&folds);
    if near.is_empty() {
        return;
    }
    let written = content_words_of(&cx.article.text, words);
    let acronym = cx.text(mention.acronym);
    let mut best: Option<(&OfficialName, Difference)> = None;
    for name in near {
        let Some(how) = difference(&written, name.words()) else {
            small_words(cx, mention, name, out);
            continue;
        };
        if apostrophes.are_all(how, &written, name.words(), mention) || is_owned(cx, mention, how) {
            continue;
        }
        let org = &cx.stylebook.rules.organizations[name.organization];
        let defined = !acronym.is_empty() && org.acronym.as_deref() == Some(acronym);
        let defined = defined && !is_short_form(name, how);
        let broken = breaks_a_pair(how, cx.text(mention.span), &name.name)
            || mention.headless && how == Difference::Missing(0) && opens_with_head(name);
        let local = || is_local(&cx.article.text, cx.tokens, mention.tokens);
        let meant = || is_meant(cx, mention, name, how, &written) && !local();
        let sure = broken || !mention.doubtful && (defined || meant());
        if sure && org.meta.applies(cx.article) {
            match best {
                // Two bodies equally near: nobody can say which is meant.
                Some((other, _)) if other.organization != name.organization && !defined => return,
                // Of the names of one body the one that the pack gives first is meant, unless a
                // later one is written with a slip in it.
                Some((other, known))
                    if other.organization == name.organization
                        && (is_slip(known) || !is_slip(how)) => {}
                _ => best = Some((name, how)),
            }
        }
    }
    if let Some((name, how)) = best {
        let safe = !matches!(how, Difference::Replaced(_));
        report(cx, mention.span, name.organization, &name.name, safe, out);
    }
}

/// Without its head noun a name is a short form: "Health and Human Services (HHS)".
fn is_short_form(name: &OfficialName, how: Difference) -> bool {
    match how {
        Difference::Missing(0) => lexicon::is_org_head(&name.words()[0]),
        Difference::Missing(i) => i + 1 == name.words().len(),
        _ => false,
    }
}

/// "HHS Office of Refugee Care": the body that it belongs to stands before the name.
fn is_owned(cx: &ArticleContext<'_>, mention: &OrganizationMention, how: Difference) -> bool {
    let written = cx.text(mention.span);
    let first = written.split_whitespace().next().unwrap_or("");
    how == Difference::Extra(0) && !cx.stylebook.official().owners(first).is_empty()
}

/// "Department of Justice", but not "Justice Department".
fn opens_with_head(name: &OfficialName) -> bool {
    let mut words = name.name.split_whitespace();
    words.next().is_some_and(lexicon::is_org_head) && words.next() == Some("of")
}

/// "NRA-Audit Office": an acronym stands before the name.
fn opens_with_owner(name: &OfficialName) -> bool {
    let owner = name.name.split([' ', '-']).next().unwrap_or("");
    owner.len() > 1 && owner.chars().all(char::is_uppercase)
}

/// "National Institute on Standards and Technology (NIST)": only a small word is another one.
fn small_words(
    cx: &ArticleContext<'_>,
    mention: &OrganizationMention,
    name: &OfficialName,
    out: &mut Vec<Finding>,
) {
    let small = |text: &str| -> Vec<String> {
        let folded = text.to_lowercase().replace('&', "and");
        folded.split_whitespace().map(str::to_owned).collect()
    };
    let org = &cx.stylebook.rules.organizations[name.organization];
    let acronym = cx.text(mention.acronym);
    if acronym.is_empty() || org.acronym.as_deref() != Some(acronym) {
        return;
    }
    let (written, right) = (small(cx.text(mention.span)), small(&name.name));
    let replaced = matches!(difference(&written, &right), Some(Difference::Replaced(_)));
    let same = content_words(cx.text(mention.span)) == name.words();
    if same && replaced {
        report(cx, mention.span, name.organization, &name.name, true, out);
    }
}

/// Evidence, without the acronym in brackets, that the body is meant.
fn is_meant(
    cx: &ArticleContext<'_>,
    mention: &OrganizationMention,
    name: &OfficialName,
    how: Difference,
    written: &[String],
) -> bool {
    // A word more is mostly another body ("Administration on Children, Youth and Families").
    let weak = matches!(how, Difference::Replaced(_) | Difference::Extra(_));
    let headless = matches!(how, Difference::Missing(0)) && !lexicon::is_org_head(&name.words()[0]);
    // "Audit Office" of the "NRA-Audit Office": nobody repeats whose it is.
    if headless && opens_with_owner(name) {
        return false;
    }
    if weak || how.at_edge(written.len(), name.words().len()) && !headless {
        return false;
    }
    let misspelled = usize::from(matches!(how, Difference::Spelling(_)));
    let kept = written.len().min(name.words().len()) - misspelled;
    let named = |form| cx.matches.first(form).is_some();
    let named_elsewhere =
        named(Form::Organization(name.organization)) || named(Form::Acronym(name.organization));
    // Of a longer list a word may stand in more names and still tell bodies apart.
    let few = (cx.stylebook.rules.organizations.len() / BODIES_A_WORD).max(2);
    let unusual = name
        .words()
        .iter()
        .filter(|w| written.contains(w) && cx.stylebook.official().bodies_with(w) <= few)
        .count();
    // "the Services Administration" may be short for its name, "the Oceanic and Atmospheric
    // Administration" is not; and without "the" it may be what somebody studied.
    let before = (mention.tokens.0 as usize).checked_sub(1).and_then(|i| cx.tokens.get(i));
    let the = before.is_some_and(|t| t.fold == fold_ascii("the"));
    (named_elsewhere && kept >= 2 && !headless) || (kept >= 3 && unusual >= 2 && (the || !headless))
}

fn report(
    cx: &ArticleContext<'_>,
    span: Span,
    organization: usize,
    name: &str,
    safe: bool,
    out: &mut Vec<Finding>,
) {
    let org = &cx.stylebook.rules.organizations[organization];
    let written = cx.text(span);
    let name = with_lead(written, joined_so(org, name, written));
    let message = format!("\"{written}\" {}", describe(written, &name));
    let mut finding = cx
        .rule_finding(&INFO, &org.meta, span, message)
        .label(format!("the official name is \"{name}\""));
    if cx.is_quoted(span.start) {
        finding = finding.help(format!(
            "check the recording: if the speaker was right, write \"{name}\"; a quotation is never \
             changed for style"
        ));
    } else {
        finding = finding.help(format!("write \"{name}\""));
        if cx.is_fixable(span) {
            let headline = cx.article.zone_at(span.start) == Zone::Headline;
            finding = finding.replace(safe && !headline, name);
        }
    }
    finding.cite = Some(Box::new(Cite::Organization(org.name.to_string())));
    out.push(finding);
}

/// A name with "and" where the article has that and the pack knows it so, and with "&" likewise.
fn joined_so<'o>(org: &'o Organization, name: &'o str, written: &str) -> &'o str {
    let by = |name: &str| ["&", " and "].map(|word| name.contains(word));
    let wanted = by(written);
    if wanted == [false, false] || by(name) == wanted {
        return name;
    }
    let words = content_words(name);
    let mut same = org.names().filter(|other| by(other) == wanted);
    same.find(|other| content_words(other) == words).unwrap_or(name)
}

fn is_slip(how: Difference) -> bool {
    matches!(how, Difference::Spelling(_))
}

/// The official name with the country in front where the article has it in front, as the article
/// writes it; what stands before the words that are replaced stays.
fn with_lead(written: &str, name: &str) -> String {
    const LEADS: [&str; 2] = ["U.S. ", "US "];
    let lead = LEADS.iter().find(|lead| written.starts_with(**lead)).map_or("", |lead| lead);
    let bare = LEADS.iter().find_map(|lead| name.strip_prefix(lead)).unwrap_or(name);
    format!("{lead}{bare}")
}
