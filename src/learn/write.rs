//! The draft as TOML: counts and places in comments, and nothing that the loader would object to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use jiff::civil::Date;

use super::bodies::Body;
use super::offices::Office;
use super::people::Person;
use super::spelling::Choice;
use super::{Form, Rule, Settings};
use crate::finding::{Finding, Place};
use crate::stylebook::Stylebook;

/// What stands above the rules.
pub(super) struct Head<'a> {
    pub(super) name: &'a str,
    pub(super) articles: usize,
    pub(super) repeated: usize,
    pub(super) least: usize,
    pub(super) dates: Option<(Date, Date)>,
    /// Lines of `[style]`.
    pub(super) habits: Vec<String>,
}

/// Writes rules, without those that are unsound beside the packs in use; these are taken out.
pub(super) fn sound(head: &Head<'_>, rules: &mut Vec<Rule>, settings: &Settings<'_>) -> String {
    let lines = Lines::new(rules, settings);
    loop {
        let (text, places) = write(head, rules, &lines);
        let unsound = faults(&text, &places, settings);
        if unsound.is_empty() {
            return text;
        }
        let mut at = 0..;
        rules.retain(|_| at.next().is_none_or(|i: usize| !unsound.contains(&i)));
    }
}

/// Rules that the loader objects to.
fn faults(text: &str, places: &[Range<usize>], settings: &Settings<'_>) -> BTreeSet<usize> {
    let path = format!("{}.toml", settings.name);
    let packs = settings.known.files.iter().map(|file| (&*file.path, &*file.text));
    let packs: Vec<(&str, &str)> = packs.chain([(path.as_str(), text)]).collect();
    let (_, findings) = Stylebook::from_toml(&packs);
    let own = |place: &Place| {
        let at = (*place.path == *path).then_some(place.span.start as usize)?;
        places.iter().position(|range| range.contains(&at))
    };
    let labels = |f: &Finding| -> Vec<usize> {
        let places = std::iter::once(&f.primary).chain(&f.related).map(|label| &label.place);
        places.filter_map(own).collect()
    };
    findings.iter().flat_map(labels).collect()
}

/// The lines of examples: only their files are read again.
struct Lines(BTreeMap<String, BTreeMap<u32, usize>>);

impl Lines {
    fn new(rules: &[Rule], settings: &Settings<'_>) -> Self {
        let mut wanted: BTreeMap<String, BTreeMap<u32, usize>> = BTreeMap::new();
        for form in rules.iter().flat_map(Rule::forms) {
            let places = wanted.entry(form.place.path.to_string()).or_default();
            places.insert(form.place.span.start, 1);
        }
        for (path, places) in &mut wanted {
            let Some(file) = (settings.source)(path) else { continue };
            places.iter_mut().for_each(|(at, line)| *line = file.line_of(*at) + 1);
        }
        Self(wanted)
    }

    fn of(&self, place: &Place) -> usize {
        let lines = self.0.get(&*place.path);
        lines.and_then(|lines| lines.get(&place.span.start)).copied().unwrap_or(1)
    }
}

impl Rule {
    fn forms(&self) -> Vec<&Form> {
        match self {
            Self::Body(Body { name, also, not, .. })
            | Self::Person(Person { name, also, not, .. }) => {
                std::iter::once(name).chain(also).chain(not).collect()
            }
            Self::Term(Choice { right, wrong }) => std::iter::once(right).chain(wrong).collect(),
        }
    }
}

/// The pack, and where each rule stands in it.
fn write(head: &Head<'_>, rules: &[Rule], lines: &Lines) -> (String, Vec<Range<usize>>) {
    let mut out = head.text();
    let mut places = Vec::with_capacity(rules.len());
    for rule in rules {
        out.push('\n');
        let start = out.len();
        // Writing to a string can't fail.
        let _ = Writer { out: &mut out, lines }.rule(rule);
        places.push(start..out.len());
    }
    (out, places)
}

impl Head<'_> {
    fn text(&self) -> String {
        let mut out = format!("# Drafted by `newslint learn` from {}", articles(self.articles));
        if let Some((first, last)) = self.dates {
            out.push_str(&format!(" of {first} to {last}"));
        }
        out.push_str(".\n#\n");
        out.push_str(ADVICE);
        out.push_str(&format!("# Listed is what {} or more have", articles(self.least)));
        if self.repeated > 0 {
            out.push_str(&format!("; {} were copies and are not counted", self.repeated));
        }
        out.push_str(".\n");
        if !self.habits.is_empty() {
            out.push_str("#\n# What the articles suggest for newslint.toml:\n#\n# [style]\n");
            self.habits.iter().for_each(|line| out.push_str(&format!("# {line}\n")));
        }
        out.push_str(&format!("\n[pack]\nname = {}\n", quoted(self.name)));
        let description = format!("What {} say: a draft to be read", articles(self.articles));
        out.push_str(&format!("description = {}\n", quoted(&description)));
        if let Some((_, last)) = self.dates {
            out.push_str(&format!("as-of = {last}\n"));
        }
        out
    }
}

const ADVICE: &str = "\
# Read it before you use it: delete what is wrong, and what the house does not mind. `newslint trial`
# says what the rest would do to the archive. What is quoted was not counted. A form stands under
# `not` where it is rare and the usual one is a word or a letter away; one in regular use stands under
# `also`. Offices have no dates: a day on which somebody was called director is no day of office.
";

struct Writer<'w> {
    out: &'w mut String,
    lines: &'w Lines,
}

impl Writer<'_> {
    fn rule(&mut self, rule: &Rule) -> std::fmt::Result {
        match rule {
            Rule::Body(body) => self.body(body),
            Rule::Person(person) => self.person(person),
            Rule::Term(choice) => self.term(choice),
        }
    }

    fn body(&mut self, body: &Body) -> std::fmt::Result {
        let seen = self.seen(&body.name);
        writeln!(self.out, "# {seen}\n[[organization]]\nname = {}", quoted(&body.name.text))?;
        if let Some((acronym, n)) = &body.acronym {
            let said = format!("acronym = {}", quoted(acronym));
            writeln!(self.out, "{said} # introduced in {}", articles(*n))?;
        }
        self.list("also", &body.also)?;
        self.list("not", &body.not)
    }

    fn person(&mut self, person: &Person) -> std::fmt::Result {
        let seen = self.seen(&person.name);
        writeln!(self.out, "# {seen}\n[[person]]\nname = {}", quoted(&person.name.text))?;
        self.list("also", &person.also)?;
        self.list("not", &person.not)?;
        self.offices(&person.offices)
    }

    fn offices(&mut self, offices: &[Office]) -> std::fmt::Result {
        if offices.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "office = [")?;
        for Office { title, articles: n, days } in offices {
            let seen = articles(*n) + &between(*days);
            writeln!(self.out, "  {{ title = {} }}, # {seen}", quoted(title))?;
        }
        writeln!(self.out, "]")
    }

    fn term(&mut self, choice: &Choice) -> std::fmt::Result {
        let seen = self.seen(&choice.right);
        writeln!(self.out, "# {seen}\n[[term]]\nuse = {}", quoted(&choice.right.text))?;
        self.list("not", &choice.wrong)
    }

    fn list(&mut self, key: &str, forms: &[Form]) -> std::fmt::Result {
        if forms.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "{key} = [")?;
        for form in forms {
            let seen = self.seen(form);
            writeln!(self.out, "  {}, # {seen}", quoted(&form.text))?;
        }
        writeln!(self.out, "]")
    }

    /// In how many articles a form stands, when, and one place.
    fn seen(&self, form: &Form) -> String {
        let days = form.first.zip(form.last);
        let line = self.lines.of(&form.place);
        let path = form.place.path.replace(char::is_control, "?");
        format!("{}{}: {path}:{line}", articles(form.articles), between(days))
    }
}

fn between(days: Option<(Date, Date)>) -> String {
    match days {
        Some((first, last)) if first == last => format!(", {first}"),
        Some((first, last)) => format!(", {first} to {last}"),
        None => String::new(),
    }
}

fn articles(n: usize) -> String {
    format!("{n} article{}", if n == 1 { "" } else { "s" })
}

/// A string as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
