//! The records of many articles in a few pieces of memory.
//!
//! Articles name the same people and bodies in the same words. Records that lie together share
//! them: their words stand once in a piece, and each of their lists is a stretch of one that all of
//! them have. Threads fill a piece each, so that nobody waits; which records share one is chance,
//! and nothing but memory depends on it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::doubtful::DoubtfulName;
use super::record::{Keeper, Key, TermUse};
use super::{
    AffiliationForm, CorrectionNote, FigureForm, NameForm, OrganizationForm, PhraseForm, Record,
    TitleForm,
};
use crate::extract::quotations::{Part, QuotationMention};
use crate::shared::Passage;

/// Records of one piece: with more of them the table of known words takes what they save.
const RECORDS: usize = 8192;
/// Records of a first piece. It tells how much room the next ones need: lists that grow leave gaps
/// behind, and room that is never written to costs nothing.
const FIRST: usize = 1024;
/// Bytes of words and quotations in a piece before the last record is added.
const BYTES: usize = 1 << 26;

/// What may hold keys to words.
trait Keyed {
    fn each_key(&mut self, _: impl FnMut(&mut Key)) {}
}

/// Which fields of a form are keys.
macro_rules! keyed {
    ($($form:ident: $($key:ident)*;)*) => {
        $(impl Keyed for $form {
            fn each_key(&mut self, mut each: impl FnMut(&mut Key)) {
                $(each(&mut self.$key);)*
            }
        })*
    };
}

keyed! {
    NameForm: given surname written title;
    DoubtfulName: given surname written;
    OrganizationForm: key written acronym;
    PhraseForm: written;
    CorrectionNote: right wrong;
    TitleForm: given surname rank written body;
    AffiliationForm: given surname written;
    FigureForm: written;
}

impl Keyed for QuotationMention {}
impl Keyed for TermUse {}
impl Keyed for u32 {}
impl Keyed for u64 {}

/// The lists that every record has: a piece has one of each.
macro_rules! lists {
    ($($list:ident: $form:ty,)*) => {
        #[derive(Default)]
        struct Lists {
            $($list: Vec<$form>,)*
        }

        /// The same, written to their end.
        struct Written {
            $($list: Arc<Vec<$form>>,)*
        }

        impl Lists {
            /// Moves a record's lists here; `key` is what becomes of each key in them.
            fn add(&mut self, record: &mut Record, mut key: impl FnMut(&mut Key)) {
                $(
                    let first = self.$list.len();
                    record.$list.move_into(&mut self.$list);
                    self.$list[first..].iter_mut().for_each(|form| form.each_key(&mut key));
                )*
            }

            /// Lists with room for so many times what these hold.
            fn room(&self, times: usize) -> Self {
                Self { $($list: Vec::with_capacity(room(self.$list.len(), times)),)* }
            }

            fn written(mut self) -> Written {
                $(self.$list.shrink_to_fit();)*
                Written { $($list: Arc::new(self.$list),)* }
            }
        }

        impl Written {
            fn settle(&self, record: &mut Record) {
                $(record.$list.settle(&self.$list);)*
            }
        }
    };
}

lists! {
    names: NameForm,
    doubtful: DoubtfulName,
    organizations: OrganizationForm,
    phrases: PhraseForm,
    acronyms: u64,
    quotations: QuotationMention,
    terms: TermUse,
    corrections: CorrectionNote,
    marks: u32,
    sayings: u32,
    titles: TitleForm,
    affiliations: AffiliationForm,
    figures: FigureForm,
    numbers: u32,
}

/// So many times as much, and some more: no two pieces are alike.
fn room(len: usize, times: usize) -> usize {
    len * times + len * times / 8
}

/// A piece that is being written.
#[derive(Default)]
struct Piece {
    number: usize,
    records: usize,
    /// How many it is to have.
    most: usize,
    lists: Lists,
    keeper: Keeper,
    /// The texts of quotations, and how they lie in the articles.
    texts: String,
    parts: Vec<Part>,
}

/// A piece that records can be settled in.
struct Closed {
    lists: Written,
    words: Passage,
}

impl Piece {
    fn add(&mut self, record: &mut Record) {
        let words = std::mem::take(&mut record.words);
        let (keeper, first) = (&mut self.keeper, self.lists.quotations.len());
        self.lists.add(record, |key| *key = keeper.keep_exact(key.of(&words)));
        for quotation in &mut self.lists.quotations[first..] {
            quotation.move_into(&mut self.texts, &mut self.parts);
        }
        self.records += 1;
    }

    fn is_full(&self) -> bool {
        self.records == self.most || self.keeper.words.len() + self.texts.len() > BYTES
    }

    /// The piece that comes after this one.
    fn next(&mut self, number: usize) -> Self {
        // Where texts are long, a piece is full with fewer records.
        let times = if self.records == FIRST { RECORDS / FIRST } else { 1 };
        Self {
            number,
            records: 0,
            most: RECORDS,
            lists: self.lists.room(times),
            keeper: self.keeper.next(room(self.keeper.words.len(), times)),
            texts: String::with_capacity(room(self.texts.len(), times)),
            parts: Vec::with_capacity(room(self.parts.len(), times)),
        }
    }

    fn close(mut self) -> Closed {
        self.texts.shrink_to_fit();
        self.parts.shrink_to_fit();
        let (texts, parts) = (Arc::new(self.texts), Arc::new(self.parts));
        self.lists.quotations.iter_mut().for_each(|quotation| quotation.settle(&texts, &parts));
        Closed { lists: self.lists.written(), words: self.keeper.words.into() }
    }
}

/// Pieces for the records that threads make.
#[derive(Default)]
pub struct Packing {
    /// Those that no thread is writing to.
    open: Mutex<Vec<Piece>>,
    closed: Mutex<BTreeMap<usize, Closed>>,
    started: AtomicUsize,
}

fn locked<T>(list: &Mutex<T>) -> MutexGuard<'_, T> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Packing {
    /// Moves what a record has to a piece, and says to which. The record is empty until it is
    /// [settled](Packed::settle).
    pub fn add(&self, record: &mut Record) -> usize {
        let open = locked(&self.open).pop();
        let first = || Piece { number: self.start(), most: FIRST, ..Piece::default() };
        let mut piece = open.unwrap_or_else(first);
        piece.add(record);
        let number = piece.number;
        if piece.is_full() {
            let next = piece.next(self.start());
            let closed = std::mem::replace(&mut piece, next).close();
            locked(&self.closed).insert(number, closed);
        }
        locked(&self.open).push(piece);
        number
    }

    /// The number of a new piece.
    fn start(&self) -> usize {
        self.started.fetch_add(1, Ordering::Relaxed)
    }

    /// The pieces, when no more records come.
    #[must_use]
    pub fn finish(self) -> Packed {
        let open = self.open.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut pieces = self.closed.into_inner().unwrap_or_else(PoisonError::into_inner);
        pieces.extend(open.into_iter().map(|piece| (piece.number, piece.close())));
        Packed(pieces)
    }
}

/// Pieces with all that was moved to them.
pub struct Packed(BTreeMap<usize, Closed>);

impl Packed {
    /// Gives a record back what was moved to a piece.
    pub fn settle(&self, record: &mut Record, piece: usize) {
        if let Some(piece) = self.0.get(&piece) {
            piece.lists.settle(record);
            record.words = piece.words.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::testing::record;

    #[test]
    fn packed_records_say_what_they_said() {
        let texts = [
            "Mayor Tamsin Quill of Orrsund told the Velden River Conservation Board (VRCB) that \
                34 homes burned. “We will mend the old bridge by spring,” Quill said.",
            "Tamsin Quill and Edgar Pell left the Velden River Conservation Board.",
            "",
        ];
        let alone: Vec<Record> = texts.iter().map(|text| record(text)).collect();
        let packing = Packing::default();
        let mut together = alone.clone();
        let pieces: Vec<usize> = together.iter_mut().map(|r| packing.add(r)).collect();
        assert!(together.iter().all(|record| record.names.is_empty()));
        let packed = packing.finish();
        together.iter_mut().zip(&pieces).for_each(|(record, piece)| packed.settle(record, *piece));
        assert!(alone[0].quotations.len() == 1 && alone[0].figures.len() == 1);
        for (a, b) in alone.iter().zip(&together) {
            let names = |record: &Record| -> Vec<String> {
                let words = |n: &NameForm| [n.given, n.surname, n.written, n.title];
                record.names.iter().flat_map(words).map(|key| record.word(key).into()).collect()
            };
            let bodies = |record: &Record| -> Vec<String> {
                let words = |o: &OrganizationForm| [o.key, o.written, o.acronym];
                let forms = record.organizations.iter();
                forms.flat_map(words).map(|key| record.word(key).into()).collect()
            };
            assert_eq!((names(a), bodies(a)), (names(b), bodies(b)));
            assert_eq!((&a.quotations, &a.marks), (&b.quotations, &b.marks));
        }
        let words = |records: &[Record]| records.iter().map(|r| r.words.len()).max();
        assert!(words(&together) < Some(alone.iter().map(|r| r.words.len()).sum()));
    }
}
