//! The built-in packs, parsed: what their tables mean is read when they are asked for.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::listing::{KINDS, Role, Writer};
use crate::slug::slug;
use crate::tables::outline;

/// Writes of every pack in a folder the outline, the places and ids of its rules, the names and
/// words that they list, and the bodies that they name and other packs must have.
pub(crate) fn compile(packs: &Path, out: &Path) {
    println!("cargo::rerun-if-changed={}", packs.display());
    for pack in fs::read_dir(packs).expect("the folder of packs is there") {
        let path = pack.expect("it can be read").path();
        let text = fs::read_to_string(&path).expect("a pack is UTF-8");
        let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        let line = |at: usize| ends.partition_point(|end| *end < at) as u32 + 1;
        let fail = |at: usize, why: &str| -> ! { panic!("{}:{}: {why}", path.display(), line(at)) };
        let table = DeTable::parse(&text)
            .unwrap_or_else(|error| fail(error.span().map_or(0, |s| s.start), error.message()));
        let outline = outline::write(&text, table.get_ref(), &line);
        if let Some((start, _)) = outline.beside.keys().next() {
            fail(*start as usize, "a built-in pack has no escapes or quoted keys");
        }
        let name = path.file_stem().expect("a pack has a name");
        let rules = KINDS.map(|kind| tables(table.get_ref(), kind));
        for (span, rule) in rules.iter().flatten() {
            if let Some(key) =
                ["first", "later", "headline"].iter().find(|k| rule.contains_key(**k))
            {
                fail(span.start, &format!("no built-in pack has `{key}`: list its forms here"));
            }
        }
        let (places, ids) = places(&name.to_string_lossy(), &rules, &outline);
        let write = |ending, bytes| crate::write(&out.join(name).with_extension(ending), bytes);
        write("outline", outline.numbers.concat());
        write("rules", places.concat());
        write("ids", ids.into_bytes());
        write("names", names(&rules).concat());
        write("bodies", bodies(&rules).into_bytes());
    }
}

/// A table and where it stands.
type Rule<'t> = (Range<usize>, &'t DeTable<'t>);

/// The rules of a pack, kind by kind.
type Rules<'t> = [Vec<Rule<'t>>; KINDS.len()];

/// A list of tables.
fn tables<'t>(table: &'t DeTable<'t>, key: &str) -> Vec<Rule<'t>> {
    let items = table.get(key).and_then(|value| value.get_ref().as_array());
    let items = items.into_iter().flat_map(|items| items.iter());
    items.filter_map(|item| Some((item.span(), item.get_ref().as_table()?))).collect()
}

/// A text or a list of texts, each with its place between the quotation marks.
fn texts<'t>(rule: &'t DeTable<'t>, key: &str) -> Vec<([u32; 2], &'t str)> {
    let text = |value: &'t Spanned<DeValue<'t>>| {
        let place = [value.span().start as u32 + 1, value.span().end as u32 - 1];
        value.get_ref().as_str().map(|text| (place, text))
    };
    let Some(value) = rule.get(key) else { return Vec::new() };
    match value.get_ref() {
        DeValue::Array(items) => items.iter().filter_map(text).collect(),
        _ => text(value).into_iter().collect(),
    }
}

/// Of each kind how many rules there are, then of each rule where its table lies in the outline,
/// and the place of its id among the ids.
fn places(pack: &str, rules: &Rules<'_>, outline: &outline::Outline) -> (Vec<[u8; 4]>, String) {
    let mut numbers: Vec<u32> = rules.iter().map(|rules| rules.len() as u32).collect();
    let mut ids = String::new();
    for (span, rule) in rules.iter().flatten() {
        let start = ids.len() as u32;
        ids.push_str(&format!("{pack}/{}", id(rule)));
        numbers.extend([outline.tables[&(span.start as u32)], start, ids.len() as u32]);
    }
    (numbers.into_iter().map(u32::to_le_bytes).collect(), ids)
}

/// The id that a rule has or that is made of its name.
fn id(rule: &DeTable<'_>) -> String {
    let texts = |key| -> Vec<&str> { texts(rule, key).into_iter().map(|(_, t)| t).collect() };
    let first = |key| texts(key).first().map(|text| (*text).to_owned());
    let names = || Some(texts("names").join(" ")).filter(|names| !names.is_empty());
    let name = first("name").or_else(|| first("use")).or_else(|| first("either")).or_else(names);
    first("id").unwrap_or_else(|| slug(&name.unwrap_or_default()))
}

/// The names and words of a pack, as the program lists them for a house's own.
fn names(rules: &Rules<'_>) -> Vec<[u8; 4]> {
    let mut writer = Writer::default();
    let [bodies, people, distinct, _, terms, .., corrections, _] = rules;
    let mut add = |role, rule: &DeTable<'_>, i: usize, key| {
        let exact = role == Role::Acronym
            || matches!(role, Role::Term | Role::WrongTerm | Role::EitherTerm)
                && texts(rule, "case").iter().any(|(_, case)| *case == "exact");
        for (part, (place, text)) in texts(rule, key).into_iter().enumerate() {
            writer.add(role, exact, [i as u32, part as u32], place, text);
        }
    };
    for (i, (_, body)) in bodies.iter().enumerate() {
        add(Role::Organization, body, i, "name");
        add(Role::Organization, body, i, "also");
        for (_, former) in tables(body, "formerly") {
            add(Role::Organization, former, i, "name");
        }
        add(Role::WrongOrganization, body, i, "not");
        add(Role::Acronym, body, i, "acronym");
    }
    for (i, (span, person)) in people.iter().enumerate() {
        for key in ["name", "prefer", "also"] {
            add(Role::Person, person, i, key);
        }
        add(Role::WrongPerson, person, i, "not");
        assert!(!person.contains_key("formerly"), "byte {}: list earlier names here", span.start);
    }
    for (i, (_, term)) in terms.iter().enumerate() {
        add(Role::Term, term, i, "use");
        add(Role::WrongTerm, term, i, "not");
        add(Role::EitherTerm, term, i, "either");
        add(Role::Except, term, i, "except");
    }
    for (i, (_, correction)) in corrections.iter().enumerate() {
        add(Role::Corrected, correction, i, "wrong");
    }
    for (i, (_, person)) in people.iter().enumerate() {
        for (_, office) in tables(person, "office") {
            let of = texts(office, "of").first().map(|(_, name)| *name);
            texts(office, "title").iter().for_each(|(_, t)| writer.add_office(i as u32, t, of));
        }
    }
    let apart = distinct.iter().flat_map(|(_, rule)| texts(rule, "names"));
    let right = corrections.iter().flat_map(|(_, rule)| texts(rule, "right"));
    apart.chain(right).for_each(|(_, text)| writer.add_key(text));
    writer.finish()
}

/// The bodies that rules of a pack name and the pack does not have, a line each.
fn bodies(rules: &Rules<'_>) -> String {
    let [bodies, people, ..] = rules;
    let mut own = BTreeSet::new();
    let mut named = BTreeSet::new();
    for (_, body) in bodies {
        let former = tables(body, "formerly");
        let former = former.iter().flat_map(|(_, former)| texts(former, "name"));
        let keys = ["name", "also", "acronym"].into_iter().flat_map(|key| texts(body, key));
        own.extend(former.chain(keys).map(|(_, name)| name.to_owned()));
        named.extend(texts(body, "parent").into_iter().map(|(_, name)| name.to_owned()));
    }
    for (_, person) in people {
        let offices = tables(person, "office");
        let of = offices.iter().flat_map(|(_, office)| texts(office, "of"));
        named.extend(of.map(|(_, name)| name.to_owned()));
    }
    named.difference(&own).map(|name| format!("{name}\n")).collect()
}
