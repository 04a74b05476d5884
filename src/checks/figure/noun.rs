//! `figure/noun`: two articles of one story count the same with two nouns.

use super::between;
use crate::archive::record::mark;
use crate::archive::{Archive, FigureForm, Record, Use};
use crate::checks::{ArchiveContext, Check, Info};
use crate::finding::{Finding, Place, Severity};
use crate::tokens::folds_ascii;

/// See the module.
pub struct Noun;

const INFO: Info = Info {
    name: "figure/noun",
    summary: "two articles of one story count the same with two nouns",
    severity: Severity::Note,
    default: true,
    explanation: "\
Two articles of one story give the same exact number with the same words before the noun, and two \
nouns: \"59 election security experts\" and \"59 election security specialists\". Those counted are the \
same, so that one of the nouns may be wrong, or may say more than the source did.

Silent about round numbers, about nouns for everybody (people, members), about a noun and its other \
spelling, and where an article uses both nouns.",
    bad: "He named 59 election security specialists. (Elsewhere: 59 election security experts.)",
    good: "He named 59 election security experts.",
    needs_date: false,
};

/// Nouns for everybody and everything.
const GENERIC: [u64; 8] =
    folds_ascii(["person", "man", "woman", "member", "other", "unit", "piece", "item"]);

impl Check for Noun {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        let archive = cx.archive;
        let examine = |at: Use, group: &[Use]| {
            let other = group.iter().find(|other| differs(archive, at, **other))?;
            Some(report(archive, at, *other))
        };
        between::findings(archive, |figure| figure.counted, examine, out);
    }
}

/// Whether two uses of one number and its modifiers have two nouns, and the finding stands at the
/// first.
fn differs(archive: &Archive<'_>, at: Use, other: Use) -> bool {
    let ((a, x), (b, y)) = (between::form(archive, at), between::form(archive, other));
    let generic = |head: u32| GENERIC.iter().any(|word| mark(*word) == head);
    let uses = |record: &Record, form: &FigureForm| {
        record.figures.iter().any(|f| f.counted == form.counted && f.head == form.head)
    };
    at.record != other.record
        && x.head != y.head
        && x.value.significant() > 1
        && x.value.approximate() >= 10.0
        && !generic(x.head)
        && !generic(y.head)
        && !uses(a, y)
        && !uses(b, x)
        && between::stands_at(a, b)
        && archive.stories().same(a, b, None)
}

fn report(archive: &Archive<'_>, at: Use, other: Use) -> Finding {
    let ((record, x), (theirs, y)) = (between::form(archive, at), between::form(archive, other));
    let (a, b) = (record.word(x.written), theirs.word(y.written));
    let message = format!("\"{a}\" here, \"{b}\" in another article of the story");
    let place = |record: &Record, span| Place { path: record.path.clone(), span };
    Finding::new(INFO.name, INFO.severity, place(record, x.place), message)
        .label("the same number of something else")
        .related(place(theirs, y.place), "as here")
        .help("call those counted by one noun, or check who they are")
}
