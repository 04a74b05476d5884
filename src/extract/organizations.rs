//! Organizations: long capitalised names with a head noun, and acronyms with their definitions.
//!
//! A name is read as far as its words carry it ("Bureau of Alcohol, Tobacco, Firearms and
//! Explosives"), since the longest official name is the one that is meant.

mod local;

use crate::article::{Article, Zone};
use crate::extract::people::PersonMention;
use crate::source::Span;
use crate::tokens::{Kind, Sort, Token, Tokens, fold, fold_ascii, folds_ascii};

pub use local::is_local;

/// A long name.
#[derive(Clone, Copy, Debug)]
pub struct OrganizationMention {
    /// The name, without a leading article and without a possessive.
    pub span: Span,
    /// First and one past the last token.
    pub tokens: (u32, u32),
    /// The acronym that is defined right after it in brackets; empty where there is none.
    pub acronym: Span,
    /// Part of the article.
    pub zone: Zone,
    /// Inside quotation marks.
    pub quoted: bool,
    /// Whether one of its words is the head noun of organizations' names.
    pub headed: bool,
    /// "Institute and Technology": a whole name, and what may be the rest of a longer one.
    pub doubtful: bool,
    /// "the of Justice": it begins with "of", and a noun is missing before it.
    pub headless: bool,
}

/// A word of capitals ("CISA").
#[derive(Clone, Copy, Debug)]
pub struct AcronymMention {
    /// The word.
    pub span: Span,
    /// Its hash.
    pub fold: u64,
    /// Part of the article.
    pub zone: Zone,
    /// Whether it stands in the brackets of a definition.
    pub defined: bool,
}

/// The plural of a head noun names several bodies ("Departments of Justice and Commerce").
const SEVERAL: [u64; 8] = folds_ascii([
    "departments",
    "ministries",
    "agencies",
    "bureaus",
    "offices",
    "courts",
    "committees",
    "divisions",
]);

/// Head nouns that close a name of their own.
const BODIES: [u64; 12] = folds_ascii([
    "agency",
    "administration",
    "bureau",
    "commission",
    "department",
    "court",
    "university",
    "ministry",
    "board",
    "council",
    "authority",
    "committee",
]);

/// Whether a head noun names several bodies.
#[must_use]
pub fn is_several(head: &str) -> bool {
    SEVERAL.contains(&fold(head))
}

const AND: [u64; 2] = folds_ascii(["and", "&"]);
const JOINTS: [u64; 5] = folds_ascii(["of", "for", "the", "on", "to"]);
const THE: u64 = fold_ascii("the");
const OF: u64 = fold_ascii("of");

/// Long names and acronyms of an article, by place.
#[must_use]
pub fn organizations(
    article: &Article,
    tokens: &Tokens,
    people: &[PersonMention],
) -> (Vec<OrganizationMention>, Vec<AcronymMention>) {
    let (mut names, mut acronyms) = (Vec::new(), Vec::new());
    let text = &article.text;
    let mut end = 0;
    for i in tokens.places([Sort::Capital]) {
        if i < end || tokens[i].is_masked() {
            continue;
        }
        end = name_end(text, tokens, i);
        for at in i..end {
            push_acronym(article, tokens, at, &mut acronyms);
        }
        if let Some(of) = after_bare_article(tokens, i, end) {
            names.push(headless(article, tokens, (of, end)));
        } else if end - i >= 2
            && let Some(name) = read_name(article, tokens, people, (i, end))
        {
            names.push(name);
            names.extend(longer(tokens, &name));
            names.extend(parent(tokens, &name));
        }
    }
    (names, acronyms)
}

/// One past the last token of a run: capitals, and the small words between them.
fn name_end(text: &str, tokens: &[Token], start: usize) -> usize {
    let capital = |i: usize| {
        tokens.get(i).is_some_and(|t| {
            t.is_capital() && !t.is_masked() && !t.starts_block() && !t.starts_sentence()
        })
    };
    let mut end = start + 1;
    while end < tokens.len().min(start + 24) {
        let token = &tokens[end];
        let glued = token.start == tokens[end - 1].span().end;
        if capital(end) {
            end += 1;
        } else if token.starts_block() || token.is_masked() {
            break;
        } else if JOINTS.contains(&token.fold) && token.fold != THE && token.is_word() {
            let next = if capital(end + 1) {
                end + 2
            } else if capital(end + 2) && tokens[end + 1].fold == THE {
                end + 3
            } else {
                break;
            };
            end = next;
        } else if (AND.contains(&token.fold) && capital(end + 1) && lists(text, tokens, start, end))
            || (token.is_mark(text, '-') && glued && capital(end + 1))
            || (token.is_mark(text, ',') && lists_ahead(text, tokens, end))
        {
            end += 2;
        } else if token.is_mark(text, '-') && glued && is_tail(tokens, end + 1) && capital(end + 2)
        {
            end += 3;
        } else if token.kind == Kind::Possessive
            && capital(end + 1)
            && tokens[end + 1].listed.is_org_head()
        {
            // "Attorney General's Office", but not "the Department's Cybersecurity Summit".
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// The small letters of "Government-wide".
fn is_tail(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|t| t.is_word() && !t.is_capital() && t.start == tokens[at - 1].span().end)
}

/// "X and Y" is one name when no head noun closed the first half: "Department of Justice and
/// Federal Bureau" are two, "Cybersecurity and Infrastructure Security Agency" is one.
fn lists(text: &str, tokens: &[Token], start: usize, and: usize) -> bool {
    let before = &tokens[start..and];
    let head_last = before.last().is_some_and(|t| t.listed.is_org_head());
    let acronym = before.last().is_some_and(Token::is_all_upper);
    let person = tokens.get(and + 1).is_some_and(|t| {
        let next = t.listed;
        (next.is_title_word() || next.is_given_name()) && !next.is_common_word()
    });
    // "Office and Budget": a bare head noun is no name, and goes on.
    let head_last = head_last && before.len() > 1 && !needs_both_halves(text, tokens, start, and);
    !head_last && !acronym && !person && !names_another(text, tokens, start, and)
}

/// "Office of Pilot Services and Inland Technologies (OPSIT)": the letters in brackets are those of
/// both halves.
fn needs_both_halves(text: &str, tokens: &[Token], start: usize, and: usize) -> bool {
    let after = tokens[and + 1..].iter().take(8).take_while(|t| t.is_capital());
    let second = after.clone().count();
    let Some([open, acronym, close]) = tokens.get(and + 1 + second..and + 4 + second) else {
        return false;
    };
    if !(open.is_mark(text, '(') && acronym.is_all_upper() && close.is_mark(text, ')')) {
        return false;
    }
    let first = |t: &Token| t.text(text).chars().next();
    let mut letters: Vec<char> = acronym.text(text).chars().collect();
    let capitals: Vec<char> = tokens[start..and]
        .iter()
        .filter(|t| t.is_capital())
        .chain(after)
        .filter_map(first)
        .collect();
    let Some(from) = capitals.len().checked_sub(letters.len()) else { return false };
    let mut last = capitals[from..].to_vec();
    last.sort_unstable();
    letters.sort_unstable();
    second < letters.len() && last == letters
}

/// "Department of Justice and Environmental Protection Agency": both halves have a head of their
/// own, so they are two names.
fn names_another(text: &str, tokens: &[Token], start: usize, and: usize) -> bool {
    let second: Vec<&Token> =
        tokens[and + 1..].iter().take(8).take_while(|t| t.is_capital()).collect();
    let closed = second.len() >= 2 && second.last().is_some_and(|t| BODIES.contains(&t.fold));
    let country = second.first().is_some_and(|t| matches!(t.text(text), "U.S." | "US"));
    let opened = tokens[start..and]
        .windows(2)
        .any(|pair| pair[0].listed.is_org_head() && JOINTS.contains(&pair[1].fold));
    opened && (closed || country)
}

/// A comma goes on with the name only in a list that ends in "and": "Alcohol, Tobacco, Firearms
/// and Explosives" after "of", "for" or "on".
fn lists_ahead(text: &str, tokens: &[Token], comma: usize) -> bool {
    if comma < 2 || !JOINTS.contains(&tokens[comma - 2].fold) {
        return false;
    }
    let mut i = comma;
    let mut items = 0;
    while i + 1 < tokens.len() && items < 5 {
        let here = &tokens[i];
        let capital = tokens[i + 1].is_capital() && !tokens[i + 1].starts_block();
        if here.is_mark(text, ',') && capital {
            items += 1;
            i += 2;
        } else if here.is_mark(text, ',') && AND.contains(&tokens[i + 1].fold) {
            i += 1;
        } else if AND.contains(&here.fold) && capital {
            // Two whole names set in a list ("the Justice Department, FBI and CISA") are not one.
            let (head, last) = (tokens[comma - 1].listed, tokens[i + 1].listed);
            return items > 0
                && !head.is_org_head()
                && !head.is_place()
                && !last.is_place()
                && !tokens[i + 1].is_all_upper()
                && !last.is_given_name();
        } else {
            return false;
        }
    }
    false
}

/// The "of" of "the of Justice", around or before a run.
fn after_bare_article(tokens: &[Token], start: usize, end: usize) -> Option<usize> {
    let bare = |of: usize| {
        let here = tokens.get(of)?;
        let article = tokens.get(of.checked_sub(1)?)?;
        (here.fold == OF && article.fold == THE && !here.starts_block() && !article.is_masked())
            .then_some(of)
    };
    bare(start + 1).filter(|of| *of + 1 < end).or_else(|| bare(start.checked_sub(1)?))
}

/// "Institute and Technology": the same name with one word more behind "and", where nothing says
/// that the word is a name of its own.
fn longer(tokens: &[Token], name: &OrganizationMention) -> Option<OrganizationMention> {
    let (first, end) = (name.tokens.0 as usize, name.tokens.1 as usize);
    let [and, word, rest @ ..] = tokens.get(end..)? else { return None };
    let head = tokens.get(end - 1)?.listed.is_org_head();
    let alone = rest.first().is_none_or(|t| !t.is_capital() || t.starts_block());
    let joins = AND.contains(&and.fold) && !and.starts_block() && !and.is_masked();
    let plain = word.is_capital() && !word.is_all_upper() && word.listed.is_common_word();
    (head && joins && alone && plain && !word.listed.is_org_head()).then(|| OrganizationMention {
        span: name.span.to(word.span()),
        tokens: (first as u32, end as u32 + 2),
        acronym: Span::default(),
        doubtful: true,
        ..*name
    })
}

/// The body behind "of the" in a longer name: "Office of Inspector General of the Department of
/// Tides".
fn parent(tokens: &[Token], name: &OrganizationMention) -> Option<OrganizationMention> {
    let (first, end) = (name.tokens.0 as usize, name.tokens.1 as usize);
    let the = (first + 2..end.saturating_sub(2))
        .rfind(|i| tokens[*i].fold == THE && JOINTS.contains(&tokens[i - 1].fold))?;
    let head = |t: &Token| t.listed.is_org_head();
    let tail = tokens.get(the + 1..end)?;
    tail.iter().any(head).then_some(OrganizationMention {
        span: tail.first()?.span().to(tail.last()?.span()),
        tokens: (the as u32 + 1, end as u32),
        ..*name
    })
}

fn headless(
    article: &Article,
    tokens: &[Token],
    (first, end): (usize, usize),
) -> OrganizationMention {
    let span = tokens[first].span().to(tokens[end - 1].span());
    OrganizationMention {
        span,
        tokens: (first as u32, end as u32),
        acronym: acronym_after(&article.text, tokens, end),
        zone: article.zone_at(span.start),
        quoted: tokens[first].is_quoted(),
        headed: false,
        doubtful: false,
        headless: true,
    }
}

fn read_name(
    article: &Article,
    tokens: &[Token],
    people: &[PersonMention],
    (start, end): (usize, usize),
) -> Option<OrganizationMention> {
    let text = &article.text;
    let mut first = start;
    // "The" and the first word of a sentence are not part of the name; a head noun is.
    while first + 1 < end {
        let token = &tokens[first];
        let next = &tokens[first + 1];
        let opener = token.starts_sentence()
            && token.listed.is_common_word()
            && !token.listed.is_org_head()
            && (next.fold == THE
                || (OPENERS.contains(&token.fold)
                    && (next.is_capital() || JOINTS.contains(&next.fold))));
        if token.fold == THE || opener || (first > start && JOINTS.contains(&token.fold)) {
            first += 1;
        } else {
            break;
        }
    }
    first = after_officers(text, tokens, people, first, end);
    first = after_members(tokens, first, end);
    if first >= end || SEVERAL.contains(&tokens[first].fold) {
        return None;
    }
    let capitals = tokens[first..end].iter().filter(|t| t.is_capital()).count();
    if capitals < 2 {
        return None;
    }
    let headed = tokens[first..end].iter().any(|t| t.listed.is_org_head());
    let acronym = acronym_after(text, tokens, end);
    // Without a head noun it may be a name that lost it: "National of Standards".
    let joined = tokens[first..end].iter().any(|t| JOINTS.contains(&t.fold));
    if !headed && acronym.is_empty() && !joined {
        return None;
    }
    let span = tokens[first].span().to(tokens[end - 1].span());
    Some(OrganizationMention {
        span,
        tokens: (first as u32, end as u32),
        acronym,
        zone: article.zone_at(span.start),
        quoted: tokens[first].is_quoted(),
        headed,
        doubtful: false,
        headless: false,
    })
}

const OPENERS: [u64; 30] = folds_ascii([
    "in", "on", "at", "by", "for", "from", "with", "but", "and", "when", "while", "as", "after",
    "before", "under", "since", "both", "this", "that", "these", "a", "an", "if", "though", "one",
    "some", "many", "most", "all", "each",
]);

/// Where the body's own name starts behind the person who speaks for it: "Special Agent in Charge
/// Ada Roe of the Harbour Agency", "Deputy Director for Ports of the Harbour Agency".
fn after_officers(
    text: &str,
    tokens: &[Token],
    people: &[PersonMention],
    first: usize,
    end: usize,
) -> usize {
    let mut start = first;
    let from = people.partition_point(|p| (p.tokens.1 as usize) <= first);
    for person in people[from..].iter().take_while(|p| (p.tokens.0 as usize) < end) {
        // "Jane Roe Foundation" is named after a person; "Jane Roe of the Foundation" is not.
        let after = person.tokens.1 as usize;
        let joint = tokens.get(after).is_some_and(|t| !t.is_capital());
        if person.is_full() && joint && after < end {
            start = after;
        }
    }
    loop {
        let titles =
            tokens[start..end].iter().take_while(|t| t.is_capital() && is_officer(text, t)).count();
        let joint = start + titles;
        let fold = tokens.get(joint).filter(|_| joint < end).map(|t| t.fold);
        let of = fold.is_some_and(|f| JOINTS.contains(&f));
        // "and" goes on behind a person only: "Health and Human Services" stays whole.
        let and = fold.is_some_and(|f| AND.contains(&f)) && titles == 0;
        if !(of && titles > 0 || (of || and) && titles == 0 && start > first) {
            return start;
        }
        start = joint + 1;
        while start < end && tokens[start].fold == THE {
            start += 1;
        }
    }
}

/// "Divers of the Harbour Agency", "Money for the Harbour Agency": before "of the" stands a head
/// noun, or it is no part of the name.
fn after_members(tokens: &[Token], first: usize, end: usize) -> usize {
    let head = |t: &Token| t.listed.is_org_head();
    let the = (first + 1..end.saturating_sub(1))
        .find(|i| tokens[*i].fold == THE && JOINTS.contains(&tokens[i - 1].fold));
    match the {
        Some(i) if !tokens[first..i].iter().any(head) && tokens[i..end].iter().any(head) => i + 1,
        _ => first,
    }
}

/// A word of an officer's title that is no head noun of a body's name.
fn is_officer(text: &str, word: &Token) -> bool {
    (word.listed.is_title_word() || word.text(text) == "Charge") && !word.listed.is_org_head()
}

/// The acronym in brackets right after a name.
fn acronym_after(text: &str, tokens: &[Token], end: usize) -> Span {
    let nothing = Span::default();
    // "the Harbour Agency's (HA) ships"
    let end = end + usize::from(tokens.get(end).is_some_and(|t| t.kind == Kind::Possessive));
    // "(CISA)", "(the “CISA”)"
    let inside = tokens.get(end..).unwrap_or_default().iter().take(6);
    let quote = |t: &Token| matches!(t.text(text), "\"" | "“" | "”" | "‘" | "’" | "'");
    let mut plain = inside.filter(|t| t.fold != THE && !(t.kind == Kind::Mark && quote(t)));
    let Some(open) = plain.next().filter(|t| t.is_mark(text, '(')) else { return nothing };
    let (Some(word), Some(close)) = (plain.next(), plain.next()) else { return nothing };
    let long = word.text(text).chars().filter(|c| c.is_uppercase()).count();
    if close.is_mark(text, ')')
        && !open.starts_block()
        && word.is_word()
        && (2..=10).contains(&long)
    {
        word.span()
    } else {
        nothing
    }
}

fn push_acronym(article: &Article, tokens: &[Token], at: usize, out: &mut Vec<AcronymMention>) {
    let token = &tokens[at];
    let text = &article.text;
    if !token.is_all_upper() || !(2..=10).contains(&token.len) {
        return;
    }
    let bracketed = at > 0
        && tokens[at - 1].is_mark(text, '(')
        && tokens.get(at + 1).is_some_and(|t| t.is_mark(text, ')'));
    out.push(AcronymMention {
        span: token.span(),
        fold: token.fold,
        zone: article.zone_at(token.start),
        defined: bracketed,
    });
}
