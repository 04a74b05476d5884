//! Offices of a draft: what articles call a person, and when.
//!
//! A day on which somebody was called director is no day of office: days stand in comments, and the
//! rule has none.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::span_of;
use crate::archive::{Archive, TitleForm, Use};
use crate::extract::titles::Tense;
use crate::extract::titles::rank::{self, Difference};

/// A title as articles write it.
#[derive(Clone, Debug)]
pub(super) struct Office {
    pub(super) title: String,
    pub(super) articles: usize,
    pub(super) days: Option<(Date, Date)>,
}

/// A rank with everything that is written of it.
#[derive(Default)]
struct Rank<'a> {
    written: BTreeMap<String, usize>,
    records: Vec<u32>,
    normal: &'a str,
}

/// The titles of a person in their own time, the most frequent first.
pub(super) fn offices(archive: &Archive<'_>, name: (&str, &str)) -> Vec<Office> {
    let mut ranks: Vec<Rank<'_>> = Vec::new();
    for at in archive.titles.get(&name) {
        let record = archive.records[at.record as usize];
        let title: &TitleForm = &record.titles[at.form as usize];
        if title.tense == Tense::Elsewhen || !title.full {
            continue;
        }
        let normal = record.word(title.rank);
        let same = |known: &&mut Rank<'_>| {
            known.normal == normal || rank::difference(known.normal, normal) == Difference::None
        };
        let known = match ranks.iter_mut().find(same) {
            Some(known) => known,
            None => {
                ranks.push(Rank { normal, ..Rank::default() });
                let last = ranks.len() - 1;
                &mut ranks[last]
            }
        };
        let written = record.word(title.written).to_lowercase();
        *known.written.entry(written).or_default() += 1;
        if known.records.last() != Some(&at.record) {
            known.records.push(at.record);
        }
    }
    let mut offices: Vec<Office> = ranks.iter().map(|rank| office(archive, rank)).collect();
    offices.retain(|office| !is_cut(&office.title) && !is_job(&office.title));
    offices.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.title.cmp(&b.title)));
    offices
}

fn office(archive: &Archive<'_>, rank: &Rank<'_>) -> Office {
    let usual = rank.written.iter().max_by_key(|(text, n)| (**n, std::cmp::Reverse(*text)));
    let days = rank.records.iter().filter_map(|r| archive.records[*r as usize].date);
    Office {
        title: usual.map_or(String::new(), |(text, _)| text.clone()),
        articles: rank.records.len(),
        days: span_of(days),
    }
}

/// "Charge" of "Assistant Director-in-Charge", "county attorney" of a county, "U.S. Secretary" of an
/// education secretary.
fn is_cut(title: &str) -> bool {
    const FIRST: [&str; 6] = ["charge", "county", "court", "division", "justice", "section"];
    let first = title.split(' ').next().unwrap_or(title);
    FIRST.contains(&first) && title != "justice" || title == "u.s. secretary"
}

/// What hundreds are at a time, in one body: a job, and no office. Another of that surname may have it
/// too, so that it does not tell who is meant.
fn is_job(title: &str) -> bool {
    const JOBS: [&str; 16] = [
        "agent",
        "assistant district attorney",
        "assistant u.s. attorney",
        "attorney",
        "counsel",
        "detective",
        "investigator",
        "litigation counsel",
        "officer",
        "police officer",
        "professor",
        "prosecutor",
        "reporter",
        "spokesman",
        "spokeswoman",
        "trial attorney",
    ];
    let bare = ["senior ", "special "].iter().find_map(|more| title.strip_prefix(more));
    JOBS.contains(&bare.unwrap_or(title))
}

/// In how many articles a title of any time stands with a person's name.
pub(super) fn titled(uses: &[Use]) -> usize {
    let mut records: Vec<u32> = uses.iter().map(|at| at.record).collect();
    records.dedup();
    records.len()
}

#[cfg(test)]
mod tests {
    use super::is_job;

    #[test]
    fn what_many_are_is_no_office() {
        for job in ["trial attorney", "special agent", "senior counsel", "officer"] {
            assert!(is_job(job), "{job}");
        }
        for office in ["u.s. attorney", "attorney general", "special agent in charge", "mayor"] {
            assert!(!is_job(office), "{office}");
        }
    }
}
