//! How a run ends: the exit status that scripts and hooks rely on.

use crate::finding::{Finding, Severity};

use super::is_fault;

/// The severity from which findings fail the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FailOn {
    /// Errors.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Note,
    /// Nothing that is found.
    Never,
}

impl FailOn {
    /// Every choice with its name on the command line.
    pub const NAMES: [(Self, &'static str); 4] = [
        (Self::Error, "error"),
        (Self::Warning, "warning"),
        (Self::Note, "note"),
        (Self::Never, "never"),
    ];

    /// The choice of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, n)| *n == name).map(|(choice, _)| *choice)
    }

    fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

/// 0: nothing found that matters; 1: something found; 2: not everything could be checked.
#[must_use]
pub fn exit_status(findings: &[Finding], fail_on: FailOn) -> u8 {
    if findings.iter().any(|f| is_fault(f.check) && f.severity == Severity::Error) {
        return 2;
    }
    let least = fail_on.least();
    u8::from(findings.iter().any(|f| least.is_some_and(|least| f.severity >= least)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_follows_the_worst_finding() {
        use Severity::{Error, Note, Warning};
        let found = |check, severity| vec![Finding::file(check, severity, "a.txt", "m")];
        assert_eq!(exit_status(&[], FailOn::Note), 0);
        assert_eq!(exit_status(&found("org/name", Error), FailOn::Error), 1);
        assert_eq!(exit_status(&found("org/name", Warning), FailOn::Error), 0);
        assert_eq!(exit_status(&found("org/name", Warning), FailOn::Warning), 1);
        assert_eq!(exit_status(&found("org/name", Note), FailOn::Note), 1);
        assert_eq!(exit_status(&found("org/name", Error), FailOn::Never), 0);
        assert_eq!(exit_status(&found("pack/unknown", Warning), FailOn::Error), 0);
        let mut both = found("org/name", Error);
        both.extend(found("input/unreadable", Error));
        assert_eq!(exit_status(&both, FailOn::Never), 2);
    }
}
