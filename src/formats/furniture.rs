//! What a line is by its wording alone: captions, credits, corrections, promotion, and the lines
//! after which nothing of the story follows.
//!
//! Only the head and the foot of a line are looked at, so that the cost is the same for a line
//! of any length.

use std::sync::LazyLock;

use crate::article::Zone;
use crate::formats::wording::{
    BIO_JOBS, CAPTION, CONTRIBUTED, CORRECTION, CORRECTION_HEADS, CREDIT, PICTURE_FEET,
    PROMO_HEADS, RELEASE_HEADS, RELEASE_LINES, TAIL_HEADS, TAIL_LINES,
};
use crate::source::next_byte;

/// What the wording of a line says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// It is of this zone; the story goes on after it.
    Zone(Zone),
    /// A heading over corrections.
    Corrections,
    /// Links and lists that close a page: nothing of the story follows, near the end.
    Tail,
    /// The standing parts that close a press release: the company, its contacts, its lawyers.
    Release,
    /// The author's biography; nothing of the story follows when it stands near the end.
    Bio,
}

/// Longest line that can be promotion.
const PROMO: usize = 320;

/// Longest line that invites the reader without saying what to.
const SHORT_PROMO: usize = 80;

/// How a feed ends: "The post … appeared first on …".
const FEED: &str = "The post ";

/// Every list of heads: a line that begins like none of them is not looked at further.
const HEADS: [&[&str]; 10] = [
    &CAPTION,
    &CREDIT,
    &CORRECTION,
    &CORRECTION_HEADS,
    &PROMO_HEADS,
    &TAIL_LINES,
    &TAIL_HEADS,
    &RELEASE_LINES,
    &RELEASE_HEADS,
    &["(this ", "editor's note", "editor’s note", "about ", "(function("],
];

/// The first four bytes of every head, sorted.
static BEGINNINGS: LazyLock<Vec<u32>> =
    LazyLock::new(|| sorted(HEADS.iter().flat_map(|heads| heads.iter()).map(|h| first4(h))));

/// The last two bytes of every foot, sorted.
static ENDINGS: LazyLock<Vec<u16>> =
    LazyLock::new(|| sorted(PICTURE_FEET.iter().chain(&CONTRIBUTED).map(|foot| last2(foot))));

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = items.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The first four bytes in lower case, those that are missing as zeros.
fn first4(head: &str) -> u32 {
    let mut out = [0; 4];
    let len = head.len().min(4);
    out[..len].copy_from_slice(&head.as_bytes()[..len]);
    out.make_ascii_lowercase();
    u32::from_be_bytes(out)
}

/// The last two bytes in lower case; zero where there are fewer.
fn last2(foot: &str) -> u16 {
    let last = foot.as_bytes().last_chunk::<2>().copied().unwrap_or_default();
    u16::from_be_bytes(last.map(|byte| byte.to_ascii_lowercase()))
}

/// The sign that a line gives, if any.
pub(super) fn sign(line: &str) -> Option<Sign> {
    let bare = line.trim_start_matches(['*', '_', '-', '–', '—', '>', '»', '•', ' ', '[']);
    // "© " is shorter than what is compared.
    let known = BEGINNINGS.binary_search(&first4(bare)).is_ok() || bare.starts_with('©');
    let head = if known { lower_head(bare) } else { String::new() };
    let head = head.as_str();
    let foot = lower_foot(line);
    if head.is_empty() && foot.is_empty() {
        return unlisted(line);
    }
    let short = line.len() <= PROMO;
    if is_one_of(head.trim_end_matches([':', '.']), &CORRECTION_HEADS) && line.len() < 40 {
        return Some(Sign::Corrections);
    }
    if starts(head, &CORRECTION) || is_editors_correction(head) {
        return Some(Sign::Zone(Zone::Correction));
    }
    if is_caption(line, head, &foot) {
        return Some(Sign::Zone(Zone::Caption));
    }
    if short && is_credit(line, head, &foot) {
        return Some(Sign::Zone(Zone::Credit));
    }
    if closes_release(line, head) {
        return Some(Sign::Release);
    }
    if short && is_tail(line, head) {
        return Some(Sign::Tail);
    }
    if short && is_promo(line, head, &foot) || head.starts_with("(function(") {
        return Some(Sign::Zone(Zone::Boilerplate));
    }
    is_bio(line).then_some(Sign::Bio)
}

/// The sign of a line with no head or foot of any list, as nearly all lines are.
fn unlisted(line: &str) -> Option<Sign> {
    if is_end(line) {
        Some(Sign::Release)
    } else if is_website(line) {
        Some(Sign::Tail)
    } else if is_dashed(line) {
        Some(Sign::Zone(Zone::Boilerplate))
    } else {
        is_bio(line).then_some(Sign::Bio)
    }
}

/// The last line of a press release, or where it comes from.
fn is_end(line: &str) -> bool {
    const ENDS: [&str; 7] = ["ENDS", "-ENDS-", "- ENDS -", "- END -", "-END-", "END", "-30-"];
    line.len() <= 80 && (line.starts_with("SOURCE ") || ENDS.contains(&line))
}

fn is_website(line: &str) -> bool {
    line.len() <= PROMO && line.contains("website can also be accessed")
}

/// "-- more --"
fn is_dashed(line: &str) -> bool {
    line.len() <= 60 && line.starts_with("--") && line.ends_with("--")
}

/// "(This Nov. 17 story has been corrected to …)", "Editor's note: this story was updated …".
fn is_editors_correction(head: &str) -> bool {
    let opens = head.starts_with("(this ") || starts(head, &["editor's note", "editor’s note"]);
    opens
        && ["corrected", "corrects ", "earlier version", "previous version"]
            .iter()
            .any(|w| head.contains(w))
}

fn is_caption(line: &str, head: &str, foot: &str) -> bool {
    if starts(head, &CAPTION) {
        return !is_bare_credit(line);
    }
    if foot.is_empty() {
        return false;
    }
    let foot = foot.trim_end_matches([')', '.', ']']);
    let signed = PICTURE_FEET.iter().any(|f| foot.ends_with(f))
        || foot.rfind("(ap photo").is_some_and(|at| foot.len() - at < 60)
        || foot.rfind("reuters/").is_some_and(|at| foot.len() - at < 40);
    signed && line.len() > 60
}

/// "Photo: Jane Doe/AP": a name and no sentence.
fn is_bare_credit(line: &str) -> bool {
    let rest = line.split_once(':').map_or("", |(_, rest)| rest).trim();
    !rest.is_empty() && rest.len() < 60 && !rest.ends_with('.') && rest.split(' ').count() <= 5
}

fn is_credit(line: &str, head: &str, foot: &str) -> bool {
    let bare = foot.trim_end_matches(['.', ')', ']']);
    let contributed = CONTRIBUTED.iter().any(|c| bare.ends_with(c));
    let pictures = line.len() <= 60
        && PICTURE_FEET.iter().any(|f| foot.trim_end_matches(['.', ')']).ends_with(f))
        && !foot.contains(". ");
    contributed
        || pictures
        || starts(head, &CREDIT)
        || (starts(head, &["photo:", "photos:", "image:"]) && is_bare_credit(line))
}

fn is_tail(line: &str, head: &str) -> bool {
    line.len() <= 48 && is_one_of(head.trim_end(), &TAIL_LINES)
        || is_website(line)
        || starts(head, &TAIL_HEADS)
}

fn closes_release(line: &str, head: &str) -> bool {
    if line.len() <= 48 && is_one_of(head.trim_end(), &RELEASE_LINES) {
        return true;
    }
    let about = line.strip_prefix("About ").or_else(|| line.strip_prefix("ABOUT "));
    let about = about.is_some_and(|rest| {
        let rest = rest.strip_prefix("the ").unwrap_or(rest);
        // A heading that names a company, or a paragraph that starts with one.
        rest.starts_with(char::is_uppercase)
            && (line.len() <= 80 && !ends_with_sentence(line) || names_twice(rest) || defines(head))
    });
    about || is_end(line) || starts(head, &RELEASE_HEADS)
}

/// "About AC The Acme Council, founded in 1931, is a …".
fn defines(head: &str) -> bool {
    [" is a ", " is an ", " is the ", "founded in", "headquartered in"]
        .iter()
        .any(|d| head.contains(d))
}

/// "Acme Corp. Acme makes brakes": a heading run into its paragraph.
fn names_twice(rest: &str) -> bool {
    let word = rest.split_whitespace().next().unwrap_or("").trim_matches([',', ':', '.']);
    let after = rest.get(word.len()..).unwrap_or("");
    word.len() > 2 && after.find(word).is_some_and(|at| at < 80)
}

/// A stop, but not that of "Inc.".
fn ends_with_sentence(line: &str) -> bool {
    ends_with_stop(line) && !ends_with_abbreviation(line)
}

/// "Inc.", "U.S.", "Jr.": a stop that ends no sentence.
pub(super) fn ends_with_abbreviation(line: &str) -> bool {
    const SHORT: [&str; 14] = [
        "inc.", "corp.", "co.", "ltd.", "llc.", "jr.", "sr.", "bros.", "l.p.", "s.a.", "no.",
        "st.", "ave.", "n.v.",
    ];
    let word = line.rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
    let inner = word.trim_end_matches('.');
    SHORT.contains(&word.as_str()) || inner.contains('.') && inner.len() <= 5
}

fn is_promo(line: &str, head: &str, foot: &str) -> bool {
    // What feeds and players leave in a page.
    let feed = line.starts_with(FEED) && foot.contains("appeared first on");
    if feed {
        return true;
    }
    if starts(head, &["get the ", "get our ", "join our"]) {
        return ["newsletter", "app", "email", "inbox", "community", "channel"]
            .iter()
            .any(|w| head.contains(w));
    }
    if starts(head, &["sign up ", "subscribe ", "register now"]) {
        return is_invitation(line, head);
    }
    if starts(head, &["advertisement"]) {
        return line.split_whitespace().nth(1).is_none_or(|w| !w.starts_with(char::is_alphabetic));
    }
    starts(head, &PROMO_HEADS) || is_dashed(line)
}

/// An imperative to the reader, not a sentence of the story: "Sign up sheets were stolen", "Subscribe
/// to the view that …". A long line must say what of the page the reader gets.
fn is_invitation(line: &str, head: &str) -> bool {
    const NEXT: [&str; 16] = [
        "for", "to", "here", "now", "today", "below", "at", "and", "with", "via", "on", "free",
        "by", "our", "as", "using",
    ];
    const PAGE: [&str; 16] = [
        "newsletter",
        "alert",
        "email",
        "e-mail",
        "inbox",
        "update",
        "app",
        "digest",
        "briefing",
        "podcast",
        "account",
        "channel",
        "notification",
        "subscri",
        "headlines",
        "rss",
    ];
    let verb = ["sign up", "subscribe", "register"].into_iter().find_map(|v| head.strip_prefix(v));
    let next =
        verb.and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty()));
    let bids = next.is_none_or(|word| NEXT.contains(&word));
    let page = || PAGE.iter().any(|word| head.contains(word));
    // A story does not speak to its reader.
    let you = || line.split(' ').any(|word| word == "you");
    bids && !line.contains(['"', '“'])
        && !head.starts_with("subscribe to the view")
        && (line.len() <= SHORT_PROMO || page() || you())
}

/// "Jo Doe is the Post's economics editor." "Jo Doe covers courts for the Post."
fn is_bio(line: &str) -> bool {
    // Most lines have a small letter at the head of their second word.
    let second = line.bytes().position(|b| b == b' ').and_then(|at| line.as_bytes().get(at + 1));
    if second.is_some_and(u8::is_ascii_lowercase) {
        return false;
    }
    let names = line
        .split(' ')
        .take_while(|w| w.starts_with(char::is_uppercase) && !w.ends_with(['.', ',', ':']))
        .take(5)
        .count();
    if !(2..=4).contains(&names) {
        return false;
    }
    let verb = line.split(' ').nth(names).unwrap_or("");
    if !["is", "covers", "writes", "reports"].contains(&verb) {
        return false;
    }
    let after: Vec<&str> = line.split(' ').skip(names).take(14).collect();
    let lower = after.join(" ").to_lowercase();
    let lower = lower.split(['.', ';']).next().unwrap_or("");
    let job = BIO_JOBS.iter().any(|j| lower.contains(j));
    match verb {
        "is" => job && !lower.contains("said") && !lower.contains("told"),
        "covers" | "writes" | "reports" => lower.contains(" for ") || lower.contains(" about "),
        _ => false,
    }
}

/// Whether a line ends as a sentence does, closing marks aside.
pub(super) fn ends_with_stop(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']);
    bare.ends_with(['.', ';', ':', ',', '…'])
}

fn starts(head: &str, patterns: &[&str]) -> bool {
    !head.is_empty() && patterns.iter().any(|p| head.starts_with(p))
}

fn is_one_of(line: &str, patterns: &[&str]) -> bool {
    !line.is_empty() && patterns.contains(&line)
}

/// The first 160 bytes or so, in lower case.
fn lower_head(line: &str) -> String {
    let mut end = line.len().min(160);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line.get(..end).unwrap_or("").to_lowercase()
}

/// Whether a line may be signed: what is looked for in its foot, told by the very end of it.
fn may_be_signed(line: &str) -> bool {
    const END: usize = 70;
    let end = line.trim_end_matches([')', '.', ']']);
    let ending = last2(end);
    let end = end.as_bytes();
    let ends = |foot: &&str| {
        let own = end.len().checked_sub(foot.len()).and_then(|from| end.get(from..));
        own.is_some_and(|own| own.eq_ignore_ascii_case(foot.as_bytes()))
    };
    ENDINGS.contains(&ending) && PICTURE_FEET.iter().chain(&CONTRIBUTED).any(ends)
        || next_byte(end, end.len().saturating_sub(END), *b"(/").is_some()
        || line.starts_with(FEED)
}

/// The last 160 bytes or so, in lower case; empty where nothing in them could be a sign.
fn lower_foot(line: &str) -> String {
    if !may_be_signed(line) {
        return String::new();
    }
    const HINTS: [&str; 8] =
        ["/", "etty", "ETTY", "via ", "VIA ", "contributed ", "Photo)", "appeared "];
    let mut start = line.len().saturating_sub(160);
    while !line.is_char_boundary(start) {
        start += 1;
    }
    let foot = line.get(start..).unwrap_or("");
    if HINTS.iter().any(|h| foot.contains(h)) { foot.to_lowercase() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wording_gives_lines_away() {
        for (line, expected) in [
            (
                "FILE PHOTO: The bridge at dawn, May 4, 2020. Jo Doe/Pool via REUTERS",
                Some(Sign::Zone(Zone::Caption)),
            ),
            ("(Reporting by Jo Doe; Editing by Al Roe)", Some(Sign::Zone(Zone::Credit))),
            ("The Example Press contributed to this report.", Some(Sign::Zone(Zone::Credit))),
            ("Correction: the bridge opened in 1931.", Some(Sign::Zone(Zone::Correction))),
            (
                "An earlier version of this article misspelled a name.",
                Some(Sign::Zone(Zone::Correction)),
            ),
            ("Sign up for our morning newsletter", Some(Sign::Zone(Zone::Boilerplate))),
            ("SHARE THIS ARTICLE", Some(Sign::Tail)),
            ("About Bridge Holdings, Inc.", Some(Sign::Release)),
            ("About Bridge Bridge Ltd. builds bridges.", Some(Sign::Release)),
            ("Jo Doe is the Example's transport editor and covers ferries.", Some(Sign::Bio)),
            ("Corrections", Some(Sign::Corrections)),
            ("The mayor said the bridge would open in May.", None),
            ("About 300 people came to the meeting", None),
            ("Jo Doe is the mayor of Example City.", None),
        ] {
            assert_eq!(sign(line), expected, "{line}");
        }
    }
}
