//! Organizations of a draft: the usual name, the acronym, other accepted forms, known slips.

mod known;
mod names;

use std::collections::{BTreeMap, BTreeSet};

use super::slips::Slips;
use super::{Form, Rule, Sight, by_frequency};
use crate::archive::{Archive, majority};
use crate::checks::org::expansion::initials;
use crate::checks::org::similar::difference;
use crate::source::Span;
use crate::stylebook::Stylebook;
use crate::stylebook::official::content_words;
use known::{COUNTRY, Known, Own};
use names::Judge;

/// An `[[organization]]`.
#[derive(Clone, Debug)]
pub(super) struct Body {
    pub(super) name: Form,
    /// The acronym, and how many articles introduce it.
    pub(super) acronym: Option<(String, usize)>,
    /// The letters that it is introduced with, whether they are its own or not.
    letters: Option<String>,
    pub(super) also: Vec<Form>,
    pub(super) not: Vec<Form>,
}

/// Everything written of one body; forms that differ in small words only are one name.
#[derive(Clone, Debug, Default)]
struct Candidate {
    /// By text, the country before it left out.
    sights: BTreeMap<String, Vec<Sight>>,
    /// Of all of them, those with the country before them.
    american: usize,
    /// Of these, those that spell the country out.
    in_full: Vec<Sight>,
    /// How many articles introduce each acronym with it.
    acronyms: BTreeMap<String, usize>,
    /// Articles in which it is a state's or a town's.
    local: usize,
    /// Articles without a single apostrophe: some texts lost them.
    unmarked: usize,
    /// The bodies that it stands with.
    owners: BTreeSet<String>,
}

impl Candidate {
    fn articles(&self) -> usize {
        self.sights.values().map(Vec::len).sum()
    }

    /// Hardly ever without the country before it: "U.S. Geological Survey".
    fn is_american(&self) -> bool {
        5 * self.american >= 4 * self.articles()
    }

    /// Whether most of its articles have no apostrophe.
    fn lost_marks(&self) -> bool {
        2 * self.unmarked > self.articles()
    }

    fn usual(&self) -> &str {
        let usual = self.sights.iter().max_by_key(|(text, s)| (s.len(), std::cmp::Reverse(*text)));
        usual.map_or("", |(text, _)| text)
    }

    /// The acronym that its introductions agree on.
    fn acronym(&self) -> Option<(&str, usize)> {
        let all: usize = self.acronyms.values().sum();
        let best = self.acronyms.iter().max_by_key(|(text, n)| (**n, std::cmp::Reverse(*text)));
        let (text, n) = best.filter(|(_, n)| **n > 1 && 5 * **n >= 4 * all)?;
        Some((text.as_str(), *n))
    }

    /// How an acronym fits its name.
    fn fit(&self, acronym: &str) -> Fit {
        let acronym = acronym.to_uppercase();
        let all = initials(self.usual());
        if all.iter().any(|letters| fits(letters, &acronym)) {
            Fit::Whole
        } else if all.iter().any(|letters| acronym.ends_with(letters.as_str())) {
            Fit::Beheaded
        } else {
            Fit::None
        }
    }
}

/// Whether letters are an acronym's, with the country before them or the last words left out.
fn fits(letters: &str, acronym: &str) -> bool {
    const SHORTEST: usize = 3;
    let bare = ["US", "U"].iter().find_map(|country| acronym.strip_prefix(country));
    let cut = acronym.len() >= SHORTEST && letters.starts_with(acronym);
    letters == acronym || bare == Some(letters) || cut
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// The name has all its letters.
    Whole,
    /// The acronym has letters before those of the name: the name has lost its head.
    Beheaded,
    None,
}

/// Everything that looks like a name of a body, by its content words.
type Candidates = BTreeMap<String, Candidate>;

/// What bodies an archive names.
pub(super) fn learn(
    archive: &Archive<'_>,
    packs: &Stylebook,
    least: usize,
    slips: &Slips,
) -> Vec<Rule> {
    let known = Known::new(archive, packs);
    let candidates = candidates(archive, &known);
    let judge = Judge::new(archive, &known, &candidates);
    let names = candidates.iter().filter(|(key, candidate)| {
        candidate.articles() >= least
            && !slips.bodies.contains_key(*key)
            && judge.is_name(key, candidate)
    });
    let maker = Maker { archive, known: &known, candidates: &candidates, slips };
    let mut bodies: Vec<Body> = names.map(|(key, candidate)| maker.body(key, candidate)).collect();
    bodies = join(bodies);
    one_owner(&mut bodies);
    bodies.sort_by(|a, b| a.name.text.cmp(&b.name.text));
    bodies.into_iter().map(Rule::Body).collect()
}

fn candidates(archive: &Archive<'_>, known: &Known<'_>) -> Candidates {
    let mut out = Candidates::new();
    let mut seen: BTreeSet<(u32, String)> = BTreeSet::new();
    for (r, record) in (0..).zip(archive.records.iter()) {
        for form in &record.organizations {
            let written = record.word(form.written);
            let Own { name: text, owner } = known.own_part(written);
            let key = content_words(text).join(" ");
            if !key.contains(' ') || is_shouted(text) || !seen.insert((r, key.clone())) {
                continue;
            }
            let candidate = out.entry(key).or_default();
            let whole = form.place.span();
            let start = whole.start as usize + written.find(text).unwrap_or(0);
            let place = Span::new(start.min(whole.end as usize), whole.end as usize);
            candidate.sights.entry(text.to_owned()).or_default().push(Sight { record: r, place });
            let before = written.find(text).map_or("", |at| &written[..at]);
            let country = COUNTRY.iter().find(|country| before.ends_with(*country));
            candidate.american += usize::from(country.is_some());
            if country == COUNTRY.last() {
                candidate.in_full.push(Sight { record: r, place });
            }
            candidate.local += usize::from(form.local);
            candidate.unmarked += usize::from(!record.apostrophes);
            candidate.owners.extend(owner);
            // What is introduced behind another body is that body.
            if !form.acronym.is_empty() && written.ends_with(text) {
                let acronym = record.word(form.acronym).to_owned();
                *candidate.acronyms.entry(acronym).or_default() += 1;
            }
        }
    }
    out
}

fn is_shouted(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

/// Makes rules of candidates.
struct Maker<'a> {
    archive: &'a Archive<'a>,
    known: &'a Known<'a>,
    candidates: &'a Candidates,
    slips: &'a Slips,
}

impl Maker<'_> {
    fn body(&self, key: &str, candidate: &Candidate) -> Body {
        let mut forms = by_frequency(self.archive, &candidate.sights).into_iter();
        let mut name = forms.next().unwrap_or_else(|| Form::new(self.archive, key, &[]));
        let usual = name.text.clone();
        if candidate.is_american() {
            name.text = format!("U.S. {usual}");
        }
        let (mut also, mut not) = (Vec::new(), Vec::new());
        if !candidate.in_full.is_empty() {
            let full = format!("United States {usual}");
            also.push(Form::new(self.archive, full, &candidate.in_full));
        }
        for form in forms {
            if form.articles > 1 && 10 * form.articles >= name.articles {
                also.push(form);
            } else if names::is_small_slip(&form.text, &usual) && form.is_slip_of(&name) {
                not.push(form);
            }
        }
        for (wrong, _) in self.slips.bodies.iter().filter(|(_, right)| *right == key) {
            let forms = self.candidates.get(wrong).map(|c| by_frequency(self.archive, &c.sights));
            let slip = |form: &Form| {
                form.is_slip_of(&name)
                    && !self.known.is_right(&form.text)
                    && !names::is_plural(&form.text, &usual)
            };
            not.extend(forms.into_iter().flatten().filter(slip));
        }
        let acronym = candidate.acronym().filter(|(text, _)| {
            candidate.fit(text) == Fit::Whole && !self.known.is_listed_acronym(text)
        });
        let acronym = acronym.map(|(text, n)| (text.to_owned(), n));
        let letters = candidate.acronym().map(|(text, _)| text.to_owned());
        Body { name, acronym, letters, also, not }
    }
}

/// An acronym has one owner: the one that is introduced with it far more often, or none.
fn one_owner(bodies: &mut [Body]) {
    let mut claims: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (i, body) in bodies.iter().enumerate() {
        if let Some((acronym, n)) = &body.acronym {
            claims.entry(acronym.to_uppercase()).or_default().push((*n, i));
        }
    }
    for claims in claims.values_mut().filter(|c| c.len() > 1) {
        claims.sort_by(|a, b| b.cmp(a));
        let owned = majority::decides(claims[0].0, claims[1].0);
        for (_, loser) in claims.iter().skip(usize::from(owned)) {
            bodies[*loser].acronym = None;
        }
    }
}

/// Two names one word apart that are introduced with the same letters are one body's: the rarer one
/// is accepted as well.
fn join(bodies: Vec<Body>) -> Vec<Body> {
    let words: Vec<Vec<String>> = bodies.iter().map(|b| content_words(&b.name.text)).collect();
    let mut by_acronym: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, body) in bodies.iter().enumerate() {
        if let Some(letters) = &body.letters {
            by_acronym.entry(letters.to_uppercase()).or_default().push(i);
        }
    }
    let mut into: BTreeMap<usize, usize> = BTreeMap::new();
    for same in by_acronym.values_mut() {
        same.sort_by_key(|i| (std::cmp::Reverse(bodies[*i].name.articles), *i));
        if let [first, rest @ ..] = same.as_slice() {
            let near = |i: &&usize| difference(&words[**i], &words[*first]).is_some();
            into.extend(rest.iter().filter(near).map(|i| (*i, *first)));
        }
    }
    let mut out: Vec<Body> = bodies.clone();
    for (from, to) in &into {
        let Body { name, also, not, .. } = bodies[*from].clone();
        out[*to].also.extend(std::iter::once(name).chain(also));
        out[*to].not.extend(not);
    }
    let kept = out.into_iter().enumerate().filter(|(i, _)| !into.contains_key(i));
    kept.map(|(_, body)| body).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_fit_their_names() {
        for (letters, acronym, right) in [
            ("HSIA", "HSIA", true),
            ("HSIA", "USHSIA", true),
            ("CDCP", "CDC", true),
            ("CDCP", "CD", false),
            ("EAT", "HEAT", false),
        ] {
            assert_eq!(fits(letters, acronym), right, "{letters} {acronym}");
        }
    }
}
