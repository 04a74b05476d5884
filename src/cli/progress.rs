//! How far a long run has come: a line on standard error, where somebody watches.
//!
//! A run that is over in a second shows nothing, and neither does one whose standard error is a
//! file or a pipe.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter runs need no line.
const PATIENCE: Duration = Duration::from_secs(1);

/// A count of the articles that were read.
pub(super) struct Progress {
    bar: ProgressBar,
    start: Instant,
    shown: OnceLock<()>,
}

impl Progress {
    /// Counts up to so many articles; `quiet` shows nothing.
    pub(super) fn new(articles: usize, quiet: bool) -> Self {
        let bar =
            ProgressBar::with_draw_target(Some(articles as u64), ProgressDrawTarget::hidden());
        let style =
            ProgressStyle::with_template("{msg} {human_pos} of {human_len} articles {wide_bar}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message("reading");
        let shown = OnceLock::new();
        if quiet {
            shown.get_or_init(|| ());
        }
        Self { bar, start: Instant::now(), shown }
    }

    /// One more file was read. Findings are shown with their lines, so that files are read once
    /// more at the end: those are not counted.
    pub(super) fn step(&self) {
        if self.bar.length().is_some_and(|all| self.bar.position() < all) {
            self.bar.inc(1);
            self.look();
        }
    }

    /// All were read; what they say is compared now.
    pub(super) fn compare(&self) {
        self.bar.set_message("comparing");
        self.look();
        self.bar.tick();
    }

    /// Leaves nothing behind.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }

    fn look(&self) {
        if self.shown.get().is_none() && self.start.elapsed() >= PATIENCE {
            self.shown.get_or_init(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
    }
}
