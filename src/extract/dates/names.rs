//! Months and weekdays by name and abbreviation.
//!
//! The word list of the calendar turns nearly all words away before their letters are compared.

use jiff::civil::Weekday;

use crate::article::date::civil::{MONTHS, WEEKDAYS};
use crate::tokens::Token;

/// A capitalised word that names a month or a weekday, in full or short.
#[inline]
#[must_use]
pub fn is_calendar(token: &Token) -> bool {
    token.is_capital() && token.listed.is_calendar()
}

/// The month that a capitalised word names, from 1, and whether it is abbreviated.
#[must_use]
pub fn month_of(token: &Token, text: &str) -> Option<(u8, bool)> {
    let word = Some(token.text(text)).filter(|_| is_calendar(token))?;
    let at = MONTHS.iter().position(|name| is_head(word, name))?;
    let full = MONTHS.get(at)?.len() == word.len();
    let short = word.len() == 3 || (at == 8 && word.len() == 4);
    (full || short).then_some((at as u8 + 1, !full))
}

/// The weekday that a capitalised word names, and whether it is abbreviated.
#[must_use]
pub fn weekday_of(token: &Token, text: &str) -> Option<(Weekday, bool)> {
    let word = Some(token.text(text)).filter(|_| is_calendar(token))?;
    let (name, weekday) = WEEKDAYS.iter().find(|(name, _)| is_head(word, name))?;
    let full = name.len() == word.len();
    let longest = match weekday {
        Weekday::Tuesday => 4,
        Weekday::Thursday => 5,
        _ => 3,
    };
    (full || word.len() <= longest).then_some((*weekday, !full))
}

fn is_head(word: &str, name: &str) -> bool {
    name.as_bytes().get(..word.len()).is_some_and(|n| n.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon;
    use crate::source::Span;
    use crate::tokens::tokenize;

    fn first(text: &str) -> Token {
        let mut out = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut out);
        let mut token = out[0];
        token.listed = lexicon::listed(token.text(text), token.fold);
        token
    }

    #[test]
    fn months_and_weekdays_in_full_and_short() {
        for (word, month) in [("Sept", 9), ("Sep", 9), ("MARCH", 3), ("Jun", 6), ("December", 12)] {
            assert_eq!(month_of(&first(word), word).map(|m| m.0), Some(month), "{word}");
        }
        for word in ["Thu", "Thur", "Thurs", "THURSDAY"] {
            assert_eq!(weekday_of(&first(word), word).map(|w| w.0), Some(Weekday::Thursday));
        }
    }

    #[test]
    fn every_name_and_its_short_forms_are_of_the_calendar() {
        let months = MONTHS.iter().flat_map(|name| [*name, &name[..3]]).chain(["Sept"]);
        let days = WEEKDAYS.iter().flat_map(|(name, _)| [*name, &name[..3]]);
        for name in months.chain(days).chain(["Tues", "Thur", "Thurs"]) {
            let name = name.to_uppercase();
            let token = first(&name);
            let read = month_of(&token, &name).is_some() || weekday_of(&token, &name).is_some();
            assert!(is_calendar(&token) && read, "{name}");
        }
    }

    #[test]
    fn other_words_are_neither() {
        for word in ["may", "Marc", "Octo", "Decem", "Ma", "Augustus", "Mayor"] {
            assert_eq!(month_of(&first(word), word), None, "{word}");
        }
        for word in ["Satu", "sunday", "Mondays", "Wedn", "Frida"] {
            assert_eq!(weekday_of(&first(word), word), None, "{word}");
        }
    }
}
