//! People: full names with the title before them, and the bare surnames of later references.
//!
//! A run of capitalised words is a person when its first word is a given name or a title stands
//! before it; everything else that is capitalised may be a surname, which checks decide by
//! comparing it with the people that the article introduces.

use crate::article::{Article, Zone};
use crate::source::Span;
use crate::tokens::{Kind, Sort, Token, Tokens};

/// One reference to a person, or what may be one.
#[derive(Clone, Copy, Debug)]
pub struct PersonMention {
    /// The whole name, without title and possessive.
    pub span: Span,
    /// Title words directly before the name; empty where there are none.
    pub title: Span,
    /// Given name, as the article writes it; empty for a bare surname.
    pub given: Span,
    /// Surname with its particles, without "Jr.".
    pub surname: Span,
    /// First and one past the last token of the name.
    pub tokens: (u32, u32),
    /// Part of the article.
    pub zone: Zone,
    /// Inside quotation marks.
    pub quoted: bool,
    /// In list-like copy (team sheets, rosters), where namesakes abound.
    pub list: bool,
    /// The first word of a sentence, where a bare capital says nothing.
    pub sentence_start: bool,
}

impl PersonMention {
    /// Given name and surname both stand there.
    #[must_use]
    pub fn is_full(&self) -> bool {
        !self.given.is_empty()
    }
}

/// Finds the people in an article's words.
#[must_use]
pub fn people(article: &Article, tokens: &Tokens) -> Vec<PersonMention> {
    let mut out = Vec::new();
    let reader = Reader { article, tokens };
    let mut end = 0;
    for start in tokens.places([Sort::Capital]) {
        if start < end || tokens[start].is_masked() {
            continue;
        }
        end = run_end(&article.text, tokens, start);
        reader.run(start, end, &mut out);
    }
    out
}

/// One past the last token of a run of capitalised words, initials, particles and hyphens.
fn run_end(text: &str, tokens: &[Token], start: usize) -> usize {
    let mut end = start + 1;
    // Nobody's name is longer: the rest starts a run of its own.
    while end < tokens.len().min(start + 12) && !tokens[end].starts_block() {
        let token = &tokens[end];
        if token.is_masked() {
            break;
        }
        let next_capital =
            |n: usize| tokens.get(end + n).is_some_and(|t| t.is_capital() && !t.starts_block());
        if token.is_capital() {
            if token.starts_sentence() {
                break;
            }
            end += 1;
        } else if next_capital(1) && joins(text, tokens, end) {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// Whether a token joins the capitalised words on its two sides: a hyphen, the period of an
/// abbreviation, a particle.
fn joins(text: &str, tokens: &[Token], at: usize) -> bool {
    let (before, token) = (&tokens[at - 1], &tokens[at]);
    let glued = token.start == before.span().end;
    let hyphen = || {
        let after = tokens.get(at + 1).is_some_and(|t| t.start == token.span().end);
        glued && after && token.is_mark(text, '-')
    };
    let period = || {
        let short = before.is_word() && before.listed.is_abbreviation();
        glued && short && token.is_mark(text, '.')
    };
    let particle = || token.is_word() && token.listed.is_name_particle();
    hyphen() || period() || particle()
}

struct Reader<'a> {
    article: &'a Article,
    tokens: &'a [Token],
}

impl Reader<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens[i].text(&self.article.text)
    }

    /// Reads one run of capitalised words: titles, then a name, then whatever follows.
    fn run(&self, start: usize, end: usize, out: &mut Vec<PersonMention>) {
        let mut at = start;
        while at < end {
            let name = self.skip_rank(at, end);
            let title = (at, name);
            if name >= end {
                return;
            }
            let length = self.name_length(name, end, name > at);
            if length >= 2 {
                self.push_full(title, name, name + length, out);
                at = name + length;
            } else {
                if self.is_bare(start, end, name) || name > at {
                    self.push_bare(title, name, out);
                }
                at = name + 1;
            }
        }
    }

    /// The first word after the titles at the head of a run. "General Motors" is no general:
    /// the caller sees whether a name follows.
    fn skip_titles(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        while at < end {
            let token = &self.tokens[at];
            let title = token.is_capital()
                && (token.listed.is_title_word() || at + 1 < end && self.is_country(at, end));
            let joint =
                token.kind == Kind::Mark || (token.is_word() && !token.is_capital() && at > start);
            if title || (joint && at > start) {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// The same over ranks with a word inside that is no title: "Assistant Police Commissioner".
    fn skip_rank(&self, start: usize, end: usize) -> usize {
        let name = self.skip_titles(start, end);
        let listed = |i: usize| self.tokens[i].listed;
        if name == start
            || name >= end
            || listed(name).is_given_name()
            || !listed(name).is_common_word()
        {
            return name;
        }
        let head = (name + 1..end.min(name + 3))
            .find(|i| self.tokens[*i].is_capital() && listed(*i).is_title_word());
        match head {
            Some(i) if i + 1 < end => self.skip_titles(i, end),
            _ => name,
        }
    }

    /// "U.S.", "UK", "UN", as they stand before a title.
    fn is_country(&self, at: usize, end: usize) -> bool {
        self.tokens[at].len <= 4
            && (matches!(self.word(at), "U.S." | "US" | "U.K." | "UK" | "U.N." | "UN")
                || self.is_split_country(at, end))
    }

    /// Either letter of "U. S.", as some texts set it.
    fn is_split_country(&self, at: usize, end: usize) -> bool {
        let letter = |i: usize, letter: &str| {
            i < end && self.tokens[i].is_word() && self.word(i).trim_end_matches('.') == letter
        };
        let after = |i: usize| (1..=2).any(|n| letter(i + n, "S"));
        let before = |i: usize| (1..=2).any(|n| i >= n && letter(i - n, "U"));
        letter(at, "U") && after(at) || letter(at, "S") && before(at)
    }

    /// How many tokens from `at` make a full name; 0 or 1 where they don't.
    fn name_length(&self, at: usize, end: usize, titled: bool) -> usize {
        let first = &self.tokens[at];
        let given = self.is_given(at);
        if !(given || titled) || (first.is_all_upper() && !self.is_initial(at)) {
            return 0;
        }
        // "German Chancellor Edith Pell": a country before her office.
        if self.is_country_of_office(at, end) {
            return 0;
        }
        // At the head of a sentence "Will", "Mark" and "May" are words before they are names.
        if first.starts_sentence()
            && !titled
            && self.tokens[at].listed.is_common_word()
            && at + 2 > end
        {
            return 0;
        }
        let mut last = at + 1;
        let mut surname = false;
        let mut words = 1;
        while last < end && words < 5 {
            let token = &self.tokens[last];
            if token.kind == Kind::Mark {
                if token.is_mark(&self.article.text, '-') || self.is_initial(last - 1) {
                    last += 1;
                    continue;
                }
                break;
            }
            if token.is_capital() {
                // "Edgar J. Arena" is somebody.
                let stranger = token.listed.is_never_surname()
                    && !(words > 1 && !surname && self.is_initial(last - 1));
                if stranger || token.listed.is_name_suffix() {
                    break;
                }
                if surname && !self.is_initial(last - 1) && words >= 3 {
                    break;
                }
                surname |= !self.is_initial(last);
            }
            words += 1;
            last += 1;
        }
        // "Jane Roe Elementary School" names a school.
        let building = last < end
            && self.tokens[last].is_capital()
            && self.tokens[last].listed.is_never_surname();
        if surname && !building { last - at } else { 0 }
    }

    /// Some peoples and countries are given names as well ("German", "Chad").
    fn is_country_of_office(&self, at: usize, end: usize) -> bool {
        let title = |i: usize| {
            i < end && self.tokens[i].is_capital() && self.tokens[i].listed.is_title_word()
        };
        let named = end > at + 2 && self.tokens[at + 2].is_capital();
        title(at + 1)
            && (self.tokens[at].listed.is_demonym() || named && self.tokens[at].listed.is_place())
    }

    fn is_initial(&self, i: usize) -> bool {
        let word = self.word(i);
        // Periods stand behind the first letter or nowhere.
        let plain = matches!(word.as_bytes(), [a, b, ..]
            if a.is_ascii_alphabetic() && b.is_ascii_alphabetic());
        !plain && self.tokens[i].is_capital() && {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            letters == 1 || (letters <= 3 && word.contains('.'))
        }
    }

    fn is_given(&self, i: usize) -> bool {
        self.tokens[i].listed.is_given_name() || (self.is_initial(i) && i + 1 < self.tokens.len())
    }

    /// A capitalised word that stands alone, or after a single capitalised word that starts the
    /// sentence ("But Krebs").
    fn is_bare(&self, start: usize, end: usize, at: usize) -> bool {
        let alone = end - start == 1;
        let after_opener = at == start + 1
            && end - start == 2
            && self.tokens[start].starts_sentence()
            && self.tokens[start].listed.is_common_word();
        (alone || after_opener) && !self.tokens[at].is_all_upper()
    }

    fn push_bare(&self, title: (usize, usize), at: usize, out: &mut Vec<PersonMention>) {
        let token = &self.tokens[at];
        if !token.is_capital() || token.is_all_upper() || self.is_initial(at) {
            return;
        }
        let empty = Span { start: token.start, end: token.start };
        out.push(self.mention(title, (at, at + 1), empty, token.span()));
    }

    fn push_full(
        &self,
        title: (usize, usize),
        first: usize,
        end: usize,
        out: &mut Vec<PersonMention>,
    ) {
        // The surname starts at the first particle, or is the last word with what is hyphenated
        // to it.
        let mut surname = end - 1;
        while surname > first + 1 {
            let before = &self.tokens[surname - 1];
            let particle = before.is_word()
                && !before.is_capital()
                && self.tokens[surname - 1].listed.is_name_particle();
            if before.is_mark(&self.article.text, '-') && surname > first + 2 {
                surname -= 2;
            } else if particle {
                surname -= 1;
            } else {
                break;
            }
        }
        let given_end = self.tokens[surname - 1].span().end;
        let given = Span { start: self.tokens[first].start, end: given_end };
        let family = self.tokens[surname].span().to(self.tokens[end - 1].span());
        out.push(self.mention(title, (first, end), given, family));
    }

    fn mention(
        &self,
        title: (usize, usize),
        tokens: (usize, usize),
        given: Span,
        surname: Span,
    ) -> PersonMention {
        let first = &self.tokens[tokens.0];
        let block = self.article.block_at(first.start);
        let title = if title.1 > title.0 {
            self.tokens[title.0].span().to(self.tokens[title.1 - 1].span())
        } else {
            Span { start: first.start, end: first.start }
        };
        PersonMention {
            span: given.to(surname),
            title,
            given,
            surname,
            tokens: (tokens.0 as u32, tokens.1 as u32),
            zone: block.map_or(Zone::Boilerplate, |b| b.zone),
            quoted: first.is_quoted(),
            list: block.is_some_and(|b| b.list),
            sentence_start: first.starts_sentence(),
        }
    }
}
