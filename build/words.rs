//! All word lists into one table: a word is looked up once, whatever is asked about it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::lexicon::slips::folds_without_each_letter;
use crate::lexicon::table::{Bits, place, value_key};
use crate::tokens::fold;
use crate::tokens::listed::Listed;

/// Every list and its bit.
const LISTS: [(&str, Listed); 23] = [
    ("given_names", Listed::GIVEN_NAME),
    ("nicknames", Listed::NICKNAMED),
    ("common_surnames", Listed::COMMON_SURNAME),
    ("not_surnames", Listed::NEVER_SURNAME),
    ("particles", Listed::PARTICLE),
    ("suffixes", Listed::SUFFIX),
    ("title_words", Listed::TITLE_WORD),
    ("org_heads", Listed::ORG_HEAD),
    ("places", Listed::PLACE),
    ("demonyms", Listed::DEMONYM),
    ("abbreviations", Listed::ABBREVIATION),
    ("common_words", Listed::COMMON_WORD),
    ("british_american", Listed::BRITISH),
    ("american_british", Listed::AMERICAN),
    ("variants", Listed::VARIANT),
    ("legislators", Listed::LEGISLATOR),
    ("calendar", Listed::CALENDAR),
    ("numbers", Listed::NUMBER),
    ("times", Listed::TIME),
    ("ages", Listed::AGE),
    ("compounds", Listed::COMPOUND),
    ("foreign", Listed::FOREIGN),
    ("fillers", Listed::FILLER),
];

/// Shorter given names are too near to everything.
const SHORTEST: usize = 4;

/// Reads the lists and writes `words.bin`, `lists.bin`, `values.txt`, `values.bin` and
/// `given_slips.bin`.
pub(crate) fn compile(lists: &Path, out: &Path) {
    println!("cargo::rerun-if-changed={}", lists.display());
    let mut words = BTreeMap::new();
    let mut values = Values::default();
    let mut slips = BTreeMap::new();
    for (name, list) in LISTS {
        let path = lists.join(name).with_extension("txt");
        let text = fs::read_to_string(&path).expect("every list is a file");
        for line in text.lines() {
            let (word, value) = line.split_once('\t').unwrap_or((line, ""));
            let (known, listed) = words.entry(fold(word)).or_insert((word.to_owned(), list));
            assert_eq!(known, word, "two listed words share a hash: one of them must go");
            *listed = listed.or(list);
            if !value.is_empty() {
                values.add(fold(word), list, value);
            }
            if list == Listed::GIVEN_NAME && word.len() >= SHORTEST {
                slips.insert(fold(word), 1);
                slips.extend(folds_without_each_letter(word, 1).map(|rest| (rest, 1)));
            }
        }
    }
    let mut kinds = vec![Listed::NOWHERE];
    let mut kind = |listed: Listed| {
        let known = kinds.iter().position(|kind| *kind == listed);
        let at = known.unwrap_or_else(|| {
            kinds.push(listed);
            kinds.len() - 1
        });
        at.try_into().expect("words are in few combinations of lists")
    };
    let bits = words.into_iter().map(|(hash, (_, listed))| (hash, kind(listed))).collect();
    crate::write(&out.join("words.bin"), table(&bits));
    let kinds = kinds.into_iter().flat_map(|kind| kind.bits().to_le_bytes());
    crate::write(&out.join("lists.bin"), kinds.collect());
    crate::write(&out.join("given_slips.bin"), table(&slips));
    values.write(out);
}

/// Lays a table out as [`Bits`] reads it.
fn table(bits: &BTreeMap<u64, u16>) -> Vec<u8> {
    assert!(bits.len() * 4 < Bits::SLOTS * 3, "the table is too full to be quick");
    let mut slots = vec![0; Bits::SLOTS];
    for (hash, bits) in bits {
        let (home, key) = place(*hash);
        let mut at = home;
        while slots[usize::from(at)] != 0 {
            at = at.wrapping_add(1);
        }
        slots[usize::from(at)] = key | u64::from(*bits);
    }
    slots.into_iter().flat_map(u64::to_le_bytes).collect()
}

/// What lists say about words.
#[derive(Default)]
struct Values {
    text: String,
    records: BTreeMap<u128, (u16, u32)>,
}

impl Values {
    fn add(&mut self, hash: u64, list: Listed, value: &str) {
        let len = value.len().try_into().expect("a value is short");
        let start = self.text.len().try_into().expect("so are all of them");
        self.records.insert(value_key(hash, list.number()), (len, start));
        self.text.push_str(value);
    }

    fn write(self, out: &Path) {
        let records = self.records.into_iter().flat_map(|(key, (len, start))| {
            (key << 48 | u128::from(len) << 32 | u128::from(start)).to_be_bytes()
        });
        crate::write(&out.join("values.bin"), records.collect());
        crate::write(&out.join("values.txt"), self.text.into_bytes());
    }
}
