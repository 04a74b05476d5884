//! What the word lists say about a word: one bit a list, kept with every token.
//!
//! The bits say what a word *may* be; whether it is that in an article is for the extractors to
//! decide. The build script writes them into the table of words, so this file needs nothing but
//! itself.

/// The lists that hold a word. What a token carries are the lexicon's answers for its own text,
/// final period and capitals considered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed(u32);

impl Listed {
    /// In no list.
    pub const NOWHERE: Self = Self(0);
    /// A given name somewhere in the world.
    pub const GIVEN_NAME: Self = Self(1);
    /// A given name that has short forms.
    pub const NICKNAMED: Self = Self(1 << 1);
    /// A surname that many people have.
    pub const COMMON_SURNAME: Self = Self(1 << 2);
    /// Never a surname where a surname might stand.
    pub const NEVER_SURNAME: Self = Self(1 << 3);
    /// A small word inside a name.
    pub const PARTICLE: Self = Self(1 << 4);
    /// Follows a name without being part of it.
    pub const SUFFIX: Self = Self(1 << 5);
    /// Stands before a name.
    pub const TITLE_WORD: Self = Self(1 << 6);
    /// Makes a name an organization's.
    pub const ORG_HEAD: Self = Self(1 << 7);
    /// A country, state, region or city.
    pub const PLACE: Self = Self(1 << 8);
    /// A people or origin.
    pub const DEMONYM: Self = Self(1 << 9);
    /// Ends with a period that does not end the sentence.
    pub const ABBREVIATION: Self = Self(1 << 10);
    /// An ordinary English word.
    pub const COMMON_WORD: Self = Self(1 << 11);
    /// British, with an American twin.
    pub const BRITISH: Self = Self(1 << 12);
    /// American, with a British twin.
    pub const AMERICAN: Self = Self(1 << 13);
    /// Has other spellings in the same dialect.
    pub const VARIANT: Self = Self(1 << 14);
    /// A member of Congress, by full name.
    pub const LEGISLATOR: Self = Self(1 << 15);
    /// A month or a weekday, in full or short.
    pub const CALENDAR: Self = Self(1 << 16);
    /// A number from zero to nineteen, or a ten.
    pub const NUMBER: Self = Self(1 << 17);
    /// Opens or closes a time told from the day of publication: "last", "ago".
    pub const TIME: Self = Self(1 << 18);
    /// Tells an age, or that one follows.
    pub const AGE: Self = Self(1 << 19);
    /// The first word of compounds that are written in several ways.
    pub const COMPOUND: Self = Self(1 << 20);
    /// A small word of another language that English copy does not use.
    pub const FOREIGN: Self = Self(1 << 21);
    /// Opens the text that designers set where copy is still to come.
    pub const FILLER: Self = Self(1 << 22);

    /// The set of these bits.
    #[must_use]
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// One bit a list.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Which list it is, for one that holds a single list.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0.trailing_zeros() as u16
    }

    /// In any of these lists.
    #[must_use]
    pub const fn is_in(self, lists: Self) -> bool {
        self.0 & lists.0 != 0
    }

    /// In either's lists.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// With the answers for some lists taken from another word.
    #[must_use]
    pub const fn taking(self, lists: Self, from: Self) -> Self {
        Self(self.0 & !lists.0 | from.0 & lists.0)
    }

    /// A given name somewhere in the world.
    #[must_use]
    pub const fn is_given_name(self) -> bool {
        self.is_in(Self::GIVEN_NAME)
    }

    /// A surname that many people have who are not related.
    #[must_use]
    pub const fn is_common_surname(self) -> bool {
        self.is_in(Self::COMMON_SURNAME)
    }

    /// Never a surname where a surname might stand: "Madison *Avenue*", "Grant *County*".
    #[must_use]
    pub const fn is_never_surname(self) -> bool {
        self.is_in(Self::NEVER_SURNAME)
    }

    /// A small word inside a person's name: "van", "bin".
    #[must_use]
    pub const fn is_name_particle(self) -> bool {
        self.is_in(Self::PARTICLE)
    }

    /// Follows a person's name without being part of it: "Jr.", "III".
    #[must_use]
    pub const fn is_name_suffix(self) -> bool {
        self.is_in(Self::SUFFIX)
    }

    /// Stands before a name, alone or with others of its kind: "Special Agent", "Coach".
    #[must_use]
    pub const fn is_title_word(self) -> bool {
        self.is_in(Self::TITLE_WORD)
    }

    /// The noun that makes a name an organization's: "Agency", "Institutes", "Ltd".
    #[must_use]
    pub const fn is_org_head(self) -> bool {
        self.is_in(Self::ORG_HEAD)
    }

    /// A country, state, region, city or the people of one.
    #[must_use]
    pub const fn is_place(self) -> bool {
        self.is_in(Self::PLACE.or(Self::DEMONYM))
    }

    /// A people or origin: "Ukrainian", "Texans".
    #[must_use]
    pub const fn is_demonym(self) -> bool {
        self.is_in(Self::DEMONYM)
    }

    /// Ends with a period that does not end the sentence: "Sen", "Inc", an initial.
    #[must_use]
    pub const fn is_abbreviation(self) -> bool {
        self.is_in(Self::ABBREVIATION)
    }

    /// An ordinary English word, which a capital does not make a name.
    #[must_use]
    pub const fn is_common_word(self) -> bool {
        self.is_in(Self::COMMON_WORD)
    }

    /// The British one of two twins.
    #[must_use]
    pub const fn is_british(self) -> bool {
        self.is_in(Self::BRITISH)
    }

    /// One of two twins, the other of which the other dialect writes.
    #[must_use]
    pub const fn has_twin(self) -> bool {
        self.is_in(Self::BRITISH.or(Self::AMERICAN))
    }

    /// Has other spellings in the same dialect.
    #[must_use]
    pub const fn has_variants(self) -> bool {
        self.is_in(Self::VARIANT)
    }

    /// A month or a weekday, in full or short.
    #[must_use]
    pub const fn is_calendar(self) -> bool {
        self.is_in(Self::CALENDAR)
    }

    /// Spells a number from zero to nineteen, or a ten.
    #[must_use]
    pub const fn is_number(self) -> bool {
        self.is_in(Self::NUMBER)
    }
}
