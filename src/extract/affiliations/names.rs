//! Names of parties and of American states, with what news copy makes of them.

use serde::{Deserialize, Serialize};

/// A party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Party(u8);

/// Name of each party, then its other forms: letters first.
const PARTIES: &[(&str, &[&str])] = &[
    ("Democrat", &["D", "Dem", "DFL", "Democratic"]),
    ("Republican", &["R", "GOP", "Repub"]),
    ("Independent", &["I", "Ind", "ID"]),
    ("Libertarian", &["L"]),
    ("Labour", &["Lab"]),
    ("Conservative", &["Con", "C", "Tory"]),
    ("Liberal Democrat", &["LD", "LibDem", "Lib Dem"]),
    ("Scottish National Party", &["SNP"]),
    ("Plaid Cymru", &["PC", "Plaid"]),
    ("Democratic Unionist Party", &["DUP"]),
    ("Green", &["G", "Grn"]),
    ("Reform UK", &["Reform"]),
];

/// What an adjective for a party is as well; as words of running copy these say nothing.
const NO_WORD: [&str; 5] = ["Independent", "Green", "Reform", "Con", "Ind"];

impl Party {
    /// A party as a tag gives it.
    pub(super) fn parse(written: &str, bracket: bool) -> Option<Self> {
        let written = written.strip_suffix('.').unwrap_or(written);
        let at = PARTIES
            .iter()
            .position(|(name, forms)| *name == written || forms.contains(&written))?;
        // Outside brackets only the letters of Congress are tags.
        (bracket || at < 3).then_some(Self(at as u8))
    }

    /// A party as running copy gives it.
    pub(super) fn parse_words(written: &str) -> Option<Self> {
        if written.len() < 3 && written != "PC" || NO_WORD.contains(&written) {
            return None;
        }
        Self::parse(written, true)
    }
}

/// Whether a form is one or two letters, which may stand for anything.
pub(super) fn is_letter_only(written: &str) -> bool {
    written.trim_end_matches('.').len() <= 2
}

/// The party's name as running copy has it.
#[must_use]
pub fn party_name(party: Party) -> &'static str {
    PARTIES.get(usize::from(party.0)).map_or("", |(name, _)| name)
}

/// Postal code, name, and the abbreviation of the Associated Press; these are all forms in use.
const STATES: [(&str, &str, &str); 56] = [
    ("AL", "Alabama", "Ala"),
    ("AK", "Alaska", "Alaska"),
    ("AZ", "Arizona", "Ariz"),
    ("AR", "Arkansas", "Ark"),
    ("CA", "California", "Calif"),
    ("CO", "Colorado", "Colo"),
    ("CT", "Connecticut", "Conn"),
    ("DE", "Delaware", "Del"),
    ("FL", "Florida", "Fla"),
    ("GA", "Georgia", "Ga"),
    ("HI", "Hawaii", "Hawaii"),
    ("ID", "Idaho", "Idaho"),
    ("IL", "Illinois", "Ill"),
    ("IN", "Indiana", "Ind"),
    ("IA", "Iowa", "Iowa"),
    ("KS", "Kansas", "Kan"),
    ("KY", "Kentucky", "Ky"),
    ("LA", "Louisiana", "La"),
    ("ME", "Maine", "Maine"),
    ("MD", "Maryland", "Md"),
    ("MA", "Massachusetts", "Mass"),
    ("MI", "Michigan", "Mich"),
    ("MN", "Minnesota", "Minn"),
    ("MS", "Mississippi", "Miss"),
    ("MO", "Missouri", "Mo"),
    ("MT", "Montana", "Mont"),
    ("NE", "Nebraska", "Neb"),
    ("NV", "Nevada", "Nev"),
    ("NH", "New Hampshire", "N.H"),
    ("NJ", "New Jersey", "N.J"),
    ("NM", "New Mexico", "N.M"),
    ("NY", "New York", "N.Y"),
    ("NC", "North Carolina", "N.C"),
    ("ND", "North Dakota", "N.D"),
    ("OH", "Ohio", "Ohio"),
    ("OK", "Oklahoma", "Okla"),
    ("OR", "Oregon", "Ore"),
    ("PA", "Pennsylvania", "Pa"),
    ("RI", "Rhode Island", "R.I"),
    ("SC", "South Carolina", "S.C"),
    ("SD", "South Dakota", "S.D"),
    ("TN", "Tennessee", "Tenn"),
    ("TX", "Texas", "Texas"),
    ("UT", "Utah", "Utah"),
    ("VT", "Vermont", "Vt"),
    ("VA", "Virginia", "Va"),
    ("WA", "Washington", "Wash"),
    ("WV", "West Virginia", "W.Va"),
    ("WI", "Wisconsin", "Wis"),
    ("WY", "Wyoming", "Wyo"),
    ("DC", "District of Columbia", "D.C"),
    ("PR", "Puerto Rico", "P.R"),
    ("GU", "Guam", "Guam"),
    ("VI", "Virgin Islands", "V.I"),
    ("AS", "American Samoa", "A.S"),
    ("MP", "Northern Mariana Islands", "N.M.I"),
];

/// Older and rarer abbreviations that tags still have.
const RARE: [(&str, &str); 14] = [
    ("Cal", "CA"),
    ("Oreg", "OR"),
    ("Penn", "PA"),
    ("Penna", "PA"),
    ("Tex", "TX"),
    ("Kans", "KS"),
    ("Nebr", "NE"),
    ("Wisc", "WI"),
    ("Id", "ID"),
    ("Me", "ME"),
    ("Ia", "IA"),
    ("Del", "DE"),
    ("Mt", "MT"),
    ("WVa", "WV"),
];

/// The postal code of a state, however it is written; none where it is none.
pub(super) fn state(written: &str) -> Option<&'static str> {
    // "OH09" names the district as well.
    let bare = written.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = bare.strip_suffix('.').unwrap_or(bare);
    let spaced = bare.contains(' ');
    let same = |form: &str| {
        bare == form
            || spaced && form.contains('.') && bare.split(' ').collect::<String>() == form
            || form.contains('.') && bare == form.replace('.', "")
    };
    STATES
        .iter()
        .find(|(code, name, short)| bare == *code || bare == *name || same(short))
        .map(|(code, ..)| *code)
        .or_else(|| RARE.iter().find(|(form, _)| *form == bare).map(|(_, code)| *code))
}

/// An American state, by its place in the list: small enough for an archive of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct State(u8);

impl State {
    /// The state of a postal code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        STATES.iter().position(|(known, ..)| *known == code).map(|at| Self(at as u8))
    }

    /// The state's name as running copy has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        STATES.get(usize::from(self.0)).map_or("", |(_, name, _)| name)
    }
}

/// The name of the state with that postal code.
#[must_use]
pub fn state_name(code: &str) -> &str {
    STATES.iter().find(|(known, ..)| *known == code).map_or(code, |(_, name, _)| name)
}
