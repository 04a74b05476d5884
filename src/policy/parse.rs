//! Levels and names of checks as people type them, with errors that say what to do.

use std::collections::BTreeSet;

use crate::config::Level;
use crate::finding::Severity;

use super::family;

/// The words for levels, most severe first.
const LEVELS: [(&str, Level); 4] = [
    ("error", Level::At(Severity::Error)),
    ("warning", Level::At(Severity::Warning)),
    ("note", Level::At(Severity::Note)),
    ("off", Level::Off),
];

/// Parses `CHECK=LEVEL`, where CHECK is a check or a family.
///
/// # Errors
///
/// A message for the one who typed it.
pub fn setting(text: &str, known: &[&str]) -> Result<(String, Level), String> {
    let Some((check, word)) = text.split_once('=') else {
        return Err(format!(
            "\"{text}\" has no level: write CHECK=LEVEL, as in \"{}=warning\"",
            known.first().unwrap_or(&"org/name")
        ));
    };
    Ok((name(check.trim(), known)?, level(word.trim())?))
}

/// Parses the word for a level.
///
/// # Errors
///
/// A message for the one who typed it.
pub fn level(word: &str) -> Result<Level, String> {
    if let Some((_, level)) = LEVELS.iter().find(|(name, _)| *name == word) {
        return Ok(*level);
    }
    let meant = closest(word, LEVELS.iter().map(|(name, _)| *name));
    Err(match meant {
        Some(meant) => format!("unknown level \"{word}\": did you mean \"{meant}\"?"),
        None => format!("unknown level \"{word}\": use error, warning, note or off"),
    })
}

/// Checks that a check or a family of that name exists.
///
/// # Errors
///
/// A message for the one who typed it.
pub fn name(name: &str, known: &[&str]) -> Result<String, String> {
    let families: BTreeSet<&str> = known.iter().map(|check| family(check)).collect();
    if known.contains(&name) || families.contains(name) {
        return Ok(name.to_owned());
    }
    // The check's own name without its family is no slip of the keyboard.
    let own = known.iter().find(|check| check.split_once('/').is_some_and(|(_, own)| own == name));
    let all = known.iter().copied().chain(families.iter().copied());
    Err(match own.copied().or_else(|| closest(name, all)) {
        Some(meant) => format!("unknown check \"{name}\": did you mean \"{meant}\"?"),
        None => format!("unknown check \"{name}\": `newslint list checks` shows them all"),
    })
}

/// The word that was probably meant: a slip or two away, or the same but for its end.
fn closest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let near = |known: &str| {
        let slips = strsim::damerau_levenshtein(&word, known);
        let abbreviated = word.len() >= 3 && known.starts_with(&word);
        let allowed = known.chars().count().max(3) / 3;
        (abbreviated || slips <= allowed).then_some(slips)
    };
    words.filter_map(|known| Some((near(known)?, known))).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 3] = ["date/weekday", "org/name", "org/variant"];

    #[test]
    fn checks_and_families_have_levels() {
        let note = Level::At(Severity::Note);
        assert_eq!(setting("org/name=note", &KNOWN), Ok(("org/name".into(), note)));
        assert_eq!(setting(" org = off ", &KNOWN), Ok(("org".into(), Level::Off)));
    }

    #[test]
    fn errors_say_what_to_do() {
        let error = |text| setting(text, &KNOWN).unwrap_err();
        assert_eq!(
            error("org/nmae=note"),
            "unknown check \"org/nmae\": did you mean \"org/name\"?"
        );
        assert_eq!(
            error("variant=off"),
            "unknown check \"variant\": did you mean \"org/variant\"?"
        );
        assert_eq!(
            error("spelling=off"),
            "unknown check \"spelling\": `newslint list checks` shows them all"
        );
        assert_eq!(error("org=warn"), "unknown level \"warn\": did you mean \"warning\"?");
        assert_eq!(error("org=fatal"), "unknown level \"fatal\": use error, warning, note or off");
        assert_eq!(
            error("org"),
            "\"org\" has no level: write CHECK=LEVEL, as in \"date/weekday=warning\""
        );
    }
}
