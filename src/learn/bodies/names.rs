//! Which of all capitalised phrases with a head noun are names of one body.
//!
//! In an article alone most of them can't be told apart: an office and its holder, a law, a
//! heading, any town's police. Over an archive each of these has a mark of its own.

use std::collections::HashMap;

use super::known::{Known, joints};
use super::{Candidate, Candidates, Fit};
use crate::archive::Archive;
use crate::extract::organizations::is_several;
use crate::lexicon;
use crate::stylebook::matcher::is_minor;
use crate::stylebook::official::content_words;
use crate::tokens::fold;

/// Tells names of bodies from what looks like them.
pub(super) struct Judge<'a> {
    archive: &'a Archive<'a>,
    known: &'a Known<'a>,
    candidates: &'a Candidates,
    /// In how many articles the most frequent longer name stands, by each of its two ends.
    longer: HashMap<&'a str, usize>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        archive: &'a Archive<'a>,
        known: &'a Known<'a>,
        candidates: &'a Candidates,
    ) -> Self {
        let judge = Self { archive, known, candidates, longer: HashMap::new() };
        let mut longer: HashMap<&str, usize> = HashMap::new();
        for (key, candidate) in candidates.iter().filter(|(key, c)| !judge.has_opener(key, c)) {
            for (at, _) in key.match_indices(' ') {
                for part in [&key[..at], &key[at + 1..]] {
                    let most = longer.entry(part).or_default();
                    *most = candidate.articles().max(*most);
                }
            }
        }
        Self { longer, ..judge }
    }

    /// Whether a candidate is the name of one body, whole, that the packs do not have.
    pub(super) fn is_name(&self, key: &str, candidate: &Candidate) -> bool {
        let name = candidate.usual();
        let letters = candidate.acronym().map_or(Fit::None, |(acronym, _)| candidate.fit(acronym));
        let whole = letters == Fit::Whole;
        let articles = candidate.articles();
        !self.known.is_listed(key)
            && letters != Fit::Beheaded
            && is_plain(name)
            && (is_headed(name) || whole && is_unit(name))
            && (is_distinct(key) || candidate.is_american())
            && (candidate.owners.len() < 2 || whole)
            && !self.is_pair(name)
            && !self.is_torn(name)
            && !is_title(name)
            && !is_branch(key)
            && !is_reign(key)
            && !is_owned_by_title(name, candidate.lost_marks())
            && 10 * candidate.local <= articles
            && !self.is_furniture(articles)
            && !self.known.is_part_or_slip_of_listed(key)
            && !self.known.is_plural_of_another(key, articles)
            && self.longer.get(key).is_none_or(|n| 2 * n < articles)
            && !self.has_opener(key, candidate)
            && !self.names_a_person(key)
    }

    /// "Tides Department and HA", "Office of Tides and Friends of Orrsund": two bodies.
    fn is_pair(&self, name: &str) -> bool {
        let head = |part: &str| part.rsplit(' ').next().is_some_and(lexicon::is_org_head);
        let open = |rest: &str| joints(rest).next().is_some_and(|(before, _)| !head(before));
        name.match_indices(" and ")
            .any(|(at, and)| self.known.is_right(&name[..at]) || open(&name[at + and.len()..]))
    }

    /// "Tides Department Web", "Division of the HA", "Office of Dredging Orrsund Office": a whole
    /// name and a part of what stands beside it.
    fn is_torn(&self, name: &str) -> bool {
        let (first, last) = (name.find(' '), name.rfind(' '));
        let ends = first.zip(last).map(|(first, last)| (&name[..first], &name[last + 1..]));
        let letters = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
        last.is_some_and(|at| self.known.is_right(&name[..at]))
            || joints(name).any(|(head, tail)| !head.contains(' ') && self.known.is_body(tail))
            || ends.is_some_and(|(first, last)| first == last || letters(last))
    }

    /// What stands in every second article stands below all of them.
    fn is_furniture(&self, articles: usize) -> bool {
        const FEW: usize = 20;
        self.archive.records.len() > FEW && 2 * articles > self.archive.records.len()
    }

    /// "Joining Harbour Agency": an ordinary word stands before a name that is met more often.
    fn has_opener(&self, key: &str, candidate: &Candidate) -> bool {
        let Some((first, rest)) = key.split_once(' ') else { return false };
        let other = self.candidates.get(rest).map_or(0, Candidate::articles);
        lexicon::is_common_word(first) && other >= candidate.articles()
    }

    /// "President Ada Roe's Task Force", "President Roe's Task Force"
    fn names_a_person(&self, key: &str) -> bool {
        let words: Vec<&str> = key.split(' ').collect();
        words.windows(2).any(|pair| {
            let bare = pair[1].strip_suffix("'s").unwrap_or(pair[1]);
            let lost = bare.strip_suffix('s').unwrap_or(bare);
            let title = lexicon::is_title_word(pair[0]) && !lexicon::is_common_word(lost);
            let named = |surname| self.is_surname(surname, (!title).then_some(pair[0]));
            let given = lexicon::is_given_name(pair[0]) && !lexicon::is_common_word(pair[0]);
            (given || title) && (named(bare) || named(lost))
        })
    }

    /// Whether a person whom several articles name has a surname, with a given name or with any.
    fn is_surname(&self, surname: &str, given: Option<&str>) -> bool {
        const SEVERAL: usize = 3;
        let mut people = self.archive.names.family(surname);
        people.any(|((_, g), uses)| given.is_none_or(|given| given == g) && uses.len() >= SEVERAL)
    }
}

/// Words and nothing else.
fn is_plain(name: &str) -> bool {
    let mark = |c: char| matches!(c, ' ' | '\'' | '’' | '-' | '&' | ',' | '.');
    let last = name.rsplit(' ').next().unwrap_or(name);
    let first = name.split(' ').next().unwrap_or(name);
    name.chars().all(|c| c.is_alphanumeric() || mark(c))
        && !name.to_lowercase().contains("http")
        && !is_minor(fold(last))
        && !glued(name)
        && !name.ends_with(['-', ','])
        && !matches!(first, "About" | "Contact")
}

/// "Harbour Department-Dive Unit": a dash that lost its spaces.
fn glued(name: &str) -> bool {
    let before = name.match_indices('-').map(|(at, _)| &name[..at]);
    let last = |part: &str| part.rsplit(' ').next().is_some_and(lexicon::is_org_head);
    before.into_iter().any(last)
}

/// Whether the head noun stands where a name has it: at the end, or before "of", "for" or "on".
fn is_headed(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').map(|w| w.trim_end_matches([',', '.'])).collect();
    let joins = |word: &&str| matches!(*word, "of" | "for" | "on" | "in");
    let before = words.iter().skip(1).position(joins).and_then(|at| words.get(at));
    let head = |word: &&str| lexicon::is_org_head(word) && !is_several(word);
    words.last().is_some_and(head) || before.is_some_and(head)
}

/// Parts of bodies that are named without a head noun, where an acronym says that it is a name: laws,
/// papers and prizes have acronyms as well.
fn is_unit(name: &str) -> bool {
    const LAST: [&str; 12] = [
        "brotherhood",
        "caucus",
        "command",
        "desk",
        "enforcement",
        "fellows",
        "fleet",
        "investigations",
        "lab",
        "labs",
        "nations",
        "section",
    ];
    let joint = name.find(" of ").map_or(name, |at| &name[..at]);
    let last =
        |part: &str| part.rsplit(' ').next().is_some_and(|w| LAST.contains(&&*w.to_lowercase()));
    last(name) || last(joint)
}

/// "Deputy Commissioner for Services"
fn is_title(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let joint = words.iter().position(|word| matches!(*word, "of" | "for" | "on"));
    let before = joint.and_then(|at| words.get(at.checked_sub(1)?));
    before.is_some_and(|word| lexicon::is_title_word(word) && !lexicon::is_org_head(word))
}

/// "Orrsund Field Office": whose it is, is not said.
fn is_branch(key: &str) -> bool {
    const ENDS: [&str; 4] =
        [" field office", " field division", " regional office", " district office"];
    const WORDS: [&str; 8] =
        ["branch", "district", "division", "field", "office", "regional", "region", "resident"];
    let rest: Vec<&str> = key.split(' ').filter(|word| !WORDS.contains(word)).collect();
    ENDS.iter().any(|end| key.ends_with(end))
        || rest.is_empty()
        || rest.len() < key.split(' ').count() && lexicon::is_place(&rest.join(" "))
}

/// "Roe Administration"
fn is_reign(key: &str) -> bool {
    key.split_once(' ').is_some_and(|(_, rest)| matches!(rest, "administration" | "government"))
}

/// Three words, or one that is not everybody's: "Police Department" is any town's.
fn is_distinct(key: &str) -> bool {
    const ENOUGH: usize = 3;
    let own = |word: &str| !lexicon::is_common_word(word) && !lexicon::is_org_head(word);
    key.split(' ').count() >= ENOUGH || key.split(' ').any(own)
}

/// "Orrsund Attorneys Office" has lost an apostrophe; so has "Presidents Task Force", where the
/// texts lost them all.
fn is_owned_by_title(name: &str, unmarked: bool) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    words.windows(2).any(|pair| {
        let bare = pair[0].strip_suffix('s').filter(|one| one.len() > 3);
        let title =
            bare.is_some_and(|one| lexicon::is_title_word(one) && !lexicon::is_org_head(pair[0]));
        title && (unmarked || pair[1] == "Office")
    })
}

/// Whether a name is the right one but for an "s": a slip that checks find without a list, or a
/// possessive that lost its apostrophe.
pub(super) fn is_plural(written: &str, right: &str) -> bool {
    let (written, right) = (content_words(written), content_words(right));
    written.len() == right.len()
        && written.iter().zip(&right).any(|(a, b)| a.strip_suffix('s') == Some(b))
}

/// Whether two names with the same content words differ by one small word that is another one:
/// "Institute on Standards" for "Institute of Standards".
pub(super) fn is_small_slip(written: &str, right: &str) -> bool {
    const JOINTS: [&str; 6] = ["of", "for", "on", "in", "to", "at"];
    let (a, b): (Vec<&str>, Vec<&str>) = (written.split(' ').collect(), right.split(' ').collect());
    let mut differing = a.iter().zip(&b).filter(|(a, b)| a != b);
    let one = matches!((differing.next(), differing.next()), (Some((a, b)), None)
        if JOINTS.contains(a) && JOINTS.contains(b));
    one && a.len() == b.len() && content_words(written) == content_words(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_noun_has_its_place() {
        for (name, right) in [
            ("Harbour Safety Agency", true),
            ("Bureau of Tidal Records", true),
            ("Center for Dredging and Pilotage", true),
            ("Tidal Holdings Inc.", true),
            ("Academy Awards", false),
            ("Harbour Agency Pilots", false),
            ("Tides Act", false),
            ("Harbour Offices", false),
            ("Authority to Dredge", false),
        ] {
            assert_eq!(is_headed(name), right, "{name}");
        }
    }

    #[test]
    fn anybodys_name_is_nobodys() {
        assert!(!is_distinct("police department"));
        assert!(is_distinct("orrsund police"));
        assert!(is_distinct("office public affairs"));
    }

    #[test]
    fn a_title_owns_no_body() {
        assert!(is_owned_by_title("Presidents Dredging Task Force", true));
        assert!(!is_owned_by_title("Chiefs of Orrsund Association", false));
        assert!(is_owned_by_title("Orrsund Attorneys Office", false));
        assert!(!is_owned_by_title("Services Agency", true));
        assert!(!is_owned_by_title("General Pilotage Administration", true));
    }

    #[test]
    fn an_officer_is_no_body() {
        assert!(is_title("Deputy Commissioner for Services"));
        assert!(!is_title("Department of Harbour Commissioners"));
        assert!(!is_title("Commission for Services"));
    }

    #[test]
    fn a_plural_is_no_name_of_its_own() {
        assert!(is_plural("Office of Tide Inspectors", "Office of Tide Inspector"));
        assert!(!is_plural("Office of Tide Inspector", "Office of Tide Inspectors"));
        assert!(!is_plural("Office of Inspectors", "Office of Tide Inspector"));
    }

    #[test]
    fn a_branch_is_named_with_its_body() {
        assert!(is_branch("chicago field office"));
        assert!(is_branch("new york division"));
        assert!(!is_branch("chicago police department"));
        assert!(!is_branch("tidal records office"));
    }

    #[test]
    fn small_words_are_slips_where_they_are_other_ones() {
        assert!(is_small_slip("Institute on Tides", "Institute of Tides"));
        assert!(!is_small_slip("Institute of the Tides", "Institute of Tides"));
        assert!(!is_small_slip("Institute & Tides", "Institute of Tides"));
        assert!(!is_small_slip("Institute of Tides", "Institute of Tides"));
    }
}
