//! The packs that are part of the program.

/// Name, path and text of every built-in pack.
pub const BUILT_IN: &[(&str, &str, &str)] = &[
    ("us-federal", "lints/us-federal.toml", include_str!("../../lints/us-federal.toml")),
    ("us-officials", "lints/us-officials.toml", include_str!("../../lints/us-officials.toml")),
    ("titles", "lints/titles.toml", include_str!("../../lints/titles.toml")),
    ("en-us", "lints/en-us.toml", include_str!("../../lints/en-us.toml")),
    ("en-gb", "lints/en-gb.toml", include_str!("../../lints/en-gb.toml")),
];

/// Those that are right for any newsroom, and so are in use where nothing else is said.
pub const EVERYWHERE: [&str; 3] = ["us-federal", "us-officials", "titles"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stylebook::{Request, Stylebook, load};

    #[test]
    fn built_in_packs_are_sound() {
        let (book, findings) = load(&Request::default());
        assert!(findings.is_empty(), "{findings:#?}");
        let names: Vec<&str> = book.packs.iter().map(|pack| &*pack.name).collect();
        assert_eq!(names, EVERYWHERE);
        for spelling in ["en-us", "en-gb"] {
            let files: Vec<(&str, &str)> = BUILT_IN
                .iter()
                .filter(|(name, ..)| EVERYWHERE.contains(name) || *name == spelling)
                .map(|(_, path, text)| (*path, *text))
                .collect();
            let (book, findings) = Stylebook::from_toml(&files);
            assert!(findings.is_empty(), "{spelling} {findings:#?}");
            assert!(book.packs.iter().all(|pack| pack.rules > 0));
        }
    }

    #[test]
    fn a_pack_is_found_by_its_own_name() {
        for (name, path, text) in BUILT_IN {
            let (book, _) = Stylebook::from_toml(&[(path, text)]);
            assert_eq!(&*book.packs[0].name, *name);
        }
    }
}
