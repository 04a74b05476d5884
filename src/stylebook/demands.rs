//! `[[require]]`, `[[correction]]` and `[[fact]]`.

use super::form::{Forms, Scope, Verdict, fold};
use super::load::{Context, Parsed};
use super::names::values;
use super::rules::{Fact, KnownCorrection, Reach, Require, Rule};
use super::wording::{regex, regexes};
use crate::tables::{Table, quoted};

pub(super) fn require(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    table.require("id");
    let meta = context.meta(table, None);
    let when = table.required_str("when").and_then(|text| regex(&text, "when", context));
    let need = table.required_str("need").and_then(|text| regex(&text, "need", context));
    let within = table.word("within", &Reach::NAMES).map_or(Reach::Article, |w| w.value);
    let unless = regexes(&table.strs("unless"), "unless", context);
    let message = table.str("message").map(|m| m.value);
    let (meta, when, need) = (meta?, when?, need?);
    Some(Rule::Require(Require { meta, when, need, within, unless, message }).into())
}

pub(super) fn correction(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    let wrong = table.required_str("wrong");
    let right = table.required_str("right");
    let with = values(table.strs("with"));
    let words: Vec<&str> =
        wrong.iter().map(|w| &*w.value).chain(with.iter().map(|w| &**w)).collect();
    let name = words.join(" ");
    let meta = context.meta(table, Some(name.as_str()).filter(|_| wrong.is_some()));
    let corrected = table.date("corrected").map(|d| d.value);
    let (meta, wrong, right) = (meta?, wrong?, right?);
    if fold(&wrong.value) == fold(&right.value) {
        let message = format!("{} is corrected to itself", quoted(&wrong.value));
        context.faults.error("pack/conflict", wrong.span, message);
    }
    // With words that tell whom it is about, the form may be right for somebody else.
    let mut forms = Forms::new(context, &meta, Scope::Name);
    if with.is_empty() {
        forms.add([&wrong], &Verdict::Wrong(right.value.as_ref().into()));
        forms.add([&right], &Verdict::Right);
    }
    let (wrong, right) = (wrong.value, right.value);
    let rule = Rule::KnownCorrection(KnownCorrection { meta, wrong, right, with, corrected });
    Some(Parsed::new(rule, forms.list, Vec::new()))
}

pub(super) fn fact(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    table.require("about");
    let written = table.strs("about");
    let says = table.required_str("says");
    let name = written.iter().map(|text| text.value.as_ref()).collect::<Vec<_>>().join(" ");
    let meta = context.meta(table, Some(name.as_str()).filter(|name| !name.is_empty()));
    if table.has("about") && written.is_empty() {
        let message = "`about` is empty: write what a sentence about the figure must hold";
        context.faults.wrong_type(table.key_span("about"), message);
    }
    let about = regexes(&written, "about", context);
    let (meta, says) = (meta?, says?);
    if !says.value.contains(|c: char| c.is_ascii_digit()) {
        let message = format!(
            "{} holds no figure: write it in digits, with what it counts, as in \"412 metres\"",
            quoted(&says.value)
        );
        context.faults.wrong_type(says.span, message);
    }
    Some(Rule::Fact(Fact { meta, about, says: says.value }).into())
}
