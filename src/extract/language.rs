//! Whether an article is in English.
//!
//! An article counts as English unless another language speaks up: its small words outnumber the
//! English ones, or most of the letters are of another script. So a table of figures or a list of
//! names, which has next to no small words of any language, is not lost, and neither is an English
//! story with a long quotation in another language.

use crate::tokens::{Listed, Sort, Token, Tokens, WordSet};

/// English alone has these.
static ENGLISH: WordSet<40> = WordSet::new([
    "the", "of", "and", "to", "that", "for", "with", "by", "from", "has", "have", "are", "were",
    "this", "it", "he", "she", "they", "is", "was", "at", "his", "her", "which", "who", "said",
    "their", "been", "would", "will", "be", "but", "not", "had", "its", "or", "as", "you", "we",
    "when",
]);

/// Words that are judged: a longer article says no more.
const JUDGED: usize = 2000;
/// Fewer small words of another language are names ("Le Monde", "Los Angeles", "Rio de Janeiro").
const FEWEST: usize = 6;
/// Fewer words of another script are quoted.
const SCRIPT: usize = 12;

/// Whether an article is left alone for its language.
#[must_use]
pub fn is_english(text: &str, tokens: &Tokens) -> bool {
    // Most articles have no word that could speak against it.
    if tokens.places([Sort::Foreign]).nth(FEWEST.min(SCRIPT) - 1).is_none() {
        return true;
    }
    let judged = || tokens.iter().filter(|t| t.is_word() && !t.is_masked()).take(JUDGED);
    // "Los", "Le", "Van" open names.
    let is_other = |t: &Token| !t.is_capital() && t.listed.is_in(Listed::FOREIGN);
    let is_spoken = |other: usize| {
        let english = judged().filter(|t| ENGLISH.contains(t.fold)).count();
        other > english && other * 100 >= judged().count() * 8
    };
    let is_written = |script: usize| script * 2 > judged().count();
    let (mut other, mut script) = (0, 0);
    for token in judged() {
        other += usize::from(is_other(token));
        script += usize::from(is_other_script(text, token));
    }
    !(other >= FEWEST && is_spoken(other) || script >= SCRIPT && is_written(script))
}

/// Cyrillic, Greek, Arabic, Chinese and so on: letters that no word of English has.
fn is_other_script(text: &str, word: &Token) -> bool {
    // Nearly every word begins with a plain letter.
    let plain = text.as_bytes().get(word.start as usize).is_some_and(u8::is_ascii);
    !plain
        && word.text(text).chars().next().is_some_and(|c| {
            c.is_alphabetic() && c > '\u{24f}' && !('\u{1e00}'..'\u{1f00}').contains(&c)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block, Zone};
    use crate::extract::words;
    use crate::source::Span;

    fn english(text: &str) -> bool {
        let span = Span::new(0, text.len());
        let block = Block { span, zone: Zone::Body, list: false };
        let article = Article { text: text.into(), blocks: vec![block], ..Article::default() };
        is_english(text, &words(&article))
    }

    #[test]
    fn english_stays_even_with_few_small_words() {
        for text in [
            "Brief.",
            "Results: Salem 3, Alder 2; Oakham 1, Wells 0; Jo Roe 12 points, Al Doe 9 points.",
            "The mayor of Los Angeles said: “Los niños que viven en la ciudad son el futuro de la nación.” \
             He was there for the opening of the school, and she was with him at the ceremony.",
            "Le Monde, El País and Die Zeit reported on La Liga, Van Gogh, Los Lobos and Das Boot.",
        ] {
            assert!(english(text), "{text}");
        }
    }

    #[test]
    fn other_languages_are_left_alone_from_a_few_sentences_on() {
        for text in [
            "Der Bürgermeister hat die Brücke am Montag geöffnet. Sie wurde nach dem Sturm repariert und ist nicht \
             mehr gesperrt.",
            "Le maire a ouvert le pont lundi dans la ville. Les travaux, qui ont duré deux ans, sont finis pour les \
             habitants.",
            "El alcalde abrió el puente el lunes. Las obras, que duraron dos años, fueron pagadas por la ciudad y \
             los vecinos.",
            "Мэр города открыл мост в понедельник после двух лет ремонта, сообщила городская служба, которая ведет \
             работы на реке.",
            "Burgemeester opent de brug. Het werk aan de brug werd maandag afgerond en is niet meer voor het verkeer \
             van de stad gesloten, dat ook wel wist.",
        ] {
            assert!(!english(text), "{text}");
        }
    }
}
