//! Ids made of names. The build script makes those of the built-in packs, so this file needs nothing
//! but itself.

/// Lower-case letters and digits, with hyphens for all that stands between them.
pub(crate) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    if name.is_ascii() {
        // Most names are, and there are thousands.
        let mut gap = false;
        for byte in name.bytes().filter(|b| !matches!(b, b'\'' | b'.')) {
            if byte.is_ascii_alphanumeric() {
                if gap && !out.is_empty() {
                    out.push('-');
                }
                out.push(byte.to_ascii_lowercase() as char);
            }
            gap = !byte.is_ascii_alphanumeric();
        }
        return out;
    }
    for c in name.chars().filter(|c| !matches!(c, '\'' | '’' | '.')) {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}
