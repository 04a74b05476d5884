//! `person/given-name`: one article calls one person by two given names.
//!
//! "Christopher Krebs" and "Chris Krebs" are both right, but an article keeps to one. Headlines
//! may be short, quotations are what was said: neither is compared.

use std::collections::BTreeMap;

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::people::PersonMention;
use crate::finding::{Finding, Severity};
use crate::lexicon;
use crate::source::Span;
use crate::tokens::folds_ascii;

const ALIAS: [u64; 5] = folds_ascii(["aka", "a.k.a.", "a.k.a", "known", "alias"]);

/// See the module.
pub struct GivenName;

const INFO: Info = Info {
    name: "person/given-name",
    summary: "one person is called by two given names in one article",
    severity: Severity::Note,
    default: true,
    explanation: "Body and captions use a given name and its short form with the same surname. \
        Readers wonder whether there are two people.\n\n\
        Silent about headlines, where short forms are usual, about quotations, and about surnames \
        that the article gives to people with unrelated given names.",
    bad: "Christopher Vale resigned. A spokesman for Chris Vale would not comment.",
    good: "Christopher Vale resigned. A spokesman for Vale would not comment.",
    needs_date: false,
};

impl Check for GivenName {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let counts = |p: &&PersonMention| p.is_full() && !p.quoted && !p.list && !is_alias(cx, p);
        let named = cx.mentions.people.iter().filter(counts).map(|person| {
            let given = cx.text(person.given).split_whitespace().next().unwrap_or("");
            (cx.text(person.surname), given, person)
        });
        let mut named: Vec<_> = named.collect();
        named.sort_by_key(|(surname, given, _)| (*surname, *given));
        for family in named.chunk_by(|a, b| a.0 == b.0) {
            let (surname, given, _) = family[0];
            // Nearly everybody is called one way.
            if family.iter().all(|(_, other, _)| *other == given) {
                continue;
            }
            let mut forms: BTreeMap<&str, Uses<'_>> = BTreeMap::new();
            for (_, given, person) in family {
                match person.zone {
                    Zone::Body | Zone::Caption => {
                        forms.entry(given).or_default().places.push(person);
                    }
                    Zone::Headline => forms.entry(given).or_default().headline = true,
                    _ => {}
                }
            }
            let counted = forms.iter().filter(|(_, uses)| !uses.places.is_empty());
            let forms: Vec<(&str, &Uses<'_>)> =
                counted.map(|(given, uses)| (*given, uses)).collect();
            // A third given name means a family: nobody can say who is who.
            if let [a, b] = forms[..]
                && lexicon::nickname_related(a.0, b.0)
            {
                report(cx, surname, a, b, out);
            }
        }
    }
}

/// Where one form of a name stands.
#[derive(Default)]
struct Uses<'a> {
    /// In body and captions.
    places: Vec<&'a PersonMention>,
    /// Also in the headline, which counts for the form but is never the odd place.
    headline: bool,
}

impl Uses<'_> {
    fn first(&self) -> Span {
        self.places.first().map_or(Span::default(), |p| p.span)
    }

    /// The rarer form is the odd one; of two equal ones that which the headline does not have,
    /// then the later.
    fn weight(&self) -> (usize, bool, std::cmp::Reverse<u32>) {
        let count = self.places.len() + usize::from(self.headline);
        (count, self.headline, std::cmp::Reverse(self.first().start))
    }
}

/// "Kenneth Pell, also known as Kenny Pell": both forms are meant.
fn is_alias(cx: &ArticleContext<'_>, person: &PersonMention) -> bool {
    let first = person.tokens.0 as usize;
    let before = cx.tokens.get(first.saturating_sub(2)..first).unwrap_or_default();
    before.iter().any(|t| ALIAS.contains(&t.fold))
}

fn report(
    cx: &ArticleContext<'_>,
    surname: &str,
    a: (&str, &Uses<'_>),
    b: (&str, &Uses<'_>),
    out: &mut Vec<Finding>,
) {
    let (odd, usual) = if a.1.weight() < b.1.weight() { (a, b) } else { (b, a) };
    let elsewhere = match usual.1.places.len() {
        1 => format!("\"{} {surname}\" here", usual.0),
        2 => format!("\"{} {surname}\" here and once more", usual.0),
        n => format!("\"{} {surname}\" here and {} more times", usual.0, n - 1),
    };
    let message = format!("\"{} {surname}\" and \"{} {surname}\" in one article", odd.0, usual.0);
    let finding = cx
        .finding(&INFO, odd.1.first(), message)
        .related(cx.place(usual.1.first()), elsewhere)
        .help("choose one form of the given name, and use the surname after the first reference");
    out.push(finding);
}
