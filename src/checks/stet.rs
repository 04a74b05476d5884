//! Notes that let a finding stand, and let nothing stand any more. The session speaks for these
//! two: only it knows in the end what was found.

use super::{Check, Info};
use crate::finding::Severity;

/// `stet/unknown`
pub struct Unknown;

/// `stet/unused`
pub struct Unused;

pub(crate) const UNKNOWN: Info = Info {
    name: "stet/unknown",
    summary: "a note lets a check stand that does not exist",
    severity: Severity::Warning,
    default: true,
    explanation: "A comment <!-- stet CHECK: reason --> or the front matter's `stet` names a check or \
        a family that newslint does not have: it lets nothing stand.",
    bad: "<!-- stet org/nmae: as the outlet wrote it -->",
    good: "<!-- stet org/name: as the outlet wrote it -->",
    needs_date: false,
};

pub(crate) const UNUSED: Info = Info {
    name: "stet/unused",
    summary: "a note lets nothing stand any more",
    severity: Severity::Warning,
    default: true,
    explanation: "A stet is an editor's \"let it stand\": a comment <!-- stet CHECK: reason --> on or \
        before a line, `stet = [\"CHECK\"]` in the front matter, a [[stet]] table in newslint.toml. Where \
        there is nothing left to stand, because the text or the rule has changed or its last day is \
        over, it should go: it would hide the next fault there.\n\n\
        A [[stet]] is only told where the whole project is checked, and where an article that it is \
        about is reported.",
    bad: "<!-- stet org/name --> The Harbour Safety Inspection Agency closed the pier.",
    good: "The Harbour Safety Inspection Agency closed the pier.",
    needs_date: false,
};

impl Check for Unknown {
    fn info(&self) -> &'static Info {
        &UNKNOWN
    }
}

impl Check for Unused {
    fn info(&self) -> &'static Info {
        &UNUSED
    }
}
