//! `[[organization]]`, `[[person]]`, `[[distinct]]` and `[[title]]`.

use super::form::{Forms, Scope, Verdict};
use super::link::{Owner, Reference};
use super::load::{Context, Parsed, ordered};
use super::rules::{
    Bracket, Distinct, FormerName, Office, Organization, Person, RetiredName, Rule, TermKind, Title,
};
use crate::source::Text;
use crate::tables::{At, Table};

const BRACKETS: [(&str, Bracket); 3] =
    [("style", Bracket::Style), ("always", Bracket::Always), ("never", Bracket::Never)];

const TERM_KINDS: [(&str, TermKind); 3] =
    [("full", TermKind::Full), ("acting", TermKind::Acting), ("elect", TermKind::Elect)];

pub(super) fn organization(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    let name = table.required_str("name");
    let meta = context.lasting_meta(table, name.as_ref().map(|n| n.value.as_ref()));
    let acronym = table.str("acronym");
    let also = table.strs("also");
    let not = table.strs("not");
    let former: Vec<_> = table.tables("formerly").into_iter().filter_map(former_name).collect();
    let parent = table.str("parent");
    let founded = table.date("founded").map(|d| d.value);
    let ended = table.date("until");
    ordered(context.faults, ("founded", founded), ("until", ended.as_ref()));
    let country = table.str("country").map(|s| s.value);
    let well_known = table.bool("well-known").is_some_and(|b| b.value);
    let bracket = table.word("bracket-acronym", &BRACKETS).map(|b| b.value).unwrap_or_default();
    let (first, headline) = (table.str("first"), table.str("headline"));
    let later = table.strs("later");
    // "the agency" is a reference only where everybody knows which: no name to look for.
    let mut also = also;
    for form in first.iter().chain(&headline).chain(&later) {
        let known = [&name, &acronym].into_iter().flatten().chain(&also);
        let known = known.into_iter().any(|other| other.value == form.value);
        if !known && form.value.contains(char::is_uppercase) {
            also.push(form.clone());
        }
    }

    let (name, meta) = (name?, meta?);
    let mut forms = Forms::new(context, &meta, Scope::Name);
    forms.add(std::iter::once(&name).chain(&acronym).chain(&also), &Verdict::Right);
    forms.add(former.iter().map(|(name, _)| name), &Verdict::Right);
    forms.add(&not, &Verdict::Wrong(name.value.as_ref().into()));
    let forms = forms.list;
    let references = parent
        .map(|p| Reference::new(meta.rule.id.clone(), Owner::Parent, p, context.faults))
        .into_iter()
        .collect();
    let formerly =
        former.into_iter().map(|(name, until)| FormerName { name: name.value, until }).collect();
    let rule = Rule::Organization(Organization {
        meta,
        name: name.value,
        acronym: acronym.map(|a| a.value),
        also: values(also),
        not: values(not),
        formerly,
        parent: None,
        founded,
        ended: ended.map(|d| d.value),
        country,
        well_known,
        bracket,
        first: first.map(|f| f.value),
        later: values(later),
        headline: headline.map(|h| h.value),
    });
    Some(Parsed::new(rule, forms, references))
}

fn former_name(mut table: Table<'_>) -> Option<(At<Text>, Option<jiff::civil::Date>)> {
    let name = table.required_str("name");
    let until = table.date("until").map(|d| d.value);
    table.finish();
    Some((name?, until))
}

pub(super) fn person(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    let name = table.required_str("name");
    let meta = context.meta(table, name.as_ref().map(|n| n.value.as_ref()));
    let prefer = table.str("prefer");
    let also = table.strs("also");
    let not = table.strs("not");
    let retired: Vec<_> = table.tables("formerly").into_iter().filter_map(retired_name).collect();
    let mut offices = Vec::new();
    let mut named = Vec::new();
    for entry in table.tables("office") {
        let Some((office, of)) = office(entry, context) else { continue };
        named.extend(of.map(|of| (offices.len(), of)));
        offices.push(office);
    }
    let offices_complete = table.bool("offices-complete").is_some_and(|b| b.value);

    let (name, meta) = (name?, meta?);
    let mut forms = Forms::new(context, &meta, Scope::Name);
    forms.add(std::iter::once(&name).chain(&prefer).chain(&also), &Verdict::Right);
    let right = prefer.as_ref().unwrap_or(&name).value.as_ref().into();
    let never = retired.iter().filter(|(_, retired)| retired.never).map(|(name, _)| name);
    forms.add(not.iter().chain(never), &Verdict::Wrong(right));
    let forms = forms.list;
    let references = named
        .into_iter()
        .map(|(i, of)| Reference::new(meta.rule.id.clone(), Owner::Office(i), of, context.faults))
        .collect();
    let rule = Rule::Person(Person {
        meta,
        name: name.value,
        prefer: prefer.map(|p| p.value),
        also: values(also),
        not: values(not),
        formerly: retired.into_iter().map(|(_, retired)| retired).collect(),
        offices,
        offices_complete,
    });
    Some(Parsed::new(rule, forms, references))
}

const USES: [(&str, bool); 2] = [("history", false), ("never", true)];

fn retired_name(mut table: Table<'_>) -> Option<(At<Text>, RetiredName)> {
    let name = table.required_str("name");
    let until = table.date("until").map(|d| d.value);
    let never = table.word("use", &USES).is_some_and(|u| u.value);
    let shown = table.bool("show").is_none_or(|s| s.value);
    table.finish();
    let name = name?;
    Some((name.clone(), RetiredName { name: name.value, until, never, shown }))
}

fn office(mut table: Table<'_>, context: &Context<'_>) -> Option<(Office, Option<At<Text>>)> {
    let title = table.required_str("title");
    let of = table.str("of");
    let from = table.date("from").map(|d| d.value);
    let until = table.date("until");
    ordered(context.faults, ("from", from), ("until", until.as_ref()));
    let kind = table.word("kind", &TERM_KINDS).map(|k| k.value).unwrap_or_default();
    table.finish();
    let office = Office {
        title: lower(title?.value),
        of_name: of.as_ref().map(|of| of.value.clone()),
        of: None,
        from,
        until: until.map(|d| d.value),
        kind,
    };
    Some((office, of))
}

pub(super) fn distinct(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    table.require("names");
    let names = table.strs("names");
    let id = names.iter().map(|n| n.value.as_ref()).collect::<Vec<_>>().join(" ");
    let meta = context.meta(table, Some(id.as_str()).filter(|id| !id.is_empty()));
    if table.has("names") && names.len() < 2 {
        let message = "`names` must hold the names of at least two people";
        context.faults.wrong_type(table.key_span("names"), message);
    }
    let meta = meta?;
    let mut forms = Forms::new(context, &meta, Scope::Name);
    forms.add(&names, &Verdict::Right);
    let forms = forms.list;
    let rule = Rule::Distinct(Distinct { meta, names: values(names) });
    Some(Parsed::new(rule, forms, Vec::new()))
}

pub(super) fn title(table: &mut Table<'_>, context: &Context<'_>) -> Option<Parsed> {
    let name = table.required_str("name");
    let meta = context.meta(table, name.as_ref().map(|n| n.value.as_ref()));
    let plural = table.str("plural").map(|s| s.value);
    let abbreviation = table.str("abbreviation").map(|s| s.value);
    let name = lower(name?.value);
    // A list of the titles that exist is no advice to use them: no forms.
    Some(Rule::Title(Title { meta: meta?, name, plural, abbreviation }).into())
}

/// The text in lower case, as most of these are written.
fn lower(text: Text) -> Text {
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return text;
    }
    text.to_lowercase().into()
}

pub(super) fn values(texts: Vec<At<Text>>) -> Vec<Text> {
    texts.into_iter().map(|text| text.value).collect()
}
