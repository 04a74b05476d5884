//! Each kind of mention as a row, and back.
//!
//! Both directions stand together, and the way back names every field of a form: whoever adds one is
//! told here.

mod said;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Kind, Row, json};
use crate::archive::doubtful::DoubtfulName;
use crate::archive::lookups;
use crate::archive::phrases::{self, Part};
use crate::archive::record::{Keeper, Key, mark};
use crate::archive::vicinity::Vicinity;
use crate::archive::{
    AffiliationForm, CorrectionNote, NameForm, OrganizationForm, PhraseForm, Record, TermUse,
    TitleForm,
};
use crate::article::Zone;
use crate::extract::affiliations::{Party, State};
use crate::extract::titles::Tense;
use crate::lexicon;
use crate::source::{ShortSpan, Span};
use crate::tokens::fold;

/// What is wrong with a row.
pub(super) type Fault = String;

/// A kind of mention.
pub(super) trait Form: Sized {
    /// What its rows are called.
    const KIND: Kind;

    /// Fills a row.
    fn write(&self, record: &Record, row: &mut Row);

    /// Reads a row; its words go into the keeper.
    fn read(row: &Row, keeper: &mut Keeper) -> Result<Self, Fault>;
}

impl Form for NameForm {
    const KIND: Kind = Kind::Person;

    fn write(&self, record: &Record, row: &mut Row) {
        let Self { given, surname, written, place, count, title, .. } = *self;
        let Self { list, headline, suffix, vicinity, .. } = *self;
        row.person(record, given, surname);
        row.written = text(record, written);
        row.put(place.span());
        row.times = Some(count.into());
        row.title = text(record, title);
        (row.list, row.headline) = (Some(list), Some(headline));
        row.keys = signed(lookups::slips(record.word(given), record.word(surname)));
        row.rest = json(&NameRest { suffix, vicinity });
    }

    fn read(row: &Row, keeper: &mut Keeper) -> Result<Self, Fault> {
        let NameRest { suffix, vicinity } = row.rest()?;
        Ok(Self {
            given: row.word(keeper, &row.given),
            surname: row.word(keeper, &row.surname),
            written: row.exact(keeper, &row.written),
            place: row.place()?.into(),
            count: row.count()?,
            title: row.word(keeper, &row.title),
            list: row.list.unwrap_or(false),
            headline: row.headline.unwrap_or(false),
            suffix,
            vicinity,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct NameRest {
    suffix: u8,
    vicinity: Vicinity,
}

impl Form for DoubtfulName {
    const KIND: Kind = Kind::Doubtful;

    fn write(&self, record: &Record, row: &mut Row) {
        let Self { given, surname, written, place } = *self;
        row.person(record, given, surname);
        row.written = text(record, written);
        row.put(place);
        // The mark that its surname leaves, which tells nobody whether two articles are one story.
        row.keys = vec![mark(fold(record.word(surname))).into()];
    }

    fn read(row: &Row, keeper: &mut Keeper) -> Result<Self, Fault> {
        Ok(Self {
            given: row.word(keeper, &row.given),
            surname: row.word(keeper, &row.surname),
            written: row.exact(keeper, &row.written),
            place: row.place()?,
        })
    }
}

impl Form for OrganizationForm {
    const KIND: Kind = Kind::Organization;

    fn write(&self, record: &Record, row: &mut Row) {
        let Self { key, written, place, acronym, acronym_place, count, .. } = *self;
        let Self { headed, zone, local, .. } = *self;
        let name = record.word(key);
        row.name = text(record, key);
        row.written = text(record, written);
        row.put(place.span());
        row.acronym = text(record, acronym);
        row.times = Some(count.into());
        (row.headed, row.local) = (Some(headed), Some(local));
        row.zone = Some(zone.name().to_owned());
        row.traits = name.split(' ').map(traits).collect();
        row.keys = signed(lookups::gaps(name));
        row.keys.rotate_right(1);
        row.more =
            if acronym.is_empty() { Vec::new() } else { signed([fold(record.word(acronym))]) };
        row.rest = json(&acronym_place).filter(|_| acronym_place != ShortSpan::default());
    }

    fn read(row: &Row, keeper: &mut Keeper) -> Result<Self, Fault> {
        let acronym_place: Option<Span> = row.rest()?;
        Ok(Self {
            key: row.word(keeper, &row.name),
            written: row.exact(keeper, &row.written),
            place: row.place()?.into(),
            acronym: row.word(keeper, &row.acronym),
            acronym_place: sound(acronym_place.unwrap_or_default())?.into(),
            count: row.count()?,
            headed: row.headed.unwrap_or(false),
            zone: row.zone.as_deref().and_then(Zone::parse).ok_or("no such zone")?,
            local: row.local.unwrap_or(false),
        })
    }
}

impl Form for PhraseForm {
    const KIND: Kind = Kind::Phrase;

    fn write(&self, record: &Record, row: &mut Row) {
        let Self { hash: _, place, written, bearer } = *self;
        row.written = text(record, written);
        row.put(place.span());
        phrases::parts_of(record, self, |part| match part {
            Part::Whole(hash) => row.keys.push(hash.into()),
            Part::Lacking { rest, name, .. } => {
                row.more.push((u64::from(rest) << 32 | u64::from(name)).cast_signed());
            }
        });
        row.traits.extend(Some(i64::from(bearer)).filter(|count| *count > 0));
    }

    fn read(row: &Row, keeper: &mut Keeper) -> Result<Self, Fault> {
        let hash = row.keys.first().and_then(|hash| u32::try_from(*hash).ok());
        let bearer = u8::try_from(row.traits.first().copied().unwrap_or(0));
        Ok(Self {
            hash: hash.ok_or("a phrase needs its hash as its first key")?,
            place: row.place()?.into(),
            written: row.exact(keeper, &row.written),
            bearer: bearer.map_err(|_| "a phrase of that many words")?,
        })
    }
}

impl Form for TermUse {
    const KIND: Kind = Kind::Term;

    fn write(&self, _: &Record, row: &mut Row) {
        let Self { term, form, place, count } = *self;
        row.put(place);
        row.times = Some(count);
        row.keys = signed([lookups::of_term(term)]);
        row.rest = json(&(term, form));
    }

    fn read(row: &Row, _: &mut Keeper) -> Result<Self, Fault> {
        let (term, form) = row.rest()?;
        let count = row.times.ok_or("times is missing")?;
        Ok(Self { term, form, place: row.place()?, count })
    }
}

impl Form for CorrectionNote {
    const KIND: Kind = Kind::Correction;

    fn write(&self, record: &Record, row: &mut Row) {
        let Self { right, wrong, place } = *self;
        row.written = text(record, right);
        row.put(place);
        row.keys = signed(lookups::corrected(record.word(wrong)));
        row.rest = json(&record.word(wrong));
    }

    fn read(row: &Row, keeper: &mut Keeper) -> Result<Self, Fault> {
        let wrong: String = row.rest()?;
        Ok(Self {
            right: row.exact(keeper, &row.written),
            wrong: keeper.keep_exact(&wrong),
            place: row.place()?,
        })
    }
}

impl Form for TitleForm {
    const KIND: Kind = Kind::Title;

    fn write(&self, record: &Record, row: &mut Row) {
        let Self { given, surname, rank, written, body, place, .. } = *self;
        let Self { tense, full, after, suffix, .. } = *self;
        row.person(record, given, surname);
        row.title = text(record, rank);
        row.written = text(record, written);
        row.name = text(record, body);
        row.put(place);
        row.rest = json(&TitleRest { tense, full, after, suffix });
    }

    fn read(row: &Row, keeper: &mut Keeper) -> Result<Self, Fault> {
        let TitleRest { tense, full, after, suffix } = row.rest()?;
        Ok(Self {
            given: row.word(keeper, &row.given),
            surname: row.word(keeper, &row.surname),
            rank: row.word(keeper, &row.title),
            written: row.exact(keeper, &row.written),
            body: row.word(keeper, &row.name),
            place: row.place()?,
            tense,
            full,
            after,
            suffix,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct TitleRest {
    tense: Tense,
    full: bool,
    after: bool,
    suffix: u8,
}

impl Form for AffiliationForm {
    const KIND: Kind = Kind::Affiliation;

    fn write(&self, record: &Record, row: &mut Row) {
        let Self { given, surname, written, party, state, places } = *self;
        row.person(record, given, surname);
        row.written = text(record, written);
        row.put(places.0);
        row.rest = json(&AffiliationRest { party, state, place: places.1 });
    }

    fn read(row: &Row, keeper: &mut Keeper) -> Result<Self, Fault> {
        let AffiliationRest { party, state, place } = row.rest()?;
        Ok(Self {
            given: row.word(keeper, &row.given),
            surname: row.word(keeper, &row.surname),
            written: row.exact(keeper, &row.written),
            party,
            state,
            places: (row.place()?, sound(place)?),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct AffiliationRest {
    party: Option<Party>,
    state: Option<State>,
    place: Span,
}

impl Row {
    fn person(&mut self, record: &Record, given: Key, surname: Key) {
        (self.given, self.surname) = (text(record, given), text(record, surname));
        self.traits = [given, surname].map(|part| traits(record.word(part))).into();
    }

    fn word(&self, keeper: &mut Keeper, text: &Option<String>) -> Key {
        text.as_deref().map_or_else(Key::default, |text| keeper.keep(text))
    }

    fn exact(&self, keeper: &mut Keeper, text: &Option<String>) -> Key {
        text.as_deref().map_or_else(Key::default, |text| keeper.keep_exact(text))
    }

    fn place(&self) -> Result<Span, Fault> {
        let (Some(start), Some(end)) = (self.start_byte, self.end_byte) else {
            return Err("start_byte or end_byte is missing".to_owned());
        };
        sound(Span { start, end })
    }

    fn count(&self) -> Result<u16, Fault> {
        let times = self.times.ok_or("times is missing")?;
        u16::try_from(times).map_err(|_| format!("times is {times}, which nobody counts"))
    }

    pub(super) fn rest<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        let rest = self.rest.as_deref().unwrap_or("null");
        serde_json::from_str(rest).map_err(|error| format!("rest can't be read: {error}"))
    }
}

/// A place that a file of a size that is read can have.
fn sound(place: Span) -> Result<Span, Fault> {
    if place.start > place.end || i32::try_from(place.end).is_err() {
        return Err(format!("no place: from {} to {}", place.start, place.end));
    }
    Ok(place)
}

fn text(record: &Record, key: Key) -> Option<String> {
    Some(record.word(key)).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn signed(keys: impl IntoIterator<Item = u64>) -> Vec<i64> {
    keys.into_iter().map(u64::cast_signed).collect()
}

/// What word lists say of a word, by bit.
fn traits(word: &str) -> i64 {
    let lists: [fn(&str) -> bool; 5] = [
        lexicon::is_common_word,
        lexicon::is_place,
        lexicon::is_org_head,
        lexicon::is_given_name,
        lexicon::is_common_surname,
    ];
    lists.iter().enumerate().map(|(bit, has)| i64::from(has(word)) << bit).sum()
}
