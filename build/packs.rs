//! The built-in packs, parsed: what their tables mean is read when newslint starts.

use std::fs;
use std::path::Path;

use toml::de::DeTable;

use crate::tables::outline;

/// Writes the outline of every pack in a folder.
pub(crate) fn compile(packs: &Path, out: &Path) {
    println!("cargo::rerun-if-changed={}", packs.display());
    for pack in fs::read_dir(packs).expect("the folder of packs is there") {
        let path = pack.expect("it can be read").path();
        let text = fs::read_to_string(&path).expect("a pack is UTF-8");
        let fail = |at: usize, why: &str| -> ! {
            let line = text[..at].lines().count().max(1);
            panic!("{}:{line}: {why}", path.display())
        };
        let table = DeTable::parse(&text)
            .unwrap_or_else(|error| fail(error.span().map_or(0, |s| s.start), error.message()));
        let outline = outline::write(&text, table.get_ref()).unwrap_or_else(|place| {
            fail(place.end, "a built-in pack has no numbers, escapes or quoted keys")
        });
        let name = path.file_stem().expect("a pack has a name");
        crate::write(&out.join(name).with_extension("outline"), outline);
    }
}
