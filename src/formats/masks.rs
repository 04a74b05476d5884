//! Web and mail addresses, handles and hashtags: parts of a text that are no prose.

use crate::article::{Block, Mask};
use crate::source::{Span, next_byte};

/// Endings of bare domains that are masked; others ("nothing.He") are typing errors.
const DOMAINS: [&str; 20] = [
    "com", "org", "net", "gov", "edu", "mil", "info", "co", "io", "uk", "us", "eu", "de", "fr",
    "ca", "au", "tv", "ai", "news", "biz",
];

/// Finds the addresses of a text and adds the masks that are known already: by position, disjoint.
pub(super) fn find(text: &str, blocks: &[Block], known: Vec<(Span, Mask)>) -> Vec<(Span, Mask)> {
    let mut all = known;
    for block in blocks {
        addresses(text, block.span, &mut all);
    }
    all.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut out: Vec<(Span, Mask)> = Vec::with_capacity(all.len());
    for (span, mask) in all {
        match out.last_mut() {
            Some((last, _)) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push((span, mask)),
        }
    }
    out
}

/// One pass over the bytes: each address is found from the mark that gives it away.
fn addresses(text: &str, block: Span, out: &mut Vec<(Span, Mask)>) {
    let limit = block.end as usize;
    let Some(bytes) = text.as_bytes().get(..limit) else { return };
    let mut at = block.start as usize;
    let mut floor = at;
    while let Some(mark) = next_byte(bytes, at, *b"@#:.") {
        at = mark;
        let found = match bytes.get(at) {
            Some(b'@') => at_sign(text, floor, at, limit),
            Some(b'#') => tag(text, at, limit),
            Some(b':') => scheme(text, floor, at, limit),
            Some(b'.') => domain(text, floor, at, limit),
            _ => None,
        };
        match found {
            Some(span) if span.end as usize > at => {
                out.push((span, Mask::Url));
                at = span.end as usize;
                floor = at;
            }
            _ => at += 1,
        }
    }
}

/// `https://host/path`, `http: / / host` as tokenizers leave it, `mailto:x`.
fn scheme(text: &str, floor: usize, at: usize, limit: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let start = back(bytes, floor, at, |b| b.is_ascii_alphanumeric());
    let name = text.get(start..at)?;
    let known = ["http", "https", "ftp", "mailto"].iter().any(|s| s.eq_ignore_ascii_case(name));
    if !known {
        return None;
    }
    let rest = text.get(at + 1..limit)?;
    if rest.starts_with(" / / ") {
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        return Some(Span::new(start, at + 1 + line));
    }
    let end = at + 1 + address_len(rest);
    (end > at + 2).then(|| Span::new(start, end))
}

/// `name@host.org`, `@handle`.
fn at_sign(text: &str, floor: usize, at: usize, limit: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mail = |b: u8| b.is_ascii_alphanumeric() || b"._%+-".contains(&b);
    let start = back(bytes, floor, at, mail);
    let host = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
    let mut end = forth(bytes, at + 1, limit, host);
    while end > at + 1 && bytes.get(end - 1).is_some_and(|b| b".-".contains(b)) {
        end -= 1;
    }
    let host = text.get(at + 1..end)?;
    let is_mail = start < at && host.contains('.');
    let is_handle = start == at && host.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (is_mail || is_handle).then(|| Span::new(start, end))
}

/// `#hashtag`, but neither "#1" nor "C#".
fn tag(text: &str, at: usize, limit: usize) -> Option<Span> {
    if text.get(..at)?.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '&') {
        return None;
    }
    let rest = text.get(at + 1..limit)?;
    let len = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    rest.get(..len)?.contains(char::is_alphabetic).then(|| Span::new(at, at + 1 + len))
}

/// `www.example.org`, `example.com/path`; the dot is the first of the host name.
fn domain(text: &str, floor: usize, at: usize, limit: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    // Nearly every dot ends a sentence: a letter on both sides is rare.
    if !bytes.get(at + 1)?.is_ascii_alphanumeric()
        || !bytes.get(at.checked_sub(1)?)?.is_ascii_alphanumeric()
    {
        return None;
    }
    let host = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.';
    let start = back(bytes, floor, at, |b| b.is_ascii_alphanumeric() || b == b'-');
    let mut end = forth(bytes, at, limit, host);
    while end > at && bytes.get(end - 1).is_some_and(|b| b".-".contains(b)) {
        end -= 1;
    }
    let name = text.get(start..end)?;
    let ending = name.rsplit('.').next()?;
    let is_web = name.len() > 6 && name.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www."));
    // "Amazon.com" is a company's name as often as an address; with a path it is an address.
    let has_path = bytes.get(end) == Some(&b'/');
    let lower = !name.bytes().any(|b| b.is_ascii_uppercase());
    let is_bare = DOMAINS.contains(&ending) && (lower || has_path);
    let numeric = text.get(start..at)?.bytes().all(|b| b.is_ascii_digit());
    if !is_web && !is_bare || numeric {
        return None;
    }
    if has_path {
        end += address_len(text.get(end..limit)?);
    }
    Some(Span::new(start, end))
}

/// An address ends at white space or a bracket; the marks of the sentence around it are not its.
fn address_len(rest: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || "<>\"“”‘’»«|{}`".contains(c);
    let len = rest.find(ends).unwrap_or(rest.len());
    let body = rest.get(..len).unwrap_or("");
    let marks = ['.', ',', ';', ':', '!', '?', '\'', '…', '*'];
    let mut bare = body.trim_end_matches(marks);
    for (open, close) in [('(', ')'), ('[', ']')] {
        let mut excess = bare.matches(close).count().saturating_sub(bare.matches(open).count());
        while excess > 0
            && let Some(inner) = bare.strip_suffix(close)
        {
            bare = inner.trim_end_matches(marks);
            excess -= 1;
        }
    }
    bare.len()
}

/// A name or address longer than this is none: what keeps the search linear.
const LONGEST: usize = 256;

fn back(bytes: &[u8], floor: usize, at: usize, keep: impl Fn(u8) -> bool) -> usize {
    let floor = floor.max(at.saturating_sub(LONGEST));
    let mut start = at;
    while start > floor && bytes.get(start - 1).is_some_and(|b| keep(*b)) {
        start -= 1;
    }
    start
}

fn forth(bytes: &[u8], at: usize, limit: usize, keep: impl Fn(u8) -> bool) -> usize {
    let limit = limit.min(at + LONGEST);
    let mut end = at;
    while end < limit && bytes.get(end).is_some_and(|b| keep(*b)) {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Zone;

    fn masked(text: &str) -> Vec<&str> {
        let block = Block { span: Span::new(0, text.len()), zone: Zone::Body, list: false };
        find(text, &[block], Vec::new()).iter().map(|(s, _)| s.of(text)).collect()
    }

    #[test]
    fn addresses_handles_and_tags_are_no_prose() {
        assert_eq!(
            masked("See (https://a.org/x_(y)), or www.b.ir."),
            ["https://a.org/x_(y)", "www.b.ir"]
        );
        assert_eq!(
            masked("Write to jo.doe@desk.example.org or @jodoe."),
            ["jo.doe@desk.example.org", "@jodoe"]
        );
        assert_eq!(masked("On x.com/jo, #élan #1 and ibm.com"), ["x.com/jo", "#élan", "ibm.com"]);
        assert_eq!(
            masked("http: / / www. example. com / a - b"),
            ["http: / / www. example. com / a - b"]
        );
    }

    #[test]
    fn prose_is_left_alone() {
        assert_eq!(masked("The U.S. won 3.5 to 1.co Mr. X.Then C# and AT&T;").len(), 0);
        assert_eq!(masked("Amazon.com said: no. At 3:30, ratio 1:2").len(), 0);
    }

    #[test]
    fn known_masks_are_merged_in_order() {
        let text = "`a@b.org` x@y.org";
        let block = Block { span: Span::new(0, text.len()), zone: Zone::Body, list: false };
        let masks = find(text, &[block], vec![(Span::new(0, 9), Mask::Code)]);
        assert_eq!(masks, [(Span::new(0, 9), Mask::Code), (Span::new(10, 17), Mask::Url)]);
    }
}
