//! Tables that the build script fills and the program reads where they lie: nothing is built at
//! start-up.
//!
//! Words are known by their [`fold`](crate::tokens::fold) alone. The build fails where two listed
//! words share one; that a word of an article shares the 64 bits of a listed one is as unlikely
//! as a fault of the machine, and is not looked into.

/// Bits by hash, for up to some 40,000 words: most look-ups touch one line of memory.
///
/// A slot is eight bytes: what 48 bits of the hash leave open is said by the place of the slot;
/// the other 16 are the answer. Where a slot is taken the next free one is used; a slot without
/// an answer is free.
#[derive(Debug)]
pub(crate) struct Bits(&'static [[u8; 8]; Self::SLOTS]);

impl Bits {
    /// As many as a `u16` can number, so that it need not be checked.
    pub(crate) const SLOTS: usize = 1 << 16;

    /// A table as the build script wrote it; an empty one where it is anything else.
    pub(crate) const fn new(bytes: &'static [u8]) -> Self {
        match bytes.as_chunks().0.first_chunk() {
            Some(slots) => Self(slots),
            None => Self(&[[0; 8]; Self::SLOTS]),
        }
    }

    /// The bits of a hash, 0 for one that is not in the table.
    pub(crate) fn get(&self, hash: u64) -> u16 {
        let (mut at, key) = place(hash);
        loop {
            let slot = u64::from_le_bytes(self.0[usize::from(at)]);
            let bits = slot as u16;
            if bits == 0 || slot ^ u64::from(bits) == key {
                return bits;
            }
            at = at.wrapping_add(1);
        }
    }
}

/// The first slot that a hash may be in, and the other 48 bits, shifted up.
pub(crate) const fn place(hash: u64) -> (u16, u64) {
    // Hashes of words that differ in the last letter only have the same upper bits.
    let spread = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((spread >> 48) as u16, spread << 16)
}

/// What lists say about a word beyond holding it: texts by hash and list.
#[derive(Debug)]
pub(crate) struct Values {
    text: &'static str,
    /// Hash, list, length and start of each value; sorted by hash and list.
    records: &'static [[u8; 16]],
}

impl Values {
    /// Records as the build script wrote them, and the text that they point into.
    pub(crate) const fn new(text: &'static str, records: &'static [u8]) -> Self {
        Self { text, records: records.as_chunks().0 }
    }

    /// What the list of that number says about the word of a hash.
    pub(crate) fn get(&self, hash: u64, list: u16) -> Option<&'static str> {
        let key = value_key(hash, list);
        let at = self.records.binary_search_by_key(&key, |r| u128::from_be_bytes(*r) >> 48).ok()?;
        let [.., a, b, c, d, e, f] = self.records[at];
        let (len, start) = (u16::from_be_bytes([a, b]), u32::from_be_bytes([c, d, e, f]) as usize);
        self.text.get(start..start + usize::from(len))
    }
}

/// Hash and list, the upper bits of a record.
pub(crate) const fn value_key(hash: u64, list: u16) -> u128 {
    (hash as u128) << 16 | list as u128
}
