//! The packs that are part of the program.

/// A pack that is part of the program.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// By which `use` finds it.
    pub name: &'static str,
    /// Its file among newslint's own.
    pub path: &'static str,
    /// The file.
    pub text: &'static str,
    /// Where its keys and values lie, as the build script found them.
    pub(super) outline: &'static [u8],
}

/// The pack of a file in `lints/`.
macro_rules! pack {
    ($name:literal) => {
        BuiltIn {
            name: $name,
            path: concat!("lints/", $name, ".toml"),
            text: include_str!(concat!("../../lints/", $name, ".toml")),
            outline: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".outline")),
        }
    };
}

/// Every built-in pack.
pub const BUILT_IN: [BuiltIn; 5] =
    [pack!("us-federal"), pack!("us-officials"), pack!("titles"), pack!("en-us"), pack!("en-gb")];

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
                .filter(|pack| EVERYWHERE.contains(&pack.name) || pack.name == spelling)
                .map(|pack| (pack.path, pack.text))
                .collect();
            let (book, findings) = Stylebook::from_toml(&files);
            assert!(findings.is_empty(), "{spelling} {findings:#?}");
            assert!(book.packs.iter().all(|pack| pack.rules > 0));
        }
    }

    #[test]
    fn a_pack_is_found_by_its_own_name() {
        for pack in BUILT_IN {
            let (book, _) = Stylebook::from_toml(&[(pack.path, pack.text)]);
            assert_eq!(&*book.packs[0].name, pack.name);
        }
    }
}
