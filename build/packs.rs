//! The built-in packs, parsed: what their tables mean is read when newslint starts.

use std::fs;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use crate::slug::slug;
use crate::tables::outline;

/// Writes the outline of every pack in a folder, and the ids of its rules.
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
        crate::write(&out.join(name).with_extension("outline"), outline.numbers.concat());
        let ids = ids(&name.to_string_lossy(), table.get_ref());
        crate::write(&out.join(name).with_extension("ids"), ids.into_bytes());
    }
}

/// The ids of a pack's rules in the order of the file, a line each.
fn ids(pack: &str, root: &DeTable<'_>) -> String {
    let mut rules = Vec::new();
    for value in root.values() {
        let DeValue::Array(tables) = value.get_ref() else { continue };
        for table in tables.iter() {
            if let DeValue::Table(rule) = table.get_ref() {
                rules.push((table.span().start, rule));
            }
        }
    }
    rules.sort_by_key(|(start, _)| *start);
    rules.into_iter().map(|(_, rule)| format!("{pack}/{}\n", id(rule))).collect()
}

/// The id that a rule has or that is made of its name.
fn id(rule: &DeTable<'_>) -> String {
    let texts = |key| -> Vec<&str> {
        match rule.get(key).map(toml::Spanned::get_ref) {
            Some(DeValue::String(text)) => vec![text],
            Some(DeValue::Array(items)) => {
                items.iter().filter_map(|item| item.get_ref().as_str()).collect()
            }
            _ => Vec::new(),
        }
    };
    let first = |key| texts(key).first().map(|text| (*text).to_owned());
    let names = || Some(texts("names").join(" ")).filter(|names| !names.is_empty());
    let name = first("name").or_else(|| first("use")).or_else(|| first("either")).or_else(names);
    first("id").unwrap_or_else(|| slug(&name.unwrap_or_default()))
}
