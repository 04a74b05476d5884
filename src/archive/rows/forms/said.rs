//! Quotations and figures as rows, and back.

use serde::{Deserialize, Serialize};

use super::{Fault, Form, signed, sound, text};
use crate::archive::figures::{CONTEXT, FigureForm, Of};
use crate::archive::record::Keeper;
use crate::archive::rows::{Kind, Row, json};
use crate::archive::{Record, lookups};
use crate::extract::figures::{Fate, Value};
use crate::extract::quotations::{Part, QuotationMention, grams, version};
use crate::source::Span;

impl Form for QuotationMention {
    const KIND: Kind = Kind::Quotation;

    fn write(&self, _: &Record, row: &mut Row) {
        let words = self.words();
        row.written = Some(self.text().to_owned());
        row.put(self.span);
        row.keys =
            std::iter::once(version(&words)).chain(grams(&words)).map(u64::cast_signed).collect();
        let (display, speaker) = (self.display, self.speaker);
        row.rest = json(&QuotationRest { display, speaker, parts: self.parts().to_vec() });
    }

    fn read(row: &Row, _: &mut Keeper) -> Result<Self, Fault> {
        let QuotationRest { display, speaker, parts } = row.rest()?;
        for part in &parts {
            sound(part.place)?;
            sound(Span { start: part.text, end: part.text.saturating_add(part.len) })?;
        }
        let text = row.written.as_deref().unwrap_or_default();
        let mut quotation = Self::new(row.place()?, text, parts);
        (quotation.display, quotation.speaker) = (display, speaker);
        Ok(quotation)
    }
}

#[derive(Serialize, Deserialize)]
struct QuotationRest {
    display: bool,
    speaker: Option<u64>,
    parts: Vec<Part>,
}

impl Form for FigureForm {
    const KIND: Kind = Kind::Figure;

    fn write(&self, record: &Record, row: &mut Row) {
        let Self { value, place, written, phrase, counted, head, context, .. } = *self;
        let Self { names, modifiers, year, last, fate, of, .. } = *self;
        row.written = text(record, written);
        row.put(place);
        row.keys = signed(lookups::figure_keys(self));
        let words = [phrase, counted, head];
        row.rest =
            json(&FigureRest { value, words, context, names, modifiers, year, last, fate, of });
    }

    fn read(row: &Row, keeper: &mut Keeper) -> Result<Self, Fault> {
        /// Powers of ten that anybody counts in.
        const POWERS: std::ops::RangeInclusive<i16> = -64..=64;
        let rest: FigureRest = row.rest()?;
        if !POWERS.contains(&rest.value.exponent()) || !POWERS.contains(&rest.last) {
            return Err("a figure that nobody counts to".to_owned());
        }
        let FigureRest { value, words, context, names, modifiers, year, last, fate, of } = rest;
        let [phrase, counted, head] = words;
        let (place, written) = (row.place()?, row.exact(keeper, &row.written));
        Ok(Self {
            value,
            place,
            written,
            phrase,
            counted,
            head,
            context,
            names,
            modifiers,
            year,
            last,
            fate,
            of,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct FigureRest {
    value: Value,
    words: [u32; 3],
    context: [u16; CONTEXT],
    names: u8,
    modifiers: u8,
    year: u16,
    last: i16,
    fate: Option<Fate>,
    of: Of,
}
