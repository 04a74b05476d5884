//! What a change does to a rule that stays: other words, another severity, other days.

use std::sync::Arc;

use super::Change;
use crate::finding::{CheckName, Finding, Severity};
use crate::source::Text;
use crate::stylebook::form::{Form, Origin, Verdict};
use crate::stylebook::load::Draft;
use crate::stylebook::rules::{Rules, Wording};
use crate::stylebook::wording::flags_itself;
use crate::tables::{At, quoted};

/// Why a rule can't be changed so.
type Refusal = (CheckName, String);

/// Amends a rule; what can't be done is told.
pub(super) fn amend(draft: &mut Draft, change: &Change) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut told = |text: &At<Text>, refused: Result<(), Refusal>| {
        findings.extend(refused.err().map(|(check, message)| {
            Finding::new(check, Severity::Error, change.place_of(text.span), message)
        }));
    };
    let mut amender = Amender { draft, change };
    if let Some(right) = &change.right {
        told(right, amender.reword(right));
    }
    for text in &change.also {
        told(text, amender.allow(text));
    }
    for text in &change.not {
        told(text, amender.forbid(text));
    }
    for text in &change.except {
        told(text, amender.except(text));
    }
    for meta in draft.rules.metas_mut().filter(|meta| *meta.rule.id == *change.rule) {
        meta.severity = change.severity.or(meta.severity);
        meta.since = change.since.or(meta.since);
        meta.until = change.until.or(meta.until);
        if change.why.is_some() {
            meta.note.clone_from(&change.why);
        }
    }
    findings
}

struct Amender<'a> {
    draft: &'a mut Draft,
    change: &'a Change,
}

/// The parts of a rule that hold its words.
enum Words<'a> {
    Term { wording: &'a mut Wording, except: &'a mut Vec<Text>, exact: bool },
    Name { name: &'a mut Text, also: &'a mut Vec<Text>, not: &'a mut Vec<Text> },
    Person { prefer: &'a mut Option<Text>, also: &'a mut Vec<Text>, not: &'a mut Vec<Text> },
    Pattern(&'a mut Option<Text>),
    None,
}

impl Words<'_> {
    fn of<'a>(rules: &'a mut Rules, id: &str) -> Words<'a> {
        if let Some(term) = rules.terms.iter_mut().find(|r| *r.meta.rule.id == *id) {
            let exact = term.exact_case;
            return Words::Term { wording: &mut term.wording, except: &mut term.except, exact };
        }
        if let Some(body) = rules.organizations.iter_mut().find(|r| *r.meta.rule.id == *id) {
            let (name, also, not) = (&mut body.name, &mut body.also, &mut body.not);
            return Words::Name { name, also, not };
        }
        if let Some(person) = rules.people.iter_mut().find(|r| *r.meta.rule.id == *id) {
            let (prefer, also, not) = (&mut person.prefer, &mut person.also, &mut person.not);
            return Words::Person { prefer, also, not };
        }
        match rules.patterns.iter_mut().find(|r| *r.meta.rule.id == *id) {
            Some(pattern) => Words::Pattern(&mut pattern.replacement),
            None => Words::None,
        }
    }
}

fn only(key: &str, kinds: &str) -> Result<(), Refusal> {
    Err(("pack/wrong-type", format!("`{key}` can change {kinds} only, and this rule is none")))
}

impl Amender<'_> {
    /// Another right form.
    fn reword(&mut self, right: &At<Text>) -> Result<(), Refusal> {
        let text = &right.value;
        let mut is_term = false;
        match Words::of(&mut self.draft.rules, &self.change.rule) {
            Words::Term { wording, except, exact } => {
                reword_term(wording, text, except, exact)?;
                is_term = true;
            }
            Words::Name { name, also, not } => {
                let old = std::mem::replace(name, text.clone());
                not.retain(|n| n != text);
                also.retain(|n| n != text);
                if old != *text {
                    also.push(old);
                }
            }
            Words::Person { prefer, not, .. } => {
                *prefer = Some(text.clone());
                not.retain(|n| n != text);
            }
            Words::Pattern(replacement) => {
                *replacement = Some(text.clone());
                return Ok(());
            }
            Words::None => return only("use", "terms, organizations, people and patterns"),
        }
        self.forget(text);
        for form in self.forms() {
            if is_term || form.verdict != Verdict::Right {
                form.verdict = Verdict::Wrong((**text).into());
            }
        }
        self.add(right, Verdict::Right);
        Ok(())
    }

    /// A form that is right as well.
    fn allow(&mut self, text: &At<Text>) -> Result<(), Refusal> {
        let word = &text.value;
        match Words::of(&mut self.draft.rules, &self.change.rule) {
            Words::Term { wording: Wording::Use { wrong, .. }, .. } => {
                let before = wrong.len();
                wrong.retain(|w| w != word);
                if wrong.len() == before {
                    let message = format!("the term does not forbid {}", quoted(word));
                    return Err(("pack/change-hits-nothing", message));
                }
                self.forget(word);
                return Ok(());
            }
            Words::Name { also, not, .. } | Words::Person { also, not, .. } => {
                not.retain(|n| n != word);
                if !also.contains(word) {
                    also.push(word.clone());
                }
            }
            _ => return only("also", "terms, organizations and people"),
        }
        self.forget(word);
        self.add(text, Verdict::Right);
        Ok(())
    }

    /// A form that is wrong as well.
    fn forbid(&mut self, text: &At<Text>) -> Result<(), Refusal> {
        let word = &text.value;
        let right = match Words::of(&mut self.draft.rules, &self.change.rule) {
            Words::Term { wording: Wording::Use { right, wrong }, except, exact } => {
                if let Some(why) = flags_itself(right, word, except, exact) {
                    return Err(("pack/conflict", why));
                }
                wrong.push(word.clone());
                right.clone()
            }
            Words::Name { name, not, also } => {
                also.retain(|n| n != word);
                not.push(word.clone());
                name.clone()
            }
            Words::Person { prefer, not, also } => {
                also.retain(|n| n != word);
                not.push(word.clone());
                let prefer = prefer.clone();
                let people = &self.draft.rules.people;
                let named = || people.iter().find(|p| *p.meta.rule.id == *self.change.rule);
                prefer.or_else(|| named().map(|p| p.name.clone())).unwrap_or_default()
            }
            _ => return only("not", "terms with `use`, organizations and people"),
        };
        self.forget(word);
        self.add(text, Verdict::Wrong((*right).into()));
        Ok(())
    }

    /// A phrase in which a term's words stand as they are.
    fn except(&mut self, text: &At<Text>) -> Result<(), Refusal> {
        match Words::of(&mut self.draft.rules, &self.change.rule) {
            Words::Term { except, .. } => {
                except.push(text.value.clone());
                Ok(())
            }
            _ => only("except", "terms"),
        }
    }

    fn forms(&mut self) -> impl Iterator<Item = &mut Form> {
        let rule = &*self.change.rule;
        self.draft.forms.iter_mut().filter(move |form| *form.origin.rule.id == *rule)
    }

    fn forget(&mut self, text: &str) {
        let rule = &*self.change.rule;
        self.draft.forms.retain(|form| *form.origin.rule.id != *rule || form.text != text);
    }

    /// Lists a form, at its place in the change.
    fn add(&mut self, text: &At<Text>, verdict: Verdict) {
        let place = self.change.place_of(text.span);
        let Some(model) = self.forms().next().map(|form| form.origin.clone()) else { return };
        let origin = Arc::new(Origin { path: place.path, ..Origin::clone(&model) });
        let text = text.value.clone();
        self.draft.forms.push(Form { text, verdict, span: place.span, origin });
    }
}

/// The old right word becomes a wrong one.
fn reword_term(
    wording: &mut Wording,
    right: &str,
    except: &[Text],
    exact: bool,
) -> Result<(), Refusal> {
    let mut wrong = match &*wording {
        Wording::Use { right, wrong } => [wrong.as_slice(), std::slice::from_ref(right)].concat(),
        Wording::Either { forms, .. } => forms.clone(),
    };
    wrong.retain(|w| w != right);
    match wrong.iter().find_map(|w| flags_itself(right, w, except, exact)) {
        Some(why) => Err(("pack/conflict", why)),
        None => {
            *wording = Wording::Use { right: right.to_owned().into(), wrong };
            Ok(())
        }
    }
}
