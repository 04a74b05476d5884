//! The packs that are part of the program.

use std::sync::Arc;

use super::catalog::Listing;
use super::listing::KINDS;
use super::load;
use super::style::Dialect;
use crate::source::SourceFile;

/// A pack that is part of the program.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// By which `use` finds it.
    pub name: &'static str,
    /// Its file among newslint's own.
    pub path: &'static str,
    /// The file.
    pub text: &'static str,
    /// What the build script made of it.
    pub(super) compiled: Compiled,
}

/// What is known of a pack before it is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Compiled {
    /// Where its keys and values lie.
    pub(super) outline: &'static [u8],
    /// How many rules of each kind there are; of each where it lies, and its id.
    rules: &'static [u8],
    /// Their ids.
    ids: &'static str,
    /// The names and words that they list.
    names: &'static [u8],
    /// Bodies that they name and other packs have, a line each.
    pub(super) bodies: &'static str,
}

impl Compiled {
    /// How many rules of each kind there are.
    pub(super) fn counts(&self) -> [usize; KINDS.len()] {
        std::array::from_fn(|kind| self.number(kind))
    }

    /// Where a rule lies in the outline, and its id, by kind and place among those of its kind.
    pub(super) fn rule(&self, (key, at): (&str, usize)) -> Option<(usize, &'static str)> {
        let kind = KINDS.iter().position(|kind| *kind == key)?;
        let counts = self.counts();
        let before: usize = counts[..kind].iter().sum();
        let place = KINDS.len() + (before + at) * 3;
        let id = self.ids.get(self.number(place + 1)..self.number(place + 2))?;
        (at < counts[kind]).then(|| (self.number(place), id))
    }

    /// The ids of all rules.
    pub(super) fn ids(self) -> impl Iterator<Item = &'static str> {
        let counts = KINDS.into_iter().zip(self.counts());
        let all = counts.flat_map(|(key, count)| (0..count).map(move |at| (key, at)));
        all.filter_map(move |rule| self.rule(rule)).map(|(_, id)| id)
    }

    /// The names and words, which stand in the pack's text.
    pub(super) fn listing(&self, text: &'static str) -> Listing {
        Listing::ready(text, self.names, self.counts())
    }

    fn number(&self, at: usize) -> usize {
        let numbers = self.rules.as_chunks().0;
        numbers.get(at).map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize)
    }
}

/// The pack of a file in `lints/`.
macro_rules! pack {
    ($name:literal) => {
        BuiltIn {
            name: $name,
            path: concat!("lints/", $name, ".toml"),
            text: include_str!(concat!("../../lints/", $name, ".toml")),
            compiled: Compiled {
                outline: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".outline")),
                rules: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".rules")),
                ids: include_str!(concat!(env!("OUT_DIR"), "/", $name, ".ids")),
                names: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".names")),
                bodies: include_str!(concat!(env!("OUT_DIR"), "/", $name, ".bodies")),
            },
        }
    };
}

/// Every built-in pack.
pub const BUILT_IN: [BuiltIn; 15] = [
    pack!("us-federal"),
    pack!("us-officials"),
    pack!("us-congress"),
    pack!("uk-government"),
    pack!("eu-un"),
    pack!("titles"),
    pack!("en-us"),
    pack!("en-gb"),
    pack!("ap"),
    pack!("reuters"),
    pack!("guardian"),
    pack!("bbc"),
    pack!("economist"),
    pack!("chicago"),
    pack!("gpo"),
];

/// The published styles, which a house follows in part: the packs that `preset` can name.
pub const PRESETS: [&str; 7] = ["ap", "reuters", "guardian", "bbc", "economist", "chicago", "gpo"];

/// The pack that checks the spelling of each dialect.
pub const SPELLINGS: [(Dialect, &str); 2] =
    [(Dialect::American, "en-us"), (Dialect::British, "en-gb")];

/// Those that are right for any newsroom, and so are in use where nothing else is said.
pub const EVERYWHERE: [&str; 5] = ["us-federal", "us-officials", "us-congress", "eu-un", "titles"];

/// Whether built-in packs, given by their paths, are of those that do not fight with each other, as its
/// tests prove: at most one published style, and the spelling that goes with it.
#[must_use]
pub(super) fn at_peace<'p>(paths: impl Iterator<Item = &'p str>) -> bool {
    let (mut styles, mut spellings) = (Vec::new(), Vec::new());
    for path in paths {
        let Some(pack) = BUILT_IN.iter().find(|pack| pack.path == path) else { continue };
        styles.extend(PRESETS.iter().copied().filter(|name| *name == pack.name));
        spellings.extend(SPELLINGS.iter().filter(|(_, name)| *name == pack.name));
    }
    let spelt = spellings.first().map(|(dialect, _)| *dialect);
    let own = styles.first().copied().and_then(dialect);
    styles.len() <= 1 && spellings.len() <= 1 && (own.is_none() || spelt.is_none() || own == spelt)
}

/// How a published style spells.
#[must_use]
pub fn dialect(preset: &str) -> Option<Dialect> {
    let pack = BUILT_IN.iter().find(|pack| pack.name == preset)?;
    let file = Arc::new(SourceFile::utf8(pack.path, pack.text));
    load::read(file, Some(pack.compiled)).0.style.dialect
}

/// The packs that come with a published style: its own and that of its spelling.
#[must_use]
pub fn of_preset(preset: &str) -> Vec<BuiltIn> {
    let spelt = PRESETS.contains(&preset).then(|| dialect(preset)).flatten();
    let spelling = SPELLINGS.iter().find(|(dialect, _)| Some(*dialect) == spelt);
    let wanted = [PRESETS.iter().copied().find(|p| *p == preset), spelling.map(|(_, name)| *name)];
    BUILT_IN.iter().filter(|pack| wanted.contains(&Some(pack.name))).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;
    use crate::source::Text;
    use crate::stylebook::catalog::{Catalog, Phrase};
    use crate::stylebook::rules::Rules;
    use crate::stylebook::{Request, Stylebook, load};

    #[test]
    fn built_in_packs_are_sound() {
        let (book, findings) = load(&Request::default());
        assert!(findings.is_empty(), "{findings:#?}");
        let names: Vec<&str> = book.packs.iter().map(|pack| &*pack.name).collect();
        assert_eq!(names, EVERYWHERE);
        for spelling in ["en-us", "en-gb"] {
            // A house has one spelling and follows one style; everything else goes together.
            let goes = |pack: &&BuiltIn| {
                let style = PRESETS.contains(&pack.name);
                pack.name == spelling || !(style || pack.name.starts_with("en-"))
            };
            let files = BUILT_IN.iter().filter(goes).map(|pack| (pack.path, pack.text));
            let files: Vec<(&str, &str)> = files.collect();
            let (book, findings) = Stylebook::from_toml(&files);
            assert!(findings.is_empty(), "{spelling} {findings:#?}");
            assert!(book.packs.iter().all(|pack| pack.rules > 0));
        }
    }

    #[test]
    fn published_styles_are_sound() {
        for name in PRESETS {
            let pack = BUILT_IN.iter().find(|pack| pack.name == name).unwrap();
            let spelling = |d| SPELLINGS.iter().find(|(spelt, _)| Some(*spelt) == d).unwrap().1;
            let (book, _) = Stylebook::from_toml(&[(pack.path, pack.text)]);
            assert_eq!(book.style.preset.as_deref(), Some(name));
            let beside = [&EVERYWHERE[..], &[spelling(book.style.dialect)]].concat();
            let files = BUILT_IN.iter().filter(|p| p.name == name || beside.contains(&p.name));
            let files: Vec<_> = files.map(|pack| (pack.path, pack.text)).collect();
            let (_, findings) = Stylebook::from_toml(&files);
            assert!(findings.is_empty(), "{name} {findings:#?}");
        }
    }

    #[test]
    fn compiled_packs_say_what_their_files_say() {
        for pack in BUILT_IN {
            let read = |compiled: Option<Compiled>| {
                let owned = || Text::from(pack.text.to_owned());
                let text = compiled.map_or_else(owned, |_| pack.text.into());
                let file = SourceFile::utf8(pack.path, text);
                let (draft, _) = load::read_whole(Arc::new(file), compiled);
                format!("{draft:#?}").replace("built_in: false", "built_in: true")
            };
            let (compiled, parsed) = (read(Some(pack.compiled)), read(None));
            let differs = compiled.lines().zip(parsed.lines()).find(|(ours, own)| ours != own);
            assert_eq!((differs, compiled.len()), (None, parsed.len()), "{}", pack.name);
        }
    }

    #[test]
    fn listings_that_lie_ready_are_those_of_the_rules() {
        for pack in BUILT_IN {
            let file = Arc::new(SourceFile::utf8(pack.path, pack.text));
            let (draft, _) = load::read_whole(file, None);
            let of_rules = Listing::of_rules(&draft.rules);
            let shown = |listing: Listing| {
                let mut catalog = Catalog::default();
                let parts = listing.hashes();
                catalog.add(listing, true);
                let phrase = |p: Phrase<'_>| {
                    format!("{:?} {} {} {}", p.form(), p.is_exact(), p.words(), p.text())
                };
                (catalog.phrases().map(phrase).collect::<Vec<_>>(), parts, catalog.rules())
            };
            let (ready, own) = (shown(pack.compiled.listing(pack.text)), shown(of_rules));
            assert_eq!(ready.0, own.0, "{}", pack.name);
            assert!((ready.1, ready.2) == (own.1, own.2), "{}", pack.name);
        }
    }

    #[test]
    fn rules_read_when_asked_for_are_those_that_are_read_at_once() {
        let files = |names: &[&str]| -> Vec<(&str, &str)> {
            let packs = names.iter().filter_map(|name| BUILT_IN.iter().find(|p| p.name == *name));
            packs.map(|pack| (pack.path, pack.text)).collect()
        };
        let sets: [&[&str]; 3] =
            [&EVERYWHERE, &["uk-government", "en-us", "titles", "us-officials"], &["us-officials"]];
        for names in sets {
            let (whole, told) = Stylebook::from_toml(&files(names));
            let packs = names.iter().map(|name| ((*name).to_owned(), place())).collect();
            let (book, findings) = load(&Request { packs: Some(packs), ..Request::default() });
            assert_eq!(told.len(), findings.len());
            let shown = |book: &Stylebook| {
                let Rules { organizations, people, terms, titles, distinct, .. } = &book.rules;
                let people = people.iter().map(|rule| format!("{rule:?}"));
                let bodies = organizations.iter().map(|rule| format!("{rule:?}"));
                let terms = terms.iter().map(|rule| format!("{rule:?}"));
                let titles = titles.iter().map(|rule| format!("{rule:?}"));
                let distinct = distinct.iter().map(|rule| format!("{rule:?}"));
                let all = people.chain(bodies).chain(terms).chain(titles).chain(distinct);
                all.collect::<Vec<_>>()
            };
            assert!(shown(&book) == shown(&whole), "{names:?}");
            assert_eq!(book.rules.counts(), whole.rules.counts());
        }
    }

    fn place() -> Place {
        Place { path: "newslint.toml".into(), span: Default::default() }
    }

    #[test]
    fn a_pack_is_found_by_its_own_name() {
        for pack in BUILT_IN {
            let (book, _) = Stylebook::from_toml(&[(pack.path, pack.text)]);
            assert_eq!(&*book.packs[0].name, pack.name);
        }
    }
}
