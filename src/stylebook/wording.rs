//! `[[term]]`, `[[pattern]]`, `[[event]]` and `[[quotation]]`.

use regex::Regex;

use super::form::{Forms, Scope, Verdict, fold};
use super::load::{Context, Parsed};
use super::matcher::folds;
use super::names::values;
use super::rules::{Event, KnownQuotation, Pattern, Rule, Term, Within, Wording};
use crate::article::Zone;
use crate::source::{Span, Text};
use crate::tables::{At, Table, did_you_mean, quoted};
use crate::tokens;

const WITHIN: [(&str, Within); 2] = [("article", Within::Article), ("archive", Within::Archive)];
const CASES: [(&str, bool); 2] = [("fold", false), ("exact", true)];
const COPY: [Zone; 4] = [Zone::Headline, Zone::Deck, Zone::Caption, Zone::Body];

pub(super) fn term(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    let right = table.str("use");
    let not = table.strs("not");
    let either = table.strs("either");
    let within = table.word("within", &WITHIN);
    let name = right.as_ref().or(either.first()).map(|t| t.value.clone());
    let meta = context.meta(table, name.as_deref());
    let except = values(table.strs("except"));
    let zones = zones(table, context);
    let exact = table.word("case", &CASES).is_some_and(|c| c.value);
    check_shape(table, context, either.len());

    let meta = meta?;
    let scope = Scope::Words { exact, zones: zones.clone() };
    let mut forms = Forms::new(context, &meta, scope);
    let wording = match right {
        Some(right) => {
            if !context.is_proved() {
                sound_term(&right, &not, &except, exact, context);
            }
            forms.add(&not, &Verdict::Wrong(right.value.as_ref().into()));
            forms.add([&right], &Verdict::Right);
            Wording::Use { right: right.value, wrong: values(not) }
        }
        None => {
            forms.add(&either, &Verdict::Right);
            let within = within.map_or(Within::Article, |w| w.value);
            Wording::Either { forms: values(either), within }
        }
    };
    let rule = Rule::Term(Term { meta, wording, except, zones, exact_case: exact });
    Some(Parsed::new(rule, forms.list, Vec::new()))
}

/// A term has `use` and `not`, or `either` (and perhaps `within`).
fn check_shape(table: &Table<'_>, context: &Context<'_>, forms: usize) {
    let faults = context.faults;
    match (table.has("use"), table.has("either")) {
        (false, false) => {
            faults.missing_key(table.span(), "[[term]] needs `use` and `not`, or `either`");
        }
        (true, true) => {
            let message = "[[term]] has both `use` and `either`: keep one of them";
            faults.error("pack/conflict", table.key_span("either"), message);
        }
        (true, false) if !table.has("not") => {
            let message = "[[term]] needs the key `not`: the words that `use` replaces";
            faults.missing_key(table.span(), message);
        }
        (false, true) if forms < 2 => {
            faults.wrong_type(table.key_span("either"), "`either` must hold at least two forms");
        }
        _ => {}
    }
    for (key, with) in [("not", "use"), ("within", "either")] {
        if table.has(key) && !table.has(with) && (table.has("use") || table.has("either")) {
            let message = format!("`{key}` means nothing without `{with}`");
            faults.wrong_type(table.key_span(key), message);
        }
    }
}

fn zones(table: &mut Table<'_>, context: &Context<'_>) -> Vec<Zone> {
    if !table.has("zones") {
        table.strs("zones");
        return COPY.to_vec();
    }
    let names = || Zone::NAMES.iter().map(|(_, name)| *name);
    let mut out = Vec::new();
    for name in table.strs("zones") {
        match Zone::parse(&name.value) {
            Some(zone) => out.push(zone),
            None => {
                let all = names().collect::<Vec<_>>().join(", ");
                let help = did_you_mean(&name.value, names())
                    .unwrap_or_else(|| format!("the zones are {all}"));
                let message = format!("there is no zone {}", quoted(&name.value));
                context.faults.wrong_type_with(name.span, message, Some(help));
            }
        }
    }
    out
}

/// A term must not flag what it asks for.
fn sound_term(
    right: &At<Text>,
    not: &[At<Text>],
    except: &[Text],
    exact: bool,
    context: &Context<'_>,
) {
    for wrong in not {
        if let Some(why) = flags_itself(&right.value, &wrong.value, except, exact) {
            context.faults.error("pack/conflict", wrong.span, why);
        }
    }
}

/// Why a term that replaces `wrong` by `right` would flag its own fix.
pub(super) fn flags_itself(
    right: &str,
    wrong: &str,
    except: &[Text],
    exact: bool,
) -> Option<String> {
    if right == wrong {
        return Some(format!("{} is listed both as right and as wrong", quoted(wrong)));
    }
    if !exact && fold(right) == fold(wrong) {
        return Some(format!(
            "{} and {} differ in capitals only: add case = \"exact\"",
            quoted(wrong),
            quoted(right)
        ));
    }
    let (inner, outer) = (words(wrong, exact), words(right, exact));
    let excepted = except.iter().any(|phrase| {
        let phrase = words(phrase, exact);
        holds(&phrase, &inner) && holds(&outer, &phrase)
    });
    (holds(&outer, &inner) && !excepted).then(|| {
        format!(
            "the term flags its own fix: {} holds {}; add except = [{}]",
            quoted(right),
            quoted(wrong),
            quoted(right)
        )
    })
}

fn words(text: &str, exact: bool) -> Vec<u64> {
    let mut out = Vec::new();
    tokens::tokenize(text, Span::new(0, text.len()), &mut out);
    let hash = |word: &str| word.bytes().fold(7_u64, |h, b| h.wrapping_mul(31) ^ u64::from(b));
    out.iter().map(|t| if exact { hash(t.text(text)) } else { t.fold }).collect()
}

fn holds(outer: &[u64], inner: &[u64]) -> bool {
    !inner.is_empty() && outer.windows(inner.len()).any(|window| window == inner)
}

pub(super) fn pattern(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    table.require("id");
    let meta = context.meta(table, None);
    let matcher = table.required_str("match").and_then(|text| regex(&text, "match", context));
    let message = table.required_str("message");
    let replacement = table.any_str("use");
    let matcher = matcher?;
    if let Some(replacement) = &replacement {
        check_replacement(&matcher, replacement, context);
    }
    let (meta, message) = (meta?, message?.value);
    let replacement = replacement.map(|r| r.value);
    Some(Rule::Pattern(Pattern { meta, matcher, message, replacement }).into())
}

/// Regular expressions, those that are none left out and told.
pub(super) fn regexes(texts: &[At<Text>], key: &str, context: &Context<'_>) -> Vec<Regex> {
    texts.iter().filter_map(|text| regex(text, key, context)).collect()
}

pub(super) fn regex(text: &At<Text>, key: &str, context: &Context<'_>) -> Option<Regex> {
    match Regex::new(&text.value) {
        Ok(regex) if regex.is_match("") => {
            let message = format!("`{key}` matches everywhere: it matches even an empty text");
            context.faults.error("pack/bad-regex", text.span, message);
            None
        }
        Ok(regex) => Some(regex),
        Err(error) => {
            let report = error.to_string();
            let last = report.lines().last().unwrap_or_default();
            let reason = last.trim().trim_start_matches("error: ");
            let message = format!("`{key}` is no regular expression: {reason}");
            context.faults.error("pack/bad-regex", text.span, message);
            None
        }
    }
}

fn check_replacement(matcher: &Regex, replacement: &At<Text>, context: &Context<'_>) {
    let groups = groups(&replacement.value);
    for group in &groups {
        let known = match group.parse::<usize>() {
            Ok(number) => number < matcher.captures_len(),
            Err(_) => matcher.capture_names().flatten().any(|name| name == *group),
        };
        if !known {
            let message = format!(
                "`match` has no group ${group}: number its groups from $1, write ${{1}} before \
                 letters and $$ for a dollar sign"
            );
            context.faults.error("pack/bad-regex", replacement.span, message);
        }
    }
    let plain = replacement.value.replace("$$", "$");
    if groups.is_empty() && matcher.is_match(&plain) {
        let message = format!("the pattern flags its own fix: `match` fits {}", quoted(&plain));
        context.faults.error("pack/conflict", replacement.span, message);
    }
}

/// The groups that a replacement names, read as the regex crate reads them.
fn groups(replacement: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = replacement;
    while let Some(at) = rest.find('$') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('$') {
            rest = after;
        } else if let Some((name, after)) = rest.strip_prefix('{').and_then(|r| r.split_once('}')) {
            out.push(name);
            rest = after;
        } else {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
            if !name.is_empty() {
                out.push(name);
            }
            rest = after;
        }
    }
    out
}

pub(super) fn event(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    let name = table.required_str("name");
    let meta = context.meta(table, name.as_ref().map(|n| n.value.as_ref()));
    table.require("date");
    let date = table.date("date");
    table.require("mentions");
    let texts = table.strs("mentions");
    if table.has("mentions") && texts.is_empty() {
        let message = "`mentions` is empty: write what a sentence about the event must hold";
        context.faults.wrong_type(table.key_span("mentions"), message);
    }
    let mentions = regexes(&texts, "mentions", context);
    let (name, meta, date) = (name?.value, meta?, date?.value);
    Some(Rule::Event(Event { meta, name, date, mentions }).into())
}

pub(super) fn quotation(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    let speaker = table.str("speaker");
    let text = table.required_str("text");
    let head = text.as_ref().map(|t| first_words(&t.value));
    let name = speaker.as_ref().map(|s| s.value.to_string()).or(head);
    let meta = context.meta(table, name.as_deref());
    let (meta, speaker, text) = (meta?, speaker.map(|s| s.value), text?.value);
    let mut words = folds(&text);
    words.sort_unstable();
    words.dedup();
    let rule = KnownQuotation { meta, speaker, text, words };
    Some(Rule::KnownQuotation(rule).into())
}

/// What tells one quotation of a speaker from another in an id.
pub(super) fn first_words(text: &str) -> String {
    text.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}
