//! One pack file: its tables become rules, one by one; a faulty rule is dropped and reported,
//! the others stay. What a rule says about other rules is looked at later, in `link`.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::builtin::Compiled;
use super::change::{self, Change};
use super::form::Form;
use super::link::Reference;
use super::rules::{Condition, Example, Meta, Pack, Rule, Rules};
use super::slug::slug;
use super::style::{self, Style};
use super::wording::first_words;
use super::{demands, names, wording};
use crate::finding::{Finding, RuleRef, Severity};
use crate::source::{SourceFile, Span, Text};
use crate::tables::{Document, Faults, Names, Table, quoted};

const NAMES: Names = Names {
    syntax: "pack/syntax",
    unknown_key: "pack/unknown-key",
    wrong_type: "pack/wrong-type",
    missing_key: "pack/missing-key",
    bad_date: "pack/bad-date",
};

/// A pack, read but not yet linked with the others.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) pack: Pack,
    pub(super) style: Style,
    pub(super) rules: Rules,
    pub(super) references: Vec<Reference>,
    pub(super) changes: Vec<Change>,
    pub(super) forms: Vec<Form>,
    /// A pack of the program whose rules are not read.
    pub(super) unread: Option<(Arc<SourceFile>, Compiled)>,
}

/// What a table says: a rule, or an amendment to one.
pub(super) enum Said {
    Rule(Box<Rule>),
    Change(Box<Change>),
}

/// A rule, the words it allows and forbids, the organizations it names.
pub(super) struct Parsed {
    pub(super) said: Said,
    pub(super) forms: Vec<Form>,
    pub(super) references: Vec<Reference>,
}

impl From<Rule> for Parsed {
    fn from(rule: Rule) -> Self {
        Self::new(rule, Vec::new(), Vec::new())
    }
}

impl From<Change> for Parsed {
    fn from(change: Change) -> Self {
        let said = Said::Change(Box::new(change));
        Self { said, forms: Vec::new(), references: Vec::new() }
    }
}

impl Parsed {
    pub(super) fn new(rule: Rule, forms: Vec<Form>, references: Vec<Reference>) -> Self {
        Self { said: Said::Rule(Box::new(rule)), forms, references }
    }
}

type Read = fn(&mut Table<'_>, &Context<'_>) -> Option<Parsed>;

/// Every kind of rule and what reads it. A new kind is a line here.
const KINDS: [(&str, Read); 12] = [
    ("organization", names::organization),
    ("person", names::person),
    ("distinct", names::distinct),
    ("title", names::title),
    ("term", wording::term),
    ("event", wording::event),
    ("quotation", wording::quotation),
    ("pattern", wording::pattern),
    ("require", demands::require),
    ("correction", demands::correction),
    ("fact", demands::fact),
    ("change", change::read),
];

/// What readers of rules know about the pack.
pub(super) struct Context<'a> {
    pub(super) pack: &'a Pack,
    pub(super) faults: &'a Faults,
    /// Nobody asks what the rule could contradict.
    pub(super) at_peace: bool,
    /// The id of the rule that is read, where it is known.
    id: Option<&'static str>,
}

impl Context<'_> {
    /// Whether the rule is one of the program's: its tests prove these sound.
    pub(super) fn is_proved(&self) -> bool {
        self.id.is_some()
    }

    /// The keys that any rule may carry. `name` is what the id is made of where none is given.
    pub(super) fn meta(&self, table: &mut Table<'_>, name: Option<&str>) -> Option<Meta> {
        let until = table.date("until");
        let mut meta = self.lasting_meta(table, name)?;
        ordered(self.faults, ("since", meta.since), ("until", until.as_ref()));
        meta.until = until.map(|u| u.value);
        Some(meta)
    }

    /// The same for rules in which `until` means something else.
    pub(super) fn lasting_meta(&self, table: &mut Table<'_>, name: Option<&str>) -> Option<Meta> {
        let id = self.id(table, name);
        let severity = table.severity("severity").map(|s| s.value);
        let note = table.str("note").map(|s| s.value);
        let source = table.str("source").map(|s| s.value);
        let since = table.date("since").map(|d| d.value);
        let only = table.table("where").and_then(|table| self.condition(table));
        let examples = table.tables("example").into_iter().map(|t| self.example(t)).collect();
        let rule = RuleRef { id: id?, path: self.pack.path.clone(), line: table.line() };
        let as_of = self.pack.as_of;
        let (until, exempt) = (None, None);
        Some(Meta { rule, severity, note, source, since, until, only, exempt, examples, as_of })
    }

    /// `where = { desk = "sport", source = ["AP", "AFP"] }`
    pub(super) fn condition(&self, table: Table<'_>) -> Option<Condition> {
        let (span, before) = (table.span(), self.faults.count());
        let keys: Vec<_> = table.texts().into_iter().map(|(k, v)| (k.value, v)).collect();
        if keys.is_empty() && self.faults.count() == before {
            let message = "`where` names no key: write it as { desk = \"sport\" }";
            self.faults.wrong_type(span, message);
        }
        (!keys.is_empty()).then_some(Condition { keys })
    }

    /// The pack's name and the rule's.
    fn id(&self, table: &mut Table<'_>, name: Option<&str>) -> Option<Text> {
        match self.id {
            Some(id) => Some(id.into()),
            None => Some([&*self.pack.name, "/", &self.own_id(table, name)?].concat().into()),
        }
    }

    fn own_id(&self, table: &mut Table<'_>, name: Option<&str>) -> Option<Text> {
        if let Some(id) = table.str("id") {
            if is_id(&id.value) {
                return Some(id.value);
            }
            let message =
                format!("{} is no id: write it as \"{}\"", quoted(&id.value), slug(&id.value));
            self.faults.wrong_type(id.span, message);
            return None;
        }
        let id = slug(name?);
        if id.is_empty() {
            let message = format!("{} needs an `id`: none can be made of its name", table.name());
            self.faults.missing_key(table.span(), message);
            return None;
        }
        Some(id.into())
    }

    fn example(&self, mut table: Table<'_>) -> Example {
        let mut text = |key| table.str(key).map(|s| s.value);
        let (bad, good, ok) = (text("bad"), text("good"), text("ok"));
        if bad.is_none() && (good.is_some() || ok.is_none()) {
            let message = "an example needs `bad` (with or without `good`) or `ok`";
            self.faults.missing_key(table.span(), message);
        }
        let line = table.line();
        table.finish();
        Example { bad, good, ok, line }
    }
}

/// Reads one pack file; of one that is part of the program all but its rules, which are left for
/// whoever asks for them.
pub(super) fn read(file: Arc<SourceFile>, compiled: Option<Compiled>) -> (Draft, Vec<Finding>) {
    let Some(ready) = compiled else { return read_whole(file, None) };
    let faults = Faults::new(file.clone(), NAMES);
    let document = Document::outlined(&faults, ready.outline);
    let mut draft = Draft::head(&mut document.root(&faults), &file, &faults, true);
    draft.pack.rules = ready.counts().iter().sum();
    draft.unread = Some((file, ready));
    (draft, Vec::new())
}

/// Reads one pack file with its rules.
pub(super) fn read_whole(
    file: Arc<SourceFile>,
    compiled: Option<Compiled>,
) -> (Draft, Vec<Finding>) {
    let faults = Faults::new(file.clone(), NAMES);
    let draft = read_document(&faults, &file, compiled);
    (draft, faults.into_findings())
}

/// Reads one rule of a pack that is part of the program, by kind and place among those of its kind.
pub(super) fn read_rule(
    file: &Arc<SourceFile>,
    pack: &Pack,
    compiled: Compiled,
    (key, at): (&'static str, usize),
) -> Option<Parsed> {
    let (place, id) = compiled.rule((key, at))?;
    let (_, read) = KINDS.iter().find(|(kind, _)| *kind == key)?;
    let faults = Faults::new(file.clone(), NAMES);
    let document = Document::outlined(&faults, compiled.outline);
    let context = Context { pack, faults: &faults, at_peace: true, id: Some(id) };
    read(&mut document.table(&faults, key, place)?, &context)
}

fn read_document(faults: &Faults, file: &Arc<SourceFile>, compiled: Option<Compiled>) -> Draft {
    let document = match compiled {
        Some(compiled) => Document::outlined(faults, compiled.outline),
        None => Document::parse(faults),
    };
    let mut root = document.root(faults);
    let mut draft = Draft::head(&mut root, file, faults, compiled.is_some());
    let mut tables = Vec::new();
    for (key, read) in KINDS {
        for (at, table) in root.tables(key).into_iter().enumerate() {
            let id = compiled.and_then(|compiled| compiled.rule((key, at)));
            tables.push((table, read, id.map(|(_, id)| id)));
        }
    }
    tables.sort_by_key(|(table, ..)| table.span());
    if tables.is_empty() && draft.style.preset.is_none() && faults.count() == 0 {
        let message = format!("the pack \"{}\" has no rules", draft.pack.name);
        faults.push(Finding::file("pack/empty", Severity::Warning, &file.path, message));
    }
    root.finish();
    read_rules(tables, faults, &mut draft);
    draft.pack.rules = draft.rules.metas().count();
    draft
}

/// A table, what reads it, and the id of the rule where it is known.
type Unfinished<'a> = (Table<'a>, Read, Option<&'static str>);

fn read_rules(tables: Vec<Unfinished<'_>>, faults: &Faults, draft: &mut Draft) {
    let pack = draft.pack.clone();
    let starts: Vec<u32> = tables.iter().map(|(table, ..)| table.span().start).collect();
    let mut seen = HashMap::new();
    for (i, (mut table, read, id)) in tables.into_iter().enumerate() {
        let context = Context { pack: &pack, faults, at_peace: false, id };
        let before = faults.count();
        let parsed = read(&mut table, &context);
        let has_id = table.has("id");
        let span = if has_id { table.key_span("id") } else { table.span() };
        let (start, end) = (table.span().start, starts.get(i + 1).copied().unwrap_or(u32::MAX));
        table.finish();
        let sound = faults.count() == before && !faults.broken_between(start, end);
        let Some(mut parsed) = parsed.filter(|_| sound) else { continue };
        if context.is_proved() || is_new(&mut parsed, span, has_id, faults, &mut seen) {
            draft.add(parsed);
        }
    }
}

/// Whether no earlier rule of the pack has the same id.
fn is_new(
    parsed: &mut Parsed,
    span: Span,
    has_id: bool,
    faults: &Faults,
    seen: &mut HashMap<Text, Span>,
) -> bool {
    let Said::Rule(rule) = &mut parsed.said else { return true };
    let head = match &**rule {
        Rule::KnownQuotation(quotation) if !has_id => Some(first_words(&quotation.text)),
        _ => None,
    };
    let meta = rule.meta_mut();
    if let Some(head) = head.filter(|_| seen.contains_key(&meta.rule.id)) {
        // Whoever is quoted once is quoted again.
        meta.rule.id = format!("{}-{}", meta.rule.id, slug(&head)).into();
    }
    let id = meta.rule.id.clone();
    let Some(first) = seen.get(&id) else {
        seen.insert(id, span);
        return true;
    };
    let message =
        format!("the pack has two rules with the id {}: this one is left out", quoted(&id));
    let finding = Finding::new("pack/duplicate-rule", Severity::Error, faults.place(span), message)
        .related(faults.place(*first), "the first one")
        .help("make them one rule, or give one of them another `id`");
    faults.push(finding);
    false
}

impl Draft {
    /// What a pack says besides its rules.
    fn head(root: &mut Table<'_>, file: &Arc<SourceFile>, faults: &Faults, built_in: bool) -> Self {
        let pack = read_pack(root.table("pack"), file, faults, built_in);
        let styled = root.has("style");
        let mut style = root.table("style").map(style::read).unwrap_or_default();
        style.preset = styled.then(|| pack.name.clone());
        let rules = Rules::default();
        let (references, changes, forms) = (Vec::new(), Vec::new(), Vec::new());
        Self { pack, style, rules, references, changes, forms, unread: None }
    }

    fn add(&mut self, parsed: Parsed) {
        match parsed.said {
            Said::Rule(rule) => self.rules.add(*rule),
            Said::Change(change) => self.changes.push(*change),
        }
        self.forms.extend(parsed.forms);
        self.references.extend(parsed.references);
    }
}

fn read_pack(
    table: Option<Table<'_>>,
    file: &Arc<SourceFile>,
    faults: &Faults,
    built_in: bool,
) -> Pack {
    let stem = stem(&file.path);
    let mut pack = Pack {
        name: stem.into(),
        description: Text::default(),
        source: None,
        as_of: None,
        path: file.path.clone(),
        rules: 0,
        built_in,
    };
    let Some(mut table) = table else { return pack };
    if let Some(name) = table.str("name") {
        if is_id(&name.value) {
            pack.name = (*name.value).into();
        } else {
            let message = format!(
                "{} is no pack name: write letters, digits and hyphens",
                quoted(&name.value)
            );
            faults.wrong_type(name.span, message);
        }
    }
    pack.description = table.any_str("description").map(|s| s.value).unwrap_or_default();
    pack.source = table.str("source").map(|s| s.value);
    pack.as_of = table.date("as-of").map(|d| d.value);
    table.finish();
    pack
}

/// The name of a file without folder and ending.
pub(super) fn stem(path: &str) -> &str {
    Path::new(path).file_stem().and_then(|s| s.to_str()).unwrap_or(path)
}

/// Reports a first day after a last day.
pub(super) fn ordered(
    faults: &Faults,
    first: (&str, Option<Date>),
    last: (&str, Option<&crate::tables::At<Date>>),
) {
    if let (Some(from), Some(until)) = (first.1, last.1)
        && from > until.value
    {
        let message = format!(
            "`{}` ({}) is before `{}` ({from}): one of the two is wrong",
            last.0, until.value, first.0
        );
        faults.error("pack/dates-order", until.span, message);
    }
}

fn is_id(id: &str) -> bool {
    id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
